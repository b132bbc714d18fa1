"""`saikai serve` as people run it: it says where it is once it answers, lets mina in, and ends in peace."""
import signal
import socket
import sys
import tempfile
import time

from running import PASSWORD, ask, header, register, run, serving, status

saikai = sys.argv[1]
FRAME = "HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"


def get(connect, path, *more):
    return ask(connect, f"GET {path} {FRAME}" + "".join(line + "\r\n" for line in more) + "\r\n")


def post(connect, path, form, *more):
    lines = "".join(line + "\r\n" for line in more)
    return ask(connect, f"POST {path} {FRAME}Content-Type: application/x-www-form-urlencoded\r\n"
                        f"Content-Length: {len(form)}\r\n{lines}\r\n{form}")


def token(page):
    """The form's token, wherever the page puts it."""
    import re
    return re.search(r'csrf"?[^>]*?(?:value="|=)([A-Za-z0-9_-]{43})', page.split("\r\n\r\n", 1)[1]).group(1)


def cookies(answer):
    return {line.split("=", 1)[0]: line.split("=", 1)[1].split(";")[0] for line in header(answer, "Set-Cookie")}


def sign_in(connect, password, *more):
    """Mina's way through the door: the answer to her form."""
    page = get(connect, "/sign-in", *more)
    assert status(page) == 200, page
    name, value = next((n, v) for n, v in cookies(page).items() if n.endswith("saikai-visitor"))
    form = f"name=mina&password={password.replace(' ', '+')}&csrf={token(page)}&next=%2Fwhere"
    assert status(post(connect, "/sign-in", form, *more)) == 403, "a token without its cookie"
    return post(connect, "/sign-in", form, f"Cookie: {name}={value}", *more)


def over_a_port(folder):
    registry = register(saikai, folder)
    with serving(saikai, registry, "--port", "0") as (server, address, told):
        host, port = address.removeprefix("http://").split(":")
        connect = lambda: socket.create_connection((host, int(port)))
        assert host == "127.0.0.1" and told.recv(100) == b"READY=1"
        assert status(sign_in(connect, "something else")) == 401
        answer = sign_in(connect, PASSWORD)
        assert status(answer) == 303 and header(answer, "Location") == ["/where"], answer
        assert all("HttpOnly; SameSite=Strict" in line for line in header(answer, "Set-Cookie"))
        mine = f"Cookie: saikai={cookies(answer)['saikai']}"
        assert header(get(connect, "/sign-in", mine), "Location") == ["/"], "she is signed in"
        assert status(post(connect, "/sign-out", "csrf=x", mine)) == 403
        assert status(get(connect, "/sign-in", "Cookie: saikai=" + "x" * 43)) == 200
        assert status(get(connect, "/no/such/page")) == 404
        assert status(get(connect, "/sign-out")) == 405
        server.send_signal(signal.SIGTERM)
        assert server.wait(30) == 0 and told.recv(100) == b"STOPPING=1"
    return registry


def over_a_socket(registry):
    path = str(registry.parent / "http.sock")
    options = ("--socket", path, "--host", "localhost", "--host", "saikai.example.org")
    with serving(saikai, registry, *options) as (server, address, _told):
        def connect():
            talk = socket.socket(socket.AF_UNIX)
            talk.connect(path)
            return talk
        assert address == "unix:" + path
        tls = ("X-Forwarded-Proto: https", "X-Real-IP: 192.0.2.9")
        answer = sign_in(connect, PASSWORD, *tls)
        assert status(answer) == 303 and all("; Secure" in line for line in header(answer, "Set-Cookie"))
        assert "__Host-saikai" in cookies(answer)
        assert status(ask(connect, "GET /sign-in HTTP/1.1\r\nHost: elsewhere.example\r\nConnection: close\r\n\r\n")) == 421
        server.send_signal(signal.SIGINT)
        assert server.wait(30) == 0


def turned_away(answer):
    """Whether it is the page for whom there is no room, in each language."""
    assert status(answer) == 503 and int(header(answer, "Retry-After")[0]) > 0, answer
    assert header(answer, "Content-Type") == ["text/html; charset=utf-8"], answer
    assert all(f'<section lang="{tongue}">' in answer for tongue in ("ja", "ko", "en")), answer
    assert len(answer.split("\r\n\r\n", 1)[1].encode()) == int(header(answer, "Content-Length")[0]), "all of it came"


def working(connect):
    """A form whose end is still to come: whoever brings it is at work, and for two seconds has not kept anybody waiting."""
    for _ in range(100):  # who was here before may still be on the way out
        talk = connect()
        talk.settimeout(20)
        talk.sendall(f"POST /sign-in {FRAME}Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 9\r\n"
                     "Expect: 100-continue\r\n\r\n".encode())
        if b" 100 " in talk.recv(65536)[:20]:
            return talk
        talk.close()
        time.sleep(0.05)
    raise AssertionError("nobody is let in")


def no_room(registry):
    """A house for one in which somebody is at work: nobody else is let in, nor while it closes."""
    with serving(saikai, registry, "--port", "0", "--connections", "1") as (server, address, _told):
        host, port = address.removeprefix("http://").split(":")
        connect = lambda: socket.create_connection((host, int(port)))
        for stops in (False, True):
            with working(connect) as talk:
                if stops:
                    server.send_signal(signal.SIGTERM)
                turned_away(get(connect, "/sign-in"))
                talk.sendall(b"name=mina")
                assert b" 403 " in talk.recv(65536)[:20], "who was at work gets an answer"
        assert server.wait(30) == 0


with tempfile.TemporaryDirectory() as place:
    kept = over_a_port(place)
    over_a_socket(kept)
    no_room(kept)
    assert "answers at" in run(saikai, "serve", "--check", "--port", "0", registry=kept)
