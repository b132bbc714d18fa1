#!/usr/bin/env python3
"""What the checks under tools/ see in a piece of source: tables of text and finding."""
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / 'tools'))
import check_layers  # noqa: E402
import check_source  # noqa: E402
import check_tidy  # noqa: E402
from c_source import Source  # noqa: E402

LONG = 'int f(void) {\n' + '  g();\n' * 60 + '}\n'
HANDLER = 'int f(void) {\n' + '  g();\n' * 40 + '}\n'
TABLE = 'void f(void) {\n  static const int a[] = {\n' + '    1,\n' * 80 + '  };\n  g(a);\n}\n'
MANY_WAYS = 'int f(int a) {\n' + '  if (a) a++;\n' * 21 + '}\n'
DEEP = 'void f(void) {\n  if (a) {\n    for (;;) {\n      while (b) {\n        if (c) {\n' \
    '          d();\n        }\n      }\n    }\n  }\n}\n'

# file, its text, a word of the finding; None: nothing is to be found
ROWS = [
    ('src/base/a.c', 'int f(void) {\n  return 1;\n}\n', None),
    ('src/base/a.c', LONG, 'f has 62 lines, at most 60'),
    ('src/web/pages/a.c', HANDLER, 'f has 42 lines, at most 40'),
    ('src/web/a.c', HANDLER, None),
    ('src/base/a.c', TABLE, None),
    ('src/base/a.c', MANY_WAYS, 'f has 22 ways through'),
    ('src/base/a.c', DEEP, 'f has 4 levels of nesting'),
    ('src/base/a.c', 'int f(int a, int b, int c, int d, int e, int g, int h, int i, int j, int k) {\n}\n', 'f has 10 parameters'),
    ('src/base/a.c', 'int a;\n' * 601, '601 lines, at most 600'),
    ('src/base/a.h', 'int a;\n' * 201, '201 lines, at most 200'),
    ('src/base/a.c', '/* ' + 'x' * 120 + ' */\n', 'letters in a line'),
    ('src/base/a.c', '/* clang-format off */\n/* ' + 'x' * 120 + ' */\n/* clang-format on */\n', None),
    ('src/base/a.c', 'int a; \n', 'space at the end'),
    ('src/base/a.c', 'int\ta;\n', 'a tab'),
    ('src/base/a.c', 'int a;', 'no newline at the end'),
    ('src/base/a.c', '/* TO' + 'DO later */\n', 'a note for later'),
    ('src/base/string_util.c', 'int a;\n', 'the name says nothing'),
    ('src/base/a.c', 'void sk_page_helper(void);\n', 'the name says nothing'),
    ('src/base/a.c', 'void sk_page_helped(void);\n', None),
    ('src/base/a.c', '  strcpy(a, b);\n', 'strcpy stays out: use g_strlcpy'),
    ('src/base/a.c', '  /* strcpy(a, b); */ s = "strcpy(a)";\n', None),
    ('src/base/a.c', '  sk_strcpy(a, b);\n  x->system(y);\n', None),
    ('src/base/a.c', '  n = atoi(text);\n', 'atoi stays out'),
    ('src/base/a.c', '  setlocale(LC_ALL, "");\n', 'setlocale stays out'),
    ('src/cli/main.c', '  setlocale(LC_ALL, "");\n', None),
    ('src/store/a.c', '  goto out;\n', 'goto'),
    ('src/link/a.c', '  goto out;\n', None),
    ('src/registry/a.c', 'x = "SELECT id FROM person";\n', 'SQL stands only in sql/'),
    ('src/registry/a.c', 'x = "SELECT id "\n    "FROM person";\n', 'SQL stands only in sql/'),
    ('src/registry/a.c', 'x = "delete from view";\n', None),
    ('src/registry/a.c', 'x = "Select a name from the list";\n', None),
    ('src/web/a.c', 'x = "<p>" "text";\n', 'HTML stands only in web/templates/'),
    ('src/web/a.c', 'x = "<td class=%s>";\n', 'HTML stands only in web/templates/'),
    ('src/web/a.c', 'x = "saikai help <verb>";\n', None),
    ('src/web/a.c', 'x = "a <b and c> d";\n', None),
]

