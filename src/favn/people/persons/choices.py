"""How much is known of a person, how one may reach them, who is near, and what they allow."""

from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from favn.kit.log_words import Words


class Tier(models.TextChoices):
    """What is stored. The two lowest, a count and a card, have no person's record at all."""

    NAMED = "named", _("Navn")
    CASE = "case", _("Sag")


STORED: tuple[tuple[str, str | Promise, str | Promise], ...] = (
    ("count", _("Tælling"), _("Der gemmes kun, at der kom en gæst, og hvilken time det var.")),
    (
        "card",
        _("Kort"),
        _("Der gemmes en tilfældig kode og de besøg, den er vist ved. Intet navn."),
    ),
    (
        Tier.NAMED,
        _("Navn"),
        _(
            "Der gemmes navn, sprog og den måde, personen vil kontaktes på."
            " Intet om liv og helbred."
        ),
    ),
    (
        Tier.CASE,
        _("Sag"),
        _("Rådgiveren må også skrive om personens sag. Det er låst, og kun få kan læse det."),
    ),
)
"""The four steps in order: key, name, and what is stored there."""


class Contact(models.TextChoices):
    """How one may reach somebody, from the freest to the strictest."""

    CALL = "call", _("Ring gerne")
    SMS = "sms", _("Send en sms, ring ikke")
    MAIL = "mail", _("Skriv en mail, ring ikke")
    LETTER = "letter", _("Send et brev, ring ikke")
    IN_PERSON = "in_person", _("Kun når personen selv kommer")


class Kin(models.TextChoices):
    """What somebody is to a person."""

    PARTNER = "partner", _("Partner")
    CHILD = "child", _("Barn")
    PARENT = "parent", _("Forælder")
    SIBLING = "sibling", _("Søskende")
    FAMILY = "family", _("Anden familie")
    FRIEND = "friend", _("Ven eller nabo")
    VOLUNTEER = "volunteer", _("Frivillig eller mentor")
    WORKER = "worker", _("Fagperson eller kontaktperson")
    GUARDIAN = "guardian", _("Værge")


class Act(models.TextChoices):
    """What a person said about one purpose."""

    GIVEN = "given", _("Givet")
    DECLINED = "declined", _("Sagt nej")
    WITHDRAWN = "withdrawn", _("Trukket tilbage")


class How(models.TextChoices):
    """In which way it was said."""

    SPOKEN = "spoken", _("Mundtligt")
    SIGNED = "signed", _("Underskrevet på papir")
    OWN_PAGE = "own_page", _("På sin egen side")
    FORM = "form", _("Da personen meldte sig til")
    MERGE = "merge", _("Da to registreringer blev samlet")


BY_STAFF = (How.SPOKEN, How.SIGNED)


class Why(models.TextChoices):
    """Why a person was erased."""

    ASKED = "asked", _("Personen bad om det")
    DUE = "due", _("Fristen er nået")
    MISTAKE = "mistake", _("Oprettet ved en fejl")


@dataclass(frozen=True, slots=True)
class Purpose:
    """One thing a person may allow: the words they hear, and what stops when they take it back."""

    key: str
    version: int
    title: str | Promise
    wording: str | Promise
    stops: str | Promise
    needs_recipient: bool = False


