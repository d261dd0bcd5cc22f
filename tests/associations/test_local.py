"""A local network: who is in it, when it meets, and what it makes; seen by both sides."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from favn.associations.actions import local as actions
from favn.associations.choices.local import VentureKind, VentureState
from favn.associations.models import LocalMember, Venture
from favn.associations.queries import local as queries
from favn.associations.rules.local import state_of
from favn.gatherings import actions as gatherings
from favn.gatherings.models import Invitation
from favn.kit import clock
from tests.associations.steps import DIRECTORY, elsewhere, form_of
from tests.cast import NOW, TODAY, new_id

LIST = f"{DIRECTORY}netvaerk/"


@pytest.fixture
def members(directory, cast):
    ours = directory.add("Medborgerhuset", party=cast.medborgerhuset, email="hus@m.example")
    drums = directory.add("Trommelyd", email="tromme@x.example")
    silent = directory.add("Systuen", phone="12345678")
    return ours, drums, silent


@pytest.fixture
def network(directory, freja, cast, members):
    sent = form_of(freja.get(LIST), name="Havnens foreninger", purpose="Stå stærkere sammen",
                   unit=str(cast.units["Kulturforvaltningen"].pk),
                   keeper=str(cast.freja.pk))  # fmt: skip
    answers = [freja.post(LIST, sent) for _twice in range(2)]
    assert len({answer["Location"] for answer in answers}) == 1
    page = answers[0]["Location"]
    entries = {"verb": "join", "entries": [str(entry.pk) for entry in members]}
    assert freja.post(page, entries).status_code == 302
    return page


def the(directory, page):
    with directory.open():
        return queries.network_with(page.rstrip("/").rpartition("/")[2])


def gathered(freja, page, **typed):
    form = freja.get(page).context["forms"]["gather"]
    said = {
        "verb": "gather", "id": form["id"].value(), "kind": "netvaerksmoede", "title": "Vi mødes",
        "on": TODAY + timedelta(days=7), "starts": "17:00", "ends": "19:00", "place": "Rådhuset",
    }  # fmt: skip
    return freja.post(page, said | typed)


def test_those_that_ended_stand_last_the_newest_end_first(directory, network, freja):
    with directory.open():
        house = queries.networks().get()
        for name, ended_on in (
            ("Aften", date(2026, 1, 1)),
            ("Blå", date(2026, 3, 1)),
            ("Zoo", None),
        ):
            house.pk, house.name, house.ended_on = new_id(), name, ended_on
            house.save(force_insert=True)
        assert [row.name for row in queries.networks()] == [
            "Havnens foreninger", "Zoo", "Blå", "Aften",
        ]  # fmt: skip


def test_it_shows_whom_one_reaches_and_whom_the_associations_ask(network, freja):
    shown = freja.get(network).content.decode()
    for said in ("Kulturforvaltningen samler netværket", "tromme@x.example", "12345678",
                 "Foreningerne spørger Freja", "Intet møde endnu"):  # fmt: skip
        assert said in shown


def test_all_are_invited_and_who_comes_is_seen_when_their_names_are_erased(
    directory, network, freja, letterbox, cast, moving
):
    assert gathered(freja, network).status_code == 302
    assert "Stå stærkere sammen" in letterbox.to("tromme@x.example")[0]
    with directory.open():
        assert Invitation.objects.owned().count() == 3
        (asked,) = (one for one in Invitation.objects.owned() if one.name == "Trommelyd")
        gatherings.answer(
            invitation=asked, said="yes", who_comes="", persons=2, version=1, at=clock.now()
        )
    moving(TODAY + timedelta(days=7))
    with directory.open():
        row = Invitation.objects.owned().get(pk=asked.pk)
        meeting = row.gathering.meetings.get()
        gatherings.came(meeting=meeting, signup=row.signup, heads=2, by=cast.freja, at=clock.now())
    moving(TODAY + timedelta(days=40))
    with directory.open():
        gatherings.erase_old(by=cast.freja, at=clock.now())
        assert Invitation.objects.owned().get(pk=asked.pk).name == ""
    seen = {one.entry.name: (one.came, one.of) for one in freja.get(network).context["members"]}
    assert seen == {"Medborgerhuset": (0, 1), "Systuen": (0, 1), "Trommelyd": (1, 1)}
    (one,) = freja.get(network).context["gatherings"]
    assert (one.asked, one.yes, one.came, one.word) == (3, 1, 2, "Holdt")


def test_at_a_festival_the_house_leads_and_associations_hold_it_along(directory, network, freja):
    assert gathered(freja, network, kind="fest", title="Havnefest").status_code == 302
    (one,) = freja.get(network).context["gatherings"]
    assert one.hosts == ("Sundhavn Kommune", "Medborgerhuset")
    page = f"/arrangementer/{one.gathering.pk}/"
    assert "Hører til netværket “Havnens foreninger”" in freja.get(page).content.decode()


def test_the_same_meeting_twice_is_one_and_a_day_that_has_gone_is_refused(network, freja):
    key = str(new_id())
    for _twice in range(2):
        assert gathered(freja, network, id=key).status_code == 302
    assert len(freja.get(network).context["gatherings"]) == 1
    late = gathered(freja, network, on=TODAY - timedelta(days=1))
    assert late.status_code == 422
    assert "Skriv først en dag, der ikke er gået." in late.content.decode()


def test_a_course_by_one_member_is_planned_held_and_told_of_at_a_meeting(
    directory, network, members, freja, moving
):
    """Systems rows 49 and 67: plan and date, held, and the experience told at a meeting."""
    page = f"{network}sammen/"
    said = form_of(freja.get(page), kind="course", title="Medborgerskab", entry=str(members[1].pk),
                   plan="Fire aftener", planned_on="2026-11-26")  # fmt: skip
    for _twice in range(2):
        assert freja.post(page, said).status_code == 302
    venture = said["id"]
    gathered(freja, network, kind="kursus", title="Medborgerskab", venture=venture)
    gathered(freja, network, title="Vi fortæller")
    (planned,) = freja.get(network).context["ventures"]
    assert (planned.state, planned.entry.name) == ("planned", "Trommelyd")
    told = {one.gathering.title: str(one.gathering.pk)
            for one in freja.get(network).context["gatherings"]}  # fmt: skip
    change = f"{page}{venture}/"
    shared = {"shared_at": told["Vi fortæller"], "came_of_it": "12 kom"}
    early = freja.post(change, form_of(freja.get(change), **shared))
    assert early.status_code == 422
    assert "Skriv først, at det er holdt." in early.content.decode()
    moving(TODAY + timedelta(days=8))
    with directory.open():
        held = Venture.objects.owned().get().gathering.meetings.get()
        gatherings.hold(meeting=held, by=directory.by, at=clock.now())
    assert freja.post(change, form_of(freja.get(change), **shared)).status_code == 302
    shown = freja.get(network).content.decode()
    assert "Holdt, og fortalt om" in shown
    assert "12 kom" in shown


def test_an_application_to_a_fund_says_what_was_asked_and_what_came(network, freja):
    """Systems row 71."""
    page = f"{network}sammen/"
    said = form_of(freja.get(page), kind="funding", title="Instrumenter", plan="Trommer",
                   fund="Havnefonden", asked_kroner="40000", applied_on="2026-11-01")  # fmt: skip
    assert freja.post(page, said).status_code == 302
    shown = freja.get(network).content.decode()
    assert "Søgt hos fonde i 2026: 40.000 kr. Fået: 0 kr. Venter på svar: 40.000 kr." in shown
    change = f"{page}{said['id']}/"
    more = freja.post(change, form_of(freja.get(change), got_kroner="50000"))
    assert more.status_code == 422
    assert "I kan ikke have fået mere" in more.content.decode()
    assert freja.post(change, form_of(freja.get(change), got_kroner="0")).status_code == 302
    shown = freja.get(network).content.decode()
    assert "Fik afslag" in shown
    assert "Venter på svar: 0 kr." in shown


@pytest.mark.parametrize(
    ("typed", "said"),
    [({"applied_on": "2026-11-20"}, "ikke kommet endnu"), ({"fund": ""}, "hvilken fond I søgte"),
     ({"got_kroner": "5", "applied_on": ""}, "Skriv først, hvornår I søgte"),
     ({"kind": "course"}, "Kun en ansøgning til en fond har penge")],
)  # fmt: skip
def test_money_that_does_not_add_up_is_refused(network, freja, typed, said):
    page = f"{network}sammen/"
    whole = {"kind": "funding", "title": "x", "fund": "Fonden", "asked_kroner": "100",
             "applied_on": "2026-11-01"}  # fmt: skip
    answer = freja.post(page, form_of(freja.get(page), **(whole | typed)))
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_an_association_sees_its_network_by_its_account_and_brings_a_project(
    directory, network, members, cast
):
    mehmet, place = cast.visit(cast.mehmet), f"/vores/{members[0].pk}/"
    home = mehmet.get(f"{place}plads/").content.decode()
    (page,) = re.findall(r'href="(\S+/lokalt/\S+)"', home)
    shown = mehmet.get(page).content.decode()
    assert "Trommelyd" in shown
    assert "tromme@x.example" not in shown
    said = form_of(mehmet.get(page), kind="festival", title="Gadefest", plan="Vi laver mad")
    for _twice in range(2):
        assert mehmet.post(page, said).status_code == 302
    with directory.open():
        (row,) = queries.ventures_of(the(directory, network))
        assert (row.title, row.entry.name, row.state) == ("Gadefest", "Medborgerhuset", "planned")


def test_a_network_one_is_not_in_does_not_exist(directory, network, members, freja, cast):
    pk = the(directory, network).pk
    other = directory.add("Naboerne", party=cast.naboerne)
    foreign = cast.visit(cast.mehmet).get(f"/vores/{other.pk}/lokalt/{pk}/")
    assert foreign.status_code == 404
    with directory.open():
        member = LocalMember.objects.owned().get(entry=members[0])
    assert freja.post(network, {"verb": "leave", "member": member.pk}).status_code == 302
    gone = cast.visit(cast.mehmet).get(f"/vores/{members[0].pk}/lokalt/{pk}/")
    assert gone.status_code == 404
    assert "Har været med" in freja.get(network).content.decode()


def test_another_municipality_sees_nothing_of_it(directory, network, cast):
    elsewhere(cast)
    gro = cast.visit(cast.gro)
    assert gro.get(network).status_code == 404
    assert "Havnens foreninger" not in gro.get(LIST).content.decode()


def test_two_colleagues_who_change_it_at_once_are_told(network, freja):
    form = freja.get(network).context["forms"]["change"]
    said = {name: form[name].value() for name in form.fields} | {"verb": "change"}
    assert freja.post(network, said | {"purpose": "Noget nyt"}).status_code == 302
    late = freja.post(network, said | {"purpose": "Noget andet"})
    assert late.status_code == 409
    assert late.context["forms"]["change"]["purpose"].value() == "Noget andet"


def test_a_closed_network_invites_nobody_and_can_begin_again(network, freja):
    assert freja.post(network, {"verb": "end", "version": 1}).status_code == 302
    assert "Netværket lukkede i dag." in freja.get(network).content.decode()
    assert gathered(freja, network).status_code == 422
    assert freja.post(network, {"verb": "end", "version": 1}).status_code == 409
    assert freja.post(network, {"verb": "resume", "version": 2}).status_code == 302
    assert gathered(freja, network).status_code == 302


def test_whoever_only_reads_the_directory_changes_nothing(network, cast):
    rasmus = cast.visit(cast.rasmus)
    assert rasmus.get(network).status_code == 200
    assert rasmus.post(network, {"verb": "end", "version": 1}).status_code == 403
    assert rasmus.get(f"{network}sammen/").status_code == 403


def test_a_network_of_that_name_stands_already(network, freja, cast):
    sent = form_of(freja.get(LIST), name="Havnens  foreninger", purpose="x",
                   unit=str(cast.units["Kulturforvaltningen"].pk))  # fmt: skip
    answer = freja.post(LIST, sent)
    assert answer.status_code == 422
    assert "Der er allerede et netværk, der hedder sådan." in answer.content.decode()


def test_an_association_is_in_a_network_once(directory, network, members):
    with directory.open():
        row = the(directory, network)
        assert actions.join(network=row, entries=members, on=TODAY, by=directory.by, at=NOW) == 0
        assert len(queries.members_of(row)) == 3


DAYS = st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1))
MONEY = st.none() | st.integers(0, 10**6)


@given(st.sampled_from(VentureKind.values), st.booleans(), DAYS, MONEY, DAYS, st.booleans())
def test_what_has_been_held_never_looks_like_a_plan(kind, plan, applied, got, held, shared):
    state = state_of(kind, plan, applied, got, held, is_shared=shared)
    assert (state in (VentureState.HELD, VentureState.SHARED)) == (held is not None)
    if state in (VentureState.GRANTED, VentureState.REFUSED, VentureState.APPLIED):
        assert kind == VentureKind.FUNDING
        assert applied
    assert (state == VentureState.GRANTED) <= bool(got)
