#!/usr/bin/env python3
"""Makes src/text/place_rows.h: the gazetteer of data/places/ as arrays, and a hash of every way its places are written.

Usage: gen_places.py OUTPUT PLACES_DIR UNIHAN_DIR HANJA_TXT OWN_FORMS
The formats of the tables stand in their heads. A form is text as src/text/place_fold.c leaves it; the same form may name many places
(中区), and one place has dozens of forms. Slots are open addressing on FNV-1a of the form, with eleven bits of it beside the index.
"""
import sys
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).parent / "places"))
from fold import Fold, fnv  # noqa: E402
from gazetteer import KINDS, NAMING  # noqa: E402
from gen_han_tables import build_classes, build_readings, own_readings  # noqa: E402
from tables import Tables  # noqa: E402

PARENTS = 5
BEGINNING_BITS = 1 << 21
LONGEST = 96  # bytes of a form: PLACE_LONGEST of src/text/place_table.h


class Hangul(dict):
    """Han character to its first two Korean readings, any form of the character."""

    def __init__(self, classes, readings):
        super().__init__()
        self.classes, self.readings = classes, readings

    def __contains__(self, letter):
        return bool(self.readings.get(self.classes.find(ord(letter))))

    def __getitem__(self, letter):
        return [chr(code) for code in self.readings[self.classes.find(ord(letter))][:2]]


class Pool:
    """Texts one after the other, each once, ended by NUL."""

    def __init__(self):
        self.text, self.at = [], {}
        self.size = 0

    def put(self, text):
        if text not in self.at:
            self.at[text] = self.size
            self.text.append(text)
            self.size += len(text.encode()) + 1
        return self.at[text]


def c_string(text):
    return '"' + "".join(chr(b) if 32 <= b < 127 and chr(b) not in '"\\?' else f"\\{b:03o}" for b in text.encode()) + '"'


def collect_forms(places, fold):
    """{form: [(place index, naming | flags)]}, the first naming of a place counting."""
    forms = {}
    for index, place in enumerate(places):
        for text, naming, flags in place.names:
            for form in {fold(text), fold.aspirated(text)}:
                if not 2 <= len(form.encode()) <= LONGEST:
                    continue
                known = forms.setdefault(form, {})
                if index not in known or (known[index] & 48) > flags:
                    known[index] = NAMING[naming] | flags
    for entries in forms.values():  # Hangul is Korean first: 평양시 is never 平良市 read by its characters
        if any(places[index].state > 1 for index in entries):
            for index in [index for index, value in entries.items() if value & 15 == NAMING["hangul"]]:
                del entries[index]
    return {form: sorted(entries.items()) for form, entries in sorted(forms.items())}


def slots_of(forms):
    size = 1 << (3 * len(forms) // 2).bit_length()
    slots = [0] * size
    for index, form in enumerate(forms):
        value = fnv(form)
        at = value & (size - 1)
        while slots[at]:
            at = (at + 1) & (size - 1)
        slots[at] = (value >> 21) << 21 | (index + 1)
    return slots


def beginnings_of(forms):
    """A bit for the hash of every beginning of a form, by letters: where none goes on, the search stops."""
    bits = [0] * (BEGINNING_BITS // 32)
    for form in forms:
        for end in range(1, len(form)):
            at = fnv(form[:end]) % BEGINNING_BITS
            bits[at // 32] |= 1 << at % 32
    return bits


def number(place):
    return fnv(place.key) if place.key else 0


def table(kind, name, lines):
    return f"static const {kind} {name}[] = {{\n" + ",\n".join(lines) + "\n};\n"


def numbers(kind, name, values, a_line=24):
    return table(kind, name, [", ".join(map(str, values[i:i + a_line])) for i in range(0, len(values), a_line)])


def within(place):
    return (place.parents + getattr(place, "made_of", []))[:PARENTS]


def all_within(place, index_of):
    """References to all that the place lies in, at any depth."""
    found = set()
    for parent in within(place):
        found |= {index_of[id(parent)] + 1} | all_within(parent, index_of)
    return found


def row_line(place, index_of, names, above):
    parents = [index_of[id(parent)] + 1 for parent in within(place)]
    parents += [0] * (PARENTS - len(parents))
    first = len(above)
    above += sorted(all_within(place, index_of))
    after = index_of[id(place.next)] + 1 if place.next else 0
    fields = [names.put(place.ja), names.put(place.ko), names.put(place.en), number(place), "{ " + ", ".join(map(str, parents)) + " }",
              after, place.code, first, len(above) - first, place.area, place.until, KINDS.index(place.kind) + 1, place.state,
              int(place.renamed)]
    return "  { " + ", ".join(map(str, fields)) + " }"


def check_numbers(places):
    seen = {}
    for place in places:
        if place.key and seen.setdefault(number(place), place) is not place:
            raise SystemExit(f"{place.ja} and {seen[number(place)].ja} have one number: {place.key}")


def new_forms(own):
    """{old form: new form} of src/text/han_forms.txt, whose groups begin with the new one where their line has no mark."""
    lines = Path(own).read_text(encoding="utf-8").splitlines()
    groups = [group for line in lines if line[:1] not in ("#", "~", "=", "+", "^") for group in line.split()]
    return {old: group[0] for group in groups for old in group[1:]}


def generate(folder, unihan, hanja, own):
    classes = build_classes(unihan, own)
    places = Tables(folder, Hangul(classes, build_readings(own_readings(unihan, hanja), own, classes)), new_forms(own)).places
    check_numbers(places)
    index_of = {id(place): index for index, place in enumerate(places)}
    names = Pool()
    above = []
    rows = [row_line(place, index_of, names, above) for place in places]
    forms = collect_forms(places, Fold(classes))
    spans, entries, offset = [], [], 0
    for form, found in forms.items():
        spans.append(f"  {{ {offset}, {len(form.encode())}, {len(found)}, {len(entries)} }}")
        entries += [f"  {{ {index + 1}, {value} }}" for index, value in found]
        offset += len(form.encode())
    slots = slots_of(forms)
    return "".join([
        "/* Made by tools/gen_places.py from data/places; do not edit. */\n#pragma GCC diagnostic ignored \"-Woverlength-strings\"\n",
        f"#define PLACE_ROW_COUNT {len(rows) + 1}\n#define PLACE_FORM_COUNT {len(forms)}\n#define PLACE_SLOT_COUNT {len(slots)}u\n",
        "static const char place_names[] =\n" + "\n".join("  " + c_string(text) + ' "\\0"' for text in names.text) + ";\n",
        table("PlaceRow", "place_rows", ["  { 0 }"] + rows).replace("static ", "", 1), numbers("SkPlaceRef", "place_above", above),
        "static const char place_form_text[] =\n" + "\n".join("  " + c_string(form) for form in forms) + ";\n",
        table("PlaceForm", "place_forms", spans), table("PlaceEntry", "place_entries", entries),
        numbers("uint32_t", "place_slots", slots), f"#define PLACE_BEGINNING_BITS {BEGINNING_BITS}u\n",
        numbers("uint32_t", "place_beginnings", beginnings_of(forms))])


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(generate(*sys.argv[2:]), encoding="utf-8")
