"""What is known of an association, in forms that can be compared: its name's parts, where it is.

Danish associations write one name in many ways: “foren.”, “for.”, with a place or without, in one
word or two, as initials. Parts are split, spelt out and romanised (`names`); words that many
associations share (`GENERIC`) say little about which one it is.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from favn.statistics.names import Token, cleaned, romanised, token, tokens
from favn.statistics.searching import stem

HEADS = (
    "forening", "klub", "union", "netværk", "selskab", "center", "gruppe", "råd", "forbund",
    "laug", "komité", "komite", "kreds", "liga",
)  # fmt: skip
BENT = r"(?:(?:en|et|n|t|erne|er|e|ens|s|ben|bens|pen|ppen)?)$"
HEAD = re.compile(rf"(?P<body>\w{{2,}}?)[se]?(?P<head>{'|'.join(HEADS)}){BENT}")
WHOLE = re.compile(rf"(?P<head>{'|'.join(HEADS)}){BENT}")
SHORT = {
    "for.": "forening", "foren.": "forening", "fore.": "forening", "fg.": "forening",
    "kult.": "kultur", "kulturfor.": "kulturforening", "dk": "danmark", "danm.": "danmark",
    "kbh": "københavn", "kbh.": "københavn", "int.": "international", "intl.": "international",
    "sportsfor.": "sportsforening", "idrætsfor.": "idrætsforening",
}  # fmt: skip
LITTLE = {"for", "af", "i", "og", "på", "til", "med", "den", "det", "de", "the", "of", "and"}
GENERIC = {"danmark", "dansk", "danske", "almennyttig", "frivillig", "nye", "ny", "lokal"}
MEMBERS = {
    romanised(stem(word))
    for word in ("kvinde", "kvinder", "ungdom", "ungdoms", "unge", "senior", "seniorer", "ældre",
                 "børn", "børne", "pige", "piger", "drenge", "mænd", "afdeling", "lokalafdeling")
}  # fmt: skip
"""Words for a part of the members: a section of an association is one of its own."""
PUBLIC_MAIL = {
    "gmail.com", "hotmail.com", "hotmail.dk", "outlook.com", "outlook.dk", "live.dk", "yahoo.com",
    "yahoo.dk", "icloud.com", "mail.dk", "jubii.dk", "msn.com", "me.com", "stofanet.dk",
}  # fmt: skip
"""Domains that say nothing about whose mail it is."""
DOUBLED = re.compile(r"([a-z])\1+")
ENDING = re.compile(r"(vej|gade|gd|ale|al)n?$")
SIGN = re.compile(r"[^\W_]+\.?|&")


class Why(StrEnum):
    """What speaks for or against; words for it stand where people read them."""

    SAME_NAME = "same_name"
    NEAR_NAME = "near_name"
    INITIALS = "initials"
    OTHER_WORDS = "other_words"
    SECTION = "section"
    UNDER = "under"
    SAME_CVR = "same_cvr"
    OTHER_CVR = "other_cvr"
    SAME_ADDRESS = "same_address"
    SAME_PHONE = "same_phone"
    SAME_MAIL = "same_mail"
    SAME_DOMAIN = "same_domain"
    SAME_SITE = "same_site"
    SHARED_BOARD = "shared_board"
    NO_SHARED_BOARD = "no_shared_board"


@dataclass(frozen=True, slots=True)
class Body:
    """What is known of one association. `names` are whole names, the first one its own."""

    names: tuple[str, ...]
    cvr: str = ""
    address: str = ""
    postcode: str = ""
    phone: str = ""
    mail: str = ""
    site: str = ""
    board: tuple[str, ...] = ()
    """Whole names of those who sit in it."""


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """One part of a name; the same word is the same object, so that it compares at once."""

    token: Token
    is_generic: bool
    is_cut: bool
    """Only its beginning is written: “kult.”"""
    sound: str
    """Its skeleton, for finding what may be the same; of several the first by letters."""


@dataclass(frozen=True, slots=True)
class Name:
    """A whole name in parts, its initials, and its letters in one.

    `telling` are the parts that say which one it is: all of them where every part is generic;
    `heads` are words for what it is, such as a club; `pieces` are three letters at a time.
    """

    said: str
    parts: tuple[Part, ...]
    telling: tuple[Part, ...]
    heads: frozenset[str]
    initials: str
    joined: str
    pieces: frozenset[str]


@lru_cache(maxsize=60_000)
def name(said: str) -> Name:
    """A name taken apart."""
    words = list(_words(cleaned(said).lower()))
    parts = tuple(part for word in words if word not in LITTLE for part in _parts(word))
    letters = [part.token.letters for part in parts]
    heads = frozenset(part.token.letters for part in parts if part.is_generic) - GENERIC
    telling = tuple(part for part in parts if not part.is_generic) or parts
    initials = "".join(word[:1] for word in letters)
    joined = "".join(letters)
    pieces = frozenset(joined[n : n + 3] for n in range(len(joined) - 2))
    return Name(said, parts, telling, heads, initials, joined, pieces)


def _words(text: str) -> Iterator[str]:
    """Words as they are meant: abbreviations spelt out."""
    for word in SIGN.findall(text):
        long = SHORT.get(word) or SHORT.get(word.rstrip("."))
        if word == "&":
            continue
        yield long or word


def _parts(word: str) -> Iterator[Part]:
    """“kvindeforeningen” is kvinde and forening."""
    plain = word.rstrip(".")
    if whole := WHOLE.fullmatch(plain):
        yield _part(whole["head"], is_generic=True)
    elif split := HEAD.fullmatch(plain):
        yield _part(split["body"])
        yield _part(split["head"], is_generic=True)
    elif plain:
        is_cut = word.endswith(".") and len(plain) > 2
        yield _part(plain, is_generic=plain in GENERIC, is_cut=is_cut)


@lru_cache(maxsize=60_000)
def _part(word: str, *, is_generic: bool = False, is_cut: bool = False) -> Part:
    letters = romanised(word if is_generic or is_cut else stem(word)) or word
    made = token(letters)
    return Part(made, is_generic, is_cut, min(made.skeletons))


# Where it is and how it is reached


@lru_cache(maxsize=60_000)
def person(said: str) -> str:
    """A person's name as it sounds, whatever the order of its parts; empty where it is one part."""
    parts = tokens(said)
    return " ".join(sorted(min(t.skeletons) for t in parts)) if len(parts) > 1 else ""


