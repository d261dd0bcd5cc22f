"""An agreement as facts for a page, and as a paper with the same words."""

from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from favn.associations.choices.cooperation import Rhythm
from favn.associations.models import Agreement, Cooperation, Side
from favn.associations.queries.agreements import consent_of, doer_words
from favn.associations.queries.sheets import sides_of
from favn.kit import documents
from favn.kit.documents import Block
from favn.kit.templatetags.kit import language_now

Sides = tuple[Side, Side]


def facts_of(row: Agreement, sides: Sides, sees_plan: bool) -> list[tuple[str, str]]:
    """Name and text of what it says; what it does not say is left out. The initiative's title is
    the plan's, and shown to who may read that.
    """
    initiative = str(row.initiative) if row.initiative and sees_plan else ""
    until = date_format(row.ends_on, "j. F Y") if row.ends_on else _("ingen slutdato")
    pairs = (
        (_("Parter"), f"{sides[0].name}, {sides[1].name}"),
        *texts_of(row),
        (_("Gælder"), f"{date_format(row.starts_on, 'j. F Y')} – {until}"),
        (_("Opfølgning"), str(Rhythm(str(row.rhythm)).label)),
        (_("Indsats i planen"), initiative),
        (_("Ændret siden sidst"), row.why),
    )
    return [(name, text) for name, text in pairs if text]


def texts_of(row: Agreement) -> list[tuple[str, str]]:
    """What it says in words."""
    return [
        (_("Formål"), row.aim),
        (_("Roller"), row.roles),
        (_("Penge"), row.money),
        (_("Kontakt"), row.contact),
        (_("Hvis det ikke går"), row.fails),
        (_("Ord, vi bruger"), row.words),
    ]


def tasks_of(row: Agreement, sides: Sides) -> list[tuple[str, str, str]]:
    """What, who, and by when."""
    return [
        (task.what, doer_words(task, sides),
         date_format(task.due_on, "j. F Y") if task.due_on else "–")
        for task in row.tasks.all()
    ]  # fmt: skip


def consents_of(row: Agreement, sides: Sides) -> list[dict[str, Any]]:
    """Each side: what it said, who said it and when; empty where it has not."""
    return [{"side": side, "consent": consent_of(row, side)} for side in sides]


def paper_of(cooperation: Cooperation, row: Agreement, sees_plan: bool) -> documents.Document:
    """The agreement as a paper to print and sign."""
    sides = sides_of(cooperation)
    blocks: list[Block] = []
    for title, text in facts_of(row, sides, sees_plan):
        blocks += [documents.Heading(title), documents.Paragraph(text)]
    header = (_("Opgave"), _("Hvem"), _("Inden"))
    blocks += [
        documents.Heading(_("Opgaver")),
        documents.Table(_("Hvem gør hvad"), header, tuple(tasks_of(row, sides)), (3, 2, 1)),
        documents.Heading(_("Ja fra begge parter")),
        documents.Points(tuple(_said(entry) for entry in consents_of(row, sides))),
    ]
    return documents.Document(
        cooperation.title,
        tuple(blocks),
        subtitle=_("Samarbejdsaftale, udgave %(number)s") % {"number": row.number},
        dated=date_format(localtime(row.made_at), "j. F Y"),
        language=language_now(),
    )


def _said(entry: dict[str, Any]) -> str:
    """One side's yes as a line, or a line to sign on."""
    consent, name = entry["consent"], entry["side"].name
    if consent is None:
        return _("%(name)s: ____________________ (dato og navn)") % {"name": name}
    said = {
        "name": name,
        "says": str(consent.get_says_display()),
        "by": consent.by,
        "day": date_format(localtime(consent.at), "j. F Y"),
    }
    return _("%(name)s: %(says)s. %(by)s, %(day)s") % said
