"""Answers readers without a session from memory, before Django is asked at all.

A page is kept only where its view said so (`kit.kept.keep`), by address, language and day, until a
tenant it shows has committed anything. Each process asks the database twice a second at most what
every tenant's content is called now, so a change anywhere is seen here within half a second.
"""

import gzip
import hashlib
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any, TypeAlias
from uuid import UUID

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.db import DatabaseError, connection
from django.http import HttpRequest, parse_cookie
from django.utils.translation import get_language_from_request

from favn.kit import clock, kept

WINDOW = 0.5
"""Seconds a process believes what it was last told of the versions."""
LONGEST = 300.0
"""Seconds a page is kept at most, for what no version tells."""
MOST_BYTES = 32 * 2**20
LARGEST = 2 * 2**20
LONG_HEADER = 200
WORTH_PACKING = 500
OK, UNCHANGED = "200 OK", "304 Not Modified"
OURS = {"content-length", "vary", "etag", "cache-control", "content-encoding"}

Environ: TypeAlias = dict[str, Any]
Headers: TypeAlias = list[tuple[str, str]]
App: TypeAlias = Callable[..., Iterable[bytes]]
Key: TypeAlias = tuple[str, str, str, str, date]
Versions: TypeAlias = dict[UUID, int]


@dataclass(frozen=True, slots=True)
class Page:
    """One page, plain and packed, and the versions it was made from."""

    plain: bytes
    packed: bytes
    etag: str
    headers: Headers
    made_from: Versions
    until: float

    @property
    def size(self) -> int:
        """Bytes it takes."""
        return len(self.plain) + len(self.packed)

    def stands(self, known: Versions, now: float) -> bool:
        """Whether nothing it shows has changed since."""
        return called(self.made_from, known) == self.made_from and now < self.until

    def answer(self, environ: Environ, start_response: Callable[..., Any]) -> list[bytes]:
        """What this reader needs: nothing new, packed or plain; a HEAD without the body."""
        asked = environ.get("HTTP_IF_NONE_MATCH", "")
        if asked and (self.etag in asked or asked.strip() == "*"):
            start_response(UNCHANGED, [h for h in self.headers if h[0].lower() != "content-type"])
            return []
        takes_packed = self.packed and _takes_gzip(environ.get("HTTP_ACCEPT_ENCODING", ""))
        body = self.packed if takes_packed else self.plain
        more = [("Content-Length", str(len(body)))]
        if takes_packed:
            more.append(("Content-Encoding", "gzip"))
        start_response(OK, self.headers + more)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]


@lru_cache(256)
def _takes_gzip(accepted: str) -> bool:
    """Whether a reader takes gzip; `gzip;q=0` says no."""
    for part in accepted.lower().split(","):
        name, _semicolon, quality = part.partition(";")
        if name.strip() == "gzip":
            return quality.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False


@dataclass(slots=True)
class Known:
    """What the tenants' content is called, as this process was last told."""

    window: float
    read: Callable[[], Versions] = kept.versions
    versions: Versions | None = None
    read_at: float = float("-inf")
    lock: threading.Lock = field(default_factory=threading.Lock)

    def now(self) -> Versions | None:
        """The versions, at most `window` seconds old; None where the database does not answer."""
        if time.monotonic() - self.read_at >= self.window:
            with self.lock:
                if time.monotonic() - self.read_at >= self.window:
                    self._ask()
        return self.versions

    def _ask(self) -> None:
        asked_at = time.monotonic()
        try:
            self.versions = self.read()
        except DatabaseError:
            self.versions = None
            connection.close_if_unusable_or_obsolete()
        self.read_at = asked_at


