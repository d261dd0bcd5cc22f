"""The numbers of counselling and health: what one registration moves, what each role may see."""

import pytest

from favn.centre.choices import BANDS, CaseKind, Setting, band_of
from favn.centre.queries import counselling
from favn.kit import figures
from favn.people.referrals import actions as referrals
from favn.people.referrals.actions import Offer
from favn.people.referrals.choices import State, Way
from favn.statistics.figures import Edition, Period
from tests.cast import NOW, TODAY, new_id

PAGE = "/raadgivning/tal/"
YEAR = Period(TODAY.year)
EVERY = (
    ("centre.conversations", None),
    ("centre.conversations", "month"),
    ("centre.conversations", "kind"),
    ("centre.conversations", "areas"),
    ("centre.clients", None),
    ("centre.counselling_topics", "topic"),
    ("centre.counselling_topics", "month"),
    ("centre.sparring", None),
    ("centre.health_checks", None),
    ("centre.checked", None),
    ("referrals.offered", None),
    ("referrals.arrived", None),
)


def asked(work, period=YEAR, house=None):
    """Every number of one house, as (figure, by, key) → value."""
    pk = (house or work.cast.medborgerhuset).pk
    found = {}
    for value in figures.values(EVERY, pk, period, edition=Edition.INTERNAL):
        found[value.figure.id, value.by, ""] = value.total
        found |= {(value.figure.id, value.by, row.key): row.value for row in value.rows}
    return found


def moved(before, after):
    keys = before.keys() | after.keys()
    return {k: (before.get(k) or 0, after.get(k) or 0) for k in keys
            if (before.get(k) or 0) != (after.get(k) or 0)}  # fmt: skip


@pytest.fixture
def year(work):
    """Two persons with two conversations each, one of them with two topics."""
    one, other = work.case(), work.case(work.person("Huda Nasser"))
    for case in (one, one, other):
        work.talk(case, topics=("economy",), areas=1)
    work.talk(other, topics=("economy", "housing"), areas=4)
    return one, other


def test_a_conversation_with_two_topics_is_one_conversation_and_two_topics(work, year):
    found = asked(work)
    assert found["centre.conversations", None, ""] == 4
    assert found["centre.clients", None, ""] == 2
    assert found["centre.counselling_topics", "topic", ""] == 4
    assert found["centre.counselling_topics", "topic", "economy"] == 4
    assert found["centre.counselling_topics", "topic", "housing"] == 1


def test_topics_sum_to_more_than_all_and_the_page_says_so(work, year):
    value = figures.value(
        "centre.counselling_topics", work.cast.medborgerhuset.pk, YEAR, by="topic",
        edition=Edition.INTERNAL,
    )  # fmt: skip
    assert value.overlaps
    assert [(row.label, row.share) for row in value.rows] == [
        ("Økonomi og gæld", 100), ("Bolig", 25),
    ]  # fmt: skip
    address = "/tal/centre.counselling_topics@medborgerhuset/2026/?by=topic"
    assert "Linjerne kan derfor ikke lægges sammen" in work.text(address, "sara")


def test_by_month_topics_count_conversations(work, year):
    found = asked(work)
    assert found["centre.counselling_topics", "month", "11"] == 4


def test_one_changed_registration_moves_exactly_the_right_numbers(work, year):
    one, _other = year
    talk = work.talk(one, topics=("work",), areas=2)
    before = asked(work)
    work.talk(one, id=talk.pk, version=talk.version, topics=("family",), areas=3,
              kind=CaseKind.ECONOMY)  # fmt: skip
    assert moved(before, asked(work)) == {
        ("centre.counselling_topics", "topic", "work"): (1, 0),
        ("centre.counselling_topics", "topic", "family"): (0, 1),
        ("centre.conversations", "areas", "02"): (1, 0),
        ("centre.conversations", "areas", "03"): (0, 1),
        ("centre.conversations", "kind", "social"): (5, 4),
        ("centre.conversations", "kind", "economy"): (0, 1),
    }


def test_a_registration_moved_to_another_month_leaves_the_first(work, year):
    one, _other = year
    talk = work.talk(one)
    before = asked(work)
    work.talk(one, id=talk.pk, version=talk.version, on=TODAY.replace(month=3))
    assert moved(before, asked(work)) == {
        ("centre.conversations", "month", "11"): (5, 4),
        ("centre.conversations", "month", "03"): (0, 1),
        ("centre.counselling_topics", "month", "11"): (5, 4),
        ("centre.counselling_topics", "month", "03"): (0, 1),
    }


def test_a_draft_moves_nothing(work, year):
    before = asked(work)
    work.talk(year[0], count=False)
    assert asked(work) == before


def test_without_a_name_it_counts_and_adds_nobody(work, year):
    before = asked(work)
    work.talk(None, topics=("other",), areas=1)
    after = moved(before, asked(work))
    assert after["centre.conversations", None, ""] == (4, 5)
    assert ("centre.clients", None, "") not in after


def test_sparring_is_counted_apart(work, year):
    before = asked(work)
    work.talk(None, setting=Setting.CASEWORKER)
    assert moved(before, asked(work)) == {("centre.sparring", None, ""): (0, 1)}


