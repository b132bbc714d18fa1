"""View files: what each page shows, typed. A template may use these fields and no others.

    # A comment.
    record PersonName
      written  text            # a comment
      marks    many text
    view Person
      names    many PersonName
      total    number

Types: text (UTF-8 or nothing), url (an address within saikai, beginning with / or #), number, flag, one RECORD, many RECORD, many text.
Each record and view becomes a C struct SkView<Name> that owns what it holds, with _new, _free and, for each `many`
field of records, sk_view_<name>_add_<field>, which appends an empty record and returns it.
"""
import re

from templates.mistake import Mistake

SIMPLE = {"text": "char *", "url": "char *", "number": "int64_t ", "flag": "gboolean "}


class Field:
    def __init__(self, name, kind, of, note, path, line):
        self.name, self.kind, self.of, self.note, self.path, self.line = name, kind, of, note, path, line

    @property
    def type(self):
        return (self.kind, self.of) if self.of else self.kind


class Record:
    def __init__(self, name, is_view, note, path, line):
        self.name, self.is_view, self.note, self.path, self.line = name, is_view, note, path, line
        self.fields = {}

    @property
    def c_type(self):
        return "SkView" + self.name

    @property
    def c_name(self):
        return "sk_view_" + snake(self.name)


def snake(name):
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


def read(paths):
    """All records of the files, in order, with every type checked. Raises Mistake."""
    records = {}
    for path in paths:
        _read_one(path, records)
    for record in records.values():
        for field in record.fields.values():
            if field.of and field.of != "text" and field.of not in records:
                raise Mistake(field.path, field.line, f"there is no record {field.of}")
    return records


def _read_one(path, records):
    record, note = None, []
    with open(path, encoding="utf-8") as file:
        lines = file.read().split("\n")
    for number, line in enumerate(lines, 1):
        content, _, comment = line.partition("#")
        words = content.split()
        if not words:
            note = note + [comment.strip()] if comment else []
            continue
        if not line.startswith(" "):
            if len(words) != 2 or words[0] not in ("record", "view") or not re.fullmatch(r"[A-Z][A-Za-z]*", words[1]):
                raise Mistake(path, number, "write: record Name, or view Name")
            if words[1] in records:
                raise Mistake(path, number, f"{words[1]} stands twice")
            record = records[words[1]] = Record(words[1], words[0] == "view", " ".join(note), path, number)
        elif record is None:
            raise Mistake(path, number, "a field before the first record")
        else:
            _read_field(record, words, comment.strip(), path, number)
        note = []


def _read_field(record, words, comment, path, line):
    name, kind, of = words[0], words[1] if len(words) > 1 else "", words[2] if len(words) > 2 else None
    good = (kind in SIMPLE and of is None) or (kind in ("one", "many") and of is not None)
    if not good or len(words) > 3 or not re.fullmatch(r"[a-z][a-z_0-9]*", name):
        raise Mistake(path, line, "write: field_name type, where the type is one of %s, one Record, many Record, many text"
                      % ", ".join(SIMPLE))
    if name in record.fields:
        raise Mistake(path, line, f"the field {name} stands twice in {record.name}")
    record.fields[name] = Field(name, kind, of, comment, path, line)


def _member(field):
    if field.kind == "many":
        return f"GPtrArray *{field.name}; /* {'char' if field.of == 'text' else 'SkView' + field.of} */"
    text = (f"SkView{field.of} *" if field.kind == "one" else SIMPLE[field.kind]) + field.name + ";"
    return text + (f" /* {field.note} */" if field.note else "")


def header(records, notice):
    out = [notice, "#pragma once", "", "#include <glib.h>", "#include <stdint.h>", ""]
    out += [f"typedef struct {r.c_type} {r.c_type};" for r in records.values()]
    for r in records.values():
        out += ["", f"/* {r.note} */" if r.note else "", f"struct {r.c_type} {{"]
        out += ["  " + _member(field) for field in r.fields.values()]
        out += ["};", f"{r.c_type} *{r.c_name}_new(void);", f"void {r.c_name}_free({r.c_type} *self);",
                f"G_DEFINE_AUTOPTR_CLEANUP_FUNC({r.c_type}, {r.c_name}_free)"]
        out += [f"SkView{f.of} *{r.c_name}_add_{f.name}({r.c_type} *self);" for f in _lists(r)]
    return "\n".join(out) + "\n"


def _lists(record):
    return [f for f in record.fields.values() if f.kind == "many" and f.of != "text"]


def _new_body(record):
    for f in record.fields.values():
        if f.kind == "many":
            clear = "g_free" if f.of == "text" else f"(GDestroyNotify)sk_view_{snake(f.of)}_free"
            yield f"  self->{f.name} = g_ptr_array_new_with_free_func({clear});"


def _free_body(record):
    for f in record.fields.values():
        if f.kind in ("text", "url"):
            yield f"  g_free(self->{f.name});"
        elif f.kind == "many":
            yield f"  g_ptr_array_unref(self->{f.name});"
        elif f.kind == "one":
            yield f"  sk_view_{snake(f.of)}_free(self->{f.name});"


def source(records, notice, header_name):
    out = [notice, f'#include "{header_name}"']
    for r in records.values():
        out += ["", f"{r.c_type} *{r.c_name}_new(void) {{", f"  {r.c_type} *self = g_new0({r.c_type}, 1);",
                *_new_body(r), "  return self;", "}", "",
                f"void {r.c_name}_free({r.c_type} *self) {{", "  if (self == NULL)", "    return;",
                *_free_body(r), "  g_free(self);", "}"]
        for f in _lists(r):
            out += ["", f"SkView{f.of} *{r.c_name}_add_{f.name}({r.c_type} *self) {{",
                    f"  SkView{f.of} *row = sk_view_{snake(f.of)}_new();", f"  g_ptr_array_add(self->{f.name}, row);",
                    "  return row;", "}"]
    return "\n".join(out) + "\n"
