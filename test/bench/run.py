"""Running one program and knowing what it cost: wall, CPU, and the most memory it held."""
import os
import subprocess
import time

PASSPHRASE = "a register to measure"
PASSWORD = "plum rain over the harbour"


class Cost:
    """Of one or several processes, one after the other: times add up, memory is the highest."""

    def __init__(self, wall=0.0, cpu=0.0, peak=0.0):
        self.wall, self.cpu, self.peak = wall, cpu, peak

    def __add__(self, other):
        return Cost(self.wall + other.wall, self.cpu + other.cpu, max(self.peak, other.peak))


def environment(registry):
    return {**os.environ, "SAIKAI_REGISTRY": str(registry), "SAIKAI_PASSPHRASE": PASSPHRASE, "LC_ALL": "C.UTF-8"}


def ended(process, begun):
    """Waits for `process` as wait4(2) does, so that the figures are of this process alone."""
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return Cost(time.monotonic() - begun, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def saikai(program, registry, *words, typed=None, output=None):
    """Runs a verb. Returns what it printed (nothing when it goes into the file `output`) and what it cost."""
    begun = time.monotonic()
    into = open(output, "wb") if output else subprocess.PIPE
    # A failure's words go to the terminal: a pipe for both could fill while the other is read.
    process = subprocess.Popen([program, *map(str, words)], env=environment(registry), stdin=subprocess.PIPE, stdout=into)
    process.stdin.write((typed or "").encode())
    process.stdin.close()
    printed = process.stdout.read().decode() if process.stdout else ""
    cost = ended(process, begun)
    if output:
        into.close()
    if process.returncode != 0:
        raise SystemExit(f"bench: saikai {' '.join(map(str, words[:2]))} ended with {process.returncode}")
    return printed, cost


def percentile(values, share):
    """The smallest of `values` that at least `share` of them do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, -(-int(share * 1000) * len(ordered) // 1000) - 1)]
