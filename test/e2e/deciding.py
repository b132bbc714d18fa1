"""Fifty pairs decided in a row, and a wrong merge parted, in a real browser: deciding.py SAIKAI ARTEFACTS_DIRECTORY

Each walk has a register of its own, since what one decides is not there for the next."""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import village

here = Path(__file__).parent


def serve(saikai, registry):
    server = subprocess.Popen([saikai, "serve", "--registry", registry, "--port", "0"], text=True, stdout=subprocess.PIPE,
                              env=dict(os.environ, SAIKAI_PASSPHRASE=village.PASSPHRASE))
    return server, re.search(r"answers at (\S+)", server.stdout.readline()).group(1)


def main(saikai, artefacts):
    walks = [(language, scripts) for language in ("en", "ja", "ko") for scripts in (True, False)]
    with tempfile.TemporaryDirectory() as name:
        folder, servers = Path(name), []
        village.make(saikai, folder, decided=False)
        try:
            for number, _walk in enumerate(walks):
                servers.append(serve(saikai, shutil.copytree(folder / "registry", folder / str(number))))
            plan = [{"base": address, "language": language, "scripts": scripts}
                    for (language, scripts), (_process, address) in zip(walks, servers)]
            return subprocess.run(["node", here / "deciding.mjs", json.dumps(plan), folder / "facts.json", artefacts],
                                  check=False).returncode
        finally:
            for process, _address in servers:
                process.terminate()
                process.wait(30)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
