"""The turn: referred, begun by the person's own yes, gone through, and what came of it."""

from datetime import timedelta

import pytest

from favn.kit.models import History
from favn.kit.refusals import Conflict, Refused
from favn.pathways.actions import programme as actions
from favn.pathways.choices.programme import Doing, Line, Outcome, State
from favn.pathways.models import Spell, Turn
from favn.pathways.queries import programme as queries
from favn.people.accounts.models import Lookup
from favn.people.persons.choices import Act, Why
from favn.people.persons.models import Person
from favn.people.referrals.models import Referral
from favn.people.register.actions import erase, merge
from tests.cast import TODAY, join, new_id
from tests.pathways.turns import CENTRE, COMPANY, Programme, day, page


@pytest.fixture
def work(cast):
    return Programme(cast)


def test_a_referral_on_paper_is_written_on_the_persons_page(work):
    zahra = work.person(yes=False)
    form = {"id": str(new_id()), "place": CENTRE, "on": day(3).isoformat(), "years": "16"}
    for _ in range(2):
        answer = work.post(f"/personer/{zahra.pk}/forloeb/", **form)
        assert answer.status_code == 302
    with work.acting():
        turn = Turn.objects.owned().get()
        assert (turn.years, turn.state, turn.line) == (16, State.REFERRED, Line.GOING)
        assert Referral.objects.owned().get().place == CENTRE
    html = work.text("/forloeb/")
    assert "Zahra Rezai" in html
    assert "Henvist, ikke begyndt" in html


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"place": " "}, "hvilket jobcenter"),
        ({"on": (TODAY + timedelta(days=1)).isoformat()}, "fremtiden"),
        ({"on": "1890-01-01"}, "Året kan ikke være rigtigt"),
        ({"on": "i går"}, "Skriv dagen"),
        ({"years": "51"}, "fra 0 til 50"),
        ({"years": "-1"}, "fra 0 til 50"),
        ({"years": "seksten"}, "fra 0 til 50"),
        ({"id": "x"}, "Siden er for gammel"),
    ],
)
def test_a_wrong_referral_is_said_and_not_written(work, wrong, said):
    zahra = work.person(yes=False)
    form = {"id": str(new_id()), "place": CENTRE, "on": TODAY.isoformat(), "years": "16"} | wrong
    answer = work.post(f"/personer/{zahra.pk}/forloeb/", **form)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    with work.acting():
        assert not Turn.objects.owned().exists()


def test_years_nobody_knows_stay_unknown(work):
    turn = work.refer(years=None)
    assert turn.years is None
    assert "Ikke oplyst" in work.text(page(turn))


def test_it_does_not_begin_without_the_persons_yes(work):
    turn = work.refer(work.person(yes=False))
    assert "Personen skal først sige ja til beskæftigelsesforløbet" in work.text(page(turn))
    assert work.press(turn, "start").status_code == 422
    work.say(turn.person)
    assert work.press(turn, "start").status_code == 302
    row = work.again(turn)
    assert (row.state, row.started_on) == (State.GOING, TODAY)
    with work.acting():
        assert row.consent.purpose == "programme"
        assert row.consent.wording_version == 1
        assert Referral.objects.owned().get().state == "arrived"


def test_it_does_not_begin_before_the_referral_and_begins_once(work):
    turn = work.refer(on=day(10))
    with pytest.raises(Refused, match="før personen er henvist"):
        work.do("start", turn, on=day(11))
    work.do("start", turn, on=day(10))
    with pytest.raises(Refused, match="allerede begyndt"):
        work.do("start", turn, on=day(9))


def test_courses_and_placements_lie_within_the_turn(work):
    turn = work.started()
    for wrong, said in (
        ({"from_on": turn.started_on - timedelta(days=1)}, "før forløbets første dag"),
        ({"to_on": turn.started_on - timedelta(days=1)}, "slutter, før det begynder"),
        ({"doing": Doing.COMPANY}, "hvilken virksomhed"),
        ({"doing": Doing.COURSE, "where": " "}, "hvilket kursus"),
        ({"where": "x" * 121}, "for lang"),
        ({"where": "010190-1234"}, "CPR"),
    ):
        with pytest.raises(Refused, match=said):
            work.spell(turn, **wrong)
    with work.acting():
        assert not Spell.objects.owned().exists()


