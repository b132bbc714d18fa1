#!/usr/bin/env python3
"""script/lint in a tiny tree: green as it stands, and red in the right part for each planted fault."""
import json
import os
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TAKEN = ['script/lint', 'tools/layers.txt', '.clang-format', '.clang-tidy', 'test/.clang-tidy',
         *(str(path.relative_to(ROOT)) for path in (ROOT / 'tools').glob('c*.py'))]
HEADER = '#pragma once\n\n#include <stddef.h>\n\nsize_t sk_good_length(const char *text);\n'
GOOD = '#include "base/good.h"\n\n#include <string.h>\n\nsize_t sk_good_length(const char *text) {\n  return strlen(text);\n}\n'

# part, file, its text, a word of the finding
FAULTS = [
    ('format', 'src/base/fault.c', 'int   spaced;\n', 'fault.c'),
    ('layers', 'src/base/fault.c', '#include "store/store.h"\n', 'base may not include store'),
    ('layers', 'src/text/fault.c', '#include <glib.h>\n', 'text does without glib.h'),
    ('layers', 'src/web/fault.c', '#include <sqlite3.h>\n', 'only store may include sqlite3.h'),
    ('source', 'src/base/fault.c', 'char *sql(void) {\n  return "SELECT id FROM person";\n}\n', 'SQL stands only in sql/'),
    ('source', 'src/base/fault.c', 'void f(char *a) {\n  strcpy(a, "");\n}\n', 'strcpy stays out'),
    ('source', 'sql/queries/fault.sql', '-- name: fault_nobody :exec\nDELETE FROM batch;\n',
     'nothing in src/ runs the statement fault_nobody'),
    ('headers', 'src/base/fault.h', 'size_t sk_fault(void);\n', 'does not compile alone'),
    ('cppcheck', 'src/base/fault.c', 'int f(void) {\n  int a[2];\n  a[2] = 1;\n  return a[0];\n}\n', 'rray'),
    ('tidy', 'src/base/good.c', GOOD.replace('strlen(text)', 'sizeof(text) / sizeof(text[0]) + (text == text)'), 'good.c'),
    ('tidy', 'src/base/good.h', HEADER + 'static inline int sk_same(int a) {\n  return a == a;\n}\n', 'good.h'),
    ('shell', 'script/fault', '#!/usr/bin/env bash\ncd $1\n', 'SC2086'),
    ('python', 'tools/fault.py', 'def broken(:\n', 'SyntaxError'),
]


class Lint(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.tree = Path(tempfile.mkdtemp(prefix='saikai-lint-'))
        for name in TAKEN:
            cls.write(name, (ROOT / name).read_text())
        (cls.tree / 'script/lint').chmod(0o755)
        for check in (cls.tree / 'tools').glob('check_*.py'):
            check.chmod(0o755)
        cls.write('src/base/good.h', HEADER)
        cls.write('src/base/good.c', GOOD)
        command = {'directory': str(cls.tree / 'build'), 'command': 'gcc -I../src -c ../src/base/good.c', 'file': '../src/base/good.c'}
        cls.write('build/compile_commands.json', json.dumps([command]))
        cls.write('.gitignore', '/build/\n')
        subprocess.run(['git', 'init', '-q', cls.tree], check=True)

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.tree)

    @classmethod
    def write(cls, name, text):
        (cls.tree / name).parent.mkdir(parents=True, exist_ok=True)
        (cls.tree / name).write_text(text)

    def lint(self, *parts):
        return subprocess.run([self.tree / 'script/lint', *parts], env={**os.environ, 'BUILD': 'build'},
                              capture_output=True, text=True)

    def test_a_clean_tree_passes_every_part(self):
        done = self.lint()
        self.assertEqual(done.returncode, 0, done.stdout)
        self.assertTrue(done.stdout.endswith('8 passed, 0 failed\n'), done.stdout)

    def test_each_planted_fault_turns_its_part_red(self):
        for part, name, text, word in FAULTS:
            with self.subTest(part=part, name=name):
                path = self.tree / name
                before = path.read_text() if path.exists() else None
                self.write(name, text)
                done = self.lint(part)
                path.unlink()
                if before is not None:
                    self.write(name, before)
                self.assertEqual(done.returncode, 1, done.stdout)
                self.assertIn(word, done.stdout)
                self.assertEqual(self.lint(part).returncode, 0, 'green again without the fault')

    def test_an_unknown_part_is_wrong_use(self):
        self.assertEqual(self.lint('nothing').returncode, 2)


if __name__ == '__main__':
    unittest.main()
