"""Which browsers have signed in to an account before.

Strangers who guess a password share one count for each account, and may use it up; the account's
own browsers are counted apart, so that guessing shuts nobody out (OWASP: device cookies).
"""

import hashlib
import secrets

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

COOKIE = "favn_device"
SALT = "favn.accounts.device"
AGE = 180 * 24 * 60 * 60
STRANGER = "stranger"


def remember(response: HttpResponse, email: str) -> None:
    """Know this browser again for half a year; it holds no address, only a sign of it."""
    value = signing.dumps([_sign(email), secrets.token_urlsafe(12)], salt=SALT)
    response.set_cookie(
        COOKIE, value, max_age=AGE, httponly=True, samesite="Lax", secure=settings.HTTPS
    )


def known(request: HttpRequest, email: str) -> str:
    """The browser's own sign where it has signed in to this account, else the strangers'."""
    try:
        sign, device = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=AGE)
    except (signing.BadSignature, ValueError):
        return STRANGER
    return str(device) if sign == _sign(email) else STRANGER


def _sign(email: str) -> str:
    return hashlib.sha256(f"{settings.SECRET_KEY}|{email.lower()}".encode()).hexdigest()[:16]
