#!/usr/bin/env python3
"""Measures the engine: how well saikai match finds what is one in public labelled lists, how fast beside SQL, and how well saikai link
finds the persons of invented registers, rule by rule. Called by script/bench.

    linkage.py [--data DIR] [--build DIR] [--rows N,M] [--persons N,M] [--seeds S,T] [--found DIR]
               [--splink PYTHON | --no-splink] [--only PART] [--write]

Labelled lists are looked for in DIR (SAIKAI_LINKAGE_DATA without it) and left out, saying so, where they are absent. SQL runs on
DuckDB, which npm brings into test/bench/linkage, and beside the real Splink, from a Python that has it or from PyPI; what cannot be had
is left out, saying so. With --write the tables are put into
docs/linkage.md between their marks.
"""
import argparse
import csv
import json
import math
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PLACE = ROOT / "test/bench/linkage"
sys.path.insert(0, str(PLACE))

import em  # noqa: E402  (stands beside the SQL, not beside this)
import splink_python  # noqa: E402

SEED = "7"

# name, lists, how the truth is said, the floor of F1
LABELLED = [
    ("febrl4", ["febrl4a.csv", "febrl4b.csv"], ["--truth-column", "rec_id"], 0.999),
    ("febrl3", ["febrl3.csv"], ["--truth-column", "rec_id"], 0.990),
    ("febrl2", ["febrl2.csv"], ["--truth-column", "rec_id"], None),
    ("febrl1", ["febrl1.csv"], ["--truth-column", "rec_id"], None),
    ("fake_1000", ["fake_1000.csv"], ["--truth-column", "cluster"], 0.90),
    ("fake_20000", ["fake_20000.csv"], ["--truth-column", "group"], 0.88),
    ("dblp-acm", ["dblp-acm/DBLP2.csv", "dblp-acm/ACM.csv"], ["--truth", "dblp-acm/DBLP-ACM_perfectMapping.csv"], 0.97),
    ("early_childhood_sites", ["early_childhood_sites.csv"], ["--truth-column", "True Id"], None),
]

RULES_SHOWN = ["fake_1000", "dblp-acm", "early_childhood_sites"]

SQL_ROWS = 2_000_000  # what SQL and Splink are asked to do on this machine

ASK = 0.05  # the probability from which model.yaml has pairs written


def run(command, **more):
    """Seconds, seconds of processor, peak kB and output of a command."""
    begun = time.monotonic()
    with subprocess.Popen([str(part) for part in command], stdout=subprocess.PIPE, text=True, **more) as process:
        out = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))}: ended with {process.returncode}")
    return time.monotonic() - begun, usage.ru_utime + usage.ru_stime, usage.ru_maxrss, out


def list_options(paths):
    return ["--left", paths[0], *[part for path in paths[1:] for part in ("--right", path)]]


