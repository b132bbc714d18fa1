#!/usr/bin/env python3
"""Kills saikai at random moments of an import, a linking, a review by rule, an undo and a backup, and looks at what is left.

After every kill the register opens, its journal and its derived tables verify, and it is in the state from before the
command or in the one after it, never between; a command that had answered stays done. Prints how many kills hit each
moment of each command, and fails when a moment that has to be hit never was.
Usage: kill.py SAIKAI KILLER_LIBRARY [--kills N] [--seed S]
"""
import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

MOMENTS = {"w": "writing the log", "s": "before the commit", "S": "after the commit", "d": "writing the database",
           "f": "writing a file", "r": "putting a file in place", "o": "another write"}
MUST_HIT = {"import": "wsSf", "link": "wsS", "review": "wsS", "undo": "wsS", "backup": "sSfr"}
PEOPLE = 400


def people(seed, first):
    """Rows of a list of invented people: enough of them alike that some are proposed as one."""
    draw = random.Random(seed)
    families, given = "金李朴崔鄭姜趙尹張林", "英哲秀光成春明正福順子姫玉淑美"
    for number in range(PEOPLE):
        same = random.Random(number)  # the same people in every list
        name = same.choice(families) + same.choice(given) + same.choice(given)
        birth = f"昭和{same.randint(2, 30)}年{same.randint(1, 12)}月{same.randint(1, 28)}日"
        sex = same.choice("男女")
        if draw.random() < 0.1:
            birth = f"昭和{draw.randint(2, 30)}年{draw.randint(1, 12)}月{draw.randint(1, 28)}日"
        sailing = 17 + number // 60
        yield (f"{first + number},{sailing},昭和35年4月8日,{number // 4},{name},{sex},{birth},朝鮮,,大阪府大阪市生野区,"
               f"大生02-{same.randint(100000, 999999)},{'世帯主' if number % 4 == 0 else '子'}")


def write_list(path, seed, first):
    head = "番号,船次,出港日,世帯番号,氏名,性別,生年月日,国籍,本籍,住所,登録番号,続柄"
    path.write_bytes(("\r\n".join([head, *people(seed, first)]) + "\r\n").encode("cp932"))


class Saikai:
    def __init__(self, program, killer, place):
        self.program, self.killer, self.place = program, killer, place
        self.environment = {**os.environ, "SAIKAI_PASSPHRASE": "a wide lake", "LC_ALL": "C.UTF-8"}

    def run(self, register, *words, killing=None):
        environment = {**self.environment, "SAIKAI_REGISTRY": str(register), **(killing or {})}
        if killing is not None:
            environment["LD_PRELOAD"] = str(self.killer)
            environment["ASAN_OPTIONS"] = "verify_asan_link_order=0:" + environment.get("ASAN_OPTIONS", "")
        return subprocess.run([self.program, *words], env=environment, cwd=self.place, capture_output=True, text=True,
                              timeout=300, check=False)

    def answer(self, register, *words):
        done = self.run(register, *words, "--json")
        if done.returncode != 0:
            raise AssertionError(f"saikai {' '.join(words)} ended with {done.returncode}: {done.stderr}")
        return json.loads(done.stdout)

    def state(self, register):
        """What a person could see of it: what stands in it, what is open, what waits for an answer."""
        told = self.answer(register, "status")
        return tuple(told[word] for word in ("sources", "entries", "mentions", "imports_open", "proposals"))


def make_registers(saikai, place):
    """The register before each command."""
    write_list(place / "a.csv", 1, 1)
    write_list(place / "b.csv", 2, 1001)
    write_list(place / "c.csv", 3, 2001)
    register = place / "imported"
    source = None
    saikai.answer(register, "init", "--demo", str(register))
    for name in ["a", "b", "c"]:
        source = saikai.answer(register, "source", "add", "--title", name, "--kind", "moj_list", "--holder", "nobody",
                               "--reliability", "B", "--bias", "none known", "--purpose", "a test", "--legal-basis",
                               "invented people")["source"]
        if name != "c":
            saikai.answer(register, "import", "--source", source, "--mapping", "ministry-list", f"{name}.csv")
    linked = place / "linked"
    shutil.copytree(register, linked)
    saikai.answer(linked, "link")
    batch = saikai.answer(linked, "batch", "list")[0]["batch"]
    return {"import": (register, ["import", "--source", source, "--mapping", "ministry-list", "c.csv"]),
            "link": (register, ["link"]),
            "review": (linked, ["review", "rule", "--reason", "a test"]),
            "undo": (linked, ["batch", "undo", batch]),
            "backup": (linked, ["backup", "BACKUP"])}


