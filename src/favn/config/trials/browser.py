"""A browser's side of a tap: one kept connection, the session's cookie and the form's token."""

import secrets
import socket
import string
from dataclasses import dataclass, field
from urllib.parse import urlencode
from uuid import UUID, uuid4

LETTERS = string.ascii_letters + string.digits
TOKEN_LENGTH = 32
HEAD_ENDS = b"\r\n\r\n"
LENGTH = b"content-length:"


class Broken(ConnectionError):
    """The server went away before the whole answer was there."""


def tap(session: UUID | None = None) -> tuple[UUID, bytes]:
    """A new guest's id and the form that counts it: through the door, or into a session."""
    pk = uuid4()
    values = {"kind": "participation" if session else "visit", "id": str(pk)}
    if session:
        values["target"] = str(session)
    return pk, urlencode(values).encode()


def request(path: str, session_key: str, body: bytes) -> bytes:
    """The bytes of one POST as a script on the page sends it.

    The token is the browser's own: Django holds the header against the cookie.
    """
    token = "".join(secrets.choice(LETTERS) for _place in range(TOKEN_LENGTH))
    head = (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: application/json\r\n"
        "Accept-Language: da,en;q=0.7\r\nOrigin: http://127.0.0.1\r\n"
        f"Cookie: sessionid={session_key}; csrftoken={token}\r\nX-CSRFToken: {token}\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def whole(received: bytes) -> bool:
    """Whether an answer has come to its end."""
    head, gap, body = received.partition(HEAD_ENDS)
    place = head.lower().find(LENGTH)
    if not gap or place < 0:
        return False
    return len(body) >= int(head[place + len(LENGTH) :].split(b"\r\n", 1)[0])


def status(received: bytes) -> int:
    """The status code of an answer."""
    return int(received[9:12])


@dataclass
class Browser:
    """Sends one tap after another on one connection; opens a new one where it broke."""

    port: int
    path: str
    session_key: str
    timeout: float = 15.0
    _socket: socket.socket | None = field(default=None, repr=False)

    def post(self, body: bytes) -> int:
        """The status the server answered. Raises Broken, also where nobody listens."""
        try:
            if self._socket is None:
                self._socket = socket.create_connection(("127.0.0.1", self.port), self.timeout)
                self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._socket.sendall(request(self.path, self.session_key, body))
            return status(self._answer(self._socket))
        except OSError as error:
            self.leave()
            raise Broken(str(error)) from error

    def _answer(self, connection: socket.socket) -> bytes:
        received = b""
        while not whole(received):
            more = connection.recv(65536)
            if not more:
                raise Broken("The connection was closed.")
            received += more
        return received

    @property
    def is_connected(self) -> bool:
        """Whether the last answer came whole."""
        return self._socket is not None

    def leave(self) -> None:
        """Close the connection."""
        if self._socket is not None:
            self._socket.close()
            self._socket = None