def test_what_is_done_is_shown_and_ended(work):
    turn = work.started()
    form = {"doing": "company", "where": COMPANY, "from_on": day(30).isoformat(), "to_on": ""}
    assert work.press(turn, "spell", **form).status_code == 302
    assert COMPANY in work.text(page(turn))
    with work.acting():
        spell = Spell.objects.owned().get()
    answer = work.press(turn, "spell-end", spell=str(spell.pk), version=spell.version)
    assert answer.status_code == 302
    assert work.again(spell).to_on == TODAY
    assert work.again(turn).farthest == "company"
    answer = work.press(turn, "spell-remove", spell=str(spell.pk), version=spell.version + 1)
    assert answer.status_code == 302
    assert work.again(turn).farthest == "none"


def test_a_spell_of_another_turn_is_not_found(work):
    turn, other = work.started(), work.started(work.person("Faadumo Cali"))
    spell = work.spell(other)
    for sent in (str(spell.pk), "x", str(new_id())):
        answer = work.press(turn, "spell-remove", spell=sent, version=1)
        assert answer.status_code == 404


@pytest.mark.parametrize("outcome", [o for o in Outcome if o != Outcome.NOT_STARTED])
def test_an_outcome_before_the_turn_is_refused(work, outcome):
    turn = work.started(on=day(20))
    with pytest.raises(Refused, match="Udfaldet ligger før forløbet"):
        work.do("set_outcome", turn, outcome=outcome, on=day(21))
    assert work.again(turn).outcome == ""


def test_an_outcome_of_a_turn_that_never_began_is_refused(work):
    turn = work.refer()
    answer = work.press(turn, "outcome", outcome="flexjob")
    assert answer.status_code == 422
    assert "Forløbet er ikke begyndt" in answer.content.decode()
    assert work.press(turn, "outcome", outcome="not_started").status_code == 302
    assert work.again(turn).line == Line.NOT_STARTED
    with pytest.raises(Refused, match="Vælg et andet udfald"):
        work.do("set_outcome", work.started(work.person("B")), outcome="not_started", on=TODAY)


@pytest.mark.parametrize("wrong", [{"outcome": "rig"}, {"on": "x"}, {"version": "x"}, {}])
def test_wrong_outcomes_are_said(work, wrong):
    turn = work.started()
    fields = {"outcome": "flexjob"} | wrong if wrong else {"outcome": ""}
    assert work.press(turn, "outcome", **fields).status_code == 422
    assert work.again(turn).outcome == ""


def test_outcome_activity_and_state_are_three_things(work):
    turn = work.started()
    work.spell(turn, Doing.COMPANY, COMPANY)
    assert work.again(turn).line == Line.GOING
    row = work.do("set_outcome", turn, outcome=Outcome.FLEXJOB, on=day(5))
    assert (row.state, row.farthest, row.outcome) == ("going", "company", "flexjob")
    row = work.do("take_outcome", turn)
    assert (row.line, row.outcome_on) == (Line.GOING, None)
    row = work.do("end", turn, on=TODAY)
    assert (row.state, row.line) == (State.ENDED, Line.PLACED)


def test_work_that_began_stands_beside_the_outcome(work):
    turn = work.started()
    work.do("set_outcome", turn, outcome=Outcome.FLEXJOB, on=day(5))
    with pytest.raises(Refused, match="før forløbet"):
        work.do("set_work", turn, on=turn.referred_on - timedelta(days=1))
    row = work.do("set_work", turn, on=day(2))
    assert (row.line, row.work_on) == (Line.FLEXJOB, day(2))


def test_ending_closes_what_still_goes_on(work):
    turn = work.started()
    spell = work.spell(turn, from_on=day(5))
    with pytest.raises(Refused, match="efter den dag"):
        work.do("end", turn, on=day(6))
    row = work.do("end", turn, on=day(1))
    assert row.line == Line.MISSING
    assert work.again(spell).to_on == day(1)
    with pytest.raises(Refused, match="Forløbet er slut"):
        work.spell(turn)
    assert work.do("reopen", turn).line == Line.GOING