def test_a_referral_that_arrived_moves_the_arrivals_alone(work, year):
    with work.acting():
        row = referrals.offer(
            id=new_id(), person=year[0].person, by=work.cast.sara, at=NOW,
            wanted=Offer(Way.INSIDE, "Ondt", work.cast.nora),
        )  # fmt: skip
    before = asked(work)
    assert before["referrals.offered", None, ""] == 1
    with work.acting("nora"):
        referrals.move(
            referral=row, version=1, to=State.ARRIVED, by=work.cast.nora, at=NOW
        )  # fmt: skip
    assert moved(before, asked(work)) == {("referrals.arrived", None, ""): (0, 1)}


def test_how_many_came_is_told_by_the_way_they_were_sent(work, year):
    for way, to, moves in (
        (Way.INSIDE, work.cast.nora, (State.ARRIVED,)),
        (Way.INSIDE, work.cast.nora, ()),
        (Way.IN, work.cast.sara, ()),
    ):
        with work.acting():
            wanted = Offer(way, "Ondt", to, "Jobcentret" if way == Way.IN else "")
            row = referrals.offer(
                id=new_id(), person=year[0].person, by=work.cast.sara, at=NOW, wanted=wanted
            )
        for step in moves:
            with work.acting("nora"):
                referrals.move(referral=row, version=1, to=step, by=work.cast.nora, at=NOW)
    found = counselling.numbers(work.member("sara"), YEAR)
    assert {(one.offered, one.arrived, one.share) for one in found.arrivals} == {
        (2, 1, 50), (1, 0, 0),
    }  # fmt: skip
    assert "Hvor mange kom" in work.text(PAGE)


def test_every_part_has_the_year_before_beside_it(work, year):
    old = TODAY.replace(year=2025)
    for topics in (("housing",), ("housing",), ("family",)):
        work.talk(year[0], topics=topics, areas=3, on=old)
    found = counselling.numbers(work.member("sara"), YEAR)
    topics = next(one for one in found.parts if one.value.by == "topic")
    assert {row.label: (row.value, row.before) for row in topics.rows} == {
        "Økonomi og gæld": (4, 0), "Bolig": (1, 2), "Familieret": (0, 1),
    }  # fmt: skip
    assert [(row.value, row.before) for row in found.bands] == [(3, 0), (0, 3), (1, 0)]
    html = work.text(PAGE)
    assert '<th scope="col" class="fv-end">2025</th>' in html


def test_parts_of_a_year_nobody_counted_have_a_dash_and_no_nought(work, year):
    found = counselling.numbers(work.member("sara"), YEAR)
    assert {row.before for part in found.parts for row in part.rows} == {None}


def test_another_house_is_not_counted_along(work, year):
    assert asked(work, house=work.cast.naboerne)["centre.conversations", None, ""] == 0


def test_any_month_with_the_same_month_last_year(work, year):
    html = work.text(f"{PAGE}?aar=2026&maaned=11", "mehmet")
    assert "november 2026" in html
    assert "november 2025" in html


@pytest.mark.parametrize("query", ["?aar=x", "?aar=1", "?aar=9999", "?maaned=13", "?maaned=x"])
def test_a_period_that_cannot_be_is_this_year(work, query):
    assert "2026" in work.text(PAGE + query, "mehmet")


def test_few_persons_are_held_back_where_the_role_sees_protected_numbers(work, year):
    for role in ("amina", "mehmet", "jonas", "nora"):
        now = counselling.numbers(work.member(role), YEAR)
        assert now.whole["clients"].value.total is None
        assert now.whole["conversations"].value.total == 4
        assert "holdt tilbage" in work.text(PAGE, role)
    assert counselling.numbers(work.member("sara"), YEAR).whole["clients"].value.total == 2


TOPICS = ("centre.counselling_topics", "topic")
HEALTH = ("centre.health_topics", "topic")
HELPED_ON = ("referrals.offered", "way")


@pytest.mark.parametrize(
    ("role", "exact"),
    [
        ("amina", set()),
        ("jonas", set()),
        ("mehmet", set()),
        ("sara", {TOPICS, HELPED_ON}),
        ("lars", {TOPICS, HELPED_ON}),
        ("nora", {HEALTH, HELPED_ON}),
        ("ida", {HELPED_ON}),
    ],
)
def test_what_a_number_was_about_is_exact_for_those_who_carry_such_cases(work, role, exact):
    who = work.member(role)
    asked = (TOPICS, HEALTH, HELPED_ON)
    assert {one for one in asked if counselling.closest(*one, who) is Edition.INTERNAL} == exact


@pytest.mark.parametrize("role", ["jonas", "mehmet"])
def test_whole_numbers_and_months_are_exact_for_those_who_lead(work, year, role):
    who = work.member(role)
    for by in (None, "month"):
        assert counselling.closest("centre.conversations", by, who) is Edition.INTERNAL
    november = counselling.numbers(who, Period(TODAY.year, "month", 11))
    assert november.whole["conversations"].value.total == 4


