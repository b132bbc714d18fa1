"""Somebody at the pages, as tests ask: signed in or not, with cookies and the token of the last form."""
import http.client
import re
import urllib.parse

from running import PASSWORD


class Browser:
    """Somebody who is signed in, or nobody; asks on one connection."""
    def __init__(self, address, name=None, password=PASSWORD):
        self.host, self.name, self.cookies = address.removeprefix("http://"), name, {}
        self.talk = http.client.HTTPConnection(self.host, timeout=60)
        if name is not None:
            self.get("/sign-in")
            answer = self.post("/sign-in", name=name, password=password)
            assert answer.status == 303 and "saikai" in self.cookies, f"{name} cannot sign in: {answer.status}"

    def ask(self, method, path, body=None):
        headers = {"Host": "localhost", "Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        for again in (False, True):
            try:
                self.talk.request(method, path, body, headers)
                answer = self.talk.getresponse()
                break
            except (http.client.RemoteDisconnected, BrokenPipeError, ConnectionResetError):
                assert not again, f"{path}: no answer"
                self.talk.close()
        answer.text = answer.read().decode("utf-8", "replace")
        answer.all = "\n".join(f"{k}: {v}" for k, v in answer.getheaders()) + "\n\n" + answer.text
        for line in answer.headers.get_all("Set-Cookie") or []:
            key, value = line.split(";")[0].split("=", 1)
            if value:
                self.cookies[key] = value
            else:
                self.cookies.pop(key, None)
        return answer

    def get(self, path):
        answer = self.ask("GET", path)
        found = re.search(r'name="csrf" value="([^"]{43})"', answer.text)
        if found:
            self.token = found.group(1)
        return answer

    def post(self, path, **form):
        return self.ask("POST", path, urllib.parse.urlencode({"csrf": self.token, **form}))
