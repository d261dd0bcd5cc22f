"""A local network with absurd input, in two tabs, of one with two names, and next year."""

import uuid
from datetime import date, timedelta

import pytest

from favn.associations.actions import local as actions
from favn.associations.actions import sameness
from favn.associations.models import LocalMember, Venture
from favn.associations.queries import local as queries
from favn.gatherings import actions as gatherings
from favn.gatherings.models import Gathering, Invitation
from favn.kit import clock
from favn.people.accounts.models import Membership
from tests.associations.steps import DIRECTORY, elsewhere, form_of
from tests.associations.test_local import LIST, gathered, members, network, the
from tests.cast import TODAY, new_id

__all__ = ["members", "network"]


def venture(freja, page, **typed):
    """Written down; its address."""
    said = form_of(freja.get(f"{page}sammen/"), **({"kind": "funding", "title": "Trommer"} | typed))
    assert freja.post(f"{page}sammen/", said).status_code == 302
    return f"{page}sammen/{said['id']}/"


def applied(freja, page, kroner, on, **typed):
    return venture(
        freja, page, fund="Havnefonden", asked_kroner=str(kroner), applied_on=str(on), **typed
    )


# Absurd input


@pytest.mark.parametrize("version", ["9" * 5000, "٣", "-1", "x", ""])
@pytest.mark.parametrize("verb", ["end", "resume"])
def test_a_version_that_is_none_is_a_page_that_is_too_old(network, freja, verb, version):
    assert freja.post(network, {"verb": verb, "version": version}).status_code == 409


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"name": " "}, "Skriv, hvad netværket hedder."),
        ({"name": "x" * 121}, "Teksten er for lang."),
        ({"purpose": "x" * 301}, "Teksten er for lang."),
        ({"unit": "Rådgivningen"}, "Vælg fra listen."),
        ({"keeper": "mehmet"}, "Vælg fra listen."),
        ({"id": "x"}, "Siden er for gammel."),
    ],
)
def test_a_network_that_cannot_be_is_told(directory, freja, cast, typed, said):
    """An office and a colleague of another house are not in the list."""
    foreign = {"mehmet": str(cast.mehmet.pk), "Rådgivningen": str(cast.units["Rådgivningen"].pk)}
    typed = {name: foreign.get(value, value) for name, value in typed.items()}
    whole = {"name": "Havnen", "purpose": "x", "keeper": str(cast.freja.pk),
             "unit": str(cast.units["Kulturforvaltningen"].pk)}  # fmt: skip
    answer = freja.post(LIST, form_of(freja.get(LIST)) | whole | typed)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    with directory.open():
        assert not queries.networks().exists()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"on": "9999-12-31"}, "Det årstal kan ikke passe."),
        ({"title": ""}, "Skriv en titel."),
        ({"place": ""}, "Skriv, hvor I mødes"),
        ({"kind": "folkemøde"}, "Vælg fra listen."),
        ({"ends": "17:00"}, "Mødet slutter, når det begynder."),
        ({"venture": str(new_id())}, "Vælg fra listen."),
    ],
)
def test_a_meeting_that_cannot_be_is_told_and_nobody_is_invited(
    directory, network, freja, typed, said
):
    answer = gathered(freja, network, **typed)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    with directory.open():
        assert not Gathering.objects.owned().exists()
        assert not Invitation.objects.owned().exists()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"asked_kroner": "9" * 30}, "Skriv et helt tal"),
        ({"asked_kroner": "-1"}, "Skriv et helt tal"),
        ({"applied_on": "9999-12-31"}, "Det årstal kan ikke passe."),
        ({"title": ""}, "Skriv, hvad det hedder."),
        ({"plan": "x" * 4001}, "Teksten er for lang."),
        ({"entry": "foreign"}, "Vælg fra listen."),
    ],
)
def test_a_venture_that_cannot_be_is_told(directory, network, freja, cast, typed, said):
    theirs = str(elsewhere(cast).add("Nordby Kor").pk)
    typed = {name: theirs if value == "foreign" else value for name, value in typed.items()}
    page = f"{network}sammen/"
    whole = {"kind": "funding", "title": "Trommer"}
    answer = freja.post(page, form_of(freja.get(page), **(whole | typed)))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    with directory.open():
        assert not Venture.objects.owned().exists()


