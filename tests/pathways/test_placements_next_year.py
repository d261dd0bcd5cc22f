"""A placement in the sewing room and the bridge to the nurse, over New Year.

A placement counts in the year the person was referred, and once; a guest at the sewing machines
counts on the day; the nurse's check counts in its own year, and the programme sees only that she
came.
"""

from datetime import date, time

import pytest

from favn.centre import actions as desk
from favn.centre.actions import health as checks
from favn.centre.actions.health import Held
from favn.centre.models import Activity, Slot
from favn.kit import clock, figures
from favn.pathways.choices.programme import Doing, Line, Outcome
from favn.pathways.models import Spell
from favn.people.persons.choices import Act
from favn.people.persons.models import Person
from favn.people.referrals import actions as referrals
from favn.people.referrals.actions import Offer
from favn.people.referrals.choices import State, Way
from favn.people.referrals.models import Referral
from favn.statistics.figures import Edition, Period
from tests.cast import join, new_id
from tests.pathways.turns import COMPANY, Programme, page, year_page

OLD, NEW = date(2026, 12, 30), date(2027, 1, 6)


@pytest.fixture
def work(cast, settings):
    settings.TODAY = OLD
    return Programme(cast)


def told(work, figure, year, by=None, house="medborgerhuset"):
    asked = (figure, getattr(work.cast, house).pk, Period(year))
    value = figures.value(*asked, by=by, edition=Edition.INTERNAL)
    return {row.key: row.value for row in value.rows} if by else value.total


def placed(work, year, house="medborgerhuset"):
    return told(work, "pathways.placements", year, "doing", house)


def test_a_placement_that_began_last_year_goes_on_and_counts_once_in_its_intake(work, settings):
    turn = work.started(on=date(2026, 11, 2))
    sewing = work.spell(turn, Doing.SEWING, from_on=date(2026, 12, 1))
    settings.TODAY = NEW
    assert "Praktik i systuen" in work.text("/forloeb/")
    work.spell(turn, Doing.KITCHEN, from_on=NEW)
    end = {"spell": sewing.pk, "version": 1, "on": NEW}
    assert work.press(turn, "spell-end", **end).status_code == 302
    assert placed(work, 2026) == {"sewing": 1, "kitchen": 1}
    assert placed(work, 2027) == {}
    assert [told(work, "pathways.referred", year) for year in (2026, 2027)] == [1, 0]
    assert "1 forløb fra tidligere år var åbent" in work.text(year_page(2027))


def test_whoever_is_referred_again_and_placed_again_is_one_person_of_each_year(work, settings):
    turn = work.started(on=date(2026, 11, 2))
    work.spell(turn, Doing.SEWING)
    settings.TODAY = NEW
    pk = new_id()
    work.do("refer_again", turn, id=pk, on=NEW, years=17)
    with work.acting():
        again = type(turn).objects.owned().get(pk=pk)
    work.do("start", again, on=NEW)
    for doing in (Doing.SEWING, Doing.SEWING, Doing.COMPANY):
        work.spell(work.again(again), doing, COMPANY, from_on=NEW)
    assert placed(work, 2026) == {"sewing": 1}
    assert placed(work, 2027) == {"sewing": 1, "company": 1}
    assert [told(work, "pathways.persons", year) for year in (2026, 2027)] == [1, 1]
    assert work.again(turn).line == Line.CONTINUED