class Bench:
    def __init__(self, options, place):
        self.saikai, self.build, self.place = options.build / "src/cli/saikai", options.build, place
        self.data, self.found, self.lines = options.data, options.found, []

    def say(self, line=""):
        print(line, flush=True)
        self.lines.append(line)

    # ---- how well

    def accuracy(self):
        self.say("### Labelled lists")
        self.say()
        self.say("No label is used, nothing is set by hand: `saikai match` suggests the model. Pairs that no rule found count as missed.")
        self.say()
        self.say("| lists | true pairs | clusters: precision | recall | F1 | floor | pairs from even odds: F1 | B-cubed F1 |")
        self.say("|---|---|---|---|---|---|---|---|")
        recalls = []
        for name, files, truth, floor in LABELLED:
            paths = [self.data / file for file in files] if self.data else []
            if not paths or not all(path.exists() for path in paths):
                print(f"{name}: not there, left out")
                continue
            recalls.append((name, self.one_labelled(name, paths, truth, floor)))
        for name, rules in recalls:
            if name in RULES_SHOWN:
                self.rules_table(name, rules)

    def one_labelled(self, name, paths, truth, floor):
        pairs, clusters = self.place / "pairs.csv", self.place / "clusters.csv"
        hide = truth if truth[0] == "--truth-column" else []
        answers = ["--out", pairs, "--clusters", clusters]
        *_, out = run([self.saikai, "match", "--quiet", "--json", *list_options(paths), *hide, *answers])
        if truth[0] == "--truth":
            truth = ["--truth", self.data / truth[1]]
        answers[0] = "--pairs"
        *_, judged = run([self.saikai, "match", "evaluate", "--json", *answers, *list_options(paths), *truth])
        score = json.loads(judged)
        joined, cubed = score["clusters"], score["b_cubed"]
        b3 = 2 * cubed["precision"] * cubed["recall"] / (cubed["precision"] + cubed["recall"])
        self.say(f"| {name} | {joined['truth']:,} | {joined['precision']:.4f} | {joined['recall']:.4f} | **{joined['f1']:.4f}** "
                 f"| {floor or ''} | {score['pairs']['f1']:.4f} | {b3:.4f} |")
        return json.loads(out)["rules"]

    def rules_table(self, name, rules):
        self.say()
        self.say(f"#### What each rule found: {name}")
        self.say()
        self.say("| rule | pairs it found first | found before | given up | expected true pairs among the first | sum |")
        self.say("|---|---|---|---|---|---|")
        total = 0
        for rule in rules:
            total += rule["expected"]
            self.say(f"| {rule['rule']} | {rule['pairs']:,} | {rule['seen']:,} | {rule['given_up']:,} "
                     f"| {rule['expected']:,.1f} | {total:,.0f} |")

    # ---- what is learnt

    def learning(self):
        vectors = self.data / "em_known_params.csv" if self.data else None
        if vectors is None or not vectors.exists():
            print("em_known_params: not there, left out")
            return
        self.say()
        self.say("### EM beside a plain reference")
        self.say()
        self.say("The engine's EM (`src/link/em.c`) and one written as plainly as the textbook has it (`test/bench/linkage/em.py`), from "
                 "the same beginning, m and u learnt. The same comparison on invented counts, to 1e-9, is a unit test "
                 "(`test/unit/link/test_em.c`).")
        self.say()
        self.say(f"em_known_params: {em.compare(self.build / 'test/bench/bench_em', vectors)} (floor 1e-6).")

    # ---- how fast

    def duckdb(self):
        """Whether SQL can be run beside: DuckDB is fetched by its pinned lock."""
        if not (PLACE / "node_modules").is_dir():
            subprocess.run(["npm", "ci", "--no-progress"], cwd=PLACE, check=False, stdout=subprocess.DEVNULL)
        return (PLACE / "node_modules").is_dir()

    def speed(self, sizes, splink):
        """`splink`: a Python that has it, and, without one, why."""
        beside = self.duckdb()
        self.say("### Speed")
        self.say()
        self.say(f"Invented people, seed {SEED}; five comparisons, eight rules, a trained model; reading the CSV and writing the pairs "
                 "included; 2 threads.")
        self.say()
        self.say("| rows | pairs | saikai match | processor | pairs/s | peak memory | a row | SQL on DuckDB | processor | peak memory "
                 "| times faster | by processor | the same |")
        self.say("|---|---|---|---|---|---|---|---|---|---|---|---|---|")
        trained = self.place / "trained.yaml"
        beside_splink = []
        for rows in sizes:
            people = self.place / "people.csv"
            with open(people, "wb") as file:
                subprocess.run([self.build / "test/bench/bench_people", str(rows), SEED], stdout=file, check=True)
                os.fsync(file.fileno())  # or whoever is measured waits for this list at its own fsync
            if not trained.exists():
                run([self.saikai, "match", "--quiet", "--left", people, "--model", PLACE / "model.yaml", "--trained", trained])
            ours = self.one_size(rows, people, trained, beside)
            if splink[0] and rows <= SQL_ROWS:
                beside_splink.append(one_splink(splink[0], rows, people, ours))
        self.splink(beside_splink, splink[1])

    def splink(self, lines, why):
        self.say()
        if not lines:
            self.say(f"The real Splink was left out: {why or f'no list of {SQL_ROWS:,} rows or fewer was measured'}.")
            return
        self.say("The real Splink on the same lists, each right after the above: the same five columns and eight rules, levels and "
                 "weights of its own, nothing trained, 2 threads; it counts the pairs that it would write.")
        self.say()
        self.say("| rows | saikai match | processor | peak memory | Splink | pairs it would write | seconds | processor | peak memory "
                 "| times faster | by processor | times the memory |")
        self.say("|---|---|---|---|---|---|---|---|---|---|---|---|")
        for line in lines:
            self.say(line)

    def one_size(self, rows, people, trained, beside):
        ours, theirs = self.place / "ours.csv", self.place / "theirs.csv"
        seconds, work, peak, out = run([self.saikai, "match", "--quiet", "--json", "--threads", "2", "--left", people, "--model", trained,
                                  "--out", ours])
        found = json.loads(out)
        cells = [f"{rows:,}", f"{found['compared']:,}", f"{seconds:.2f} s", f"{work:.2f} s", f"{found['compared'] / seconds:,.0f}",
                 f"{peak / 1024:,.0f} MB", f"{peak * 1024 / rows:,.0f} B"]
        if beside and rows <= SQL_ROWS:
            weights = self.place / "weights.json"
            weights.write_text(json.dumps(read_weights(trained)))
            sql, sql_work, sql_peak, said = run(["node", "duckdb.mjs", people, weights, theirs, "2"], cwd=PLACE)
            cells += [f"{sql:.2f} s", f"{sql_work:.2f} s", f"{sql_peak / 1024:,.0f} MB", f"{sql / seconds:.1f}", f"{sql_work / work:.1f}",
                      compare(found, json.loads(said), ours, theirs)]
        else:
            cells += ["not run", "", "", "", "", ""]
        self.say("| " + " | ".join(cells) + " |")
        return seconds, work, peak

    # ---- registers

    def registers(self, sizes, seeds):
        self.say("Invented registers, linked without labels and with no setting changed; a pair that no rule found counts as missed. "
                 "\"Lists\" are the ministry's, the Red Cross's, the campaign's, registration cards and school rolls.")
        self.say()
        self.say("| people | seed | mentions | pairs compared | precision, all sources | recall, lists | precision, lists "
                 "| recall, all sources | link band wrong | calibration error | processor | peak memory |")
        self.say("|---|---|---|---|---|---|---|---|---|---|---|---|")
        found = {persons: [self.one_register(persons, seed) for seed in seeds] for persons in sizes}
        self.say()
        self.say(f"What each rule finds first, and what it costs (seed {seeds[0]}; \"true\" among the proposals):")
        self.say()
        heads = "".join(f" pairs compared, {persons:,} people | given up | true | of them between lists |" for persons in sizes)
        self.say(f"| rule |{heads}")
        self.say("|---|" + "---|---|---|---|" * len(sizes))
        for rules in zip(*(found[persons][0]["rules"] for persons in sizes)):
            cells = "".join(f" {rule['pairs']:,} | {rule['given_up']:,} | {rule['true']:,} | {rule['lists']:,} |" for rule in rules)
            self.say(f"| {rules[0]['rule']} |{cells}")
        self.say()

    def one_register(self, persons, seed):
        """What bench_register says of one register, with what it cost; made and measured unless --found has it."""
        kept = self.found / f"register-{persons}-{seed}.json" if self.found else None
        if kept and kept.exists():
            found = json.loads(kept.read_text())
        else:
            found = self.measure_register(persons, seed)
            if kept:
                kept.write_text(json.dumps(found))
        wrong = 1000 * found["link_band_wrong"] / max(found["link_band"], 1)
        self.say(f"| {persons:,} | {seed} | {found['mentions']:,} | {found['pairs']:,} | {found['all']['precision']:.4f} "
                 f"| {found['lists']['recall']:.4f} | {found['lists']['precision']:.4f} | {found['all']['recall']:.4f} "
                 f"| {wrong:.2f} in 1,000 | {found['calibration_error']:.3f} | {found['processor']:.1f} s | {found['peak']:,.0f} MB |")
        return found

    def measure_register(self, persons, seed):
        lists, registry = self.place / f"lists-{seed}", self.place / f"register-{seed}"
        environment = {**os.environ, "SAIKAI_PASSPHRASE": "invented people only", "SAIKAI_REGISTRY": str(registry)}
        run([self.saikai, "synth", "--seed", str(seed), "--persons", str(persons), "--out", lists, "--quiet"])
        run([self.saikai, "init", "--demo", registry], env=environment)
        run([self.saikai, "manifest", "import", "--quiet", lists / "manifest.json"], env=environment)
        program = self.build / "test/bench/bench_register"
        _, work, peak, out = run([program, registry, lists / "truth/truth.csv"], env=environment)
        shutil.rmtree(registry)
        shutil.rmtree(lists)
        return {**json.loads(out), "processor": work, "peak": peak / 1024}


