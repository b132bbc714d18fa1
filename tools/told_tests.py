"""What a run of tests is told in a few lines: told_tests.py TESTLOG.json

Each that failed with the last it said, and the slowest: Meson's own log has all of it."""
import json
import sys

SAID = 12     # lines of a test that failed
SLOWEST = 5

tests = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
for test in tests:
    if test["result"] not in ("OK", "SKIP", "EXPECTEDFAIL"):
        print(f"FAIL  {test['name']}: {test['result']} after {test['duration']:.0f} s")
        said = (test.get("stdout", "") + test.get("stderr", "")).rstrip().splitlines()
        print(*(f"FAIL  > {line}" for line in said[-SAID:]), sep="\n")
slow = sorted(tests, key=lambda test: -test["duration"])[:SLOWEST]
print("      slowest:", ", ".join(f"{test['name'].split(' / ')[-1]} {test['duration']:.0f} s" for test in slow))
