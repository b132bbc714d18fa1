#!/usr/bin/env python3
"""Finds people of real public lists by another script than they were listed in.

The lists are names of public life, they enter a measurement register that is thrown away, and they are not part of the
project: DIRECTORY holds japan_councillors.csv (name, kana) and korean_hangul_latin.csv (hangul, latin).
Without it this says so and ends. ROOT is where the packages enamdict, kanjidic and mecab-ipadic are unpacked ("/" when they
are installed): with it everything is measured with the pack of Japanese readings.
Usage: real_names.py SAIKAI DIRECTORY [ROOT]
"""
import csv
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

MAPPING = """mapping: {name}
version: 1
title: {{en: Names of a public list}}
reads: {{format: csv, encoding: utf-8, header: 1}}
entry: {{locator: "row {{n}}", keep: all}}
personae:
  - as: listed
    names:
"""
CASES = [  # title, file, what is imported (column, script), what is searched
    ("councillors, listed in characters and kana, found by kana", "japan_councillors.csv", [("name", "han"), ("kana", "kana")], "kana"),
    ("councillors, listed in characters alone, found by kana", "japan_councillors.csv", [("name", "han")], "kana"),
    ("councillors, listed in kana alone, found by characters", "japan_councillors.csv", [("kana", "kana")], "name"),
    ("Korean names, listed in Hangul, found by Latin letters", "korean_hangul_latin.csv", [("hangul", "hangul")], "latin"),
    ("Korean names, listed in Latin letters, found by Hangul", "korean_hangul_latin.csv", [("latin", "latin")], "hangul"),
]


def saikai(program, register, *words):
    environment = {**os.environ, "SAIKAI_REGISTRY": str(register), "SAIKAI_PASSPHRASE": "a measurement"}
    done = subprocess.run([program, *words], env=environment, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"saikai {words[0]}: {done.stderr}")
    return done.stdout


def measure(program, root, place, number, title, rows, listed, sought):
    register, mapping, numbered = place / f"r{number}", place / f"m{number}.yaml", place / f"l{number}.csv"
    columns = [column for column, _ in listed]
    with numbered.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(["n", *columns])
        writer.writerows([n, *(row[column] for column in columns)] for n, row in enumerate(rows, 1))
    order = "family-first"
    mapping.write_text(MAPPING.format(name=f"real-{number}") + "".join(
        f"      - {{from: {column}, kind: {'reading' if n else 'registered'}, script: {script}, order: {order}"
        + (f", of: {columns[0]}, stated-by: source}}\n" if n else "}\n") for n, (column, script) in enumerate(listed)),
        encoding="utf-8")
    saikai(program, register, "init", str(register))
    if root:
        saikai(program, register, "readings", "install", "--root", root, "--quiet")
    source = json.loads(saikai(program, register, "source", "add", "--title", title, "--kind", "public_list", "--holder", "public",
                               "--reliability", "B", "--bias", "none known", "--purpose", "measurement", "--legal-basis",
                               "public list", "--json"))["source"]
    saikai(program, register, "import", "--source", source, "--mapping", str(mapping), str(numbered), "--quiet")
    queries = place / f"q{number}.txt"
    queries.write_text("\n".join(row[sought] for row in rows) + "\n", encoding="utf-8")
    lines = [json.loads(line) for line in saikai(program, register, "search", "--queries", str(queries), "--limit", "5").splitlines()]
    first = top = 0
    for row, line in zip(rows, lines, strict=True):
        people = [person["name"] for person in line["people"]]
        wanted = row[columns[0]]
        first += people[:1] == [wanted]
        top += wanted in people
    print(f"| {title} | {len(rows)} | {first} ({first / len(rows):.1%}) | {top} ({top / len(rows):.1%}) |")


def main():
    program, folder, root = Path(sys.argv[1]).resolve(), Path(sys.argv[2]), sys.argv[3] if len(sys.argv) > 3 else None
    if not folder.is_dir():
        print(f"{folder} is not there: nothing was measured")
        return
    print("| list | people | found first | among the first five |\n|---|---|---|---|")
    with tempfile.TemporaryDirectory(prefix="saikai-real-") as place:
        for number, (title, file, listed, sought) in enumerate(CASES):
            with (folder / file).open(encoding="utf-8", newline="") as lines:
                rows = [row for row in csv.DictReader(lines) if row[sought] and all(row[c] for c, _ in listed)]
            measure(program, root, Path(place), number, title, rows, listed, sought)


if __name__ == "__main__":
    main()
