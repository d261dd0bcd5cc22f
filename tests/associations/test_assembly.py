"""The general assembly: called in time, a frozen list, votes that add up, a new board, minutes.

It is held in spring (centre-annual-report-2023, Become active); names and votes are invented.
"""

import uuid
from datetime import date

import pytest
from django.core import mail
from hypothesis import given
from hypothesis import strategies as st

from favn.associations.actions import agenda, assemblies, members
from favn.associations.choices.membership import Outcome
from favn.associations.queries import assemblies as queries
from favn.associations.queries.minutes import minutes_of
from favn.associations.queries.own_board import board_now
from favn.associations.rules.assembly import verdict_of, why_not_votes
from favn.kit import clock
from favn.kit.refusals import Conflict, Refused
from favn.people.accounts import mail as posting
from tests.associations.steps import Society, form_of
from tests.cast import join

SPRING = date(2027, 4, 10)
ROOT = "/generalforsamling/"
VOTERS = ("Ali Demir", "Bo Lund", "Eva Holm", "Fie Nord", "Gül Kara", "Ib Skyldig")


@pytest.fixture
def called(society, settings):
    """Five members who paid for 2027, one who did not, one who only supports; called in time."""
    society.bylaws()
    members = [society.member(name, f"{name[:3].lower()}@x.example") for name in VOTERS]
    members.append(society.member("Kim Støtte", "kim@x.example", kind="supporting"))
    settings.TODAY = date(2027, 2, 1)
    society.year(2027)
    for one in members:
        if one is not members[5]:
            society.pay(one, on=date(2027, 2, 1), year=2027)
    assembly = society.assembly()
    society.item(assembly, "Beretning")
    society.item(assembly, "Budget", "vote")
    society.item(assembly, "Forperson", "election", seat="chair")
    society.step("call", assembly, although_late=False)
    return assembly


@pytest.fixture
def opened(society, called, settings):
    settings.TODAY = SPRING
    society.step("open_assembly", called)
    return called


def item(society, assembly, number):
    with society.open():
        return next(i for i in queries.agenda_of(assembly) if i.number == number)


def vote(society, assembly, number, yes, no, blank):
    row = item(society, assembly, number)
    with society.open():
        return agenda.record_vote(
            item=row, version=row.version, yes=yes, no=no, blank=blank, by=society.by,
            at=clock.now(),
        )  # fmt: skip


def test_an_assembly_needs_the_statutes_and_says_its_deadlines(society, chair):
    assert "Skriv vedtægternes regler" in chair.get(ROOT).content.decode()
    society.bylaws()
    typed = form_of(
        chair.get(f"{ROOT}ny/"), title="Generalforsamling 2027", starts_at="2027-04-10T17:00",
        place="Salen",
    )  # fmt: skip
    answers = [chair.post(f"{ROOT}ny/", typed) for _ in range(2)]
    assert answers[0]["Location"] == answers[1]["Location"]
    page = chair.get(answers[0]["Location"]).content.decode()
    assert "Indkald senest 13. mar. 2027" in page
    assert "Forslag senest 27. mar. 2027" in page


def test_a_notice_that_is_late_is_said_and_stands_in_the_minutes(society, chair, settings):
    society.bylaws()
    assembly = society.assembly()
    society.item(assembly, "Beretning")
    settings.TODAY = date(2027, 3, 29)
    page = f"{ROOT}{assembly.pk}/"
    assert "Vedtægterne kræver 28 dages varsel. Der er 12 dage til." in (
        chair.get(page).content.decode()
    )
    form = {"verb": "call", "version": 1}
    assert chair.post(page, form).status_code == 422
    assert chair.post(page, form | {"although_late": "on"}).status_code == 302
    text = chair.get(page).content.decode()
    assert "senere end vedtægternes 28 dage" in text


def test_the_notice_goes_to_every_member_with_its_agenda(society, called):
    assert mail.outbox == []
    with society.open():
        posting.leave(at=clock.now())
        told = {one.member.called: one.reached for one in queries.notices_of(called)}
    assert (len(mail.outbox), set(told.values())) == (7, {"sent"})
    assert "2. Budget" in mail.outbox[-1].body
    assert "10. april 2027" in mail.outbox[-1].body


