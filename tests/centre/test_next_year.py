"""Over New Year: cases, deadlines, referrals and health checks go on; each year counts its own.

Whoever comes in both years is one person in each, and the two are never added together.
"""

from datetime import date, time

import pytest

from favn.centre.actions import conversations
from favn.centre.actions import health as checks
from favn.centre.actions.health import Held
from favn.centre.choices import CaseKind, Setting
from favn.centre.queries import counselling
from favn.kit import clock
from favn.people.referrals import actions as referrals
from favn.people.referrals.actions import Offer
from favn.people.referrals.choices import State, Way
from favn.statistics.figures import Period
from tests.cast import new_id
from tests.centre.casework import page

OLD, NEW = date(2026, 12, 30), date(2027, 1, 8)
"""A Wednesday, and the Friday of the week after New Year's."""
KINDS = {
    "sara": CaseKind.SOCIAL,
    "lars": CaseKind.LEGAL,
    "tove": CaseKind.ECONOMY,
    "siv": CaseKind.JOB,
}


@pytest.fixture
def december(work, settings):
    """The day before the last but one of the year."""
    settings.TODAY = OLD
    return work


def told(work, year, who="sara"):
    """Number → what one reads of a year, and of the year before."""
    found = counselling.numbers(work.member(who), Period(year))
    return {name: (one.value.total, one.before.total) for name, one in found.whole.items()}


@pytest.mark.parametrize("who", KINDS)
def test_a_case_goes_on_and_the_guest_is_one_person_of_each_year(december, settings, who):
    work, kind = december, KINDS[who]
    case = work.case(work.person(by=who), by=who, kind=kind)
    for _ in range(2):
        work.talk(case, by=who, on=OLD)
    theirs = work.case(work.person("Deres", by="kian"), by="kian")
    work.talk(theirs, by="kian", on=OLD)
    settings.TODAY = NEW
    work.talk(case, by=who, on=NEW)
    assert told(work, 2026)["conversations"] == (2, 0)
    assert told(work, 2027)["conversations"] == (1, 2)
    assert told(work, 2026)["clients"] == (1, 0)
    assert told(work, 2027)["clients"] == (1, 1)
    kinds = next(p for p in counselling.numbers(work.member(who), Period(2027)).parts
                 if p.value.by == "kind")  # fmt: skip
    assert [(row.label, row.value, row.before) for row in kinds.rows] == [(kind.label, 1, 2)]
    html = work.text(page(case), who)
    assert "30. dec. 2026" in html
    assert told(work, 2027, "kian")["conversations"] == (0, 1)


def test_a_draft_of_last_year_is_counted_on_its_own_day(december, settings):
    work, pk = december, new_id()
    case = work.case()
    work.talk(case, count=False, id=pk, on=OLD)
    settings.TODAY = NEW
    address = page(case, f"samtale/{pk}/")
    assert 'value="2026-12-30"' in work.text(address)
    typed = work.typed(version=1, on=OLD.isoformat())
    assert work.post(address, verb="count", **typed).status_code == 302
    assert told(work, 2026)["conversations"] == (1, 0)
    assert told(work, 2027)["conversations"] == (0, 1)


def test_sparring_with_a_caseworker_is_counted_in_its_year(december, settings):
    work = december
    work.talk(None, setting=Setting.CASEWORKER, on=OLD)
    settings.TODAY = NEW
    for _ in range(2):
        work.talk(None, setting=Setting.CASEWORKER, on=NEW)
    assert told(work, 2027)["sparring"] == (2, 1)


def test_a_deadline_in_working_days_passes_over_new_years_day(december, settings):
    """After Wednesday 30 December: offices are shut on the 31st, the 1st is a holiday, 2 and 3 a
    weekend; the fifth working day is Friday the 8th."""
    work = december
    case = work.case()
    sent = {"verb": "task", "id": str(new_id()), "kind": "task", "what": "Klag", "within": "5"}
    assert work.post(page(case), **sent).status_code == 302
    assert "8. jan. 2027" in work.text(page(case))
    settings.TODAY = date(2027, 1, 9)
    html = work.text("/min-dag/")
    assert "Klag" in html.split("Overskredet", 1)[1]


def offer(work, person, way, to=None, place=""):
    with work.acting():
        wanted = Offer(way, "Vil øve dansk", to and getattr(work.cast, to), place)
        who = {"by": work.cast.sara, "at": clock.now()}
        return referrals.offer(id=new_id(), person=person, wanted=wanted, **who)


