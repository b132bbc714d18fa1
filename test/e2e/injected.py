"""What people write, seen as what it is: injected.py SAIKAI

Thirty texts that other programs were broken with stand as names, addresses, notes, refused values, titles, holders and accounts of a
register, and are typed into its forms. A browser then looks at every page they show on (injected.mjs)."""
import contextlib
import csv
import io
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "integration/injection"))
from tables import MOST, forms, roles, routes  # noqa: E402

PASSPHRASE = "a mirror that never was"
PASSWORD = "seven grey herons wade"
TYPED = ("TEXT", "LINES", "SECRET", "NUMBER", "FILE")
here = Path(__file__).parent

# `hit` is what they would set, send or draw. Latin, Japanese and Korean; of templates, scripts, attributes, events, direction, size,
# combining marks, spreadsheets and SQL.
TEXTS = [
    "<script>window.hit=1</script>", "</script><script>window.hit=1</script>", "<img src=x onerror=window.hit=1>",
    "<svg onload=window.hit=1>", "\"><b id=hit>", "' onmouseover='window.hit=1", "\" autofocus onfocus=\"window.hit=1",
    "javascript:window.hit=1", "{{7919*104729}}", "${7919*104729}", "{% raw %}<b id=hit>", "<%= 7919*104729 %>",
    "#{7919*104729}", "&lt;b id=hit&gt;", "--><b id=hit>",
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


def tables():
    """route -> the fields that take text, as hostile.mjs has them"""
    told = forms()
    return {f"{method} {pattern}": [{"name": name, "kind": kind, "most": MOST if kind == "NUMBER" else most}
                                    for name, kind, most in told.get(form, []) if kind in TYPED]
            for method, pattern, form in routes() if form != "NULL"}


class Register:
    """A register in `place`, made by the command line."""
    def __init__(self, saikai, place):
        self.saikai, self.env = saikai, dict(os.environ, SAIKAI_PASSPHRASE=PASSPHRASE, SAIKAI_REGISTRY=str(place))
        self.run("init", "--demo", str(place))

    def run(self, *words):
        done = subprocess.run([self.saikai, "--quiet", *words], env=self.env, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{words}: {done.stderr}"
        return done.stdout.strip()

    @contextlib.contextmanager
    def served(self):
        """Its address."""
        server = subprocess.Popen([self.saikai, "serve", "--port", "0"], text=True, stdout=subprocess.PIPE, env=self.env)
        try:
            yield re.search(r"answers at (\S+)", server.stdout.readline()).group(1)
        finally:
            server.terminate()
            server.wait(30)


def table(head, rows):
    """A list as its file has it."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows([head, *rows])
    return out.getvalue()


def fill(register, folder):
    """Two lists of the texts, the second with rows that are refused; their mentions are compared, and people may sign in."""
    (folder / "injected.yaml").write_text(MAPPING)
    (folder / "password").write_text(PASSWORD + "\n")
    head = ["番号", "世帯番号", "氏名", "通名", "生年月日", "住所", "国籍", "備考", "登録番号"]
    rows = [[f"{text} {at}", at, "金 英子", text, f"1938-05-{at % 28 + 1:02}", text, text, text, text] for at, text in enumerate(TEXTS)]
    bad = [["bad", 99, *[text] * 7] for text in TEXTS]
    for number, file in enumerate(("first.csv", "<img src=x onerror=window.hit=1>.csv")):
        (folder / file).write_text(table(head, rows + bad * number))
        source = register.run("source", "add", "--title", TEXTS[number], "--kind", "moj_list", "--holder", TEXTS[2], "--reliability", "A",
                              "--bias", TEXTS[4], "--purpose", TEXTS[5], "--legal-basis", TEXTS[6])
        register.run("import", "--source", source, "--mapping", str(folder / "injected.yaml"), "--at-most-refused", "100",
                     str(folder / file))
    register.run("link")
    for name, may in [("mina", roles()), ("nari", ["reviewer"]), ("jun", ["reader"]), ("sora", ["reader"])]:
        register.run("user", "add", name, *[word for role in may for word in ("--role", role)], "--compartment", "*", "--level", "9",
                     "--password-file", str(folder / "password"))


def main(saikai):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        register, fresh = Register(saikai, folder / "registry"), Register(saikai, folder / "fresh")
        fill(register, folder)
        with register.served() as address, fresh.served() as new:
            plan = {"base": address, "fresh": new, "password": PASSWORD, "texts": TEXTS, "routes": tables(),
                    "list": table(["氏名", "備考"], [["金 英子", TEXTS[0]]]), "wide": table(["氏名", *TEXTS], [["金 英子", *TEXTS]])}
            (folder / "plan.json").write_text(json.dumps(plan))
            return subprocess.run(["node", here / "injected.mjs", folder / "plan.json"], check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
