"""Promise: a code of an app signs in once, however many processes serve and get it at one moment.

Every process is a server of its own before one database. As many browsers have given the password;
all send the same code together.
"""

import base64
import hashlib
import hmac
import struct
import threading
import time
from contextlib import ExitStack
from dataclasses import dataclass, field
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlencode

from favn.config.trials import ground, server

LOGIN, STEP, INSIDE = "/konto/login/", "/konto/2fa/authenticate/", "/konto/to-trin/"
EMAIL = "koder@afproevning.example"
SECRET = base64.b32encode(b"only for one trial..").decode()
PERIOD = 30
ROOM = 8
"""Seconds of a code's life that must be left, so that it does not run out under way."""
FOUND = 302


@dataclass
class Visitor:
    """A browser before one server: it keeps its cookies and sends forms."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    is_inside: bool = False

    def ask(self, method: str, path: str, **fields: str) -> int:
        """The status of one answer."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        token = self.cookies.get("csrftoken", "")
        body = urlencode(fields | {"csrfmiddlewaretoken": token}) if fields else None
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {"Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded"}
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        answer.read()
        for line in answer.headers.get_all("Set-Cookie") or []:
            name, _, rest = line.partition("=")
            self.cookies[name] = rest.partition(";")[0]
        connection.close()
        return answer.status

    def give_password(self) -> None:
        """The first step; the second is asked for next."""
        self.ask("GET", LOGIN)
        self.ask("POST", LOGIN, login=EMAIL, password=ground.PASSWORD)

    def give_code(self, code: str, together: threading.Barrier) -> None:
        """The second step, at the same moment as everybody else."""
        together.wait()
        self.ask("POST", STEP, code=code)
        self.is_inside = self.ask("GET", INSIDE) != FOUND


def run(*, workers: int, database_url: str = "") -> dict[str, Any]:
    """`workers` servers get one code at once; how many let somebody in, and whether it was one."""
    with ground.throw_away(database_url):
        _account_with_app()
        vendor = ground.vendor()
        ground.close()
        with ExitStack() as stack:
            ports = [stack.enter_context(server.running()).port for _ in range(workers)]
            visitors = [Visitor(port) for port in ports]
            for visitor in visitors:
                visitor.give_password()
            _all_at_once(visitors)
    accepted = sum(visitor.is_inside for visitor in visitors)
    counted = {"workers": workers, "tried": len(visitors), "accepted": accepted}
    return {"trial": "totp-replay", "database": vendor, **counted, "holds": accepted == 1}


def _account_with_app() -> None:
    """An account whose app is set up."""
    from allauth.mfa.totp.internal.auth import TOTP  # noqa: PLC0415 - needs Django loaded

    from favn.kit import clock, encryption  # noqa: PLC0415
    from favn.people.accounts.actions import NewAccount, invite  # noqa: PLC0415

    encryption.add_key(clock.today())
    account = invite(
        NewAccount(
            email=EMAIL,
            name="Prøve",
            organisation="afproevning",
            organisation_name="Afprøvningshuset",
            role="counsellor",
            password=ground.PASSWORD,
        )
    )
    TOTP.activate(account, SECRET)


def _all_at_once(visitors: list[Visitor]) -> None:
    """One thread for each; the code lives long enough for all of them."""
    if PERIOD - time.time() % PERIOD < ROOM:
        time.sleep(ROOM)
    code, together = code_now(), threading.Barrier(len(visitors))
    threads = [threading.Thread(target=v.give_code, args=[code, together]) for v in visitors]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def code_now() -> str:
    """The six digits an app shows for SECRET at this moment (RFC 6238)."""
    step = struct.pack(">Q", int(time.time()) // PERIOD)
    digest = hmac.new(base64.b32decode(SECRET), step, hashlib.sha1).digest()
    start = digest[-1] & 15
    number = struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFFFFFF
    return f"{number % 10**6:06}"
