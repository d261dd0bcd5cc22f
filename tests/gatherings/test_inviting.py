"""Invitations with an answer link, who has not answered, and the kind call to who did not come."""

from datetime import timedelta

import pytest

from favn.gatherings import actions, queries
from favn.gatherings.choices import Answer, Audience
from favn.gatherings.models import FollowUp, Letter
from favn.gatherings.rules.codes import code_for
from favn.kit.refusals import Refused
from tests.cast import NOW, TODAY
from tests.gatherings.steps import filled


def link(invitation, house="medborgerhuset"):
    return f"/tag-del/{house}/svar/{code_for('invitation', invitation.pk)}/"


def test_an_association_is_invited_by_mail_and_answers_by_its_link(
    calendar, jonas, guest, letterbox
):
    row = calendar.gathering(audience=Audience.INVITED, seats=5)
    page = f"/arrangementer/{row.pk}/invitationer/"
    assert "Ingen er inviteret ved navn" in jonas.get(page).content.decode()
    typed = filled(
        jonas.get(page), party=str(calendar.party().pk), contact="kanel@x.example", verb="invite"
    )
    for _twice in range(2):
        jonas.post(page, typed)
    (words,) = letterbox.to("kanel@x.example")
    with calendar.cast.acting(calendar.by):
        (invitation,) = queries.invitations_of(row)
    assert link(invitation) in words
    typed = filled(
        guest.get(link(invitation)), answer="yes", persons=3, who_comes="Forpersonen og to til"
    )
    page = guest.post(link(invitation), typed, follow=True).content.decode()
    assert "I har svaret: Ja, vi kommer." in page
    assert calendar.states(row) == {"Forpersonen og to til": "seated"}


def test_a_changed_answer_moves_the_seats_and_a_full_house_gives_a_place_in_the_line(
    calendar, guest
):
    row = calendar.gathering(seats=2)
    first, second = calendar.invite(row), calendar.invite(row, "Eritreas Venner", "ev@x.example")
    for one in (first, second):
        answered(guest, one, answer="yes", persons=2)
    with calendar.cast.acting(calendar.by):
        found = {i.shown_name: i.signup.state for i in queries.invitations_of(row)}
    assert found == {"Café Kanel": "seated", "Eritreas Venner": "waiting"}
    answered(guest, first, answer="no")
    assert calendar.states(row)["Eritreas Venner"] == "offered"
    assert calendar.now(first).signup_id is None
    answered(guest, first, answer="maybe")
    assert calendar.now(first).answer == "maybe"


def answered(guest, invitation, **typed):
    return guest.post(link(invitation), filled(guest.get(link(invitation)), **typed))


def seats_of(calendar, row):
    """What each of the invited has: the state of their seats, and how many."""
    with calendar.cast.acting(calendar.by):
        rows = queries.invitations_of(row)
        return {i.shown_name: i.signup and (i.signup.state, i.signup.persons) for i in rows}


def test_with_fewer_persons_one_keeps_the_seats_and_more_than_there_are_change_nothing(
    calendar, guest
):
    row = calendar.gathering(seats=3)
    first, second = calendar.invite(row), calendar.invite(row, "Eritreas Venner", "ev@x.example")
    answered(guest, first, answer="yes", persons=3)
    answered(guest, second, answer="yes", persons=2)
    answered(guest, first, answer="yes", persons=2)
    stands = {"Café Kanel": ("seated", 2), "Eritreas Venner": ("waiting", 2)}
    assert seats_of(calendar, row) == stands
    answer = answered(guest, first, answer="yes", persons=4)
    assert answer.status_code == 422
    assert "Du har stadig dem, du havde." in answer.content.decode()
    assert calendar.now(first).persons == 2
    assert seats_of(calendar, row) == stands


def test_the_hidden_place_and_the_link_are_told_to_the_invited_with_a_seat_alone(calendar, guest):
    hidden = ("Hemmelig vej 1", "https://moede.example/rum")
    row = calendar.gathering(seats=1, place=hidden[0], is_place_told=False, online_link=hidden[1])
    rows = [calendar.invite(row), calendar.invite(row, "Eritreas Venner", "ev@x.example")]
    for one in rows:
        answered(guest, one, answer="yes", persons=1)
    told = [guest.get(link(one)).content.decode() for one in rows]
    assert [[words in page for words in hidden] for page in told] == [[True] * 2, [False] * 2]


