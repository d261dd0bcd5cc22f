"""The words that XLSForm (xlsform.org) and Favn share: types, languages, names, a scale's ends.

Read by `imports` and written by `exports`, so that what goes out comes in again.
"""

import re

from favn.surveys.choices import LANGUAGES, Kind

SURVEY, CHOICES, SETTINGS = "survey", "choices", "settings"
SHEETS = (SURVEY, CHOICES, SETTINGS)

KINDS: dict[str, Kind] = {
    "text": Kind.SHORT,
    "string": Kind.SHORT,
    "integer": Kind.NUMBER,
    "int": Kind.NUMBER,
    "decimal": Kind.NUMBER,
    "date": Kind.DATE,
    "phone number": Kind.SHORT,
    "range": Kind.SCALE,
}
WHOLE = ("integer", "int", "range")
"""Types whose answers are whole numbers, so that “above 3” is “at least 4”."""
ONE_OF = ("select_one", "select1", "select one from", "select one")
SEVERAL_OF = ("select_multiple", "select all that apply from", "select all that apply")
LONG = "multiline"

BEHIND_THE_BACK = (
    "start", "end", "today", "deviceid", "device id", "subscriberid", "simserial", "phonenumber",
    "username", "email", "uri:deviceid", "uri:phonenumber", "uri:simserial", "uri:subscriberid",
    "uri:username", "uri:email", "start-geopoint", "audit", "background-audio", "instanceid",
)  # fmt: skip
"""What a form notes by itself about whoever answers; Favn never does."""
SUMS = ("calculate", "calculation", "hidden", "xml-external", "csv-external", "entity")
MEASURES = (
    "geopoint", "geotrace", "geoshape", "gps", "location", "image", "photo", "audio", "video",
    "file", "barcode", "rank", "time", "datetime", "acknowledge", "trigger", "osm",
    "select_one_from_file", "select_multiple_from_file", "select_one_external",
    "add date time prompt", "imei",
)  # fmt: skip
"""Kinds of answers that the engine does not have."""

NAMED = {
    "danish": "da", "english": "en", "arabic": "ar", "bosnian": "bs", "persian": "fa",
    "farsi": "fa", "polish": "pl", "somali": "so", "turkish": "tr", "ukrainian": "uk",
    "urdu": "ur",
} | {name.casefold(): code for code, name in LANGUAGES}  # fmt: skip
CODES = {code for code, _name in LANGUAGES}
_CODE = re.compile(r"\(\s*([A-Za-z]{2})(?:[-_][A-Za-z]+)?\s*\)")
_ENDS = re.compile(r"^\s*(-?\d+)\s*=\s*(.+?)\s*,\s*(-?\d+)\s*=\s*(.+?)\s*$", re.DOTALL)


def language_of(words: str) -> str:
    """The code of a language as a heading names it: “English (en)”, “Dansk”, “en”; else empty."""
    found = _CODE.search(words)
    code = found[1].lower() if found else words.strip().casefold()
    return code if code in CODES else NAMED.get(code, "")


def heading(column: str, code: str) -> str:
    """How a column in a language is headed: “label::English (en)”."""
    return f"{column}::{dict(LANGUAGES)[code]} ({code})"


def name_of(key: str) -> str:
    """A question's key as XLSForm names it; a name there never begins with a digit."""
    return key if key[:1].isalpha() or key[:1] == "_" else f"q_{key}"


def ends(low: str, high: str, lowest: int, highest: int) -> str:
    """The words of a scale's two ends, as they stand in a hint: “1 = slet ikke, 5 = helt”."""
    return f"{lowest} = {low}, {highest} = {high}"


def ends_of(hint: str, lowest: int, highest: int) -> tuple[str, str] | None:
    """The words of both ends out of such a hint, or None where it is another hint."""
    found = _ENDS.match(hint)
    if found is None or (int(found[1]), int(found[3])) != (lowest, highest):
        return None
    return found[2], found[4]
