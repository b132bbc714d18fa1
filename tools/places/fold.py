"""Text as src/text/place_fold.c leaves it: what is the same place name in any way of writing has the same letters.

Spaces, signs and diacritics go; full width becomes half width, capitals small, hiragana katakana, the mark of length nothing; Han
characters become their class, Hangul the class in which North and South agree. test/unit/text/test_place.c holds the two together:
every display name of the gazetteer must be found again.
"""
import re
import unicodedata

from korean import law

KANA = {"ヶ": "ケ", "ヵ": "カ"}


class Fold:
    def __init__(self, classes):
        self.classes = classes  # of gen_han_tables.py

    def letter(self, letter):
        code = ord(letter)
        if 0xFF01 <= code <= 0xFF5E:
            letter, code = chr(code - 0xFEE0), code - 0xFEE0
        if code < 0x80:
            return letter.lower() if letter.isalnum() else ""
        if 0x3041 <= code <= 0x3096:
            letter, code = chr(code + 0x60), code + 0x60
        if 0x30A1 <= code <= 0x30FA:
            return KANA.get(letter, letter)
        if 0xAC00 <= code <= 0xD7A3:
            return law(letter)
        if 0x410 <= code <= 0x451:
            return letter.lower().replace("ё", "е")
        if 0xC0 <= code <= 0x24F:
            return "".join(base.lower() for base in unicodedata.normalize("NFD", letter) if base.isascii() and base.isalpha())
        name = unicodedata.name(letter, "")
        return chr(self.classes.find(code)) if name.startswith("CJK") and letter.isalpha() or letter == "々" else ""

    def __call__(self, text):
        return "".join(map(self.letter, unicodedata.normalize("NFC", text)))

    def aspirated(self, text):
        """The same with the apostrophes behind k, t, p, ch."""
        return "'".join(filter(None, map(self, re.split("(?<=[ktphKTPH])'", text))))


def fnv(text):
    """FNV-1a, 32 bits, never 0: number_of() of src/text/place.c."""
    value = 2166136261
    for byte in text.encode():
        value = (value ^ byte) * 16777619 & 0xFFFFFFFF
    return value | 1
