"""The tables of data/places/ as one list of places, each with its names, what it lies in and what it became."""
import re
from pathlib import Path

import japanese
import korean
from gazetteer import (BARE, CONTEXT, STATES, Place, add_japanese, add_korean, add_province, capital, in_english, rows,
                       stem_of)

KOREAN_STEP = {"市": "시", "区": "구", "郡": "군", "町": "정", "村": "촌", "": ""}
# Wards that letters name without their city: those of Osaka in which most Koreans of Japan lived.
KNOWN_ALONE = ("生野区", "東成区", "西成区")
NOTICES_SINCE = 2003  # of dissolved towns, of which the table has those of some prefectures
METRO_RANKS = ("시", "군", "부", "읍", "특별시", "광역시", "직할시")


def area_of(place):
    while place.kind != "area":
        place = place.parents[0]
    return place.area


class Tables:
    def __init__(self, folder, hangul_of_han, new_forms):
        self.folder, self.sounds, self.new_forms = Path(folder), hangul_of_han, new_forms
        self.places, self.areas, self.japan, self.korea = [], {}, {}, {}
        self.read_areas()
        self.read_japan()
        self.read_former()
        self.read_korea()
        self.read_wards()
        self.read_old_provinces()
        self.read_sites()
        self.let_towns_grow()

    def keep(self, place, *parents):
        place.parents = [parent for parent in parents if parent]
        self.places.append(place)
        return place

    # ---- areas

    def country(self, ja, ko, en, others):
        self.countries[ko] = self.keep(Place("country", ja, ko, en, 0))
        for text in [ja, ko, en] + others.split("|"):
            self.countries[ko].add(text, "name")

    def read_areas(self):
        self.metros, self.countries = {}, {}
        for fields in rows(self.folder / "areas.tsv"):
            number, kind, ja, reading, ko, en, others = fields[:7]
            if kind == "country":
                self.country(ja, ko, en, others)
                continue
            if kind == "city":
                self.metros[ko, int(fields[7])] = (int(number), ja, en, others)
                continue
            state = STATES[fields[8]] if len(fields) > 8 else STATES["japan"]
            place = Place("area", ja, ko, en, state, area=int(number))
            self.areas[int(number)] = self.keep(place, self.countries["일본" if kind == "prefecture" else "한국"])
            place.older = [int(n) for n in fields[7].split() if n != "-"] if len(fields) > 7 else []
            if kind == "prefecture":
                add_japanese(place, ja, reading, 0, readings=self.sounds)
            elif kind == "province":
                add_province(place, ko, ja, reading)
            for other in others.split("|"):
                if kind == "province" and other.endswith("도") and len(other) == 3:  # 양강도
                    add_province(place, other, ja, reading)
                place.add(other, "earlier" if other.endswith("府") else "cyrillic" if "А" <= other[:1] <= "я" else "name",
                          BARE if korean.is_hangul(other) and len(other) == 2 else 0)
        for place in list(self.areas.values()):
            if place.state and place.area > 130:
                place.parents.insert(0, self.areas[109])
            place.made_of = [self.areas[number] for number in place.older]

    # ---- Japan

    def japanese_place(self, kind, prefecture, name, kana, code=0, within=""):
        _, sound, step = stem_of(name, kana)
        ko = japanese.in_hangul(sound)[0] + KOREAN_STEP[step]
        return Place(kind, name, ko, in_english(sound, step), STATES["japan"], code=code, key=f"{prefecture}/{within}{name}")

    def county(self, prefecture, name, kana):
        if (prefecture, name) not in self.japan:
            place = self.keep(self.japanese_place("county", prefecture, name, kana), self.areas[prefecture])
            add_japanese(place, name, kana, None)
            for system, word in japanese.spellings(stem_of(name, kana)[1]):
                place.add(word, system, BARE | CONTEXT)
            self.japan[prefecture, name] = place
        return self.japan[prefecture, name]

    def city(self, prefecture, name, kana, code=0, bare=0):
        if (prefecture, name) not in self.japan:
            place = self.keep(self.japanese_place("town", prefecture, name, kana, code), self.areas[prefecture])
            add_japanese(place, name, kana, bare, readings=self.sounds)
            self.japan[prefecture, name] = place
        return self.japan[prefecture, name]

    def ward(self, city, prefecture, name, kana, code=0):
        place = self.keep(self.japanese_place("ward", prefecture, name, kana, code, city.ja), city)
        self.japan[prefecture, f"{city.ja} {name}"] = place
        return place

    def read_japan(self):
        tokyo = None
        for code, within, name, sound, kana, *own in rows(self.folder / "japan.tsv"):
            prefecture = int(code[:2])
            if within.endswith("市"):
                city = self.city(prefecture, within, sound, int(code) // 10 * 10)
                ward = self.ward(city, prefecture, name, kana, int(code))
                bare = 0 if name in KNOWN_ALONE else CONTEXT
                add_japanese(ward, name, kana, bare, readings=self.sounds)
            elif within != "-":
                place = self.keep(self.japanese_place("town", prefecture, name, kana, int(code), within),
                                  self.county(prefecture, within, sound), self.areas[prefecture])
                add_japanese(place, name, kana, CONTEXT)
                self.japan[prefecture, f"{within} {name}"] = place
            elif name.endswith("区"):
                tokyo = tokyo or self.city(13, "東京市", "トウキョウシ")
                place = self.keep(self.japanese_place("town", prefecture, name, kana, int(code)), self.areas[13], tokyo)
                add_japanese(place, name, kana, 0 if len(name) > 2 else CONTEXT, readings=self.sounds)
                self.japan[prefecture, name] = place
            elif name[-1] in "町村":  # the islands of Tokyo
                place = self.keep(self.japanese_place("town", prefecture, name, kana, int(code)), self.areas[prefecture])
                add_japanese(place, name, kana, CONTEXT)
                self.japan[prefecture, name] = place
            else:
                place = self.city(prefecture, name, kana, int(code))
                for text in own[0].split("|") if own else []:
                    place.add(text, "name")

    def read_former(self):
        becoming = []
        for prefecture, within, name, kana, until, became in rows(self.folder / "japan_former.tsv"):
            prefecture = int(prefecture)
            kana, *other_readings = kana.split("|")
            if name == "東京市":
                place = self.japan[13, name]
            elif name.endswith("郡"):
                place = self.county(prefecture, name, kana)
            elif within.endswith("郡"):
                county = self.japan[prefecture, within]
                place = self.keep(self.japanese_place("town", prefecture, name, kana, within=within), county, self.areas[prefecture])
                add_japanese(place, name, kana, CONTEXT)
                if int(until) >= NOTICES_SINCE:  # many towns of the same name are not in the table
                    place.names = [(text, naming, flags | CONTEXT) for text, naming, flags in place.names]
            elif within == "-":
                place = self.city(prefecture, name, kana, bare=None if name.endswith("区") else 0)
            else:
                place = self.ward(self.japan[prefecture, within], prefecture, name, kana)
                bare = 0 if within == "東京市" and len(name) > 3 else CONTEXT
                add_japanese(place, name, kana, bare)
                if within == "東京市":
                    place.kind, place.parents = "town", [self.areas[13], self.japan[13, within]]
            for reading in other_readings:
                add_japanese(place, name, reading, 0)
            place.until, place.renamed = int(until), became.startswith("=")
            becoming.append((place, prefecture, became.lstrip("=")))
        for place, prefecture, became in becoming:
            if became != "-":
                place.next = self.japan[prefecture, became]

    def let_towns_grow(self):
        """A city was mostly a town or village of its name before: 岩倉町 in 丹羽郡 is 岩倉市, where no other town has the name."""
        taken = {(area_of(place), place.ja) for place in self.places if place.kind == "town"}
        for place in self.places:
            if place.kind == "town" and place.state == STATES["japan"] and place.ja.endswith("市"):
                area = area_of(place)
                for step in "町村":
                    if (area, place.ja[:-1] + step) not in taken:
                        place.add(place.ja[:-1] + step, "earlier", CONTEXT)
            elif place.kind == "town" and place.ja.endswith("町") and place.parents[0].kind == "county":
                if (area_of(place), place.ja[:-1] + "村") not in taken:
                    place.add(place.ja[:-1] + "村", "earlier", CONTEXT)

    # ---- Korea

    def read_korea(self):
        lines = list(rows(self.folder / "korea_towns.txt", None))
        for hangul, hanja, reading, provinces, state, _, _ in lines:
            home = next((int(n) for n in provinces.split(",") if n.isdigit()), 111)
            metro = self.metros.get((hangul, home))
            north = state == "n"
            en = metro[2] if metro else self.korean_english(hangul, north)
            ja = metro[1] if metro else self.new_form(hanja) if hanja != "-" else korean.kana(hangul)[0]
            place = Place("town", ja, hangul, en, STATES[state], area=metro[0] if metro else 0, key=f"{home}/{hangul}")
            self.keep(place)
            self.korea.setdefault(hangul, []).append(place)
            if metro:
                for other in metro[3].split("|"):
                    place.add(other, "cyrillic" if other > "А" else "name")
        for (hangul, hanja, reading, provinces, state, into, others), place in zip(lines, self.korean_order(lines)):
            place.parents = [self.areas[int(word)] if word.isdigit() else self.korea_town(word) for word in provinces.split(",")]
            place.next = self.korea_town(into, place.parents[0]) if into != "-" else None
            ranks = METRO_RANKS if place.area else ("시", "군", "부", "읍")
            add_korean(place, hangul, hanja, [] if reading == "-" else reading.split(","), ranks=ranks)
            for other in others.split(",") if others != "-" else []:
                self.add_other(place, ranks, *other.split("="))

    @staticmethod
    def korean_english(hangul, north):
        """As each side's maps have it: McCune-Reischauer without its marks, Revised Romanization."""
        return capital(next(word for system, word in korean.spellings(hangul) if system == ("mccune" if north else "revised")))

    def new_form(self, hanja):
        """The characters that are printed in Japan today: 淸 -> 清."""
        return "".join(self.new_forms.get(letter, letter) for letter in hanja)

    def korean_order(self, lines):
        used = {}
        for fields in lines:
            used[fields[0]] = used.get(fields[0], -1) + 1
            yield self.korea[fields[0]][used[fields[0]]]

    def korea_town(self, hangul, province=None):
        name, _, number = hangul.partition("@")
        found = self.korea[name]
        if number:
            found = [place for place in found if place.parents[0].area == int(number)]
        elif province is not None:
            found = [place for place in found if province in place.parents] or found
        return found[0]

    @staticmethod
    def add_other(place, ranks, hangul, hanja, reading):
        whole = len(hangul) > 2 and hangul[-1] in "부군시도리" and hanja[-1:] in "府郡市島里-"
        capital_of_1910 = hangul in ("경성", "한성", "성진", "웅기", "겸이포")
        same_sound = korean.law(hangul[0]) + hangul[1:] == korean.law(place.ko[0]) + place.ko[1:]
        naming = "name" if same_sound else "colonial" if capital_of_1910 else "earlier"
        add_korean(place, hangul, hanja, [] if reading == "-" else reading.split(","), naming=naming, ranks=() if whole else ranks)

    def read_wards(self):
        for line in (self.folder / "korea_wards.txt").read_text(encoding="utf-8").splitlines():
            if line.startswith("#") or not line.strip():
                continue
            city, _, wards = line.partition(":")
            town = self.korea_town(city)
            north = town.state == STATES["n"]
            for ward in wards.split():
                hangul, hanja = ward.split("=")
                place = Place("ward", self.new_form(hanja) + ("区域" if north else "区"), hangul + ("구역" if north else "구"),
                              self.korean_english(hangul, north) + ("-guyok" if north else "-gu"), town.state, key=f"{town.key}/{hangul}")
                self.keep(place, town)
                add_korean(place, hangul, hanja, [], ranks=("구역", "구") if north else ("구",))

    def read_old_provinces(self):
        for fields in rows(self.folder / "old_provinces.tsv"):
            han, kana, numbers = fields[:3]
            for number in numbers.split():
                place = self.areas[int(number)]
                place.add(han, "province")
                place.add(kana, "province")
                for text in fields[3:]:
                    place.add(text, "province")
                    for _, word in korean.spellings(text[:-1]):
                        for end in ("", "do", "province"):
                            place.add(word + end, "province", BARE)
                for _, word in japanese.spellings(kana):
                    place.add(word, "province")
                    if word.endswith("nokuni"):
                        place.add(word[:-6] + "province", "province")

    def read_sites(self):
        for kind, within, ja, ko, en, others in rows(self.folder / "voyage.txt", "|"):
            parent = None
            if within != "-":
                parent = self.korea_town(within) if korean.is_hangul(within) else next(
                    place for (_, name), place in self.japan.items() if name == within)
            state = parent.state if parent else 0
            place = self.keep(Place(kind, ja, ko, en, state, key=f"{kind}/{ja}"), *[parent] if parent else [])
            for text in [ja, ko, en] + [other.strip() for other in others.split(",") if other.strip()]:
                place.add(re.sub(r"\(.*\)$", "", text) if text == en else text, "cyrillic" if "А" <= text[0] <= "я" else "name")
