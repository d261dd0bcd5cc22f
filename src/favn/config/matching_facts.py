"""What `favn match` found, as plain data: plan, proof, who is left and what would help."""

import csv
import io
import time
from decimal import Decimal
from typing import Any

from favn.config.matching_words import reason_of, why_of
from favn.kit.spreadsheets import safe
from favn.statistics import matching
from favn.statistics.matching import Pair, Plan, Question
from favn.statistics.matching_files import Read
from favn.statistics.matching_left import Trials, emptied, why_left
from favn.statistics.matching_stable import blocking, stable

Facts = dict[str, Any]
Cell = str | int | float
MOST_HELP = 3


def of(read: Read, *, stable: bool, prove: bool) -> Facts:
    """The facts of one question; the keys stand in docs/matching.md."""
    question = read.question
    start = time.perf_counter()
    plan = matching.best(question)
    seconds = time.perf_counter() - start
    scale = question.scale
    return {
        "version": plan.version,
        "people": len(question.seekers),
        "others": len(question.givers),
        "places": sum(giver.capacity for giver in question.givers),
        "possible_pairs": sum(len(ways) for _, ways in matching.possible(question)),
        "seconds": round(seconds, 4),
        "points": points(plan.total, scale),
        "bound": points(plan.bound, scale),
        "best_possible": plan.total == plan.bound,
        "proven_again": _proven(question, plan) if prove else None,
        "in_order_of_arrival": _arrival(question, plan),
        "pairs": [_pair(pair, scale) for pair in plan.pairs],
        "left": _left(question, plan),
        "free": {name: many for name, many in plan.free.items() if many},
        "emptied": [
            {"rule": one.rule or None, "people": list(one.seekers), "others": list(one.givers)}
            for one in emptied(question)
        ],
        "stable": _stable(question, plan) if stable else None,
        "notes": list(read.notes),
    }


def points(value: int, scale: int) -> int | float:
    """Points as the rules say them."""
    return value // scale if value % scale == 0 else float(Decimal(value) / scale)


def _proven(question: Question, plan: Plan) -> bool:
    """Whether the prices alone give the bound again."""
    return matching.proven_bound(question, plan.prices) == plan.bound


def _pair(pair: Pair, scale: int) -> Facts:
    return {
        "person": pair.seeker,
        "other": pair.giver,
        "points": points(pair.points, scale),
        "reasons": [
            {"criterion": r.key, "points": points(r.points, scale), "shared": list(r.shared)}
            for r in pair.reasons
        ],
        "locked": pair.locked,
        "broken": list(pair.broken),
    }


def _arrival(question: Question, plan: Plan) -> Facts:
    """What the order of arrival reaches, and how much more the plan has."""
    came = matching.arrival(question)
    more = (plan.total - came.points) / came.points * 100 if came.points else None
    return {
        "points": points(came.points, question.scale),
        "persons": came.persons,
        "more_points_percent": None if more is None else round(more, 2),
        "more_persons": len(plan.pairs) - came.persons,
    }


def _left(question: Question, plan: Plan) -> list[Facts]:
    """Everybody without a partner, why, and what has been tried and would help."""
    trials, since = Trials(question), {s.id: s.since for s in question.seekers}
    found = []
    for name in plan.left:
        why = why_left(question, plan, name, most=MOST_HELP, trials=trials)
        waiting = since[name]
        found.append(
            {
                "person": name,
                "since": waiting.isoformat() if waiting else None,
                "ruled_out": dict(why.blocked),
                "fitting": len(why.possible),
                "would_help": [
                    {"kind": c.kind, "other": c.giver, "rule": c.rule or None} for c in why.changes
                ],
            }
        )
    return found


def _stable(question: Question, plan: Plan) -> Facts:
    """The plan of the wishes, what it costs against the best one, and the proof that it is stable.

    The proof asks of every possible pair whether both would rather have each other, in both plans.
    """
    found = stable(question)
    lost = plan.total - found.total
    steady = {pair.seeker: pair.giver for pair in found.pairs}
    fixed = {seeker for seeker, _giver in question.locked}
    return {
        "points": points(found.total, question.scale),
        "fewer_points": points(lost, question.scale),
        "fewer_points_percent": round(lost / plan.total * 100, 2) if plan.total else None,
        "fewer_persons": len(plan.pairs) - len(found.pairs),
        "asked_pairs": sum(
            len(ways) for one, ways in matching.possible(question) if one.id not in fixed
        ),
        "blocking_pairs": len(blocking(question, steady)),
        "blocking_pairs_of_best": len(blocking(question, plan.chosen)),
        "wishers": found.wishers,
        "got_first_wish": found.firsts,
        "got_a_wish": found.wished,
        "pairs": [_pair(pair, question.scale) for pair in found.pairs],
        "left": list(found.left),
    }


def table(facts: Facts) -> list[list[Cell]]:
    """The plan as lines, those left after the pairs; with --stable the stable one."""
    plan = facts["stable"] or facts
    lines: list[list[Cell]] = [["Person", "Sammen med", "Point", "Grunde", "Fast"]]
    for pair in plan["pairs"]:
        why = "; ".join(reason_of(reason, pair) for reason in pair["reasons"])
        lines.append(
            [safe(pair["person"]), safe(pair["other"]), pair["points"], safe(why),
             "ja" if pair["locked"] else ""]
        )  # fmt: skip
    known = {one["person"]: f"uden partner: {why_of(one)}" for one in facts["left"]}
    left = plan["left"] if facts["stable"] else list(known)
    return [*lines, *(_without(name, known.get(name, "uden partner")) for name in left)]


def _without(name: str, why: str) -> list[Cell]:
    return [safe(name), "", 0, safe(why), ""]


def csv_of(rows: list[list[Cell]]) -> bytes:
    """As Danish spreadsheets open it: a mark, semicolons, decimal commas."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    for row in rows:
        writer.writerow([str(c).replace(".", ",") if isinstance(c, float) else c for c in row])
    return ("\ufeff" + text.getvalue()).encode()


def workbook(rows: list[list[Cell]]) -> bytes:
    """The lines as a workbook."""
    from openpyxl import Workbook  # noqa: PLC0415 - loaded where a workbook is asked for
    from openpyxl.styles import Font  # noqa: PLC0415

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Plan"
    for row in rows:
        sheet.append(row)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for letter, width in zip("ABCDE", (20, 20, 8, 50, 8), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
