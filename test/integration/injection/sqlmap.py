"""sqlmap asks every parameter of every route whether it becomes a statement: sqlmap.py SAIKAI [WORD]

Routes and fields are read from the tables that the program is made of, so that a new one is asked too. The register is the village of
the browser's tests; whoever asks may do everything and sees everything. First sqlmap has to find the hole in a page that was made with
one, or its silence would prove nothing. With WORD: only routes that have it in their pattern. Run by script/sqlmap."""
import contextlib
import http.client
import http.server
import os
import pathlib
import re
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse

from tables import ROOT, forms, roles, routes

sys.path[:0] = [str(ROOT / "test/e2e"), str(ROOT / "test/integration/serve")]
import village  # noqa: E402
from visiting import Browser  # noqa: E402

NOWHERE = "7" * 26
WHO = "everything"
HOLE = re.compile(r"identified the following injection point|is vulnerable")
NO_HOLE = re.compile(r"all tested parameters do not appear to be injectable|parameters? .*does not seem to be injectable")
HEADERS = "Cookie: saikai=abc*\nUser-Agent: abc*\nX-Real-IP: 192.0.2.1*\nX-Forwarded-Proto: https*"
SHUTS_OUT = "/second-factor/roles"  # whoever asks has a role that needs a second factor from then on
ENDS_THE_SIGN_IN = {"/sign-out", "/sign-ins/end-all"}
SAMPLES = {"q": "金英子", "sailing": "17", "year": "1960", "from": "1", "until": "2099-12-31", "destroy": "2099-12-31", "tongue": "ja",
           "verdict": "undecided", "compartment": "health", "role": "reader", "kind": "letter", "reliability": "F", "code": "123456",
           "language": "ja", "next": "/", "exact": "1"}


def sqlmap(folder, *words):
    """What it says about one request."""
    command = ["sqlmap", "--batch", "--flush-session", "--disable-coloring", "--ignore-redirects", "--ignore-code=*", "--retries=1",
               "--level=1", "--risk=1", f"--output-dir={folder}/sqlmap", *words]
    return subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
                          env=dict(os.environ, HOME=str(folder))).stdout


class Careless(http.server.BaseHTTPRequestHandler):
    """A page as none of ours is made: what it is asked for becomes part of its statement."""
    def do_GET(self):
        asked = urllib.parse.parse_qs(urllib.parse.urlsplit(self.path).query, keep_blank_values=True).get("q", [""])[0]
        with contextlib.closing(sqlite3.connect(":memory:")) as db:
            db.executescript("CREATE TABLE t (a TEXT); INSERT INTO t VALUES ('one'), ('two'), ('three');")
            try:
                answer, status = repr(db.execute(f"SELECT a FROM t WHERE a = '{asked}'").fetchall()), 200
            except sqlite3.Error as error:
                answer, status = f"SQLite error: {error}", 500
        self.send_response(status)
        self.end_headers()
        self.wfile.write(f"<html><body>{answer}</body></html>".encode())

    def log_message(self, *_words):
        pass


def finds_a_hole(folder):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Careless)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        said = sqlmap(folder, "-u", f"http://127.0.0.1:{server.server_port}/?q=one")
    finally:
        server.shutdown()
    assert HOLE.search(said), f"sqlmap does not find a hole that is there:\n{said[-2000:]}"


@contextlib.contextmanager
def village_served(saikai, folder):
    village.make(saikai, folder)
    environment = dict(os.environ, SAIKAI_PASSPHRASE=village.PASSPHRASE)
    words = [word for role in roles() for word in ("--role", role)]
    subprocess.run([saikai, "--registry", folder / "registry", "--quiet", "user", "add", WHO, *words, "--compartment", "*", "--level", "9",
                    "--password-file", folder / "password"], env=environment, check=True, stdout=subprocess.DEVNULL)
    server = subprocess.Popen([saikai, "serve", "--registry", folder / "registry", "--port", "0"], env=environment, text=True,
                              stdout=subprocess.PIPE)
    try:
        yield re.search(r"answers at (\S+)", server.stdout.readline()).group(1)
    finally:
        server.terminate()
        server.wait(60)


def first(browser, page, pattern):
    found = re.search(pattern, browser.get(page).text)
    assert found, f"{page} leads to no {pattern}"
    return found.group(1)


