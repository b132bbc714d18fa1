"""Place names in Russian letters, as ships' papers, maps and the Soviet press write them; letters as src/text/place_fold.c leaves
them (small, е for ё).

Korean: Kholodovich's transcription (1954) as Kontsevich revised it (1966), ㅈ also as чж, and ㄱ ㄷ ㅂ ㅈ not voiced; the mark
between ㅇ and a vowel is ъ, ь or nothing. Japanese: Polivanov (1917), е for э as in names that are used much (Кобе), йо and ио for
ё (Токио), ши and джи after Hepburn.
"""
import re

import japanese
from korean import CODAS, IEUNG, junction, split

ONSETS = "к кк н т тт р м п пп с сс - ч чч чх кх тх пх х".split()
VOICED = {0: "г", 3: "д", 7: "б", 12: "дж"}  # ㄱ ㄷ ㅂ ㅈ between voiced sounds
VOWELS = "а э я йя о е е йе о ва вэ ве е у во ве ви ю ы ый и".split()
CODA = {"": "", "k": "к", "n": "н", "t": "т", "l": "ль", "m": "м", "p": "п", "ng": "н"}


def korean_letters(text, voices, mark):
    out, before = "", None
    for onset, vowel, coda in map(split, text):
        if before:
            joined, onset = junction(before, onset)
            out = out[: len(out) - len(CODA[before])] + CODA[joined]
            before = joined
        letter = onset if isinstance(onset, str) else ONSETS[onset].strip("-")
        letter = {"l": "л", "n": "н"}.get(letter, letter)
        if onset == IEUNG and before in ("k", "t", "p", "l"):  # the coda sounds as an onset
            out = out[: len(out) - len(CODA[before])] + {"k": "г", "t": "д", "p": "б", "l": "р"}[before]
        elif onset == IEUNG and before == "ng":
            out += mark
        if voices and before in ("", "n", "m", "ng", "l"):
            letter = VOICED.get(onset, letter)
        out += letter + (VOWELS[vowel].lstrip("й") if letter else VOWELS[vowel])  # йе
        before = CODAS[coda].strip("-")
        out += CODA[before]
    return out


def of_korean(text):
    found = [korean_letters(text, voices, mark) for voices in (True, False) for mark in ("ъ", "ь", "")]
    found += [word.replace("дж", "чж") for word in found]
    found += [word.replace("э", "е") for word in found]
    found += [re.sub("н(?=[пб])", "м", word) for word in found]
    return list(dict.fromkeys(found))


TRADITIONAL = {"ヨコハマ": ["йокогама", "иокогама"]}
GLIDES = {"a": "я", "u": "ю", "o": "е", "": ""}


def of_japanese(kana):
    """By way of Kunrei letters, which Polivanov's follow row by row."""
    word = japanese.latin(kana, japanese.KUNREI)
    word = re.sub("uu", "u", re.sub("o[ou]", "o", word))
    word = re.sub("(?<=[aoue])i", "й", word)
    word = re.sub("n(?=[bpm])", "м", word)
    word = re.sub("tu", "цу", word)
    for latin, letters in (("z", "дз"), ("hu", "фу"), ("w", "в")):
        word = word.replace(latin, letters)
    word = re.sub("y([auo])", lambda glide: GLIDES[glide[1]], word)
    word = word.translate(str.maketrans("aiueokstnhmrgdbpv", "аиуэокстнхмргдбпв"))
    hard = word.replace("э", "е")
    found = [word, hard, hard.replace("дз", "з"), hard.replace("си", "ши").replace("ти", "чи").replace("дзи", "джи")]
    if "ョ" in kana or "ヨ" in kana:
        found += TRADITIONAL.get(kana, [])
        found += [re.sub("(?<!^)(?<=[кгнмрбпх])е", "ио", hard), re.sub("^е", "йо", hard), re.sub("^е", "ио", hard),
                  re.sub("^ео", "йо", hard), re.sub("^ео", "ио", hard)]
    return list(dict.fromkeys(found))
