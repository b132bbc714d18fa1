"""Every route is asked by every role, with a compartment and without: doors.py SAIKAI ROUTES_DEF ROLE_DEF

The routes are those of the table the program is made of; who may open which is written by hand in opens.txt, so that a permission that
was taken off a route shows. A list that nobody may see without the compartment says a word of its own in everything it holds. Without
the compartment its coming changes no answer by a byte; its words and ids stand in none, headers included; what is hidden answers like
what was never there. With the compartment each of the words is seen by somebody, or this test would prove nothing."""
import csv
import pathlib
import re
import sys
import tempfile
import time
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "serve"))
from running import PASSWORD, register, run, serving  # noqa: E402
from visiting import Browser  # noqa: E402

saikai, routes_def, role_def = sys.argv[1:4]
HERE = pathlib.Path(__file__).parent
ROOT = HERE.parents[2]
NOWHERE = "7" * 26
COMPARTMENT = "health"
KEEPER_S_START = ("administrator", "GET", "/")  # says which backups are missing
BESIDE = "origin"  # what a file of the ministry's holds lies under this too: it names places of origin
FAMILIES = ("tracing-officer", "caseworker", "consular-officer", "protection-officer")
LAST = {"POST /sign-out", "POST /sign-ins/end-all"}  # they end the sign-in that asks

# What each kind of record of the hidden list says, and nothing else does.
WORDS = {"source title": "ZQTITLE", "source holder": "ZQHOLDER", "source bias": "ZQBIAS", "source purpose": "ZQPURPOSE",
         "source legal basis": "ZQBASIS", "source consent": "ZQCONSENT", "batch file": "zqfile", "entry locator": "ZQROW",
         "name of somebody": "鑿鑿", "name of a wife": "鬣鬣", "assertion of a number": "ZQNUMBER", "assertion of a place": "鼈甲町",
         "refused value": "S73.9.9", "refused row": "鱸鱸", "day of birth": "1907"}


def table():
    """(method, pattern) of every route, in the order of the table."""
    return re.findall(r'^ROUTE\((\w+),\s*"([^"]+)"', pathlib.Path(routes_def).read_text(), re.M)


def roles():
    return re.findall(r'^ROLE\(\d+, \w+, "([a-z-]+)"', pathlib.Path(role_def).read_text(), re.M)


def opens(every_role):
    """route -> the roles it opens for; None: anybody."""
    groups, lines = {}, {}
    for line in (HERE / "opens.txt").read_text().splitlines():
        name, _, who = line.partition(": ")
        if line.startswith("@"):
            groups[name] = who
        elif not line.startswith("#"):
            lines[name] = who
    told = {}
    for name, who in lines.items():
        words = re.sub(r"@\w+", lambda m: groups[m.group()], who).split()
        told[name] = {"anybody": None, "first": set(), "signed-in": set(every_role)}.get(who, set(words))
        assert told[name] is None or told[name] <= set(every_role), f"opens.txt: {name} names a role that is none"
    return told


def add_account(registry, name, *options):
    run(saikai, "user", "add", name, *options, "--password-file", "-", registry=registry, typed=PASSWORD + "\n")


def write_list(path, rows):
    head = ["番号", "世帯番号", "船次", "出港日", "氏名", "性別", "生年月日", "国籍", "本籍", "住所", "登録番号", "続柄"]
    with open(path, "w", encoding="cp932", newline="") as file:
        csv.writer(file).writerows([head, *rows])


def household(number, family, wife, mark="", born="明治40年3月4日"):
    sailed = "昭和35年4月8日"
    return [[f"{mark}{number}1", number, 17, sailed, f"{family}一郎", "男", born, "朝鮮", "慶尚南道", "大阪市生野区", f"第{mark}{number}1号", "世帯主"],
            [f"{mark}{number}2", number, 17, sailed, f"{wife}英子", "女", "大正3年5月6日", "朝鮮", "慶尚南道", "大阪市生野区", f"第{mark}{number}2号", "妻"]]


def open_mapping(folder):
    """The mapping of the ministry's list without what carries a compartment of its own wherever it stands."""
    path = folder / "open.yaml"
    kept = [line for line in (ROOT / "data/mappings/ministry-list.yaml").read_text().splitlines()
            if not line.strip().startswith(("honseki:", "registration-number:"))]
    path.write_text("\n".join(kept) + "\n")
    return path


