"""The shipped configuration of nginx, with nginx itself: it is accepted, passes requests on, and refuses what it should."""
import contextlib
import os
import pathlib
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import time

from running import ask, header, register, serving, status

saikai, configuration, unit = sys.argv[1:4]
NAME = "saikai.example.org"


def settle(place, ports):
    """The shipped file with this test's name, paths and ports in the places where an administrator puts theirs."""
    text = pathlib.Path(configuration).read_text()
    for old, new in [("/run/saikai/http.sock", f"{place}/http.sock"), ("/etc/ssl/certs/saikai.pem", f"{place}/cert.pem"),
                     ("/etc/ssl/private/saikai.key", f"{place}/cert.key"), ("/var/log/nginx/", f"{place}/"),
                     ("listen [::]:80;", ""), ("listen [::]:443 ssl http2;", ""),
                     ("listen 80;", f"listen 127.0.0.1:{ports[0]};"), ("listen 443 ", f"listen 127.0.0.1:{ports[1]} ")]:
        assert old in text, f"{configuration} has no {old}"
        text = text.replace(old, new)
    (place / "site.conf").write_text(text)
    paths = "".join(f"{kind}_temp_path {place}/{kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    (place / "nginx.conf").write_text(f"daemon off;\npid {place}/nginx.pid;\nerror_log {place}/error.log;\n"
                                      f"events {{}}\nhttp {{\n{paths}include {place}/site.conf;\n}}\n")
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", f"/CN={NAME}", "-days", "1",
                    "-keyout", f"{place}/cert.key", "-out", f"{place}/cert.pem"], check=True, capture_output=True)


def free_ports():
    with socket.socket() as one, socket.socket() as two:
        one.bind(("127.0.0.1", 0))
        two.bind(("127.0.0.1", 0))
        return one.getsockname()[1], two.getsockname()[1]


def wait_for(port):
    for _ in range(200):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port)):
            return
        time.sleep(0.05)
    raise AssertionError("nginx does not listen")


@contextlib.contextmanager
def nginx(place, ports):
    command = ["nginx", "-p", str(place), "-e", f"{place}/error.log", "-c", f"{place}/nginx.conf"]
    checked = subprocess.run([*command, "-t"], capture_output=True, text=True)
    assert checked.returncode == 0 and "warn" not in checked.stderr, checked.stderr
    front = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        wait_for(ports[1])
        yield
    finally:
        front.send_signal(signal.SIGTERM)
        front.wait()


def secure(port):
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return lambda: context.wrap_socket(socket.create_connection(("127.0.0.1", port)), server_hostname=NAME,
                                       suppress_ragged_eofs=True)


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
    settle(here, chosen)
    kept = register(saikai, folder)
    with serving(saikai, kept, "--socket", f"{here}/http.sock", "--host", NAME):
        os.chmod(here / "http.sock", 0o666)  # nginx's workers are another user when the test is run as root
        with nginx(here, chosen):
            asks(chosen[1])
            slow(chosen[1])
