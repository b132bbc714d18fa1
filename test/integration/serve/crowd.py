"""A crowd of slow clients through the shipped nginx, and somebody else who only wants a page:
crowd.py SAIKAI NGINX_CONF [CLIENTS SECONDS [ADDRESSES]]

Of the crowd a quarter never finishes its greeting (TLS), a quarter its headers, a quarter its form, a quarter a list that it hands in,
each a byte at a time. Whoever is shown out comes back at once. They come from as many addresses as are said, since what nginx limits it
limits by address; one without that. The other asks from an address of its own for the start page (which leads to the sign-in) all the
while and must get it every time; how long that took is printed. By hand: 1000 clients for 120 seconds, from 1 and from 1000 addresses."""
import asyncio
import multiprocessing
import os
import pathlib
import resource
import ssl
import sys
import tempfile
import time

from fronted import NAME, free_ports, nginx, settle
from running import register, serving

saikai, configuration = sys.argv[1:3]
clients, seconds, addresses = (int(word) for word in (sys.argv[3:] + ["150", "8", "1"][len(sys.argv[3:]):]))
PATIENCE = 20  # seconds that somebody waits for a page before calling it none

GREETING = b"\x16\x03\x01\x02\x00\x01"  # a ClientHello of 512 bytes begins
HEAD = f"GET /sign-in HTTP/1.1\r\nHost: {NAME}\r\nX-Slow: "
FORM = f"POST /sign-in HTTP/1.1\r\nHost: {NAME}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 900\r\n\r\n"
LIST = (f"POST /sources/{'7' * 26}/import HTTP/1.1\r\nHost: {NAME}\r\nContent-Type: multipart/form-data; boundary=slow\r\n"
        "Content-Length: 900000000\r\n\r\n")
PAGE = f"GET / HTTP/1.1\r\nHost: {NAME}\r\nConnection: close\r\n\r\n"


def trusting():
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


class Crowd:
    def __init__(self, port):
        self.port, self.context, self.held, self.most, self.turned_away = port, trusting(), 0, 0, 0

    async def come(self, number):
        """A connection with its beginning said."""
        secured = {"ssl": self.context, "server_hostname": NAME} if number % 4 else {}
        own = number % addresses
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port, local_addr=(f"127.1.{own // 250}.{own % 250 + 1}", 0),
                                                       **secured)
        writer.write([GREETING, HEAD.encode(), FORM.encode(), LIST.encode()][number % 4])
        return reader, writer

    async def one(self, number, until):
        """A slow client for as long as the test lasts, over as many connections as that takes."""
        while time.monotonic() < until:
            try:
                reader, writer = await self.come(number)
            except OSError:
                await asyncio.sleep(0.5)
                continue
            self.held += 1
            self.most = max(self.most, self.held)
            try:
                await self.dawdle(reader, writer, until)
            except OSError:
                pass
            self.held -= 1
            self.turned_away += 1
            writer.close()

    @staticmethod
    async def dawdle(reader, writer, until):
        while time.monotonic() < until and not reader.at_eof():
            writer.write(b"a")
            await writer.drain()
            try:
                if await asyncio.wait_for(reader.read(1000), 2) == b"":
                    return
            except TimeoutError:
                pass


def be_a_crowd(port, told):
    """In a process of its own: the crowd's machine is not the one of whoever waits for a page."""
    async def all_of_them():
        crowd, until = Crowd(port), time.monotonic() + seconds
        await asyncio.gather(*(crowd.one(number, until) for number in range(clients)))
        told.send((crowd.most, crowd.turned_away))
    os.nice(5)
    asyncio.run(all_of_them())


async def somebody_else(port, until):
    """The seconds each page took; those that did not come are infinite."""
    took, context = [], trusting()
    while time.monotonic() < until:
        began = time.monotonic()
        try:
            async with asyncio.timeout(PATIENCE):
                reader, writer = await asyncio.open_connection("127.0.0.1", port, ssl=context, server_hostname=NAME,
                                                               local_addr=("127.0.0.2", 0))
                writer.write(PAGE.encode())
                answer = await reader.read()
                writer.close()
            took.append(time.monotonic() - began if b" 303 " in answer[:20] else float("inf"))
        except (OSError, TimeoutError):
            took.append(float("inf"))
        await asyncio.sleep(0.25)
    return sorted(took)


def main(port):
    alone = asyncio.run(somebody_else(port, time.monotonic() + 3))
    hear, tell = multiprocessing.Pipe(False)
    crowd = multiprocessing.Process(target=be_a_crowd, args=(port, tell))
    crowd.start()
    took = asyncio.run(somebody_else(port, time.monotonic() + seconds))
    most, turned_away = hear.recv()
    crowd.join()
    middle, late = took[len(took) // 2], took[int(len(took) * 0.99)]
    print(f"{clients} slow clients from {addresses} addresses for {seconds} s, at most {most} at once, shown out {turned_away} times; "
          f"{len(took)} pages for somebody else: median {middle * 1000:.0f} ms, 99 % within {late * 1000:.0f} ms "
          f"(before them: {alone[len(alone) // 2] * 1000:.0f} ms)")
    assert most > clients * 0.8, "the crowd never was one"
    assert took[-1] < float("inf"), f"{took.count(float('inf'))} pages did not come"


resource.setrlimit(resource.RLIMIT_NOFILE, (8192, max(8192, resource.getrlimit(resource.RLIMIT_NOFILE)[1])))
with tempfile.TemporaryDirectory() as folder:
    here = pathlib.Path(folder)
    os.chmod(here, 0o755)
    ports = free_ports()
    settle(configuration, here, ports)
    with serving(saikai, register(saikai, folder), "--socket", f"{here}/http.sock", "--host", NAME):
        os.chmod(here / "http.sock", 0o666)  # nginx's workers are another user when the test is run as root
        with nginx(here, ports):
            main(ports[1])