def take_in(registry, path, title, *options, mapping="ministry-list"):
    """A source and its list; their ids."""
    words = {"title": title, "holder": "an office", "bias": "none known", "purpose": "a test", "legal-basis": "invented people",
             **dict(options)}
    told = [piece for key, value in words.items() for piece in (f"--{key}", value)]
    source = run(saikai, "source", "add", "--kind", "moj_list", "--reliability", "A", *told, registry=registry).strip()
    run(saikai, "import", "--source", source, "--mapping", str(mapping), str(path), registry=registry)
    return source


def open_list(registry, folder):
    rows = [row for number, family in enumerate(["金", "李", "朴", "崔", "鄭", "姜"], 1)
            for row in household(number, family, "林", born=f"大正{number}年3月4日")]
    write_list(folder / "open.csv", rows + [["bad", 9, 17, "昭和35年4月8日", "趙四郎", "男", "昭和73年1月1日", "", "", "", "", "世帯主"]])
    write_list(folder / "again.csv", rows[:6])
    take_in(registry, folder / "again.csv", "another open list", mapping=open_mapping(folder))
    return take_in(registry, folder / "open.csv", "an open list", mapping=open_mapping(folder))


def hidden_list(registry, folder):
    """People of its own, and one who stands in the open list too."""
    rows = household(71, WORDS["name of somebody"], WORDS["name of a wife"], mark="ZQ")
    for row in rows:
        row[0], row[10], row[9] = f"ZQROW{row[0]}", f"ZQNUMBER{row[0]}", "大阪市生野区鼈甲町"
    shared = household(1, "金", "林", born="大正1年3月4日")
    refused = ["ZQROWbad", 72, 17, "昭和35年4月8日", "鱸鱸四郎", "男", "S73.9.9", "", "", "", "", "世帯主"]
    write_list(folder / "zqfile.csv", [*rows, *shared, refused])
    return take_in(registry, folder / "zqfile.csv", "ZQTITLE", ("holder", "ZQHOLDER"), ("bias", "ZQBIAS"), ("purpose", "ZQPURPOSE"),
                   ("legal-basis", "ZQBASIS"), ("consent", "ZQCONSENT"), ("compartment", COMPARTMENT))


def ids_of(browser, source):
    """What the pages lead to from one source and its people: kind -> ids."""
    batches = re.findall(r"/batches/([0-9A-Z]{26})", browser.get(f"/sources/{source}").text)
    people = set()
    for name in ("金一郎", "林英子", WORDS["name of somebody"] + "一郎", WORDS["name of a wife"] + "英子"):
        people |= set(re.findall(r"/people/([0-9A-Z]{26})", browser.get("/search?q=" + urllib.parse.quote(name)).text))
    review = browser.get("/review").text
    pairs = set(re.findall(r'name="(?:left|right)" value="([0-9A-Z]{26})"', review)) | \
        {one for pair in re.findall(r"/pairs/([0-9A-Z]{26})/([0-9A-Z]{26})", review) for one in pair}
    return {"source": {source}, "batch": set(batches), "person": people, "persona": pairs, "paper": set(), "job": set()}


def grant(keeper, names):
    """The compartments, through the pages: a command would have to open the register each time."""
    accounts = dict(re.findall(r'/accounts/([0-9A-Z]{26})">([a-z-]+)<', keeper.get("/accounts").text))
    for account, name in accounts.items():
        for one in (COMPARTMENT, BESIDE) if name in names else ():
            keeper.get(f"/accounts/{account}")
            granted = keeper.post(f"/accounts/{account}/grant", compartment=one)
            assert granted.status == 303, f"{one} is not granted to {name}: {granted.status}"
    assert set(names) <= set(accounts.values())


def paper_of(browser, person):
    """A family sheet that was printed of somebody."""
    browser.get(f"/people/{person}/sheet")
    made = browser.post(f"/people/{person}/sheet", recipient="an office", purpose="a test", destroy="2099-12-31", tongue="ja")
    assert made.status == 303, f"no family sheet: {made.status}"
    return re.search(r"/papers/([0-9A-Z]{26})", made.getheader("Location")).group(1)


