#!/usr/bin/env python3
"""Turns sql/queries/<area>.sql into typed C (store/queries/<area>.h and .c), and the migrations into C tables.

The format of a query file is described in src/store/statement.h. Every mistake is reported as file:line: what is wrong.
Usage: gen_queries.py area FILE.sql HEADER SOURCE | index SOURCE FILE.sql... | schema SOURCE MIGRATION.sql...
       gen_queries.py dialect HEADER FILE.sql | list DIRECTORY
"""
import hashlib
import re
import sys
from pathlib import Path

TYPES = {"int64": "i", "real": "d", "text": "t", "blob": "b"}
KINDS = ("many", "one", "exec")
READS = {"door": "SK_ACCESS_DOOR", "system": "SK_ACCESS_SYSTEM", "writes": "SK_ACCESS_WRITE"}
SEEN = {"label": "SK_SEEN_BY_LABEL", "clearance": "SK_SEEN_BY_CLEARANCE", "all": "SK_SEEN_BY_ALL",
        "nobody": "SK_SEEN_BY_NOBODY"}
NOTICE = "/* Made by tools/gen_queries.py from %s; do not edit. */\n"


class Mistake(Exception):
    def __init__(self, path, line, text):
        super().__init__(f"{path}:{line}: {text}")


class Value:
    """One parameter or column: its name, type and whether it may be NULL."""

    def __init__(self, name, kind, nullable):
        self.name, self.kind, self.nullable = name, kind, nullable

    @property
    def letter(self):
        letter = TYPES[self.kind]
        return letter.upper() if self.nullable else letter

    @property
    def by_pointer(self):
        return self.nullable and self.kind in ("int64", "real")


class Query:
    def __init__(self, path, line, name, kind):
        self.path, self.line, self.name, self.kind = path, line, name, kind
        self.note, self.reads, self.inputs, self.outputs, self.sql = [], "door", [], [], []

    @property
    def text(self):
        return " ".join(" ".join(self.sql).split()).rstrip(";").strip()

    @property
    def row(self):
        return "Skq" + "".join(part.capitalize() for part in self.name.split("_"))

    @property
    def handle(self):
        return {"door": "SkDb *db", "system": "SkSystem *system", "writes": "SkWork *work"}[self.reads]

    @property
    def db(self):
        return {"door": "db", "system": "sk_system_db(system)", "writes": "sk_work_db(work)"}[self.reads]


def values_of(path, line, text):
    values = []
    for part in filter(None, (piece.strip() for piece in text.split(","))):
        match = re.fullmatch(r"([a-z][a-z0-9_]*) (\w+)(\??)", part)
        if match is None or match[2] not in TYPES:
            raise Mistake(path, line, f"'{part}' is not 'name type', type one of {', '.join(TYPES)}, '?' if NULL may stand there")
        values.append(Value(match[1], match[2], match[3] == "?"))
    return values


def parse(path):
    queries, query = [], None
    for number, line in enumerate(Path(path).read_text(encoding="utf-8").splitlines(), 1):
        head = re.fullmatch(r"-- name: (\S+) :(\S+)", line.strip())
        if head:
            if head[2] not in KINDS or not re.fullmatch(r"[a-z][a-z0-9_]*", head[1]):
                raise Mistake(path, number, f"'{line}' is not '-- name: snake_case :{'|'.join(KINDS)}'")
            if any(other.name == head[1] for other in queries):
                raise Mistake(path, number, f"there is a query {head[1]} already")
            query = Query(path, number, head[1], head[2])
            queries.append(query)
        elif query is None:
            if line.strip() and not line.startswith("--"):
                raise Mistake(path, number, "SQL before the first '-- name:'")
        else:
            take_line(path, number, line, query)
    for query in queries:
        check(query)
    return queries


def take_line(path, number, line, query):
    if line.startswith("-- reads: "):
        query.reads = line[len("-- reads: "):].strip()
        if query.reads not in READS:
            raise Mistake(path, number, f"reads: {query.reads} is none of {', '.join(READS)}")
    elif line.startswith("-- in:"):
        query.inputs += values_of(path, number, line[len("-- in:"):])
    elif line.startswith("-- out:"):
        query.outputs += values_of(path, number, line[len("-- out:"):])
    elif line.startswith("--"):
        query.note.append(line[2:].strip())
    else:
        query.sql.append(line)


