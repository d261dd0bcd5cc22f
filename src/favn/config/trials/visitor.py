"""A browser without scripts before the real server: one session, one connection, what it was sent.

Where the server goes away in the middle, what had come by then is kept: it was seen too.
"""

from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPResponse
from urllib.parse import urlencode

TOKEN = "a" * 32
"""Django holds the form's token against the cookie's; the browser may choose both."""
EDGE = "b" * 32
PIECE = 65_536


@dataclass(frozen=True, slots=True)
class Answer:
    """What came: status 0 where not even that did; `is_whole` where nothing was cut off.

    `is_sent` where the server had the question before it went away.
    """

    status: int
    body: bytes
    location: str
    is_whole: bool
    is_sent: bool = True

    @property
    def text(self) -> str:
        """The page."""
        return self.body.decode("utf-8", "replace")


@dataclass
class Visitor:
    """Signed in by the key of a session; nobody without one."""

    port: int
    session_key: str = ""
    timeout: float = 60.0
    _kept: HTTPConnection | None = field(default=None, repr=False)

    def get(self, path: str) -> Answer:
        """A page."""
        return self._ask("GET", path, None)

    def post(self, path: str, fields: dict[str, list[str]]) -> Answer:
        """A form sent."""
        return self._ask("POST", path, urlencode({**fields, "csrfmiddlewaretoken": TOKEN}, True))

    def send_file(
        self, path: str, name: str, data: bytes, *, field: str = "file",
        more: dict[str, str] | None = None,
    ) -> Answer:  # fmt: skip
        """A form with a file in one field, and words in others."""
        part = f'--{EDGE}\r\nContent-Disposition: form-data; name="{{}}"'
        said = {"csrfmiddlewaretoken": TOKEN, **(more or {})}
        lines = [f"{part.format(key)}\r\n\r\n{value}\r\n" for key, value in said.items()]
        head = f'{part.format(field)}; filename="{name}"\r\n\r\n'
        body = "".join([*lines, head]).encode() + data + f"\r\n--{EDGE}--\r\n".encode()
        return self._ask("POST", path, body, f"multipart/form-data; boundary={EDGE}")

    def _ask(
        self, method: str, path: str, body: str | bytes | None,
        kind: str = "application/x-www-form-urlencoded",
    ) -> Answer:  # fmt: skip
        headers = {"Cookie": f"csrftoken={TOKEN}; sessionid={self.session_key}"}
        if body is not None:
            headers["Content-Type"] = kind
        is_sent = False
        try:
            self._kept = self._kept or HTTPConnection("127.0.0.1", self.port, timeout=self.timeout)
            self._kept.request(method, path, body, headers)
            is_sent = True
            answer = self._kept.getresponse()
        except (OSError, HTTPException):
            self.leave()
            return Answer(0, b"", "", is_whole=False, is_sent=is_sent)
        return self._read(answer)

    def _read(self, answer: HTTPResponse) -> Answer:
        came, is_whole = b"", True
        try:
            while piece := answer.read1(PIECE):
                came += piece
            is_whole = answer.length in (None, 0)
        except (OSError, HTTPException):
            is_whole = False
        answer.close()
        if not is_whole or answer.will_close:
            self.leave()
        return Answer(answer.status, came, answer.headers.get("Location", ""), is_whole)

    def leave(self) -> None:
        """Close the connection."""
        if self._kept is not None:
            self._kept.close()
            self._kept = None
