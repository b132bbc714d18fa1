"""Makes the village, serves it, and lets the browser walk a part of what there is: run.py SAIKAI ARTEFACTS_DIRECTORY PART (run.mjs)"""
import subprocess
import sys
import tempfile
from pathlib import Path

import served
import village

here = Path(__file__).parent


def main(saikai, artefacts, part):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        village.make(saikai, folder)
        with served.serving(saikai, folder / "registry", village.PASSPHRASE) as (address, _told):
            return subprocess.run(["node", here / "run.mjs", address, folder / "facts.json", artefacts, part], check=False).returncode


if __name__ == "__main__":
    if not (here / "node_modules").is_dir():
        print("the browser's driver is missing: run script/bootstrap first")
        sys.exit(1)
    sys.exit(main(*sys.argv[1:4]))
