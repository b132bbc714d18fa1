"""Finds a Python in which the real Splink runs, or makes one: a virtual environment with the versions of requirements.txt."""
import shutil
import subprocess
import sys
from pathlib import Path

PINNED = Path(__file__).with_name("requirements.txt")
SECONDS = 300  # for the whole download
QUIET = ["--quiet", "--no-input", "--only-binary", ":all:", "--disable-pip-version-check", "--retries", "1",
         "--timeout", "20"]
ASK = "import splink; from splink import DuckDBAPI; print(splink.__version__)"


def pinned_version():
    return next(line.split("==")[1] for line in PINNED.read_text().splitlines() if line.startswith("splink=="))


def version(python):
    """The version of Splink that `python` has; None without one, or without such a Python."""
    try:
        asked = subprocess.run([python, "-c", ASK], capture_output=True, text=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return asked.stdout.strip() if asked.returncode == 0 else None


def last_words(text):
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1] if lines else "it says nothing"


def make(place, python=sys.executable, seconds=SECONDS):
    """Makes the environment in `place`. Returns why it could not, in one line; None where it could."""
    shutil.rmtree(place, ignore_errors=True)  # what an interrupted run left
    for command in ([python, "-m", "venv", place], [place / "bin/python", "-m", "pip", "install", *QUIET, "--requirement", PINNED]):
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=seconds, check=False)
        except subprocess.TimeoutExpired:
            return f"pip took more than {seconds} s"
        except OSError as error:
            return str(error)
        if done.returncode != 0:
            return last_words(done.stderr or done.stdout)
    return None


def find(place, named=None, python=sys.executable, seconds=SECONDS):
    """(a Python with Splink, None), or (None, why there is none). `named` is what a person named: nothing else is tried then. Else it
    is `python` where it has the pinned version, or the environment in `place`, made where it is not there."""
    if named:
        return (named, None) if version(named) else (None, f"{named} has no Splink")
    kept = place / "bin/python"
    for candidate in (python, kept):
        if version(candidate) == pinned_version():
            return candidate, None
    why = make(place, python, seconds)
    if why is None and version(kept) is None:
        why = "it was installed and cannot be loaded"
    return (kept, None) if why is None else (None, why)
