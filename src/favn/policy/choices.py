"""States and kinds of the plan, and the table of who may move a count where.

The association keeps draft, sent and withdrawn on its own row; accepted and asked back are the
municipality's answers to one sent version. `stage_of` is the one place that reads them together.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from favn.kit.log_words import Words


class Status(TextChoices):
    """How far an initiative is."""

    PLANNED = "planned", _("Ikke begyndt")
    RUNNING = "running", _("I gang")
    FINISHED = "finished", _("Afsluttet")
    STOPPED = "stopped", _("Stoppet")
    DELAYED = "delayed", _("Forsinket")
    UNUSED = "unused", _("Ingen søgte")


class Passage(TextChoices):
    """How an initiative goes on."""

    RENUMBERED = "renumbered", _("Nyt nummer")
    MERGED = "merged", _("Lagt sammen")
    SPLIT = "split", _("Skilt ud")
    TAKEN_OVER = "taken_over", _("Overtaget")


class Hand(TextChoices):
    """What part a party has in an initiative."""

    SUPPLIER = "supplier", _("Leverandør")
    COMPANY = "company", _("Tilmeldt virksomhed")
    PARTNER = "partner", _("Samarbejdspartner")
    RECEIVER = "receiver", _("Modtager støtte")


class Channel(TextChoices):
    """Where a campaign is seen or heard."""

    POSTER = "poster", _("Plakatsøjler og plakater")
    SOCIAL = "social", _("Sociale medier")
    BUS = "bus", _("Skærme i busser")
    EVENT = "event", _("Arrangement")
    PRESS = "press", _("Avis, radio eller tv")
    WEB = "web", _("Hjemmeside eller nyhedsbrev")
    OTHER = "other", _("Andet")


class Step(TextChoices):
    """How far an amount of money is. Two steps are never added: a budget is spent later."""

    APPLIED = "applied", _("Ansøgt")
    BUDGETED = "budgeted", _("Budgetteret")
    GRANTED = "granted", _("Bevilget")
    SPENT = "spent", _("Brugt")


class Ruling(TextChoices):
    """What a committee does with what lies before it."""

    APPROVED = "approved", _("Godkendt")
    NOTED = "noted", _("Taget til efterretning")
    FOLLOW_UP = "follow_up", _("Opfølgning vedtaget")
    ALLOCATED = "allocated", _("Penge afsat")


class Touch(TextChoices):
    """How a decision and an initiative hang together."""

    ABOUT = "about", _("Handler om")
    BORN = "born", _("Kom ud af den")


class Outcome(TextChoices):
    """What became of a recommendation."""

    UNANSWERED = "unanswered", _("Ikke besvaret")
    FOLLOWED = "followed", _("Fulgt")
    PARTLY = "partly", _("Fulgt delvist")
    DECLINED = "declined", _("Ikke fulgt")


class State(TextChoices):
    """What the association keeps of a count."""

    DRAFT = "draft", _("Kladde")
    SENT = "sent", _("Sendt")
    WITHDRAWN = "withdrawn", _("Trukket tilbage")


class Verdict(TextChoices):
    """What the municipality answers to one sent version."""

    ACCEPTED = "accepted", _("Godkendt")
    ASKED_BACK = "asked_back", _("Spurgt tilbage")


class Shown(TextChoices):
    """Whether a line is in the municipality's view; the database itself reads this."""

    YES = "yes", _("Ses af kommunen")
    NO = "no", _("Ses ikke af kommunen")


class Stage(TextChoices):
    """A count as people speak of it."""

    OWED = "owed", _("Ikke sendt")
    DRAFT = "draft", _("Kladde")
    SENT = "sent", _("Sendt")
    ACCEPTED = "accepted", _("Godkendt")
    ASKED_BACK = "asked_back", _("Spurgt tilbage")
    WITHDRAWN = "withdrawn", _("Trukket tilbage")


LOOKS: dict[Stage, str] = {
    Stage.SENT: "info",
    Stage.ACCEPTED: "success",
    Stage.ASKED_BACK: "warning",
}
"""How a stage is marked beside its word; the others are plain."""


class Side(TextChoices):
    """Who acts on a count."""

    ASSOCIATION = "association", _("Foreningen")
    MUNICIPALITY = "municipality", _("Kommunen")


