#!/usr/bin/env python3
"""Makes src/text/spelling_tables.h from src/text/spellings.txt: how each Korean sound is written in other letters.

Usage: gen_spellings.py OUTPUT SPELLINGS
A writing becomes one row, compared with the text as one machine word. Two orders of the rows: by jamo (does this syllable fit
here?) and, with jamo merged into the classes that name keys use or into groups, as trees of letters (what can stand here?).
"""
import itertools
import re
import sys
from pathlib import Path

ONSETS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
FRONT = "ㅑㅒㅕㅖㅛㅠㅣㅟㅢ"  # where keys drop ㄴ and ㄹ: the South's law, and the two vowels that are written i too
CODAS = "-KNTLMPG"
LETTERS = "'abcdefghijklmnopqrstuvwxyzACEJNOQSUWY"  # all that writings have
ALPHABETS = ("latin", "kana", "cyrillic")
SYSTEMS = "RMmDYKC"  # the order of enum in romanise.c
YALE_COST = 7  # in keys, of what only Yale writes so
YALE = 1 << SYSTEMS.index("Y")
NOTES = "OUVANE"
PLACE_BITS = {"onset": 31, "vowel": 15, "coda": 63}  # the rest are flags
PLACES = {"onset": "ivslof", "vowel": "ocnw", "coda": "evnrho"}
# Letters of keys: what keeps apart sounds that no spelling confuses.
ONSET_CLASS = dict(zip(ONSETS, "KKNTTNMPPSS-JJJKTPH"))
VOWEL_CLASS = dict(zip(VOWELS, "AEAEOEOEOAEEOOOEIOOII"))
CODA_CLASS = dict(zip(CODAS, "-KNTLMPG"))
SOUNDS = "-AEGHIJKLMNOPST"  # text/sounds.h counts them so
SHAPES = (("onset", ONSETS, ONSET_CLASS), ("vowel", VOWELS, VOWEL_CLASS), ("coda", CODAS, CODA_CLASS))
# Groups of edges.h, in which a name's first and last syllable are told apart in one machine word.
ONSET_GROUP = dict(zip(ONSETS, (0, 0, 1, 2, 2, 3, 4, 5, 5, 6, 6, 7, 8, 8, 8, 0, 2, 5, 9)))
VOWEL_GROUP = dict(zip(VOWELS, (0, 1, 0, 1, 2, 1, 2, 1, 3, 0, 1, 1, 3, 4, 2, 1, 5, 4, 4, 5, 5)))
CODA_GROUP = dict(zip(CODAS, range(8)))
# As edges.c has them: what a name begins with (onset, then vowel), and what it ends with, read from behind.
EDGES = (("onset", ONSET_GROUP, False), ("vowel", VOWEL_GROUP, False), ("coda", CODA_GROUP, True), ("vowel", VOWEL_GROUP, True))
WRITING = re.compile(r"^([A-Za-z:'-]+?):(\d+)(?::([RMmDYKC]+))?(?:@([a-z]+))?(?:!([OUVANE]))?$")
FAR = 35
SOUND_ROWS = 24  # as text/spelling.h has it
RARE = 4  # hundredths up to which letters spell a rare family name
UNCOMMON = {"rare": 0, "rarest": 6}  # hundredths that its spellings cost more: beyond what text/name_family.c takes for as usual
JAMO_CODAS = "0111222314544464566337331363"  # of Unicode's 28, by the places of CODAS


def places_of(kind, written):
    """Bits of the places: one a letter, but for vowels one a pair of (open or closed, bare or covered)."""
    letters, written = PLACES[kind], written or ""
    if kind == "vowel":
        return sum(1 << (closed + 2 * covered) for closed in (0, 1) for covered in (0, 1)
                   if ("oc"[closed] in written or not set("oc") & set(written))
                   and ("nw"[covered] in written or not set("nw") & set(written)))
    everywhere = 31 if kind == "onset" else 63
    bits = sum(1 << letters.index(c) for c in written if c != "f") or everywhere
    return bits | (1 << letters.index("f") if "f" in written else 0)


