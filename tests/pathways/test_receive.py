"""From the job centre to the programme: a hand-over is received, and the job centre hears of it."""

import pytest

from favn.pathways.models import Turn
from favn.people.persons.choices import Act
from favn.people.persons.models import Person
from favn.people.referrals import actions as referrals
from favn.people.referrals.models import HandOver
from tests.cast import TODAY, new_id
from tests.pathways.turns import Programme


@pytest.fixture
def work(cast):
    return Programme(cast)


def crossed(work) -> HandOver:
    with work.acting():
        return HandOver.objects.exclude(organisation=work.cast.medborgerhuset).get()


def page(row):
    return f"/forloeb/modtag/{row.pk}/"


def typed(**more):
    start = {"id": str(new_id()), "person": "new", "name": "Huda Nasser", "on": TODAY.isoformat()}
    return start | {"years": "12"} | more


def persons(work):
    with work.acting():
        return sorted(one.name for one in Person.objects.present())


def test_the_job_centre_sends_and_the_programme_receives(work):
    work.hand_over()
    row = crossed(work)
    assert "Sundhavn Kommune" in work.text("/forloeb/")
    html = work.text(page(row))
    assert "Huda Nasser" in html
    assert "Opkvalificering" in html
    assert "50607080" not in html
    answer = work.post(page(row), **typed())
    assert answer.status_code == 302
    with work.acting():
        turn = Turn.objects.owned().select_related("person", "referral").get()
        assert (turn.person.name, turn.years, turn.handed_over) == ("Huda Nasser", 12, row.pk)
        assert turn.referral.place == "Sundhavn Kommune"
        assert turn.person.phone == ""
    assert "Se og modtag" not in work.text("/forloeb/")


def test_when_the_turn_begins_the_job_centre_hears_that_the_person_came(work):
    referral = work.hand_over()
    work.post(page(crossed(work)), **typed())
    with work.acting():
        turn = Turn.objects.owned().select_related("person").get()
    work.say(turn.person)
    assert work.press(turn, "start").status_code == 302
    assert "Nyt svar" in work.text("/henvisninger/", "signe")
    assert "Kommet" in work.text(f"/henvisninger/{referral.pk}/", "signe")
    assert work.client("signe").get(f"/forloeb/{turn.pk}/").status_code == 403


def test_somebody_who_is_here_already_is_not_written_down_twice(work):
    known = work.person("Huda Nasser", born="1990")
    work.hand_over()
    row = crossed(work)
    assert "Ja, det er Huda Nasser (1990)" in work.text(page(row))
    assert work.post(page(row), **typed(person=str(known.pk))).status_code == 302
    assert persons(work) == ["Huda Nasser"]
    with work.acting():
        assert Turn.objects.owned().get().person_id == known.pk


@pytest.mark.parametrize(
    "wrong",
    [{"name": " "}, {"person": str(new_id())}, {"on": "x"}, {"years": "99"}, {"id": "x"}],
)
def test_wrong_fields_are_said_and_nothing_is_written(work, wrong):
    work.hand_over()
    assert work.post(page(crossed(work)), **typed(**wrong)).status_code == 422
    assert persons(work) == []


def test_sent_twice_it_is_received_once(work):
    work.hand_over()
    form = typed()
    for _ in range(2):
        assert work.post(page(crossed(work)), **form).status_code == 302
    assert persons(work) == ["Huda Nasser"]


def test_a_colleague_who_was_first_has_made_the_only_turn(work):
    work.hand_over()
    row = crossed(work)
    first = work.post(page(row), **typed())
    late = work.post(page(row), **typed(name="Huda N."))
    assert (late.status_code, late.url) == (302, first.url)
    assert "En anden har modtaget henvisningen." in work.text(late.url)
    assert persons(work) == ["Huda Nasser"]
    with work.acting():
        assert Turn.objects.owned().count() == 1
    assert work.client().get(page(row)).url == first.url


def test_taken_back_there_is_nothing_to_receive(work):
    referral = work.hand_over()
    row = crossed(work)
    with work.acting("signe"):
        own = HandOver.objects.owned().get(referral=referral)
        referrals.revoke(row=own, **work.who("signe"))
    assert work.client().get(page(row)).status_code == 404
    assert work.post(page(row), **typed()).status_code == 404
    assert "Se og modtag" not in work.text("/forloeb/")


def test_a_yes_taken_back_after_the_reception_leaves_the_turn(work):
    referral = work.hand_over()
    work.post(page(crossed(work)), **typed())
    with work.acting("signe"):
        person = Person.objects.owned().get(pk=referral.person_id)
    work.say(person, "referral", Act.WITHDRAWN, "Medborgerhuset", by="signe")
    with work.acting("signe"):
        referrals.end_unallowed(person=person, **work.who("signe"))
    with work.acting():
        turn = Turn.objects.owned().select_related("person").get()
    work.say(turn.person)
    assert work.press(turn, "start").status_code == 302