def check(query):
    def wrong(text):
        raise Mistake(query.path, query.line, f"{query.name}: {text}")

    sql = query.text
    if not sql:
        wrong("has no SQL")
    if ";" in sql:
        wrong("is more than one statement")
    used = {int(n) for n in re.findall(r"\?(\d+)", sql)}
    if used != set(range(1, len(query.inputs) + 1)):
        wrong(f"uses parameters {sorted(used)} and declares {len(query.inputs)}")
    names = [value.name for value in query.outputs]
    if len(set(names)) != len(names):
        wrong("two columns have one name")
    if (query.kind == "exec") == bool(query.outputs):
        wrong("':exec' has no 'out:', the others have one")
    is_write = re.match(r"(INSERT|UPDATE|DELETE)\b", sql) is not None
    if is_write != (query.reads == "writes"):
        wrong("'reads: writes' goes with INSERT, UPDATE and DELETE, and only with them")
    if query.kind == "exec" and not is_write:
        wrong("':exec' is for INSERT, UPDATE and DELETE")
    if query.reads == "door":
        own = re.findall(r"\b([a-z_]+)\s*(?:\([^)]*\))?\s+AS\s+\(", sql)
        past = [table for table in re.findall(r"\b(?:FROM|JOIN)\s+([a-z_]+)", sql)
                if not table.startswith("seen_") and table not in own]
        if past:
            wrong(f"reads {', '.join(past)} past the door: use seen_ views, or say 'reads: system'")


def c_type(value, owned):
    if value.kind == "text":
        return "char *" if owned else "const char *"
    return {"int64": "int64_t ", "real": "double ", "blob": "SkBytes "}[value.kind]


def parameter(value):
    return f"const {c_type(value, False)}*{value.name}" if value.by_pointer else f"{c_type(value, False)}{value.name}"


def signature(query):
    parts = [query.handle] + [parameter(value) for value in query.inputs]
    if query.kind == "exec":
        parts.append("int64_t *ret_changed")
    else:
        parts.append(f"{query.row} *ret_{'rows' if query.kind == 'many' else 'row'}")
    if query.kind == "one":
        parts.append("gboolean *ret_found")
    return f"gboolean skq_{query.name}({', '.join(parts)}, GError **error)"


def fields(query):
    for value in query.outputs:
        yield f"  {c_type(value, query.kind == 'one')}{value.name};\n"
        if value.by_pointer:
            yield f"  gboolean has_{value.name};\n"


def header(path, queries):
    out = [NOTICE % path, "#pragma once\n\n#include \"store/work.h\"\n"]
    for query in queries:
        note = " ".join(query.note)
        out.append(f"\n/* {note} */\n" if note else "\n")
        if query.kind != "exec":
            cursor = "  SkCursor cursor;\n" if query.kind == "many" else ""
            out.append(f"typedef struct {{\n{cursor}{''.join(fields(query))}}} {query.row};\n")
        out.append(signature(query) + ";\n")
        if query.kind == "many":
            out.append(f"gboolean skq_{query.name}_next({query.row} *rows, GError **error);\n")
        if query.kind != "exec":
            out.append(f"void skq_{query.name}_clear({query.row} *rows);\n"
                       f"G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC({query.row}, skq_{query.name}_clear)\n")
        out.append(f"extern const SkStatement skq_{query.name}_statement;\n")
    return "".join(out)


def bind(value):
    name = value.name
    if value.kind in ("int64", "real"):
        member = "integer" if value.kind == "int64" else "real"
        made = f"(SkValue){{ .type = '{TYPES[value.kind]}', .{member} = {'*' if value.nullable else ''}{name} }}"
        return f"{name} == NULL ? (SkValue){{ 0 }} : {made}" if value.nullable else made
    if value.kind == "text":
        return f"{name} == NULL ? (SkValue){{ 0 }} : (SkValue){{ .type = 't', .bytes = {{ {name}, strlen({name}) }} }}"
    made = f"(SkValue){{ .type = 'b', .bytes = {name} }}"
    return f"{name}.data == NULL ? (SkValue){{ 0 }} : {made}" if value.nullable else made


def read(value, column, owned):
    getter = {"int64": "int64", "real": "real", "text": "text", "blob": "bytes"}[value.kind]
    call = f"sk_cursor_{getter}(cursor, {column})"
    if owned and value.kind == "text":
        call = f"g_strdup({call})"
    if owned and value.kind == "blob":
        call = f"sk_bytes_copy({call})"
    has = f"  row->has_{value.name} = !sk_cursor_is_null(cursor, {column});\n" if value.by_pointer else ""
    return f"{has}  row->{value.name} = {call};\n"


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


