"""What `favn match` says to a coordinator, in Danish: pairs with reasons, then who is left and why.

The command loads no Django, so these few sentences stand outside the catalogue.
"""

from collections.abc import Iterator
from typing import Any

from favn.statistics.matching import WISHED

Facts = dict[str, Any]


def of(facts: Facts) -> str:
    """The lines of one plan."""
    lines = [*_head(facts), *_stable(facts), *_pairs(facts)]
    if facts["left"]:
        lines += ["", "Uden partner i den bedste plan"]
        lines += [f"  {line}" for one in facts["left"] for line in _left(one)]
    if facts["free"]:
        free = ", ".join(f"{name} ({many})" for name, many in facts["free"].items())
        lines += ["", f"Ledige pladser i den bedste plan: {free}"]
    lines += [*_emptied(facts), *_notes(facts)]
    return "\n".join(lines)


def _pairs(facts: Facts) -> Iterator[str]:
    """The plan that was asked for: its pairs, and for the stable one who has nobody in it."""
    plan = facts["stable"] or facts
    which = " i den stabile plan" if facts["stable"] else ""
    yield from ("", f"Par{which}" if plan["pairs"] else f"Ingen par{which}")
    for pair in plan["pairs"]:
        yield from (f"  {line}" for line in _pair(pair))
    if facts["stable"] and plan["left"]:
        yield from ("", f"Uden partner{which}", f"  {', '.join(plan['left'])}")


def _head(facts: Facts) -> Iterator[str]:
    people, others, places = facts["people"], facts["others"], facts["places"]
    pairs = facts["possible_pairs"]
    yield (
        f"{_many(people, 'person', 'personer')} og"
        f" {_many(others, 'anden', 'andre')} med"
        f" {_many(places, 'plads', 'pladser')}; {_many(pairs, 'muligt par', 'mulige par')}."
    )
    if not facts["pairs"]:
        yield "Ingen kan få en partner under reglerne."
        return
    made = len(facts["pairs"])
    yield (
        f"{made} par, {_n(facts['points'])} point. Ingen plan har flere end"
        f" {_n(facts['bound'])} point."
    )
    if facts["proven_again"] is not None:
        yield "Loftet er regnet efter uden løseren: " + (
            "det holder." if facts["proven_again"] else "DET HOLDER IKKE."
        )
    yield from _arrival(facts["in_order_of_arrival"])
    yield f"Vægte {facts['version']}, {_n(facts['seconds'])} sekunder."


def _arrival(came: Facts) -> Iterator[str]:
    reached = f"{_n(came['points'])} point, {came['persons']} par"
    more = came["more_points_percent"]
    if more is None:
        yield "I rækkefølge efter ventetid får ingen en partner."
    elif more == 0 and not came["more_persons"]:
        yield f"Rækkefølge efter ventetid giver det samme ({reached})."
    else:
        yield (
            f"{_n(more)} % flere point og {_more(came['more_persons'])}"
            f" end i rækkefølge efter ventetid ({reached})."
        )


def _more(persons: int) -> str:
    if not persons:
        return "lige så mange personer"
    word = "færre" if persons < 0 else "flere"
    return f"{_many(abs(persons), 'person', 'personer')} {word}"


def _stable(facts: Facts) -> Iterator[str]:
    """What the wishes have instead."""
    if not (plan := facts["stable"]):
        return
    yield ""
    yield "Stabil plan: ingen to vil hellere have hinanden end den, de har fået."
    yield from _blocking(plan)
    yield f"{len(plan['pairs'])} par, {_n(plan['points'])} point: {_cost(plan)}."
    if plan["wishers"]:
        yield (
            f"Af {plan['wishers']} med ønsker fik {plan['got_first_wish']} det første og"
            f" {plan['got_a_wish']} et af dem."
        )