def test_who_has_no_mail_stands_on_the_page_to_get_it_on_paper(society, chair, settings):
    society.bylaws()
    society.member("Uden Mail")
    society.member("Ali Demir", "ali@x.example")
    settings.TODAY = date(2027, 2, 1)
    assembly = society.assembly()
    society.item(assembly, "Beretning")
    page = f"{ROOT}{assembly.pk}/"
    version = chair.get(page).context["assembly"].version
    shown = chair.post(page, {"verb": "call", "version": version}, follow=True).content.decode()
    assert "1 medlem får indkaldelsen med mail." in shown
    assert "1 medlem har fået indkaldelsen med mail." in shown
    assert "1 skal have den på papir" in shown
    assert "Uden Mail: Ikke sendt: ingen e-mail er kendt" in shown
    assert [letter.to for letter in mail.outbox] == [["ali@x.example"]]


def test_whoever_was_erased_while_the_letter_waited_gets_none(society, called):
    with society.open():
        gone = queries.notices_of(called)[0].member
        members.leave(member=gone, version=gone.version, on=clock.today(), because="moved",
                      by=society.by, at=clock.now())  # fmt: skip
        members.erase_member(member=gone, by=society.by, at=clock.now())
        posting.leave(at=clock.now())
    assert len(mail.outbox) == 6
    assert not any("ali@x.example" in letter.to for letter in mail.outbox)


def test_an_agenda_is_never_rewritten_after_the_notice(society, called):
    with society.open():
        row = queries.agenda_of(called)[1]
        with pytest.raises(Refused, match="kan ikke laves om"):
            agenda.remove_item(item=row, by=society.by, at=clock.now())
    with pytest.raises(Refused, match="kun forslag fra medlemmer"):
        society.item(called, "Noget nyt")


def test_a_proposal_in_time_comes_on_and_one_too_late_is_told_of(society, called, settings):
    settings.TODAY = date(2027, 4, 1)
    good = society.item(called, "Længere åbent", "vote", proposed_by="Bo Lund",
                        received_on=date(2027, 3, 27))  # fmt: skip
    late = society.item(called, "Nye stole", "vote", proposed_by="Eva Holm",
                        received_on=date(2027, 3, 28))  # fmt: skip
    assert (good.number, late.number) == (4, 0)
    with society.open():
        assert [one.title for one in queries.too_late(called)] == ["Nye stole"]


def test_who_has_not_paid_or_only_supports_may_not_vote(society, opened):
    assert sorted(society.voters(opened)) == [
        "Ali Demir", "Bo Lund", "Eva Holm", "Fie Nord", "Gül Kara",
    ]  # fmt: skip


def test_money_after_the_last_day_gives_no_vote(society, called, settings):
    settings.TODAY = date(2027, 4, 11)
    with society.open():
        late = next(m for m in queries.who_may_vote(society.now(called))
                    if m.member.called == "Ib Skyldig")  # fmt: skip
    assert late.why_not == "unpaid"
    society.pay(late.member, on=date(2027, 4, 11), year=2027)
    with society.open():
        again = {m.member.called: m.why_not for m in queries.who_may_vote(society.now(called))}
    assert again["Ib Skyldig"] == "unpaid"


def test_the_frozen_list_stays_whatever_is_paid_or_who_leaves(society, opened):
    before = sorted(society.voters(opened))
    with society.open():
        debtor = next(m.member for m in queries.who_may_vote(society.now(opened)) if m.why_not)
    society.pay(debtor, on=SPRING, year=2027)
    assert sorted(society.voters(opened)) == before


def test_the_list_is_not_frozen_while_one_can_still_pay(society, called):
    with pytest.raises(Refused, match="Der kan betales til og med"):
        society.step("open_assembly", called)


def test_the_step_that_cannot_be_taken_yet_is_a_day_and_no_button(society, called, chair, settings):
    settings.TODAY = date(2027, 4, 9)
    early = chair.get(f"{ROOT}{called.pk}/").content.decode()
    settings.TODAY = SPRING
    on_the_day = chair.get(f"{ROOT}{called.pk}/").content.decode()
    assert "Den dag kan stemmelisten tidligst låses." in early
    assert ["Lås stemmelisten" in page for page in (early, on_the_day)] == [False, True]


