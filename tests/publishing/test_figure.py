"""The living figure: who sees which reading of it, what it tells, and its files."""

import csv
import io

import pytest

from favn.centre import actions
from favn.kit.models import Release
from favn.policy import actions as actions_of_policy
from tests.cast import NOW, new_id
from tests.policy.steps import ask, initiative, send
from tests.publishing.taps import LAST_MONTH, LAST_YEAR, guidances, visits

ADDRESS = "/tal/centre.visits@medborgerhuset/2026/"
GUESTS = "/tal/centre.guests@medborgerhuset/2026"
GUESTS_THEN = "/tal/centre.guests@medborgerhuset/2025"
QUARTER = "/tal/centre.visits@medborgerhuset/2026-Q4/"


def facts(client, address: str, **query):
    answer = client.get(address.rstrip("/") + ".json", query)
    assert answer.status_code == 200, answer.content
    return answer.json()


def test_the_manager_sees_the_number_and_what_it_rests_on(houses):
    visits(houses, 3)
    page = houses.visit(houses.jonas).get(ADDRESS).content.decode()
    assert "Registrerede besøg, 2026" in page
    assert "Hver gang en gæst kommer ind ad døren" in page
    for heading in ("Hviler på", "Sådan er det talt", "Kilde", "Øjebliksbillede", "Periode"):
        assert heading in page


def test_the_number_is_the_taps_that_count(houses):
    made = visits(houses, 4)
    jonas = houses.visit(houses.jonas)
    assert facts(jonas, ADDRESS)["value"] == 4
    with houses.acting(houses.jonas):
        actions.void(entry=made[0], why="wrong", by=houses.jonas, at=NOW)
    assert facts(jonas, ADDRESS)["value"] == 3


def test_a_correction_moves_exactly_the_right_numbers(houses):
    moved, *_ = visits(houses, 2)
    guidances(houses, "brev", 2)
    with houses.acting(houses.jonas):
        actions.correct(entry=moved, to={"on": LAST_MONTH}, by=houses.jonas, at=NOW, reason="dag")
    jonas = houses.visit(houses.jonas)
    by_month = {c["key"]: c["value"] for c in facts(jonas, ADDRESS, by="month")["cells"]}
    assert (by_month["10"], by_month["11"]) == (1, 1)
    assert sum(by_month.values()) == facts(jonas, ADDRESS)["value"] == 2
    guidance = facts(jonas, "/tal/centre.guidances@medborgerhuset/2026/", by="topic")
    assert {c["key"]: c["value"] for c in guidance["cells"]} == {"brev": 2}


@pytest.mark.parametrize("who", ["leila", "birgitte", "rasmus", "stranger", None])
def test_to_everybody_else_the_number_does_not_exist(houses, who):
    visits(houses, 3)
    client = houses.visit(getattr(houses, who) if who else None)
    for page in (ADDRESS, ADDRESS.rstrip("/") + ".json", ADDRESS.rstrip("/") + ".csv"):
        assert client.get(page).status_code == 404 if who != "stranger" else 403


def test_the_door_sees_the_public_edition_only(houses):
    visits(houses, 3, cards=3)
    amina = houses.visit(houses.amina)
    for asked in ("internal", "funder", "public"):
        told = facts(amina, GUESTS, udgave=asked)
        assert (told["edition"], told["value"]) == ("public", None)


def test_few_persons_are_withheld_outside_the_house_and_the_page_says_why(houses):
    visits(houses, 4, on=LAST_YEAR, cards=4)
    jonas = houses.visit(houses.jonas)
    assert facts(jonas, GUESTS_THEN)["value"] == 4
    told = facts(jonas, GUESTS_THEN, udgave="funder")
    assert told["value"] is None
    assert told["withheld"] == ["total_too_few"]
    page = jonas.get(GUESTS_THEN + "/", {"udgave": "funder"}).content.decode()
    assert "Holdt tilbage" in page


def test_the_door_cannot_tap_a_card_and_see_whether_march_knew_it(houses):
    amina = houses.visit(houses.amina)
    seen = []
    for _ in range(2):
        visits(houses, 20, on=LAST_MONTH, cards=20)
        told = facts(amina, GUESTS, by="month")
        seen.append((told["value"], told["cells"], told["withheld"]))
    assert seen == [(None, [], ["open_year"])] * 2
    visits(houses, 20, on=LAST_YEAR, cards=20)
    assert facts(amina, GUESTS_THEN)["value"] == 20


