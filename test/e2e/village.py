"""A small register of invented people for the browser to walk through: five lists that speak of one village.

Usage: village.py SAIKAI DIRECTORY
Makes DIRECTORY/registry (a demo register, linked by a rule), and DIRECTORY/facts.json: who signs in, and who is to be found.
"""
import csv
import json
import os
import random
import subprocess
import sys
from pathlib import Path

PASSPHRASE = "a village that never was"
PASSWORD = "seven grey herons wade"
FAMILIES = [("金", "김", "きむ", "金田", "かねだ"), ("李", "리", "り", "木下", "きのした"), ("朴", "박", "ぱく", "新井", "あらい"),
            ("崔", "최", "ちぇ", "山本", "やまもと"), ("鄭", "정", "ちょん", "東", "あずま"), ("姜", "강", "かん", "大山", "おおやま"),
            ("趙", "조", "ちょう", "豊田", "とよだ"), ("尹", "윤", "ゆん", "伊東", "いとう"), ("張", "장", "ちゃん", "長谷", "はせ"),
            ("林", "림", "りむ", "林", "はやし"), ("呉", "오", "お", "呉山", "くれやま"), ("韓", "한", "はん", "清原", "きよはら")]
MEN = [("一郎", "일랑", "いるらん", "いちろう"), ("英雄", "영웅", "よんうん", "ひでお"), ("正男", "정남", "ちょんなむ", "まさお"),
       ("相哲", "상철", "さんちょる", "てつお"), ("武雄", "무웅", "むうん", "たけお"), ("東植", "동식", "とんしく", "とうしょく"),
       ("成基", "성기", "そんぎ", "なりもと"), ("光洙", "광수", "くぁんす", "こうしゅ"), ("鎮浩", "진호", "ちんほ", "しずひろ")]
WOMEN = [("英子", "영자", "よんじゃ", "えいこ"), ("順姫", "순희", "すんひ", "じゅんき"), ("明淑", "명숙", "みょんすく", "あけみ"),
         ("和子", "화자", "ふぁじゃ", "かずこ"), ("貞愛", "정애", "ちょんえ", "さだえ"), ("福順", "복순", "ぽくすん", "ふくこ"),
         ("玉蓮", "옥련", "おくりょん", "たまえ"), ("春江", "춘강", "ちゅんがん", "はるえ"), ("京順", "경순", "きょんすん", "きょうこ")]
PLACES = ["大阪市生野区猪飼野", "東京都荒川区三河島", "京都市南区東九条", "名古屋市中村区", "神戸市長田区", "福岡市博多区", "広島市西区", "川崎市川崎区桜本"]
SHORT_ERA = "S{0}.{1}.{2}"


def era(year, month, day):
    return f"昭和{year - 1925}年{month}月{day}日" if year >= 1926 else f"大正{year - 1911}年{month}月{day}日"


class Somebody:
    def __init__(self, family, given, sex, born, tie):
        self.family, self.given, self.sex, self.born, self.tie = family, given, sex, born, tie

    han = property(lambda self: self.family[0] + self.given[0])
    hangul = property(lambda self: self.family[1] + self.given[1])
    kana = property(lambda self: self.family[2] + " " + self.given[2])
    pass_name = property(lambda self: self.family[3] + " " + self.given[0])
    pass_kana = property(lambda self: self.family[4] + " " + self.given[3])
    birth = property(lambda self: era(*self.born))


