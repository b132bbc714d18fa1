"""A new register from its first page on, in a real browser: entering.py SAIKAI ARTEFACTS_DIRECTORY

One register and server for each walk: a walk makes the first administrator, which can be done once."""
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

PASSPHRASE = "a lighthouse that never was"
here = Path(__file__).parent


def start(saikai, folder):
    """(process, address, the code the terminal shows)"""
    env = dict(os.environ, SAIKAI_PASSPHRASE=PASSPHRASE)
    subprocess.run([saikai, "init", "--demo", folder / "registry"], env=env, check=True, stdout=subprocess.PIPE)
    server = subprocess.Popen([saikai, "serve", "--registry", folder / "registry", "--port", "0"], text=True, env=env,
                              stdout=subprocess.PIPE)
    address = re.search(r"answers at (\S+)", server.stdout.readline()).group(1)
    server.stdout.readline()
    return server, address, server.stdout.readline().split()[-1]


def main(saikai, artefacts):
    walks = [(language, scripts) for language in ("en", "ja", "ko") for scripts in (True, False)]
    with tempfile.TemporaryDirectory() as name:
        servers = []
        try:
            for number, _walk in enumerate(walks):
                folder = Path(name) / str(number)
                folder.mkdir()
                servers.append(start(saikai, folder))
            plan = [{"base": address, "code": code, "language": language, "scripts": scripts}
                    for (language, scripts), (_process, address, code) in zip(walks, servers)]
            return subprocess.run(["node", here / "entering.mjs", json.dumps(plan), artefacts], check=False).returncode
        finally:
            for process, _address, _code in servers:
                process.terminate()
                process.wait(30)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
