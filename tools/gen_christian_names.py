#!/usr/bin/env python3
"""Makes christian_names.h from src/text/christian_names.txt: each form of a name as a hash, with the number of its line.

Usage: gen_christian_names.py OUTPUT NAMES
The hash is FNV-1a of 64 bits, a code point at a time, as text/name_beside.c takes it of a word.
"""
import sys
from pathlib import Path


def fnv(word):
    value = 14695981039346656037
    for letter in word:
        value = (value ^ ord(letter)) * 1099511628211 % 2 ** 64
    return value


def read(path):
    """{hash: number of the name}, from 1"""
    numbers, words = {}, {}
    lines = [line for line in Path(path).read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    for number, line in enumerate(lines, 1):
        for word in line.split():
            if words.setdefault(word, number) != number or numbers.setdefault(fnv(word), number) != number:
                raise SystemExit(f"{path}: {word} stands in two lines")
    return numbers


def main(output, names):
    numbers = read(names)
    seen = [0] * 64
    for value in numbers:
        seen[value >> 6 & 63] |= 1 << (value & 63)
    bits = ", ".join(f"UINT64_C(0x{word:x})" for word in seen)
    rows = "".join(f"  {{ UINT64_C(0x{value:016x}), {number} }},\n" for value, number in sorted(numbers.items()))
    Path(output).write_text(f"""/* Made by tools/gen_christian_names.py from christian_names.txt. Ascending. */
static const struct {{
  uint64_t hash;
  uint16_t name;
}} christian_names[] = {{
{rows}}};
/* Of 4096 bits those of the hashes' last twelve. */
static const uint64_t christian_seen[] = {{ {bits} }};
""", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
