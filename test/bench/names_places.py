#!/usr/bin/env python3
"""Measures places for docs/names.md: written forms found and right, forms parsed and pairs compared a second on one core.

Usage: names_places.py BUILD. `measure(build)` gives the same as (work, value, unit) for a larger table.
"""
import re
import subprocess
import sys
from pathlib import Path

FORMS = Path(__file__).resolve().parents[1] / "unit/text/place_forms.tsv"


def measure(build):
    checked = subprocess.run([build / "test/unit/text/test_text_place_forms", FORMS], capture_output=True, text=True, check=False).stdout
    rows, found, right = map(int, re.search(r"(\d+) forms, (\d+) found, (\d+) of them right", checked).groups())
    said = subprocess.run([build / "test/bench/bench_places", FORMS], capture_output=True, text=True, check=True).stdout
    parses, pairs = map(float, re.findall(r"^(\d+)", said, re.M))
    return [(f"places, {rows} written forms: found", found / rows, ""), ("places: of those right", right / found, ""),
            ("places parsed, one core", parses, "/s"), ("places compared, one core", pairs, "/s")]


if __name__ == "__main__":
    for work, value, unit in measure(Path(sys.argv[1])):
        print(f"{work:45} {value:,.3f}" if unit == "" else f"{work:45} {value:,.0f} {unit}")
