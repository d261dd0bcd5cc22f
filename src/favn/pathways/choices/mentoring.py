"""Mentors and mentees: who somebody is in a network, what they wish for, and when they can."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Side(TextChoices):
    """Which of the two somebody is."""

    MENTEE = "mentee", _("Mentee")
    MENTOR = "mentor", _("Mentor")


class Standing(TextChoices):
    """Where somebody is between signing up and leaving."""

    SIGNED = "signed", _("Venter på en samtale")
    READY = "ready", _("I puljen")
    PAUSED = "paused", _("Holder pause")
    LEFT = "left", _("Gået ud")


STANDING_LOOKS = {
    Standing.SIGNED: "warning",
    Standing.READY: "success",
    Standing.PAUSED: "neutral",
    Standing.LEFT: "neutral",
}
MAY_BECOME: dict[str, tuple[Standing, ...]] = {
    Standing.SIGNED: (Standing.READY, Standing.LEFT),
    Standing.READY: (Standing.PAUSED, Standing.LEFT),
    Standing.PAUSED: (Standing.READY, Standing.LEFT),
    Standing.LEFT: (),
}


class Trade(TextChoices):
    """The field of work that is wished for, or known."""

    CARE = "care", _("Pleje og sundhed")
    CHILDREN = "children", _("Børn og skole")
    OFFICE = "office", _("Kontor og regnskab")
    TECH = "tech", _("It og teknik")
    SHOP = "shop", _("Butik og salg")
    KITCHEN = "kitchen", _("Køkken og hotel")
    SERVICE = "service", _("Rengøring og service")
    CRAFT = "craft", _("Håndværk og transport")
    OWN = "own", _("Egen virksomhed")
    CULTURE = "culture", _("Kultur og medier")


class Goal(TextChoices):
    """What a mentee wishes to come nearer, and a mentor can help with."""

    JOB = "job", _("Et job")
    TRAINEE = "trainee", _("En praktik")
    EDUCATION = "education", _("En uddannelse")
    DANISH = "danish", _("Bedre dansk")
    NETWORK = "network", _("At kende flere")
    SOCIETY = "society", _("At kende Danmark bedre")


class Times(TextChoices):
    """When the two can meet."""

    DAYTIME = "daytime", _("Hverdage om dagen")
    EVENING = "evening", _("Hverdage om aftenen")
    WEEKEND = "weekend", _("Lørdag og søndag")


class Gender(TextChoices):
    """Asked only because some wish for a mentor who is a woman."""

    UNSAID = "", _("Vil ikke sige det")
    WOMAN = "woman", _("Kvinde")
    MAN = "man", _("Mand")
    OTHER = "other", _("Andet")


class NetworkState(TextChoices):
    """What a local network can take on."""

    OPEN = "open", _("Åbent")
    REDUCED = "reduced", _("Skåret ned")
    CLOSED = "closed", _("Lukket")


NETWORK_LOOKS = {
    NetworkState.OPEN: "success",
    NetworkState.REDUCED: "warning",
    NetworkState.CLOSED: "neutral",
}


class PartnerRole(TextChoices):
    """What a partner is to a local network."""

    HOUSING = "housing", _("Boligsocial helhedsplan")
    JOBCENTRE = "jobcentre", _("Jobcenter")
    COMPANY = "company", _("Virksomhed")
    SCHOOL = "school", _("Sprogskole eller skole")
    FUNDER = "funder", _("Giver penge")
    OTHER = "other", _("Anden partner")


class LeftWhy(TextChoices):
    """Why somebody left the network; never what happened in their life."""

    DONE = "done", _("Er færdig")
    TIME = "time", _("Har ikke tid")
    MOVED = "moved", _("Er flyttet")
    ANSWER = "answer", _("Svarer ikke")
    UNFIT = "unfit", _("Forløbet er ikke det rette")
    CONSENT = "consent", _("Har taget sit ja tilbage")
    CLOSED = "closed", _("Netværket lukkede")
