"""What people write, seen as what it is: injected.py SAIKAI

Thirty texts that other programs were broken with stand as names, addresses, notes, refused values, titles, holders and accounts of a
register, and are typed into its forms. A browser then looks at every page they show on (injected.mjs)."""
import csv
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

PASSPHRASE = "a mirror that never was"
PASSWORD = "seven grey herons wade"
here = Path(__file__).parent

# `hit` is what they would set, send or draw. Latin, Japanese and Korean; of templates, scripts, attributes, events, direction, size,
# combining marks, spreadsheets and SQL.
TEXTS = [
    "<script>window.hit=1</script>", "</script><script>window.hit=1</script>", "<img src=x onerror=window.hit=1>",
    "<svg onload=window.hit=1>", "\"><b id=hit>", "' onmouseover='window.hit=1", "\" autofocus onfocus=\"window.hit=1",
    "javascript:window.hit=1", "{{7*191}}", "${7*191}", "{% raw %}<b id=hit>", "<%= 7*191 %>",
    "#{7*191}", "&lt;b id=hit&gt;", "--><b id=hit>",
    "]]><b id=hit>", "<style>*{display:none}</style>", "<base href=//hit.example>", "<iframe src=//hit.example>",
    "</title><b id=hit>金英子", "</textarea><b id=hit>김영자", "＜script＞window.hit=1＜／script＞山田", "名前'\"><u id=hit>花子",
    "이름\"><i id=hit onclick=window.hit=1>영희", "\u202egnp.exe 逆さ\u202c", "김\u2066\u202e영\u2069자", "き" + "\u3099\u0301\u0489" * 60,
    "長" * 180, "=HYPERLINK(\"//hit.example\";\"김\")", "김'; DROP TABLE name;--",
]

MAPPING = """mapping: injected
version: 1
title: {en: Injected, ja: 注入, ko: 주입}
reads: {format: csv, encoding: utf-8, header: 1}
entry: {locator: "row {番号}", keep: all}

household:
  number: {from: 世帯番号}

personae:
  - as: traveller
    names:
      - {from: 氏名, kind: registered, order: family-first}
      - {from: 通名, kind: as-called, order: family-first}
    birth: {from: 生年月日, calendar: gregorian}
    address: {from: 住所, place: japan}
    nationality: {from: 国籍, at: departure}
    note: {from: 備考}
    registration-number: {from: 登録番号, identifier: alien-registration}
"""


def main(saikai):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        env = dict(os.environ, SAIKAI_PASSPHRASE=PASSPHRASE, SAIKAI_REGISTRY=str(folder / "registry"))

        def run(*words, good=(0,)):
            done = subprocess.run([saikai, "--quiet", *words], env=env, capture_output=True, text=True, check=False)
            assert done.returncode in good, f"{words}: {done.stderr}"
            return done.stdout.strip()
        run("init", "--demo", str(folder / "registry"))
        (folder / "password").write_text(PASSWORD + "\n")
        (folder / "injected.yaml").write_text(MAPPING)
        head = ["番号", "世帯番号", "氏名", "通名", "生年月日", "住所", "国籍", "備考", "登録番号"]
        for number, file in enumerate(("first.csv", "<img src=x onerror=window.hit=1>.csv")):
            with open(folder / file, "w", newline="") as out:
                rows = [[f"{text} {at}", at, "金 英子", text, f"1938-05-{at % 28 + 1:02}", text, text, text, text]
                        for at, text in enumerate(TEXTS)]
                bad = [["bad", 99, text, text, text, text, text, text, text] for text in TEXTS]
                csv.writer(out).writerows([head, *rows, *(bad if number else [])])
            source = run("source", "add", "--title", TEXTS[number], "--kind", "moj_list",
                         "--holder", TEXTS[2], "--reliability", "A",
                         "--bias", TEXTS[4], "--purpose", TEXTS[5], "--legal-basis", TEXTS[6])
            run("import", "--source", source, "--mapping", str(folder / "injected.yaml"), "--at-most-refused", "100", str(folder / file))
        run("link")
        for text in TEXTS:
            run("user", "add", text[:64], "--role", "reader", "--no-password", good=(0, 2, 3))
        run("user", "add", "mina", "--role", "archivist", "--role", "tracing-officer", "--role", "administrator", "--compartment", "*",
            "--password-file", str(folder / "password"))
        server = subprocess.Popen([saikai, "serve", "--port", "0"], text=True, stdout=subprocess.PIPE, env=env)
        try:
            address = re.search(r"answers at (\S+)", server.stdout.readline()).group(1)
            plan = {"base": address, "name": "mina", "password": PASSWORD, "texts": TEXTS}
            (folder / "plan.json").write_text(json.dumps(plan))
            return subprocess.run(["node", here / "injected.mjs", folder / "plan.json"], check=False).returncode
        finally:
            server.terminate()
            server.wait(30)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
