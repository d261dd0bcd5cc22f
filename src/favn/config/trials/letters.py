"""A mail server as small as can be: it takes every letter and lays it in a folder."""

import re
import socketserver
import threading
import time
from collections.abc import Iterator
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

ENDS = b"."
LINK = re.compile(r"https?://[^\s<>\"]+")


class Letters:
    """Takes letters on a port of 127.0.0.1 for the length of a `with` block."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.folder.mkdir(parents=True, exist_ok=True)
        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Postman)
        self._server.daemon_threads = True
        self._server.folder = folder  # type: ignore[attr-defined]

    @property
    def address(self) -> str:
        """For FAVN_MAIL_URL."""
        return f"smtp://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> "Letters":
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: Any) -> None:
        self.close()

    def close(self) -> None:
        """Take no more; whoever wants to send one finds nobody."""
        self._server.shutdown()
        self._server.server_close()


class _Postman(socketserver.StreamRequestHandler):
    """RFC 5321 as far as Django's sender speaks it."""

    def handle(self) -> None:
        """One sender, until it says goodbye."""
        self._say("220 letters")
        while line := self.rfile.readline().strip():
            verb = line[:4].upper()
            if verb == b"DATA":
                self._say("354 go on")
                self._keep()
                self._say("250 taken")
            elif verb == b"QUIT":
                self._say("221 goodbye")
                return
            else:
                self._say("250 well")

    def _keep(self) -> None:
        lines = []
        while (line := self.rfile.readline()).strip(b"\r\n") != ENDS and line:
            lines.append(line)
        folder: Path = self.server.folder  # type: ignore[attr-defined]
        # Named by when they came: whoever follows their links takes the last first.
        (folder / f"{time.time_ns():020}-{uuid4().hex}.eml").write_bytes(b"".join(lines))

    def _say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


def links_in(folder: Path) -> Iterator[str]:
    """The paths of every link in the letters of a folder, as they came."""
    for file in sorted(folder.glob("*.eml")):
        letter = message_from_bytes(file.read_bytes(), policy=policy.default)
        body = letter.get_body(("plain",))
        for link in LINK.findall(body.get_content() if body else ""):
            yield urlsplit(link.rstrip(".,)")).path
