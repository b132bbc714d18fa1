"""Takes the pictures of docs/tour.md, from a register of invented people and from a new one: tour.py SAIKAI DIRECTORY

DIRECTORY is emptied and filled with one picture of every page, named as its route (tour.mjs)."""
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

here = Path(__file__).parent
sys.path.insert(0, str(here.parents[1] / "tools"))
import demo  # noqa: E402
import entering  # noqa: E402
import served  # noqa: E402

PERSONS = 2000
KEEPER = "sora"


def add_keeper(saikai, folder):
    password = folder / "password"
    password.write_text(demo.PASSWORD + "\n", encoding="utf-8")
    saikai.run("user", "add", KEEPER, "--role", "administrator", "--password-file", password, "--quiet")
    password.unlink()


def main(program, pictures):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        demo.make(program, folder / "register", PERSONS, 1)
        saikai = demo.Saikai(program, folder / "register")
        add_keeper(saikai, folder)
        (folder / "new").mkdir()
        with served.serving(program, folder / "register", demo.PASSPHRASE) as (address, _told), \
                entering.starting(program, folder / "new") as (new, code):
            plan = {"base": address, "new": new, "code": code, "password": demo.PASSWORD, "keeper": KEEPER, "folder": name,
                    "people": {language: user for user, language, _roles in demo.USERS}}
            done = subprocess.run(["node", here / "tour.mjs", json.dumps(plan), pictures], check=False).returncode
    if done == 0:
        small = [str(path) for path in sorted(Path(pictures).glob("*.png"))]
        subprocess.run(["pngquant", "--force", "--ext", ".png", "--strip", "--skip-if-larger", "64", *small], check=False)
        size = sum(os.path.getsize(path) for path in small)
        print(f"{len(small)} pictures, {size // 1000:,} kB, in {pictures}")
    return done


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
