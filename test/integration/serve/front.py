"""The shipped configuration of nginx, with nginx itself: it is accepted, passes requests on, and refuses what it should."""
import os
import pathlib
import socket
import subprocess
import sys
import tempfile

from fronted import NAME, free_ports, nginx, secure, settle
from running import ask, header, register, serving, status

saikai, configuration, unit = sys.argv[1:4]


def asks(port):
    """What is said to nginx, and what has to come back."""
    connect = secure(port)
    page = ask(connect, f"GET /sign-in HTTP/1.1\r\nHost: {NAME}\r\nConnection: close\r\nX-Real-IP: 203.0.113.1\r\n\r\n")
    assert status(page) == 200 and header(page, "Strict-Transport-Security") and header(page, "Content-Security-Policy")
    assert all("; Secure" in line for line in header(page, "Set-Cookie")), "it did not learn of TLS"
    frame = f"POST /sign-in HTTP/1.1\r\nHost: {NAME}\r\nConnection: close\r\n"
    for more, wanted in [("Content-Length: 3\r\nContent-Length: 4\r\n", 400),
                         ("Content-Length: 3\r\nTransfer-Encoding: chunked\r\n", 400),
                         ("Transfer-Encoding: xchunked\r\n", 501), ("Content-Length: 2000000\r\n", 413)]:
        assert status(ask(connect, f"{frame}{more}\r\nabc")) == wanted, more
    assert status(ask(connect, "GET /sign-in HTTP/1.1\r\nConnection: close\r\n\r\n")) == 400, "no Host"
    assert status(ask(connect, f"GET /sign-in HTTP/1.1\r\nHost: {NAME}\r\nX-Long: {'a' * 70000}\r\n\r\n")) == 400, "a long header"
    assert status(ask(connect, f"{frame}Origin: https://elsewhere.example\r\nContent-Length: 0\r\n\r\n")) == 403


def slow(port):
    """A byte of a header every half second: gone when the deadline is, not when the client likes."""
    with secure(port)() as talk:
        talk.sendall(f"GET / HTTP/1.1\r\nHost: {NAME}\r\nX-Slow: ".encode())
        talk.settimeout(0.5)
        for _ in range(60):
            try:
                talk.sendall(b"a")
                if talk.recv(100) == b"":
                    return
            except TimeoutError:
                pass
            except OSError:
                return
    raise AssertionError("a slow client still holds its connection")


def forgets_what_was_asked(ports, place):
    """No log says what somebody searched for: not when saikai is gone, nor when the address was typed without TLS."""
    question = f"GET /search?q=Kanayama HTTP/1.1\r\nHost: {NAME}\r\nConnection: close\r\n\r\n"
    assert status(ask(lambda: socket.create_connection(("127.0.0.1", ports[0])), question)) == 301
    assert status(ask(secure(ports[1]), question)) == 502
    logs = {path.name: path.read_text() for path in place.glob("*.log")}
    assert any(" /search 502 " in text for text in logs.values()), logs
    assert [name for name, text in logs.items() if "Kanayama" in text] == [], logs


def unit_is_sound(place):
    """systemd reads the unit without a complaint; the program is where this test has it."""
    text = pathlib.Path(unit).read_text().replace("/usr/bin/saikai", os.path.abspath(saikai))
    copy = place / "saikai.service"
    copy.write_text(text)
    done = subprocess.run(["systemd-analyze", "verify", "--man=no", str(copy)], capture_output=True, text=True)
    complaints = [line for line in done.stderr.splitlines() if "saikai.service" in line]
    assert not complaints, complaints


with tempfile.TemporaryDirectory() as folder:
    here = pathlib.Path(folder)
    os.chmod(here, 0o755)
    unit_is_sound(here)
    chosen = free_ports()
    settle(configuration, here, chosen)
    kept = register(saikai, folder)
    with nginx(here, chosen):
        with serving(saikai, kept, "--socket", f"{here}/http.sock", "--host", NAME):
            os.chmod(here / "http.sock", 0o666)  # nginx's workers are another user when the test is run as root
            asks(chosen[1])
            slow(chosen[1])
        forgets_what_was_asked(chosen, here)
