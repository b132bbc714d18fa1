#!/usr/bin/env python3
"""Compares the includes under src/ with tools/layers.txt: which folder stands on which, and who may see foreign headers.

usage: check_layers.py [root]      prints "file:line: what is wrong", ends with 1 when there is anything
"""
import fnmatch
import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from c_source import tell, tracked  # noqa: E402

INCLUDE = re.compile(r'^\s*#\s*include\s+([<"])([^>"]+)[>"]')
ROW = re.compile(r'^(never |only |without )?([^:]+):(.*)$')


class Layers:
    def __init__(self, text):
        self.on, self.never, self.only, self.without = {}, {}, {}, {}
        tables = {None: self.on, 'never ': self.never, 'only ': self.only, 'without ': self.without}
        for line in text.split('\n'):
            line = line.split('#')[0].strip()
            if not line:
                continue
            kind, name, rest = ROW.match(line).groups()
            tables[kind][name.strip()] = rest.split()
        for folder, below in self.on.items():
            for other in below:
                if other not in self.on or list(self.on).index(other) >= list(self.on).index(folder):
                    raise ValueError(f'layers.txt: {folder} stands on {other}, which must have its row above')

    def reach(self, folder):
        """The folders that `folder` may include: those it stands on, and what they stand on."""
        seen = {folder}
        waiting = [folder]
        while waiting:
            for other in self.on[waiting.pop()]:
                if other not in seen:
                    seen.add(other)
                    waiting.append(other)
        return seen - set(self.never.get(folder, []))

    def fault(self, folder, bracket, header):
        """Why a file of `folder` may not include `header`, or None."""
        if folder not in self.on:
            return f'the folder {folder} has no row in tools/layers.txt'
        other = header.split('/')[0]
        if bracket == '"' and '/' in header:
            if other not in self.on:
                return f'the folder {other} has no row in tools/layers.txt'
            if other not in self.reach(folder):
                return f'{folder} may not include {other}'
        for pattern, folders in self.only.items():
            if fnmatch.fnmatch(header, pattern) and folder not in folders:
                return f'only {", ".join(folders)} may include {header}'
        for pattern, folders in self.without.items():
            if fnmatch.fnmatch(header, pattern) and folder in folders:
                return f'{folder} does without {header}'
        return None


def check(root):
    """Yields (file, line, fault)."""
    layers = Layers((Path(root) / 'tools/layers.txt').read_text())
    for name in tracked(root, 'src/*/*.c', 'src/*/*.h', 'src/*/*.def'):
        folder = Path(name).parts[1]
        for number, line in enumerate((Path(root) / name).read_text().split('\n'), 1):
            found = INCLUDE.match(line)
            fault = found and layers.fault(folder, *found.groups())
            if fault:
                yield name, number, fault


if __name__ == '__main__':
    sys.exit(tell(check(sys.argv[1] if len(sys.argv) > 1 else '.')))