def test_two_tabs_on_a_venture_are_told_and_nothing_is_lost(network, freja):
    page = venture(freja, network, kind="festival", title="Gadefest")
    mine, theirs = (form_of(freja.get(page), plan=plan) for plan in ("Mad", "Musik"))
    assert freja.post(page, theirs).status_code == 302
    late = freja.post(page, mine)
    assert late.status_code == 409
    assert late.context["form"]["plan"].value() == "Mad"


def test_another_municipality_writes_nothing_in_it_with_ids_it_has_seen(
    directory, network, members, freja, cast
):
    page = venture(freja, network, kind="festival", title="Gadefest")
    other = elsewhere(cast)
    gro = cast.visit(other.by)
    with directory.open():
        member = LocalMember.objects.owned().first()
    for sent in ({"verb": "leave", "member": str(member.pk)}, {"verb": "end", "version": "1"}):
        assert gro.post(network, sent).status_code == 404
    assert gro.post(page, {"kind": "festival", "title": "Deres", "version": 1}).status_code == 404
    foreign = {"verb": "join", "entries": [str(other.add("Nordby Kor").pk)]}
    assert freja.post(network, foreign).status_code == 422
    assert freja.post(network, {"verb": "leave", "member": "x"}).status_code == 404
    with directory.open():
        assert Venture.objects.owned().get().title == "Gadefest"


# Two names of one association, those that closed, and the colleague who left


def joined(directory, one, other):
    with directory.open():
        sameness.decide(
            id=uuid.uuid4(), one=one, other=other, is_same=True, likeness=None, why="",
            by=directory.by, at=clock.now(),
        )  # fmt: skip


def test_two_names_of_one_are_one_member_invited_once_seen_at_both_and_leave_together(
    directory, network, members, freja, letterbox, moving
):
    ours, drums, _silent = members
    assert gathered(freja, network).status_code == 302
    joined(directory, ours, drums)
    page = freja.get(network)
    assert [one.entry.name for one in page.context["members"]] == ["Medborgerhuset", "Systuen"]
    assert [row.size for row in freja.get(LIST).context["rows"]] == [2]
    assert gathered(freja, network, title="Igen", on=TODAY + timedelta(days=14)).status_code == 302
    assert len([w for w in letterbox.to("hus@m.example") if "Igen" in w]) == 1
    assert not [w for w in letterbox.to("tromme@x.example") if "Igen" in w]
    came(directory, moving, "Trommelyd", "Medborgerhuset")
    seen = {one.entry.name: (one.came, one.of) for one in freja.get(network).context["members"]}
    assert seen == {"Medborgerhuset": (2, 2), "Systuen": (0, 2)}
    first = freja.get(network).context["members"][0].member
    assert freja.post(network, {"verb": "leave", "member": str(first.pk)}).status_code == 302
    assert [one.entry.name for one in freja.get(network).context["members"]] == ["Systuen"]


def came(directory, moving, *names):
    """To each meeting in turn one comes, under the name it was invited under."""
    with directory.open():
        rows = list(Gathering.objects.owned().order_by("meetings__on"))
        for row, name in zip(rows, names, strict=True):
            (asked,) = (
                i for i in Invitation.objects.owned().filter(gathering=row) if i.name == name
            )
            gatherings.answer(
                invitation=asked, said="yes", who_comes="", persons=1, version=1, at=clock.now()
            )
            asked.refresh_from_db()
            meeting = row.meetings.get()
            moving(meeting.on)
            gatherings.came(
                meeting=meeting, signup=asked.signup, heads=1, by=directory.by, at=clock.now()
            )


def test_the_name_that_stands_is_not_offered_where_the_other_is_in(
    directory, network, members, freja
):
    """And a page from before they were joined brings it in once."""
    kept = directory.add("Trommelyd i Byen")
    sent = {"verb": "join", "entries": [str(kept.pk)]}
    joined(directory, kept, members[1])
    offered = dict(freja.get(network).context["forms"]["join"].fields["entries"].choices)
    assert str(kept.pk) not in offered
    assert freja.post(network, sent).status_code == 422
    with directory.open():
        row, on = the(directory, network), TODAY
        assert (
            actions.join(network=row, entries=[kept], on=on, by=directory.by, at=clock.now()) == 0
        )


