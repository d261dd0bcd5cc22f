"""What counselling is about, alone and in groups, over New Year: the years stand beside each other.

A conversation has its topics in its own year alone; a year that goes on is not said to have fallen.
"""

import re
from datetime import date, time

import pytest

from favn.centre import actions
from favn.centre.models import Activity, Slot
from favn.centre.queries import counselling
from favn.kit import clock
from favn.statistics.figures import Period
from tests.cast import new_id
from tests.centre.test_counselling_numbers import PAGE

OLD, NEW = date(2026, 12, 30), date(2027, 1, 6)
"""Two Wednesdays, one on either side of New Year."""


@pytest.fixture
def january(work, settings):
    settings.TODAY = NEW
    return work


def topics_of(work, year, who="sara"):
    """Label → how many conversations, and how many the year before."""
    found = counselling.numbers(work.member(who), Period(year))
    part = next(one for one in found.parts if one.value.figure.id == "centre.counselling_topics")
    return {row.label: (row.value, row.before) for row in part.rows}


@pytest.fixture
def both(january):
    """Last year debt twice and housing once; this year housing and family in one conversation."""
    work = january
    case = work.case()
    for topics in (("economy",), ("economy", "housing")):
        work.talk(case, on=OLD, topics=topics)
    work.talk(case, on=NEW, topics=("housing", "family"))
    theirs = work.case(work.person("Deres", by="kian"), by="kian")
    work.talk(theirs, by="kian", on=NEW, topics=("violence",))
    return work, case


def test_each_year_has_its_own_topics_and_the_year_before_beside_them(both):
    work, _case = both
    assert topics_of(work, 2026) == {"Økonomi og gæld": (2, None), "Bolig": (1, None)}
    assert topics_of(work, 2027) == {
        "Bolig": (1, 1), "Familieret": (1, 0), "Økonomi og gæld": (0, 2),
    }  # fmt: skip
    assert list(topics_of(work, 2027, "kian").values()) == [(1, None)]


def test_a_conversation_that_is_put_right_takes_its_topics_along_to_its_year(both):
    work, case = both
    talk = work.talk(case, on=NEW, topics=("work",))
    assert topics_of(work, 2027)["Beskæftigelse"] == (1, 0)
    work.talk(case, id=talk.pk, version=talk.version, on=OLD, topics=("economy",))
    assert topics_of(work, 2026)["Økonomi og gæld"] == (3, None)
    assert "Beskæftigelse" not in topics_of(work, 2027)
    assert topics_of(work, 2027)["Økonomi og gæld"] == (0, 3)


def changes(html):
    """What stands last in each line of the table of whole numbers."""
    table = html.split("<caption", 1)[1].split("</table>", 1)[0]
    rows = re.findall(r"<tr>(.*?)</tr>", table, re.DOTALL)[1:]
    cells = [re.findall(r"<td[^>]*>(.*?)</td>", row, re.DOTALL)[-1] for row in rows]
    return [cell.replace("\xa0", " ") for cell in cells]


def test_a_year_or_month_that_goes_on_is_not_said_to_have_fallen(both):
    work, _case = both
    for query in ("", "?aar=2027&maaned=1"):
        html = work.text(PAGE + query)
        assert changes(html) == ["–"] * len(counselling.WHOLE)
    assert "2027 er ikke slut. 2026 er talt helt" in work.text(PAGE)
    assert "er ikke slut" not in work.text(f"{PAGE}?aar=2026")


def test_a_year_that_is_over_says_by_how_much_it_changed(work, settings):
    case = work.case()
    for on in (date(2025, 5, 6), date(2025, 5, 7), OLD):
        settings.TODAY = max(on, date(2026, 1, 2))
        work.talk(case, on=on)
    settings.TODAY = NEW
    html = work.text(f"{PAGE}?aar=2026")
    assert "-50 %" in changes(html)
    assert "er ikke slut" not in html
    assert "er ikke slut" not in work.text(f"{PAGE}?aar=2026&maaned=12")


@pytest.mark.parametrize(
    "wrong",
    [
        {"topics": []}, {"topics": ["gold"]}, {"areas": "0"}, {"areas": "-1"}, {"areas": "9" * 30},
        {"on": "2027-01-07"}, {"on": "9999-12-31"}, {"on": "0001-01-01"}, {"on": ""},
    ],
)  # fmt: skip
def test_what_a_conversation_cannot_be_about_is_counted_in_no_year(january, wrong):
    work = january
    case, pk = work.case(), new_id()
    sent = work.typed(on=NEW.isoformat()) | wrong
    answer = work.post(f"/sager/{case.pk}/samtale/{pk}/", verb="count", **sent)
    assert answer.status_code == 422
    found = counselling.numbers(work.member(), Period(2027))
    assert found.whole["conversations"].value.total == 0


