"""A public initiative: its status, what was promised and delivered by whom, since last year."""

import uuid

from favn.policy import actions
from favn.policy.choices import Hand, Ruling, Status, Step
from tests.policy.public_steps import PLAN, close_round, made_public, publish, read
from tests.policy.round_steps import committee
from tests.policy.steps import OTHER, OWN, accept, at, cost, initiative, send

PAGE = f"{PLAN}plan/7/"


def acting(houses, verb, **words):
    with houses.acting(houses.birgitte):
        return verb(id=uuid.uuid4(), by=houses.birgitte, at=at(), **words)


def test_status_stands_with_its_office_and_day_and_no_person(houses, plan, row):
    made_public(houses, plan, row, text="Vi har holdt ti møder.")
    page = read(houses, PAGE)
    assert f"Givet af {OWN}, i dag." in page
    assert "Vi har holdt ti møder." in page
    assert "Svaret er fra runden, der lukkede i dag" in page
    assert "Birgitte" not in page


def test_since_last_year_is_one_sentence(houses, plan, row):
    close_round(houses, plan, {row: ("Vi er i gang.", Status.RUNNING)}, year=2025)
    publish(houses, plan)
    assert "status for 2025 til" not in read(houses, PAGE)
    close_round(houses, plan, {row: ("Det er slut.", Status.FINISHED)}, year=2026)
    assert "Fra “I gang” i status for 2025 til “Afsluttet”." in read(houses, PAGE)


def test_promised_revised_and_delivered_stand_in_one_chart_with_who(houses, plan, row):
    """The source's own example: eighteen workshops, lowered to fifteen."""
    output = acting(
        houses, actions.promise, initiative=row, unit="workshops", promised=18, years=(2026, 2026)
    )
    acting(
        houses, actions.revise, output=output, version=1, promised=15, on=at().date(),
        reason="tre sprang fra",
    )  # fmt: skip
    acting(houses, actions.deliver, output=output, delivered=4, on=at().date(), note="INTERN NOTE")
    made_public(houses, plan, row)
    page = read(houses, PAGE)
    assert "4 af 15 workshops er leveret" in page
    assert all(word in page for word in ("Lovet først", "Lovet nu", "tre sprang fra"))
    assert f'<th scope="row">{OWN}</th>' in page
    assert "INTERN NOTE" not in page


def test_only_accepted_counts_are_delivered(houses, plan, row, duty):
    output = acting(
        houses, actions.promise, initiative=row, unit="besøg", promised=9, years=(2026, 2026)
    )
    with houses.acting(houses.birgitte):
        actions.follow_count(
            output=output, duty=duty, figure="centre.visits", version=output.version,
            by=houses.birgitte, at=at(),
        )  # fmt: skip
    made_public(houses, plan, row)
    count = send(houses, duty)
    page = read(houses, PAGE)
    assert "9 besøg er lovet, leveret er ikke oplyst" in page
    assert "Medborgerhuset" not in page
    accept(houses, count)
    page = read(houses, PAGE)
    assert "3 af 9 besøg er leveret" in page
    assert '<th scope="row">Medborgerhuset</th>' in page
    with houses.acting(houses.jonas):
        actions.withdraw(
            count=count, version=count.version, reason="Talt forkert", by=houses.jonas, at=at()
        )
    assert "3 af 9" not in read(houses, PAGE)


def test_decided_money_is_shown_and_what_was_applied_for_is_not(houses, plan, row):
    for step, kroner in ((Step.GRANTED, 200_000), (Step.APPLIED, 524_625)):
        acting(
            houses, actions.add_amount, plan=plan, initiative=row, title=step.label, step=step,
            kroner=kroner, first_year=2026, last_year=2026, unit=None, pool="", note="NOTE",
        )  # fmt: skip
    made_public(houses, plan, row)
    page = read(houses, PAGE)
    assert "200.000" in page
    assert "524.625" not in page
    assert "NOTE" not in page


def test_partners_and_decisions_stand_there(houses, plan, row):
    other = initiative(houses, plan, 8, "Ny, endnu uden status", OTHER)
    acting(houses, actions.join_in, initiative=row, party=houses.naboerne, hand=Hand.PARTNER)
    body = committee(houses, "Jobudvalget")
    acting(
        houses, actions.decide, plan=plan, about=[row], born=[other],
        minute=actions.Minute(body, Ruling.APPROVED, at().date(), "Aftalen", ""),
    )  # fmt: skip
    close_round(houses, plan, {row: ("Det går.", Status.RUNNING),
                               other: ("Det går.", Status.RUNNING)})  # fmt: skip
    publish(houses, plan)
    page = read(houses, PAGE)
    assert "Naboerne i Nord (Samarbejdspartner)" in page
    assert "Jobudvalget" in page
    assert f'href="{PLAN}plan/8/"' in page


def test_an_old_number_and_a_merged_one_lead_to_it(houses, plan, row):
    gone = initiative(houses, plan, 8, "Plakater")
    made_public(houses, plan, row, gone)
    when = actions.Occasion(at().date(), "ryddet op")
    acting(houses, actions.renumber, initiative=row, version=1, number=17, when=when)
    with houses.acting(houses.birgitte):
        row.refresh_from_db()
    acting(houses, actions.merge, initiative=gone, version=1, into=row, when=when)
    for old in (7, 8):
        answer = houses.visit().get(f"{PLAN}plan/{old}/")
        assert answer.status_code == 302
        assert answer["Location"] == f"{PLAN}plan/17/"
    assert "Tidligere nummer" in read(houses, f"{PLAN}plan/17/")
    read(houses, f"{PLAN}plan/99/", status=404)


def test_what_was_promised_stays_when_the_initiative_went_into_another(houses, plan, row):
    """Or a broken promise would be gone by merging it."""
    gone = initiative(houses, plan, 8, "Plakater", OTHER)
    acting(houses, actions.promise, initiative=gone, unit="plakater", promised=18,
           years=(2026, 2026))  # fmt: skip
    made_public(houses, plan, row, gone)
    when = actions.Occasion(at().date(), "ryddet op")
    acting(houses, actions.merge, initiative=gone, version=1, into=row, when=when)
    page = read(houses, PAGE)
    assert "Lovet i 8. Plakater, før den blev lagt ind her" in page
    assert "18 plakater er lovet, leveret er ikke oplyst" in page


def test_more_promises_cost_no_more_queries(houses, plan, row):
    acting(houses, actions.promise, initiative=row, unit="spil", promised=1, years=(2026, 2026))
    made_public(houses, plan, row)
    one = cost(houses.visit(), PAGE)
    for unit in ("møder", "breve", "film"):
        acting(houses, actions.promise, initiative=row, unit=unit, promised=1, years=(2026, 2026))
    assert cost(houses.visit(), PAGE) == one
