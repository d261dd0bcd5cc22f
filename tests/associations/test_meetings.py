"""Both sides meet: a gathering that both are invited to, shown on what it is about, held or off."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from icalendar import Calendar

from favn.associations.queries import meetings
from favn.gatherings import actions as gatherings
from favn.gatherings.models import Gathering, Invitation
from favn.kit import clock
from tests.associations.pacts import HOUSE, as_called
from tests.cast import TODAY

FREJA, OURS = "freja@sundhavn.example", "hus@m.example"


@pytest.fixture
def row(pacts):
    return pacts.aligned()


@pytest.fixture
def page(row):
    return f"{HOUSE}{row.pk}/"


def called(client, page, **typed):
    answer = client.post(page, as_called(client.get(page), **typed))
    assert answer.status_code == 302
    return answer


def met(pacts, row):
    with pacts.open():
        (found,) = meetings.meets_of(row, clock.now())
        return found


def test_both_are_invited_with_time_place_and_a_calendar_file(
    pacts, row, page, freja, letterbox, cast
):
    called(freja, page, place="Kulturhuset, Havnegade 1", about="Hvem låser op?")
    (to_us,), (to_them,) = letterbox.to(cast.freja.email), letterbox.to(OURS)
    assert "Møde om Fest i gården" in to_us
    assert "torsdag 26. november 2026" in to_them
    assert "Kulturhuset, Havnegade 1" in to_them
    (file,) = (
        part.get_payload(decode=True)
        for to, letter in letterbox.letters if to == [OURS]
        for part in letter.walk() if part.get_content_type() == "text/calendar"
    )  # fmt: skip
    (event,) = Calendar.from_ical(file).walk("VEVENT")
    assert event["location"] == "Kulturhuset, Havnegade 1"
    with pacts.open():
        asked = sorted(row.name for row in Invitation.objects.owned())
        assert asked == ["Kulturforvaltningen", "Medborgerhuset"]


def test_the_association_calls_it_by_its_link_and_the_office_is_told(pacts, row, letterbox, cast):
    stranger, at = cast.visit(), f"{pacts.link()}{row.pk}/"
    called(stranger, at)
    (words,) = letterbox.to(cast.freja.email)
    assert "Medborgerhuset og Kulturforvaltningen taler sammen." in words
    assert cast.freja.email not in stranger.get(at).content.decode()


def test_an_answer_given_by_mail_is_seen_by_both(pacts, row, page, freja, mehmet, letterbox, cast,
                                                 place):  # fmt: skip
    called(freja, page)
    own = re.search(r"http://[^/]+(/tag-del/\S+)", letterbox.to(OURS)[0])[1]
    guest = cast.visit()
    form = guest.get(own).context["form"]
    typed = {"answer": "yes", "persons": "2", "who_comes": "Vi to",
             "version": form["version"].value()}  # fmt: skip
    assert guest.post(own, typed).status_code == 302
    for client, shown in ((freja, page), (mehmet, f"{place}{row.pk}/")):
        assert "Medborgerhuset: Ja, vi kommer" in client.get(shown).content.decode()


def test_afterwards_one_side_says_that_it_was_held_and_it_counts(
    pacts, row, page, freja, mehmet, place, moving
):
    called(freja, page)
    assert "Blev det holdt?" not in freja.get(page).content.decode()
    moving(TODAY + timedelta(days=8))
    found = met(pacts, row)
    assert found.word == "Blev det holdt?"
    said = {"verb": "held", "meet": found.meet.pk}
    assert [mehmet.post(f"{place}{row.pk}/", said).status_code for _ in range(2)] == [302, 302]
    assert met(pacts, row).word == "Holdt"
    with pacts.open():
        assert Gathering.objects.owned().get().state == "held"


def test_it_is_not_held_before_its_day(pacts, row, page, freja):
    called(freja, page)
    early = freja.post(page, {"verb": "held", "meet": met(pacts, row).meet.pk})
    assert early.status_code == 422
    assert met(pacts, row).word == "Kommer"


def test_it_is_called_off_with_a_reason_that_both_hear(pacts, row, page, freja, letterbox, cast):
    called(freja, page)
    meet = met(pacts, row).meet
    assert freja.post(page, {"verb": "call-off", "meet": meet.pk}).status_code == 422
    off = {"verb": "call-off", "meet": meet.pk, "reason": "Vi er syge"}
    assert freja.post(page, off).status_code == 302
    assert "Vi er syge" in letterbox.to(OURS)[-1]
    assert met(pacts, row).word == "Aflyst"
    assert "Vi er syge" in freja.get(page).content.decode()


@pytest.mark.parametrize(
    ("lacking", "said"),
    [({"place": ""}, "et sted eller et link"), ({"on": "2026-11-18"}, "ikke er gået"),
     ({"ends": "12:00"}, "slutter, når det begynder"), ({"on": "i morgen"}, "dag-måned-år")],
)  # fmt: skip
def test_a_meeting_without_a_day_to_come_and_a_place_is_refused(pacts, row, page, freja, lacking,
                                                               said):  # fmt: skip
    answer = freja.post(page, as_called(freja.get(page), **lacking))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    with pacts.open():
        assert not Gathering.objects.owned().exists()


def test_who_only_reads_calls_no_meeting(row, page, cast, pacts):
    rasmus = cast.visit(cast.rasmus)
    assert rasmus.get(page).context["meeting"] is None
    answer = rasmus.post(page, {"verb": "meet", "id": uuid4()})
    assert answer.status_code == 404


def test_the_gathering_leads_to_the_cooperation_and_back(pacts, row, page, freja):
    called(freja, page)
    gathering = met(pacts, row).meet.gathering
    there = f"/arrangementer/{gathering.pk}/"
    assert f'<a href="{there}">' in freja.get(page).content.decode()
    shown = freja.get(there).content.decode()
    assert f'<a href="{page}">Hører til samarbejdet “Fest i gården”</a>' in shown


def test_a_meeting_of_the_suggestion_stands_on_the_cooperation_it_became(pacts, freja):
    need = pacts.wish(pacts.ours, title="Køkken")
    match = pacts.proposed(need, pacts.wish(pacts.unit, "offer"))
    pacts.answered(match, pacts.ours, pacts.unit)
    called(freja, f"{HOUSE}forslag/{match.pk}/", place="Skolekøkkenet")
    begun = freja.post(f"{HOUSE}forslag/{match.pk}/", {"verb": "begin"})["Location"]
    assert "Skolekøkkenet" in freja.get(begun).content.decode()


def test_the_calendar_file_opens_for_the_two_and_for_nobody_else(pacts, row, page, freja, cast):
    called(freja, page)
    meet = met(pacts, row).meet
    file = freja.get(f"{page}moede/{meet.pk}.ics")
    (event,) = Calendar.from_ical(file.content).walk("VEVENT")
    assert event["summary"] == "Møde om Fest i gården"
    stranger = pacts.directory.add("Naboerne", email="n@x.example")
    assert cast.visit().get(f"{pacts.link()}{row.pk}/moede/{meet.pk}.ics").status_code == 200
    foreign = cast.visit().get(f"{pacts.link(stranger)}{row.pk}/moede/{meet.pk}.ics")
    assert foreign.status_code == 404
    assert freja.get(f"{page}moede/{uuid4()}.ics").status_code == 404


def test_a_side_without_an_address_stands_as_one_to_ring(pacts, freja):
    silent = pacts.directory.add("Uden mail")
    row = pacts.cooperation(silent)
    called(freja, f"{HOUSE}{row.pk}/")
    with pacts.open():
        (asked,) = (one for one in Invitation.objects.owned() if one.name == "Uden mail")
        assert asked.sent_to == ""
    assert "Uden mail: Har ikke svaret" in freja.get(f"{HOUSE}{row.pk}/").content.decode()


def test_what_the_staff_say_at_the_door_counts_as_held_too(pacts, row, page, freja, cast, moving):
    called(freja, page)
    moving(TODAY + timedelta(days=7))
    with pacts.open():
        meeting = met_time(pacts, row)
        gatherings.count_walk_ins(meeting=meeting, heads=3, shown=0, by=cast.freja, at=clock.now())
    assert met(pacts, row).word == "Holdt"


def met_time(pacts, row):
    return met(pacts, row).time
