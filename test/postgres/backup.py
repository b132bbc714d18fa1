#!/usr/bin/env python3
"""Backs a register on the PostgreSQL server of SAIKAI_TEST_STORE up and brings it back into other databases of it.

What comes back answers as the register did; a flipped byte, a cut or a missing tool leaves the database as empty as it was;
withdrawn sources stay withdrawn; names are in no file that is left anywhere; a new key opens what the old one did.
Usage: backup.py SAIKAI (inside with_cluster)
"""
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

SOURCE = ("source add --quiet --holder Archive --reliability B --bias 'none known' --purpose tracing --legal-basis mandate "
          "--once --language ja --kind moj_list --json --title ")
HEADER = "番号,世帯番号,船次,出港日,氏名,性別,生年月日,国籍,本籍,住所,登録番号,続柄"
NAMES = ["金順浩", "朴貞子"]  # of the first list and of the second
QUESTIONS = ["search --quiet 金順浩", "search --quiet 朴貞子", "source list", "batch list", "user list"]


class Failed(Exception):
    """Something is not as it should be."""


class Registers:
    """Registers of one place, each with a database of its own on the server."""

    def __init__(self, program, place, server):
        self.program, self.place, self.server = program, place, server
        self.environment = dict(os.environ, SAIKAI_PASSPHRASE="five invented words of mine", TZ="UTC", LC_ALL="C.UTF-8")

    def database(self, name):
        self.sql("postgres", f"CREATE DATABASE {name}")
        return self.server.replace("/postgres?", f"/{name}?")

    def sql(self, database, text):
        address = self.server.replace("/postgres?", f"/{database}?")
        done = subprocess.run(["psql", "-q", "-X", "-A", "-t", "-d", address, "-c", text], check=True, capture_output=True)
        return done.stdout.decode().strip()

    def run(self, command, registry=None, expect=0, **environment):
        choice = f" --registry {registry}" if registry else ""
        done = subprocess.run(["/bin/sh", "-c", f"'{self.program}' {command}{choice}"], cwd=self.place, capture_output=True,
                              env=dict(self.environment, **environment), stdin=subprocess.DEVNULL, timeout=200, check=False)
        said = (done.stdout + done.stderr).decode("utf-8", "replace")
        if done.returncode != expect:
            raise Failed(f"saikai {command}: {done.returncode} instead of {expect}: {said}")
        return said

    def answers(self, registry):
        return [self.run(question, registry) for question in QUESTIONS]


def bring_in(registers, registry, name):
    import json
    source = json.loads(registers.run(SOURCE + name, registry))["source"]
    file = registers.place / f"{name}.csv"
    row = f"1,1,17,昭和35年4月8日,{name},女,昭和13年5月2日,朝鮮,慶尚南道,大阪市生野区,000001,世帯主"
    file.write_bytes(f"{HEADER}\n{row}\n".encode("shift_jis"))
    registers.run(f"import --quiet --source {source} --mapping ministry-list {file.name}", registry)
    file.unlink()
    return source


def expect(true, what):
    if not true:
        raise Failed(what)


def nothing_came(registers, database):
    expect(registers.sql(database, "SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'saikai%'") == "0",
           f"something is left in the database {database}")


def no_name_lies_about(place):
    for path in place.rglob("*"):
        content = path.read_bytes() if path.is_file() else b""
        for name in NAMES:
            expect(name.encode() not in content and name.encode("shift_jis") not in content, f"{name} lies in {path}")


def listening_path(registers):
    """A PATH on which pg_restore keeps what it is given in the file "heard"."""
    folder = registers.place / "bin"
    folder.mkdir()
    tool = folder / "pg_restore"
    tool.write_text(f"#!/bin/sh\ntee '{registers.place}/heard' | {shutil.which('pg_restore')} \"$@\"\n", encoding="utf-8")
    tool.chmod(0o755)
    return f"{folder}:{os.environ['PATH']}"


def the_dump_holds_no_files(registers):
    """Kept files and their keys travel apart: in the dump they would outlive every renewing of FILE.keys."""
    heard = registers.place / "heard"
    done = subprocess.run(["pg_restore", "--list", str(heard)], check=True, capture_output=True)
    tables = [line for line in done.stdout.decode().splitlines() if " TABLE DATA " in line]
    expect(any(" persona " in line for line in tables), "the dump holds no rows")
    expect(not any(" blob_piece " in line for line in tables), "the dump holds kept files and their keys")
    heard.unlink()