PURPOSES: tuple[Purpose, ...] = (
    Purpose(
        "case",
        1,
        _("Rådgivning og sag"),
        _(
            "Jeg siger ja til, at huset skriver om min sag, også om helbred og familie. Kun de,"
            " der hjælper mig, må læse det. Jeg kan altid sige nej igen."
        ),
        _("Ingen skriver mere i sagen. Det, der står, kan du få slettet."),
    ),
    Purpose(
        "contact",
        1,
        _("Kontakt"),
        _("Jeg siger ja til, at huset må kontakte mig på den måde, jeg har valgt."),
        _("Huset skjuler telefon, mail og adresse og kontakter dig ikke mere."),
    ),
    Purpose(
        "helper",
        1,
        _("Tale med min hjælper"),
        _("Jeg siger ja til, at huset må tale om min sag med den, der er nævnt her."),
        _("Huset taler ikke mere med din hjælper om dig."),
        needs_recipient=True,
    ),
    Purpose(
        "referral",
        1,
        _("Henvisning"),
        _(
            "Jeg siger ja til, at huset giver mit navn og mit ærinde videre til det sted,"
            " der er nævnt."
        ),
        _(
            "Huset giver ikke mere videre, og en anden forening i Favn kan ikke læse mere."
            " Papir, du har fået med, har du selv."
        ),
        needs_recipient=True,
    ),
    Purpose(
        "follow_up",
        1,
        _("Spørgsmål bagefter"),
        _("Jeg siger ja til, at huset må spørge mig om tre måneder, hvordan det går."),
        _("Huset spørger dig ikke bagefter."),
    ),
    Purpose(
        "programme",
        1,
        _("Beskæftigelsesforløb"),
        _(
            "Jeg siger ja til, at huset skriver, hvornår jeg er henvist og begyndt, hvor mange år"
            " jeg har fået ydelse, mine kurser, min praktik og mine virksomheder, og hvad der kom"
            " ud af det. Der står intet om mit helbred."
        ),
        _("Huset skriver ikke mere i dit forløb. Det tæller med som et tal uden navn."),
    ),
    Purpose(
        "status",
        1,
        _("Status til sagsbehandleren"),
        _(
            "Jeg siger ja til, at huset fortæller det sted, der er nævnt, hvordan det går i mit"
            " forløb. De får kun det at vide, der står på det papir, jeg selv har set."
        ),
        _("Huset fortæller ikke mere. Papir, de allerede har fået, har de selv."),
        needs_recipient=True,
    ),
    Purpose(
        "mentoring",
        2,
        _("Mentor og mentee"),
        _(
            "Jeg siger ja til, at huset gemmer mit navn og mine ønsker for at finde en mentor eller"
            " en mentee til mig. Den, jeg bliver foreslået, må læse mit fornavn, mine sprog og mine"
            " ønsker. Siger vi begge ja, får vi hinandens telefon og mail. Indtil et år efter må"
            " huset spørge os begge, hvordan det gik."
        ),
        _(
            "Huset foreslår dig ikke til flere og spørger dig ikke mere. Koordinatoren ringer,"
            " hvis du er i et makkerskab."
        ),
    ),
    Purpose(
        "volunteer",
        1,
        _("Frivillig"),
        _(
            "Jeg siger ja til, at huset gemmer mit navn, mine roller, vagter og timer, og skriver"
            " til mig om vagter. De andre frivillige må læse mit fornavn på vagtplanen. Skal jeg"
            " være sammen med børn, gemmer huset kun, hvilken dag det har set min børneattest."
        ),
        _("Huset skriver ikke mere til dig om vagter, og du står ikke på vagtplanen."),
    ),
    Purpose(
        "path",
        1,
        _("Vejen fra gæst til frivillig"),
        _(
            "Jeg siger ja til, at huset tæller mig med, når det viser, hvor mange gæster der er"
            " blevet frivillige eller rollemodeller. Kun som et tal sammen med andre, aldrig med"
            " navn."
        ),
        _("Du tæller ikke mere med fra næste dag. Tal, der allerede er trykt, står, som de er."),
    ),
)
BY_PURPOSE: dict[str, Purpose] = {purpose.key: purpose for purpose in PURPOSES}
PURPOSE_CHOICES = [(purpose.key, purpose.title) for purpose in PURPOSES]

LANGUAGES: tuple[tuple[str, str | Promise], ...] = (
    ("da", _("dansk")),
    ("en", _("engelsk")),
    ("ar", _("arabisk")),
    ("so", _("somali")),
    ("tr", _("tyrkisk")),
    ("fa", _("persisk og dari")),
    ("ps", _("pashto")),
    ("ur", _("urdu")),
    ("ku", _("kurdisk")),
    ("ti", _("tigrinya")),
    ("am", _("amharisk")),
    ("uk", _("ukrainsk")),
    ("ru", _("russisk")),
    ("pl", _("polsk")),
    ("ro", _("rumænsk")),
    ("bs", _("bosnisk, kroatisk, serbisk")),
    ("sq", _("albansk")),
    ("vi", _("vietnamesisk")),
    ("ta", _("tamilsk")),
    ("th", _("thai")),
    ("fr", _("fransk")),
    ("es", _("spansk")),
    ("de", _("tysk")),
    ("sw", _("swahili")),
    ("sign", _("dansk tegnsprog")),
    ("other", _("et andet sprog")),
)


LOG = Words(
    "persons",
    verbs={
        "consent-declined": _("Nej til et formål"),
        "consent-given": _("Ja til et formål"),
        "consent-withdrawn": _("Ja trukket tilbage"),
        "contact": _("Kontakt fortalt"),
        "give-code": _("Kode til egen side"),
        "issue": _("Nyt kort"),
        "link": _("Kort fik et navn"),
        "lower": _("Sag lukket ned"),
        "merge": _("Lagt ind i en anden"),
        "open-own-page": _("Egen side åbnet"),
        "raise": _("Fik en sag"),
        "retain": _("Frister holdt"),
        "take-apart": _("Skilt ad igen"),
        "unlink": _("Kort løsnet"),
    },
    things={
        "card": _("kort"),
        "consent": _("samtykke"),
        "erasure": _("person"),
        "ownpagecode": _("egen side"),
        "person": _("person"),
        "relation": _("familie og hjælpere"),
    },
)
"""What the log calls what is done here."""
