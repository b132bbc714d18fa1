"""Reads data/places/ into places and the names they are written by."""
import re
from itertools import product
from pathlib import Path

import cyrillic
import japanese
import korean

# How a text names a place: SkPlaceNaming of src/text/place.h, in its order.
NAMINGS = "name earlier colonial reading_japanese kana hepburn kunrei revised mccune north hangul province cyrillic".split()
NAMING = {word: number for number, word in enumerate(NAMINGS)}
BARE, CONTEXT = 16, 32  # flags beside the naming: without 市, 군...; understood only beside what it lies in
KINDS = "country area county town ward port ship camp island".split()  # SkPlaceKind, from 1
STATES = {"-": 0, "japan": 1, "south": 2, "s": 2, "north": 3, "n": 3, "both": 4, "b": 4}


class Place:
    def __init__(self, kind, ja, ko, en, state, area=0, code=0, key=None):
        self.kind, self.ja, self.ko, self.en, self.state = kind, ja, ko, en, state
        self.area, self.code = area, code
        self.key = key  # of the stable number; None for an area
        self.parents, self.next, self.until, self.renamed = [], None, 0, False
        self.names = []  # (text, naming word, flags)

    def add(self, text, naming, flags=0):
        if text and text != "-":
            self.names.append((text, naming, flags))


def rows(path, separator="\t"):
    for line in Path(path).read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield [field.strip() for field in (line.split(separator) if separator else line.split())]


def capital(text):
    return text[:1].upper() + text[1:]


# ---- names of a Japanese place

RUSSIAN_STEPS = {"都": ["то"], "府": ["фу"], "県": ["кэн", "кен"], "市": ["си"], "区": ["ку"], "郡": ["гун"], "町": ["те", "мати"],
                 "村": ["мура"]}
JAPANESE_STEPS = {  # last character: its readings in kana, Latin and Hangul
    "都": (["ト"], ["to", "prefecture", "metropolis"], ["도"]), "道": (["ドウ"], [], ["도"]),
    "府": (["フ"], ["fu", "prefecture"], ["부"]), "県": (["ケン"], ["ken", "prefecture"], ["현"]),
    "市": (["シ"], ["shi", "si", "city"], ["시"]), "区": (["ク"], ["ku", "ward"], ["구"]),
    "郡": (["グン"], ["gun", "district", "county"], ["군"]), "町": (["チョウ", "マチ"], ["cho", "machi", "town", "chou"], ["정", "초", "마치"]),
    "村": (["ムラ", "ソン"], ["mura", "son", "village"], ["촌", "무라"]),
}


def stem_of(name, kana):
    """Name and reading without the last step: 大阪市 オオサカシ -> 大阪, オオサカ, 市. 北海道 stays whole."""
    step = name[-1]
    if name == "北海道" or step not in JAPANESE_STEPS:
        return name, kana, ""
    for reading in JAPANESE_STEPS[step][0]:
        if kana.endswith(reading):
            return name[:-1], kana[: -len(reading)], step
    raise ValueError(f"{name}: the reading {kana} does not end like {step}")


def in_english(kana, step):
    short = capital(japanese.spellings(kana)[0][1])
    return short + {"市": "-shi", "区": "-ku", "郡": "-gun", "町": "-cho", "村": "-mura"}.get(step, "")


def add_japanese(place, name, kana, bare, naming="name", readings=None):
    """`bare`: the flags of the name without its last step, or None where it is never used alone."""
    stem, sound, step = stem_of(name, kana)
    _, latin, hangul = JAPANESE_STEPS.get(step, ([], [], []))
    earlier = naming if naming != "name" else None
    written = [name] + ([re.sub("[ヶケ]", other, name) for other in "がケ"] if re.search("[ヶケ]", name) else [])
    for form in written:
        place.add(form, naming)
    place.add(kana, earlier or "kana")
    if step:
        place.add(sound + step, earlier or "kana")  # ひろしま市
    for system, letters in japanese.spellings(sound):
        for ending in latin:
            place.add(letters + ending, earlier or system)
        if "city" in latin or "prefecture" in latin:
            place.add(("city" if "city" in latin else "prefecture") + "of" + letters, earlier or system)
    for letters in japanese.in_hangul(sound):
        for ending in hangul:
            place.add(letters + ending, earlier or "hangul")
    for letters in cyrillic.of_japanese(sound):
        for ending in RUSSIAN_STEPS.get(step, []):
            place.add(letters + ending, earlier or "cyrillic")
    if readings is not None and all(letter in readings for letter in stem) and step:
        for letters in product(*(readings[letter] for letter in stem)):
            place.add("".join(letters) + hangul[0], earlier or "hangul")
    if bare is None and step:
        return
    flags = BARE | (bare or 0)
    if len(stem) > 1 or flags & CONTEXT:
        for form in written:
            place.add(form[:-1] if step else form, naming, flags)
    if len(sound) > 2 or flags & CONTEXT:
        place.add(sound, earlier or "kana", flags)
    for system, letters in japanese.spellings(sound):
        if len(letters) > 2 or flags & CONTEXT:
            place.add(letters, earlier or system, flags)
    for letters in japanese.in_hangul(sound):
        if len(letters) > 1 or flags & CONTEXT:
            place.add(letters, earlier or "hangul", flags)
    for letters in cyrillic.of_japanese(sound):
        if len(letters) > 2 or flags & CONTEXT:
            place.add(letters, earlier or "cyrillic", flags)


# ---- names of a Korean place