MANY = """%(signature)s {
%(values)s  return sk_statement_start(%(db)s, %(statement)s, %(given)s, &ret_rows->cursor, error);
}
gboolean skq_%(name)s_next(%(row)s *rows, GError **error) {
  if (!sk_cursor_next(&rows->cursor, error))
    return FALSE;
  read_%(name)s(&rows->cursor, rows);
  return TRUE;
}
void skq_%(name)s_clear(%(row)s *rows) {
  sk_cursor_clear(&rows->cursor);
}
"""

ONE = """%(signature)s {
%(values)s  SkCursor cursor;
  GError *failed = NULL;
  if (!sk_statement_start(%(db)s, %(statement)s, %(given)s, &cursor, error))
    return FALSE;
  gboolean found = sk_cursor_next(&cursor, &failed);
  if (found) {
    skq_%(name)s_clear(ret_row);
    read_%(name)s(&cursor, ret_row);
  }
  sk_cursor_clear(&cursor);
  if (failed != NULL) {
    g_propagate_error(error, failed);
    return FALSE;
  }
  *ret_found = found;
  return TRUE;
}
void skq_%(name)s_clear(%(row)s *rows) {
%(frees)s}
"""

EXEC = """%(signature)s {
%(values)s  return sk_statement_run(%(db)s, %(statement)s, %(given)s, ret_changed, error);
}
"""


def freeing(query):
    calls = {"text": "  g_clear_pointer(&rows->%s, g_free);\n", "blob": "  sk_bytes_clear(&rows->%s);\n"}
    return "".join(calls[value.kind] % value.name for value in query.outputs if value.kind in calls) or "  (void)rows;\n"


def source(path, area, queries):
    out = [NOTICE % path, f'#include "store/queries/{area}.h"\n\n#include <string.h>\n']
    for query in queries:
        values = ", ".join(bind(value) for value in query.inputs)
        parts = {
            "name": query.name, "row": query.row, "signature": signature(query), "db": query.db,
            "statement": f"&skq_{query.name}_statement", "given": "values" if values else "NULL",
            "values": f"  const SkValue values[] = {{ {values} }};\n" if values else "", "frees": freeing(query),
        }
        letters = ["".join(value.letter for value in side) for side in (query.inputs, query.outputs)]
        out.append(f'\nconst SkStatement skq_{query.name}_statement = {{ "{query.name}",\n  {quoted(query.text)},\n'
                   f'  "{letters[0]}", "{letters[1]}", {READS[query.reads]}, {"TRUE" if query.kind == "many" else "FALSE"} }};\n')
        if query.kind != "exec":
            reads = "".join(read(value, i, query.kind == "one") for i, value in enumerate(query.outputs))
            out.append(f"static void read_{query.name}(const SkCursor *cursor, {query.row} *row) {{\n{reads}}}\n")
        out.append({"many": MANY, "one": ONE, "exec": EXEC}[query.kind] % parts)
    return "".join(out)


def index(paths):
    names = [query.name for path in sorted(paths) for query in parse(path)]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise Mistake("sql/queries", 1, f"two files define {', '.join(twice)}")
    externs = "".join(f"extern const SkStatement skq_{name}_statement;\n" for name in names)
    rows = "".join(f"  &skq_{name}_statement,\n" for name in names)
    return (NOTICE % "sql/queries" + '#include "store/statement.h"\n\n' + externs +
            f"static const SkStatement *const statements[] = {{\n{rows}}};\n"
            "const SkStatement *const *sk_statement_all(gsize *ret_count) {\n"
            "  *ret_count = G_N_ELEMENTS(statements);\n  return statements;\n}\n")


def tables_of(path, text):
    """(table, rule) of each CREATE TABLE; the rule is the '-- seen by' right before it. (table, None) where one is dropped."""
    rule, found = None, []
    for number, line in enumerate(text.splitlines(), 1):
        said = re.fullmatch(r"-- seen by (\w+)", line.strip())
        rule = said[1] if said else rule
        dropped = re.match(r"DROP TABLE (\w+)", line)
        if dropped:
            found.append((dropped[1], None))
        made = re.match(r"CREATE TABLE (\w+)", line)
        if made:
            if rule not in SEEN:
                raise Mistake(path, number, f"table {made[1]} does not say by whom it is seen ({', '.join(SEEN)})")
            found.append((made[1], rule))
            rule = None
    return found


