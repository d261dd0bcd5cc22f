"""A real mail server that keeps what is delivered, and refuses whom it is told to refuse."""

from email import message_from_bytes
from email.message import Message

from aiosmtpd.controller import Controller

from favn.config.trials.server import free_port

SMTP = "django.core.mail.backends.smtp.EmailBackend"


class Letterbox:
    """Letters as (to, message); `refused` are addresses the server does not know, and `later` those
    it asks one to try again.
    """

    def __init__(self) -> None:
        self.letters: list[tuple[list[str], Message]] = []
        self.refused: set[str] = set()
        self.later: set[str] = set()
        self.hangs_up = False

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802 - its name
        if address in self.refused:
            return "550 No such user here"
        if address in self.later:
            return "450 Mailbox busy"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - its name
        if self.hangs_up:
            server.transport.close()
            return "421 Going away"
        self.letters.append((envelope.rcpt_tos, message_from_bytes(envelope.content)))
        return "250 OK"

    def to(self, address: str) -> list[str]:
        """The texts delivered to an address."""
        found = (letter for to, letter in self.letters if address in to)
        texts = (next(p for p in letter.walk() if not p.is_multipart()) for letter in found)
        return [text.get_payload(decode=True).decode() for text in texts]


def served(box: Letterbox) -> Controller:
    """A server in front of the box; start and stop are the caller's."""
    return Controller(box, hostname="127.0.0.1", port=free_port())
