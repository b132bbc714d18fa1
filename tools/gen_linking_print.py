#!/usr/bin/env python3
"""Makes linking_print.h: one number for all that a proposal depends on beside the register, so that a changed program is known by it.

Usage: gen_linking_print.py OUTPUT DEPFILE BY... -- FILE...
BY... are words that count as they stand (versions of libraries), and folders of sources; FILE... are generated tables. A file
counts by its name and its bytes; where it lies and when it was written do not. A comment counts too: comparing once more costs
seconds, and what stands wrongly is seen by nobody. The files read are listed in DEPFILE, for Ninja.
"""
import hashlib
import sys
from pathlib import Path

KINDS = {".c", ".h", ".def", ".txt"}
BYTES = 16


def files_of(folder):
    """What is compiled there, and the lists it is compiled by."""
    return [path for path in folder.iterdir() if path.suffix in KINDS or path.name == "meson.build"]


def printed(words, files):
    """The number, as hexadecimal text: the same for any order of the files."""
    whole = hashlib.blake2b(digest_size=BYTES)
    parts = [("word", word.encode()) for word in words] + [(path.name, path.read_bytes()) for path in files]
    for name, content in sorted(parts):
        for piece in (name.encode(), content):
            whole.update(len(piece).to_bytes(8, "little") + piece)
    return whole.hexdigest()


def main():
    output, depfile = map(Path, sys.argv[1:3])
    split = sys.argv.index("--")
    by, files = sys.argv[3:split], [Path(name) for name in sys.argv[split + 1:]]
    for folder in map(Path, by):
        files += files_of(folder) if folder.is_dir() else []
    words = [word for word in by if not Path(word).is_dir()]
    output.write_text(f'#define LINKING_PRINT "{printed(words, files)}"\n', encoding="ascii")
    depfile.write_text(f"{output}: " + " ".join(str(path).replace(" ", "\\ ") for path in sorted(files)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
