"""Runs a test where there is no network but this machine's own loopback: alone.py SCRIPT ARGUMENT...

A page that asked anything of anybody would find nobody there. Where a machine lets nobody make such a place, it says so and runs the
test all the same."""
import fcntl
import os
import socket
import struct
import subprocess
import sys

UP, SET_FLAGS = 0x1, 0x8914  # IFF_UP and SIOCSIFFLAGS of Linux


def loopback_up():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        fcntl.ioctl(any_socket, SET_FLAGS, struct.pack("16sh14x", b"lo", UP))


def is_alone():
    """Whether nothing but the loopback is there."""
    return [name for _index, name in socket.if_nameindex() if name != "lo"] == []


if sys.argv[1] == "--inside":
    loopback_up()
    assert is_alone(), "there is a network in here"
    print("no network but the loopback")
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, *sys.argv[2:]])
if subprocess.run(["unshare", "-rn", "true"], capture_output=True, check=False).returncode == 0:
    os.execvp("unshare", ["unshare", "-rn", sys.executable, __file__, "--inside", *sys.argv[1:]])
print("this machine lets nobody make a place without a network: run with it")
sys.stdout.flush()
os.execv(sys.executable, [sys.executable, *sys.argv[1:]])