@pytest.fixture
def groups(houses, settings):
    """Group counselling on Wednesdays in both houses, beside the language café."""
    settings.TODAY = NEW
    made = {}
    for house in (houses.medborgerhuset, houses.naboerne):
        with houses.acting(houses.jonas if house == houses.medborgerhuset else houses.leila):
            for slug, name in (("gaeld", "Gæld sammen"), ("strik", "Strik")):
                activity = Activity.objects.create(
                    organisation=house, slug=slug, name=name, is_counselling=slug == "gaeld"
                )
                made[slug, house.slug] = Slot.objects.create(
                    organisation=house, activity=activity, weekday=3, starts=time(10),
                    ends=time(12), first_on=date(2024, 1, 1),
                )  # fmt: skip
    return made


def come(houses, slot, on, number, who="jonas"):
    """So many guests come to a session on a day."""
    by = getattr(houses, who)
    with houses.acting(by):
        session = actions.open_slot(slot=slot, on=on, by=by, at=clock.now())
        for _ in range(number):
            actions.count_participation(
                id=new_id(), session=session, hour=10, by=by, at=clock.now()
            )


def in_groups(work, year, who="sara"):
    with work.acting(who):
        found = counselling.in_groups(work.member(who), Period(year))
    return {row.label: (row.value, row.before) for row in found}


def test_a_group_that_meets_over_new_year_is_counted_in_each_year_apart_from_the_talks(
    houses, work, groups
):
    mine, knitting = groups["gaeld", "medborgerhuset"], groups["strik", "medborgerhuset"]
    come(houses, mine, OLD, 3)
    come(houses, knitting, OLD, 5)
    come(houses, mine, NEW, 2)
    come(houses, groups["gaeld", "naboerne"], NEW, 7, "leila")
    assert in_groups(work, 2026) == {"Gæld sammen": (3, None)}
    assert in_groups(work, 2027) == {"Gæld sammen": (2, 3)}
    assert in_groups(work, 2027, "leila") == {"Gæld sammen": (7, None)}
    found = counselling.numbers(work.member(), Period(2027))
    assert found.whole["conversations"].value.total == 0


def test_a_group_that_has_not_met_yet_this_year_stands_with_last_years_guests(houses, work, groups):
    mine, knitting = groups["gaeld", "medborgerhuset"], groups["strik", "medborgerhuset"]
    come(houses, mine, OLD, 3)
    come(houses, knitting, NEW, 1)
    assert in_groups(work, 2027) == {"Gæld sammen": (0, 3)}


def test_a_group_that_is_new_this_year_had_nobody_in_a_year_that_was_counted(houses, work, groups):
    mine, knitting = groups["gaeld", "medborgerhuset"], groups["strik", "medborgerhuset"]
    come(houses, knitting, OLD, 1)
    come(houses, mine, NEW, 3)
    assert in_groups(work, 2027) == {"Gæld sammen": (3, 0)}


def test_a_group_that_ended_with_the_year_keeps_its_year(houses, work, groups):
    mine, knitting = groups["gaeld", "medborgerhuset"], groups["strik", "medborgerhuset"]
    come(houses, mine, OLD, 3)
    come(houses, knitting, NEW, 1)
    with houses.acting(houses.jonas):
        Activity.objects.owned().filter(slug="gaeld").update(retired_at=clock.now())
    assert in_groups(work, 2026) == {"Gæld sammen": (3, None)}
    assert "Gæld sammen" in work.text(f"{PAGE}?aar=2026")


def test_another_houses_group_is_neither_tapped_nor_made_counselling(houses, groups):
    theirs = groups["gaeld", "naboerne"]
    amina, jonas = houses.visit(houses.amina), houses.visit(houses.jonas)
    press = f"participation:{theirs.session_id(NEW)}"
    for sent in (press, "participation:x", "participation:", f"participation:{theirs.pk}"):
        answer = amina.post("/i-dag/tael/", {"press": sent, "id": str(new_id())})
        assert answer.status_code in (404, 422)
    said = {"verb": "counsel", "of": "activity", "id": theirs.activity_id}
    assert jonas.post("/ugeplan/", said).status_code == 404
    with houses.acting(houses.leila):
        assert Activity.objects.owned().get(slug="gaeld").is_counselling
