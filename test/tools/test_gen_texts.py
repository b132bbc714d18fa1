"""What the catalogues' tool reads, writes and finds fault with."""
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "tools"))
import gen_texts  # noqa: E402

TEMPLATE = '''msgid ""
msgstr ""
"Language: \\n"

#: a.c:1
msgid "Search"
msgstr ""

msgctxt "relation"
msgid "wife"
msgstr ""

msgid "%(n)s list"
msgid_plural "%(n)s lists"
msgstr[0] ""
msgstr[1] ""
'''

GOOD = TEMPLATE.replace('"Search"\nmsgstr ""', '"Search"\nmsgstr "検索"').replace('"wife"\nmsgstr ""', '"wife"\nmsgstr "妻"') \
    .replace('msgstr[0] ""\nmsgstr[1] ""', 'msgstr[0] "リスト"\n"%(n)s件"')

# A change to the good catalogue, and what is then said.
FAULTS = [
    ('msgstr "検索"', 'msgstr ""', "no translation of 'Search'"),
    ('#: a.c:1\n', '#, fuzzy\n', "'Search' is fuzzy"),
    ("%(n)s件", "%(m)s件", "must have the placeholders ['n']"),
    ("%(n)s件", "件", "must have the placeholders ['n']"),
    ("%(n)s件", "%(n)s件{1}", "must have the placeholders ['n']"),
    ('msgid "Search"', 'msgid "Find"', "'Find' is not used any more"),
    ('msgctxt "relation"\n', "", r"no translation of 'relation\x04wife'"),
]


class Texts(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def file(self, name, text):
        path = Path(self.folder.name) / name
        path.write_text(text, encoding="utf-8")
        return path

    def faults(self, text):
        return "\n".join(gen_texts.check(self.file("saikai.pot", TEMPLATE), [self.file("ja.po", text)]))

    def test_a_whole_catalogue_is_fine(self):
        self.assertEqual(self.faults(GOOD), "")

    def test_each_fault_is_found(self):
        for before, after, wanted in FAULTS:
            with self.subTest(wanted):
                self.assertIn(before, GOOD)
                self.assertIn(wanted, self.faults(GOOD.replace(before, after)))

    def test_english_needs_words_in_a_context_only(self):
        faults = gen_texts.check(self.file("saikai.pot", TEMPLATE), [self.file("en.po", TEMPLATE)])
        self.assertEqual(len(faults), 1)
        self.assertIn("wife", faults[0])

    def test_tables_are_sorted_by_key_and_hold_all_languages(self):
        out = Path(self.folder.name) / "out.c"
        catalogues = [self.file("en.po", TEMPLATE), self.file("ja.po", GOOD), self.file("ko.po", TEMPLATE)]
        gen_texts.write_tables(out, catalogues)
        rows = [line for line in out.read_text().split("\n") if line.startswith("  {")]
        self.assertEqual(len(rows), 3)
        self.assertEqual(rows, sorted(rows))
        self.assertIn('"Search", NULL, NULL, "\\346\\244\\234\\347\\264\\242", NULL', rows[1])

    def test_a_line_that_is_none_is_named(self):
        with self.assertRaises(gen_texts.Mistake) as caught:
            gen_texts.read(self.file("ja.po", 'msgid "a"\nmsgstr b\n'))
        self.assertIn("ja.po:2: ", str(caught.exception))

    def test_words_of_tables(self):
        self.assertEqual(gen_texts.words_of('RELATION(2, WIFE, "wife", SPOUSE)'), 'sk_text_in(0, "relation", "wife");')
        self.assertEqual(gen_texts.words_of('WORD("sex", "male")'), 'sk_text_in(0, "sex", "male");')
        self.assertEqual(gen_texts.words_of('ROUTE(GET, "/x", NULL, ANYBODY, sk_x, "Shows \\"x\\".")'), 'sk_text(0, "Shows \\"x\\".");')
        self.assertIsNone(gen_texts.words_of("/* a comment with \"words\" */"))


if __name__ == "__main__":
    unittest.main()
