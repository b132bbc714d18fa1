#!/usr/bin/env python3
"""Makes japanese_tables.h: how each Han character can be read in Japanese, in the letters of sk_romaji_fold.

Usage: gen_japanese_tables.py OUTPUT UNIHAN_DIR
From Unihan's kJapaneseOn and kJapaneseKun (Unicode licence). A native reading is given there as the whole word; names use its stem too,
as written before the ending: TADASHII gives tada and tadasi, SUSUMU susu and susumi, AKIRAKA akira.
"""
import bz2
import re
import sys
from pathlib import Path

VOWELS = "aiueo"
# What a verb's last syllable becomes when the verb joins another word.
JOINING = {"ku": "ki", "gu": "gi", "su": "shi", "tsu": "chi", "nu": "ni", "bu": "bi", "mu": "mi", "ru": "ri", "u": "i"}
# What no ending gives: 大 of 大きい.
OWN = {0x5927: ["oo"]}
# Unihan's letters are Hepburn with lengths written out; one pass makes them those of the fold (src/text/kana.c).
SOUNDS = [("tch", "T"), ("cch", "T"), ("ssh", "S"), ("sh", "S"), ("ch", "T"), ("ts", "t"), ("j", "Z"), ("f", "h"), ("dz", "z"),
          ("di", "zi"), ("du", "zu"), ("yi", "i")]


def fold(romaji):
    text = romaji.lower().replace("'", "")
    for before, after in SOUNDS:
        text = text.replace(before, after)
    for letter, plain in ("Ss", "Tt", "Zz"):
        text = text.replace(letter + "y", letter).replace(letter + "i", plain + "i")
    text = re.sub("m(?=[bpm])", "n", text)
    text = re.sub("(?<=[aiueo])(?:y(?=e)|w(?=o))", "", text)
    text = re.sub("([kstgzdhbpry])(?=\\1)", "", text)
    folded = ""
    for at, letter in enumerate(text):
        last, following = folded[-1:], text[at + 1:at + 2]
        silent = letter in VOWELS and (letter == last or letter + last in ("uo", "ie"))
        after_vowel = last != "" and last in VOWELS
        silent = silent or (letter == "h" and after_vowel and ((last == "o" and following != "u") or following not in tuple(VOWELS)))
        if not silent:
            folded += letter
    return folded


def stems(word):
    """The forms in which a native word stands inside a name, itself first."""
    yield word
    if word.endswith("shii") and len(word) > 5:
        yield word[:-1]
        yield word[:-4]
    elif len(word) > 3 and word[-1] == "i" and word[-2] in "auo":
        yield word[:-1]
    elif word.endswith("yaka") and len(word) > 6:
        yield word[:-4]
    elif word.endswith("ka") and len(word) > 5:
        yield word[:-2]
    ending = re.search(r"(?:ts|[kgsnbmr])?u$", word)
    if ending and len(word) - len(ending[0]) > 1 and ending[0] in JOINING:
        stem = word[:ending.start()]
        yield stem
        if not (ending[0] == "ru" and stem[-1] in "ei"):
            yield stem + JOINING[ending[0]]


def read_unihan(directory):
    readings = {}
    with bz2.open(Path(directory) / "Unihan_Readings.txt.bz2", "rt", encoding="utf-8") as lines:
        for line in lines:
            parts = line.rstrip("\n").split("\t")
            if len(parts) != 3 or parts[1] not in ("kJapaneseOn", "kJapaneseKun"):
                continue
            code, words = int(parts[0][2:], 16), parts[2].lower().split()
            forms = words if parts[1] == "kJapaneseOn" else [form for word in words for form in stems(word)]
            readings.setdefault(code, {"kJapaneseOn": [], "kJapaneseKun": []})[parts[1]] += forms
    for code, forms in OWN.items():
        readings[code]["kJapaneseKun"] += forms
    return {code: list(dict.fromkeys(fold(form) for form in kinds["kJapaneseKun"] + kinds["kJapaneseOn"] if form.isalpha()))
            for code, kinds in readings.items()}


def rows(values, width=16):
    values = list(values)
    return "\n".join("  " + ", ".join(str(value) for value in values[at:at + width]) + "," for at in range(0, len(values), width))


def starts(lists):
    at = 0
    yield at
    for one in lists:
        at += len(one)
        yield at


def main():
    output, unihan = sys.argv[1:]
    readings = read_unihan(unihan)
    texts = sorted({text for forms in readings.values() for text in forms})
    number = {text: at for at, text in enumerate(texts)}
    codes = sorted(readings)
    Path(output).write_text(f"""/* Made by tools/gen_japanese_tables.py from Unihan. */
#include <stdint.h>
#define JAPANESE_COUNT {len(codes)}
static const uint32_t japanese_codes[] = {{
{rows((hex(code) for code in codes), 12)}
}};
/* Readings of a character: japanese_numbers[starts[i]] up to starts[i + 1], native ones first. */
static const uint32_t japanese_starts[] = {{
{rows(starts(readings[code] for code in codes))}
}};
static const uint16_t japanese_numbers[] = {{
{rows(number[text] for code in codes for text in readings[code])}
}};
#define JAPANESE_TEXTS {len(texts)}
static const uint32_t japanese_text_starts[] = {{
{rows(starts(texts))}
}};
static const char japanese_texts[] = {{
{rows((ord(letter) for text in texts for letter in text), 32)}
}};
""", encoding="utf-8")


if __name__ == "__main__":
    main()
