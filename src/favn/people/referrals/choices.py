"""Ways a person is helped on, the steps on the way, and what a hand-over may carry."""

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from favn.kit.log_words import Words


class Way(TextChoices):
    """From where to where."""

    INSIDE = "inside", _("Til en kollega")
    OUT = "out", _("Ud af huset")
    IN = "in", _("Ind udefra")
    ACROSS = "across", _("Til en anden forening i Favn")


PRINTED = (Way.OUT, Way.ACROSS)
"""Ways out of the house: the person carries a paper along."""


class State(TextChoices):
    """The three steps, and the end where nothing came of it."""

    OFFERED = "offered", _("Tilbudt")
    ARRIVED = "arrived", _("Kommet")
    HELPED = "helped", _("Hjulpet")
    ENDED = "ended", _("Blev ikke til noget")


MOVES: dict[State, tuple[State, ...]] = {
    State.OFFERED: (State.ARRIVED, State.ENDED),
    State.ARRIVED: (State.HELPED, State.ENDED),
    State.HELPED: (),
    State.ENDED: (State.ARRIVED,),
}
"""From each step to where one may go; somebody who did not come may still come later."""


class NotSo(TextChoices):
    """Why nothing came of it."""

    NO_SHOW = "no_show", _("Personen kom ikke")
    DECLINED = "declined", _("Personen ønskede det ikke")
    FULL = "full", _("Der var ikke plads")
    ELSEWHERE = "elsewhere", _("Personen får hjælp et andet sted")
    WITHDRAWN = "withdrawn", _("Personen trak sit ja tilbage")


class Standing(TextChoices):
    """Whether a hand-over may be read by the other organisation."""

    OPEN = "open", _("Kan læses")
    REVOKED = "revoked", _("Trukket tilbage")


FIELDS: dict[str, str | Promise] = {
    "name": _("Navn"),
    "language": _("Sprog og tolk"),
    "contact": _("Hvordan personen kan kontaktes"),
    "errand": _("Hvad personen ønsker hjælp til"),
}
"""What may cross. An address is not among it, protected or not."""


LOG = Words(
    "referrals",
    verbs={
        "answer-across": _("Svaret en anden forening"),
        "hand-on": _("Overtaget efter en, der er rejst"),
        "hand-over": _("Overdraget"),
        "offer": _("Henvist"),
        "run-out": _("Overdragelse udløbet"),
        "revoke": _("Overdragelse trukket tilbage"),
    },
    things={
        "handover": _("overdragelse"),
        "handoveranswer": _("svar på overdragelse"),
        "referral": _("henvisning"),
    },
)
"""What the log calls what is done here."""