def test_a_new_referral_is_a_new_turn_of_the_same_person(work):
    turn = work.started(on=day(190))
    answer = work.press(turn, "again", on=day(1).isoformat(), years="17")
    assert answer.status_code == 302
    with work.acting():
        new = Turn.objects.owned().exclude(pk=turn.pk).get()
        assert (new.person_id, new.before_id) == (turn.person_id, turn.pk)
        assert (new.counted_as, new.state, new.years) == (turn.counted_as, State.REFERRED, 17)
    old = work.again(turn)
    assert (old.state, old.line, old.ended_on) == (State.ENDED, Line.CONTINUED, day(1))
    with pytest.raises(Refused, match="henvist igen siden"):
        work.do("reopen", turn)


def test_the_same_new_referral_sent_twice_is_one(work):
    turn = work.started(on=day(190))
    pk = str(new_id())
    for _ in range(2):
        assert work.press(turn, "again", id=pk, on=day(1).isoformat()).status_code == 302
    with work.acting():
        assert Turn.objects.owned().count() == 2


def test_a_person_has_one_open_turn_at_most(work):
    turn = work.started()
    with pytest.raises(Refused, match="allerede i et forløb"):
        work.refer(turn.person, on=TODAY)
    with pytest.raises(Refused, match="efter det forløb"):
        work.do("refer_again", turn, id=new_id(), on=turn.referred_on, years=1)


def test_a_yes_taken_back_stops_all_but_the_leaving(work):
    turn = work.started()
    work.say(turn.person, act=Act.WITHDRAWN)
    with pytest.raises(Refused, match="sige ja"):
        work.spell(turn)
    with pytest.raises(Refused, match="kun stå"):
        work.do("set_outcome", turn, outcome=Outcome.FLEXJOB, on=TODAY)
    assert work.do("set_outcome", turn, outcome=Outcome.STOPPED, on=TODAY).line == Line.STOPPED
    assert work.do("end", turn, on=TODAY).state == State.ENDED


def test_two_who_write_at_once_are_told(work):
    turn = work.started()
    seen = turn.version
    work.do("revise", turn, years=17, hours=15)
    answer = work.press(turn, "revise", years="18", hours="", version=seen)
    assert answer.status_code == 409
    assert "En anden har ændret det imens" in answer.content.decode()
    assert work.again(turn).years == 17
    with work.acting(), pytest.raises(Conflict):
        row = queries.turn_with(turn.pk)
        actions.end(turn=row, version=seen, on=TODAY, **work.who())


def test_hours_that_cannot_be_are_refused(work):
    turn = work.started()
    for hours in ("0", "38", "x"):
        assert work.press(turn, "revise", years="16", hours=hours).status_code == 422
    assert work.press(turn, "revise", years="16", hours="20").status_code == 302
    assert "20" in work.text(page(turn))


def test_the_page_of_health_is_not_here(work):
    turn = work.started()
    fields = {f.name for model in (Turn, Spell) for f in model._meta.local_fields}
    assert not fields & {"health", "note", "text", "about", "reason"}
    html = work.text(page(turn))
    assert "Henvis til sundhedsfaglig" in html
    assert f"/personer/{turn.person_id}/henvis/" in html


WHO_READS = {
    "petra": 200, "jonas": 403, "sara": 403, "nora": 403, "ida": 403, "amina": 403,
    "signe": 403, "rasmus": 403, "kian": 403, "leila": 403, "mehmet": 403,
}  # fmt: skip


@pytest.mark.parametrize(("who", "status"), WHO_READS.items())
def test_only_the_programmes_own_staff_open_a_turn(work, who, status):
    turn = work.started()
    html = work.text(page(turn), who, status)
    assert ("Zahra Rezai" in html) == (status == 200)


def test_another_house_finds_nothing(work):
    turn = work.started()
    meeting_line = work.say(turn.person, "status", recipient=CENTRE)
    assert meeting_line.purpose == "status"
    meeting = work.meeting(turn)
    join(work.cast, "yrsa", work.cast.naboerne, "programme", None)
    for address in (page(turn), f"/forloeb/moede/{meeting.pk}/"):
        assert work.client("yrsa").get(address).status_code == 404
        assert work.client("yrsa").post(address, {"verb": "end"}).status_code == 404
    assert "Zahra" not in work.text("/forloeb/", "yrsa")
    own = work.started(work.person("Egen Nabo", by="yrsa"), by="yrsa")
    assert "Egen Nabo" in work.text("/forloeb/", "yrsa")
    assert work.client().get(page(own)).status_code == 404


