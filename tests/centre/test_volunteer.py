"""One volunteer: the talk, the list, the roles, the way from guest on, and the end."""

import uuid
from datetime import timedelta

import pytest

from favn.centre.actions import path, volunteers
from favn.centre.choices import Item, OnTheWay, Stage, StopWhy
from favn.centre.models import Checked, Hours, OneRole, PathStep, Volunteer
from favn.kit import looking
from favn.kit.models import History
from favn.kit.refusals import Conflict, Refused
from favn.people.accounts.models import Lookup
from favn.people.persons import walk
from favn.people.persons.actions import erase
from favn.people.persons.choices import Act, Why
from tests import cast as roll
from tests.cast import TODAY
from tests.centre.volunteering import Volunteering
from tests.gatherings.steps import filled


def page(who):
    return f"/frivillige/{who.pk}/"


def test_after_the_talk_and_the_list_a_role_begins_and_a_letter_welcomes(team, vera, letterbox):
    role = team.role("Rådgiver", Item.SECRECY)
    who = team.newcomer("Amal Haddad")
    talk = f"{page(who)}samtale/"
    typed = filled(vera.get(talk), talked_on=str(TODAY), note="Vil helst om formiddagen.")
    assert vera.post(talk, typed)["Location"] == page(who)
    assert team.again(who).stage == Stage.READY
    vera.post(page(who), {"verb": "see", "item": "secrecy", "on": str(TODAY)})
    version = team.again(who).version
    vera.post(page(who), {"verb": "begin", "role": str(role.pk), "version": version})
    assert team.again(who).stage == Stage.ACTIVE
    assert "/mine-vagter/medborgerhuset/" in letterbox.to("amal@x.example")[0]
    shown = vera.get(page(who)).content.decode()
    assert "Vil helst om formiddagen." in shown
    assert "Rådgiver, siden" in shown


def test_the_extract_names_the_roles_they_wish_as_people_do(team):
    role = team.role("Rådgiver")
    who = team.newcomer("Amal Haddad", wishes=(role.slug,))
    with team.open(), looking.by_themselves():
        told = {path.name: rows for path, rows in walk.extract(who.person_id)}
    assert [row["vil gerne"] for row in told["Frivillig"]] == ["Rådgiver"]


def test_with_children_nobody_begins_before_the_certificate_is_seen(team, vera):
    role = team.role("Børneklub", children=True)
    who = team.talked(team.newcomer("Amal Haddad"))
    sent = {"verb": "begin", "role": str(role.pk), "version": who.version}
    answer = vera.post(page(who), sent)
    assert answer.status_code == 422
    assert "Se en gyldig børneattest" in answer.content.decode()
    team.see(who, on=TODAY - timedelta(days=732))
    assert vera.post(page(who), sent).status_code == 422
    team.see(who, on=TODAY)
    assert vera.post(page(who), sent).status_code == 302


def test_a_certificate_is_a_day_and_a_name_and_nothing_else():
    assert {f.name for f in Checked._meta.local_fields} == {
        "id", "organisation", "volunteer", "item", "on", "by",
    }  # fmt: skip


def test_seen_anew_the_newer_day_stands_and_history_has_the_older(team):
    who = team.newcomer("Amal Haddad")
    team.see(who, on=TODAY - timedelta(days=700))
    team.see(who, on=TODAY)
    row = team.only(Checked)
    assert (row.on, row.by) == (TODAY, team.by)
    with team.open():
        told = [h.changes["on"] for h in History.objects.get_queryset().filter(record_id=row.pk)]
    assert [str(TODAY - timedelta(days=700)), str(TODAY)] in told


@pytest.mark.parametrize(
    ("days", "sentence"), [(1, "ligger i fremtiden"), (0, "Skriv først, hvornår I har talt")]
)
def test_a_day_ahead_and_a_role_before_the_talk_are_refused(team, days, sentence):
    who, role = team.newcomer("Amal Haddad"), team.role()
    with pytest.raises(Refused, match=sentence):
        if days:
            team.see(who, on=TODAY + timedelta(days=days))
        team.do(volunteers.begin_role, who=who, role=role, version=who.version)