INCLUDES = [
    ('link', '"', 'text/name.h', None),
    ('link', '"', 'base/error.h', 'link may not include base'),
    ('text', '<', 'glib.h', 'text does without glib.h'),
    ('base', '<', 'glib.h', None),
    ('store', '"', 'text/name.h', None),
    ('intake', '"', 'store/work.h', None),  # through access
    ('intake', '"', 'registry/person.h', 'intake may not include registry'),
    ('synth', '"', 'text/name.h', 'synth may not include text'),
    ('web', '"', 'registry/person.h', None),
    ('web', '"', 'store/store.h', 'web may not include store'),
    ('cli', '"', 'store/store.h', 'cli may not include store'),
    ('web', '<', 'microhttpd.h', 'only http may include microhttpd.h'),
    ('http', '<', 'microhttpd.h', None),
    ('registry', '<', 'libpq-fe.h', 'only store may include libpq-fe.h'),
    ('garden', '"', 'base/error.h', 'the folder garden has no row'),
]


def said(name, text):
    faults = list(check_source.faults_of_text(name, text))
    if name.endswith(('.c', '.h')):
        faults += check_source.faults_of_c(name, text)
    return '\n'.join(fault for _, fault in faults)


class Checks(unittest.TestCase):
    def test_each_house_rule_is_seen_and_nothing_else(self):
        for name, text, word in ROWS:
            with self.subTest(name=name, text=text[:50]):
                if word is None:
                    self.assertEqual(said(name, text), '')
                else:
                    self.assertIn(word, said(name, text))

    def test_includes_go_downward(self):
        layers = check_layers.Layers((ROOT / 'tools/layers.txt').read_text())
        for folder, bracket, header, word in INCLUDES:
            with self.subTest(folder=folder, header=header):
                fault = layers.fault(folder, bracket, header)
                self.assertTrue(fault is None if word is None else word in (fault or ''), fault)

    def test_a_circle_of_layers_is_refused(self):
        with self.assertRaises(ValueError):
            check_layers.Layers('a: b\nb: a\n')

    def test_a_finding_names_its_line(self):
        with tempfile.TemporaryDirectory() as root:
            (Path(root) / 'src/base').mkdir(parents=True)
            (Path(root) / 'src/base/a.c').write_text('int a;\nvoid f(void) {\n  gets(a);\n}\n')
            self.assertEqual([(name, line) for name, line, _ in check_source.check(root)], [('src/base/a.c', 3)])

    def test_a_link_leads_somewhere(self):
        with tempfile.TemporaryDirectory() as root:
            (Path(root) / 'there.md').write_text('x\n')
            text = '[a](there.md#part), [b](https://example.org/x), ![c](gone.png)\n'
            self.assertEqual(list(check_source.faults_of_links(root, 'a.md', text)), [(1, 'the link to gone.png leads nowhere')])

    def test_functions_are_found_with_their_shape(self):
        text = ('static const struct row {\n  int a;\n} rows[] = {\n  { 1 },\n};\n\nG_DEFINE(x, y)\nstatic gboolean named(const char *a,\n'
                '                      void (*call)(int, int), int b) {\n  return a ? 1 : b && !a;\n}\n')
        found = [(f.name, f.first, f.last, f.parameters, f.complexity) for f in Source(text).functions]
        self.assertEqual([row[0] for row in found], ['named'])
        self.assertEqual(found[0][2:], (11, 3, 3))

    def test_a_changed_header_asks_for_another_look(self):
        with tempfile.TemporaryDirectory() as root:
            header, source = Path(root) / 'a.h', Path(root) / 'a.c'
            header.write_text('int a;\n')
            source.write_text('#include "a.h"\n')
            command = (Path(root), ['gcc', '-c', 'a.c'], 'a.o')

            def now(words=command[1]):
                return check_tidy.digest(root, 'a.c', (Path(root), words, 'a.o'), {'a.o': ['a.c', 'a.h']})
            before = now()
            self.assertEqual(before, now())
            self.assertNotEqual(before, now(['gcc', '-DX', '-c', 'a.c']))
            header.write_text('int b;\n')
            self.assertNotEqual(before, now())


if __name__ == '__main__':
    unittest.main()
