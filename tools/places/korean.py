"""Hangul written in Latin letters and kana, for place names: the systems that lists and maps use, without diacritics, with the
apostrophes of McCune-Reischauer and without, as src/text/place_fold.c leaves them.

Revised Romanization (notice 2000-8), McCune-Reischauer (1939), the North's system of 1992, and Japanese kana after the Korean sound.
"""
import re

VOWELS_REVISED = "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i".split()
VOWELS_MCCUNE = "a ae ya yae o e yo ye o wa wae oe yo u wo we wi yu u ui i".split()
# ㄱ ㄲ ㄴ ㄷ ㄸ ㄹ ㅁ ㅂ ㅃ ㅅ ㅆ ㅇ ㅈ ㅉ ㅊ ㅋ ㅌ ㅍ ㅎ
ONSETS_REVISED = "g kk n d tt r m b pp s ss - j jj ch k t p h".split()
ONSETS_MCCUNE = "k kk n t tt r m p pp s ss - ch tch ch k t p h".split()
ONSETS_MARKED = "k kk n t tt r m p pp s ss - ch tch ch' k' t' p' h".split()
ONSETS_NORTH = "k kk n t tt r m p pp s ss - j jj ch kh th ph h".split()
VOICED = {0: "g", 3: "d", 7: "b", 12: "j"}  # ㄱ ㄷ ㅂ ㅈ between voiced sounds
CODAS = "- k k k n n n t l k m l l l p l m p p t t ng t t k t p t".split()
RIEUL, NIEUN, MIEUM, IEUNG, HIEUT = 5, 2, 6, 11, 18
YEO, NIEUN_CODA, NG = 6, 4, 21
Y_VOWELS = {2, 3, 6, 7, 12, 17, 20}  # ya yae yeo ye yo yu i


def split(syllable):
    code = ord(syllable) - 0xAC00
    return code // 588, code % 588 // 28, code % 28


def is_hangul(text):
    return bool(text) and all(0xAC00 <= ord(letter) <= 0xD7A3 for letter in text)


def law(syllable):
    """The class in which North and South spelling agree: sk_hangul_law of src/text/hangul.c."""
    if not 0xAC00 <= ord(syllable) <= 0xD7A3:
        return syllable
    onset, vowel, coda = split(syllable)
    if onset in (RIEUL, NIEUN) and vowel in Y_VOWELS:
        onset = IEUNG
    elif onset == RIEUL:
        onset = NIEUN
    return chr(0xAC00 + (onset * 21 + vowel) * 28 + coda)


def junction(coda, onset):
    """Coda and onset as they sound together: (coda, onset), the onset a number of ONSETS or a letter."""
    nasal = {"k": "ng", "t": "n", "p": "m"}
    if onset == RIEUL and coda in ("n", "l"):
        return "l", "l"
    if onset == NIEUN and coda == "l":
        return "l", "l"
    if onset == RIEUL and coda in ("k", "p", "m", "ng", "t"):
        return nasal.get(coda, coda), "n"
    if onset in (NIEUN, MIEUM) and coda in nasal:
        return nasal[coda], onset
    return coda, onset


def latin(text, onsets, vowels, voices, joins=True):
    """`voices`: the system writes k t p ch as g d b j between voiced sounds; `joins`: it writes how codas and onsets sound together."""
    out, parts = [], [split(letter) for letter in text]
    before = None  # what the next onset follows: None at the start, "" a vowel, else a coda
    for at, (onset, vowel, coda) in enumerate(parts):
        if isinstance(before, str) and before:
            before, onset = junction(before, onset) if joins else (before, onset)
            if onset == IEUNG and before != "ng":  # the coda sounds as an onset
                out.append({"k": "g", "t": "d", "p": "b", "l": "r"}.get(before, before))
            else:
                out.append(before)
        letter = onset if isinstance(onset, str) else onsets[onset].strip("-")
        if voices and before in ("", "n", "m", "ng", "l"):
            letter = VOICED.get(onset, letter)
        out.append(letter + vowels[vowel])
        before = CODAS[coda].strip("-")
    return "".join(out) + (before or "")