def test_events_are_exact_in_every_edition(houses):
    visits(houses, 2)
    jonas = houses.visit(houses.jonas)
    assert {facts(jonas, ADDRESS, udgave=e)["value"] for e in ("internal", "funder", "public")} == {
        2
    }


def test_a_number_the_house_has_published_is_open_to_all(houses):
    visits(houses, 6)
    with houses.acting(houses.jonas):
        Release.objects.create(
            organisation_id=houses.medborgerhuset.pk, figure="centre.visits", period="2026",
            edition="public", value=6, released_at=NOW, purpose="Trykt i årsberetningen",
        )  # fmt: skip
    page = houses.visit().get(ADDRESS)
    assert page.status_code == 200
    assert "Trykt i årsberetningen" in page.content.decode()
    assert houses.visit().get(ADDRESS + "indtastninger/").status_code == 404
    assert houses.visit().get(QUARTER).status_code == 404


def released(houses, **said):
    plain = {"figure": "centre.visits", "period": "2026", "edition": "public", "value": 6}
    with houses.acting(houses.jonas):
        return Release.objects.create(
            organisation_id=houses.medborgerhuset.pk,
            **{"released_at": NOW, "purpose": "Trykt i årsberetningen", **plain, **said},
        )


@pytest.mark.parametrize("who", ["leila", "birgitte", None])
def test_others_see_what_was_published_and_not_what_is_now(houses, who):
    visits(houses, 9)
    released(houses, snapshot="abc123")
    other = houses.visit(getattr(houses, who) if who else None)
    told = facts(other, ADDRESS)
    assert (told["value"], told["snapshot"], told["reading"]) == (6, "abc123", "released")
    assert (told["told_at"][:10], told["purpose"]) == ("2026-11-19", "Trykt i årsberetningen")
    page = other.get(ADDRESS).content.decode()
    assert "Som offentliggjort i dag: Trykt i årsberetningen" in page
    text = other.get(ADDRESS.rstrip("/") + ".csv").content.decode()
    (line,) = csv.DictReader(io.StringIO(text))
    assert (line["value"], line["reading"]) == ("6", "released")
    assert line["purpose"] == "Trykt i årsberetningen"
    own = houses.visit(houses.jonas)
    assert facts(own, ADDRESS)["value"] == 9
    assert "Trykt i årsberetningen" in own.get(ADDRESS).content.decode()


def test_only_the_breakdown_that_was_published_is_open(houses):
    visits(houses, 2)
    released(houses)
    for by in ("month", "hour"):
        assert houses.visit().get(ADDRESS, {"by": by}).status_code == 404
    released(houses, by="month", cells={"11": 4, "02": 2})
    told = facts(houses.visit(), ADDRESS, by="month")
    assert [(c["key"], c["value"]) for c in told["cells"]] == [("02", 2), ("11", 4)]
    assert houses.visit().get(ADDRESS, {"by": "hour"}).status_code == 404


def test_a_breakdown_that_was_printed_without_its_sum_shows_its_cells(houses):
    slug, activity = next(
        (a.slug, a) for a in houses.activities.values()
        if a.organisation_id == houses.medborgerhuset.pk
    )  # fmt: skip
    figure = "centre.participations"
    released(houses, figure=figure, by="activity", value=None, cells={slug: 1234})
    address = f"/tal/{figure}@medborgerhuset/2026/"
    page = houses.visit().get(address, {"by": "activity"}).content.decode()
    assert activity.name in page
    assert "1.234" in page
    assert "oldt tilbage" not in page
    assert "fordelt efter aktivitet" in page
    assert facts(houses.visit(), address, by="activity")["cells"][0]["value"] == 1234


def test_the_trail_shows_the_editions_the_reader_may_see(houses):
    released(houses, purpose="Til alle")
    released(houses, edition="funder", purpose="Til tilskudsgiveren")
    assert "Til tilskudsgiveren" in houses.visit(houses.mehmet).get(ADDRESS).content.decode()
    for who in (houses.amina, None):
        page = houses.visit(who).get(ADDRESS).content.decode()
        assert "Til alle" in page
        assert "Til tilskudsgiveren" not in page