def test_one_that_has_closed_is_invited_to_nothing(directory, network, members, freja, letterbox):
    with directory.open():
        members[1].closed_on = TODAY
        members[1].save()
    gathered(freja, network)
    assert letterbox.to("tromme@x.example") == []
    assert letterbox.to("hus@m.example")


def test_a_colleague_who_has_left_is_nobody_to_ask(directory, network, members, freja, cast):
    page = f"/vores/{members[0].pk}/lokalt/{the(directory, network).pk}/"
    assert "Spørg Freja, Kulturforvaltningen" in cast.visit(cast.mehmet).get(page).content.decode()
    with directory.open():
        Membership.objects.owned().filter(account=cast.freja).delete()
        row = queries.network_with(the(directory, network).pk)
    assert not row.is_kept
    own = cast.visit(cast.mehmet).get(page).content.decode()
    assert "freja@" not in own
    assert "Spørg Kulturforvaltningen hos Sundhavn Kommune." in own


# Next year


def test_what_was_asked_of_funds_stands_by_the_year_of_asking(network, freja, moving):
    """An answer that comes in the new year belongs to what was asked in the old."""
    moving(date(2026, 12, 30))
    first = applied(freja, network, 40_000, "2026-12-30")
    applied(freja, network, 5_000, "2026-01-02", title="Duge")
    moving(date(2027, 1, 8))
    applied(freja, network, 10_000, "2027-01-07", title="Noder")
    assert freja.post(first, form_of(freja.get(first), got_kroner="30000")).status_code == 302
    text = freja.get(network).content.decode()
    assert "Søgt hos fonde i 2027: 10.000 kr. Fået: 0 kr. Venter på svar: 10.000 kr." in text
    assert "Søgt hos fonde i 2026: 45.000 kr. Fået: 30.000 kr. Venter på svar: 5.000 kr." in text
    assert text.index("fonde i 2027") < text.index("fonde i 2026")


def test_who_left_and_came_back_counts_from_then_and_the_year_before_stands(
    directory, network, members, freja, moving
):
    gathered(freja, network, on=date(2026, 12, 30))
    came(directory, moving, "Trommelyd")
    moving(date(2026, 12, 31))
    with directory.open():
        member = LocalMember.objects.owned().get(entry=members[1])
    freja.post(network, {"verb": "leave", "member": str(member.pk)})
    moving(date(2027, 1, 8))
    sent = {"verb": "join", "entries": [str(members[1].pk)]}
    assert freja.post(network, sent).status_code == 302
    page = freja.get(network)
    seen = {one.entry.name: (one.came, one.of) for one in page.context["members"]}
    assert seen == {"Medborgerhuset": (0, 1), "Systuen": (0, 1), "Trommelyd": (0, 0)}
    assert "19. nov. 2026 – 31. dec. 2026" in page.content.decode()
    (old,) = page.context["gatherings"]
    assert (old.on, old.came) == (date(2026, 12, 30), 1)


def test_who_led_a_venture_and_left_still_leads_it_when_its_outcome_is_written(
    directory, network, members, freja, moving
):
    page = venture(freja, network, kind="course", title="Kursus", entry=str(members[1].pk))
    moving(date(2027, 1, 8))
    with directory.open():
        member = LocalMember.objects.owned().get(entry=members[1])
    freja.post(network, {"verb": "leave", "member": str(member.pk)})
    assert freja.post(page, form_of(freja.get(page), came_of_it="12 kom")).status_code == 302
    with directory.open():
        assert Venture.objects.owned().get().entry_id == members[1].pk
    stays = directory.add("Trommelyd i Byen")
    joined(directory, stays, members[1])
    assert freja.post(page, form_of(freja.get(page), came_of_it="13 kom")).status_code == 302
    with directory.open():
        assert Venture.objects.owned().get().entry_id == stays.pk


def test_a_network_that_is_closed_stays_closed_on_its_day(directory, network, freja, moving):
    moving(date(2026, 12, 30))
    freja.post(network, {"verb": "end", "version": 1})
    moving(date(2027, 1, 8))
    again = freja.post(network, {"verb": "end", "version": 2})
    assert again.status_code == 422
    assert "Netværket lukkede 30. dec. 2026." in again.content.decode()
    assert freja.get(f"{DIRECTORY}netvaerk/").status_code == 200
