"""Local networks: opened, cut down, closed with somebody to take over, so that nobody is lost."""

import re
import uuid

import pytest

from favn.kit.refusals import Refused
from favn.pathways.actions import networks
from favn.pathways.choices.mentoring import NetworkState, Standing
from favn.pathways.choices.pairs import Ending, State
from favn.pathways.models import Milestone, Network, Participant
from favn.pathways.queries.networks import loads
from favn.pathways.queries.networks import networks as of_the_house
from favn.people.organisations.actions import add_party
from tests.cast import TODAY
from tests.gatherings.steps import filled
from tests.pathways.mentoring import other_network

LIST = "/makkerskab/netvaerk/"


def page_of(row):
    return f"{LIST}{row.pk}/"


def test_a_network_is_opened_once_and_its_name_is_its_own(network, ida):
    sent = {"verb": "open", "id": uuid.uuid4(), "name": "Mentorer i Østby", "city": "Østby"}
    assert [ida.post(LIST, sent).status_code for _ in range(2)] == [302, 302]
    assert network.count(Network) == 2
    again = ida.post(LIST, sent | {"id": uuid.uuid4()})
    assert "allerede et netværk med det navn" in again.content.decode()
    assert ida.post(LIST, sent | {"id": uuid.uuid4(), "name": ""}).status_code == 422


def test_the_list_says_what_runs_in_each(network, ida):
    network.started()
    network.mentee("Amal")
    network.asked(network.mentee("Nora"), network.mentor("Mette"))
    with network.open():
        (load,) = loads(TODAY)
    assert (load.running, load.asked, load.waiting, load.mentors) == (1, 1, 1, 2)
    assert "Sundhavn" in ida.get(LIST).content.decode()


def test_the_years_pairs_are_one_press_from_the_figure_by_network(network, ida):
    network.started()
    page = ida.get(LIST).content.decode()
    assert f"Makkerskaber i {TODAY.year}" in page
    assert f"{TODAY.year} indtil i dag" in page
    (link,) = re.findall(r'href="(/tal/pathways\.pairs_started[^"]+)"', page)
    assert link.endswith(f"@medborgerhuset/{TODAY.year}/?by=network")
    figure = ida.get(link).content.decode()
    assert "Nye makkerskaber efter netværk" in figure
    assert network.row.name in figure


def test_another_year_is_shown_where_something_was_counted_in_it(network, ida):
    pair = network.started()
    with network.open():
        Milestone.objects.owned().filter(pair=pair).update(year=TODAY.year - 1)
    page = ida.get(LIST).content.decode()
    assert f"aar={TODAY.year - 1}#aar" in page
    assert (
        f"Makkerskaber i {TODAY.year - 1}"
        in ida.get(LIST, {"aar": TODAY.year - 1}).content.decode()
    )
    for wrong in ("1999", "x"):
        assert f"Makkerskaber i {TODAY.year}" in ida.get(LIST, {"aar": wrong}).content.decode()


def test_partners_of_the_directory_come_and_go(network, ida):
    party = add_party(id=uuid.uuid4(), name="Helhedsplanen i Nord")
    page = page_of(network.row)
    form = filled(ida.get(page), "partner", party=str(party.pk), role="housing")
    assert ida.post(page, {"verb": "partner"} | form).status_code == 302
    told = ida.get(page).content.decode()
    assert "Helhedsplanen i Nord: boligsocial helhedsplan" in told
    twice = {"verb": "partner"} | form | {"id": uuid.uuid4()}
    assert "Partneren står der allerede." in ida.post(page, twice).content.decode()
    row = ida.get(page).context["partners"][0]
    assert ida.post(page, {"verb": "part", "row": row.pk}).status_code == 302
    assert "Helhedsplanen i Nord: " not in ida.get(page).content.decode()


def close(ida, network, heir, why="Pengene er brugt"):
    row = network.again(network.row)
    sent = {"verb": "close", "version": row.version, "heir": heir, "why": why}
    return ida.post(page_of(row), sent)


def test_what_is_closed_is_not_opened_again_by_a_form_of_before(network, ida):
    """Its people have gone and were told: a second closing would tell nobody."""
    assert close(ida, network, "ends").status_code == 302
    row = network.again(network.row)
    sent = {"verb": "state", "state": "open", "silent_weeks": 4, "version": row.version}
    answer = ida.post(page_of(row), sent)
    assert answer.status_code == 422
    assert "Netværket er lukket." in answer.content.decode()
    assert network.again(row).state == NetworkState.CLOSED