def wait_for(browser, work):
    """Until a piece of work has ended, however much else the machine has to do."""
    for _ in range(3000):
        if 'id="progress"' not in browser.get(work).text:
            return
        time.sleep(0.1)
    sys.exit(f"{work} does not end")


def job_of(browser, page, form):
    """A piece of work that was begun on a page, and has ended."""
    browser.get(page)
    begun = browser.post(form)
    assert begun.status == 303, f"{form} begins nothing: {begun.status}"
    path = begun.getheader("Location")
    wait_for(browser, path)
    return path.split("/")[2]


def told_counts(people, eye):
    """Who is told what linking found as somebody sees it who sees more."""
    path = f"/work/{job_of(eye, '/review', '/link')}"
    while "all-seeing ·" not in eye.get(path).text:  # somebody asked for the same just before
        path = f"/work/{job_of(eye, '/review', '/link')}"

    def counts(browser):
        verdict = re.search(r'class="verdict"[^>]*><b>([^<]*)</b>', browser.get(path).text)
        return re.findall(r"[0-9][0-9,]*", verdict.group(1)) if verdict else []
    found = counts(eye)
    assert found, "whoever asked for links is not told what was found"
    return [f"{role} is told what somebody else's links found: {path}" for role, browser in people.items() if counts(browser) == found]


def paths(pattern, ids, account):
    """The addresses a route is asked at: what is open, what is hidden, and what was never there."""
    if pattern == "/search":
        return ["/search", *("/search?q=" + urllib.parse.quote(one) for one in ("金一郎", WORDS["name of somebody"], "1907"))]
    if "{left}" in pattern:
        some = sorted(ids["persona"])[:3] + [NOWHERE]
        return [f"/pairs/{left}/{right}" for left in some for right in some if left < right]
    capture = re.search(r"\{(\w+)\}", pattern)
    if capture is None:
        return [pattern]
    fixed = {"account": [account], "file": ["x.css"], "sailing": ["17", "188"]}
    known = fixed.get(capture.group(1)) or sorted(ids[capture.group(1)]) + [NOWHERE]
    return [pattern.replace(capture.group(), one) for one in known]


def plain(answer, path):
    """The answer without what differs each time, and without the address that was asked."""
    text = re.sub(r'(name="(?:csrf|once)" value=")[^"]*', r"\1", answer.all)
    text = re.sub(r"^(Date|ETag|Set-Cookie): .*\n", "", text, flags=re.M)
    asked = [path, path.split("=")[-1], *path.split("/")[2:3]]
    for said in asked + [urllib.parse.unquote(one) for one in asked]:
        text = text.replace(said, "") if len(said) > 1 else text
    return text


def says(text, word):
    """A year is meant where it stands alone: ids, digests and lengths are made of the same digits."""
    if not word.isdecimal():
        return word in text
    return re.search(rf"(?<![0-9A-Za-z]){word}(?![0-9A-Za-z])", re.sub(r"(?m)^Content-Length: .*$", "", text)) is not None


def passed(method, pattern, status):
    """Whether the door let somebody through: what is behind it may still refuse an empty form, or not know what it is about."""
    if method == "POST":
        return status not in (401, 403) and (status != 404 or "{" in pattern)
    return status not in (303, 401, 404)


class Round:
    """One walk of everybody through everything."""
    def __init__(self, people, ids, account, told):
        self.answers, self.wrong = {}, []
        for method, pattern in table():
            route = f"{method} {pattern}"
            for role, browser in people.items():
                if route not in LAST:
                    self.visit(role, browser, method, pattern, ids, account, told.get(route, "?"))
        begun = people["administrator"]
        for work in set(re.findall(r"/work/[0-9A-Z]{26}", begun.get("/work").text)):
            wait_for(begun, work)  # or it would meet what comes later

    def visit(self, role, browser, method, pattern, ids, account, who):
        at = paths(pattern, ids, account) if method == "GET" else [re.sub(r"\{\w+\}", NOWHERE, pattern)]
        statuses = set()
        for path in at:
            answer = browser.get(path) if method == "GET" else browser.post(path)
            self.answers[role, method, path] = (answer.status, plain(answer, path))
            statuses.add(answer.status)
        if who == "?":
            self.wrong.append(f"{method} {pattern} has no line in test/integration/doors/opens.txt: who may open it?")
        elif who is not None:
            through = any(passed(method, pattern, status) for status in statuses)
            if through != (role in who):
                self.wrong.append(f"{method} {pattern} {'opens' if through else 'does not open'} for {role}: {sorted(statuses)}")

    def leaks(self, secrets):
        return [f"{kind} {word!r} in the answer to {role}: {method} {path}"
                for (role, method, path), (_status, text) in self.answers.items() for kind, word in secrets
                if says(text, word) and word not in urllib.parse.unquote(path)]


