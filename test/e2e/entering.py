"""A new register from its first page on, in a real browser: entering.py SAIKAI ARTEFACTS_DIRECTORY

One register and server for each walk: a walk makes the first administrator, which can be done once."""
import contextlib
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import served

PASSPHRASE = "a lighthouse that never was"
here = Path(__file__).parent


@contextlib.contextmanager
def starting(saikai, folder):
    """Serves a register nobody has entered yet; yields (address, the code the terminal shows)."""
    subprocess.run([saikai, "init", "--demo", folder / "registry"], env=dict(os.environ, SAIKAI_PASSPHRASE=PASSPHRASE), check=True,
                   stdout=subprocess.PIPE)
    with served.serving(saikai, folder / "registry", PASSPHRASE) as (address, told):
        told.readline()
        yield address, told.readline().split()[-1]


def main(saikai, artefacts):
    walks = [(language, scripts) for language in ("en", "ja", "ko") for scripts in (True, False)]
    with tempfile.TemporaryDirectory() as name, contextlib.ExitStack() as servers:
        plan = []
        for number, (language, scripts) in enumerate(walks):
            folder = Path(name) / str(number)
            folder.mkdir()
            address, code = servers.enter_context(starting(saikai, folder))
            plan.append({"base": address, "code": code, "language": language, "scripts": scripts})
        return subprocess.run(["node", here / "entering.mjs", json.dumps(plan), artefacts], check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
