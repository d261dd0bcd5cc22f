"""Lines of a column put together again into prose, and whether prose breaks off.

A word divided at a line's end is joined only before a small letter. Whether a text breaks off is
told by a short written list of Danish words that no sentence ends with; nothing is filled in.
"""

import re
import unicodedata
from collections.abc import Iterable

SOFT = "\u00ad"
STOPS = (".", "!", "?", ":", ";")
CLOSING = "”\"'»)]"
OPEN_WORDS = {
    "og", "eller", "samt", "men", "at", "der", "som", "hvis", "når", "fordi", "mens", "et",
    "en", "den", "det", "de", "dette", "disse", "denne", "sin", "sit", "sine", "deres",
    "hans", "hendes", "dens", "dets", "vores", "mellem", "gennem", "blandt", "herunder",
    "bl.a.", "fx", "f.eks.", "ifm.", "mhp.", "ift.", "vedr.", "inden", "for", "hvor",
    "hvoraf", "hvorfor", "være", "blive", "bliver", "er", "har", "ved", "fra",
    "skal", "kan", "vil", "bør",
}  # fmt: skip
"""A sentence that stops after one of these without a full stop has lost its end."""
_DIVIDED = re.compile(r"[a-zæøåéA-ZÆØÅ0-9)+]-$")
_KEEPS_HYPHEN = re.compile(r"(og|eller|samt|til)\b")
_ITEM = re.compile(r"\s*(?:[•▪◦‣·*–-]|\d{1,2}[.):])\s+\S")


def clean(text: str) -> str:
    """One spelling of every letter and one space; a soft hyphen only where it ends the line."""
    plain = unicodedata.normalize("NFC", text)
    said = " ".join(plain.replace(SOFT, "").split())
    return said + SOFT if plain.rstrip().endswith(SOFT) else said


def joined(lines: Iterable[str]) -> str:
    """The lines of one column as prose; a list's items keep lines of their own."""
    text = ""
    for line in (clean(line) for line in lines):
        if not line:
            continue
        if not text:
            text = line
        elif text.endswith(SOFT):
            text = text[:-1] + line
        elif starts_item(line):
            text += "\n" + line
        elif _DIVIDED.search(text):
            text = _mended(text, line)
        else:
            text += " " + line
    return text.rstrip(SOFT)


def _mended(text: str, line: str) -> str:
    """A line that ended in a hyphen with the next one."""
    if _KEEPS_HYPHEN.match(line):
        return f"{text} {line}"
    return f"{text[:-1]}{line}" if line[0].islower() else f"{text}{line}"


def starts_item(line: str) -> bool:
    """Whether a line begins an item of a list."""
    return bool(_ITEM.match(line)) and not re.match(r"\d{1,2}\.\s+[a-zæøå]", line)


def breaks_off(text: str) -> str:
    """The last words where a paragraph stops in the middle of a sentence; else nothing."""
    for paragraph in text.split("\n"):
        end = paragraph.rstrip()
        bare = end.rstrip(CLOSING)
        if bare and not bare.endswith(STOPS) and _is_open(bare):
            return " ".join(end.split()[-5:])
    return ""


def _is_open(text: str) -> bool:
    before, _space, last = text.rpartition(" ")
    alone = bool(before) and len(last) == 1 and last.islower()
    divided = last.endswith(("-", ",", "(", "/")) and len(last) > 1
    return alone or divided or last.casefold() in OPEN_WORDS


def lacks_stop(text: str) -> bool:
    """Whether the text ends without a full stop, which may be nothing or a lost end."""
    last = text.rstrip().rstrip(CLOSING).split("\n")[-1]
    return bool(last) and not last.endswith(STOPS) and len(last.split()) > 3
