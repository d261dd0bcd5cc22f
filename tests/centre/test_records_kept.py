"""The record of a health check outlives the person's erasure as long as the law says, not longer.

Autorisationsloven § 25 and the order on patient records: from the last note 5 years, a doctor's 10.
"""

from datetime import date

import pytest

from favn.centre.actions import health as actions
from favn.centre.actions.health import Held
from favn.centre.models import HealthCheck, HealthTopic, Note, Task
from favn.centre.rules.health import kept_until
from favn.kit import clock, figures
from favn.kit.templatetags.kit import when
from favn.people.accounts.models import Membership
from favn.people.persons.models import Consent, Person
from favn.people.register import actions as register
from favn.statistics.figures import Edition, Period
from tests.cast import TODAY, new_id

WORDS = "KANARIE: blodtryk 160/95"
UNTIL = date(2031, 11, 19)
SAID = when(UNTIL)


@pytest.fixture
def zahra(work):
    """A guest with a check by Nora, a case with Sara, and a phone."""
    person = work.person("Zahra Rezai", phone="50607080")
    with work.acting("nora"):
        held = Held(TODAY, ("pain", "mind"), text=WORDS)
        actions.hold_check(id=new_id(), person=person, held=held, by=work.cast.nora, at=clock.now())
    work.talk(work.case(person))
    return person


def erased(work, person, why="asked"):
    with work.acting("sara"):
        row = Person.objects.get(pk=person.pk)
        return register.erase(person=row, why=why, by=work.cast.sara, at=clock.now())


def checks(work):
    return figures.value("centre.health_checks", work.cast.medborgerhuset.pk,
                         Period(TODAY.year), edition=Edition.INTERNAL).total  # fmt: skip


@pytest.mark.parametrize(
    ("on", "roles", "until"),
    [
        (date(2026, 11, 19), ["nurse"], date(2031, 11, 19)),
        (date(2026, 11, 19), ["doctor"], date(2036, 11, 19)),
        (date(2026, 11, 19), ["nurse", "doctor"], date(2036, 11, 19)),
        (date(2026, 11, 19), [], date(2031, 11, 19)),
        (date(2028, 2, 29), ["nurse"], date(2033, 2, 28)),
    ],
)
def test_five_years_and_a_doctors_ten(on, roles, until):
    assert kept_until(on, roles) == until


def test_a_doctors_record_is_kept_ten_years(work):
    with work.acting("nora"):
        Membership.objects.owned().filter(account=work.cast.nora).update(role="doctor")
        row = actions.hold_check(id=new_id(), person=work.person(), held=Held(TODAY, ("pain",)),
                                 by=work.cast.nora, at=clock.now())  # fmt: skip
    assert row.kept_until == date(2036, 11, 19)


def test_the_page_says_what_the_law_keeps_before_anything_goes(work, zahra):
    goes, stays = work.text(f"/personer/{zahra.pk}/slet/").split("Det bliver")
    assert "Notater (1)" in goes, "the counsellor's note goes"
    assert "Loven kræver det" in stays
    assert SAID in stays
    assert "Sundhedsjournalen og navnet" in stays
    assert "Sundhedstjek (1)" in stays


def test_everything_goes_but_the_record_and_the_name(work, zahra):
    before = checks(work)
    line = erased(work, zahra)
    assert line.held_until == UNTIL
    with work.acting("nora"):
        row = Person.objects.get(pk=zahra.pk)
        assert (row.name, row.phone, row.held_until) == ("Zahra Rezai", "", UNTIL)
        assert [note.profession for note in Note.objects.owned()] == ["health"]
        assert HealthTopic.objects.count() == 2
        assert (Consent.objects.count(), Task.objects.count()) == (0, 0)
    assert checks(work) == before == 1


@pytest.mark.parametrize("who", ["sara", "ida", "lars", "nora"])
def test_nobody_finds_or_opens_the_person_any_more(work, zahra, who):
    erased(work, zahra)
    found = work.client(who).post("/personer/", {"q": "Zahra"}).content.decode()
    assert "Ingen med det navn" in found
    assert work.client(who).get(f"/personer/{zahra.pk}/").status_code == 404


def test_the_one_who_wrote_the_record_reads_it_and_adds_nothing(work, zahra):
    erased(work, zahra)
    page = f"/personer/{zahra.pk}/sundhed/"
    assert page in work.text("/sundhed/", "nora")
    html = work.text(page, "nora")
    assert WORDS in html
    assert f"gemmes til {SAID}" in html
    assert work.client("nora").post(page, {"verb": "hold"}).status_code == 404


def test_another_health_person_and_the_other_house_get_nothing(work, zahra):
    erased(work, zahra)
    assert work.client("sara").get(f"/personer/{zahra.pk}/sundhed/").status_code == 403
    assert work.client("leila").get(f"/personer/{zahra.pk}/sundhed/").status_code in {403, 404}


def test_the_manager_sees_that_it_is_kept_and_until_when_but_not_whose(work, zahra):
    erased(work, zahra)
    html = work.text("/personer/frister/", "jonas")
    assert "Gemt, fordi loven kræver det" in html
    assert SAID in html
    assert "Zahra" not in html


def test_the_guest_is_told_on_what_is_stored(work, zahra):
    assert "også når alt andet om dig er slettet" in work.text(f"/personer/{zahra.pk}/udtraek/")


def test_the_guest_reads_it_on_their_own_page(work, zahra):
    sent = {"id": new_id()}
    given = work.client("sara").post(f"/personer/{zahra.pk}/egen-side/", sent).context["code"]
    guest, door = work.cast.visit(), "/min-side/medborgerhuset/"
    guest.post(door, {"code": given})
    html = guest.get(f"{door}side/").content.decode()
    assert "også når alt andet om dig er slettet" in html
    assert SAID in html


def test_when_the_day_has_come_the_rest_goes_by_itself(work, zahra, settings):
    erased(work, zahra)
    settings.TODAY = date(2031, 11, 18)
    with work.acting("sara"):
        register.keep_clocks(by=work.cast.sara, at=clock.now())
        assert Person.objects.count() == 1
        settings.TODAY = UNTIL
        register.keep_clocks(by=work.cast.sara, at=clock.now())
        assert (Person.objects.count(), Note.objects.count()) == (0, 0)
        check = HealthCheck.objects.get()
    assert (check.person_id, check.kept_until) == (None, None)


def test_after_a_restore_the_kept_record_is_not_erased_and_the_rest_is(work, zahra):
    erased(work, zahra)
    with work.acting("sara"):
        Person.objects.filter(pk=zahra.pk).update(held_until=None)
        assert register.erase_again(by=work.cast.sara, at=clock.now()) == 1
        assert Person.objects.get(pk=zahra.pk).held_until == UNTIL
        assert register.erase_again(by=work.cast.sara, at=clock.now()) == 0


def test_without_a_record_nothing_is_kept(work):
    person = work.person()
    work.talk(work.case(person))
    assert erased(work, person).held_until is None
    with work.acting():
        assert Person.objects.count() == 0