@lru_cache(maxsize=60_000)
def place(address: str, postcode: str) -> str:
    """Street and number in one common form; empty without a number."""
    found = re.match(r"\s*(\D{2,}?)\s*(\d+)\s*([a-zA-Z]?)\b", address)
    if not found:
        return ""
    street = DOUBLED.sub(r"\1", romanised(found[1].lower().replace(".", "").replace(" ", "")))
    return f"{ENDING.sub(_shortened, street)}{found[2]}{found[3].lower()} {postcode}"


def _shortened(ending: re.Match[str]) -> str:
    return ending[1][0]


def phone(said: str) -> str:
    """The last eight digits: +45 and 0045 are the same phone."""
    digits = "".join(sign for sign in said if sign.isdigit())
    return digits[-8:] if len(digits) >= 8 else ""


def domain(mail: str) -> str:
    """The domain of a mail address, where it may be the association's own."""
    found = mail.strip().casefold().rpartition("@")[2]
    return "" if found in PUBLIC_MAIL else found


def site(address: str) -> str:
    """The host of a website, without www; a page inside a shared host is left out."""
    found = re.sub(r"^https?://", "", address.strip().casefold()).rstrip("/")
    host = found.removeprefix("www.").partition("/")[0]
    return found.removeprefix("www.") if host in {"facebook.com", "instagram.com"} else host


def board(names: Iterable[str]) -> frozenset[str]:
    """Everybody in a board as they sound."""
    return frozenset(key for key in map(person, names) if key)