def test_a_list_that_was_forgotten_on_the_day_is_frozen_afterwards_and_the_minutes_say_so(
    society, called, chair, settings
):
    with society.open():
        debtor = next(m.member for m in queries.who_may_vote(society.now(called)) if m.why_not)
    settings.TODAY = date(2027, 4, 14)
    society.pay(debtor, on=date(2027, 4, 13), year=2027)
    page = f"{ROOT}{called.pk}/"
    assert "Mødet blev holdt" in chair.get(page).content.decode()
    assert chair.post(page, {"verb": "open", "version": 2}).status_code == 302
    assert "Stemmelisten blev låst bagefter, i dag." in chair.get(page).content.decode()
    assert sorted(society.voters(called)) == [name for name in VOTERS if name != "Ib Skyldig"]
    with society.open():
        text = str(minutes_of(society.now(called), "Foreningen"))
    assert "låst bagefter, 14. april 2027, efter det, der var betalt 10. april 2027." in text


def test_a_list_that_was_frozen_in_time_says_nothing_of_it(society, opened, chair):
    assert "låst bagefter" not in chair.get(f"{ROOT}{opened.pk}/").content.decode()
    with society.open():
        assert "låst bagefter" not in str(minutes_of(society.now(opened), "Foreningen"))


def test_an_empty_agenda_offers_its_first_item_and_no_notice(society, chair):
    society.bylaws()
    assembly = society.assembly()
    empty = chair.get(f"{ROOT}{assembly.pk}/").content.decode()
    society.item(assembly, "Beretning")
    begun = chair.get(f"{ROOT}{assembly.pk}/").content.decode()
    assert ["Indkald medlemmerne" in page for page in (empty, begun)] == [False, True]
    assert "Skriv dagsordenen. Så kan du indkalde" in empty
    assert "Alle medlemmer får dagsordenen med mail." in begun


def test_each_item_leads_to_the_next_one(society, opened, chair):
    first, last = item(society, opened, 1), item(society, opened, 3)
    after_first = chair.get(f"{ROOT}punkt/{first.pk}/").content.decode()
    assert "Næste punkt: 2. Budget" in after_first
    assert "Næste punkt" not in chair.get(f"{ROOT}punkt/{last.pk}/").content.decode()
    assert "når mødet er åbnet" not in after_first


def test_before_the_meeting_an_item_says_when_its_minutes_are_written(society, called, chair):
    page = chair.get(f"{ROOT}punkt/{item(society, called, 1).pk}/").content.decode()
    assert "Referatet skrives her, når mødet er åbnet." in page


def test_votes_sum_to_the_votes_in_the_room_or_are_refused(society, opened, chair):
    society.comes(opened, "Ali Demir", "Bo Lund", "Eva Holm")
    row = item(society, opened, 2)
    page = f"{ROOT}punkt/{row.pk}/"
    wrong = chair.post(page, {"verb": "vote", "version": 1, "yes": 2, "no": 0, "blank": 0})
    assert wrong.status_code == 422
    assert "2 stemmer er talt op, men der er 3 i salen" in wrong.content.decode()
    right = {"verb": "vote", "version": 1, "yes": 2, "no": 1, "blank": 0}
    assert chair.post(page, right).status_code == 302
    assert "Vedtaget: 2 for, 1 imod, 0 blanke. 3 stemmer i salen." in (
        chair.get(page).content.decode()
    )
    assert chair.post(page, right).status_code == 409


def test_nobody_votes_in_an_empty_room(society, opened):
    with pytest.raises(Refused, match="ingen stemmer i salen"):
        vote(society, opened, 2, 0, 0, 0)


def test_one_votes_for_one_who_is_away_as_the_statutes_allow(society, opened):
    society.comes(opened, "Ali Demir")
    voters = society.voters(opened)

    def proxy(giver, holder):
        with society.open():
            return assemblies.give_proxy(
                giver=voters[giver], holder=voters.get(holder), by=society.by, at=clock.now()
            )

    with pytest.raises(Refused, match="ikke kommet endnu"):
        proxy("Bo Lund", "Eva Holm")
    with pytest.raises(Refused, match="sig selv"):
        proxy("Bo Lund", "Bo Lund")
    voters = society.voters(opened)
    proxy("Bo Lund", "Ali Demir")
    with pytest.raises(Refused, match="allerede 1 fuldmagt"):
        proxy("Eva Holm", "Ali Demir")
    with society.open():
        assert queries.room_of(opened).votes == 2
    society.comes(opened, "Bo Lund")
    with society.open():
        room = queries.room_of(opened)
        assert (room.here, room.proxies, room.votes) == (2, 0, 2)


