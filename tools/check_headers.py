#!/usr/bin/env python3
"""Compiles each header of src/ and test/ alone: whoever includes it needs to know nothing else.

usage: check_headers.py BUILD [root]      BUILD is a built Meson directory; prints the compiler's words, ends with 1 on any
"""
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import compile_commands  # noqa: E402
from c_source import tracked  # noqa: E402


def neighbour(header, commands):
    """The C file whose flags a header is read with: one of its own folder, or else of a folder above."""
    folder = Path(header).parent
    while True:
        inside = sorted(name for name in commands if Path(name).is_relative_to(folder))
        if inside:
            return commands[inside[0]]
        if folder == Path('.'):
            return None
        folder = folder.parent


def compile_alone(root, header, command):
    directory, arguments, _ = command
    done = subprocess.run(['gcc', '-fsyntax-only', '-Wall', '-Werror', *compile_commands.flags(arguments), '-x', 'c', '-'],
                          input=f'#include "{Path(root).resolve() / header}"\n', cwd=directory, capture_output=True, text=True)
    return None if done.returncode == 0 else f'{header}: does not compile alone\n{done.stderr}'


def check(build, root):
    commands = compile_commands.load(build, root)
    headers = tracked(root, 'src/*.h', 'test/*.h')
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        faults = pool.map(lambda header: compile_alone(root, header, neighbour(header, commands)), headers)
        return [fault for fault in faults if fault]


def main():
    faults = check(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else '.')
    for fault in faults:
        print(fault)
    return 1 if faults else 0


if __name__ == '__main__':
    sys.exit(main())
