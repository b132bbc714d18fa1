#!/usr/bin/env python3
"""Makes src/text/han_tables.h: for each Han character its classes of forms, its Korean readings and its Chinese one.

Usage: gen_han_tables.py OUTPUT UNIHAN_DIR HANJA_TXT OWN_FORMS COURT_READINGS
Strong classes (old and new forms of one character) are joined from Unihan's Z-variants, compatibility ideographs, the forms its
Japanese name lists give, and the project's own list. Weak classes join strong ones further by PRC simplification, by Unihan's
semantic variants where both are read alike in Korean, by its spoofing variants (UAX 38: taken for each other by eye), and by the own
list's lines that begin with ~; its lines that begin with = are
family names of one character. Korean readings are kHangul,
the one-character lines of hanja.txt and what the court's rule adds, joined over a strong class, so that a new form has the readings
of the old one; a character's own come first, those of the class after them, single sources last.
"""
import bz2
import re
import sys
import unicodedata
from pathlib import Path

MAIN = (0x4E00, 0x9FFF)  # the block that is looked up directly


def fields(directory, name, wanted):
    with bz2.open(Path(directory) / name, "rt", encoding="utf-8") as lines:
        for line in lines:
            parts = line.rstrip("\n").split("\t")
            if len(parts) == 3 and parts[1] in wanted:
                yield int(parts[0][2:], 16), parts[1], parts[2]


class Classes:
    """Union of characters; the representative is the lowest code."""

    def __init__(self):
        self.parent = {}

    def find(self, code):
        while self.parent.get(code, code) != code:
            code = self.parent[code]
        return code

    def join(self, a, b):
        a, b = self.find(a), self.find(b)
        if a != b:
            self.parent.setdefault(min(a, b), min(a, b))
            self.parent[max(a, b)] = min(a, b)


def codes_of(text):
    return [int(code, 16) for code in re.findall(r"U\+([0-9A-F]{4,6})", text)]


def own_lines(path, mark):
    """Lines that begin with the mark, without it; with mark "" those that begin with none."""
    for line in Path(path).read_text(encoding="utf-8").splitlines():
        if line[:1] == mark if mark else line[:1] not in "#~=+^":
            yield line[len(mark):]


def own_groups(path, mark):
    for line in own_lines(path, mark):
        yield from line.split()


def join_all(classes, unihan, name, wanted):
    for code, _, value in fields(unihan, name, wanted):
        for other in codes_of(value):
            classes.join(code, other)


def build_classes(unihan, own):
    classes = Classes()
    join_all(classes, unihan, "Unihan_Variants.txt.bz2", {"kZVariant"})
    join_all(classes, unihan, "Unihan_IRGSources.txt.bz2", {"kCompatibilityVariant"})
    join_all(classes, unihan, "Unihan_OtherMappings.txt.bz2", {"kJinmeiyoKanji", "kJoyoKanji"})
    for group in [group for mark in ("", "+", "^") for group in own_groups(own, mark)]:
        for other in group[1:]:
            classes.join(ord(group[0]), ord(other))
    return classes


def weak_classes(unihan, own, strong, readings):
    classes = Classes()
    for code in list(strong.parent):
        classes.join(code, strong.find(code))
    join_all(classes, unihan, "Unihan_Variants.txt.bz2", {"kTraditionalVariant", "kSimplifiedVariant"})
    for code, _, value in fields(unihan, "Unihan_Variants.txt.bz2", {"kSemanticVariant"}):
        for other in codes_of(value):
            if set(readings.get(code, ())) & set(readings.get(other, ())):
                classes.join(code, other)
    join_all(classes, unihan, "Unihan_Variants.txt.bz2", {"kSpoofingVariant"})
    for group in own_groups(own, "~"):
        for other in group[1:]:
            classes.join(ord(group[0]), ord(other))
    return classes


def court_readings(path):
    """(syllable, character) of each line: a syllable, and the characters so read"""
    for line in Path(path).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            syllable, characters = line.split()
            for character in characters:
                yield syllable, character


