#!/usr/bin/env python3
"""Measures the budgets: what each job costs at several sizes of register, beside what it may cost. Called by script/bench.

    script/bench [--persons N,M] [--keep DIR] [--real DIR] [--build DIR] [PART ...]

Parts: synth import link search page start figures door upkeep real; without one, all. What a part needs is made first and
not shown. With --keep the registers stay in DIR and the next call goes on with them. A whole run at the default sizes is
written into docs/benchmarks.md, between its two marks; everything else there is written by people.
"""
import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import pages
import run

ROOT = Path(__file__).resolve().parents[2]
SIZES = "20000,93340"
PARTS = "synth import link search page start figures door upkeep real".split()
PLACES = {"ms": 2, "s": 2, "/s": 0, "times": 2}  # a unit's decimal places


@dataclass
class Budget:
    value: float
    memory: float = 0  # MB
    least: bool = False  # the value is what must be reached, not what may be spent


BUDGETS = {
    "synth": Budget(60, 500),
    "import, every list": Budget(60, 300),
    "link": Budget(15, 500),
    "search, p99": Budget(20),
    "person page, p99": Budget(20),
    "person page, requests": Budget(1000, least=True),
    "start of serve to the first answer": Budget(1),
    "person through the door, beside base tables": Budget(1.5),
    "counts from tallies": Budget(2),
}


def brief(line):
    """What is used of a search's answer."""
    return {"query": line["query"], "seconds": line["seconds"], "total": line["total"], "people": [hit["person"] for hit in line["people"]]}


