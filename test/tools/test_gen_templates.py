"""What the compiler of templates writes, and what it refuses: escaping by place, fields that do not exist, blocks left open."""
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "tools"))
import gen_templates  # noqa: E402
from templates.mistake import Mistake  # noqa: E402

VIEWS = """
record Page
  title   text
record Mark
  letter  text
view Test
  name    text
  link    url
  total   number
  open    flag
  marks   many Mark
  words   many text
  first   one Mark
"""


def compiled(**templates):
    """The C of the page "page" (its first line added), among the other templates given."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / "test.view"]
        paths[0].write_text(VIEWS)
        templates["page"] = "{# view: Test #}" + templates["page"]
        for name, text in templates.items():
            paths.append(Path(folder) / f"{name}.html")
            paths[-1].write_text(text)
        pages, texts = gen_templates.compile_pages(paths)
        compiled.texts = texts
        return "\n".join(line.strip() for line in pages[0][2])


# Where a value stands, and how it is written there.
WRITTEN = [
    ("<p>{{ view.name }}</p>", "sk_markup_mixed(out, page->language, view->name);"),
    ('<p lang="{{ view.name }}">{{ view.name }}</p>',
     "sk_markup_text(out, view->name);\ng_string_append_len(out, \"</p>\""),
    ('<p{% if view.open %} lang="ko"{% endif %}><b>{{ view.name }}</b></p>', "sk_markup_text(out, view->name);"),
    ('<html lang="{{ view.name }}"><body><p lang="ko"></p>{{ view.name }}</body></html>',
     "sk_markup_mixed(out, page->language, view->name);"),
    ("<svg><text>{{ view.name }}</text></svg>", "sk_markup_text(out, view->name);"),
    ("<title>{{ view.name }}</title>", "sk_markup_text(out, view->name);"),
    ('<p class="a {{ view.name }}"></p>', "sk_markup_text(out, view->name);"),
    ('<a href="{{ view.link }}"></a>', "sk_markup_address(out, view->link);"),
    ('<a href="/people/{{ view.name }}"></a>', "sk_markup_address_part(out, view->name);"),
    ('<a href="?q={{ view.name }}"></a>', "sk_markup_address_part(out, view->name);"),
    ("<p>{{ view.total }}</p>", "sk_markup_number(out, view->total);"),
    ("<p>{{ view.total|grouped }}</p>", "sk_markup_grouped(out, view->total);"),
    ('<p>{{ _("Search") }}</p>', 'sk_markup_mixed(out, page->language, sk_text(page->language, "Search"));'),
    ("{% if view.name %}<p></p>{% endif %}", "if (sk_markup_says(view->name)) {"),
    ("{% if view.marks and not view.open %}{% endif %}", "if (((view->marks)->len > 0 && !(view->open))) {"),
    ("{% for m in view.marks %}{{ m.letter }}{% endfor %}", "sk_markup_mixed(out, page->language, m_1->letter);"),
    ("{% for w in view.words %}{{ loop.index }}{% endfor %}", "sk_markup_number(out, (i1 + 1));"),
    ("{% set f = view.first %}{{ f.letter }}", "sk_markup_mixed(out, page->language, view->first->letter);"),
    ('{% if view.name == "x" %}{% endif %}', 'if ((g_strcmp0(view->name, "x") == 0)) {'),
    ("{% macro m(x) %}<b>{{ x.letter }}</b>{% endmacro %}{{ m(view.first) }}",
     "sk_markup_mixed(out, page->language, view->first->letter);"),
    ("<input{% if view.open %} checked{% endif %}>", "if (view->open) {"),
    ("{% trans n=view.total|grouped %}{{ n }} list{% pluralize %}{{ n }} lists{% endtrans %}",
     'sk_text_plural(page->language, "%(n)s list", "%(n)s lists", view->total)'),
]

# What is refused, and what the message says.
REFUSED = [
    ("<script>{{ view.name }}</script>", "inside <script>"),
    ("<style>{{ view.name }}</style>", "inside <style>"),
    ("<p class={{ view.name }}></p>", "without quotes"),
    ("<p class='{{ view.name }}'></p>", "double quotes"),
    ("<p {{ view.name }}></p>", "not inside a tag"),
    ("<!-- {{ view.name }} -->", "not in a comment"),
    ('<p onclick="{{ view.name }}"></p>', 'attribute "onclick"'),
    ('<p style="{{ view.name }}"></p>', 'attribute "style"'),
    ('<a href="{{ view.name }}"></a>', "must be a field of type url"),
    ('<a href="https://x/{{ view.name }}"></a>', "must begin with"),
    ('<a href="//{{ view.name }}"></a>', "must begin with"),
    ('<a href="{{ view.link }}">', "<a> is not closed"),
    ("<p><b></p>", "</p> closes <b>"),
    ("{% if view.open %}<p>{% endif %}</p>", "end in different places"),
    ("{% for m in view.marks %}<p>{% endfor %}", "end in different places"),
    ("{{ view.nothing }}", 'Test has no field "nothing"'),
    ("{{ view.first.nothing }}", 'Mark has no field "nothing"'),
    ("{{ nothing }}", 'there is no "nothing" here'),
    ("{{ view.marks }}", "cannot be shown"),
    ("{{ view.open }}", "flag cannot be shown"),
    ("{% for m in view.name %}{% endfor %}", "text is not a list"),
    ("{{ view.name|safe }}", 'no filter "safe"'),
    ("{{ view.name.upper() }}", "no function or macro"),
    ("{{ _(view.name) }}", "a text for people is written out"),
    ('{% include "nowhere.html" %}', 'no template "nowhere.html"'),
    ("{% if view.open == view.name %}{% endif %}", "cannot be compared"),
    ("a < b", "write &lt;"),
]


class Compiling(unittest.TestCase):
    def test_a_value_is_written_by_where_it_stands(self):
        for template, wanted in WRITTEN:
            with self.subTest(template):
                self.assertIn(wanted, compiled(page=template))

    def test_what_could_do_harm_or_cannot_be_is_refused(self):
        for template, wanted in REFUSED:
            with self.subTest(template), self.assertRaises(Mistake) as caught:
                compiled(page=template)
            self.assertIn(wanted, str(caught.exception))

    def test_mistakes_name_file_and_line(self):
        for template in ("<p>\n\n{{ view.nothing }}</p>", "\n\n{% if view.open %}", "\n\n<p></b>"):
            with self.subTest(template), self.assertRaises(Mistake) as caught:
                compiled(page=template)
            self.assertRegex(str(caught.exception), r"page\.html:3: ")

    def test_mistakes_in_a_part_name_the_part(self):
        with self.assertRaises(Mistake) as caught:
            compiled(page='{% include "part.html" %}', part="\n{{ view.nothing }}")
        self.assertIn("part.html:2: ", str(caught.exception))

    def test_a_page_fills_the_blocks_of_its_layout(self):
        layout = "<main>{% block body %}empty{% endblock %}</main>"
        code = compiled(page='{% extends "layout.html" %}{% block body %}{{ view.name }}{% endblock %}', layout=layout)
        self.assertNotIn("empty", code)
        self.assertLess(code.index("<main>"), code.index("view->name"))

    def test_macros_come_from_other_templates(self):
        code = compiled(page='{% from "parts.html" import mark %}{% for m in view.marks %}{{ mark(m) }}{% endfor %}',
                        parts="{% macro mark(m) %}<i>{{ m.letter }}</i>{% endmacro %}")
        self.assertIn("sk_markup_mixed(out, page->language, m_1->letter);", code)

    def test_a_piece_has_a_function_of_its_own(self):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "tongue.html"
            path.write_text('{# piece #}\n<i lang="{{ tongue }}">{{ piece }}</i>\n')
            (name, body), = gen_templates.compile_pieces([path])
        self.assertEqual(name, "tongue")
        self.assertEqual([line.strip() for line in body], [
            'g_string_append_len(out, "<i lang=\\"", 9);', "sk_markup_text(out, tongue);",
            'g_string_append_len(out, "\\">", 2);', "sk_markup_piece(out, piece, length);",
            'g_string_append_len(out, "</i>", 4);'])

    def test_texts_are_listed_with_their_lines(self):
        compiled(page='\n{{ _("One") }}\n{% trans %}Two{% endtrans %}')
        self.assertEqual([(t.line, t.singular) for t in compiled.texts], [(2, "One"), (3, "Two")])

    def test_fields_of_views_are_checked(self):
        with tempfile.TemporaryDirectory() as folder:
            for text, wanted in (("view A\n  x nothing\n", "a.view:2: write:"), ("view A\n  x many B\n", "a.view:2: there is no record B"),
                                 ("view A\n  x text\n  x text\n", "a.view:3: the field x stands twice"),
                                 ("  x text\n", "a.view:1: a field before")):
                path = Path(folder) / "a.view"
                path.write_text(text)
                with self.subTest(text), self.assertRaises(Mistake) as caught:
                    gen_templates.views.read([path])
                self.assertIn(wanted, str(caught.exception))


if __name__ == "__main__":
    unittest.main()
