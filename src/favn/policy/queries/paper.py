"""The council paper as a document: two columns by office, and the committees' own words.

Of a closed round it is the frozen lines; of any other year what stands at the moment, and it says
which of the two it is.
"""

from collections import Counter
from datetime import date
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format, number_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from favn.kit.documents import Bar, Block, Chart, Document, Heading, Paragraph, Span, Table, Words
from favn.kit.figures import figure_with
from favn.people.accounts.models import Membership
from favn.policy.choices import Status
from favn.policy.models import Hearing, Initiative, Statement, StatusRound
from favn.policy.queries.frozen import day_or_none, lines_to_freeze, quarter_in_words
from favn.policy.queries.hearings import hearings_of
from favn.policy.queries.plan import sees_counts
from favn.policy.queries.rounds import statements_of

Line = dict[str, Any]


def council_paper(
    row: StatusRound, membership: Membership, today: date, base_url: str = ""
) -> Document:
    """The year's paper; `row` may be a round that was never opened, then it has lines all the same.

    Until it is frozen, an office sees only its own initiatives' counts in it, as on every page.
    `base_url` completes the links of its numbers.
    """
    lines = row.frozen if row.is_closed else _lines_now(row, membership, today)
    return Document(
        title=_("Status %(year)s: %(plan)s") % {"year": row.year, "plan": row.plan.title},
        dated=_dated(row, today),
        blocks=(*_overview(lines), *_by_office(lines), *_statements(row)),
        base_url=base_url,
        contents=True,
    )


def _lines_now(row: StatusRound, membership: Membership, today: date) -> list[Line]:
    rows = Initiative.objects.owned().filter(plan=row.plan_id)
    seen = {str(i.pk) for i in rows if sees_counts(membership, i)}
    return [_as_seen(line, seen) for line in lines_to_freeze(row, today)]


def _as_seen(line: Line, seen: set[str]) -> Line:
    """A line with the counts that may be seen, its own and those of what went into it."""
    joined = [j if j["id"] in seen else j | {"counts": []} for j in line["joined"]]
    return line | {"counts": line["counts"] if line["id"] in seen else [], "joined": joined}


def _dated(row: StatusRound, today: date) -> str:
    if row.closed_at is None:
        return _("Udkast, som papiret ser ud %(day)s. Det er ikke vedtaget.") % {
            "day": date_format(today, "j. F Y")
        }
    return _("Frosset %(day)s. Papirets mærke: %(mark)s.") % {
        "day": date_format(localtime(row.closed_at), "j. F Y"),
        "mark": row.fingerprint[:12],
    }


def _overview(lines: list[Line]) -> list[Block]:
    """How many initiatives are how far, from the same lines as the table."""
    found = Counter(line["status"] for line in lines)
    bars = [Bar(str(s.label), found[s.value], number_format(found[s.value])) for s in Status]
    if found[""]:
        bars.append(Bar(_("Mangler status"), found[""], number_format(found[""])))
    title = _("%(running)s af %(all)s indsatser er i gang") % {
        "running": found[Status.RUNNING],
        "all": len(lines),
    }
    header = (_("Status"), _("Indsatser"))
    return [Heading(_("Kort fortalt")), Chart(title, tuple(bars), header)]


def _by_office(lines: list[Line]) -> list[Block]:
    ordered = sorted(lines, key=lambda line: (line["office"], line["number"]))
    blocks: list[Block] = []
    for office, group in groupby(ordered, key=lambda line: line["office"]):
        blocks += [Heading(office), _table(office, list(group))]
    return blocks


def _table(office: str, lines: list[Line]) -> Table:
    rows = tuple((f"{line['number']}. {line['title']}", _said(line)) for line in lines)
    caption = _("Indsatser i %(office)s") % {"office": office}
    return Table(caption, (_("Indsats"), _("Status")), rows, widths=(1, 2))


def _said(line: Line) -> Words:
    """How far, by whom and when; the words; each accepted number; and what went into it."""
    spans = _stated(line) or [Span(_("Mangler status for året."), strong=True)]
    spans += _counted(line)
    for joined in line["joined"]:
        if joined["is_told"]:
            stated = _stated(joined)
            spans += [Span(f"\n{_went_in(joined)}"), *stated, *_counted(joined)]
    return tuple(spans)


def _stated(line: Line) -> list[Span]:
    if not line["status"]:
        return []
    label = Span(str(Status(line["status"]).label), strong=True)
    return [label, Span(f" ({_by(line)})\n{line['text']}")]


def _counted(line: Line) -> list[Span]:
    spans: list[Span] = []
    for number in line["counts"]:
        whose = f"\n{number['association']}, {quarter_in_words(number)}: "
        spans += [Span(whose), _number(line, number)]
        if until := day_or_none(number.get("through", "")):
            day = date_format(until, "j. F Y")
            spans.append(Span(" " + _("(foreløbigt, til og med %(day)s)") % {"day": day}))
    return spans


def _went_in(joined: Line) -> str:
    """Where the merged initiative went; its own words and numbers follow and stay its."""
    words = {"number": joined["number"], "title": joined["title"]}
    said = _("Lagt ind her: %(number)s. %(title)s.") % words
    if day := day_or_none(joined["merged_on"]):
        words |= {"day": date_format(day, "j. F Y")}
        said = _("Lagt ind her %(day)s: %(number)s. %(title)s.") % words
    has_own = joined["status"] or joined["counts"]
    said = f"{said} " + _("Dens egen status og tal:") if has_own else said
    return f"{said}\n" if joined["status"] else said


def _by(line: Line) -> str:
    if line["is_inferred"]:
        return _("udledt, ikke forvaltningens svar")
    day = date_format(date.fromisoformat(line["on"]), "j. F Y")
    return f"{line['by']}, {day}"


def _number(line: Line, number: Line) -> Span:
    unit = figure_with(number["figure"]).unit
    value = _("holdt tilbage") if number["value"] is None else number_format(number["value"])
    where = reverse("publishing:figure", args=[number["address"]])
    return Span(f"{value} {unit}", href=f"{where}?indsats={line['number']}")


def _statements(row: StatusRound) -> list[Block]:
    """One chapter a committee, the four sections in their order; what is not written is said."""
    blocks: list[Block] = []
    said, heard = statements_of(row), hearings_of(row)
    units = {s.unit for s in said.values()} | {h.unit for found in heard.values() for h in found}
    for unit in sorted(units, key=lambda unit: unit.name):
        statement = said.get(unit.pk) or Statement(round=row, unit=unit)
        blocks.append(Heading(_("Udtalelse fra %(name)s") % {"name": unit.name}))
        for title, text in statement.sections:
            blocks += [Heading(title, 2), Paragraph(text or _("Udvalget har ikke skrevet noget."))]
        blocks += _heard(statement, heard.get(unit.pk, []))
    return blocks


def _heard(statement: Statement, hearings: list[Hearing]) -> list[Block]:
    """Others' cases the committee was heard about: one table, or that there were none."""
    heading = Heading(_("Høringer over andre udvalgs sager"), 2)
    if not hearings:
        return [heading, Paragraph(statement.heard_words)]
    head = (_("Sag"), _("Udvalgets ord"), _("Hvad der blev af det"))
    rows = tuple(
        (
            f"{h.case} ({h.case_of.name}, {date_format(h.on, 'j. F Y')})",
            h.word,
            h.outcome or _("Ikke oplyst endnu."),
        )
        for h in hearings
    )
    caption = _("Sager, %(name)s blev hørt om") % {"name": statement.unit.name}
    return [heading, Table(caption, head, rows, widths=(2, 3, 2))]
