"""EM on known comparison vectors: the engine beside a reference written as plainly as the textbook has it."""
import csv
import subprocess
from collections import Counter

ROUNDS, SHARE = 50, 300  # SHARE: true ones of 1,000 pairs, to begin with


def read_patterns(path):
    """Levels of each pair from the gamma columns, 0 "not stated", with how many pairs look so."""
    with open(path, newline="") as file:
        rows = csv.DictReader(file)
        columns = [name for name in rows.fieldnames if name.startswith("gamma_")]
        return Counter(tuple(int(row[name]) + 1 for name in columns) for row in rows)


def reference(patterns, levels):
    """Share of true pairs, then m and u of each level of each comparison, in the order of bench_em."""
    share = SHARE / 1000
    m = [[2.0 ** level if level else 1.0 for level in range(count)] for count in levels]
    u = [[2.0 ** -level if level else 1.0 for level in range(count)] for count in levels]
    for shares in m + u:
        total = sum(shares[1:])
        shares[1:] = [part / total for part in shares[1:]]
    for _ in range(ROUNDS):
        true = {}
        for pattern in patterns:
            match, stranger = share, 1 - share
            for c, level in enumerate(pattern):
                match *= m[c][level]
                stranger *= u[c][level]
            true[pattern] = match / (match + stranger)
        share = sum(count * true[pattern] for pattern, count in patterns.items()) / sum(patterns.values())
        for c, count in enumerate(levels):
            stated = [(p, n) for p, n in patterns.items() if p[c] != 0]
            for level in range(1, count):
                here = [(p, n) for p, n in stated if p[c] == level]
                m[c][level] = sum(n * true[p] for p, n in here) / sum(n * true[p] for p, n in stated)
                u[c][level] = sum(n * (1 - true[p]) for p, n in here) / sum(n * (1 - true[p]) for p, n in stated)
    return [share] + [shares[level] for c, count in enumerate(levels) for level in range(1, count) for shares in (m[c], u[c])]


def compare(program, path):
    """In words, with the greatest difference of any number learnt."""
    patterns = read_patterns(path)
    levels = [max(pattern[c] for pattern in patterns) + 1 for c in range(len(next(iter(patterns))))]
    lines = [levels] + [[count, *pattern] for pattern, count in sorted(patterns.items())]
    text = "".join(" ".join(map(str, line)) + "\n" for line in lines)
    said = subprocess.run([program, str(ROUNDS), str(SHARE)], input=text, capture_output=True, text=True, check=True).stdout
    ours, plain = [float(line) for line in said.split()], reference(patterns, levels)
    if len(ours) != len(plain):
        raise SystemExit(f"{program}: {len(ours)} numbers where {len(plain)} were expected")
    apart = max(abs(a - b) for a, b in zip(ours, plain))
    return f"{sum(patterns.values()):,} pairs, {len(plain)} numbers learnt in {ROUNDS} rounds, share of true pairs {ours[0]:.4f}: " \
           f"greatest difference {apart:.1e}"
