"""Kana written in Latin letters and in Hangul, for place names: the ways that lists and maps use.

Hepburn with long vowels short, written out (ou) or with h; Kunrei; Hangul after the South's rule for loan words (1986), with
aspirates kept at the start, and the North's tense letters.
"""
import re

HEPBURN = {}
for row, letters in {
    "": "アイウエオ", "k": "カキクケコ", "s": "サシスセソ", "t": "タチツテト", "n": "ナニヌネノ", "h": "ハヒフヘホ", "m": "マミムメモ",
    "r": "ラリルレロ", "g": "ガギグゲゴ", "z": "ザジズゼゾ", "d": "ダヂヅデド", "b": "バビブベボ", "p": "パピプペポ",
}.items():
    HEPBURN.update({letter: row + vowel for letter, vowel in zip(letters, "aiueo")})
HEPBURN.update({"ヤ": "ya", "ユ": "yu", "ヨ": "yo", "ワ": "wa", "ヰ": "i", "ヱ": "e", "ヲ": "o", "ヴ": "vu"})
KUNREI = dict(HEPBURN)
HEPBURN.update({"シ": "shi", "チ": "chi", "ツ": "tsu", "フ": "fu", "ジ": "ji", "ヂ": "ji", "ヅ": "zu"})
KUNREI.update({"ヂ": "zi", "ヅ": "zu"})
SMALL = {"ャ": "ya", "ュ": "yu", "ョ": "yo"}
TINY = {"ァ": "a", "ィ": "i", "ゥ": "u", "ェ": "e", "ォ": "o"}


def latin(kana, table):
    out = ""
    for at, letter in enumerate(kana):
        if letter in SMALL:
            glide = SMALL[letter]
            out = out[:-1] + (glide[1:] if out.endswith(("shi", "chi", "ji")) else glide)
        elif letter in TINY:
            out = out[:-1] + TINY[letter]
        elif letter == "ッ":
            out += "*"
        elif letter == "ン":
            out += "n"
        elif letter != "ー":
            out += table[letter]
    out = re.sub(r"\*ch", "tch", out) if table is HEPBURN else out
    return re.sub(r"\*(.)", r"\1\1", out).replace("*", "")


def spellings(kana):
    """(system, letters) of a reading."""
    written_out = latin(kana, HEPBURN)
    short = re.sub("uu", "u", re.sub("o[ou]", "o", written_out))
    kunrei = latin(kana, KUNREI)
    found = [("hepburn", short), ("hepburn", written_out), ("hepburn", re.sub("o[ou]", "oh", written_out)),
             ("hepburn", re.sub("o[ou](?=.)", "oh", re.sub("o[ou]$", "o", written_out))),
             ("hepburn", re.sub("n(?=[bpm])", "m", short)),
             ("kunrei", re.sub("uu", "u", re.sub("o[ou]", "o", kunrei))), ("kunrei", kunrei)]
    return list(dict.fromkeys(found))


ONSET = {"": 11, "k": 15, "s": 9, "t": 16, "n": 2, "h": 18, "m": 6, "r": 5, "g": 0, "z": 12, "d": 3, "b": 7, "p": 17, "ch": 14,
         "j": 12, "sh": 9, "f": 18}
PLAIN, TENSE = {15: 0, 16: 3, 14: 12}, {15: 1, 16: 4, 14: 13}
VOWEL = {"a": 0, "i": 20, "u": 13, "e": 5, "o": 8, "ya": 2, "yu": 17, "yo": 12, "wa": 9}
SYLLABLE = re.compile(r"(sh|ch|ts|[kstnhmrgzdbpjfwy]?)(y?[aiueo])|n|\*")


def hangul(kana, start, inside, tsu):
    """`start`, `inside`: how k t ch are written at the start of a word and inside: maps of onsets."""
    out = []
    letters = re.sub(r"ッ", "*", kana)
    sounds = "".join(letter if letter == "*" else latin(letter, HEPBURN) for letter in _moras(letters))
    for match in SYLLABLE.finditer(sounds):
        consonant, vowel = match[1], match[2]
        if match[0] in ("n", "*") and vowel is None:
            if out:
                out[-1] += 4 if match[0] == "n" else 19  # coda ㄴ or ㅅ
            continue
        if consonant == "ts" or (consonant, vowel) == ("z", "u"):
            out.append(ord(tsu if consonant == "ts" else "즈"))
            continue
        if consonant in ("w", "y"):
            consonant, vowel = "", consonant + vowel
        if consonant == "s" and vowel == "u":
            out.append(ord("스"))
            continue
        onset = ONSET[consonant]
        onset = (inside if out else start).get(onset, onset)
        medial = VOWEL.get(vowel, 0)
        if consonant in ("sh", "ch", "j") and vowel != "i":  # シャ 샤, チャ 차, ジャ 자
            medial = VOWEL["y" + vowel] if consonant == "sh" and "y" + vowel in VOWEL else medial
        out.append(0xAC00 + (onset * 21 + medial) * 28)
    return "".join(map(chr, out))


def _moras(kana):
    return re.findall(r".[ャュョァィゥェォ]?", kana)


def in_hangul(kana):
    short = re.sub("([キシチニヒミリギジビピイ])イ", r"\1", re.sub("([ウクスツヌフムユルグズブュ])ウ", r"\1", re.sub(
        "([オコソトノホモヨロゴゾドボポョ])[ウオ]", r"\1", kana.replace("ー", ""))))
    found = []
    for reading in (short, kana.replace("ー", "")):
        for tsu in ("쓰", "츠", "쯔", "추") if "ツ" in kana else ("쓰",):
            found += [hangul(reading, PLAIN, {}, tsu), hangul(reading, {}, {}, tsu), hangul(reading, PLAIN, TENSE, tsu)]
    return list(dict.fromkeys(found))