def test_a_referral_of_last_year_that_arrives_now_is_last_years_arrival(december, settings):
    work, person = december, december.person()
    row = offer(work, person, Way.INSIDE, "nora")
    settings.TODAY = NEW
    offer(work, person, Way.IN, "sara", "Psykiatrisk skadestue")
    with work.acting("nora"):
        who = {"by": work.cast.nora, "at": clock.now()}
        referrals.move(referral=row, version=1, to=State.ARRIVED, **who)
    assert told(work, 2026)["offered"] == told(work, 2026)["arrived"] == (1, 0)
    assert told(work, 2027)["offered"] == (1, 1)
    assert told(work, 2027)["arrived"] == (0, 1)
    assert told(work, 2027, "kian")["offered"] == (0, 0)


def test_a_yes_to_the_end_of_the_year_prints_no_paper_in_the_new_one(december, settings):
    work, person = december, december.person()
    place = "Sprogskolen"
    form = {"verb": "say", "id": str(new_id()), "purpose": "referral", "act": "given"}
    form |= {"how": "spoken", "recipient": place, "until": "2026-12-31"}
    assert work.post(f"/personer/{person.pk}/samtykke/", **form).status_code == 302
    row = offer(work, person, Way.OUT, place=place)
    paper = f"/henvisninger/{row.pk}/papir/"
    assert work.client().get(paper)["Content-Type"] == "application/pdf"
    settings.TODAY = NEW
    assert work.client().get(paper).status_code == 302
    assert "Hent papiret" not in work.text(f"/henvisninger/{row.pk}/")
    html = work.text(f"/personer/{person.pk}/henvis/?vej=ud")
    assert "Personen har ikke sagt ja" in html


def test_a_half_hour_given_before_new_year_is_held_and_counted_after_it(december, settings):
    work, person = december, december.person()
    with work.acting("nora"):
        who = {"by": work.cast.nora, "at": clock.now()}
        duty = checks.plan_duty(
            id=new_id(), on=NEW, starts=time(17), ends=time(20), with_volunteer="Bo", **who
        )
        old = Held(OLD, ("pain",))
        checks.hold_check(id=new_id(), person=person, held=old, **who)
    free = work.text(f"/personer/{person.pk}/tid/")
    assert "fre. 8. jan. 17.30, Nora" in free
    form = {"id": str(new_id()), "at": f"{duty.pk}|17:30", "needs": "Ryggen"}
    assert work.post(f"/personer/{person.pk}/tid/", **form).status_code == 302
    settings.TODAY = NEW
    assert "Zahra Rezai" in work.text("/sundhed/", "nora")
    health = f"/personer/{person.pk}/sundhed/"
    sent = {"verb": "hold", "id": str(new_id()), "topics": ["pain"], "on": NEW.isoformat()}
    assert work.post(health, "nora", **sent, appointment=form["id"]).status_code == 302
    task = {"verb": "task", "id": str(new_id()), "kind": "doctor", "what": "Ring til lægen"}
    assert work.post(health, "nora", **task, due_on="2027-01-15").status_code == 302
    assert told(work, 2027, "nora")["health_checks"] == (1, 1)
    assert told(work, 2027, "nora")["checked"] == (1, 1)
    assert told(work, 2027, "kian")["health_checks"] == (0, 0)
    assert "Ring til lægen" in work.text("/min-dag/", "nora")


def test_evenings_with_somebody_on_duty_are_counted_in_their_own_year(december, settings):
    work = december
    planned = (("nora", OLD, 17), ("disa", OLD, 18), ("nora", NEW, 17), ("nora", NEW, 9))
    for who, on, starts in planned:
        with work.acting(who):
            checks.plan_duty(
                id=new_id(), on=on, starts=time(starts), ends=time(starts + 1), with_volunteer="Bo",
                by=getattr(work.cast, who), at=clock.now(),
            )  # fmt: skip
    html = work.text("/sundhed/", "nora")
    assert "Der har været vagt 1 aften i 2026. I hele 2025 var det 0 aftener." in html
    settings.TODAY = NEW
    html = work.text("/sundhed/", "nora")
    assert "Der har været vagt 1 aften i 2027. I hele 2026 var det 1 aften." in html


def test_what_was_counted_last_year_is_put_right_in_the_new_one_and_moves_that_year(
    december, settings
):
    work = december
    case = work.case()
    row = work.talk(case, on=OLD, topics=("economy",), areas=1)
    settings.TODAY = NEW
    with work.acting():
        talk = conversations.Talk(OLD, CaseKind.SOCIAL, topics=("housing",), areas=3)
        conversations.count_talk(
            id=row.pk, case=case, talk=talk, version=row.version, by=work.member(), at=clock.now()
        )
    assert told(work, 2027)["conversations"] == (0, 1)
    assert counselling.numbers(work.member(), Period(2026)).parts[0].rows[0].label == "Bolig"