def test_after_the_sign_up_closed_one_may_say_no_or_come_with_fewer(calendar, guest):
    row = calendar.gathering(seats=5)
    first, second = calendar.invite(row), calendar.invite(row, "Eritreas Venner", "ev@x.example")
    answered(guest, first, answer="yes", persons=3)
    facts = calendar.facts(seats=5, closes_on=TODAY - timedelta(days=1))
    calendar.do(actions.change, gathering=row, facts=facts, version=row.version)
    page = guest.get(link(second)).content.decode()
    assert "Tilmeldingen lukkede" in page
    assert "Send svaret" in page
    assert answered(guest, second, answer="yes", persons=1).status_code == 422
    assert answered(guest, second, answer="no").status_code == 302
    assert answered(guest, first, answer="yes", persons=2).status_code == 302
    assert seats_of(calendar, row) == {"Café Kanel": ("seated", 2), "Eritreas Venner": None}


def test_where_nobody_signs_up_a_yes_takes_no_seat(calendar, guest):
    row = calendar.gathering(takes_signups=False)
    invitation = calendar.invite(row)
    assert answered(guest, invitation, answer="yes", persons=2).status_code == 302
    assert (calendar.now(invitation).answer, calendar.now(invitation).persons) == ("yes", 2)
    assert calendar.states(row) == {}


def test_two_colleagues_with_one_link_are_told(calendar, guest):
    invitation = calendar.invite(calendar.gathering())
    mine, theirs = (
        filled(guest.get(link(invitation)), answer=said, persons=1) for said in ("yes", "no")
    )
    assert guest.post(link(invitation), theirs).status_code == 302
    assert guest.post(link(invitation), mine).status_code == 409
    assert calendar.now(invitation).answer == "no"


def test_when_it_has_begun_a_link_changes_no_answer_and_a_colleague_may(calendar, guest):
    row = calendar.over()
    invitation = calendar.invite(row)
    for said in ("yes", "no", "maybe"):
        answer = answered(guest, invitation, answer=said, persons=3)
        assert answer.status_code == 422
        assert "begyndt eller slut" in answer.content.decode()
    assert calendar.now(invitation).answer == invitation.answer
    calendar.do(
        actions.answer, invitation=invitation, said=Answer.NO, who_comes="", persons=0,
        version=invitation.version,
    )  # fmt: skip
    assert calendar.now(invitation).answer == "no"


def test_what_was_said_to_be_held_is_over_before_its_hour(calendar):
    row = calendar.gathering(days=0)
    invitation = calendar.invite(row)

    def said(answer):
        calendar.alone(actions.answer, invitation=invitation, said=answer, who_comes="", persons=0,
                       version=calendar.now(invitation).version)  # fmt: skip

    said(Answer.NO)
    calendar.do(actions.hold, meeting=calendar.meeting(row))
    with pytest.raises(Refused, match="begyndt eller slut"):
        said(Answer.MAYBE)
    assert calendar.now(invitation).answer == "no"


def test_a_yes_needs_a_number_and_a_link_opens_nothing_elsewhere(calendar, guest):
    invitation = calendar.invite(calendar.gathering())
    answer = answered(guest, invitation, answer="yes", persons="")
    assert answer.status_code == 422
    assert "Skriv, hvor mange I kommer." in answer.content.decode()
    assert guest.get(link(invitation, "naboerne")).status_code == 404


def test_who_has_not_answered_is_reminded_kindly_once_a_day(calendar, jonas):
    row = calendar.gathering()
    calendar.invite(row)
    said_no = calendar.invite(row, "Eritreas Venner", "ev@x.example")
    calendar.alone(
        actions.answer, invitation=said_no, said=Answer.NO, who_comes="", persons=0,
        version=said_no.version,
    )  # fmt: skip
    page = f"/arrangementer/{row.pk}/invitationer/"
    assert "Mind 1 om at svare" in jonas.get(page).content.decode()
    for _twice in range(2):
        jonas.post(page, {"verb": "nudge"})
    with calendar.cast.acting(calendar.by):
        assert Letter.objects.owned().filter(why="nudge").count() == 1


@pytest.mark.parametrize("is_cancelled", [True, False])
def test_nobody_is_asked_about_what_is_cancelled_or_over(calendar, jonas, is_cancelled):
    row = calendar.gathering("Fest") if is_cancelled else calendar.over("Fest")
    calendar.invite(row)
    if is_cancelled:
        calendar.do(actions.cancel, gathering=row, reason="Salen er lukket.")
    page = f"/arrangementer/{row.pk}/invitationer/"
    assert "om at svare" not in jonas.get(page).content.decode()
    assert jonas.post(page, {"verb": "nudge"}).status_code == 422
    with calendar.cast.acting(calendar.by):
        assert not Letter.objects.owned().filter(why="nudge").exists()