def test_statutes_without_proxies_know_none(society, settings, called):
    with society.open():
        called.bylaws.proxies_each = 0
        called.bylaws.save(update_fields=["proxies_each"])
    settings.TODAY = SPRING
    society.step("open_assembly", called)
    society.comes(called, "Ali Demir")
    voters = society.voters(called)
    with society.open(), pytest.raises(Refused, match="giver ikke fuldmagter"):
        assemblies.give_proxy(
            giver=voters["Bo Lund"], holder=voters["Ali Demir"], by=society.by, at=clock.now()
        )


@given(st.integers(0, 60), st.integers(0, 60), st.integers(0, 60))
def test_statutes_need_two_thirds_and_other_votes_more_for_than_against(yes, no, blank):
    assert why_not_votes(yes, no, blank, yes + no + blank) is None
    assert why_not_votes(yes, no, blank, yes + no + blank + 1)
    assert (verdict_of("vote", yes, no) == Outcome.ADOPTED) == (yes > no)
    two_thirds = yes > 0 and 3 * yes >= 2 * (yes + no)
    assert (verdict_of("statutes", yes, no) == Outcome.ADOPTED) == two_thirds


def elect(society, assembly, number, chosen, votes=None):
    row = item(society, assembly, number)
    with society.open():
        for name in {*chosen, *(votes or {})}:
            agenda.stand(id=uuid.uuid4(), item=row, name=name, by=society.by, at=clock.now())
        named = {c.called: c.pk for c in queries.item_with(row.pk).candidates.all()}
        return agenda.record_election(
            item=row, version=row.version,
            votes={named[name]: n for name, n in (votes or {}).items()},
            elected=frozenset(named[name] for name in chosen), by=society.by, at=clock.now(),
        )  # fmt: skip


@pytest.mark.parametrize(
    ("chosen", "votes", "words"),
    [
        (["Ane", "Bent"], None, "1 plads"),
        (["Ane"], {"Ane": 1, "Bent": 2}, "flere stemmer end en"),
        (["Ane"], {"Ane": 4, "Bent": 0}, "flere stemmer, end der er i salen"),
        (["Ane"], {"Ane": 2, "Bent": 2}, "højst afgives 3"),
    ],
)
def test_an_election_that_cannot_be_is_refused(society, opened, chosen, votes, words):
    society.comes(opened, "Ali Demir", "Bo Lund", "Eva Holm")
    with pytest.raises(Refused, match=words):
        elect(society, opened, 3, chosen, votes)


def test_an_empty_agenda_takes_the_last_ones_items_and_not_what_members_proposed(
    society, called, chair, settings
):
    settings.TODAY = date(2027, 3, 1)
    society.item(called, "Nye stole", "vote", proposed_by="Bo Lund", received_on=date(2027, 3, 1))
    settings.TODAY = SPRING
    society.step("open_assembly", called)
    society.comes(called, "Ali Demir")
    later = society.assembly(on=date(2028, 4, 8))
    page = f"{ROOT}{later.pk}/"
    assert "Tag punkterne fra" not in chair.get(page).content.decode()
    vote(society, called, 2, 1, 0, 0)
    elect(society, called, 3, ["Ny Formand"])
    vote(society, called, 4, 0, 1, 0)
    society.step("close", called)
    assert "Tag punkterne fra Generalforsamling 2027" in chair.get(page).content.decode()
    assert [chair.post(page, {"verb": "again"}).status_code for _ in range(2)] == [302, 422]
    with society.open():
        again = [(one.kind, one.title, one.seat) for one in queries.agenda_of(later)]
    assert again == [
        ("talk", "Beretning", ""), ("vote", "Budget", ""), ("election", "Forperson", "chair"),
    ]  # fmt: skip


def test_closing_seats_the_elected_in_one_step_and_the_old_chair_leaves(society, opened, cast):
    society.seat("chair", "Gammel Formand", since=date(2025, 4, 1), until=date(2027, 4, 10))
    society.seat("member", "Bliver Siddende", since=date(2026, 4, 1), until=date(2028, 4, 1))
    society.comes(opened, "Ali Demir", "Bo Lund", "Eva Holm")
    vote(society, opened, 2, 3, 0, 0)
    with pytest.raises(Refused, match="punkt 3"):
        society.step("close", opened)
    elect(society, opened, 3, ["Ny Formand"], {"Ny Formand": 2, "Anden Kandidat": 1})
    society.step("close", opened)
    with society.open():
        rows = [(one.called, one.seat, one.since, one.until) for one in board_now()]
    assert rows == [
        ("Ny Formand", "chair", SPRING, date(2029, 4, 10)),
        ("Bliver Siddende", "member", date(2026, 4, 1), date(2028, 4, 1)),
    ]


