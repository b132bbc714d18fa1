"""The server under load: from its start to its first answer, then pages as a signed-in reader asks for them."""
import contextlib
import http.client
import re
import signal
import subprocess
import time
import urllib.parse

import run

SCRIPT = """local paths, at = {{ {paths} }}, 0
request = function()
  at = at % #paths + 1
  return wrk.format("GET", paths[at], {{ ["Cookie"] = "{cookie}", ["Host"] = "{host}" }})
end
done = function(summary, latency)
  io.write(string.format("measured %d %d %d %d %d %d\\n", summary.requests, summary.duration, latency:percentile(50),
    latency:percentile(99), latency.max, summary.errors.status + summary.errors.read + summary.errors.timeout))
end
"""


def ask(host, method, path, form=None, cookie=""):
    talk = http.client.HTTPConnection(host, timeout=60)
    headers = {"Cookie": cookie, **({"Content-Type": "application/x-www-form-urlencoded"} if form else {})}
    talk.request(method, path, urllib.parse.urlencode(form) if form else None, headers)
    answer = talk.getresponse()
    given = [value.split(";")[0] for name, value in answer.getheaders() if name.lower() == "set-cookie"]
    body = answer.read()
    talk.close()
    return answer.status, body.decode(), given


@contextlib.contextmanager
def server(program, registry):
    """Yields (host:port, seconds to the first answer, costs): costs gets the Cost of the whole life at the end."""
    begun, costs = time.monotonic(), []
    process = subprocess.Popen([program, "serve", "--port", "0"], env=run.environment(registry), stdout=subprocess.PIPE, text=True)
    try:
        host = re.search(r"http://(\S+)", process.stdout.readline()).group(1)
        assert ask(host, "GET", "/healthz")[0] == 200
        yield host, time.monotonic() - begun, costs
    finally:
        process.send_signal(signal.SIGTERM)
        costs.append(run.ended(process, begun))


def sign_in(host):
    """The cookie of the account "reader"."""
    _, page, given = ask(host, "GET", "/sign-in")
    token = re.search(r'csrf"?[^>]*?(?:value="|=)([A-Za-z0-9_-]{43})', page).group(1)
    form = {"name": "reader", "password": run.PASSWORD, "csrf": token, "next": "/"}
    status, _, given = ask(host, "POST", "/sign-in", form, "; ".join(given))
    assert status == 303, f"signing in was answered with {status}"
    return "; ".join(given)


def load(place, host, cookie, paths, clients, seconds):
    """Asks for `paths` in turn. Returns requests a second, and the 50th, 99th and 100th percentile in milliseconds."""
    script = place / "wrk.lua"
    script.write_text(SCRIPT.format(paths=", ".join(f'"{path}"' for path in paths), cookie=cookie, host=host))
    command = ["wrk", "-t1", f"-c{clients}", f"-d{seconds}s", "--timeout", "30s", "-s", str(script), f"http://{host}"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    requests, microseconds, half, most, longest, failed = map(int, re.search("measured (.*)", said).group(1).split())
    assert failed == 0, f"{failed} of {requests} requests failed"
    return requests / (microseconds / 1e6), half / 1000, most / 1000, longest / 1000