# What a Korean name is followed by: in Han, in Latin letters, in kana after the Korean sound, in kana and in Latin after the Japanese,
# in Russian letters.
KOREAN_RANKS = {
    "시": ("市", "si shi city", "シ 市", "シ", "shi", "си"), "군": ("郡", "gun kun county", "グン クン 郡", "グン", "gun", "гун кун"),
    "부": ("府", "bu pu fu", "ブ フ", "フ", "fu", "пу бу"), "읍": ("邑", "eup up", "", "ユウ", "", "ып"),
    "구": ("區", "gu ku ward district", "グ ク 区", "ク", "ku", "гу ку"),
    "구역": ("區域", "guyok guyeok kuyok district", "クヨク グヨク 区域", "", "", "гуек куек"),
    "특별시": ("特別市", "teukbyeolsi tukpyolsi specialcity", "特別市", "", "", ""),
    "광역시": ("廣域市", "gwangyeoksi kwangyoksi metropolitancity", "広域市", "", "", ""),
    "직할시": ("直轄市", "jikhalsi chikhalsi", "直轄市", "", "", ""),
}
HAN, LATIN, SOUND, READING, READING_LATIN, RUSSIAN = range(6)


def add_followed(place, text, ranks, column, naming):
    """The text with each of the ranks behind it."""
    for rank in ranks:
        for ending in KOREAN_RANKS[rank][column].split():
            place.add(text + ending, naming)


def add_reading(place, reading, ranks, flags):
    """The Japanese reading of 1910-45; 山 was read san and zan."""
    for variant in dict.fromkeys([reading, re.sub("ザン$", "サン", reading), re.sub("サン$", "ザン", reading)]):
        place.add(variant, "reading_japanese", flags if len(variant) > 2 else flags | CONTEXT)
        add_followed(place, variant, ranks, READING, "reading_japanese")
        for _, word in japanese.spellings(variant):
            place.add(word, "reading_japanese", flags)
            add_followed(place, word, ranks, READING_LATIN, "reading_japanese")
        for word in cyrillic.of_japanese(variant):
            place.add(word, "reading_japanese", flags if len(word) > 3 else flags | CONTEXT)


def add_korean(place, hangul, hanja, readings, naming="name", ranks=("시", "군", "부", "읍")):
    """`ranks`: what the name is followed by, 부 and 府 being colonial; none for a name that has its rank in it. The name of a ward
    alone is understood only beside its city."""
    flags = 0 if not ranks else BARE | CONTEXT if "구" in ranks else BARE
    earlier = naming if naming != "name" else None
    for stem in [hangul] + [hanja] * (hanja != "-"):
        if len(stem) > 1 or flags & CONTEXT or not ranks:
            place.add(stem, naming, flags)
        for rank in ranks:
            place.add(stem + (rank if stem == hangul else KOREAN_RANKS[rank][HAN]), "colonial" if rank == "부" else naming)
    letters = sorted(korean.spellings(hangul), key=lambda pair: pair[0] == "revised" and place.state == STATES["n"])
    if korean.law(hangul[0]) != hangul[0]:
        letters += korean.spellings(korean.law(hangul[0]) + hangul[1:])
    for system, word in letters:
        place.add(word, earlier or system, flags)
        add_followed(place, word, ranks, LATIN, earlier or system)
    for sound in korean.kana(hangul):
        place.add(sound, earlier or "kana", flags)
        add_followed(place, sound, ranks, SOUND, earlier or "kana")
    for word in cyrillic.of_korean(hangul):
        place.add(word, earlier or "cyrillic", flags if len(word) > 3 else flags | CONTEXT)
        add_followed(place, word, ranks, RUSSIAN, earlier or "cyrillic")
    for reading in readings:
        add_reading(place, reading, ranks, flags)


NORTH_SOUTH = {"북": ("north", ["buk", "puk", "bug"], "north"), "남": ("south", ["nam"], "south")}


def add_province(place, hangul, han, reading):
    """Names of a province: 경상북도, Kyŏngsang-pukto, Gyeongsangbuk-do, North Kyongsang."""
    place.add(hangul, "name")
    place.add(han, "name")
    place.add(reading, "reading_japanese")
    for _, word in japanese.spellings(reading):
        place.add(word, "reading_japanese")
    if not hangul.endswith("도") or not korean.is_hangul(hangul):
        return
    stem = hangul[:-1]
    for sound in korean.kana(hangul):
        place.add(sound, "kana")
    for sound in korean.kana(stem):
        place.add(sound, "kana", BARE)
        place.add(sound + "道", "kana")
    for word in cyrillic.of_korean(hangul):
        place.add(word, "cyrillic")
    half = NORTH_SOUTH.get(stem[-1]) if len(stem) > 2 else None
    place.add(hangul, "name")
    for system, word in korean.spellings(stem[:-1] if half else stem):
        ends = [middle + end for middle in half[1] for end in ("do", "to", "")] if half else ["do", "to", ""]
        for end in ends:
            place.add(word + end, system, 0 if end.endswith(("o",)) else BARE)
        if half:
            for side in (half[0], half[0][0]):
                for form in (side + word, word + side):
                    place.add(form, system, BARE)
                    place.add(form + "province", system)
                    place.add(form + "do", system)
        place.add(word + ("".join(half[1][:1]) if half else "") + "province", system)
        place.add(word + "doprovince", system)
    if half:
        ends = {"북": "プクト プクド ブクト プク道 ブク道 北道", "남": "ナムド ナンド ナム道 南道"}[stem[-1]].split()
        for sound in korean.kana(stem[:-1]):
            for end in ends:
                place.add(sound + end, "kana")
