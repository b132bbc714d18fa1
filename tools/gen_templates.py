#!/usr/bin/env python3
"""Turns web/views/*.view and web/templates/*.html into C: typed views, and one function a page that writes it, escaped.

Templates are written in Jinja's language and parsed by Jinja's parser; what they may use is said in docs/howto/page.md.
A template that renders a view says which in its first line: {# view: Person #}. One that begins with {# piece #} is put round what
is marked within a text (markup.h), by a function of its own: void sk_markup_NAME(out, tongue, piece, length). Values are escaped by
where they stand (tools/templates/html_state.py); there is no way to write one unescaped. Mistakes are reported as file:line: what is wrong.

Usage: gen_templates.py views HEADER SOURCE FILE.view...
       gen_templates.py pages HEADER SOURCE FILE.view... FILE.html...
       gen_templates.py texts OUTPUT FILE.view... FILE.html...      a listing in C for xgettext
"""
import re
import sys
from pathlib import Path

from templates import views
from templates.compiler import Compiler, Folder
from templates.expression import Value, c_string
from templates.mistake import Mistake

NOTICE = "/* Made by tools/gen_templates.py; do not edit. */"


def entry_record(path, records):
    """The view that a template renders, or None for layouts and parts."""
    match = re.match(r"\{#\s*view:\s*(\w+)\s*#\}", path.read_text(encoding="utf-8"))
    if not match:
        return None
    if match[1] not in records or not records[match[1]].is_view:
        raise Mistake(path, 1, f"there is no view {match[1]}")
    return records[match[1]]


def compile_pieces(paths):
    """Every template that stands round a piece of a text, as (name, lines of its body)."""
    folder = Folder([path for path in paths if path.suffix == ".html"])
    names = {"tongue": Value("text", "tongue"), "piece": Value("piece", "piece, length")}
    return [(path.stem, Compiler({}, folder).template(path, names)) for path in folder.paths.values()
            if path.read_text(encoding="utf-8").startswith("{# piece #}")]


def compile_pages(paths):
    """Every page as (name, record, lines of its body), and the texts of all, in order."""
    records = views.read([path for path in paths if path.suffix == ".view"])
    folder = Folder([path for path in paths if path.suffix == ".html"])
    pages, texts = [], []
    for path in folder.paths.values():
        record = entry_record(path, records)
        if record:
            compiler = Compiler(records, folder)
            pages.append((path.stem, record, compiler.page(path, record)))
            texts += compiler.texts
    return pages, texts


def declaration(name, record):
    return f"GString *sk_render_{name}(const SkViewPage *page, const {record.c_type} *view)"


def write_pages(header, source, paths):
    pages, _ = compile_pages(paths)
    lines = [NOTICE, "#pragma once", "", '#include "web/views.h"', ""]
    lines += ["/* HTML; the caller frees. */"] + [declaration(name, record) + ";" for name, record, _ in pages]
    header.write_text("\n".join(lines) + "\n", encoding="utf-8")
    lines = [NOTICE, f'#include "web/{header.name}"', "", '#include "web/markup.h"', '#include "web/texts.h"']
    for name, record, body in pages:
        lines += ["", declaration(name, record) + " {", "  GString *out = g_string_sized_new(16384);", "  (void)view;",
                  *body, "  return out;", "}"]
    for name, body in compile_pieces(paths):
        lines += ["", f"void sk_markup_{name}(GString *out, const char *tongue, const char *piece, gsize length) {{", *body, "}"]
    source.write_text("\n".join(lines) + "\n", encoding="utf-8")


def write_views(header, source, paths):
    records = views.read(paths)
    header.write_text(views.header(records, NOTICE), encoding="utf-8")
    source.write_text(views.source(records, NOTICE, f"web/{header.name}"), encoding="utf-8")


def write_texts(output, paths):
    lines, seen = [], set()
    for text in compile_pages(paths)[1]:
        key = (str(text.path), text.line, text.context, text.singular)
        if key in seen:
            continue
        seen.add(key)
        lines.append(f'#line {text.line} "{text.path}"')
        if text.plural is not None:
            lines.append(f"sk_text_plural(0, {c_string(text.singular)}, {c_string(text.plural)}, 0);")
        elif text.context is not None:
            lines.append(f"sk_text_in(0, {c_string(text.context)}, {c_string(text.singular)});")
        else:
            lines.append(f"sk_text(0, {c_string(text.singular)});")
    output.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main(arguments):
    what, *rest = arguments
    paths = [Path(argument) for argument in rest]
    try:
        if what == "views":
            write_views(paths[0], paths[1], paths[2:])
        elif what == "pages":
            write_pages(paths[0], paths[1], paths[2:])
        elif what == "texts":
            write_texts(paths[0], paths[1:])
        else:
            sys.exit(__doc__)
    except Mistake as mistake:
        sys.exit(str(mistake))


if __name__ == "__main__":
    main(sys.argv[1:])