class Bench:
    """One size: its place on disk, and what was measured, as work -> (value, unit, Cost or None)."""

    def __init__(self, options, place, persons):
        self.program, self.build, self.place, self.persons = str(options.build / "src/cli/saikai"), options.build, place, persons
        self.lists, self.registry = place / "lists", place / "registry"
        self.rows, self.notes = {}, []
        place.mkdir(parents=True, exist_ok=True)

    def say(self, work, value, unit, cost=None):
        self.rows[work] = (value, unit, cost)
        print(f"{self.persons:>7}  {work:<46} {value:>10.{PLACES[unit]}f} {unit:<6}"
              + (f" {cost.cpu:8.2f} s CPU {cost.peak:7.0f} MB" if cost else ""), flush=True)

    def saikai(self, *words, **more):
        return run.saikai(self.program, self.registry, *words, **more)

    def once(self, stage, function):
        """Runs a stage that later ones stand on, unless the kept place has it."""
        mark = self.place / f"done-{stage}"
        if not mark.exists():
            function()
            mark.touch()

    # ------------------------------------------------------------ what the others stand on

    def synth(self):
        shutil.rmtree(self.lists, ignore_errors=True)
        _, cost = self.saikai("synth", "--seed", 1, "--persons", self.persons, "--out", self.lists, "--quiet")
        self.say("synth", cost.wall, "s", cost)

    def import_lists(self):
        self.once("synth", self.synth)
        shutil.rmtree(self.registry, ignore_errors=True)
        self.saikai("init", "--demo", self.registry)
        self.saikai("user", "add", "reader", "--role", "reader", "--password-file", "-", typed=run.PASSWORD + "\n")
        printed, cost = self.saikai("manifest", "import", "--json", "--quiet", self.lists / "manifest.json")
        self.say("import, every list", cost.wall, "s", cost)
        told = {one["file"]: one for one in json.loads(printed)}
        kinds = {}
        for given in json.loads((self.lists / "manifest.json").read_text(encoding="utf-8"))["files"]:
            kinds[given["mapping"]] = kinds.get(given["mapping"], 0) + told[given["file"]]["seconds"]
        for kind, seconds in kinds.items():
            self.say(f"import: {kind}", seconds, "s")
        mentions = sum(one["mentions"] for one in told.values())
        self.say("import, mentions", mentions / cost.wall, "/s")
        self.notes.append(f"{self.persons:,} persons: {len(kinds)} kinds of list, {mentions:,} mentions of people.")

    def link_lists(self):
        self.once("import", self.import_lists)
        _, cost = self.saikai("link", "--json", "--quiet")
        self.say("link", cost.wall, "s", cost)
        _, cost = self.saikai("review", "rule", "--reason", "A register to measure.", "--json", "--quiet")
        self.say("review by rule, persons rebuilt", cost.wall, "s", cost)

    # ------------------------------------------------------------ what people wait for

    def search(self):
        self.once("link", self.link_lists)
        # Made by a process of its own: a child's peak begins with what its parent held, so this one stays small.
        made = subprocess.run([sys.executable, ROOT / "test/bench/queries.py", self.lists], capture_output=True, text=True, check=True)
        asked = [line.split("\t") for line in made.stdout.splitlines()]
        (self.place / "queries.txt").write_text("".join(f"{text}\n" for _, text in asked), encoding="utf-8")
        _, cost = self.saikai("search", "--queries", self.place / "queries.txt", output=self.place / "answers.txt")
        with (self.place / "answers.txt").open(encoding="utf-8") as answers:
            lines = [brief(json.loads(line)) for line in answers]
        times = [line["seconds"] * 1000 for line in lines]
        self.say("search, p50", run.percentile(times, 0.5), "ms", cost)
        self.say("search, p99", run.percentile(times, 0.99), "ms")
        self.say("search, slowest", max(times), "ms")
        for kind in dict.fromkeys(kind for kind, _ in asked):
            of = [line for (k, _), line in zip(asked, lines, strict=True) if k == kind]
            self.say(f"search, p99: {kind}", run.percentile([line["seconds"] * 1000 for line in of], 0.99), "ms")
        slowest = max(lines, key=lambda line: line["seconds"])
        self.notes.append(f"{self.persons:,} persons: {len(lines)} searches, {sum(bool(line['people']) for line in lines)} found "
                          f"somebody; the slowest, “{slowest['query']}”, looked at {slowest['total']} people.")
        people = list(dict.fromkeys(person for line in lines for person in line["people"]))[:500]
        (self.place / "people.txt").write_text("\n".join(people), encoding="utf-8")
        (self.place / "done-search").touch()

    def page(self):
        self.once("search", self.search)
        people = (self.place / "people.txt").read_text().split()
        texts = [line.split(" born")[0] for line in (self.place / "queries.txt").read_text().splitlines()[::20]]
        with pages.server(self.program, self.registry) as (host, _, costs):
            cookie = pages.sign_in(host)
            for title, paths in [("person page", [f"/people/{person}" for person in people]),
                                 ("search page", [f"/search?q={pages.urllib.parse.quote(text)}" for text in texts]),
                                 ("start page", ["/"])]:
                if pages.ask(host, "GET", paths[0], cookie=cookie)[0] != 200:
                    print(f"         {title}: this build has none")
                    continue
                pages.load(self.place, host, cookie, paths, 2, 2)  # warm
                rate, half, most, _ = pages.load(self.place, host, cookie, paths, 2, 6)
                self.say(f"{title}, p50", half, "ms")
                self.say(f"{title}, p99", most, "ms")
                self.say(f"{title}, requests", rate, "/s")
                if title == "person page":
                    crowd = pages.load(self.place, host, cookie, paths, 32, 4)
                    self.say("person page, p99 of 32 clients", crowd[2], "ms")
        self.say("serve, its whole life under load", costs[0].wall, "s", costs[0])

    def start(self):
        self.once("link", self.link_lists)
        waits = []
        for _ in range(5):
            with pages.server(self.program, self.registry) as (_, seconds, costs):
                waits.append(seconds)
        self.say("start of serve to the first answer", sorted(waits)[2], "s", costs[0])

    def figures(self):
        self.once("link", self.link_lists)
        _, cost = self.saikai("figures", "--json", "--quiet")
        self.say("figures, the whole command", cost.wall, "s", cost)

    def door(self):
        self.once("link", self.link_lists)
        done = subprocess.run([self.build / "test/bench/bench_door", self.registry, "2000"], env=run.environment(self.registry),
                              capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise SystemExit(f"bench: bench_door: {done.stderr}")
        for line in done.stdout.splitlines():
            value, unit, work = line.split(" ", 2)
            self.say(work, float(value), unit)

    def upkeep(self):
        self.once("link", self.link_lists)
        for name in ("backup", "backup.keys"):
            (self.place / name).unlink(missing_ok=True)
        _, cost = self.saikai("backup", self.place / "backup", "--quiet")
        self.say("backup", cost.wall, "s", cost)
        _, cost = self.saikai("verify", "--quiet", "--json")
        self.say("verify", cost.wall, "s", cost)
        megabytes = (self.place / "backup").stat().st_size / 1e6
        self.notes.append(f"{self.persons:,} persons: the backup has {megabytes:,.0f} MB.")


STAGES = {"synth": Bench.synth, "import": Bench.import_lists, "link": Bench.link_lists, "search": Bench.search,
          "page": Bench.page, "start": Bench.start, "figures": Bench.figures, "door": Bench.door, "upkeep": Bench.upkeep}


def measure(bench, parts):
    for part in parts:
        if part in STAGES:
            (bench.place / f"done-{part}").unlink(missing_ok=True)
            bench.once(part, lambda stage=STAGES[part]: stage(bench))


# ---------------------------------------------------------------- the report

def cell(row):
    if row is None:
        return "", "", ""
    value, unit, cost = row
    shown = f"{value:,.{PLACES[unit]}f} {unit}"
    return (shown, f"{cost.cpu:,.2f} s", f"{cost.peak:,.0f} MB") if cost else (shown, "", "")


def verdict(work, row):
    """What the budget is, and whether the largest size keeps it."""
    budget = BUDGETS.get(work)
    if budget is None or row is None:
        return "", ""
    value, unit, cost = row
    kept = value >= budget.value if budget.least else value <= budget.value
    kept = kept and (not budget.memory or cost is None or cost.peak <= budget.memory)
    return f"{budget.value:,g} {unit}" + (f", {budget.memory:,.0f} MB" if budget.memory else ""), "kept" if kept else "**missed**"


def weight(row):
    """What growth is measured by: a job's CPU, which other work on the machine disturbs less than its wall."""
    value, unit, cost = row
    return cost.cpu if cost and unit == "s" else value


def table(benches):
    head = "| work |" + "".join(f" {b.persons:,} persons | CPU | peak |" for b in benches) + " growth | budget | |"
    lines = [head, "|---" * (head.count("|") - 1) + "|"]
    for work in dict.fromkeys(work for bench in benches for work in bench.rows):
        rows = [bench.rows.get(work) for bench in benches]
        first, last = rows[0], rows[-1]
        growth = f"× {weight(last) / weight(first):.2f}" if len(rows) > 1 and first and last and weight(first) else ""
        cells = " | ".join(" | ".join(cell(row)) for row in rows)
        lines.append(f"| {work} | {cells} | {growth} | {' | '.join(verdict(work, last))} |")
    return lines


def machine():
    processor = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text())
    memory = int(re.search(r"MemTotal:\s*(\d+)", Path("/proc/meminfo").read_text()).group(1)) / 1024 / 1024
    git = lambda *words: subprocess.run(["git", "-C", ROOT, *words], capture_output=True, text=True, check=False).stdout.strip()
    changed = " with changes" if git("status", "--porcelain") else ""
    return (f"{processor.group(1) if processor else 'unknown processor'}, {os.cpu_count()} cores, {memory:.0f} GB; "
            f"commit {git('rev-parse', '--short=12', 'HEAD')}{changed}; load before, over 1 and 15 minutes: "
            f"{os.getloadavg()[0]:.1f} and {os.getloadavg()[2]:.1f}.")