# ---- the same work?

LEVELS = {
    "first_name": ["", "other", "sound", "alike", "near", "swapped", "same"],
    "surname": ["", "other", "sound", "alike", "near", "swapped", "same"],
    "dob": ["", "other", "decade", "years", "year", "month", "days", "slip", "same"],
    "postcode": ["", "other", "part", "slips", "slip", "same"],
    "city": ["", "other", "same"],
}


def bits(probability):
    return math.log2(probability / (1 - probability))


def read_weights(trained):
    """Weights of the levels in bits, for SQL."""
    text = trained.read_text()
    prior = float(re.search(r"^  prior: (\S+)", text, re.M)[1])
    weights = {}
    for column, levels in LEVELS.items():
        block = re.search(rf"^    {column}:\n((?:      .*\n)+)", text, re.M)[1]
        found = {m[1]: math.log2(float(m[2]) / float(m[3])) for m in re.finditer(r"      ([\w-]+): \[(\S+), (\S+)\]", block)}
        weights[column] = [0] + [found[level] for level in levels[1:]]
    return {"prior": bits(prior), "ask": bits(ASK), "weights": weights}


def compare(found, sql, ours, theirs):
    """In words: pairs of every rule equal, and the pairs written with their levels. A weight may be 4 / 512 bits off, as
    rarity is counted in 256ths: only pairs that near the line may be written by one alone."""
    rules = [rule["pairs"] for rule in found["rules"]]
    same_rules = rules == sql["rules"]
    mine = {}
    with open(ours, newline="") as file:
        for row in csv.DictReader(file):
            said = dict(part.split("=") for part in row["pattern"].split())
            levels = tuple(LEVELS[column].index(said.get(column, "")) for column in LEVELS)
            mine[row["left_id"], row["right_id"]] = levels, float(row["weight"])
    shared = differ = apart = 0
    alone = []
    with open(theirs, newline="") as file:
        for row in csv.DictReader(file):
            found_here = mine.pop((row["left_id"], row["right_id"]), None)
            if found_here is None:
                alone.append(float(row["weight"]))
                continue
            shared += 1
            differ += found_here[0] != tuple(int(row[f"g_{column}"]) for column in LEVELS)
            apart = max(apart, abs(found_here[1] - float(row["weight"])))
    alone += [weight for _, weight in mine.values()]
    text = "pairs of every rule equal" if same_rules else f"pairs differ: {rules} and {sql['rules']}"
    text += f"; {shared:,} pairs written by both, {differ:,} of them at other levels, weights at most {apart:.4f} bits apart"
    if not alone:
        return f"{text}; none by one only"
    return f"{text}; {len(alone):,} by one only, at most {max(abs(weight - bits(ASK)) for weight in alone):.4f} bits from the line"