@pytest.mark.parametrize("role", ["amina", "jonas", "mehmet", "nora"])
def test_no_topic_and_no_area_of_law_is_shown_to_the_others(work, year, role):
    for query in ("", "?aar=2026&maaned=11"):
        html = work.text(PAGE + query, role)
        assert "Økonomi og gæld" not in html
        assert "4 eller flere" not in html
    assert "når året er slut" in work.text(PAGE, role)


@pytest.mark.parametrize("role", ["amina", "jonas", "mehmet", "nora"])
@pytest.mark.parametrize("edition", ["internal", "funder", "public"])
def test_the_living_figure_tells_them_no_more_whichever_edition_is_asked(work, year, role, edition):
    address = f"/tal/centre.counselling_topics@medborgerhuset/2026/?by=topic&udgave={edition}"
    assert "Økonomi og gæld" not in work.text(address, role)


def test_a_closed_year_shows_parts_of_ten_or_more_and_hides_the_rest(work):
    case = work.case()
    for topics, times in (("economy", 14), ("housing", 12), ("violence", 2), ("work", 11)):
        for _ in range(times):
            work.talk(case, topics=(topics,), areas=1, on=TODAY.replace(year=2025))
    found = counselling.numbers(work.member("jonas"), Period(2025))
    topics = next(one for one in found.parts if one.value.by == "topic")
    shown = {row.key: row.value for row in topics.value.rows}
    assert shown == {"economy": 14, "housing": 12, "work": None, "violence": None}
    assert found.whole["conversations"].value.total == 39
    exact = counselling.numbers(work.member("sara"), Period(2025))
    assert {row.key: row.value for row in exact.parts[0].value.rows}["violence"] == 2


def test_those_who_lead_the_other_house_see_nothing_of_it(work, year):
    found = counselling.numbers(work.member("leila"), YEAR)
    assert found.whole["conversations"].value.total == 0


def test_a_band_with_a_number_held_back_is_held_back(work):
    case = work.case()
    for areas, times in ((1, 30), (2, 3), (3, 20), (4, 12)):
        for _ in range(times):
            work.talk(case, areas=areas, on=TODAY.replace(year=2025))
    found = counselling.numbers(work.member("jonas"), Period(2025))
    assert [(row.value, row.share) for row in found.bands] == [(None, None), (20, None),
                                                               (None, None)]  # fmt: skip


def test_the_bands_never_overlap_and_hold_every_number():
    ranges = [range(low, (high or 99) + 1) for low, high in BANDS]
    held = [areas for one in ranges for areas in one]
    assert held == list(range(1, 100))
    assert [band_of(n) for n in (1, 2, 3, 4, 9)] == [
        "1–2", "1–2", "3", "4 eller flere", "4 eller flere",
    ]  # fmt: skip


def test_bands_are_made_of_the_numbers(work, year):
    found = counselling.numbers(work.member("sara"), YEAR)
    assert [(row.label, row.value, row.share) for row in found.bands] == [
        ("1–2", 3, 75), ("3", 0, 0), ("4 eller flere", 1, 25),
    ]  # fmt: skip


def test_no_registration_is_listed_behind_a_sensitive_number(work, year):
    address = "/tal/centre.conversations@medborgerhuset/2026/"
    assert f"{address}indtastninger/" not in work.text(address, "jonas")
    assert work.client("jonas").get(f"{address}indtastninger/").status_code == 404


@pytest.mark.parametrize("name", ["birgitte", "rasmus"])
def test_the_city_has_no_such_page(work, name):
    work.text(PAGE, name, 403)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("nora", "skærpet pligt"),
        ("sara", "Løser du en opgave for kommunen"),
        ("jonas", "Du kan ikke sige nej på deres vegne"),
        ("amina", "Sig det straks til den daglige leder"),
    ],
)
def test_worry_about_a_child_says_what_to_do_by_role(work, name, sentence):
    html = work.text("/boern-i-noed/", name)
    assert sentence in html
    assert "Ring 112" in html


def test_counselling_in_a_group_stands_beside_the_talks_and_is_never_added(houses, work, year):
    jonas, week = houses.visit(houses.jonas), "/ugeplan/"
    activity = houses.activities["cafe@medborgerhuset"]
    slot = houses.slots["cafe@medborgerhuset"]
    press = f"participation:{slot.session_id(TODAY)}"
    amina = houses.visit(houses.amina)
    for _guest in range(3):
        amina.post("/i-dag/tael/", {"press": press, "id": str(new_id())})
    assert "Rådgivning i grupper" not in jonas.get(PAGE).content.decode()
    said = {"verb": "counsel", "of": "activity", "id": activity.pk}
    assert "Gemt." in jonas.post(week, said, follow=True).content.decode()
    answer = jonas.get(PAGE)
    assert "De tælles for sig" in answer.content.decode()
    assert [(row.label, row.value) for row in answer.context["groups"]] == [(activity.name, 3)]
    assert asked(work)["centre.conversations", None, ""] == 4
    assert "Rådgivning i grupper" not in houses.visit(houses.leila).get(PAGE).content.decode()