def known(browser):
    """Something that is there, for every capture of a route and every field that names something."""
    some = "([0-9A-Z]{26})"
    ids = {"person": first(browser, "/search?q=" + urllib.parse.quote("金英子"), "/people/" + some),
           "source": first(browser, "/sources", "/sources/" + some), "sailing": "17", "file": "saikai.css",
           "account": first(browser, "/accounts", f'/accounts/{some}">jun<'),
           "left": first(browser, "/review", f'name="left" value="{some}"'),
           "right": first(browser, "/review", f'name="right" value="{some}"')}
    ids["batch"] = first(browser, f"/sources/{ids['source']}", "/batches/" + some)
    browser.get("/health")
    ids["job"] = browser.post("/backups").getheader("Location").split("/")[2]
    for _ in range(600):
        if 'id="progress"' not in browser.get(f"/work/{ids['job']}").text:
            break
        time.sleep(0.1)
    ids["backup"] = first(browser, "/health", f"/backups/{some}/try")
    sheet = f"/people/{ids['person']}/sheet"
    browser.get(sheet)
    made = browser.post(sheet, recipient="an office", purpose="a test", destroy="2099-12-31", tongue="ja")
    ids["paper"] = made.getheader("Location").split("/")[2]
    ids.update({"persona": ids["left"], "with": ids["person"], "link": ids["left"], "like": ids["batch"]})
    return ids


def sample(field, kind, ids):
    if field in ids:
        return ids[field]
    if kind == "ID":
        return NOWHERE
    return SAMPLES.get(field, "1" if kind in ("NUMBER", "FLAG") else "abc")


def questions(table, fields, ids):
    """(what is asked, address, body or None, headers or None); "*" marks what is tried."""
    yield "the cookie of the sign-in, the agent, the address that nginx tells", "/", None, HEADERS
    for method, pattern, form in sorted(table, key=lambda route: (route[1] == SHUTS_OUT, route)):
        if pattern in ENDS_THE_SIGN_IN:
            continue
        there = ids if method == "GET" else {**ids, **{name: NOWHERE for name in ("batch", "account", "job", "backup")}}
        place = re.sub(r"\{(\w+)\}", lambda m, there=there: there[m.group(1)], pattern)
        if "{" in pattern:
            marked = re.sub(r"\{(\w+)\}", lambda m, there=there: there[m.group(1)] + "*", pattern)
            yield f"{method} {pattern}, what the address names", marked, "" if method == "POST" else None, None
        some = [(field, sample(field, kind, ids)) for field, kind, _most in fields.get(form, [])]
        if some and method == "GET":
            yield f"{method} {pattern}: {', '.join(f for f, _ in some)}", f"{place}?{urllib.parse.urlencode(some)}", None, None
        elif some:
            yield f"{method} {pattern}: {', '.join(f for f, _ in some)}", place, urllib.parse.urlencode(some), None


def main(saikai, word=""):
    table, fields = [route for route in routes() if word in route[1]], forms()
    asked, holes, mute = 0, [], []
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        finds_a_hole(folder)
        print("sqlmap finds the hole in a page that has one", flush=True)
        with village_served(saikai, folder) as address:
            browser, stranger = Browser(address, WHO, village.PASSWORD), Browser(address)
            stranger.get("/sign-in")
            for what, place, body, headers in questions(table, fields, known(browser)):
                asks = stranger if place.startswith("/sign-in") and "sign-ins" not in place else browser
                assert browser.get("/").status == 200, f"whoever asks was signed out before {what}"
                words = ["-u", address + place]
                words += ["--headers", headers] if headers else ["--cookie", "; ".join(f"{k}={v}" for k, v in asks.cookies.items())]
                if body is not None:
                    words += ["--data", f"{body}&csrf={asks.token}&once={NOWHERE}".lstrip("&"), "--skip=csrf,once"]
                said = sqlmap(folder, *words)
                asked += 1
                holes += [what] if HOLE.search(said) else []
                mute += [f"{what}: {said.strip()[-400:]}"] if not HOLE.search(said) and not NO_HOLE.search(said) else []
                print(f"{'HOLE' if HOLE.search(said) else 'ok  ' if NO_HOLE.search(said) else '?   '}  {what}", flush=True)
        print("\n".join(mute))
        print(f"{asked} requests with their parameters, {len(holes)} with a hole, {len(mute)} that could not be asked")
    return 1 if holes or mute else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
