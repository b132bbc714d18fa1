"""Fifty pairs decided in a row, and a wrong merge parted, in a real browser: deciding.py SAIKAI ARTEFACTS_DIRECTORY

Each walk has a register of its own, since what one decides is not there for the next."""
import contextlib
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import served
import village

here = Path(__file__).parent


def main(saikai, artefacts):
    walks = [(language, scripts) for language in ("en", "ja", "ko") for scripts in (True, False)]
    with tempfile.TemporaryDirectory() as name, contextlib.ExitStack() as servers:
        folder, plan = Path(name), []
        village.make(saikai, folder, decided=False)
        for number, (language, scripts) in enumerate(walks):
            registry = shutil.copytree(folder / "registry", folder / str(number))
            address, _told = servers.enter_context(served.serving(saikai, registry, village.PASSPHRASE))
            plan.append({"base": address, "language": language, "scripts": scripts})
        return subprocess.run(["node", here / "deciding.mjs", json.dumps(plan), folder / "facts.json", artefacts],
                              check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
