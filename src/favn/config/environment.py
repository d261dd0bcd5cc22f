"""Reads typed settings from the environment; an unknown or unreadable value is refused loudly."""

import ipaddress
import os
from datetime import date
from pathlib import Path
from urllib.parse import unquote, urlsplit


class SettingError(Exception):
    """A setting cannot be used; the sentence names it and the way out."""


def text(name: str, default: str = "") -> str:
    """The value of `name`, or of the file that `name_FILE` points to; so secrets stay out of it."""
    file = os.environ.get(f"{name}_FILE")
    if file is None:
        return os.environ.get(name, default)
    try:
        return Path(file).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise SettingError(f"{name}_FILE points to {file}, which cannot be read.") from error


def flag(name: str, default: bool = False) -> bool:
    """True or false; anything but 1, 0, yes, no is refused."""
    value = text(name, "1" if default else "0").lower()
    if value in {"1", "yes", "true"}:
        return True
    if value in {"0", "no", "false", ""}:
        return False
    raise SettingError(f"{name} is “{value}”; write 1 or 0.")


def day(name: str) -> date | None:
    """A date as 2026-11-21, or None where the setting is empty."""
    value = text(name)
    try:
        return date.fromisoformat(value) if value else None
    except ValueError as error:
        raise SettingError(f"{name} is “{value}”; write a date as 2026-11-21.") from error


def minutes(name: str) -> int | None:
    """A whole number of minutes from 1, or None where the setting is empty."""
    value = text(name)
    if value and not (value.isdecimal() and int(value) > 0):
        raise SettingError(f"{name} is “{value}”; write a number of minutes, for example 5.")
    return int(value) if value else None


def proxies(name: str) -> list[str]:
    """Addresses or networks of the proxies in front, separated by commas; none by default."""
    found = [part.strip() for part in text(name).split(",") if part.strip()]
    for part in found:
        try:
            if part != "unix":
                ipaddress.ip_network(part)
        except ValueError as error:
            raise SettingError(
                f"{name} names “{part}”; write addresses as 127.0.0.1 or 10.0.0.0/8, or unix."
            ) from error
    return found


def mail(name: str) -> dict[str, object]:
    """Django's mail settings from an address: smtp://user:password@host:587, smtps:// for TLS.

    Without an address letters are printed where the server runs, so that nothing is sent by chance.
    """
    address = text(name)
    if not address:
        return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    url = urlsplit(address)
    if url.scheme not in {"smtp", "smtps"} or not url.hostname:
        raise SettingError(f"{name} is “{address}”; write smtp://user:password@host:587.")
    is_tls = url.scheme == "smtps"
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": url.hostname,
        "EMAIL_PORT": url.port or (465 if is_tls else 587),
        "EMAIL_HOST_USER": unquote(url.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(url.password or ""),
        "EMAIL_USE_SSL": is_tls,
        "EMAIL_USE_TLS": bool(url.username) and not is_tls,
    }


def database(name: str, default_file: Path) -> dict[str, object]:
    """Django's database entry from an address: sqlite:///file or postgresql://user:pw@host/db."""
    url = urlsplit(text(name) or f"sqlite:///{default_file}")
    if url.scheme == "sqlite":
        return sqlite(Path(unquote(url.path[1:] if url.netloc else url.path)))
    if url.scheme in {"postgres", "postgresql"}:
        return postgresql(url.geturl())
    raise SettingError(f"{name} starts with “{url.scheme}”; use sqlite:/// or postgresql://.")


def sqlite(file: Path) -> dict[str, object]:
    """One file, one writing process: WAL, every commit on disk, writers queue from the start."""
    return {
        "ENGINE": "favn.kit.sqlite",
        "NAME": str(file),
        "CONN_MAX_AGE": None,
        # Tests run on a real file too, beside this one, so that WAL and locks are what they are.
        "TEST": {"NAME": str(file.with_name("test.sqlite3"))},
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 10,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
                "PRAGMA secure_delete=ON; PRAGMA journal_size_limit=67108864; PRAGMA mmap_size=0;"
            ),
        },
    }


def postgresql(address: str) -> dict[str, object]:
    """A PostgreSQL entry; a socket folder may stand in the query as ?host=/folder."""
    url = urlsplit(address)
    query = dict(pair.split("=", 1) for pair in url.query.split("&") if "=" in pair)
    return {
        "ENGINE": "favn.kit.postgresql",
        "NAME": unquote(url.path.lstrip("/")),
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "HOST": unquote(query.get("host", "")) or url.hostname or "",
        "PORT": str(url.port or ""),
        "CONN_MAX_AGE": None,
        # A statement that comes again is planned once for each connection, not every time.
        "OPTIONS": {"server_side_binding": True, "prepare_threshold": 5},
    }
