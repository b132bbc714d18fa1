"""What makes a program another one for the proposals that stand, and what does not."""
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

TOOL = Path(__file__).parents[2] / "tools" / "gen_linking_print.py"
SOURCES = {"link/run.c": "int a;\n", "link/run.h": "int b;\n", "link/meson.build": "'run.c'\n", "link/notes.md": "why\n",
           "text/han.txt": "學 学\n", "made/places.h": "{ 1, 2 },\n"}

# A file, what it then holds (None: it is gone), and whether that makes another program.
CHANGES = [
    ("link/run.c", "int A;\n", True),
    ("link/run.h", "int B;\n", True),
    ("link/run.h", None, True),
    ("link/more.c", "int c;\n", True),
    ("text/han.txt", "學 學\n", True),
    ("made/places.h", "{ 1, 3 },\n", True),
    ("link/meson.build", "'run.c', '-O3'\n", True),
    ("link/notes.md", "why not\n", False),
]


class LinkingPrint(unittest.TestCase):
    def tree(self, sources=None):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        for name, text in (sources or SOURCES).items():
            path = Path(folder.name) / name
            path.parent.mkdir(exist_ok=True)
            if text is not None:
                path.write_text(text, encoding="utf-8")
        return Path(folder.name)

    def print_of(self, tree, version="2.8.0"):
        subprocess.run([sys.executable, TOOL, tree / "print.h", tree / "print.d", version, tree / "link", tree / "text", "--",
                        tree / "made" / "places.h"], check=True)
        return (tree / "print.h").read_text(encoding="ascii")

    def test_one_program_has_one_print_wherever_and_whenever_it_is_built(self):
        old = self.tree()
        for path in old.rglob("*.c"):
            os.utime(path, (1, 1))
        self.assertEqual(self.print_of(old), self.print_of(self.tree(dict(reversed(SOURCES.items())))))
        self.assertRegex(self.print_of(old), r'^#define LINKING_PRINT "[0-9a-f]{32}"\n$')

    def test_what_is_compiled_makes_another_program(self):
        before = self.print_of(self.tree())
        for name, text, other in CHANGES:
            with self.subTest(name=name, text=text):
                self.assertEqual(self.print_of(self.tree({**SOURCES, name: text})) != before, other)

    def test_a_moved_line_and_another_library_are_seen(self):
        before = self.print_of(self.tree())
        moved = {**SOURCES, "link/run.c": "", "link/run.h": "int a;\nint b;\n"}
        self.assertNotEqual(self.print_of(self.tree(moved)), before)
        self.assertNotEqual(self.print_of(self.tree(), version="2.9.0"), before)

    def test_ninja_is_told_every_file_that_counts(self):
        tree = self.tree()
        self.print_of(tree)
        told = (tree / "print.d").read_text(encoding="utf-8")
        for name in SOURCES:
            self.assertEqual(str(tree / name) in told, not name.endswith(".md"), name)


if __name__ == "__main__":
    unittest.main()