def test_nobody_is_invited_twice_or_to_a_draft(calendar, jonas):
    row = calendar.draft()
    page = f"/arrangementer/{row.pk}/invitationer/"
    typed = filled(jonas.get(page), party=str(calendar.party().pk), verb="invite")
    assert "før du inviterer" in jonas.post(page, typed).content.decode()
    row = calendar.gathering("Fest")
    calendar.invite(row)
    page = f"/arrangementer/{row.pk}/invitationer/"
    typed = filled(jonas.get(page), party=str(calendar.party().pk), verb="invite")
    assert "Café Kanel er allerede inviteret." in jonas.post(page, typed).content.decode()


# Who did not come


@pytest.fixture
def missed(calendar):
    """Three were invited: one came, one said yes and stayed away, one never answered."""
    row = calendar.over()
    before = NOW - timedelta(days=20)
    rows = {
        name: calendar.invite(row, name, f"{n}@x.example", at=before)
        for n, name in enumerate(("Café Kanel", "Eritreas Venner", "Stille Forening"))
    }
    for name in ("Café Kanel", "Eritreas Venner"):
        rows[name] = calendar.alone(
            actions.answer, invitation=rows[name], said=Answer.YES, who_comes="", persons=2,
            version=1, at=before,
        )  # fmt: skip
    meeting = calendar.meeting(row)
    calendar.do(actions.came, meeting=meeting, signup=rows["Café Kanel"].signup, heads=2)
    return meeting


def test_those_who_were_expected_and_did_not_come_are_a_list(calendar, jonas, missed):
    page = jonas.get(f"/arrangementer/gang/{missed.pk}/udeblevne/").content.decode()
    assert "Eritreas Venner" in page
    assert "Havde en plads og meldte ikke fra." in page
    assert "Stille Forening" in page
    assert "Svarede ikke på invitationen." in page
    assert "<h3>Café Kanel" not in page


def test_a_call_is_promised_made_and_made_again_until_somebody_talked(calendar, jonas, missed):
    page = f"/arrangementer/gang/{missed.pk}/udeblevne/"
    _one, form = jonas.get(page).context["rows"][0]
    typed = {"about": form["about"].value(), "due_on": "2026-11-20", "who": "Jonas", "verb": "plan"}
    for _twice in range(2):
        jonas.post(page, typed)
    with calendar.cast.acting(calendar.by):
        row = FollowUp.objects.owned().get()
    assert row.whom == "Eritreas Venner"
    page = f"/arrangementer/opkald/{row.pk}/"
    typed = filled(jonas.get(page), reached="no_answer", again_on="2026-11-23")
    jonas.post(page, typed)
    assert jonas.post(page, typed).status_code == 409
    told = filled(jonas.get(page), reached="talked", said="De kan ikke om aftenen.", offered="time")
    jonas.post(page, told)
    row = calendar.now(row)
    assert (row.tries, row.reached, row.offered) == (2, "talked", "time")
    assert row.done_at is not None
    done = jonas.get("/arrangementer/opkald/?vis=afsluttede").content.decode()
    assert "Eritreas Venner" in done
    assert "Ingen opkald her" in jonas.get("/arrangementer/opkald/").content.decode()


def test_a_late_call_is_marked(calendar, jonas, missed, settings):
    with calendar.cast.acting(calendar.by):
        one = queries.missing_at(missed)[0]
    calendar.do(
        actions.plan_call, meeting=missed, signup=one.signup, invitation=one.invitation,
        due_on=TODAY, who="Jonas",
    )  # fmt: skip
    assert "For sent" not in jonas.get("/arrangementer/opkald/").content.decode()
    settings.TODAY = TODAY + timedelta(days=1)
    assert "For sent" in jonas.get("/arrangementer/opkald/").content.decode()


def test_floors_above_can_ask_how_a_party_has_come(calendar, missed):
    with calendar.cast.acting(calendar.by):
        (came,) = queries.attendance_of(calendar.party("Café Kanel"))
        (away,) = queries.attendance_of(calendar.party("Stille Forening"))
        assert queries.attendance_of(calendar.party("Ukendt")) == []
        assert queries.attendance_of(calendar.party("Café Kanel"), since=TODAY) == []
        asked = queries.invitations_to(calendar.party("Café Kanel"))
    assert (came.heads, came.answer, came.was_asked) == (2, "yes", True)
    assert (away.heads, away.answer, away.was_asked) == (0, "", True)
    assert [row.gathering.title for row in asked] == ["Netværksmøde"]
