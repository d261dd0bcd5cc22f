"""The server's own process stays with who asks again, and leaves nobody waiting."""

import re
import socket
import subprocess
import sys
import time

import pytest

from favn.config.trials.server import free_port

THREADS = 2
SERVER = """
import sys, threading
from gunicorn.app.base import BaseApplication
from favn.config.worker import EvenWorker

def says_its_thread(environ, start_response):
    body = str(threading.get_ident()).encode()
    start_response("200 OK", [("Content-Length", str(len(body)))])
    return [body]

class Server(BaseApplication):
    def load_config(self):
        for key, value in {"bind": sys.argv[1], "threads": int(sys.argv[2]), "keepalive": 30,
                           "worker_class": EvenWorker, "loglevel": "critical"}.items():
            self.cfg.set(key, value)

    def load(self):
        return says_its_thread

Server().run()
"""
REQUEST = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"
ANSWER = re.compile(rb"HTTP/1.1 200 OK\r\n.*?\r\n\r\n(\d+)", re.DOTALL)


@pytest.fixture(scope="module")
def port():
    """Favn's kind of process with two threads, around an application that names its thread."""
    port = free_port()
    process = subprocess.Popen([sys.executable, "-c", SERVER, f"127.0.0.1:{port}", str(THREADS)])
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            break
        except OSError:
            time.sleep(0.1)
    yield port
    process.terminate()
    process.wait(timeout=20)


def connected(port):
    return socket.create_connection(("127.0.0.1", port), timeout=10)


def threads(connection, words=REQUEST, answers=1):
    """The threads that answered so many requests sent at once."""
    connection.sendall(words)
    got = b""
    while len(found := ANSWER.findall(got)) < answers:
        more = connection.recv(65536)
        assert more, f"closed after {got!r}"
        got += more
    return found


def test_silent_connections_keep_nobody_out(port):
    kept = [connected(port) for _ in range(3 * THREADS)]
    for _ in range(3):
        for connection in kept:
            assert threads(connection)
    with connected(port) as newcomer:
        assert threads(newcomer)
    for connection in kept:
        connection.close()


def test_two_requests_in_one_parcel_are_both_answered(port):
    with connected(port) as connection:
        assert len(threads(connection, REQUEST * 2, answers=2)) == 2


def test_who_leaves_in_the_middle_disturbs_nobody(port):
    for _ in range(2 * THREADS):
        with connected(port) as gone:
            gone.sendall(REQUEST)
    with connected(port) as connection:
        assert threads(connection)
