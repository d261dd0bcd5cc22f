"""Why somebody is shown as a candidate, in words."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from favn.people.persons.models import Person
from favn.people.persons.queries import Found
from favn.statistics.agreement import Why

WORDS: dict[Why, str | Promise] = {
    Why.UNDER: _("fundet under navnet “%(word)s”"),
    Why.SAME_NAME: _("navnet staves ens"),
    Why.SOUNDS_ALIKE: _("navnet lyder ens"),
    Why.RESEMBLES: _("navnet ligner"),
    Why.OTHER_ORDER: _("navnene står i en anden rækkefølge"),
    Why.OTHER_NAME: _("et andet af navnene er forskelligt"),
    Why.SAME_BIRTH: _("samme fødselsdag"),
    Why.SAME_YEAR: _("samme fødselsår"),
    Why.NEAR_YEAR: _("fødselsåret er tæt på"),
    Why.SWAPPED_BIRTH: _("dag og måned i fødselsdagen er byttet om"),
    Why.OTHER_BIRTH: _("fødselsdagen er en anden"),
    Why.SAME_PHONE: _("samme telefon"),
    Why.SAME_EMAIL: _("samme mail"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One candidate as a page shows it."""

    person: Person
    why: str
    is_likely: bool

    @property
    def certainty(self) -> str:
        """How likely it is the same person, in words."""
        return _now("Sandsynligvis den samme") if self.is_likely else _now("Måske den samme")


def rows_of(found: list[Found]) -> list[Row]:
    """Candidates with their reasons in one sentence."""
    return [Row(one.person, _sentence(one), one.candidate.is_likely) for one in found]


def _sentence(one: Found) -> str:
    said = [str(WORDS[why]) % {"word": word} for why, word in one.candidate.reasons]
    sentence = ", ".join(dict.fromkeys(said))
    return f"{sentence[:1].upper()}{sentence[1:]}." if sentence else ""
