#!/usr/bin/env python3
"""Measures across scripts on the synthetic register: of two lists that name one person, each in a script of its own, how often the
one name finds the other. Before the kernels of src/text, when a name was found by what is written, none did.

Usage: names_register.py SAIKAI BENCH_NAMES DOCS. Writes its part of docs/names.md.
"""
import csv
import itertools
import subprocess
import sys
import tempfile
import unicodedata
from pathlib import Path

PERSONS = 5000
LEAST = 100  # pairs, below which a share says nothing
MARKS = ("<!-- register: script/bench names -->", "<!-- /register -->")
LISTS = (("ministry-", "cp932"), ("red-cross-", "utf-8-sig"), ("registration-", "cp932"), ("counterpart", "cp949"))
NAMES = ("氏名", "성명", "이름")


def literal(name):
    return "".join(unicodedata.normalize("NFKC", name).split())


def script_of(text):
    names = {unicodedata.name(letter, "").split()[0] for letter in text if letter.isalpha()} - {"KATAKANA-HIRAGANA"}
    kinds = {"CJK": "characters", "HANGUL": "Hangul", "KATAKANA": "katakana", "HIRAGANA": "hiragana"}
    found = {kinds.get(name, "other") for name in names}
    return found.pop() if len(found) == 1 else "mixed"


def read(path):
    for prefix, encoding in LISTS:
        if path.name.startswith(prefix):
            with path.open(encoding=encoding, errors="replace", newline="") as lines:
                return list(csv.DictReader(lines))
    return []


def columns(row):
    """Per slot of a row: (name, its kana)."""
    name = next((row[key] for key in NAMES if row.get(key)), "")
    yield name, row.get("ふりがな") or ""
    for number in itertools.count(1):
        if f"家族{number}氏名" not in row:
            return
        yield row[f"家族{number}氏名"] or "", row[f"家族{number}ふりがな"] or ""


def mentions(place):
    """{person: {(list, script, name, whether it is the pass-name)}}"""
    with (place / "truth/persons.csv").open(encoding="utf-8", newline="") as lines:
        registered = {row["person"]: row["registered"] for row in csv.DictReader(lines)}
    found, lists = {}, {}
    with (place / "truth/truth.csv").open(encoding="utf-8", newline="") as lines:
        truth = list(csv.DictReader(lines))
    for row in truth:
        rows = lists.setdefault(row["list"], None)
        if rows is None:
            rows = lists[row["list"]] = read(place / row["list"])
        if not rows or not row["locator"].startswith("row "):
            continue
        slots = list(columns(rows[int(row["locator"][4:]) - 1]))
        if int(row["slot"]) > len(slots):
            continue
        name, kana = slots[int(row["slot"]) - 1]
        own = registered.get(row["person"], "").split(" ")
        other = script_of(literal(name)) == "characters" and not name.startswith(own[0] if len(own) > 1 else own[0][:1])
        kind = row["list"].rsplit("-", 2)[0] if "-" in row["list"] else row["list"]
        for written in filter(None, (name.strip(), kana.strip())):
            found.setdefault(row["person"], set()).add((kind, script_of(written), written, other))
    return found


def pairs_of(found):
    """{title: set of pairs of names of one person in different lists or columns and in different scripts}"""
    tables = {}
    for names in found.values():
        for a, b in itertools.combinations(sorted(names), 2):
            if a[1] != b[1] and "mixed" not in (a[1], b[1]) and "other" not in (a[1], b[1]):
                scripts = " and ".join(sorted((a[1], b[1])))
                what = "own name" if not a[3] and not b[3] else "pass-name" if a[3] and b[3] else "own name and pass-name"
                tables.setdefault((what, scripts), set()).add((a[2], b[2]))
    return tables


def table(place, bench, found):
    yield "| names of one person | pairs | found before | found by a key | grade 5 and better |\n|---|---|---|---|---|"
    for (what, scripts), pairs in sorted(pairs_of(found).items()):
        pairs = sorted(pairs)
        if len(pairs) < LEAST:
            continue
        (place / "pairs").write_text("".join(f"{a}\t{b}\n" for a, b in pairs), encoding="utf-8")
        done = subprocess.run([bench, "pairs", place / "pairs"], capture_output=True, text=True, check=True).stdout.splitlines()
        results = [tuple(map(int, line.split("\t"))) for line in done]
        before = sum(literal(a) == literal(b) for a, b in pairs)
        yield (f"| {what}, {scripts} | {len(pairs)} | {before / len(pairs):.3f} | {sum(key for _, key in results) / len(pairs):.3f} | "
               f"{sum(grade >= 5 for grade, _ in results) / len(pairs):.3f} |")


def main():
    saikai, bench, docs = (Path(word).resolve() for word in sys.argv[1:4])
    with tempfile.TemporaryDirectory(prefix="saikai-register-") as folder:
        place = Path(folder) / "lists"
        subprocess.run([saikai, "synth", "--seed", "1", "--persons", str(PERSONS), "--out", place, "--quiet"], check=True,
                       stdout=subprocess.DEVNULL)
        text = "\n".join(table(Path(folder), bench, mentions(place)))
    print(text)
    written = docs.read_text(encoding="utf-8")
    if all(mark in written for mark in MARKS):
        head, tail = written.split(MARKS[0])[0], written.split(MARKS[1])[1]
        docs.write_text(f"{head}{MARKS[0]}\n{text}\n{MARKS[1]}{tail}", encoding="utf-8")


if __name__ == "__main__":
    main()