def test_whoever_saw_an_older_page_is_told_so_and_what_they_typed_stays(team, vera):
    who = team.newcomer("Amal Haddad")
    talk = f"{page(who)}samtale/"
    typed = filled(vera.get(talk), talk_on=str(TODAY), note="Mine ord.")
    team.talked(who)
    answer = vera.post(talk, typed)
    assert answer.status_code == 409
    assert "Mine ord." in answer.content.decode()
    with pytest.raises(Conflict):
        team.do(volunteers.leave, who=who, why=StopWhy.TIME, version=who.version)


def test_the_note_is_sealed_and_history_holds_none_of_its_words(team, vera):
    who = team.newcomer("Amal Haddad")
    talk = f"{page(who)}samtale/"
    vera.post(talk, filled(vera.get(talk), note="KANARIEFUGL"))
    with team.open():
        raw = Volunteer.objects.owned().values_list("note", flat=True).get()
        changes = str(list(History.objects.get_queryset().values_list("changes", flat=True)))
    assert "KANARIEFUGL" not in str.__str__(raw) + changes


def test_every_answer_about_a_volunteer_stands_in_the_log(team, vera, cast):
    who = team.add("Amal Haddad", team.role())
    vera.get(page(who))
    with cast.acting(cast.vera):
        row = Lookup.objects.owned().filter(page="centre:volunteer").get()
        assert who.person_id in {line.person_id for line in row.persons.all()}


def test_another_houses_volunteer_is_not_there(cast, team):
    roll.join(cast, "bo", cast.naboerne, "volunteers", None)
    other = Volunteering(cast, "bo")
    theirs = other.add("Grethe Nordby", other.role())
    assert cast.visit(cast.vera).get(page(theirs)).status_code == 404
    assert cast.visit(cast.bo).get(page(theirs)).status_code == 200


def test_whoever_stops_has_no_page_and_may_come_back_as_the_same_person(team, guest):
    who = team.add("Amal Haddad", team.role())
    own = team.own(who)
    assert guest.get(own).status_code == 200
    team.do(volunteers.leave, who=who, why=StopWhy.WORK, version=who.version)
    assert guest.get(own).status_code == 410
    assert team.count(OneRole, ended_on=None) == 0
    again = team.do(
        volunteers.bring_in, id=uuid.uuid4(), person=who.person, was_guest=False, wishes=(),
        yes=volunteers.Yes(),
    )  # fmt: skip
    assert again.person_id == who.person_id


def test_erased_they_are_gone_and_their_hours_stay_as_a_number(team, settings):
    role = team.role()
    who = team.add("Amal Haddad", role)
    team.take(team.shift(role, TODAY + timedelta(days=1)), who)
    settings.TODAY = TODAY + timedelta(days=2)
    team.settle()
    team.do(erase, person=who.person, why=Why.ASKED)
    assert team.count(Volunteer) == 0
    row = team.only(Hours)
    assert (row.person, row.minutes, row.counted_as) == (None, 180, who.person.counted_as)


# The way from guest on


def test_a_guest_who_said_yes_is_counted_a_step_at_a_time_and_once(team, vera):
    who = team.add("Amal Haddad", team.role(), guest=True, path=True)
    for _ in range(2):
        vera.post(page(who), {"verb": "step", "step": "volunteer"})
    vera.post(page(who), {"verb": "step", "step": "role_model"})
    assert team.count(PathStep) == 2


@pytest.mark.parametrize(
    ("guest", "yes", "sentence"),
    [
        (False, True, "tæller kun dem, der var gæster"),
        (True, False, "Spørg først, om personen vil tælles med"),
    ],
)
def test_no_step_counts_without_having_been_a_guest_and_a_yes(team, guest, yes, sentence):
    who = team.add("Amal Haddad", team.role(), guest=guest, path=yes)
    with pytest.raises(Refused, match=sentence):
        team.do(path.take_step, who=who, step=OnTheWay.VOLUNTEER)


def test_a_yes_taken_back_counts_no_more_from_the_next_round_on(team):
    who = team.add("Amal Haddad", team.role(), guest=True, path=True)
    team.do(path.take_step, who=who, step=OnTheWay.VOLUNTEER)
    team.says(who.person, "path", Act.WITHDRAWN)
    assert team.do(path.forget_taken_back) == 1
    assert team.count(PathStep, voided_at=None) == 0
