"""The server that the browser walks through."""
import contextlib
import os
import re
import subprocess


@contextlib.contextmanager
def serving(saikai, registry, passphrase):
    """Serves a register until the walk is over; yields (address, the lines it prints next). A server that ends badly fails the walk."""
    server = subprocess.Popen([saikai, "serve", "--registry", registry, "--port", "0"], text=True, stdout=subprocess.PIPE,
                              env=dict(os.environ, SAIKAI_PASSPHRASE=passphrase))
    try:
        yield re.search(r"answers at (\S+)", server.stdout.readline()).group(1), server.stdout
    finally:
        server.terminate()
        ended = server.wait(60)
    assert ended == 0, f"the server ended with {ended}"
