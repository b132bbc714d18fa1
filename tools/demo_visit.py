"""A visitor who signs in and opens every kind of page once, following the links that stand on them."""
import http.client
import re
import urllib.parse

NOTICE = 'invented'  # every page of a demo says it of its people


class Wrong(Exception):
    pass


class Visitor:
    def __init__(self, address):
        self.host = urllib.parse.urlparse(address).netloc
        self.cookies = {}

    def ask(self, method, path, form=None):
        """Status and text of one answer; cookies are kept as a browser does."""
        talk = http.client.HTTPConnection(self.host, timeout=60)
        headers = {'Cookie': '; '.join(f'{name}={value}' for name, value in self.cookies.items()), 'Accept-Language': 'en'}
        if form is not None:
            headers['Content-Type'] = 'application/x-www-form-urlencoded'
        talk.request(method, path, None if form is None else urllib.parse.urlencode(form), headers)
        answer = talk.getresponse()
        for name, value in answer.getheaders():
            if name.lower() == 'set-cookie':
                key, _, rest = value.partition('=')
                self.cookies[key] = rest.split(';')[0]
        text = answer.read().decode()
        talk.close()
        return answer.status, text

    def page(self, path, *wanted):
        """A page that must be there, say whose people these are, and hold every one of `wanted`."""
        status, text = self.ask('GET', path)
        if status != 200:
            raise Wrong(f'{path} was answered with {status}')
        for word in (NOTICE, *wanted):
            if word not in text:
                raise Wrong(f'{path} does not say "{word}"')
        print(f'  {path} ({len(text)} letters)')
        return text

    def first(self, text, pattern, where):
        found = re.search(pattern, text)
        if found is None:
            raise Wrong(f'{where} has no link like {pattern}')
        return found.group(1)

    def sign_in(self, name, password):
        token = self.first(self.page('/sign-in'), r'name="csrf" value="([^"]+)"', '/sign-in')
        status, _ = self.ask('POST', '/sign-in', {'name': name, 'password': password, 'csrf': token, 'next': '/'})
        if status != 303:
            raise Wrong(f'signing in as {name} was answered with {status}')


def visit(address, name, password, wanted):
    """Opens the main pages of a demo. `wanted` is the name of somebody who stands on a list."""
    print('The pages answer:')
    visitor = Visitor(address)
    visitor.sign_in(name, password)
    visitor.page('/', '<svg')
    found = visitor.page('/search?' + urllib.parse.urlencode({'q': wanted}), wanted)
    visitor.page(visitor.first(found, r'href="(/people/[^"?#]+)"', 'the search'), wanted)
    source = visitor.first(visitor.page('/sources'), r'href="(/sources/[^"?#]+)"', '/sources')
    visitor.page(visitor.first(visitor.page(source), r'href="(/batches/[^"?#/]+)"', source))
    visitor.page('/help')
