"""Which place is meant by a name in a file: the country, a region, a province, a municipality.

Names are compared without accents of encoding, case, “Kommune”, and the old “Aa” for “Å”. An
unknown spelling is never guessed: the nearest names are only suggested.
"""

import unicodedata
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

MUNICIPALITIES = (
    "Aabenraa", "Aalborg", "Aarhus", "Albertslund", "Allerød", "Assens", "Ballerup", "Billund",
    "Bornholm", "Brøndby", "Brønderslev", "Dragør", "Egedal", "Esbjerg", "Faaborg-Midtfyn",
    "Fanø", "Favrskov", "Faxe", "Fredensborg", "Fredericia", "Frederiksberg", "Frederikshavn",
    "Frederikssund", "Furesø", "Gentofte", "Gladsaxe", "Glostrup", "Greve", "Gribskov",
    "Guldborgsund", "Haderslev", "Halsnæs", "Hedensted", "Helsingør", "Herlev", "Herning",
    "Hillerød", "Hjørring", "Holbæk", "Holstebro", "Horsens", "Hvidovre", "Høje-Taastrup",
    "Hørsholm", "Ikast-Brande", "Ishøj", "Jammerbugt", "Kalundborg", "Kerteminde", "Kolding",
    "København", "Køge", "Langeland", "Lejre", "Lemvig", "Lolland", "Lyngby-Taarbæk", "Læsø",
    "Mariagerfjord", "Middelfart", "Morsø", "Norddjurs", "Nordfyns", "Nyborg", "Næstved", "Odder",
    "Odense", "Odsherred", "Randers", "Rebild", "Ringkøbing-Skjern", "Ringsted", "Roskilde",
    "Rudersdal", "Rødovre", "Samsø", "Silkeborg", "Skanderborg", "Skive", "Slagelse", "Solrød",
    "Sorø", "Stevns", "Struer", "Svendborg", "Syddjurs", "Sønderborg", "Thisted", "Tårnby",
    "Tønder", "Vallensbæk", "Varde", "Vejen", "Vejle", "Vesthimmerlands", "Viborg", "Vordingborg",
    "Ærø",
)  # fmt: skip
"""The 98 municipalities since 2007, as Statistics Denmark spells them. Christiansø is none, but
stands among them in every table."""
REGIONS = ("Hovedstaden", "Sjælland", "Syddanmark", "Midtjylland", "Nordjylland")
PROVINCES = (
    "Byen København", "Københavns omegn", "Nordsjælland", "Bornholm", "Østsjælland",
    "Vest- og Sydsjælland", "Fyn", "Sydjylland", "Østjylland", "Vestjylland", "Nordjylland",
)  # fmt: skip
ALSO = {
    "copenhagen": "København", "elsinore": "Helsingør", "nordfyn": "Nordfyns",
    "vesthimmerland": "Vesthimmerlands", "høje taastrup": "Høje-Taastrup",
    "lyngby taarbæk": "Lyngby-Taarbæk", "faaborg midtfyn": "Faaborg-Midtfyn",
    "ikast brande": "Ikast-Brande", "ringkøbing skjern": "Ringkøbing-Skjern",
    "christiansø": "Christiansø", "christians ø": "Christiansø",
}  # fmt: skip
COUNTRY = {"hele landet", "all denmark", "danmark", "denmark"}


class Level(StrEnum):
    """How large a place is. Places of two levels overlap and are never added."""

    COUNTRY = "country"
    REGION = "region"
    PROVINCE = "province"
    MUNICIPALITY = "municipality"


LEVEL_WORDS = {
    Level.COUNTRY: _("Hele landet"),
    Level.REGION: _("Regioner"),
    Level.PROVINCE: _("Landsdele"),
    Level.MUNICIPALITY: _("Kommuner"),
}


@dataclass(frozen=True, slots=True)
class Place:
    """A place by its Danish name."""

    level: Level
    name: str


def plain(name: str) -> str:
    """A name as it is compared: composed, lower case, without “Kommune” and a number in front."""
    words = unicodedata.normalize("NFC", name).replace("\xa0", " ").casefold().split()
    while words and words[0].strip(".").isdigit():
        words = words[1:]
    text = " ".join(words).removesuffix(" kommune")
    return text.replace("aa", "å").replace("-", " ").strip()


_KNOWN = {plain(name): name for name in MUNICIPALITIES} | {
    plain(name): meant for name, meant in ALSO.items()
}


def place_of(label: str) -> Place | None:
    """The place a label means, or None where its spelling is not known."""
    text = plain(label)
    if text in {plain(name) for name in COUNTRY}:
        return Place(Level.COUNTRY, "Hele landet")
    for start, level, names in (
        ("region ", Level.REGION, REGIONS),
        ("landsdel ", Level.PROVINCE, PROVINCES),
        ("province ", Level.PROVINCE, PROVINCES),
    ):
        if text.startswith(start):
            rest = text.removeprefix(start)
            found = next((name for name in names if plain(name) == rest), None)
            prefix = "Region" if level == Level.REGION else "Landsdel"
            return Place(level, f"{prefix} {found}") if found else None
    known = _KNOWN.get(text) or _KNOWN.get(text.removesuffix("s"))
    return Place(Level.MUNICIPALITY, known) if known else None


def suggestions(label: str, names: tuple[str, ...] = MUNICIPALITIES) -> list[str]:
    """At most three known names that look like this one."""
    by_plain = {plain(name): name for name in names}
    close = get_close_matches(plain(label), by_plain, n=3, cutoff=0.6)
    return [by_plain[text] for text in close]
