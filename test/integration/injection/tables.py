"""Routes and their fields, read from the tables that the program is made of: what is asked by them cannot forget a new one."""
import pathlib
import re

ROOT = pathlib.Path(__file__).parents[3]
MOST = 500  # characters of a text whose row says no other number (src/http/form.h)


def routes():
    """(method, pattern, name of the form or NULL)"""
    return re.findall(r'^ROUTE\((\w+),\s*"([^"]+)",\s*(\w+),', (ROOT / "src/web/routes.def").read_text(), re.M)


def roles():
    return re.findall(r'^ROLE\(\d+, \w+, "([a-z-]+)"', (ROOT / "src/access/role.def").read_text(), re.M)


def number(word, source):
    """A number of a table: written there, or by the name that its file gives it."""
    named = re.search(rf"#define {word} (\d+)", source)
    return int(named.group(1) if named else word) if named or word.isdigit() else MOST


def rows(body, source):
    """(field, kind, the most characters it takes)"""
    if "role.def" in body:
        return [(role, "FLAG", 0) for role in roles()]
    found = [(name, kind, number((re.search(r"\.most = (\w+)", rest) or [0, str(MOST)])[1], source))
             for name, kind, rest in re.findall(r'\{ "([^"]+)", SK_FIELD_(\w+)([^}]*)\}', body)]
    assert len(found) == body.count("SK_FIELD_"), f"a field is written in a way that is not understood here: {body}"
    return found


def forms():
    """name of a form -> its rows"""
    told = {}
    for path in (ROOT / "src/web/pages").glob("*.c"):
        source = path.read_text()
        for name, body in re.findall(r"^const SkFormField (\w+)\[\] = \{(.*?)\{ NULL \}", source, re.S | re.M):
            told[name] = rows(body, source)
    missing = {form for _method, _pattern, form in routes() if form != "NULL"} - set(told)
    assert not missing, f"fields of these forms were not found: {missing}"
    return told
