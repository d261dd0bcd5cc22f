"""The mirror and its next steps as a paper to print: the same words and numbers as the page."""

from collections.abc import Iterator, Sequence
from typing import Literal

from django.utils.translation import gettext as _

from favn.associations.choices.steps import Side
from favn.associations.models import NextStep
from favn.associations.queries.mirror import Mirror, Repeated
from favn.associations.rules import mirror as rules
from favn.kit.documents import Block, Document, Heading, Paragraph, Points, Quote, Table
from favn.kit.templatetags.kit import when


def paper(
    found: Mirror,
    steps: Sequence[NextStep],
    again: dict[Side, Repeated | None],
    language: Literal["da", "en"],
    dated: str,
) -> Document:
    """Everything that a side may see of its mirror."""
    blocks = (*_profiles(found), *_differences(found), *_unknown(found), *_again(again))
    return Document(
        _("Ressourcetjek: %(name)s") % {"name": found.entry.name},
        (*blocks, *_steps(found, steps)),
        subtitle=found.round.title,
        dated=dated,
        author=found.entry.organisation.name,
        language=language,
    )


def _profiles(found: Mirror) -> Iterator[Block]:
    yield Heading(_("De to profiler"))
    if not found.lines:
        yield Paragraph(_("Der er ingen svar at vise endnu."))
        return
    head = (_("Emne"), _("Foreningen"), _("Kommunen"), _("Forskel"), _("Grundlag"))
    rows = tuple(
        (
            line.title,
            line.theirs.words if line.theirs else "–",
            line.ours.words if line.ours else "–",
            line.difference_words,
            rules.base(line),
        )
        for line in found.lines
    )
    notes = (rules.whole_base(found.lines), scale_note(), opinion_note())
    caption = _("Gennemsnit af svarene på hvert emne")
    yield Table(caption, head, rows, widths=(3, 1.4, 1.4, 1.2, 4), numbers=(1, 2, 3), notes=notes)


def scale_note() -> str:
    """How a number is to be read."""
    return _("Skalaen går fra 1 (passer slet ikke) til 5 (passer helt). “Ved ikke” er ikke et tal.")


def opinion_note() -> str:
    """What a number is not."""
    return _(
        "Svarene er hver sides egen vurdering. De måler ikke, hvem der er dygtigst, og de kan ikke"
        " lægges sammen."
    )


def _differences(found: Mirror) -> Iterator[Block]:
    if not found.largest:
        return
    yield Heading(_("Her ser I mest forskelligt"))
    told = (f"{rules.sentence(line)} {rules.hint(line)}".strip() for line in found.largest)
    yield Points(tuple(told), numbered=True)


def _unknown(found: Mirror) -> Iterator[Block]:
    if found.blind:
        yield Heading(_("Det, I ikke vidste"))
    for one in found.blind:
        yield Heading(one.who, level=2)
        yield Points(tuple(f"{subject}: {question}" for subject, question in one.questions))
    if found.wishes:
        yield Heading(_("Det vil foreningen gerne blive bedre til"))
        yield Quote(found.wishes, found.entry.name)


def _again(again: dict[Side, Repeated | None]) -> Iterator[Block]:
    for side, told in again.items():
        if told is None:
            continue
        yield Heading(_("%(side)s nu og sidst") % {"side": str(side.label)})
        yield Paragraph(told.last_time)
        yield Points(tuple(one.sentence for one in told.subjects))
        yield Paragraph(again_note(), small=True)


def again_note() -> str:
    """Why a higher number is no progress."""
    return _(
        "Kun spørgsmål, der er ens og besvaret begge gange, er holdt op mod hinanden. Få svar kan"
        " ikke vise fremgang: et højere tal kan også være et andet syn på det samme."
    )


def _steps(found: Mirror, steps: Sequence[NextStep]) -> Iterator[Block]:
    yield Heading(_("Næste skridt"))
    if not steps:
        yield Paragraph(_("Intet er aftalt endnu."))
        return
    head = (_("Hvad"), _("Hvem"), _("Inden"), _("Hvor langt"))
    rows = tuple((row.what, row.who, when(row.due_on), _how_far(row)) for row in steps)
    yield Table(_("Det, vi er enige om at gøre"), head, rows, widths=(4, 3, 2, 3))


def _how_far(row: NextStep) -> str:
    words = [str(row.get_state_display()), _("over tiden") if row.is_late() else "", row.outcome]
    return ". ".join(part for part in words if part)
