"""nginx with the shipped configuration in front of a server, for tests: on ports of their own, with a certificate of a day."""
import contextlib
import pathlib
import signal
import socket
import ssl
import subprocess
import time

NAME = "saikai.example.org"


def settle(configuration, place, ports):
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
    logs = f"access_log {place}/all.log;\nerror_log {place}/all-error.log;\n"  # as Debian has them for all sites
    (place / "nginx.conf").write_text(f"daemon off;\npid {place}/nginx.pid;\nerror_log {place}/error.log;\nworker_rlimit_nofile 8192;\n"
                                      f"events {{ worker_connections 4096; }}\nhttp {{\n{paths}{logs}include {place}/site.conf;\n}}\n")
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
