#!/usr/bin/env python3
"""Turns data/figures.yaml into a C table of published figures (src/publish/claims.h).

Every mistake is reported as file:line:column: what is wrong.
Usage: gen_figures.py FIGURES.yaml SOURCE.c
"""
import re
import sys
from pathlib import Path

import yaml

SCOPES = {"total": ("TOTAL", {"": 0}), "sailed": ("TOTAL", {"": 1}), "year": ("YEAR", None), "sailing": ("SAILING", None),
          "prefecture": ("PREFECTURE", None),
          "phase": ("PHASE", {"accord": 1, "interim": 2, "after": 3}),
          "category": ("CATEGORY", {"japanese": 1, "former-resident": 2, "spouse": 4, "child": 8})}
NEEDED = ("scope", "value", "comparator", "counts", "cited", "verified")
KEYS = (*NEEDED, "as_of")


class Mistake(Exception):
    def __init__(self, path, node, text):
        mark = node.start_mark
        super().__init__(f"{path}:{mark.line + 1}:{mark.column + 1}: {text}")


def read_claim(path, node):
    if not isinstance(node, yaml.MappingNode):
        raise Mistake(path, node, "a claim is a mapping of keys to values")
    claim = {}
    for key, value in node.value:
        if key.value not in KEYS:
            raise Mistake(path, key, f'"{key.value}" is no key: there are {", ".join(KEYS)}')
        if key.value in claim:
            raise Mistake(path, key, f'"{key.value}" stands twice')
        claim[key.value] = value
    for key in NEEDED:
        if key not in claim:
            raise Mistake(path, node, f'"{key}" is missing')
    return claim


LANGUAGES = ("en", "ja", "ko")


def texts_of(path, node):
    """The text in each language, as a C initialiser."""
    if not isinstance(node, yaml.MappingNode):
        raise Mistake(path, node, "a text is said in en, ja and ko")
    texts = {key.value: value.value for key, value in node.value}
    if sorted(texts) != sorted(LANGUAGES) or not all(texts.values()):
        raise Mistake(path, node, "a text is said in en, ja and ko, once each")
    return "{ " + ", ".join(quoted(texts[language]) for language in LANGUAGES) + " }"


def scope_of(path, node):
    word, _, key = node.value.partition(":")
    if word not in SCOPES:
        raise Mistake(path, node, f'"{word}" is no scope: there are {", ".join(SCOPES)}')
    group, keys = SCOPES[word]
    if keys is None and re.fullmatch(r"[1-9][0-9]{0,3}", key):
        return group, int(key)
    if keys is None or key not in keys:
        raise Mistake(path, node, f'"{node.value}" does not say which')
    return group, keys[key]


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def row(path, node):
    claim = read_claim(path, node)
    group, key = scope_of(path, claim["scope"])
    if not re.fullmatch(r"[0-9]{1,9}", claim["value"].value):
        raise Mistake(path, claim["value"], "the value is a whole number")
    if claim["comparator"].value not in "=~><":
        raise Mistake(path, claim["comparator"], "the comparator is =, ~, > or <")
    if claim["verified"].value not in ("true", "false"):
        raise Mistake(path, claim["verified"], "verified is true or false")
    as_of = quoted(claim["as_of"].value) if "as_of" in claim else "NULL"
    return (f'  {{ SK_FIGURE_{group}, {key}, {claim["value"].value}, {quoted(claim["comparator"].value)}, '
            f'{texts_of(path, claim["counts"])}, {as_of}, {texts_of(path, claim["cited"])}, '
            f'{claim["verified"].value.upper()} }},')


def generate(path, text):
    root = yaml.compose(text, yaml.SafeLoader)
    if not isinstance(root, yaml.SequenceNode):
        raise Mistake(path, root, "a list of claims is expected")
    rows = "\n".join(row(path, node) for node in root.value)
    return ("/* Made by tools/gen_figures.py from data/figures.yaml; do not edit. */\n#include \"publish/claims.h\"\n\n"
            f"const FigureClaim figure_claims[] = {{\n{rows}\n}};\n"
            "const gsize figure_claim_count = G_N_ELEMENTS(figure_claims);\n")


def main(arguments):
    path = Path(arguments[0])
    try:
        made = generate(path, path.read_text(encoding="utf-8"))
    except (Mistake, yaml.YAMLError) as mistake:
        print(mistake, file=sys.stderr)
        return 1
    Path(arguments[1]).write_text(made, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
