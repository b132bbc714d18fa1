#!/usr/bin/env python3
"""Measures how names in other scripts are found, on public lists, and writes the table of docs/names.md.

Usage: names.py BENCH_NAMES LISTS KANA DOCS. LISTS is a directory of public lists that are no part of the project; without it this
says so and ends. KANA is test/unit/text/korean_in_kana.tsv.
"""
import csv
import json
import os
import re
import subprocess
import sys
import tempfile
import unicodedata
from pathlib import Path

HANGUL = re.compile("[\uac00-\ud7a3 ]+")
MARKS = ("<!-- names: script/bench names -->", "<!-- /names -->")


def run(program, *words):
    return subprocess.run([program, *map(str, words)], capture_output=True, text=True, check=True).stdout


def rows(path):
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines))


def stripped(text):
    letters = unicodedata.normalize("NFD", text)
    return "".join(letter for letter in letters if not unicodedata.combining(letter) and letter not in "'’ʼ")


def matched(program, place, pool, queries):
    (place / "pool").write_text("\n".join(pool) + "\n", encoding="utf-8")
    (place / "queries").write_text("\n".join(queries) + "\n", encoding="utf-8")
    return json.loads(run(program, "match", place / "pool", place / "queries"))


def paired(program, place, pairs):
    (place / "pairs").write_text("".join(f"{a}\t{b}\n" for a, b in pairs), encoding="utf-8")
    return [tuple(map(int, line.split("\t"))) for line in run(program, "pairs", place / "pairs").splitlines()]


def line(title, count, done, floor):
    return f"| {title} | {count} | {done} | {floor} |"


def match_line(program, place, title, pool, queries, floor):
    found = matched(program, place, pool, queries)
    return line(title, found["queries"], f"blocking {found['blocking']:.4f} keeping {found['kept']:.2%}; first {found['first']:.4f}; "
                f"recall {found['recall']:.4f}, precision {found['precision']:.4f}", floor)


def surname_line(program, place, folder):
    names = [name for name in json.loads((folder / "korean_surname_spellings.json").read_text(encoding="utf-8"))
             if name["source"] == "korean_surnames"]
    pairs, weights = [], []
    for name in names:
        written = [name["rr"], name["mr"], *(name["other_romanizations"] or "").split(",")]
        for spelling in dict.fromkeys(text.strip() for text in written):
            if spelling and spelling != "None":
                pairs.append((name["hangul"], spelling))
                weights.append(name["population"] or 0)
    results, total = paired(program, place, pairs), sum(weights)
    share = {what: sum(weight for weight, row in zip(weights, results) if test(row)) / total for what, test in (
        ("key", lambda row: row[1]), ("5", lambda row: row[0] >= 5), ("3", lambda row: row[0] >= 3))}
    return line("family names in Latin letters, by population", len(pairs),
                f"key {share['key']:.4f}; grade 5 and better {share['5']:.4f}, 3 and better {share['3']:.4f}", "0.995; 0.97")


def hanja_line(program, place, folder):
    """Every reading of every character; a character in a private area of the list's own font is none that text can hold."""
    pairs = [(row[3], reading) for row in rows(folder / "korean_court_hanja.csv")[1:] for reading in filter(None, row[0].split(","))
             if unicodedata.category(row[3][0]) == "Lo"]
    found = sum(grade >= 6 for grade, _ in paired(program, place, pairs)) / len(pairs)
    return line("name Hanja, each with each of its readings", len(pairs), f"found {found:.4f}", "0.999")


def kana_lines(program, place, folder, kana):
    pairs = [tuple(row.split("\t")) for row in kana.read_text(encoding="utf-8").splitlines() if row and row[0] != "#"]
    results = paired(program, place, pairs)
    yield line("Korean names in kana", len(pairs), f"key {sum(key for _, key in results) / len(pairs):.4f}; grade 5 and better "
               f"{sum(grade >= 5 for grade, _ in results) / len(pairs):.4f}", "0.985")
    written = [(row[2], row[3]) for row in rows(folder / "japanese_surnames.csv")]
    for file in ("japanese_given_men.csv", "japanese_given_women.csv"):
        written += [(row[0], row[1]) for row in rows(folder / file)]
    results = paired(program, place, written)
    yield line("Japanese names, kana and romaji", len(written), f"key {sum(key for _, key in results) / len(written):.4f}; grade 5 and "
               f"better {sum(grade >= 5 for grade, _ in results) / len(written):.4f}", "0.9995")


def measure(program, place, folder, kana):
    yield "| | names | | floor |\n|---|---|---|---|"
    latin = [row for row in rows(folder / "korean_hangul_latin.csv")[1:] if HANGUL.fullmatch(row[1])]
    floor = "0.998, 1.6 %; 0.995; 0.98, 0.93"
    yield match_line(program, place, "Hangul by self-chosen Latin letters", [row[1] for row in latin], [row[2] for row in latin], floor)
    all_rows = [row for row in rows(folder / "korean_mccune_reischauer.csv") if row[0] == "korean_names"]
    for title, wanted in (("Hangul", True), ("Hanja", False)):
        some = [row for row in all_rows if bool(HANGUL.fullmatch(row[1])) == wanted]
        for how, change in (("McCune-Reischauer", str), ("the same without marks", stripped)):
            yield match_line(program, place, f"{title} by {how}", [row[1] for row in some], [change(row[2]) for row in some],
                             "1.000; 0.995; 0.99")
    yield hanja_line(program, place, folder)
    yield surname_line(program, place, folder)
    yield from kana_lines(program, place, folder, kana)
    (place / "hangul").write_text("\n".join(row[1] for row in latin), encoding="utf-8")
    (place / "latin").write_text("\n".join(row[2] for row in latin), encoding="utf-8")
    (place / "mixed").write_text("\n".join(text for row in all_rows for text in row[1:3]), encoding="utf-8")
    fast = json.loads(run(program, "speed", place / "hangul", place / "latin", place / "mixed"))
    yield line("a second on one core", fast["names"], f"{fast['comparisons']:,.0f} comparisons, {fast['keyed']:,.0f} names keyed (load "
               f"{os.getloadavg()[0]:.0f})", "1,000,000; 300,000")


def main():
    program, folder, kana, docs = Path(sys.argv[1]).resolve(), *map(Path, sys.argv[2:5])
    if not folder.is_dir():
        print(f"{folder} is not there: nothing was measured")
        return
    with tempfile.TemporaryDirectory(prefix="saikai-names-") as place:
        table = "\n".join(measure(program, Path(place), folder, kana))
    print(table)
    text = docs.read_text(encoding="utf-8")
    if all(mark in text for mark in MARKS):
        head, tail = text.split(MARKS[0])[0], text.split(MARKS[1])[1]
        docs.write_text(f"{head}{MARKS[0]}\n{table}\n{MARKS[1]}{tail}", encoding="utf-8")


if __name__ == "__main__":
    main()