def report(benches, where, real):
    sizes = [bench.persons for bench in benches]
    grown = f" From {sizes[0]:,} to {sizes[-1]:,} persons is × {sizes[-1] / sizes[0]:.2f}." if len(sizes) > 1 else ""
    notes = [f"* {note}" for bench in benches for note in bench.notes]
    rows = table(benches) if any(bench.rows for bench in benches) else []
    return "\n".join([where + grown, "", *rows, "", *notes, *(["", "Real public lists:", "", real] if real else [])])


def write(text):
    page = ROOT / "docs/benchmarks.md"
    before, after = "<!-- measured: script/bench writes from here -->\n", "\n<!-- to here -->"
    whole = page.read_text(encoding="utf-8")
    start, end = whole.index(before) + len(before), whole.index(after)
    page.write_text(whole[:start] + text.strip() + whole[end:], encoding="utf-8")
    print(f"written to {page.relative_to(ROOT)}")


def real_lists(options):
    if options.real is None or not options.real.is_dir():
        print("real: skipped; say with --real DIR where the public lists of names are")
        return ""
    done = subprocess.run([sys.executable, ROOT / "test/bench/real_names.py", options.build / "src/cli/saikai", options.real],
                          stdout=subprocess.PIPE, text=True, check=True)
    return done.stdout.strip()


def main():
    parser = argparse.ArgumentParser(prog="script/bench", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--persons", default=SIZES, help="sizes, with commas; %(default)s without it")
    parser.add_argument("--keep", type=Path, help="where the registers stay")
    parser.add_argument("--real", type=Path, help="where real public lists of names are")
    parser.add_argument("--build", type=Path, default=ROOT / "build", help="the build to measure")
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    options = parser.parse_args()
    if unknown := set(options.parts) - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
    parts = [part for part in PARTS if part in (options.parts or PARTS)]
    options.build, where, benches = options.build.resolve(), machine(), []
    print(where)
    with tempfile.TemporaryDirectory(prefix="saikai-bench-") as made:
        for persons in map(int, options.persons.split(",")):
            benches.append(Bench(options, (options.keep or Path(made)).resolve() / str(persons), persons))
            measure(benches[-1], parts)
        text = report(benches, where, real_lists(options) if "real" in parts else "")
    print("\n" + text)
    if parts == PARTS and options.persons == SIZES:
        write(text)


if __name__ == "__main__":
    main()
