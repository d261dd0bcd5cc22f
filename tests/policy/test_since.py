"""What happened since the last paper: one sentence, and numbers only where they may be compared."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from favn.policy import actions
from favn.policy.queries import since
from favn.policy.rules import quarter
from tests.cast import new_id
from tests.policy.round_steps import close, hand_in, open_round
from tests.policy.steps import OTHER, OWN, accept, ask, at, initiative, send, visits

SAME = "Stadig “I gang”, som i status for 2025."


def line(
    status="running", number=7, office="Kontoret", joined=(), split_from=None, inferred=False,
    through="", **quarters,
):  # fmt: skip
    counts = [
        {"association": "Huset", "figure": "centre.visits", "quarter": f"2025-{q}", "value": v,
         "through": through}
        for q, v in quarters.items()
    ]  # fmt: skip
    return {
        "status": status, "number": number, "office": office, "counts": counts,
        "joined": list(joined), "split_from": split_from, "is_inferred": inferred,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("before", "now", "sentence"),
    [
        (line("planned"), line("running"), "Fra “Ikke begyndt” i status for 2025 til “I gang”."),
        (line(), line(), SAME),
        (
            line("finished", inferred=True),
            line(),
            "Fra “Afsluttet, udledt” i status for 2025 til “I gang”.",
        ),
        (line(), line(""), "Status for 2025 var “I gang”. Årets status er ikke givet endnu."),
        (
            line(number=3),
            line(number=7),
            f"{SAME} Den havde nummer 3.",
        ),
        (
            line(office="Kultur"),
            line(),
            f"{SAME} Den hørte til Kultur.",
        ),
        (None, line(), "Ny siden status for 2025."),
    ],
)
def test_one_sentence_says_what_changed(before, now, sentence):
    assert since(2025, before, now).sentence == sentence


THERE = {"a": line("finished"), "b": line("")}
WENT_IN = "43. Plakater er lagt ind i den. Den var “Afsluttet”."
GONE = {"id": "a", "number": 43, "title": "Plakater"}


@pytest.mark.parametrize(
    ("before", "now", "sentence"),
    [
        (
            line(),
            line(joined=[GONE]),
            f"{SAME} {WENT_IN}",
        ),
        (
            line(),
            line(joined=[GONE | {"id": "b"}]),
            f"{SAME} 43. Plakater er lagt ind i den. Den var “ingen status”.",
        ),
        (line(), line(joined=[GONE | {"id": "never in that paper"}]), SAME),
        (
            None,
            line(split_from={"number": 7, "title": "Hverdagshjælp"}),
            "Ny siden status for 2025: skilt ud af 7. Hverdagshjælp.",
        ),
        (
            line(number=3, office="Kultur"),
            line(joined=[GONE]),
            f"{SAME} Den havde nummer 3. Den hørte til Kultur. {WENT_IN}",
        ),
    ],
)
def test_merged_split_moved_and_taken_over_are_told(before, now, sentence):
    assert since(2025, before, now, THERE).sentence == sentence


def test_the_same_quarters_are_compared_as_a_difference():
    (found,) = since(2025, line(Q1=100, Q2=50), line(Q1=120, Q2=60)).differences
    assert (found.before, found.now, found.change) == (150, 180, 30)


def test_only_quarters_of_both_years_are_compared_and_they_are_named():
    (found,) = since(2025, line(Q1=100, Q2=50, Q4=9), line(Q1=120, Q2=None, Q3=7)).differences
    assert (found.when, found.before, found.now) == ("1. kvartal", 100, 120)


@pytest.mark.parametrize("now", [line(Q3=120), line(Q1=None, Q2=None)])
def test_without_a_shared_quarter_nothing_is_compared(now):
    found = since(2025, line(Q1=100, Q2=50), now)
    assert found.differences == ()
    assert found.incomparable


def test_a_quarter_told_before_its_end_is_not_held_against_a_whole_one():
    """Fifty days of a quarter beside a whole quarter would read as a fall that never was."""
    found = since(2025, line(Q4=100), line(Q4=40, through="2026-11-20"))
    assert (found.differences, found.incomparable) == ((), True)


def test_two_that_reach_the_same_day_are_compared_and_the_day_is_said():
    before, now = line(Q4=30, through="2025-11-20"), line(Q4=40, through="2026-11-20")
    (found,) = since(2025, before, now).differences
    assert (found.when, found.change) == ("4. (til og med 20. november) kvartal", 10)


VALUES = some.tuples(some.integers(0, 9999), some.integers(0, 9999))


@given(some.lists(VALUES, min_size=1, max_size=4))
def test_a_difference_is_the_sum_of_the_quarters_differences(pairs):
    old = line(**{f"Q{n}": a for n, (a, _) in enumerate(pairs, 1)})
    new = line(**{f"Q{n}": b for n, (_, b) in enumerate(pairs, 1)})
    (found,) = since(2025, old, new).differences
    assert found.change == sum(b - a for a, b in pairs)


def test_next_year_the_initiatives_page_says_what_happened(houses, plan, row, settings):
    first = open_round(houses, plan)
    hand_in(houses, first, row)
    close(houses, first)
    settings.TODAY = settings.TODAY.replace(year=2027)
    fresh = initiative(houses, plan, number=9, title="Ny idé")
    client = houses.visit(houses.birgitte)
    assert "Siden status 2026" in client.get(f"/planen/{row.number}/").content.decode()
    assert "Ny siden status for 2026." in client.get(f"/planen/{fresh.number}/").content.decode()


def test_an_office_reads_no_other_offices_counts_in_what_happened(houses, plan, settings):
    """The initiative belongs to another office than Rasmus's; the counts of its open year wait."""
    row = initiative(houses, plan, number=5, title="Fælles have", unit=OTHER)
    duty = ask(houses, row, first=quarter(2026, 4), last=quarter(2027, 4))
    visits(houses, 3)
    accept(houses, send(houses, duty))
    first = open_round(houses, plan)
    hand_in(houses, first, row, by=houses.birgitte)
    close(houses, first)
    settings.TODAY = settings.TODAY.replace(year=2027)
    accept(houses, send(houses, duty, period=quarter(2027, 4)))
    assert "3 → 0 besøg" in shown(houses.visit(houses.birgitte))
    assert "besøg" not in shown(houses.visit(houses.rasmus))


