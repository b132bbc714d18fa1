#!/usr/bin/env python3
"""Leads one register's life twice, on SQLite and on the PostgreSQL server of SAIKAI_TEST_STORE, and compares every answer.

The commands are those of a person: sources and lists come in, are linked, decided, searched, undone and withdrawn. Ids and
hashes are random, so they are compared by their order of appearance; what differs on purpose stands in OWN.
Usage: same_life.py SAIKAI (inside with_cluster)
"""
import os
import random
import re
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "golden"))
from run import NOW, PROGRESS, Masks  # noqa: E402

SOURCE = ("source add --quiet --holder Archive --reliability B --bias 'none known' --purpose tracing --legal-basis mandate "
          "--once --language ja --kind moj_list --title ")
AGAIN = "import --quiet --source $ID3 --mapping ministry-list --key other second.csv"  # refused, as it should be
LIFE = [
    SOURCE + "First", SOURCE + "'第二の名簿'", "source list",
    "import --quiet --source $ID2 --mapping ministry-list first.csv",
    "import --quiet --source $ID3 --mapping ministry-list second.csv", AGAIN,
    "batch list", "source show $ID2", "link --quiet --threads 2", "review list",
    "explain $ID19 $ID20", "review rule --quiet --probability 0.9 --reason test", "search --quiet 金順浩",
    "search --quiet 朴貞子 born 1938", "person show $ID19", "journal list", "journal verify", "verify --quiet",
    "rebuild --quiet", "user add --quiet --role reader --level 0 --password-file password hana", "user list",
    "search --quiet --as hana 金順浩", "batch refusals $ID5", "batch original $ID4 | sha256sum",
    "withdraw --quiet --yes $ID2", "search --quiet 金順浩", "source list", "batch list", "batch undo --quiet $ID5",
    "search --quiet 金順浩", "verify --quiet", "journal verify", "status",
]
OWN = re.compile(r"^(Engine|Directory|Size) .*$|(?<= in )[0-9.]+ s", re.M)


def lists(place):
    """Two invented ministry lists, the second a worse copy of a part of the first."""
    chance = random.Random(5)
    header = "番号,世帯番号,船次,出港日,氏名,性別,生年月日,国籍,本籍,住所,登録番号,続柄"
    rows = []
    for n in range(1, 241):
        name = chance.choice("金李朴崔鄭姜") + chance.choice("英順明哲貞福") + chance.choice("子姫男植淑浩")
        birth = f"昭和{chance.randint(2, 30)}年{chance.randint(1, 12)}月{chance.randint(1, 28)}日"
        rows.append([n, (n + 3) // 4, 1 + n // 60, f"昭和35年{1 + n // 60}月10日", name, chance.choice("男女"), birth, "朝鮮",
                     "慶尚南道", chance.choice(["大阪市生野区", "東京都足立区"]), f"{n:06}", "世帯主" if n % 4 == 1 else "妻"])
    second = [row[:] for row in rows if chance.random() < 0.5]
    for row in second:
        row[9] = ""
        row[10] = ""
    second[3][6] = "昭和99年99月"
    for name, content in (("first.csv", rows), ("second.csv", second)):
        text = "\n".join([header] + [",".join(map(str, row)) for row in content]) + "\n"
        (place / name).write_bytes(text.encode("shift_jis"))


def lead(program, place, registry, init):
    masks, said = Masks(), []
    environment = dict(os.environ, SAIKAI_NOW=NOW, SAIKAI_PASSPHRASE="five invented words of mine", TZ="UTC", LC_ALL="C.UTF-8",
                       SAIKAI_REGISTRY=str(registry), PATH=f"{Path(program).parent}:{os.environ['PATH']}")
    for command in [f"init --demo {init}"] + LIFE:
        done = subprocess.run(["sh", "-c", f"saikai {command}"], cwd=place, env=dict(environment, **masks.environment()),
                              stdin=subprocess.DEVNULL, capture_output=True, timeout=300, check=False)
        output = (done.stdout + done.stderr).decode("utf-8", "replace").replace(str(registry), "REGISTRY")
        lines = [line for line in OWN.sub("...", masks.mask(output)).splitlines() if not PROGRESS.match(line)]
        said.append((command if "init" not in command else "init", lines + [f"= {done.returncode}"]))
    return said


def main():
    program, server = Path(sys.argv[1]).resolve(), os.environ["SAIKAI_TEST_STORE"]
    subprocess.run(["psql", "-q", "-X", "-d", server, "-c", "CREATE DATABASE test_life"], check=True)
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        lists(place)
        (place / "password").write_text("five quite ordinary words here\n", encoding="utf-8")
        lite = lead(program, place, place / "one", f"'{place / 'one'}'")
        large = lead(program, place, place / "two", "'" + server.replace("/postgres?", "/test_life?") + "'")
    differ = 0
    for (command, one), (_, two) in zip(lite, large):
        if "-v" in sys.argv:
            print(f"$ {command}", *one, sep="\n  ")
        if one != two:
            differ += 1
            print(f"$ saikai {command}", *(f"  SQLite:     {line}" for line in one), *(f"  PostgreSQL: {line}" for line in two),
                  sep="\n")
    failed = [command for command, lines in lite if lines[-1] != "= 0"]
    print(f"{len(lite)} commands, {differ} differ; refused: {failed}")
    sys.exit(differ > 0 or failed != [AGAIN])


if __name__ == "__main__":
    main()
