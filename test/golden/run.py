#!/usr/bin/env python3
"""Runs transcripts of the command line and compares every word of them.

A transcript (*.txt) is read from top to bottom in one empty directory:
  # ...        a remark
  $ COMMAND    run by the shell, with `saikai` on the path
  TEXT         what it says on standard output ("|" before an empty line, or one that would be read as another kind)
  ! TEXT       what it says on standard error
  = N          its exit code, where it is not 0
Ids, hashes and times differ from run to run: the first id shown is <id1>, and is $ID1 for later commands; a hash is
<hash>; the clock stands at SAIKAI_NOW. Progress lines ("stage  N  N/s, N s") are left out.
Usage: run.py SAIKAI [--update] TRANSCRIPT...
"""
import difflib
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

NOW = "1800000000"  # 2027-01-15
ID = re.compile(r"\b[0-9A-HJKMNP-TV-Z]{26}\b")
HASH = re.compile(r"\b[0-9a-f]{64}\b")
SHORT_HASH = re.compile(r"\b[0-9a-f]{12}\b")  # one in three hundred has digits alone
PROGRESS = re.compile(r"^\S.* \d+  \d+/s, \d+\.\d s.*$")


class Masks:
    """Gives every id that a transcript shows a number, in order of appearance."""

    def __init__(self):
        self.ids = []

    def mask(self, text):
        def number(match):
            if match[0] not in self.ids:
                self.ids.append(match[0])
            return f"<id{self.ids.index(match[0]) + 1}>"

        return SHORT_HASH.sub("<hash>", HASH.sub("<hash>", ID.sub(number, text)))

    def environment(self):
        return {f"ID{n + 1}": value for n, value in enumerate(self.ids)}


def run(command, place, program, masks):
    """The lines a command leaves behind in a transcript."""
    environment = {"PATH": f"{program.parent}:{os.environ['PATH']}", "HOME": str(place), "LANG": "C.UTF-8",
                   "LC_ALL": "C.UTF-8", "SAIKAI_NOW": NOW, "TZ": "UTC", "GOLDEN": str(Path(__file__).parent.resolve()),
                   **{k: v for k, v in os.environ.items() if k.startswith(("ASAN_", "UBSAN_", "LSAN_"))},
                   **masks.environment()}
    done = subprocess.run(["sh", "-c", command], cwd=place, env=environment, stdin=subprocess.DEVNULL,
                          capture_output=True, timeout=300, check=False, start_new_session=True)
    said = [f"|{line}" if line == "" or line[0] in "#$!=|" else line
            for line in masks.mask(done.stdout.decode("utf-8", "replace")).splitlines()]
    complained = [line for line in masks.mask(done.stderr.decode("utf-8", "replace")).splitlines()
                  if not PROGRESS.match(line)]
    code = [f"= {done.returncode}"] if done.returncode != 0 else []
    return said + [f"! {line}".rstrip() for line in complained] + code


def play(path, program):
    """Plays a transcript; the text it should be."""
    out, masks = [], Masks()
    lines = path.read_text(encoding="utf-8").splitlines()
    with tempfile.TemporaryDirectory(prefix="saikai-golden-") as place:
        for line in lines:
            if line.startswith("#") or line == "":
                out.append(line)
            elif line.startswith("$ "):
                out.append(line)
                out.extend(run(line[2:], Path(place), program, masks))
    return "\n".join(out) + "\n"


def main(arguments):
    program = Path(arguments[0]).resolve()
    update = "--update" in arguments
    failed = 0
    for name in (a for a in arguments[1:] if a != "--update"):
        path = Path(name)
        wanted, got = path.read_text(encoding="utf-8"), play(path, program)
        if wanted == got:
            continue
        if update:
            path.write_text(got, encoding="utf-8")
            print(f"{name}: updated")
            continue
        failed += 1
        sys.stdout.writelines(difflib.unified_diff(wanted.splitlines(True), got.splitlines(True), name, "now"))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