def one_splink(python, rows, people, ours):
    """A line of the table beside Splink, `ours` being seconds, processor and peak kB of saikai match."""
    seconds, work, peak, out = run([python, PLACE / "real_splink.py", people])
    said = json.loads(out.splitlines()[-1])
    cells = [f"{rows:,}", f"{ours[0]:.2f} s", f"{ours[1]:.2f} s", f"{ours[2] / 1024:,.0f} MB", said["version"], f"{said['pairs']:,}",
             f"{seconds:.2f} s", f"{work:.2f} s", f"{peak / 1024:,.0f} MB", f"{seconds / ours[0]:.1f}", f"{work / ours[1]:.1f}",
             f"{peak / ours[2]:.1f}"]
    return "| " + " | ".join(cells) + " |"


def write(part, lines):
    """Puts the lines between the marks of a part of docs/linkage.md."""
    path = ROOT / "docs/linkage.md"
    text = path.read_text() if path.exists() else "# Linkage, measured\n"
    begin, end = f"<!-- {part}: begin -->", f"<!-- {part}: end -->"
    if begin not in text:
        text = f"{text.rstrip()}\n\n{begin}\n{end}\n"
    head, rest = text.split(begin, 1)
    tail = rest.split(end, 1)[1]
    path.write_text(head + begin + "\n\n" + "\n".join(lines) + "\n\n" + end + tail)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=os.environ.get("SAIKAI_LINKAGE_DATA"))
    parser.add_argument("--build", type=Path, default=ROOT / "build")
    parser.add_argument("--rows", default="100000,1000000")
    parser.add_argument("--splink", metavar="PYTHON", help="a Python in which Splink is installed; without it python3 is taken "
                        "where it has the pinned version, else a virtual environment in the build directory, which pip fills from PyPI")
    parser.add_argument("--no-splink", action="store_true", help="leaves the real Splink out and downloads nothing")
    parser.add_argument("--persons", default="20000,93340", help="of the invented registers")
    parser.add_argument("--seeds", default="1,2,3", help="of the invented registers")
    parser.add_argument("--found", type=Path, help="where what was found of each register is kept, and not measured again")
    parser.add_argument("--only", choices=["accuracy", "speed", "register"])
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    options.data = Path(options.data).resolve() if options.data else None
    options.build = options.build.resolve()
    with tempfile.TemporaryDirectory() as place:
        bench = Bench(options, Path(place))
        if options.only in (None, "accuracy"):
            measure_accuracy(bench, options)
        if options.only in (None, "speed"):
            measure_speed(bench, options)
        if options.only in (None, "register"):
            begin(bench)
            bench.registers([int(persons) for persons in options.persons.split(",")], [int(seed) for seed in options.seeds.split(",")])
            if options.write:
                write("register", bench.lines)


def begin(bench):
    bench.lines = []
    bench.say(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} when it began; {resource.getpagesize()} B pages.")
    bench.say()


def measure_accuracy(bench, options):
    begin(bench)
    bench.accuracy()
    bench.learning()
    if options.write:
        write("accuracy", bench.lines)


def measure_speed(bench, options):
    begin(bench)
    splink = (None, "--no-splink") if options.no_splink else splink_python.find(options.build / "splink", options.splink)
    bench.speed([int(rows) for rows in options.rows.split(",")], splink)
    if options.write:
        write("speed", bench.lines)


if __name__ == "__main__":
    main()