def household(dice, number):
    """A father, a mother and children; the first is always the one the tests look for."""
    def born(least, most):
        return dice.randint(least, most), dice.randint(1, 12), dice.randint(1, 28)
    father = Somebody(dice.choice(FAMILIES), dice.choice(MEN), "男", born(1913, 1918), "世帯主")
    mother = Somebody(dice.choice(FAMILIES), dice.choice(WOMEN), "女", born(1914, 1920), "妻")
    people = [father, mother]
    if number == 1:
        father.family, father.given, mother.family = FAMILIES[0], MEN[0], FAMILIES[2]
        people.append(Somebody(FAMILIES[0], WOMEN[0], "女", (1938, 5, 2), "長女"))
    for place in range(dice.randint(1, 3)):
        woman = dice.random() < 0.5
        given = dice.choice(WOMEN[1:] if woman else MEN)
        people.append(Somebody(father.family, given, "女" if woman else "男", born(1939 + 3 * place, 1941 + 3 * place),
                               ("二女" if woman else "二男")))
    return {"number": number, "sailing": 17 + number // 9, "people": people, "place": dice.choice(PLACES)}


def write(path, rows, encoding):
    with open(path, "w", encoding=encoding, newline="") as file:
        csv.writer(file).writerows(rows)


def write_lists(folder, houses, dice):
    everybody = [(house, person) for house in houses for person in house["people"]]
    ministry = [["番号", "世帯番号", "船次", "出港日", "氏名", "性別", "生年月日", "国籍", "本籍", "住所", "登録番号", "続柄"]]
    for number, (house, one) in enumerate(everybody, 1):
        sailed = era(1960, 4 + (house["sailing"] - 17), 8)
        born = "S73.5.2" if number == 40 else one.birth
        ministry.append([number, house["number"], house["sailing"], sailed, one.han, one.sex, born, "朝鮮", "慶尚南道",
                         house["place"], f"第{40000 + number}号", one.tie])
    write(folder / "ministry.csv", ministry, "cp932")

    parts = ["氏名", "ふりがな", "性別", "生年月日", "続柄"]
    head = ["番号", "世帯番号", "船次", "氏名", "ふりがな", "性別", "生年月日", "国籍", "住所", "健康", "荷物", "申請番号"]
    red_cross = [head + [f"家族{n}{part}" for n in range(1, 10) for part in parts]]
    for number, house in enumerate(houses, 1):
        first, *others = house["people"]
        row = [number, house["number"], house["sailing"], first.han, first.kana, first.sex, first.birth, "朝鮮",
               house["place"], "良好", f"{dice.randint(2, 9)}個", f"大{1000 + number}"]
        for one in others:
            row += [one.han, one.kana, one.sex, one.birth, one.tie]
        red_cross.append(row + [""] * (len(red_cross[0]) - len(row)))
    write(folder / "red-cross.csv", red_cross, "utf-8")

    school = [["番号", "学校名", "学年", "組", "氏名", "ふりがな", "性別", "生年月日", "保護者"]]
    for number, (house, one) in enumerate([p for p in everybody if p[1].born[0] >= 1936], 1):
        school.append([number, "東小学校", "3", "2", one.pass_name, one.pass_kana, one.sex, one.birth,
                       house["people"][0].pass_name])
    write(folder / "school.csv", school, "utf-8")

    counterpart = [["번호", "성명", "성별", "생년월일", "출생지", "입국연도", "거주지", "생사", "사망일", "사인"]]
    for number, (_house, one) in enumerate([p for p in everybody if p[1].born[0] >= 1930], 1):
        counterpart.append([number, one.hangul, "남" if one.sex == "男" else "녀", "%d-%02d-%02d" % one.born, "경상남도", "1960",
                            "함경남도 함흥시", "생존", "", ""])
    write(folder / "counterpart.csv", counterpart, "cp949")


LISTS = [("ministry", "ministry-list", "moj_list", "出国者名簿 第17–23次", "法務の役所", "A", "ja"),
         ("red-cross", "red-cross-list", "jrc_list", "赤十字帰還申請者名簿", "赤十字", "B", "ja"),
         ("school", "school-roll", "school_record", "東小学校 学籍簿 1947–1953", "東小学校", "B", "ja"),
         ("counterpart", "counterpart-list", "counterpart_government_list", "귀국자 명단 2002", "상대국 정부", "D", "ko")]


def make(saikai, folder, decided=True):
    """`decided`: what is sure enough was joined by a rule, and ten pairs by somebody."""
    registry = folder / "registry"
    (folder / "password").write_text(PASSWORD + "\n")

    def run(*words):
        environment = dict(os.environ, SAIKAI_PASSPHRASE=PASSPHRASE)
        return subprocess.run([saikai, "--registry", registry, "--quiet", *words], env=environment, check=True,
                              stdout=subprocess.PIPE).stdout.decode().strip()
    run("init", "--demo", str(registry))
    dice = random.Random(17)
    houses = [household(dice, number) for number in range(1, 61)]
    write_lists(folder, houses, dice)
    for name, mapping, kind, title, holder, reliability, language in LISTS:
        source = run("source", "add", "--title", title, "--kind", kind, "--holder", holder, "--reliability", reliability,
                     "--bias", "none known", "--purpose", "showing how saikai works", "--legal-basis", "invented people",
                     "--language", language)
        run("import", "--source", source, "--mapping", mapping, str(folder / f"{name}.csv"))
    run("link")
    if decided:
        run("review", "rule", "--reason", "a demonstration")
    run("user", "add", "mina", "--role", "archivist", "--role", "tracing-officer", "--compartment", "*",
        "--password-file", str(folder / "password"))
    run("user", "add", "sora", "--role", "administrator", "--password-file", str(folder / "password"))
    run("user", "add", "jun", "--role", "reader", "--password-file", str(folder / "password"))
    # Ten decisions in a row, so that one of them waits for the opinion of somebody else.
    found = json.loads(run("search", "sailing", "19", "--json"))["people"][:5] if decided else []
    for number, one in enumerate(found):
        for other in found[number + 1:]:
            run("review", "decide", one["person"], other["person"], "different", "--reason", "other parents")
    run("user", "add", "nari", "--role", "reviewer", "--compartment", "*", "--password-file", str(folder / "password"))
    facts = {"user": "mina", "keeper": "sora", "reader": "jun", "second": "nari", "password": PASSWORD, "passphrase": PASSPHRASE,
             "hangul": "김영자", "han": "金英子",
             "born": "1938", "pass": "金田 英子", "family": "金一郎", "place": "生野区"}
    (folder / "facts.json").write_text(json.dumps(facts, ensure_ascii=False, indent=1) + "\n")


if __name__ == "__main__":
    make(sys.argv[1], Path(sys.argv[2]))