def test_an_election_that_would_break_the_statutes_closes_nothing(society, opened):
    with society.open():
        opened.bylaws.board_most = 1
        opened.bylaws.save(update_fields=["board_most"])
    society.seat("member", "Bliver Siddende", until=date(2028, 4, 1))
    society.comes(opened, "Ali Demir")
    vote(society, opened, 2, 1, 0, 0)
    elect(society, opened, 3, ["Ny Formand"])
    with pytest.raises(Refused, match="Højst 1"):
        society.step("close", opened)
    assert society.now(opened).stage == "open"
    with society.open():
        assert [one.called for one in board_now()] == ["Bliver Siddende"]


@pytest.fixture
def closed(society, opened):
    society.comes(opened, "Ali Demir", "Bo Lund")
    vote(society, opened, 2, 1, 0, 1)
    elect(society, opened, 3, ["Ny Formand"])
    society.step("close", opened)
    return opened


def minutes(chair, society, assembly, number, text, version=None):
    row = item(society, assembly, number)
    return chair.post(
        f"{ROOT}punkt/{row.pk}/",
        {"verb": "minutes", "version": version or row.version, "minutes": text},
    )


def test_minutes_are_a_draft_until_they_are_approved_and_then_never_change(society, chair, closed):
    page = f"{ROOT}{closed.pk}/"
    step = {"verb": "approve", "version": society.now(closed).version}
    early = chair.post(page, step)
    assert early.status_code == 422
    assert "referat af punkt 1, 2, 3" in early.content.decode()
    for number in (1, 2, 3):
        written = minutes(chair, society, closed, number, "Aftalt **uden** indvendinger.")
        assert written.status_code == 302
    assert chair.post(page, step).status_code == 302
    assert minutes(chair, society, closed, 1, "Noget andet").status_code == 422
    assert item(society, closed, 1).minutes == "Aftalt **uden** indvendinger."
    assert "Referat godkendt" in chair.get(page).content.decode()


def test_two_who_write_the_same_minutes_lose_nothing(society, chair, closed):
    row = item(society, closed, 1)
    assert minutes(chair, society, closed, 1, "Mit referat", row.version).status_code == 302
    late = minutes(chair, society, closed, 1, "Dit referat", row.version)
    assert late.status_code == 409
    assert "Dit referat" in late.content.decode()
    assert item(society, closed, 1).minutes == "Mit referat"


def test_the_papers_are_accessible_and_say_what_happened(society, chair, closed):
    minutes(chair, society, closed, 1, "Formanden fortalte om året.")
    with society.open():
        paper = minutes_of(society.now(closed), "Medborgerhuset")
    told = str(paper.blocks)
    for words in ("rettidigt", "Formanden fortalte", "Vedtaget: 1 for, 0 imod", "Ny Formand"):
        assert words in told
    assert "Udkast" in paper.dated
    for name in ("indkaldelse.pdf", "referat.pdf"):
        answer = chair.get(f"{ROOT}{closed.pk}/{name}")
        assert answer.content.startswith(b"%PDF")
        assert b"pdfuaid" in answer.content or b"/MarkInfo" in answer.content
    assert chair.get(f"{ROOT}{closed.pk}/andet.pdf").status_code == 404


def test_steps_come_in_order_and_once(society, closed):
    with pytest.raises(Refused, match="Holdt"):
        society.step("open_assembly", closed)
    with society.open(), pytest.raises(Conflict):
        assemblies.approve(assembly=closed, version=1, by=society.by, at=clock.now())


@pytest.mark.parametrize("page", ["{a}/", "{a}/fremmoede/", "{a}/ret/", "punkt/{i}/",
                                  "{a}/referat.pdf"])  # fmt: skip
def test_another_associations_assembly_does_not_exist_here(society, cast, called, page):
    join(cast, "olga", cast.naboerne, "chair", None)
    olga = cast.visit(cast.olga)
    address = ROOT + page.format(a=called.pk, i=item(society, called, 2).pk)
    assert cast.visit(cast.mehmet).get(address).status_code == 200
    assert olga.get(address).status_code == 404
    theirs = Society(cast, cast.naboerne, cast.olga)
    theirs.bylaws()
    own = theirs.assembly()
    stolen = {"verb": "remove", "item": item(society, called, 2).pk}
    assert olga.post(f"{ROOT}{own.pk}/", stolen).status_code == 404