def comes_back(registers):
    before = registers.answers("r")
    registers.run("backup --quiet b", "r")
    address = registers.database("test_back")
    registers.run(f"restore --quiet --database '{address}' b back", PATH=listening_path(registers))
    the_dump_holds_no_files(registers)
    expect(registers.answers("back") == before, "the restored register answers otherwise")
    registers.run("verify --quiet", "back")
    for name in NAMES:
        batch = registers.run("batch list --json", "back")
        expect(batch.count('"batch"') >= 2, f"no batches came back beside {name}: {batch}")
    no_name_lies_about(registers.place)


def damage_is_refused(registers):
    whole = (registers.place / "b").read_bytes()
    address = registers.database("test_damaged")
    for at in [0, 40, 100, len(whole) // 3, len(whole) // 2, len(whole) - 40, len(whole) - 1]:
        changed = bytearray(whole)
        changed[at] ^= 4
        (registers.place / "flipped").write_bytes(changed)
        shutil.copy(registers.place / "b.keys", registers.place / "flipped.keys")
        done = subprocess.run([registers.program, "restore", "--quiet", "--database", address, "flipped", "flips"],
                              cwd=registers.place, env=registers.environment, capture_output=True, check=False)
        expect(done.returncode != 0, f"a flip at byte {at} of {len(whole)} was not noticed")
    (registers.place / "flipped").write_bytes(whole[:-100000])
    registers.run(f"restore --quiet --database '{address}' flipped flips", expect=1)
    nothing_came(registers, "test_damaged")
    expect(not (registers.place / "flips").exists(), "a directory is left of what was refused")
    registers.run("restore --quiet b nowhere", expect=2)
    said = registers.run(f"restore --quiet --database '{address}' b flips", expect=4, PATH="/nonexistent")
    expect("postgresql-client-15" in said, f"a missing pg_restore is not explained: {said}")
    nothing_came(registers, "test_damaged")
    registers.run(f"restore --quiet --database '{registers.server.replace('/postgres?', '/test_back?')}' b flips", expect=3)
    expect("back" in registers.run("status", "back"), "the register that was there before was harmed")


def what_was_withdrawn_stays_so(registers, source):
    registers.run(f"withdraw --quiet --yes {source}", "r")
    registers.run("backup --quiet --keys-only b", "r")
    address = registers.database("test_withdrawn")
    expect("1 sources taken out" in registers.run(f"restore --quiet --database '{address}' b later"), "nothing was taken out")
    expect(NAMES[0] not in registers.run("search --quiet 金順浩", "later"), "a withdrawn name is found")
    expect(NAMES[1] in registers.run("search --quiet 朴貞子", "later"), "a name of another source is not found")
    left = registers.sql("test_withdrawn", "SELECT count(*) FROM saikai.blob_piece WHERE name LIKE 'keys/%'")
    expect(left == "1", f"{left} keys of files came back instead of one")
    registers.run("verify --quiet", "later")


def a_new_key_opens_it(registers):
    (registers.place / "new").write_text("five other invented words here\n", encoding="utf-8")
    before = registers.sql("test_own", "SELECT bytes FROM saikai.blob_piece WHERE name LIKE 'keys/%' ORDER BY name LIMIT 1")
    registers.run("rekey --quiet --database --new-passphrase-file new", "r")
    after = registers.sql("test_own", "SELECT bytes FROM saikai.blob_piece WHERE name LIKE 'keys/%' ORDER BY name LIMIT 1")
    expect(before != after, "the keys of kept files are wrapped as before")
    registers.run("status", "r", expect=5)
    registers.environment["SAIKAI_PASSPHRASE"] = "five other invented words here"
    registers.run("verify --quiet", "r")


def main():
    server = os.environ["SAIKAI_TEST_STORE"]
    with tempfile.TemporaryDirectory() as name:
        registers = Registers(str(Path(sys.argv[1]).resolve()), Path(name), server)
        registers.run(f"init --demo '{registers.database('test_own')}'", "r")
        source = bring_in(registers, "r", NAMES[0])
        bring_in(registers, "r", NAMES[1])
        comes_back(registers)
        damage_is_refused(registers)
        what_was_withdrawn_stays_so(registers, source)
        a_new_key_opens_it(registers)


if __name__ == "__main__":
    try:
        main()
    except Failed as failed:
        sys.exit(str(failed))
