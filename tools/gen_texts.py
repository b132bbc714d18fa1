#!/usr/bin/env python3
"""Turns po/*.po into C tables, lists the words that pages show by name, and checks that every text is translated.

Usage: gen_texts.py tables SOURCE en.po ja.po ko.po
       gen_texts.py words OUTPUT FILE.def...     vocabulary words as a listing in C for xgettext
       gen_texts.py check saikai.pot en.po ja.po ko.po
A text is found by its English words, or by context and word where English too needs a translation ("relation", "wife").
"""
import ast
import re
import sys
from pathlib import Path

# Which rows of which tables pages show by their word, and the context their texts stand in.
CONTEXTS = {"PROPERTY": "property", "NAME_KIND": "name-kind", "SCRIPT": "script", "RELATION": "relation",
            "SOURCE_KIND": "source-kind"}
PLACEHOLDER = re.compile(r"(?<=%\()\w+(?=\)s)|\{\d\}")


class Mistake(Exception):
    def __init__(self, path, line, text):
        super().__init__(f"{path}:{line}: {text}")


class Entry:
    def __init__(self, path, line):
        self.path, self.line, self.fuzzy = path, line, False
        self.fields = {}

    @property
    def key(self):
        context, msgid = self.fields.get("msgctxt"), self.fields["msgid"]
        return msgid if context is None else context + "\4" + msgid

    @property
    def forms(self):
        """The translations: one, or one for each plural form."""
        if "msgid_plural" not in self.fields:
            return [self.fields.get("msgstr", "")]
        return [text for name, text in sorted(self.fields.items()) if name.startswith("msgstr[")]


def read(path):
    """The entries of a catalogue, without its head and without what is no longer used."""
    entries, entry, last = [], None, None
    for number, line in enumerate(Path(path).read_text(encoding="utf-8").split("\n"), 1):
        if line.startswith("#,") or not line.strip():
            entry = Entry(path, number) if entry is None or entry.fields else entry
            entry.fuzzy |= line.startswith("#,") and "fuzzy" in line
            continue
        if line.startswith("#"):
            continue
        match = re.fullmatch(r'(msgctxt|msgid|msgid_plural|msgstr|msgstr\[\d\])?\s*(".*")', line)
        if not match or (match[1] is None and last is None):
            raise Mistake(path, number, "not a line of a catalogue")
        text = ast.literal_eval(match[2])
        if match[1] is None:
            entry.fields[last] += text
            continue
        if entry is None or match[1] in entry.fields:
            entry = Entry(path, number)
        if not entry.fields:
            entries.append(entry)
            entry.line = number
        last = match[1]
        entry.fields[last] = text
    return [entry for entry in entries if entry.fields.get("msgid")]


def c_string(text):
    out = "".join(chr(b) if 32 <= b < 127 and chr(b) not in '"\\?' else f"\\{b:03o}" for b in text.encode())
    return f'"{out}"'


def write_tables(source, paths):
    """One sorted row a text: its key, English one and many, Japanese, Korean. An empty translation is NULL."""
    rows = {}
    for column, path in enumerate(paths):
        for entry in read(path):
            row = rows.setdefault(entry.key, [None, None, None, None])
            forms = [None if entry.fuzzy else form or None for form in entry.forms]
            if column == 0:
                row[0:2] = (forms + [None])[:2]
            else:
                row[column + 1] = forms[0]
    lines = ["/* Made by tools/gen_texts.py from po/; do not edit. */", '#include "web/text_table.h"', "",
             "const SkTextRow sk_text_rows[] = {"]
    for key in sorted(rows, key=lambda key: key.encode()):
        lines.append("  { " + ", ".join([c_string(key)] + [c_string(t) if t else "NULL" for t in rows[key]]) + " },")
    lines += ["};", f"const unsigned sk_text_row_count = {len(rows)};", ""]
    Path(source).write_text("\n".join(lines), encoding="utf-8")


def words_of(line):
    """The texts in one row of a table: a vocabulary word, WORD("context", "word"), a REASON, or the summary of a route."""
    match = re.match(r'(\w+)\(.*"', line)
    strings = re.findall(r'"((?:[^"\\]|\\.)*)"', line)
    if match and match[1] in CONTEXTS:
        return f'sk_text_in(0, "{CONTEXTS[match[1]]}", "{strings[0]}");'
    if match and match[1] == "WORD":
        return f'sk_text_in(0, "{strings[0]}", "{strings[1]}");'
    if match and match[1] == "REASON" and len(strings) == 1:
        return f'sk_text_in(0, "reason", "{strings[0]}");'
    if match and match[1] in ("REASON", "SYSTEM"):
        context = "name-reason" if match[1] == "REASON" else "system"
        return f'sk_text_in(0, "{context}", "{strings[1]}");' if strings[1] else None
    return f'sk_text(0, "{strings[-1]}");' if match and match[1] == "ROUTE" else None


def write_words(output, paths):
    lines = []
    for path in paths:
        for number, line in enumerate(Path(path).read_text(encoding="utf-8").split("\n"), 1):
            if words_of(line):
                lines += [f'#line {number} "{path}"', words_of(line)]
    Path(output).write_text("\n".join(lines) + "\n", encoding="utf-8")


def faults_of(wanted, entry, path):
    """What is wrong with one translation."""
    if entry is None or not all(entry.forms):
        yield f"{path}: no translation of {wanted.key!r}"
        return
    if entry.fuzzy:
        yield f"{path}:{entry.line}: {wanted.key!r} is fuzzy: look at it and take the mark away"
    expected = set(PLACEHOLDER.findall(wanted.fields.get("msgid_plural", "") + wanted.fields["msgid"]))
    for form in entry.forms:
        if set(PLACEHOLDER.findall(form)) != expected:
            yield f"{path}:{entry.line}: {form!r} must have the placeholders {sorted(expected)}"


def check(template, paths):
    """All faults of the catalogues against what the program uses. English needs only what stands in a context."""
    faults, wanted = [], {entry.key: entry for entry in read(template)}
    for path in paths:
        found = {entry.key: entry for entry in read(path)}
        english = Path(path).stem == "en"
        for key, entry in wanted.items():
            if not english or "msgctxt" in entry.fields:
                faults += faults_of(entry, found.get(key), path)
        faults += [f"{path}:{e.line}: {k!r} is not used any more; run script/texts" for k, e in found.items() if k not in wanted]
    return faults


def main(arguments):
    what, *rest = arguments
    try:
        if what == "tables":
            write_tables(rest[0], rest[1:])
        elif what == "words":
            write_words(rest[0], rest[1:])
        elif what == "check":
            faults = check(rest[0], rest[1:])
            sys.exit("\n".join(faults) if faults else 0)
        else:
            sys.exit(__doc__)
    except Mistake as mistake:
        sys.exit(str(mistake))


if __name__ == "__main__":
    main(sys.argv[1:])
