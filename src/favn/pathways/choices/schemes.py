"""Guide schemes and matches: one lifecycle, each kind of scheme with words of its own.

A new kind of scheme is one entry of the table below, and nothing else.
"""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """What is matched with what."""

    GUIDE = "guide", _("Foreningsguider")
    CULTURE = "culture", _("Kulturguider")
    PARTNERSHIP = "partnership", _("Virksomhed og forening")
    JOB = "job", _("Håndholdt jobmatch")


class Step(TextChoices):
    """How far a contact came, whether or not it has ended since."""

    CONTACTED = "contacted", _("Kontaktet")
    AGREED = "agreed", _("Aftalt")
    STARTED = "started", _("Begyndt")


class Ending(TextChoices):
    """How it ended."""

    DONE = "done", _("Det lykkedes, og de klarer sig selv nu")
    DECLINED = "declined", _("Den ene ville ikke alligevel")
    NO_PLACE = "no_place", _("Der var ikke plads")
    LOST = "lost", _("Vi fik ikke fat i dem igen")
    STOPPED = "stopped", _("Det begyndte, men stoppede")


AFTER_START = (Ending.DONE, Ending.STOPPED)
"""Endings of what began; the others belong to what never did."""


@dataclass(frozen=True, slots=True)
class Words:
    """How people speak of one kind of scheme.

    `who` is the one who is helped on, `whom` what they are matched with. `is_named` schemes hold a
    person of the house; the others hold no name of anybody who is helped. `is_two` schemes name
    both sides, which are organisations.
    """

    who: str | Promise
    whom: str | Promise
    steps: dict[Step, str | Promise]
    ended: str | Promise
    lead: str | Promise
    is_named: bool = False
    is_two: bool = False


WORDS: dict[Kind, Words] = {
    Kind.GUIDE: Words(
        _("Barn eller ung"),
        _("Forening"),
        {
            Step.CONTACTED: _("Guiden har fået kontakt"),
            Step.AGREED: _("Første besøg er aftalt"),
            Step.STARTED: _("Begyndt i foreningen"),
        },
        _("Guiden er færdig"),
        _("En frivillig følger et barn til en forening. Der står intet navn på barnet."),
    ),
    Kind.CULTURE: Words(
        _("Deltager"),
        _("Kultursted"),
        {
            Step.CONTACTED: _("Guiden har fået kontakt"),
            Step.AGREED: _("Turen er aftalt"),
            Step.STARTED: _("Har været med"),
        },
        _("Guiden er færdig"),
        _("En frivillig tager en deltager med ud. Der står intet navn på deltageren."),
    ),
    Kind.PARTNERSHIP: Words(
        _("Forening"),
        _("Virksomhed"),
        {
            Step.CONTACTED: _("Begge er spurgt"),
            Step.AGREED: _("Begge har sagt ja"),
            Step.STARTED: _("Samarbejdet er i gang"),
        },
        _("Samarbejdet er slut"),
        _("En virksomhed og en forening vil noget sammen."),
        is_two=True,
    ),
    Kind.JOB: Words(
        _("Person"),
        _("Virksomhed"),
        {
            Step.CONTACTED: _("Virksomheden er spurgt"),
            Step.AGREED: _("De to har mødt hinanden og vil prøve"),
            Step.STARTED: _("Begyndt i virksomheden"),
        },
        _("Matchet er slut"),
        _("Én medarbejder følger én person og én virksomhed, også efter at det er begyndt."),
        is_named=True,
    ),
}