def spellings(text):
    """All Latin spellings of a name by system, as (system, letters)."""
    plain = "".join((ONSETS_REVISED[o].strip("-") + VOWELS_REVISED[v] + CODAS[c].strip("-")) for o, v, c in map(split, text))
    mccune = latin(text, ONSETS_MCCUNE, VOWELS_MCCUNE, True)
    north = latin(text, ONSETS_NORTH, VOWELS_MCCUNE, True)
    unvoiced = latin(text, ONSETS_MCCUNE, VOWELS_MCCUNE, False)
    found = [("revised", latin(text, ONSETS_REVISED, VOWELS_REVISED, False)), ("revised", plain), ("mccune", mccune),
             ("mccune", mccune.replace("si", "shi")), ("north", north), ("mccune", unvoiced)]
    found.append(("mccune", latin(text, ONSETS_MARKED, VOWELS_MCCUNE, True)))
    # maps and newspapers: j for ㅈ with the other letters of McCune-Reischauer
    found.append(("north", latin(text, "k kk n t tt r m p pp s ss - j jj ch k t p h".split(), VOWELS_MCCUNE, True)))
    found.append(("north", latin(text, ONSETS_MCCUNE, VOWELS_MCCUNE, True, joins=False)))
    found += [(system, re.sub("n(?=[pb])", "m", word)) for system, word in found]  # Masampo
    syllables = [split(letter) for letter in text]
    if any((vowel, coda) == (YEO, NG) for _, vowel, coda in syllables):  # Pyungyang, Kyungsang: as many spell themselves
        found += [("mccune", word.replace("yong", other)) for system, word in found if system == "mccune" for other in ("yung", "young")]
    if any(coda == NIEUN_CODA and onset == RIEUL for (_, _, coda), (onset, _, _) in zip(syllables, syllables[1:])):
        found += [("mccune", word.replace("ll", "nn")) for _, word in found]  # Unnyul
    return list(dict.fromkeys(found))


KANA_ROWS = {
    "": "ア イ ウ エ オ ヤ ユ ヨ ワ ウィ ウェ ウォ", "k": "カ キ ク ケ コ キャ キュ キョ クァ クィ クェ クォ",
    "g": "ガ ギ グ ゲ ゴ ギャ ギュ ギョ グァ グィ グェ グォ", "n": "ナ ニ ヌ ネ ノ ニャ ニュ ニョ ヌァ ヌィ ヌェ ヌォ",
    "t": "タ ティ トゥ テ ト テャ テュ テョ トァ トィ トェ トォ", "d": "ダ ディ ドゥ デ ド デャ デュ デョ ドァ ドィ ドェ ドォ",
    "r": "ラ リ ル レ ロ リャ リュ リョ ルァ ルィ ルェ ルォ", "m": "マ ミ ム メ モ ミャ ミュ ミョ ムァ ムィ ムェ ムォ",
    "p": "パ ピ プ ペ ポ ピャ ピュ ピョ プァ プィ プェ プォ", "b": "バ ビ ブ ベ ボ ビャ ビュ ビョ ブァ ブィ ブェ ブォ",
    "s": "サ シ ス セ ソ シャ シュ ショ スァ スィ スェ スォ", "ch": "チャ チ チュ チェ チョ チャ チュ チョ チュァ チュィ チュェ チュォ",
    "j": "ジャ ジ ジュ ジェ ジョ ジャ ジュ ジョ ジュァ ジュィ ジュェ ジュォ", "h": "ハ ヒ フ ヘ ホ ヒャ ヒュ ヒョ ファ フィ フェ フォ",
}
KANA_VOWEL = dict(zip(VOWELS_REVISED, [0, 3, 5, 3, 4, 3, 7, 3, 4, 8, 10, 10, 7, 2, 11, 10, 9, 6, 2, 9, 1]))
KANA_ONSET = {"kk": "k", "tt": "t", "pp": "p", "ss": "s", "tch": "ch"}
KANA_CODA = {"k": "ク", "n": "ン", "t": "ッ", "l": "ル", "m": "ム", "p": "プ", "ng": "ン", "": ""}


def kana_letters(text, voices, links=False):
    out, before = "", None
    for onset, vowel, coda in map(split, text):
        if before:
            joined, onset = junction(before, onset)
            if joined != before:
                out = out[: -len(KANA_CODA[before])] + KANA_CODA[joined]
            before = joined
        letter = onset if isinstance(onset, str) else ONSETS_MCCUNE[onset].strip("-")
        letter = KANA_ONSET.get(letter, letter).replace("l", "r")
        if links and onset == IEUNG and before in ("n", "m", "l"):  # シニジュ, ミリャン
            out, letter = out[:-1], {"l": "r"}.get(before, before)
        if before in voices:
            letter = VOICED.get(onset, letter)
        sound = "i" if VOWELS_REVISED[vowel] == "ui" and letter else VOWELS_REVISED[vowel]  # ヒチョン
        out += KANA_ROWS[letter].split()[KANA_VOWEL[sound]]
        before = CODAS[coda].strip("-")
        out += KANA_CODA[before]
    return out


def kana(text):
    """Kana after the Korean sound (プサン, チョンジン), with the two usual ways of writing w and m; ㄷ and ㅈ behind ㄹ are tense in
    words of Han characters (キルチュ), but not everybody writes so."""
    found = []
    voiced = ("", "n", "m", "ng", "l")
    for out in (kana_letters(text, voiced), kana_letters(text, voiced[:-1]), kana_letters(text, voiced, links=True)):
        found += [out, out.replace("ム", "ン"), out.replace("クァ", "クワ").replace("ファ", "フワ"), out.replace("フェ", "ホェ"),
                  out.replace("ムフ", "ム")]  # ハムン
    return list(dict.fromkeys(found))
