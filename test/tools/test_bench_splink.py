"""Where the benchmark finds a Python with Splink, and what it says where it finds none. Nothing is downloaded: the Pythons are scripts."""
import os
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "bench/linkage"))
import splink_python  # noqa: E402

HAS = f"echo {splink_python.pinned_version()}"
HAS_ANOTHER = "echo 3.9.0"
HAS_NONE = "exit 1"

# A Python that makes environments whose own Python begins with the lines of $MADE.
MAKES = '''
case "$2" in venv)
  mkdir -p "$3/bin"
  printf '%s\\n' "#!/bin/sh" "$MADE" > "$3/bin/python"
  chmod +x "$3/bin/python"
  exit 0;;
esac
exit 1
'''
INSTALLS = f'[ "$1" = -m ] && exit 0; {HAS}'
UNREACHABLE = '[ "$1" = -m ] && { echo "WARNING: retrying" >&2; echo "ERROR: No matching distribution found" >&2; exit 1; }; exit 1'
HANGS = '[ "$1" = -m ] && exec sleep 60; exit 1'
INSTALLS_NOTHING = '[ "$1" = -m ] && exit 0; exit 1'


class SplinkPython(unittest.TestCase):
    def setUp(self):
        self.kept = tempfile.TemporaryDirectory()
        self.addCleanup(self.kept.cleanup)
        self.place = Path(self.kept.name) / "splink"

    def script(self, name, lines):
        path = Path(self.kept.name) / name
        path.write_text(f"#!/bin/sh\n{lines}\n")
        path.chmod(0o755)
        return path

    def find(self, lines, made="exit 1", **more):
        os.environ["MADE"] = made
        return splink_python.find(self.place, python=self.script("python", lines), **more)

    def test_a_python_that_has_the_pinned_version_is_taken(self):
        python, why = self.find(HAS)
        self.assertEqual((python.name, why), ("python", None))
        self.assertFalse(self.place.exists())

    def test_a_python_with_another_version_is_not_taken(self):
        self.assertEqual(self.find(f'[ "$1" = -c ] && {{ {HAS_ANOTHER}; exit 0; }}\n{MAKES}', INSTALLS), (self.place / "bin/python", None))

    def test_an_environment_is_made_once(self):
        self.assertEqual(self.find(MAKES, INSTALLS), (self.place / "bin/python", None))
        self.assertEqual(self.find(HAS_NONE), (self.place / "bin/python", None))

    def test_an_environment_half_made_is_made_anew(self):
        (self.place / "bin").mkdir(parents=True)
        (self.place / "rest").write_text("of an interrupted run")
        self.assertEqual(self.find(MAKES, INSTALLS), (self.place / "bin/python", None))
        self.assertFalse((self.place / "rest").exists())

    def test_why_there_is_none_is_one_line(self):
        for made, more, said in ((UNREACHABLE, {}, "ERROR: No matching distribution found"),
                                 (HANGS, {"seconds": 1}, "pip took more than 1 s"),
                                 (INSTALLS_NOTHING, {}, "it was installed and cannot be loaded")):
            self.assertEqual(self.find(MAKES, made, **more), (None, said))

    def test_a_python_that_makes_no_environment_is_told(self):
        self.assertEqual(self.find("echo 'No module named venv' >&2; exit 1"), (None, "No module named venv"))

    def test_who_names_a_python_gets_that_or_none(self):
        self.assertEqual(self.find(HAS, named="/nowhere/python"), (None, "/nowhere/python has no Splink"))
        named = self.script("named", HAS_ANOTHER)
        self.assertEqual(self.find(HAS, named=named), (named, None))


if __name__ == "__main__":
    unittest.main()
