"""What people would type, made from the truth of an invented population: every script, whole names, and partial facts.

Usage: queries.py LISTS; prints a line for each query, its kind, a tab and its text.
"""
import csv
import random
import sys
from pathlib import Path

INITIALS = "g kk n d tt r m b pp s ss _ j jj ch k t p h".split()
VOWELS = "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i".split()
FINALS = "_ k k k n n n t l k m l l l p l m p p t t ng t t k t p t".split()


def latin(hangul):
    """Revised romanisation letter by letter, without the sounds' meeting: how people type names."""
    out = []
    for letter in hangul:
        at = ord(letter) - 0xAC00
        if not 0 <= at < 11172:
            return ""
        out.append((INITIALS[at // 588] + VOWELS[at % 588 // 28] + FINALS[at % 28]).replace("_", ""))
    return f"{out[0]} {''.join(out[1:])}"


def kana(lists):
    """Readings as the Red Cross lists have them."""
    for path in sorted(lists.glob("red-cross-*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as lines:
            yield from (row["ふりがな"] for row in csv.DictReader(lines) if row["ふりがな"])


def make(lists, each=150):
    """[(kind, text)]: `each` of every kind, the same for the same lists."""
    chance = random.Random(7)
    with (lists / "truth/persons.csv").open(encoding="utf-8", newline="") as lines:
        people = [row for row in csv.DictReader(lines) if row["sailing"]]
    readings = list(kana(lists))
    kinds = {
        "characters": lambda p: p["registered"],
        "Hangul": lambda p: p["hangul"],
        "Hangul, northern": lambda p: p["northern"],
        "pass-name": lambda p: p["pass_name"],
        "Latin letters": lambda p: latin(p["hangul"]),
        "kana": lambda p: chance.choice(readings) if readings else "",
        "name and year": lambda p: p["registered"] and f"{p['registered']} born {p['birth'][:4]}",
        "facts alone": lambda p: f"born {p['birth'][:4]} sailing {p['sailing']}",
        "family name and year": lambda p: p["registered"] and f"{p['registered'][0]} born {p['birth'][:4]}",
        "given name and facts": lambda p: p["hangul"] and f"{p['hangul'][1:]} born {p['birth'][:4]} sailing {p['sailing']}",
    }
    made = []
    for kind, text in kinds.items():
        texts = [text(person) for person in chance.sample(people, min(len(people), each * 3))]
        made += [(kind, one) for one in texts if one][:each] if any(texts) else []
    return made


if __name__ == "__main__":
    for kind, text in make(Path(sys.argv[1])):
        print(f"{kind}\t{text}")
