"""The year's paper as plain values: what is frozen when a round closes, and what changed since.

Counts stand in it once they are accepted; who may see them before is asked by the caller.
"""

import hashlib
import json
from datetime import date
from itertools import groupby
from uuid import UUID

from favn.kit.figures import figure_with
from favn.policy.choices import Status
from favn.policy.models import CountDuty, Initiative, StatusRound, StatusText
from favn.policy.queries.counts import standings_of
from favn.policy.queries.joined import Joined, joined_in, split_in
from favn.policy.queries.rounds import living, office_of
from favn.policy.queries.since import Line, Since, gone_into, since
from favn.policy.queries.standing import quarter_name
from favn.statistics.figures import Period


def lines_to_freeze(row: StatusRound, today: date) -> list[Line]:
    """All that the paper says about each initiative, as plain values in order of number.

    What went into an initiative stands under it with its own words and accepted counts, which are
    never added to those of the initiative.
    """
    texts = {t.initiative_id: t for t in StatusText.objects.owned().filter(year=row.year)}
    counts = _accepted(row, today)
    joined, split = joined_in(row.plan_id), split_in(row.plan_id)
    return [
        _line(i, texts.get(i.pk), counts.get(i.pk, []))
        | {
            "joined": [_joined(j, row.year, texts, counts) for j in joined.get(i.pk, ())],
            "split_from": _named(split[i.pk]) if i.pk in split else None,
        }
        for i in living(row).order_by("number")
    ]


def _line(initiative: Initiative, text: StatusText | None, counts: list[Line]) -> Line:
    return _named(initiative) | {
        "office": office_of(initiative),
        "status": text.status if text else "",
        "text": text.text if text else "",
        "by": text.written_by if text else "",
        "on": text.written_on.isoformat() if text else "",
        "is_inferred": bool(text and text.is_inferred),
        "counts": counts,
    }


def _named(initiative: Initiative) -> Line:
    return {
        "id": str(initiative.pk),
        "number": initiative.number,
        "title": initiative.title,
    }


def _joined(
    joined: Joined,
    year: int,
    texts: dict[UUID, StatusText],
    counts: dict[UUID, list[Line]],
) -> Line:
    """`is_told`: the year's paper speaks of it, for it happened or has words or counts in it."""
    key = joined.initiative.pk
    text, mine = texts.get(key), counts.get(key, [])
    is_of_year = joined.on is not None and joined.on.year == year
    return _line(joined.initiative, text, mine) | {
        "merged_on": joined.on.isoformat() if joined.on else "",
        "is_told": is_of_year or text is not None or bool(mine),
    }


def _accepted(row: StatusRound, today: date) -> dict[UUID, list[Line]]:
    """Initiative → its accepted quarters of the year, each number with its address."""
    duties = CountDuty.objects.owned().filter(initiative__plan=row.plan_id)
    seen = standings_of(list(duties.select_related("organisation", "addressed_to")), today)
    found: dict[UUID, list[Line]] = {}
    for standing in seen:
        if standing.period.year == row.year:
            lines = found.setdefault(standing.duty.initiative_id, [])
            lines += [
                {
                    "association": standing.duty.addressed_to.name,
                    "quarter": standing.quarter,
                    "figure": number.figure.id,
                    "value": number.value,
                    "snapshot": number.snapshot,
                    "address": number.address,
                    "through": _short_of_the_end(standing.accepted_through),
                }
                for number in standing.accepted_numbers
            ]
    return found


def _short_of_the_end(through: date | None) -> str:
    """How far a preliminary number reaches; empty where it covers the whole quarter."""
    return through.isoformat() if through else ""


def digest(lines: list[Line]) -> str:
    """The fingerprint of a frozen paper."""
    whole = json.dumps(lines, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(whole.encode()).hexdigest()


def frozen_before(plan_id: UUID, year: int) -> tuple[int, dict[str, Line]] | None:
    """The last closed round before a year: its year, and initiative id → its frozen line."""
    rows = StatusRound.objects.owned().filter(plan_id=plan_id, year__lt=year)
    last = rows.exclude(closed_at=None).order_by("-year").first()
    return (last.year, {line["id"]: line for line in last.frozen}) if last else None


def frozen_offices(row: StatusRound) -> list[tuple[str, list[Line]]]:
    """The frozen paper by name of office, its values as a page shows them."""
    ordered = sorted(row.frozen, key=lambda line: (line["office"], line["number"]))
    return [
        (name, [_shown(line) for line in lines])
        for name, lines in groupby(ordered, key=lambda line: line["office"])
    ]


def _shown(line: Line) -> Line:
    """As a page shows it; what went into it in the same way."""
    told = [joined for joined in line.get("joined", ()) if joined["is_told"]]
    return line | {
        "counts": _in_units(line["counts"]),
        "joined": [_shown(joined) for joined in told],
        "day": day_or_none(line["on"]),
        "merged_day": day_or_none(line.get("merged_on", "")),
        "status_label": Status(line["status"]).label if line["status"] else "",
    }


def _in_units(counts: list[Line]) -> list[Line]:
    return [
        n
        | {
            "quarter": quarter_in_words(n),
            "unit": figure_with(n["figure"]).unit,
            "until": day_or_none(n.get("through", "")),
        }
        for n in counts
    ]


def quarter_in_words(number: Line) -> str:
    """The quarter of a frozen number as people say it: 4. kvartal 2026."""
    return quarter_name(Period.parse(number["quarter"]))


def day_or_none(text: str) -> date | None:
    """A frozen day, or None where the paper has none."""
    return date.fromisoformat(text) if text else None


def since_in(
    row: StatusRound, initiative: Initiative, today: date, *, with_counts: bool
) -> Since | None:
    """What happened from the frozen paper before this round to this one; None without one.

    `with_counts`: whether the reader may see the initiative's counts before they are frozen.
    """
    last = frozen_before(row.plan_id, row.year)
    if last is None:
        return None
    key = str(initiative.pk)
    if initiative.merged_into:
        return gone_into(last[0], initiative.merged_into) if key in last[1] else None
    lines = row.frozen if row.is_closed else lines_to_freeze(row, today)
    now = next((line for line in lines if line["id"] == key), None)
    before = last[1].get(key)
    if now and not with_counts and not row.is_closed:
        now, before = now | {"counts": []}, before and before | {"counts": []}
    return since(last[0], before, now, last[1]) if now else None


def since_last(initiative: Initiative, today: date, *, with_counts: bool) -> Since | None:
    """The same as the year of today stands, whether or not its round is open."""
    year = StatusRound(plan_id=initiative.plan_id, year=today.year)
    row = StatusRound.objects.owned().filter(plan=initiative.plan_id, year=today.year).first()
    return since_in(row or year, initiative, today, with_counts=with_counts)
