"""What a run of tests is told in a few lines: told_tests.py TESTLOG.json

Each that failed with its own words for it (else the last it said), and the slowest: Meson's own log has all of it."""
import json
import sys

SAID = 12     # lines of a stream of a test that failed
AFTER = 4     # lines told with one that says FAIL
SLOWEST = 5
FAULTS = ("FAIL", "not ok", "[  FAILED", "AssertionError", "==")  # of our own walks, of TAP, of cmocka, of Python, of sanitizers


def words(said):
    """The lines around each FAIL; the last lines where none says so."""
    lines = said.rstrip().splitlines()
    faults = [at for at, line in enumerate(lines) if line.startswith(FAULTS)]
    told = sorted({near for at in faults for near in range(at, min(at + AFTER, len(lines)))})
    return [lines[at] for at in told[:2 * SAID]] or lines[-SAID:]


tests = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
for test in tests:
    if test["result"] not in ("OK", "SKIP", "EXPECTEDFAIL"):
        print(f"FAIL  {test['name']}: {test['result']} after {test['duration']:.0f} s")
        print(*(f"FAIL  > {line}" for stream in ("stdout", "stderr") for line in words(test.get(stream, ""))), sep="\n")
slow = sorted(tests, key=lambda test: -test["duration"])[:SLOWEST]
print("      slowest:", ", ".join(f"{test['name'].split(' / ')[-1]} {test['duration']:.0f} s" for test in slow))