def _cost(plan: Facts) -> str:
    """What the wishes cost against the best plan, which never has fewer points."""
    points, persons = plan["fewer_points"], plan["fewer_persons"]
    if not points and not persons:
        return "det samme som den bedste plan"
    lost = f"{_n(points)} point ({_n(plan['fewer_points_percent'])} %)"
    if persons > 0:
        return f"{lost} og {_more(-persons)} end den bedste plan"
    if not points:
        return f"lige så mange point og {_more(-persons)} end den bedste plan"
    return f"{lost} færre end den bedste plan og {_more(-persons)}"


def _blocking(plan: Facts) -> Iterator[str]:
    """The proof: each pair that may be was asked, in this plan and in the best one."""
    here, there = plan["blocking_pairs"], plan["blocking_pairs_of_best"]
    possible = plan["asked_pairs"]
    asked = (
        "Set efter i det ene mulige par"
        if possible == 1
        else (f"Set efter i alle {_n(possible)} mulige par")
    )
    yield (
        f"{asked}: {_n(here)}, hvor begge hellere ville have hinanden."
        + ("" if not here else " DEN ER IKKE STABIL.")
    )
    yield f"I den bedste plan er der {_n(there)}."


def _pair(pair: Facts) -> Iterator[str]:
    fast = " (fast)" if pair["locked"] else ""
    yield f"{pair['person']} – {pair['other']}: {_n(pair['points'])} point{fast}"
    for reason in pair["reasons"]:
        yield f"  {reason_of(reason, pair)}"
    if pair["broken"]:
        yield f"  bryder reglen om {_and(pair['broken'])}, men er aftalt"


def reason_of(reason: Facts, pair: Facts) -> str:
    """One reason with its points; a wish says whose it was."""
    return f"{_named(reason, pair)} (+{_n(reason['points'])})"


def _named(reason: Facts, pair: Facts) -> str:
    if reason["criterion"] != WISHED:
        return f"{reason['criterion']}: {', '.join(reason['shared'])}"
    if len(reason["shared"]) == 2:
        return "de har ønsket hinanden"
    asked = (pair["person"], pair["other"])
    who, whom = asked if reason["shared"] == ["seeker"] else asked[::-1]
    return f"{who} har ønsket {whom}"


def _left(one: Facts) -> Iterator[str]:
    since = f" (venter siden {one['since']})" if one["since"] else ""
    yield f"{one['person']}{since}: {why_of(one)}"
    helps = {
        "place": "hvis {other} havde en plads mere",
        "allow": "hvis parret med {other} ikke var udelukket",
        "rule": "hvis “{rule}” også passede til {other}",
    }
    for change in one["would_help"]:
        yield "  " + helps[change["kind"]].format(**change)


def why_of(one: Facts) -> str:
    """Why somebody has nobody: no place among those who fit, or what each rule takes."""
    if one["fitting"]:
        return f"{one['fitting']} passer, men har ingen ledig plads"
    ruled = [f"{rule} udelukker {many}" for rule, many in one["ruled_out"].items()]
    return ", ".join(ruled) or "alle, der passer, er udelukket på forhånd"


def _emptied(facts: Facts) -> Iterator[str]:
    """Which rule leaves whom with nobody."""
    if facts["emptied"]:
        yield from ("", "Regler, der alene efterlader nogen uden mulige partnere")
    for one in facts["emptied"]:
        sides = (("personer", one["people"]), ("andre", one["others"]))
        shown = "; ".join(f"{side} {_few(names)}" for side, names in sides if names)
        yield f"  {one['rule'] or 'reglerne tilsammen'}: {shown}"


def _few(names: list[str]) -> str:
    """The first eight, and how many more."""
    return ", ".join(names[:8]) + (f" og {len(names) - 8} til" if len(names) > 8 else "")


def _notes(facts: Facts) -> Iterator[str]:
    if facts["notes"]:
        yield ""
        yield from facts["notes"]


def _and(names: list[str]) -> str:
    return " og ".join(f"“{name}”" for name in names)


def _many(n: int, one: str, more: str) -> str:
    return f"{_n(n)} {one if n == 1 else more}"


def _n(value: float) -> str:
    """A number with Danish signs."""
    text = f"{value:,}" if isinstance(value, int) else f"{value:,.4f}".rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.", ".,"))
