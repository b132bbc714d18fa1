"""Makes the village, serves it, and lets the browser walk a part of what there is: run.py SAIKAI ARTEFACTS_DIRECTORY PART (run.mjs)"""
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import village

here = Path(__file__).parent


def main(saikai, artefacts, part):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        village.make(saikai, folder)
        server = subprocess.Popen([saikai, "serve", "--registry", folder / "registry", "--port", "0"], text=True,
                                  stdout=subprocess.PIPE, env=dict(os.environ, SAIKAI_PASSPHRASE=village.PASSPHRASE))
        try:
            address = re.search(r"answers at (\S+)", server.stdout.readline()).group(1)
            return subprocess.run(["node", here / "run.mjs", address, folder / "facts.json", artefacts, part], check=False).returncode
        finally:
            server.terminate()
            server.wait(30)


if __name__ == "__main__":
    if not (here / "node_modules").is_dir():
        print("the browser's driver is missing: run script/bootstrap first")
        sys.exit(1)
    sys.exit(main(*sys.argv[1:4]))
