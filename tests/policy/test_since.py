"""What happened since the last paper: one sentence, and numbers only where they may be compared."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from favn.policy.queries import since
from favn.policy.rules import quarter
from tests.policy.round_steps import close, hand_in, open_round
from tests.policy.steps import OTHER, accept, ask, initiative, send, visits

SAME = "Stadig “I gang”, som i status for 2025."


def line(status="running", number=7, office="Kontoret", **quarters):
    counts = [
        {"association": "Huset", "figure": "centre.visits", "quarter": f"2025-{q}", "value": v}
        for q, v in quarters.items()
    ]
    return {"status": status, "number": number, "office": office, "counts": counts}


@pytest.mark.parametrize(
    ("before", "now", "sentence"),
    [
        (line("planned"), line("running"), "Fra “Ikke begyndt” i status for 2025 til “I gang”."),
        (line(), line(), SAME),
        (line(), line(""), "Status for 2025 var “I gang”. Der er ingen status endnu."),
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


VALUES = some.tuples(some.integers(0, 9999), some.integers(0, 9999))


@settings(deadline=None)
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
