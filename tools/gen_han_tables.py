#!/usr/bin/env python3
"""Makes src/text/han_tables.h: classes of Han forms and Korean readings, as ascending arrays.

Usage: gen_han_tables.py OUTPUT UNIHAN_DIR HANJA_TXT OWN_FORMS
Unihan's Z-variants, compatibility ideographs, and the new and old forms its Japanese name lists give make the classes, with the
project's own list; kSemanticVariant and PRC simplifications over-merge and are left out. Readings are kHangul and the one-character
lines of hanja.txt, joined over a class, so that a new form has the readings of the old one.
"""
import bz2
import re
import sys
from pathlib import Path


def fields(directory, name, wanted):
    with bz2.open(Path(directory) / name, "rt", encoding="utf-8") as lines:
        for line in lines:
            parts = line.rstrip("\n").split("\t")
            if len(parts) == 3 and parts[1] in wanted:
                yield int(parts[0][2:], 16), parts[1], parts[2]


class Classes:
    """Union of characters; the representative is the lowest code unless an own line says otherwise."""

    def __init__(self):
        self.parent = {}

    def find(self, code):
        while self.parent.get(code, code) != code:
            code = self.parent[code]
        return code

    def join(self, a, b):
        a, b = self.find(a), self.find(b)
        if a != b:
            self.parent[max(a, b)] = min(a, b)

    def members(self):
        for code in sorted(self.parent):
            if self.find(code) != code:
                yield code, self.find(code)


def codes_of(text):
    return [int(code, 16) for code in re.findall(r"U\+([0-9A-F]{4,6})", text)]


def build_classes(unihan, own):
    classes = Classes()
    for code, _, value in fields(unihan, "Unihan_Variants.txt.bz2", {"kZVariant"}):
        for other in codes_of(value):
            classes.join(code, other)
    for code, _, value in fields(unihan, "Unihan_IRGSources.txt.bz2", {"kCompatibilityVariant"}):
        for other in codes_of(value):
            classes.join(code, other)
    for code, _, value in fields(unihan, "Unihan_OtherMappings.txt.bz2", {"kJinmeiyoKanji", "kJoyoKanji"}):
        for other in codes_of(value):
            classes.join(code, other)
    for line in Path(own).read_text(encoding="utf-8").splitlines():
        for group in [] if line.startswith("#") else line.split():
            for other in group[1:]:
                classes.join(ord(group[0]), ord(other))
    return classes


def build_readings(unihan, hanja, classes):
    found = {}

    def add(code, syllable):
        known = found.setdefault(classes.find(code), [])
        if syllable not in known:
            known.append(syllable)

    for code, _, value in fields(unihan, "Unihan_Readings.txt.bz2", {"kHangul"}):
        for reading in value.split():
            add(code, ord(reading[0]))
    for line in Path(hanja).read_text(encoding="utf-8").splitlines():
        parts = line.split(":")
        if not line.startswith("#") and len(parts) >= 2 and len(parts[0]) == 1 and len(parts[1]) == 1:
            add(ord(parts[1]), ord(parts[0]))
    return {code: [s for s in syllables if 0xAC00 <= s <= 0xD7A3] for code, syllables in found.items()}


def array(kind, name, values):
    rows = [", ".join(f"0x{value:x}" for value in values[i:i + 16]) for i in range(0, len(values), 16)]
    return f"static const {kind} {name}[] = {{\n  " + ",\n  ".join(rows) + "\n};\n"


def main(output, unihan, hanja, own):
    classes = build_classes(unihan, own)
    forms = list(classes.members())
    readings = sorted((code, found) for code, found in build_readings(unihan, hanja, classes).items() if found)
    starts, flat = [], []
    for _, found in readings:
        starts.append(len(flat))
        flat += found
    starts.append(len(flat))
    text = "/* Made by tools/gen_han_tables.py; do not edit. */\n#include <stdint.h>\n"
    text += f"#define HAN_FORM_COUNT {len(forms)}\n#define HAN_READ_COUNT {len(readings)}\n"
    text += array("uint32_t", "han_form_codes", [code for code, _ in forms])
    text += array("uint32_t", "han_form_classes", [home for _, home in forms])
    text += array("uint32_t", "han_read_codes", [code for code, _ in readings])
    text += array("uint32_t", "han_read_starts", starts)
    text += array("uint16_t", "han_readings", flat)
    Path(output).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