def test_an_outcome_of_the_new_year_stands_on_the_line_of_the_old_intake(work, settings):
    turn = work.started(on=date(2026, 11, 2))
    spell = work.spell(turn, Doing.SEWING)
    settings.TODAY = NEW
    work.do("set_outcome", turn, outcome=Outcome.RESOURCE, on=NEW)
    work.do("end", turn, on=NEW)
    assert work.again(spell).to_on == NEW
    assert told(work, "pathways.referred", 2026, "line") == {"resource": 1}
    assert told(work, "pathways.referred", 2027) == 0
    assert "Alle henviste står på netop én linje: 1 = 1." in work.text(year_page(2026))


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"from_on": "2026-12-31"}, "ikke begyndt endnu"),
        ({"from_on": "2062-01-01"}, "ikke begyndt endnu"),
        ({"from_on": "2199-12-31"}, "ikke begyndt endnu"),
        ({"to_on": "2029-01-01"}, "for langt ude i fremtiden"),
        ({"to_on": "2199-12-31"}, "for langt ude i fremtiden"),
        ({"to_on": "2026-11-30"}, "slutter, før det begynder"),
        ({"from_on": "1801-01-01"}, "før forløbets første dag"),
        ({"from_on": ""}, "Skriv dagen"),
        ({"doing": "gold"}, "Vælg fra listen"),
        ({"doing": "company", "where": " "}, "hvilken virksomhed"),
        ({"where": "x" * 121}, "for lang"),
        ({"id": "x"}, "Siden er for gammel"),
    ],
)
def test_a_placement_that_cannot_be_is_counted_nowhere(work, wrong, said):
    turn = work.started(on=date(2026, 11, 2))
    form = {"doing": "sewing", "where": "", "from_on": "2026-12-01", "to_on": ""} | wrong
    answer = work.press(turn, "spell", **form)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert placed(work, 2026) == {}
    assert work.again(turn).farthest == "none"


def test_a_placement_sent_twice_and_from_an_old_page_is_one(work):
    turn, pk = work.started(on=date(2026, 11, 2)), new_id()
    form = {"doing": "sewing", "from_on": "2026-12-01", "to_on": "2027-03-01", "id": pk}
    for _ in range(2):
        assert work.press(turn, "spell", **form).status_code == 302
    with work.acting():
        spell = Spell.objects.owned().get()
    late = {"spell": spell.pk, "version": 7, "on": OLD}
    assert work.press(turn, "spell-end", **late).status_code == 409
    assert work.press(turn, "spell-remove", **late).status_code == 409
    work.say(turn.person, act=Act.WITHDRAWN)
    assert work.press(turn, "spell", **form | {"id": new_id()}).status_code == 422
    assert placed(work, 2026) == {"sewing": 1}


def test_the_other_house_places_its_own_and_reaches_none_of_ours(work):
    join(work.cast, "yrsa", work.cast.naboerne, "programme", None)
    turn = work.started(on=date(2026, 11, 2))
    spell = work.spell(turn, Doing.SEWING)
    theirs = work.started(work.person("Nabo", by="yrsa"), by="yrsa", on=date(2026, 11, 2))
    sent = {"spell": spell.pk, "version": 1, "on": OLD, "id": new_id(), "doing": "sewing",
            "from_on": OLD}  # fmt: skip
    yrsa = work.client("yrsa")
    for verb in ("spell", "spell-end", "spell-remove"):
        assert yrsa.post(page(turn), {"verb": verb, **sent}).status_code == 404
    for verb in ("spell-end", "spell-remove"):
        assert yrsa.post(page(theirs), {"verb": verb, **sent}).status_code == 404
    taken = sent | {"id": spell.pk}
    assert yrsa.post(page(theirs), {"verb": "spell", **taken}).status_code == 404
    assert yrsa.post(page(theirs), {"verb": "spell", **sent}).status_code == 302
    assert placed(work, 2026) == {"sewing": 1}
    assert placed(work, 2026, "naboerne") == {"sewing": 1}
    assert work.again(spell).version == 1


def test_guests_of_the_sewing_room_count_on_their_day_and_no_placement_is_a_guest(
    work, houses, settings
):
    work.spell(work.started(on=date(2026, 11, 2)), Doing.SEWING)
    with work.acting("jonas"):
        activity = Activity.objects.owned().get(slug="sy")
        slot = Slot.objects.create(
            organisation=work.cast.medborgerhuset, activity=activity, weekday=3, starts=time(10),
            ends=time(12), first_on=date(2024, 1, 1),
        )  # fmt: skip
        for on, guests in ((OLD, 3), (NEW, 2)):
            settings.TODAY = on
            who = {"by": work.cast.jonas, "at": clock.now()}
            session = desk.open_slot(slot=slot, on=on, **who)
            for _ in range(guests):
                desk.count_participation(id=new_id(), session=session, hour=10, **who)
    came = [told(work, "centre.participations", year, "activity") for year in (2026, 2027)]
    assert came == [{"sy": 3}, {"sy": 2}]
    assert placed(work, 2026) == {"sewing": 1}


