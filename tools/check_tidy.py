#!/usr/bin/env python3
"""Runs clang-tidy over the C files of the tree, and remembers which were clean: a file is looked at again only when it, a
header it reads, its compile command, .clang-tidy or clang-tidy itself has changed. It is remembered for all checkouts, as
ccache does, in $XDG_CACHE_HOME/saikai-tidy (else ~/.cache), for sixty days.

usage: check_tidy.py BUILD [root]      BUILD is a built Meson directory; ends with 1 when there is any finding
"""
import hashlib
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import compile_commands  # noqa: E402
from c_source import tracked  # noqa: E402

# GCC's warnings that Clang does not know, GLib's own inlines, and an end to the analyzer's patience with one function: with the
# default it takes more than twice as long over the tree, for the same findings.
EXTRA = [f'--extra-arg={word}' for word in ('-Wno-unknown-warning-option', '-Wno-format-nonliteral',
                                            '-Xclang', '-analyzer-config', '-Xclang', 'max-nodes=30000')]

KEPT = 60 * 24 * 3600  # seconds


def digest(root, name, command, reads):
    """What a verdict on `name` depends on, as one number."""
    directory, arguments, made = command
    files = [(directory / path).resolve() for path in reads.get(made, [])]
    if not files:  # never built by Ninja: any header may matter
        files = [Path(root).resolve() / other for other in [name, *tracked(root, '*.h')]]
    total = hashlib.sha256(repr((arguments, EXTRA)).encode() + version().encode())
    for path in [*settings(root), *sorted(files)]:
        total.update(path.read_bytes() if path.exists() else b'gone')
        total.update(b'\0')
    return total.hexdigest()


def settings(root):
    return [Path(root).resolve() / '.clang-tidy', Path(root).resolve() / 'test/.clang-tidy']


def version(held=[]):
    if not held:
        held.append(subprocess.run(['clang-tidy', '--version'], capture_output=True, text=True, check=True).stdout)
    return held[0]


def look(root, name, build):
    """What clang-tidy says of one file; empty when nothing."""
    done = subprocess.run(['clang-tidy', '--quiet', '-p', str(build), *EXTRA, name], cwd=root, capture_output=True, text=True)
    said = done.stdout.strip()
    return said or (done.stderr.strip() if done.returncode else '')


def remembered():
    """The folder of marks, without those that nothing has asked for in sixty days."""
    folder = Path(os.environ.get('XDG_CACHE_HOME') or Path.home() / '.cache') / 'saikai-tidy'
    folder.mkdir(parents=True, exist_ok=True)
    for mark in folder.iterdir():
        if mark.stat().st_mtime < time.time() - KEPT:
            mark.unlink(missing_ok=True)
    return folder


def check(build, root, jobs=os.cpu_count()):
    """Yields what was found, a text a file."""
    build = Path(build).resolve()
    commands, reads = compile_commands.load(build, root), compile_commands.reads(build)
    clean = remembered()
    marks = {name: clean / digest(root, name, command, reads) for name, command in commands.items()}
    waiting = []
    for name in sorted(commands):
        if marks[name].exists():
            marks[name].touch()
        else:
            waiting.append(name)
    with ThreadPoolExecutor(jobs) as pool:
        for name, said in zip(waiting, pool.map(lambda name: look(root, name, build), waiting)):
            if said:
                yield said
            else:
                marks[name].touch()


def main():
    found = 0
    for said in check(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else '.'):
        print(said, flush=True)
        found += 1
    return 1 if found else 0


if __name__ == '__main__':
    sys.exit(main())
