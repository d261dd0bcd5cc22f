"""The real server as a process of its own: started, waited for, killed without warning."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from favn.config import cli

STARTS_WITHIN = 30.0
KNOCK = b"GET /livez HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
FAVN = (sys.executable, "-c", "from favn.config.cli import main; main()")


@dataclass
class Server:
    """`favn serve` on a port of 127.0.0.1, in a process group of its own."""

    port: int
    process: "subprocess.Popen[bytes]"

    def kill(self) -> None:
        """SIGKILL to every process of the server at once."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def started(port: int, command: tuple[str, ...] = ()) -> Server:
    """Start the server (or another `command`) and wait until it answers."""
    words = command or (*FAVN, "serve")
    process = subprocess.Popen(
        [*words, "--port", str(port)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    server = Server(port, process)
    if not answers(server):
        if process.poll() is None:
            server.kill()
        raise cli.CommandError("The server did not start; its own words stand above.")
    return server


def answers(server: Server) -> bool:
    """Wait until a request is answered; False where the process ended or time ran out."""
    end = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < end and server.process.poll() is None:
        try:
            with socket.create_connection(("127.0.0.1", server.port), STARTS_WITHIN) as asked:
                asked.sendall(KNOCK)
                return bool(asked.recv(1))
        except OSError:
            time.sleep(0.02)
    return False


@contextmanager
def running(command: tuple[str, ...] = ()) -> Iterator[Server]:
    """A server for the length of the block."""
    server = started(free_port(), command)
    try:
        yield server
    finally:
        if server.process.poll() is None:
            server.kill()