# The bridge to the nurse


def sent_on(work, person, by="petra", to="nora"):
    with work.acting(by):
        wanted = Offer(Way.INSIDE, "Ondt i ryggen", getattr(work.cast, to))
        return referrals.offer(id=new_id(), person=person, wanted=wanted, **work.who(by))


def came(work, row, who="nora"):
    with work.acting(who):
        row = Referral.objects.owned().get(pk=row.pk)
        referrals.move(referral=row, version=row.version, to=State.ARRIVED, **work.who(who))


def test_who_is_helped_on_to_the_nurse_before_new_year_comes_after_it(work, settings):
    turn = work.started(on=date(2026, 11, 2))
    row = sent_on(work, turn.person)
    html = work.text(page(turn))
    assert "Nora" in html
    assert "Ondt i ryggen" not in html
    settings.TODAY = NEW
    came(work, row)
    work.say(turn.person, "case", by="nora")
    with work.acting("nora"):
        held = Held(NEW, ("pain",), text="Prolaps i lænden")
        person = Person.objects.owned().get(pk=turn.person_id)
        checks.hold_check(id=new_id(), person=person, held=held, **work.who("nora"))
    html = work.text(page(turn))
    assert "Kommet" in html
    for hidden in ("Prolaps", "Ondt i ryggen", "Smerter"):
        assert hidden not in html
    work.text(f"/personer/{turn.person_id}/sundhed/", status=403)
    years = (2026, 2027)
    assert [told(work, "referrals.offered", year) for year in years] == [2, 0]
    assert [told(work, "referrals.arrived", year) for year in years] == [2, 0]
    assert [told(work, "centre.health_checks", year) for year in years] == [0, 1]
    assert told(work, "centre.health_checks", 2027, house="naboerne") == 0


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"reason": " "}, "Skriv"),
        ({"reason": "x" * 5000}, "højst"),
        ({"reason": "010190-1234"}, "CPR"),
        ({"to": "petra"}, "Vælg fra listen"),
        ({"to": "leila"}, "Vælg fra listen"),
        ({"to": "kian"}, "Vælg fra listen"),
        ({"to": ""}, "Vælg"),
        ({"id": "x"}, "for gammel"),
    ],
)
def test_a_bridge_that_leads_nowhere_is_not_built(work, wrong, said):
    turn = work.started(on=date(2026, 11, 2))
    form = {"id": new_id(), "to": "nora", "reason": "Ondt i ryggen"} | wrong
    form["to"] = getattr(work.cast, form["to"]).pk if form["to"] else ""
    answer = work.client().post(f"/personer/{turn.person_id}/henvis/", form)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert told(work, "referrals.offered", 2026) == 1


def test_the_same_bridge_from_two_clicks_is_one_and_the_other_house_builds_none(work):
    turn, pk = work.started(on=date(2026, 11, 2)), new_id()
    join(work.cast, "yrsa", work.cast.naboerne, "programme", None)
    address = f"/personer/{turn.person_id}/henvis/"
    form = {"id": pk, "to": work.cast.nora.pk, "reason": "Ondt i ryggen"}
    for _ in range(2):
        assert work.client().post(address, form).status_code == 302
    assert work.client("yrsa").post(address, form | {"id": new_id()}).status_code == 404
    assert work.client("yrsa").get(f"/henvisninger/{pk}/").status_code == 404
    theirs = work.person("Nabo", by="yrsa")
    there = f"/personer/{theirs.pk}/henvis/"
    assert work.client("yrsa").post(there, form | {"id": new_id()}).status_code == 422
    assert told(work, "referrals.offered", 2026) == 2
    assert told(work, "referrals.offered", 2026, house="naboerne") == 0