def statements_of(text):
    """The statements of a migration, without comments."""
    bare = re.sub(r"--[^\n]*", "", text)
    return [" ".join(part.split()) for part in bare.split(";") if part.strip()]


def indexes_after(indexes, statement):
    """(table, name, statement) of the indexes of all rows there are when a migration's statement has run."""
    made = re.match(r"CREATE (?:UNIQUE )?INDEX (\w+) ON (\w+)", statement)
    dropped = re.match(r"DROP (INDEX|TABLE) (\w+)", statement)
    if made and " WHERE " not in statement:
        return [*indexes, (made[2], made[1], statement)]
    return [one for one in indexes if not dropped or dropped[2] != one[dropped[1] == "INDEX"]]


def schema(paths):
    out, tables, rows, indexes = [NOTICE % "sql/migrations", '#include "store/migrate.h"\n\n'], [], [], []
    for number, path in enumerate(sorted(paths), 1):
        name, text = Path(path).stem, Path(path).read_text(encoding="utf-8")
        if not re.fullmatch(r"%04d_[a-z_]+" % number, name):
            raise Mistake(path, 1, f"migrations are numbered without a gap; this one should begin with {number:04d}_")
        for table, rule in tables_of(path, text):
            tables = tables + [(table, rule)] if rule else [one for one in tables if one[0] != table]
        for statement in statements_of(text):
            indexes = indexes_after(indexes, statement)
        made = "".join(f"  {quoted(statement)},\n" for statement in statements_of(text))
        out.append(f"static const char *const statements_{number}[] = {{\n{made}  NULL\n}};\n")
        digest = hashlib.blake2b(text.encode(), digest_size=32).hexdigest()
        rows.append(f'  {{ {number}, "{name}", "{digest}", statements_{number} }},\n')
    seen = "".join(f'  {{ "{table}", {SEEN[rule]} }},\n' for table, rule in tables)
    listed = "".join(f'  {{ "{table}", "{name}", {quoted(statement)} }},\n' for table, name, statement in indexes)
    out.append(f"const SkMigration sk_migrations[] = {{\n{''.join(rows)}}};\n"
               "const gsize sk_migration_count = G_N_ELEMENTS(sk_migrations);\n"
               f"const SkTable sk_tables[] = {{\n{seen}}};\nconst gsize sk_table_count = G_N_ELEMENTS(sk_tables);\n"
               f"const SkIndex sk_indexes[] = {{\n{listed}}};\nconst gsize sk_index_count = G_N_ELEMENTS(sk_indexes);\n")
    return "".join(out)


def dialect(path):
    """Named texts that only one engine is told, as C strings sk_<engine>_<name>."""
    engine, out, name, lines = Path(path).stem, [NOTICE % f"sql/dialect/{Path(path).name}"], None, []

    def finish():
        if name:
            out.append(f"static const char sk_{engine}_{name}[] = {quoted(' '.join(' '.join(lines).split()))};\n")

    for line in Path(path).read_text(encoding="utf-8").splitlines():
        head = re.fullmatch(r"-- name: ([a-z_]+)", line.strip())
        if head:
            finish()
            name, lines = head[1], []
        elif not line.startswith("--"):
            lines.append(line)
    finish()
    return "".join(out)


def main(arguments):
    try:
        if arguments[0] == "area":
            path, to_header, to_source = arguments[1:]
            queries, said = parse(path), f"sql/queries/{Path(path).name}"
            Path(to_header).write_text(header(said, queries), encoding="utf-8")
            Path(to_source).write_text(source(said, Path(path).stem, queries), encoding="utf-8")
        elif arguments[0] == "index":
            Path(arguments[1]).write_text(index(arguments[2:]), encoding="utf-8")
        elif arguments[0] == "schema":
            Path(arguments[1]).write_text(schema(arguments[2:]), encoding="utf-8")
        elif arguments[0] == "list":
            print("\n".join(str(path) for path in sorted(Path(arguments[1]).glob("*.sql"))))
        elif arguments[0] == "dialect":
            Path(arguments[1]).write_text(dialect(arguments[2]), encoding="utf-8")
        else:
            raise Mistake("gen_queries.py", 1, f"'{arguments[0]}' is none of area, index, schema")
    except Mistake as mistake:
        sys.exit(str(mistake))


if __name__ == "__main__":
    main(sys.argv[1:])
