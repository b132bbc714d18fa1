#!/usr/bin/env python3
"""Statements of sql/ that nothing in src/ runs: what nobody asks need not be kept right on two engines.

usage: check_statements.py [root]      prints "file:line: what is wrong", ends with 1 when there is anything
"""
import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from c_source import tell, tracked  # noqa: E402


def functions_of(name, statement):
    """What a statement of that file is called by, once it is C."""
    if name.startswith('sql/dialect/'):
        return [f'sk_{Path(name).stem}_{statement}']
    return [f'skq_{statement}', f'skq_{statement}_next', f'skq_{statement}_statement']


def check(root):
    """Yields (file, line, fault)."""
    used = set()
    for name in tracked(root, '*.c', '*.h', '*.py'):
        if name.startswith(('src/', 'tools/')):
            used.update(re.findall(r'\w+', (Path(root) / name).read_text(encoding='utf-8')))
    for name in tracked(root, '*.sql'):
        text = (Path(root) / name).read_text(encoding='utf-8')
        for found in re.finditer(r'^-- name: (\w+)', text, re.M):
            if used.isdisjoint(functions_of(name, found[1])):
                yield name, text.count('\n', 0, found.start()) + 1, f'nothing in src/ runs the statement {found[1]}'


if __name__ == '__main__':
    sys.exit(tell(check(sys.argv[1] if len(sys.argv) > 1 else '.')))