def read(path):
    """{(alphabet, kind): {jamo or name: [(letters, cost, systems, places, note)]}}"""
    tables, section = {}, None
    for number, line in enumerate(Path(path).read_text(encoding="utf-8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        if line.startswith("["):
            section = tuple(line.strip("[]").split())
            tables[section] = {}
            continue
        key, *writings = line.split()
        if section[1] in UNCOMMON:
            tables[section].update(dict.fromkeys([key, *writings]))
            continue
        for writing in writings:
            parts = WRITING.match(writing)
            if not parts:
                raise SystemExit(f"{path}:{number}: {writing} is no writing")
            letters, cost, systems, places, note = parts.groups()
            kind = "onset" if section[1] == "surname" else section[1]
            row = ("" if letters == "-" else letters, int(cost), sum(1 << SYSTEMS.index(c) for c in systems or ""),
                   places_of(kind, places), 1 << NOTES.index(note) if note else 0)
            tables[section].setdefault(key, []).append(row)
    return tables


def word(letters, size):
    """Text and mask of a little-endian word that begins with the letters."""
    if len(letters) > size:
        raise SystemExit(f"{letters} is longer than {size} letters")
    return int.from_bytes(letters.encode(), "little"), (1 << (8 * len(letters))) - 1


def first_of(rows):
    return sum({1 << (ord(row[0][0]) & 31) if row[0] else 1 for row in rows})


def alphabet_rows(tables, alphabet, kind, names, flat):
    starts, firsts = [], []
    for name in names:
        rows = tables[alphabet, kind].get(name, [])
        starts.append(len(flat))
        firsts.append(first_of(rows))
        flat.extend(rows)
    return starts + [len(flat)], firsts


def sound_of(kind, name, letters, classes):
    """The class a writing stands for in keys; None where another row says the same: a written n or r before i and y is ㄴ there,
    which keys drop again."""
    if kind == "onset" and name == "ㄹ":
        return "N" if letters else "-"
    if kind == "onset" and name == "ㅇ" and letters[:1] in tuple("nrl"):
        return None
    return classes[name]


def sounds(tables, alphabet, kind, names, classes):
    """Rows, cheapest writing of each class in each place; those of nothing last."""
    best = {}
    for name in names:
        for letters, cost, systems, places, _ in tables[alphabet, kind].get(name, []):
            sound = sound_of(kind, name, letters, classes)
            yale = cost >= FAR and systems & YALE
            if (cost < FAR or yale) and sound:
                bits = places & 31 if kind == "onset" else places | (16 if name in FRONT else 0)
                bits, cost = (bits | 128, YALE_COST) if yale else (bits, cost)
                best[letters, sound, bits] = min(best.get((letters, sound, bits), FAR), cost)
    joined = {}  # the same sound at the same cost in several places
    for (letters, sound, bits), cost in best.items():
        flags = bits & ~PLACE_BITS[kind]
        joined[letters, sound, cost, flags] = joined.get((letters, sound, cost, flags), flags) | bits
    return sorted(((letters, cost, SOUNDS.index(sound), places) for (letters, sound, cost, _), places in joined.items()),
                  key=lambda row: (row[0] == "", row))


class Trees:
    """Rows by the letters that they begin with: from the root of a tree a letter leads to a node, whose rows are all that the letters
    up to there can be."""

    def __init__(self):
        self.nodes, self.steps = [], []

    def add(self, rows):
        """Nodes are numbered from the root of their tree, which is the first of them; 0 is no step. Returns the root."""
        root, paths = len(self.nodes), sorted({row[0][:size] for row in rows for size in range(len(row[0]) + 1)} | {""})
        number = {path: at for at, path in enumerate(paths)}
        if len(paths) > 255 or not set("".join(paths)) <= set(LETTERS):
            raise SystemExit("a step of a tree is one byte, and a letter of its own")
        for path in paths:
            self.nodes.append([row for row in rows if path.startswith(row[0])])
            self.steps.append([0] + [number.get(path + letter, 0) for letter in LETTERS])
        return root

    def text(self, name, dimension, roots):
        pairs = ", ".join("{ " + ", ".join(map(str, row)) + " }" for row in roots)
        return (f"const uint16_t {name}_roots[{dimension}][SPELLING_ALPHABETS] = {{ {pairs} }};\n"
                f"const uint8_t {name}_steps[][SPELLING_LETTERS] = {{\n  "
                + ",\n  ".join("{ " + ", ".join(map(str, row)) + " }" for row in self.steps) + "\n};\n")


def numbered(nodes, text):
    """Where the rows of each node begin in one array of them, and its text."""
    starts = list(itertools.accumulate((len(rows) for rows in nodes), initial=0))
    return starts, ",\n  ".join(text(row) for rows in nodes for row in rows) + "\n};\n"


def sound_trees(tables):
    trees = Trees()
    roots = [[trees.add(sounds(tables, alphabet, kind, names, classes)) for alphabet in ALPHABETS] for kind, names, classes in SHAPES]
    if max(map(len, trees.nodes)) > SOUND_ROWS:
        raise SystemExit("more writings of sounds begin with the same letters than text/spelling.h leaves room for")
    ends = [[sum({1 << len(row[0]) for row in rows if yale or not row[3] & 128}) for yale in (False, True)] for rows in trees.nodes]
    starts, rows = numbered(trees.nodes, lambda row: "{ %d, %d, %d, %d }" % (len(row[0]), *row[1:]))
    nodes = ("{ %d, %d, { %d, %d } }" % (start, len(some), *end) for start, some, end in zip(starts, trees.nodes, ends))
    return (trees.text("sound", "SPELLING_KINDS", roots) + "const Sound sound_rows[] = {\n  " + rows
            + "const SoundNode sound_nodes[] = {\n  " + ",\n  ".join(nodes) + "\n};\n")


def edges(tables, alphabet, kind, groups, behind):
    """Rows by their letters, from the last one when they are read from behind."""
    best = {}
    for name, group in groups.items():
        for letters, cost, *_ in tables[alphabet, kind].get(name, []):
            best[letters, group] = min(best.get((letters, group), FAR), cost)
    return [(letters[::-1] if behind else letters, group, int(cost >= FAR)) for (letters, group), cost in sorted(best.items())]


def edge_trees(tables):
    trees = Trees()
    roots = [[trees.add(edges(tables, alphabet, kind, groups, behind)) for alphabet in ALPHABETS] for kind, groups, behind in EDGES]
    starts, rows = numbered(trees.nodes, lambda row: "{ %d, %d, %d }" % (len(row[0]), *row[1:]))
    groups = [[sum({1 << group for _, group, far in some if far <= most}) for most in (0, 1)] for some in trees.nodes]
    nodes = ("{ %d, %d, %d, %d }" % (start, len(some), *group) for start, some, group in zip(starts, trees.nodes, groups))
    return (trees.text("edge", "SPELLING_EDGES", roots) + "const SpellingEdge edge_rows[] = {\n  " + rows
            + "const EdgeNode edge_nodes[] = {\n  " + ",\n  ".join(nodes) + "\n};\n")


def links(texts):
    """For sorted texts: the one before that is the same, or else the last of those that are its longest beginning."""
    last, made = {}, []
    for place, text in enumerate(texts):
        shorter = (last[text[:size]] for size in range(len(text), 0, -1) if text[:size] in last)
        made.append(next(shorter, len(texts)))
        last[text] = place
    return made


def row_text(row):
    text, mask = word(row[0], 4)
    return f"{{ 0x{text:x}u, 0x{mask:x}u, {row[2]}, {len(row[0])}, {row[1]}, {row[3]}, {row[4]} }}"


def surname_rows(tables):
    rows = []
    for name, writings in tables["latin", "surname"].items():
        for letters, cost, _, _, note in writings:
            word(letters, 12)
            rows.append((ord(name[0]), ord(name[1]) if len(name) > 1 else 0, len(letters), cost, note, letters))
    return sorted(rows)


def rare_rows(tables):
    """Family names that have no spellings of their own, by what the tables of jamo let them be."""
    rows = {}
    for section, name in ((section, name) for section in UNCOMMON for name in tables["latin", section]):
        index = ord(name) - 0xAC00
        onset, vowel, coda = ONSETS[index // 588], VOWELS[index % 588 // 28], CODAS[int(JAMO_CODAS[index % 28])]
        place = 1 << ((coda != "-") + 2 * (onset != "ㅇ"))
        for a, b, c in itertools.product(tables["latin", "onset"][onset], tables["latin", "vowel"][vowel], tables["latin", "coda"][coda]):
            cost, text = a[1] + b[1] + c[1], (a[0] + b[0] + c[0]).lower()
            if cost <= RARE and a[3] & 1 and b[3] & place and c[3] & 1:
                rows[text, name] = min(cost + UNCOMMON[section], rows.get((text, name), FAR))
    return sorted((text, ord(name), cost) for (text, name), cost in rows.items())


def table(kind, name, values, width, dimension="SPELLING_KINDS"):
    """Three dimensions: kinds of jamo, alphabets, and a row that is filled up with zeros."""
    rows = ",\n  ".join("{ " + ", ".join("{ " + ", ".join(map(str, row + [0] * (width - len(row)))) + " }" for row in made) + " }"
                        for made in values)
    return f"const {kind} {name}[{dimension}][SPELLING_ALPHABETS][{width}] = {{\n  {rows}\n}};\n"


def main(output, spellings):
    tables = read(spellings)
    flat, starts, firsts = [], [], []
    for kind, names, _ in SHAPES:
        made = [alphabet_rows(tables, alphabet, kind, names, flat) for alphabet in ALPHABETS]
        starts.append([row for row, _ in made])
        firsts.append([row for _, row in made])
    surnames = surname_rows(tables)
    text = "/* Made by tools/gen_spellings.py; do not edit. */\n"
    text += "const Spelling spellings[] = {\n  " + ",\n  ".join(map(row_text, flat)) + "\n};\n"
    text += f"_Static_assert(SPELLING_LETTERS == {len(LETTERS) + 1}, \"letters of the trees\");\n"
    text += f"const uint8_t spelling_letters[128] = {{ {', '.join(str(LETTERS.find(chr(code)) + 1) for code in range(128))} }};\n"
    text += sound_trees(tables) + edge_trees(tables)
    text += table("uint16_t", "spelling_starts", starts, len(VOWELS) + 1)
    text += table("uint32_t", "spelling_firsts", firsts, len(VOWELS))
    may = [[[sum(1 << jamo for jamo, first in enumerate(row) if first & (1 << letter | 1)) for letter in range(32)] for row in made]
           for made in firsts]
    text += table("uint32_t", "spelling_may_begin", may, 32)
    text += "".join(f"const uint8_t spelling_{kind}_sounds[{len(names)}] = {{ "
                    f"{', '.join(str(SOUNDS.index(classes[name])) for name in names)} }};\n" for kind, names, classes in SHAPES)
    text += "const SurnameSpelling surname_spellings[] = {\n  "
    text += ",\n  ".join('{ { 0x%x, 0x%x }, %d, %d, %d, "%s" }' % row for row in surnames) + "\n};\n"
    by_text = sorted(range(len(surnames)), key=lambda row: (surnames[row][5], row))
    text += "const uint16_t surname_by_text[] = {\n  " + ", ".join(map(str, by_text)) + "\n};\n"
    made = links([surnames[row][5] for row in by_text])
    text += "const uint16_t surname_links[] = {\n  " + ", ".join(map(str, made)) + "\n};\n"
    text += f"const uint16_t surname_spelling_count = {len(surnames)};\n"
    rare = rare_rows(tables)
    text += "const SurnameSpelling surname_rare[] = {\n  "
    text += ",\n  ".join('{ { 0x%x, 0 }, %d, %d, 0, "%s" }' % (name, len(letters), cost, letters) for letters, name, cost in rare)
    text += f"\n}};\nconst uint16_t surname_rare_count = {len(rare)};\n"
    for kind, groups in (("onset", ONSET_GROUP), ("vowel", VOWEL_GROUP)):
        text += f"const uint8_t spelling_{kind}_groups[{len(groups)}] = {{ {', '.join(map(str, groups.values()))} }};\n"
    Path(output).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