def own_readings(unihan, hanja, court=None):
    found = {}
    for code, _, value in fields(unihan, "Unihan_Readings.txt.bz2", {"kHangul"}):
        found[code] = [ord(reading[0]) for reading in value.split()]
    lines = [line.split(":") for line in Path(hanja).read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    single = [line[:2] for line in lines if len(line) >= 2 and len(line[0]) == 1 and len(line[1]) == 1]
    for syllable, character in [*single, *(court_readings(court) if court else ())]:
        known = found.setdefault(ord(character), [])
        if ord(syllable) not in known:
            known.append(ord(syllable))
    return {code: [s for s in syllables if 0xAC00 <= s <= 0xD7A3] for code, syllables in found.items()}


def build_readings(readings, own, classes):
    """{representative: readings of the class}, without those of characters that are in it by their looks alone"""
    found = {}
    for code in sorted(set(readings) - {ord(other) for group in own_groups(own, "^") for other in group[1:]}):
        found.setdefault(classes.find(code), []).extend(readings[code])
    return {code: list(dict.fromkeys(syllables)) for code, syllables in found.items()}


def joined_readings(readings, by_class, strong):
    """A character's own readings, then those of the other forms."""
    codes = set(readings) | {code for code in strong.parent if strong.find(code) in by_class}
    return {code: list(dict.fromkeys(readings.get(code, []) + by_class.get(strong.find(code), []))) for code in codes}


def plain(pinyin):
    letters = unicodedata.normalize("NFD", pinyin.replace("ü", "v").replace("ǚ", "v").replace("ǜ", "v").replace("ǘ", "v"))
    return "".join(letter for letter in letters if "a" <= letter <= "z")


def pinyin_table(unihan):
    sounds, table = [""], [0] * (MAIN[1] - MAIN[0] + 1)
    number = {"": 0}
    for code, _, value in fields(unihan, "Unihan_Readings.txt.bz2", {"kMandarin"}):
        if MAIN[0] <= code <= MAIN[1]:
            sound = plain(value.split()[0])
            if sound not in number:
                number[sound] = len(sounds)
                sounds.append(sound)
            table[code - MAIN[0]] = number[sound]
    return sounds, table


def array(kind, name, values, form="0x{:x}"):
    rows = [", ".join(form.format(value) for value in values[i:i + 16]) for i in range(0, len(values), 16)]
    return f"static const {kind} {name}[] = {{\n  " + ",\n  ".join(rows) + "\n};\n"


def main(output, unihan, hanja, own, court):
    strong = build_classes(unihan, own)
    readings = own_readings(unihan, hanja, court)
    weak = weak_classes(unihan, own, strong, readings)
    joined = joined_readings(readings, build_readings(readings, own, strong), strong)
    surnames = {strong.find(ord(letter)) for line in own_lines(own, "=") for letter in line}
    codes = sorted(code for code in set(joined) | set(weak.parent)
                   if joined.get(code) or strong.find(code) != code or weak.find(code) != code)
    rows, flat = [], []
    for code in codes:
        found = joined.get(code, [])
        home, alone = strong.find(code), int(strong.find(code) in surnames)
        rows.append(f"{{ 0x{code:x}, 0x{home:x}, 0x{weak.find(code):x}, {len(flat)}, {len(found)}, {alone} }}")
        flat += found
    place = {code: number + 1 for number, code in enumerate(codes)}
    sounds, pinyin = pinyin_table(unihan)
    text = "/* Made by tools/gen_han_tables.py; do not edit. */\n"
    text += f"#define HAN_MAIN_FIRST 0x{MAIN[0]:x}u\n#define HAN_MAIN_LAST 0x{MAIN[1]:x}u\n#define HAN_ROWS {len(rows)}\n"
    text += "static const Row rows[HAN_ROWS + 1] = {\n  " + ",\n  ".join(rows) + "\n};\n"
    text += array("uint16_t", "main_rows", [place.get(code, 0) for code in range(MAIN[0], MAIN[1] + 1)])
    text += array("uint16_t", "syllables", flat)
    text += array("uint16_t", "main_pinyin", pinyin)
    text += array("char *const", "pinyin", sounds, '"{}"')
    Path(output).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