def test_closing_hands_everybody_over_with_their_pairs(network, ida, guest):
    pair = network.started(network.mentee("I gang"), network.mentor())
    waits = network.mentee("Venter", days=50)
    heir = other_network(network, "Vestby")
    answer = close(ida, network, str(heir.pk))
    assert answer.status_code == 302
    told = ida.get(page_of(network.row)).content.decode()
    assert "1 makkerskab fortsætter i Vestby." in told
    assert network.again(network.row).state == NetworkState.CLOSED
    assert network.again(pair).network_id == heir.pk
    assert network.again(pair).state == State.STARTED
    assert network.again(waits).network_id == heir.pk
    slug, there = network.again(network.row).slug, network.again(heir).slug
    public = guest.get(f"/mentor/{network.house.slug}/{slug}/bliv-mentor/").content.decode()
    assert f"/mentor/{network.house.slug}/{there}/bliv-mentor/" in public


def test_closing_without_an_heir_ends_what_runs_and_says_how_many(network, ida):
    pair = network.started(network.mentee("I gang"), network.mentor())
    asked = network.asked(network.mentee("Spurgt"), network.mentor("Mette"))
    assert close(ida, network, "ends").status_code == 302
    told = ida.get(page_of(network.row)).content.decode()
    assert "2 makkerskaber er sluttet. 4 deltagere er gået ud." in told
    assert "4 får besked på mail." in told
    ended = network.again(pair)
    assert (ended.state, ended.ending) == (State.BROKEN, Ending.CLOSED)
    assert network.again(asked).state == State.DECLINED
    with network.open():
        left = set(Participant.objects.owned().values_list("standing", "left_why"))
    assert left == {(Standing.LEFT, "closed")}


def test_a_network_with_people_in_it_does_not_close_without_an_answer(network, ida):
    network.mentee()
    answer = close(ida, network, "")
    assert answer.status_code == 422
    assert network.again(network.row).state == NetworkState.OPEN


def test_what_was_forbidden_is_still_forbidden_at_the_heir(network, ida):
    mentee, mentor = network.mentee(), network.mentor()
    network.decide(network.plan(), "forbid", mentee, mentor)
    heir = other_network(network, "Vestby")
    close(ida, network, str(heir.pk))
    assert network.planned(network.plan(heir)) == set()


def test_somebody_in_both_networks_is_named_before_anything_is_moved(network, ida):
    heir = other_network(network, "Vestby")
    mentee = network.mentee("Hodan Warsame")
    network.mentee("Hodan Warsame", person=mentee.person, network=heir)
    answer = close(ida, network, str(heir.pk))
    assert answer.status_code == 422
    assert "1 er med i begge netværk." in answer.content.decode()
    assert network.again(network.row).state == NetworkState.OPEN


def test_an_heir_that_closed_meanwhile_takes_nobody_over(network):
    mentee, heir = network.mentee(), other_network(network, "Vestby")
    row = network.again(network.row)
    by_now = {"heir": None, "ends_all": True, "why": "Pengene er brugt"}
    network.do(networks.close, network=heir, version=heir.version, **by_now)
    assert not heir.is_closed, "the row as it was shown"
    with pytest.raises(Refused, match="der ikke er lukket"):
        network.do(networks.close, network=row, version=row.version, **by_now | {"heir": heir})
    assert network.again(mentee).network_id == row.pk


@pytest.mark.parametrize("weeks", ["0", "27", "mange"])
def test_weeks_of_silence_are_from_one_to_twenty_six(network, ida, weeks):
    page = page_of(network.row)
    form = filled(ida.get(page), "state", silent_weeks=weeks)
    assert ida.post(page, {"verb": "state"} | form).status_code == 422


def test_closing_is_not_a_state_one_picks_by_accident(network, ida):
    page = page_of(network.row)
    form = filled(ida.get(page), "state", state="closed")
    assert ida.post(page, {"verb": "state"} | form).status_code == 422


def test_networks_that_closed_stand_last(network, ida):
    other_network(network, "Aaby")
    first = network.row
    network.row = other_network(network, "Aaby Nord")
    close(ida, network, "ends")
    network.row = first
    with network.open():
        names = [one.name for one in of_the_house()]
    assert names == ["Aaby", "Sundhavn", "Aaby Nord"]


def test_who_waits_for_a_talk_waits_for_no_mentor_yet(network):
    network.mentee("Amal")
    network.mentee("Nora", ready=False)
    with network.open():
        (load,) = loads(TODAY)
    assert load.waiting == 1