MOVES: dict[tuple[Stage, Stage], Side] = {
    (Stage.OWED, Stage.DRAFT): Side.ASSOCIATION,
    (Stage.DRAFT, Stage.DRAFT): Side.ASSOCIATION,
    (Stage.OWED, Stage.SENT): Side.ASSOCIATION,
    (Stage.DRAFT, Stage.SENT): Side.ASSOCIATION,
    (Stage.SENT, Stage.SENT): Side.ASSOCIATION,
    (Stage.ACCEPTED, Stage.SENT): Side.ASSOCIATION,
    (Stage.ASKED_BACK, Stage.SENT): Side.ASSOCIATION,
    (Stage.WITHDRAWN, Stage.SENT): Side.ASSOCIATION,
    (Stage.SENT, Stage.WITHDRAWN): Side.ASSOCIATION,
    (Stage.ACCEPTED, Stage.WITHDRAWN): Side.ASSOCIATION,
    (Stage.ASKED_BACK, Stage.WITHDRAWN): Side.ASSOCIATION,
    (Stage.SENT, Stage.ACCEPTED): Side.MUNICIPALITY,
    (Stage.SENT, Stage.ASKED_BACK): Side.MUNICIPALITY,
}
"""From, to → who may. What is not here cannot happen; sent → sent is a correction."""


def stage_of(state: str | None, verdict: str | None) -> Stage:
    """The stage of a count from its own state (None: no row yet) and the answer to its version."""
    if state == State.SENT and verdict:
        return Stage(verdict)
    return Stage(state) if state else Stage.OWED


class Said(TextChoices):
    """Where an office is with one initiative in a round."""

    MISSING = "missing", _("Mangler")
    DRAFT = "draft", _("Kladde")
    INFERRED = "inferred", _("Udledt, ikke besvaret")
    ASKED = "asked", _("Redaktøren spørger")
    GIVEN = "given", _("Afleveret")


SAID_LOOKS: dict[Said, str] = {
    Said.MISSING: "warning",
    Said.ASKED: "warning",
    Said.INFERRED: "info",
    Said.GIVEN: "success",
}


class Section(TextChoices):
    """The four fixed parts of a committee's statement."""

    PLAN = "plan", _("Status på udvalgets indsatser")
    BAROMETER = "barometer", _("Udviklingen i tallene")
    TOGETHER = "together", _("Samarbejde på tværs")
    AHEAD = "ahead", _("Det videre arbejde")


LOG = Words(
    "policy",
    verbs={
        "accepted": _("Godkendt"),
        "answer": _("Anbefaling besvaret"),
        "ask": _("Bedt om optælling"),
        "call-off": _("Aflyst"),
        "asked_back": _("Spurgt tilbage"),
        "close": _("Lukket og frosset"),
        "decide": _("Beslutning noteret"),
        "deliver": _("Leveret"),
        "discard": _("Papir fjernet"),
        "draft": _("Bemærkning gemt"),
        "follow": _("Følger en optælling"),
        "hear": _("Høring skrevet"),
        "join": _("Part skrevet på"),
        "leave": _("Part fjernet"),
        "meet": _("Møde skrevet"),
        "merge": _("Lagt ind i en anden"),
        "not-reached": _("Påmindelse ikke sendt"),
        "promise": _("Løfte skrevet"),
        "question": _("Spurgt forvaltningen"),
        "read": _("Papir læst"),
        "recommend": _("Anbefaling skrevet"),
        "renumber": _("Nyt nummer"),
        "split": _("Skilt ud"),
        "status": _("Status givet"),
        "stop": _("Stoppet"),
        "take": _("Papir taget med"),
        "take back": _("Papir taget tilbage"),
        "take_over": _("Overtaget"),
        "text": _("Tekst læst ind"),
        "treat": _("Behandling noteret"),
        "withdraw": _("Trukket tilbage"),
        "withdraw-part": _("Part trukket sig"),
    },
    things={
        "amount": _("beløb"),
        "answerlink": _("svarlink"),
        "campaign": _("kampagne"),
        "committeestep": _("behandling"),
        "count": _("optælling"),
        "countanswer": _("optælling"),
        "countduty": _("optælling"),
        "countreminder": _("optælling"),
        "decision": _("beslutning"),
        "followgroup": _("følgegruppe"),
        "goal": _("mål"),
        "hearing": _("høring"),
        "initiative": _("indsats"),
        "meeting": _("møde"),
        "officereminder": _("forvaltning"),
        "output": _("løfte"),
        "plan": _("plan"),
        "recommendation": _("anbefaling"),
        "seat": _("plads"),
        "statement": _("udtalelse"),
        "statusround": _("statusrunde"),
        "statustext": _("status"),
        "uploadedpaper": _("papir"),
    },
)
"""What the log calls what is done here."""