def test_every_look_stands_in_the_log(work):
    turn = work.started()
    work.text(page(turn))
    with work.acting():
        row = Lookup.objects.owned().order_by("-at").first()
        assert row.page == "pathways:turn"
        assert [line.person_id for line in row.persons.all()] == [turn.person_id]


def test_history_names_what_moved_and_no_words(work):
    turn = work.started()
    spell = work.spell(turn, Doing.COMPANY, COMPANY)
    with work.acting():
        lines = History.objects.get_queryset().filter(record_id__in=[turn.pk, spell.pk])
        assert {line.verb for line in lines} == {"refer", "begin", "add"}
        assert COMPANY not in str([line.changes for line in lines])


def test_an_erased_person_stays_a_number(work):
    turn = work.started()
    work.spell(turn, Doing.COMPANY, COMPANY)
    work.do("end", turn, on=TODAY)
    with work.acting("sara"):
        person = Person.objects.owned().get(pk=turn.person_id)
        erase(person=person, why=Why.ASKED, **work.who("sara"))
    row = work.again(turn)
    assert (row.person_id, row.owner_id, row.line) == (None, None, Line.PLACED)
    assert work.client().get(page(turn)).status_code == 404
    with work.acting():
        assert Spell.objects.owned().get().where == ""


def test_two_records_of_one_person_become_one_with_both_turns(work):
    one, other = work.refer(work.person("Huda")), work.refer(work.person("Huda N."), on=day(3))
    with work.acting("sara"):
        merge(
            survivor=one.person, loser=other.person, id=new_id(),
            versions=(one.person.version, other.person.version), **work.who("sara"),
        )  # fmt: skip
    with work.acting():
        assert len(queries.turns_of(Person.objects.owned().get(pk=one.person_id))) == 2
    assert "Huda" in work.text(f"/personer/{one.person_id}/forloeb/")


def test_the_extract_of_a_colleague_says_that_words_are_there_and_not_which(work):
    turn = work.started()
    work.spell(turn, Doing.COMPANY, COMPANY)
    work.do("set_outcome", turn, outcome=Outcome.FLEXJOB, on=TODAY)
    answer = work.client("sara").get(f"/personer/{turn.person_id}/udtraek/")
    said = answer.content.decode()
    assert "Beskæftigelsesforløb" in said
    assert COMPANY not in said
    assert "fleksjob" not in said


def test_two_pages_at_once_write_on_the_turn_as_it_stands(work):
    turn = work.started()
    spell = work.spell(turn)
    with work.acting():
        old, old_spell = queries.turn_with(turn.pk), queries.spell_with(spell.pk, turn)
    work.do("set_outcome", turn, outcome=Outcome.JOB, on=TODAY)
    with work.acting():
        actions.remove_spell(spell=old_spell, version=old_spell.version, **work.who())
    assert work.again(turn).line == Line.JOB
    work.do("end", turn, on=TODAY)
    with work.acting(), pytest.raises(Refused):
        actions.add_spell(
            id=new_id(), turn=old, doing=Doing.KITCHEN, where="", from_on=TODAY, to_on=None,
            **work.who(),
        )  # fmt: skip
    assert (work.again(turn).state, work.again(turn).line) == (State.ENDED, Line.JOB)


def test_nothing_begins_while_an_outcome_stands(work):
    turn = work.refer()
    work.do("set_outcome", turn, outcome=Outcome.NOT_STARTED, on=TODAY)
    with pytest.raises(Refused, match="Der står et udfald"):
        work.do("start", turn, on=TODAY)
    work.do("take_outcome", turn)
    assert work.do("start", turn, on=TODAY).state == State.GOING


@pytest.mark.parametrize(("outcome", "line"), [("", Line.MISSING), (Outcome.JOB, Line.JOB)])
def test_the_open_turn_of_somebody_erased_ends_that_day(work, outcome, line):
    turn = work.started()
    if outcome:
        work.do("set_outcome", turn, outcome=outcome, on=TODAY)
    with work.acting("sara"):
        person = Person.objects.owned().get(pk=turn.person_id)
        erase(person=person, why=Why.ASKED, **work.who("sara"))
    row = work.again(turn)
    assert (row.person_id, row.ended_on, row.state, row.line) == (None, TODAY, State.ENDED, line)
