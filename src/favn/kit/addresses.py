"""Addresses that come from outside: where a form may lead, and who asks.

A form leads only to a page of this site. Who asks is the address that the connection came from; a
proxy stands between only where the host says so (FAVN_TRUSTED_PROXIES), as anybody can write a
header that names somebody else.
"""

import hashlib
import hmac
import ipaddress
from collections.abc import Iterable
from datetime import date

from django.conf import settings
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

UNIX = "unix"
"""A proxy on this machine that speaks over a socket, which has no address."""
NOBODY = "0.0.0.0"  # noqa: S104 - a name for "unknown", nothing is bound
HOME_BITS = 64
"""What one home gets of IPv6; whoever has it has as many addresses as they like."""


def own_path(wanted: str | None) -> str:
    """The path, where it is one of ours; empty where it is not, or where nothing was asked for."""
    path = wanted or ""
    is_own = path.startswith("/") and url_has_allowed_host_and_scheme(path, allowed_hosts=None)
    return path if is_own else ""


def client_of(request: HttpRequest) -> str:
    """The address attempts are counted by: of the client, or of its home where it is IPv6.

    Behind trusted proxies it is the last address of X-Forwarded-For that none of them has; what
    stands further left was written by the client itself and counts for nothing.
    """
    asked_from = request.META.get("REMOTE_ADDR") or UNIX
    told = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    hops = [asked_from, *(hop.strip() for hop in reversed(told))]
    for hop in hops:
        if not is_trusted(hop, settings.TRUSTED_PROXIES):
            return _home(hop) if _parsed(hop) else _home(asked_from)
    return _home(asked_from)


def bucket(form: str, address: str, day: date) -> str:
    """Tells one address from another for one form and a day, and nothing about it."""
    words = f"{form}|{day}|{address}".encode()
    return hmac.digest(settings.SECRET_KEY.encode(), words, hashlib.sha256).hex()[:32]


def is_trusted(hop: str, proxies: Iterable[str]) -> bool:
    """Whether an address is one of the proxies, which may be networks."""
    address = _parsed(hop)
    return any(
        hop == UNIX if proxy == UNIX else address and address in ipaddress.ip_network(proxy)
        for proxy in proxies
    )


def _parsed(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        found = ipaddress.ip_address(text)
    except ValueError:
        return None
    return getattr(found, "ipv4_mapped", None) or found


def _home(text: str) -> str:
    address = _parsed(text)
    if address is None:
        return NOBODY
    if address.version == 4:
        return str(address)
    return str(ipaddress.ip_network((address, HOME_BITS), strict=False))
