"""What the compiler is told for each source file, read from a Meson build directory."""
import json
import os
import shlex
import subprocess
from pathlib import Path

KEPT = ('-I', '-D', '-isystem', '-std', '-U')


def load(build, root='.'):
    """{source file relative to root: (directory, arguments, object)} of the project's own C files."""
    commands = {}
    root = Path(root).resolve()
    for row in json.loads((Path(build) / 'compile_commands.json').read_text()):
        directory = Path(row['directory'])
        path = Path(os.path.normpath(directory / row['file']))
        if path.suffix == '.c' and path.is_relative_to(root) and not path.is_relative_to(directory):
            name = str(path.relative_to(root))
            if not name.startswith('subprojects/'):
                commands.setdefault(name, (directory, shlex.split(row['command']), row.get('output')))
    return commands


def flags(arguments):
    """The part of a compile command that decides how a header reads: where includes are found, and what is defined."""
    return [word for word in arguments if word.startswith(KEPT)]


def reads(build):
    """{object file: the files it was made from, system headers left out}, from Ninja's log of dependencies."""
    if not (Path(build) / 'build.ninja').exists():
        return {}
    text = subprocess.run(['ninja', '-C', str(build), '-t', 'deps'], capture_output=True, text=True, check=True).stdout
    found, held = {}, None
    for line in text.split('\n'):
        if line.startswith('    '):
            if not line.strip().startswith('/usr/'):
                held.append(line.strip())
        elif ': #deps' in line:
            held = found.setdefault(line.split(': #deps')[0], [])
    return found
