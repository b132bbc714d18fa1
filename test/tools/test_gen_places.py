#!/usr/bin/env python3
"""The ways of writing that tools/gen_places.py makes, against forms that maps and rules print, and the form of the tables."""
import sys
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.dont_write_bytecode = True
sys.path[:0] = [str(ROOT / "tools"), str(ROOT / "tools/places")]
import japanese  # noqa: E402
import korean  # noqa: E402
from gazetteer import rows, stem_of  # noqa: E402


class Romanised(unittest.TestCase):
    def test_korean_names_in_every_system(self):
        for name, forms in {"평양": "pyeongyang pyongyang phyongyang", "인천": "incheon inchon", "신라": "silla", "압록": "amnok",
                            "청진": "cheongjin chongjin", "낙랑": "nangnang", "군산": "gunsan kunsan"}.items():
            made = {word for _, word in korean.spellings(name)}
            self.assertLessEqual(set(forms.split()), made, name)

    def test_aspirates_are_never_voiced(self):
        self.assertNotIn("injon", {word for _, word in korean.spellings("인천")})
        self.assertIn("インチョン", korean.kana("인천"))

    def test_japanese_names_in_latin_letters(self):
        for kana, forms in {"オオサカ": "osaka oosaka ohsaka", "シンジュク": "shinjuku sinzyuku", "サッポロ": "sapporo", "イッチ": "itchi itti",
                            "シンバシ": "shinbashi shimbashi"}.items():
            self.assertLessEqual(set(forms.split()), {word for _, word in japanese.spellings(kana)}, kana)

    def test_japanese_names_in_hangul(self):
        for kana, forms in {"トウキョウ": "도쿄 도꾜 토쿄", "ニイガタ": "니가타", "マツヤマ": "마쓰야마 마츠야마", "サッポロ": "삿포로", "コウベ": "고베"}.items():
            self.assertLessEqual(set(forms.split()), set(japanese.in_hangul(kana)), kana)

    def test_north_and_south_spelling_meet(self):
        self.assertEqual([korean.law(letter) for letter in "량녕로나"], list("양영노나"))


class Tables(unittest.TestCase):
    def test_a_reading_that_does_not_end_like_its_name_is_refused(self):
        self.assertEqual(stem_of("大阪市", "オオサカシ"), ("大阪", "オオサカ", "市"))
        with self.assertRaises(ValueError):
            stem_of("大阪市", "オオサカ")

    def test_every_line_has_its_columns(self):
        folder = ROOT / "data/places"
        for name, separator, least, most in [("areas.tsv", "\t", 7, 10), ("japan.tsv", "\t", 5, 6), ("japan_former.tsv", "\t", 6, 6),
                                             ("old_provinces.tsv", "\t", 3, 4), ("korea_towns.txt", None, 7, 7), ("voyage.txt", "|", 6, 6)]:
            for fields in rows(folder / name, separator):
                self.assertTrue(least <= len(fields) <= most, f"{name}: {fields}")


if __name__ == "__main__":
    unittest.main()