def send_a_quarter(houses):
    """Jonas sends the municipality the visits of the present quarter."""
    with houses.acting(houses.birgitte):
        plan = actions_of_policy.open_plan(
            id=new_id(), slug="plan", title="Plan", first_year=2025, last_year=2027,
            by=houses.birgitte, at=NOW,
        )  # fmt: skip
    visits(houses, 3)
    send(houses, ask(houses, initiative(houses, plan)))


def test_whom_a_number_was_sent_to_is_for_those_with_counts(houses):
    send_a_quarter(houses)
    for who, told in ((houses.jonas, True), (houses.mehmet, True), (houses.amina, False)):
        page = houses.visit(who).get(QUARTER).content.decode()
        assert ("Sendt til kommunen" in page) == told


def test_every_reading_has_the_same_keys(houses):
    send_a_quarter(houses)
    released(houses)
    live = facts(houses.visit(houses.jonas), QUARTER)
    sent = facts(houses.visit(houses.birgitte), QUARTER)
    public = facts(houses.visit(), ADDRESS)
    assert [t["reading"] for t in (live, sent, public)] == ["live", "sent", "released"]
    assert live.keys() == sent.keys() == public.keys()
    for key in ("title", "unit", "counts", "definition", "base", "method", "source"):
        assert live[key] == sent[key] == public[key]


@pytest.mark.parametrize(
    "address",
    [
        "/tal/centre.nothing@medborgerhuset/2026/",
        "/tal/centre.visits@nobody/2026/",
        "/tal/centre.visits@medborgerhuset/2026-Q9/",
        "/tal/centre.visits@medborgerhuset/2026/?by=topic",
        "/tal/centre.visits@medborgerhuset/2026/?by=person",
    ],
)
def test_what_cannot_be_asked_is_not_found(houses, address):
    assert houses.visit(houses.jonas).get(address).status_code == 404


def test_the_csv_and_the_json_say_the_same(houses):
    guidances(houses, "brev", 3)
    guidances(houses, "mitid", 1)
    jonas = houses.visit(houses.jonas)
    address = "/tal/centre.guidances@medborgerhuset/2026"
    told = facts(jonas, address, by="topic")
    text = jonas.get(f"{address}.csv", {"by": "topic"}).content.decode()
    rows = list(csv.DictReader(io.StringIO(text)))
    assert {r["key"]: int(r["value"]) for r in rows} == {
        **{c["key"]: c["value"] for c in told["cells"]},
        "": told["value"],
    }
    assert {r["snapshot"] for r in rows} == {told["snapshot"]}


def test_the_json_has_its_documented_keys(houses):
    visits(houses, 1)
    told = facts(houses.visit(houses.jonas), ADDRESS)
    documented = {"value", "unit", "base", "period", "method", "snapshot", "withheld"}
    assert documented <= set(told)


def test_a_name_that_looks_like_a_formula_is_text_in_the_csv(houses):
    guidances(houses, "brev", 1)
    topic = houses.topics["brev@medborgerhuset"]
    topic.name = '=HYPERLINK("x")'
    with houses.acting(houses.jonas):
        topic.save()
    text = houses.visit(houses.jonas).get(
        "/tal/centre.guidances@medborgerhuset/2026.csv", {"by": "topic"}
    )
    assert "'=HYPERLINK" in text.content.decode()


def test_the_rows_behind_are_for_those_who_may(houses):
    visits(houses, 2)
    assert "2 linjer" in houses.visit(houses.jonas).get(ADDRESS + "indtastninger/").content.decode()
    for who in (houses.mehmet, houses.amina, houses.leila):
        assert houses.visit(who).get(ADDRESS + "indtastninger/").status_code == 404


def test_behind_a_number_of_persons_stand_the_rows_with_persons(houses):
    visits(houses, 5, cards=2)
    jonas = houses.visit(houses.jonas)
    page = jonas.get(GUESTS + "/indtastninger/").content.decode()
    assert "2 linjer" in page
    assert "2 forskellige gæster i 2 besøg." in page
    assert "5 linjer" in jonas.get(ADDRESS + "indtastninger/").content.decode()


def test_a_quarter_counts_its_own_three_months(houses):
    visits(houses, 2)
    visits(houses, 1, on=LAST_MONTH.replace(month=9))
    jonas = houses.visit(houses.jonas)
    assert facts(jonas, QUARTER)["value"] == 2
    assert facts(jonas, ADDRESS)["value"] == 3