def words_for(words, trial):
    return [str(trial.parent / "backup.out") if word == "BACKUP" else word for word in words]


def count_calls(saikai, register, words, place):
    """The letters of the calls that a whole run makes, and the state it leaves."""
    trial, log = place / "whole", place / "whole.log"
    log.unlink(missing_ok=True)
    shutil.copytree(register, trial)
    done = saikai.run(trial, *words_for(words, trial), "--quiet", killing={"KILLER_LOG": str(log)})
    if done.returncode != 0:
        raise AssertionError(f"{words}: {done.stderr}")
    after = saikai.state(trial)
    remove_backup(trial)
    shutil.rmtree(trial)
    return log.read_text(), after


def remove_backup(trial):
    for path in trial.parent.glob("backup.out*"):
        path.unlink()


def choose(letters, wanted, draw):
    """A call to be killed at, such as "w17": of the moment that is wanted, or any."""
    letter = wanted if wanted is not None and wanted in letters else draw.choice(letters)
    return f"{letter}{draw.randint(1, letters.count(letter))}"


def check_backup(saikai, trial, answered, faults):
    """A backup that is there is whole; one that was answered for is there."""
    file = trial.parent / "backup.out"
    if answered and not file.exists():
        faults.append("the backup that was answered for is gone")
    if file.exists() and Path(f"{file}.keys").exists():
        restored = trial.parent / "restored"
        done = saikai.run(trial, "restore", str(file), str(restored))
        if done.returncode != 0:
            faults.append(f"the backup cannot be restored: {done.stderr.strip()}")
        shutil.rmtree(restored, ignore_errors=True)


def kill_once(saikai, name, register, words, at, before, after, place):
    trial, log = place / "trial", place / "trial.log"
    log.unlink(missing_ok=True)
    shutil.copytree(register, trial)
    done = saikai.run(trial, *words_for(words, trial), "--quiet", killing={"KILLER_LOG": str(log), "KILLER_AT": at})
    killed = done.returncode == -9
    hit = log.read_text()[-1] if killed else None
    faults = [] if killed or done.returncode == 0 else [f"ended with {done.returncode}: {done.stderr.strip()}"]
    checked = saikai.run(trial, "verify", "--quiet")
    if checked.returncode != 0:
        faults.append(f"does not verify: {checked.stderr.strip()}")
    else:
        state = saikai.state(trial)
        if state not in (before, after):
            faults.append(f"is between before and after: {state}")
        if done.stdout.strip() and state != after:
            faults.append("answered, and yet it is not done")
    if name == "backup":
        check_backup(saikai, trial, bool(done.stdout.strip()), faults)
        remove_backup(trial)
    shutil.rmtree(trial)
    return hit, faults


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program", type=Path)
    parser.add_argument("killer", type=Path)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=None)
    given = parser.parse_args()
    seed = given.seed if given.seed is not None else int.from_bytes(os.urandom(4), "big")
    draw = random.Random(seed)
    print(f"seed {seed}")
    hits, faults, kills = Counter(), [], 0
    with tempfile.TemporaryDirectory(prefix="saikai-kill-") as folder:
        place = Path(folder)
        saikai = Saikai(given.program.resolve(), given.killer.resolve(), place)
        commands = make_registers(saikai, place)
        known = {name: (saikai.state(register), *count_calls(saikai, register, words, place))
                 for name, (register, words) in commands.items()}
        for name, (_, letters, _) in known.items():
            print(f"{name} writes {len(letters)} times: " + ", ".join(f"{MOMENTS[m]} {n}" for m, n in Counter(letters).items()))
        while kills < given.kills:
            for name, (register, words) in commands.items():
                before, letters, after = known[name]
                missing = [m for m in MUST_HIT[name] if hits[name, m] == 0]
                at = choose(letters, missing[0] if missing else draw.choice([None, *MUST_HIT[name]]), draw)
                hit, found = kill_once(saikai, name, register, words, at, before, after, place)
                faults += [f"{name}, killed at {MOMENTS.get(hit, 'the end')} ({at}): {fault}"
                           for fault in found]
                hits[name, hit] += hit is not None
                kills += hit is not None
    for name in commands:
        print(f"{name}: " + ", ".join(f"{MOMENTS[m]} {hits[name, m]}" for m in MOMENTS if hits[name, m]))
    faults += [f"{name} was never killed {MOMENTS[m]}" for name, must in MUST_HIT.items() for m in must if not hits[name, m]]
    for fault in faults:
        print(f"FAULT {fault}")
    print(f"{kills} kills, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
