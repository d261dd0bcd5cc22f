"""The three questionnaires as sheets of the question engine, ready to be made and published.

Every statement has the same scale, 1 to 5, and may be answered with “ved ikke”.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import uuid4

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from favn.associations.rules.check_words import BETTER, SUBJECTS, WISHES, Words
from favn.associations.rules.citizenship_words import PARAMETERS
from favn.surveys.choices import Kind
from favn.surveys.rules.sheet import Band, Item, Section, Sheet

THEIRS, OURS, CITIZENSHIP = "foreningens-tjek", "kommunens-tjek", "medborgerskab"
"""The keys by which the room knows its questionnaires."""
LOW = {"da": "passer slet ikke", "en": "not true at all"}
HIGH = {"da": "passer helt", "en": "quite true"}
BANDS = (
    Band(1, {"da": "Har brug for mere", "en": "Needs more"}),
    Band(3, {"da": "På vej", "en": "On the way"}),
    Band(4, {"da": "Står stærkt", "en": "Stands strong"}),
)
"""A mean below 3, from 3 and below 4, and from 4."""


@dataclass(frozen=True, slots=True)
class Kit:
    """One questionnaire that the room brings."""

    key: str
    title: str | Promise
    purpose: str | Promise
    sheet: Sheet


def kits() -> tuple[Kit, ...]:
    """All three, with fresh identities for their questions."""
    return (
        Kit(THEIRS, _("Foreningens ressourcetjek"),
            _("Vi spørger, så forening og kommune kan se, hvor de kan hjælpe hinanden."),
            _theirs()),
        Kit(OURS, _("Kommunens eget ressourcetjek"),
            _("Vi spørger os selv om det samme, som vi spørger foreningerne om."), _ours()),
        Kit(CITIZENSHIP, _("Aktivt medborgerskab"),
            _("Ni emner, som huset selv kan rette. De første ni er et eksempel i vores egne ord."),
            _citizenship()),
    )  # fmt: skip


def _theirs() -> Sheet:
    asked = tuple(_section(s.key, s.da, s.en, s.theirs) for s in SUBJECTS)
    return Sheet((*asked, _wishes()), ("da", "en"))


def _ours() -> Sheet:
    return Sheet(tuple(_section(s.key, s.da, s.en, s.ours) for s in SUBJECTS), ("da", "en"))


def _citizenship() -> Sheet:
    return Sheet(tuple(_section(*parameter) for parameter in PARAMETERS), ("da", "en"))


def _section(key: str, da: str, en: str, questions: Iterable[Words]) -> Section:
    return Section(key, {"da": da, "en": en}, {}, tuple(_scale(*words) for words in questions))


def _scale(key: str, da: str, en: str) -> Item:
    texts = {"da": da, "en": en}
    return Item(str(uuid4()), key, Kind.SCALE, texts, bands=BANDS, low_end=LOW, high_end=HIGH)


def _wishes() -> Section:
    key, da, en = BETTER
    item = Item(str(uuid4()), key, Kind.LONG, {"da": da, "en": en}, is_optional=True)
    return Section("wishes", WISHES, {}, (item,))