def differences(before, after):
    found = []
    for key, (status, text) in before.answers.items():
        role, method, path = key
        if path in ("/journal", "/health", "/work", "/sign-ins", "/second-factor") or method == "POST" or key == KEEPER_S_START:
            continue  # they tell of what this test did itself
        if after.answers[key] != (status, text):
            lines = set(after.answers[key][1].splitlines()) ^ set(text.splitlines())
            found.append(f"{role}: GET {path} is another since the hidden list came: {after.answers[key][0]} {sorted(lines)[:3]}")
    return found


def fail_if(wrong):
    for line in sorted(set(wrong))[:40]:
        print(line)
    if wrong:
        sys.exit(f"{len(set(wrong))} faults")


def main(folder):
    every_role = roles()
    told = opens(every_role)
    fail_if([f"opens.txt: {route} is no route any more" for route in set(told) - {f"{m} {p}" for m, p in table()}])
    registry = register(saikai, folder)
    for role in every_role:
        add_account(registry, role, "--role", role, "--language", "ja")
    add_account(registry, "all-seeing", *[word for role in every_role for word in ("--role", role)], "--compartment", "*", "--level", "9")
    open_source = open_list(registry, folder)
    run(saikai, "link", registry=registry)
    with serving(saikai, registry, "--port", "0") as (_server, address, _told):
        people = {role: Browser(address, role) for role in every_role}
        people[None] = Browser(address)
        eye = Browser(address, "all-seeing")
        account = re.search(r'/accounts/([0-9A-Z]{26})">reader<', eye.get("/accounts").text).group(1)
        ids = ids_of(eye, open_source)
        for role in FAMILIES:  # a copy is its maker's to print
            ids["paper"].add(paper_of(people[role], sorted(ids["person"])[0]))
        ids["job"].add(job_of(people["administrator"], "/health", "/health/check"))
        before = Round(people, ids, account, told)
        fail_if(before.wrong)

        hidden_source = hidden_list(registry, folder)
        after = Round(people, ids, account, told)
        fail_if(after.wrong + differences(before, after))
        fail_if(told_counts(people, eye))

        run(saikai, "link", registry=registry)
        both = ids_of(eye, hidden_source)
        hidden = {kind: both[kind] - ids[kind] for kind in ("source", "batch", "person")}
        assert hidden["source"] and hidden["batch"] and hidden["person"], f"nothing is hidden: {hidden}"
        every = {kind: ids[kind] | both[kind] for kind in ids}
        secrets = list(WORDS.items()) + [(f"id of a {kind}", one) for kind in hidden for one in hidden[kind]]
        blind = Round(people, every, account, told)
        for (role, method, path), (status, text) in blind.answers.items():
            if method == "GET" and any(one in path for found in hidden.values() for one in found):
                nowhere = blind.answers[role, method, re.sub(r"[0-9A-Z]{26}", NOWHERE, path)]
                if (status, text) != nowhere:
                    blind.wrong.append(f"{role}: {path} answers unlike what was never there: {status}, {nowhere[0]}")
        fail_if(blind.wrong + blind.leaks(secrets))

        grant(eye, every_role)
        seeing = Round(people, every, account, told)
        for role in ("administrator", None):
            for (who, method, path), (_status, text) in seeing.answers.items():
                seeing.wrong += [f"{role} sees {kind}: {path}" for kind, word in secrets if who == role and says(text, word)]
        shown = "".join(text for _status, text in seeing.answers.values())
        seeing.wrong += [f"nobody sees the hidden {kind} {word!r}: the test proves nothing about it"
                         for kind, word in WORDS.items() if not says(shown, word)]
        fail_if(seeing.wrong)
        asked = sum(len(one.answers) for one in (before, after, blind, seeing))
        print(f"{asked} answers of {len(table())} routes to {len(every_role)} roles and to nobody")


with tempfile.TemporaryDirectory() as place:
    main(pathlib.Path(place))