def shown(client):
    page = client.get("/planen/5/").content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def test_turns_of_a_year_are_told_on_every_page_they_touch(houses, plan, row, settings):
    """2026 is frozen; in 2027 one goes into another, one is split off, one is taken over."""
    taken, into = (initiative(houses, plan, n, t, OTHER) for n, t in ((8, "Flyttet"), (9, "Målet")))
    round_ = open_round(houses, plan)
    for each in (row, taken, into):
        hand_in(houses, round_, each, by=houses.birgitte)
    close(houses, round_)
    settings.TODAY = date(2027, 2, 1)
    when = actions.Occasion(date(2027, 1, 15), "ny ordning")
    by = {"when": when, "by": houses.birgitte, "at": at(date(2027, 1, 15))}
    with houses.acting(houses.birgitte):
        actions.merge(id=new_id(), initiative=row, version=row.version, into=into, **by)
        own = houses.units[OWN]
        actions.take_over(id=new_id(), initiative=taken, version=1, unit=own, **by)
        part = actions.split(
            id=new_id(), initiative=into, number=10, title="Delen", owner=own, **by
        )
    birgitte = houses.visit(houses.birgitte)
    assert part.number == 10
    told = {n: birgitte.get(f"/planen/{n}/").content.decode() for n in (7, 8, 9, 10)}
    assert "Siden status for 2026 er den lagt ind i 9. Målet." in told[7]
    assert f"Den hørte til {OTHER}." in told[8]
    assert "7. Hverdagshjælp er lagt ind i den. Den var “I gang”." in told[9]
    assert "Ny siden status for 2026: skilt ud af 9. Målet." in told[10]


def test_without_an_earlier_paper_nothing_is_claimed(houses, plan, row):
    hand_in(houses, open_round(houses, plan), row)
    page = houses.visit(houses.birgitte).get("/planen/7/").content.decode()
    assert "Siden status" not in page