class PageCache:
    """A WSGI application in front of Django's."""

    def __init__(self, app: App, *, window: float = WINDOW, most: int = MOST_BYTES) -> None:
        self.app, self.most = app, most
        self.known = Known(window)
        self.pages: OrderedDict[Key, Page] = OrderedDict()
        self.size = 0
        self.lock = threading.Lock()

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        """From memory where the page stands, else from Django."""
        key = key_of(environ)
        known = self.known.now() if key else None
        if key is None or known is None:
            return self.app(environ, start_response)
        page = self.pages.get(key)
        if page is None or not page.stands(known, time.monotonic()):
            return self._ask_django(key, known, environ, start_response)
        with self.lock:
            if key in self.pages:
                self.pages.move_to_end(key)
        return page.answer(environ, start_response)

    def _ask_django(
        self, key: Key, known: Versions, environ: Environ, start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        """`known` was read before the page is made, so its name is never newer than its words."""
        begun: list[Any] = []
        response = self.app(environ, lambda *said: begun.extend(said))
        status, headers, *rest = begun
        page = None
        if environ["REQUEST_METHOD"] == "GET":
            page = page_of(status, headers, response, known)
        if page is None:
            start_response(status, headers, *rest)
            return response
        response.close()  # type: ignore[attr-defined]
        if page.size <= LARGEST:
            self._put(key, page)
        return page.answer(environ, start_response)

    def _put(self, key: Key, page: Page) -> None:
        """Keep a page, and let those go that nobody asked for the longest."""
        with self.lock:
            if old := self.pages.pop(key, None):
                self.size -= old.size
            self.pages[key] = page
            self.size += page.size
            while self.size > self.most:
                _key, gone = self.pages.popitem(last=False)
                self.size -= gone.size


def key_of(environ: Environ) -> Key | None:
    """What a page is kept under; None where this reader or request gets its answer from Django.

    A query is never kept, so that made-up ones fill nothing.
    """
    if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or environ.get("QUERY_STRING"):
        return None
    cookies = environ.get("HTTP_COOKIE", "")
    if "HTTP_AUTHORIZATION" in environ or any(name in cookies for name in personal_cookies()):
        return None
    accepted = environ.get("HTTP_ACCEPT_LANGUAGE", "")
    if len(accepted) > LONG_HEADER:
        return None
    chosen = ""
    if settings.LANGUAGE_COOKIE_NAME in cookies:
        chosen = parse_cookie(cookies).get(settings.LANGUAGE_COOKIE_NAME, "")[:LONG_HEADER]
    host = environ.get("HTTP_HOST") or f"{environ['SERVER_NAME']}:{environ['SERVER_PORT']}"
    language = language_of(chosen, accepted)
    return environ["wsgi.url_scheme"], host, environ.get("PATH_INFO", ""), language, clock.today()


def personal_cookies() -> tuple[str, str]:
    """Names of cookies that make an answer one person's: the session, and a message left over."""
    return settings.SESSION_COOKIE_NAME, CookieStorage.cookie_name


@lru_cache(512)
def language_of(chosen: str, accepted: str) -> str:
    """The language Django would answer in."""
    request = HttpRequest()
    request.COOKIES = {settings.LANGUAGE_COOKIE_NAME: chosen} if chosen else {}
    request.META = {"HTTP_ACCEPT_LANGUAGE": accepted}
    return get_language_from_request(request)


def page_of(
    status: str, headers: Headers, response: Iterable[bytes], known: Versions
) -> Page | None:
    """What Django answered as a page to keep; None where it is not one, or is one person's."""
    tenants = getattr(response, "kept_for", None)
    if tenants is None or status != OK or getattr(response, "streaming", False):
        return None
    named = {name.lower(): value for name, value in headers}
    if "set-cookie" in named or "'nonce-" in named.get("content-security-policy", ""):
        return None
    plain = b"".join(response)
    is_worth_it = _is_text(named) and len(plain) > WORTH_PACKING
    packed = gzip.compress(plain, 6, mtime=0) if is_worth_it else b""
    etag = f'W/"{hashlib.sha256(plain).hexdigest()[:24]}"'
    own = [(name, value) for name, value in headers if name.lower() not in OURS]
    own += [
        ("ETag", etag),
        ("Cache-Control", "no-cache"),
        ("Vary", "Accept-Encoding, Accept-Language, Cookie"),
    ]
    made_from = called(tenants, known)
    return Page(plain, packed, etag, own, made_from, time.monotonic() + LONGEST)


def called(tenants: Collection[UUID], known: Versions) -> Versions:
    """What the content of these tenants is called; of all that are, where every one is meant."""
    if kept.EVERY_TENANT in tenants:
        return known | {kept.EVERY_TENANT: 0}
    return {tenant: known.get(tenant, 0) for tenant in tenants}


def _is_text(named: dict[str, str]) -> bool:
    """Whether packing helps; a PDF is packed already."""
    kind = named.get("content-type", "")
    return kind.startswith(("text/", "application/atom+xml"))
