#!/usr/bin/env python3
"""Copies of a backup, each with one byte changed. Usage: flip.py FILE COUNT OFFSET...: COUNT more offsets are spread
evenly over the file. Prints the names of the copies; each has its keys beside it."""
import shutil
import sys
from pathlib import Path

name, count, offsets = sys.argv[1], int(sys.argv[2]), [int(a) for a in sys.argv[3:]]
content = Path(name).read_bytes()
offsets += [len(content) * n // count for n in range(count)]
for offset in offsets:
    copy = bytearray(content)
    copy[offset] ^= 1
    to = Path(f"flipped{offset % len(content)}")
    to.write_bytes(copy)
    shutil.copy(f"{name}.keys", f"{to}.keys")
    print(to)
