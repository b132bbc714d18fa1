"""What the tests of `saikai serve` share: a demonstration register, the server over it, and requests to say to it."""
import contextlib
import os
import pathlib
import re
import socket
import subprocess

PASSPHRASE = "seven grey gulls at low tide"
PASSWORD = "plum rain over the harbour"


def run(saikai, *words, registry, typed=None):
    env = dict(os.environ, SAIKAI_PASSPHRASE=PASSPHRASE, SAIKAI_REGISTRY=str(registry))
    done = subprocess.run([saikai, *words], env=env, input=typed, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, f"saikai {' '.join(words)}: {done.stderr}"
    return done.stdout


def register(saikai, folder):
    """A demonstration register with the account "mina"; its directory."""
    registry = pathlib.Path(folder) / "registry"
    run(saikai, "init", str(registry), "--demo", registry=registry)
    run(saikai, "user", "add", "mina", "--role", "reader", "--password-file", "-", registry=registry, typed=PASSWORD + "\n")
    return registry


@contextlib.contextmanager
def serving(saikai, registry, *options):
    """The server; yields (process, the address it printed, what it told systemd)."""
    told_path = str(registry.parent / "notify")
    told = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    told.bind(told_path)
    told.settimeout(60)
    env = dict(os.environ, SAIKAI_PASSPHRASE=PASSPHRASE, NOTIFY_SOCKET=told_path)
    server = subprocess.Popen([saikai, "serve", "--registry", str(registry), *options], env=env, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    try:
        line = server.stdout.readline()
        found = re.search(r"answers at (\S+)", line)
        assert found, f"saikai serve said: {line}{server.stdout.read()}"
        yield server, found.group(1), told
    finally:
        if server.poll() is None:
            server.kill()
        server.wait()
        told.close()
        os.unlink(told_path)


def ask(connect, request, seconds=20):
    """Says `request` on a new connection; everything that comes back, as text."""
    with connect() as talk:
        talk.settimeout(seconds)
        talk.sendall(request.encode())
        heard = b""
        while piece := talk.recv(65536):
            heard += piece
    return heard.decode()


def status(answer):
    return int(answer.split(" ", 2)[1])


def header(answer, name):
    """The values of a header, in their order."""
    head = answer.split("\r\n\r\n", 1)[0]
    return [line.split(": ", 1)[1] for line in head.split("\r\n")[1:] if line.lower().startswith(name.lower() + ": ")]
