"""Turns and contacts of somebody who left are found without a name, and given on."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from favn.kit import clock, history
from favn.kit.refusals import Refused
from favn.pathways.actions import handing_on, schemes
from favn.pathways.choices.schemes import Ending, Kind
from favn.pathways.models import Following, Turn
from favn.people.accounts.actions.leaving import end_access
from favn.people.accounts.models import Membership
from favn.people.persons.choices import Why
from favn.people.register.actions import erase
from tests.cast import TODAY, join
from tests.pathways.test_schemes import contact, scheme
from tests.pathways.turns import COMPANY, Programme, day

PAGE = "/efterladt/"
NOBODY = "Ingen, der er rejst, står med"


@pytest.fixture
def work(cast):
    join(cast, "paul", cast.medborgerhuset, "programme", None)
    return Programme(cast)


def leave(work, name="petra", of="jonas"):
    with work.acting(of):
        rows = Membership.objects.owned().select_related("account")
        row = rows.get(account=getattr(work.cast, name))
        end_access(membership=row, by=getattr(work.cast, of), at=clock.now())


def other_role(work, name, role):
    who = getattr(work.cast, name)
    with work.acting("jonas"):
        Membership.objects.owned().filter(account=who).update(role=role)


def match(work, by="petra"):
    row = scheme(work, Kind.JOB, "Jobmatch")
    return contact(work, row, by=by, person=work.person(), whom=COMPANY)


def give(work, kind, to="paul", left="petra", by="jonas"):
    people = work.cast
    form = {"verb": kind, "left": str(getattr(people, left).pk), "to": str(getattr(people, to).pk)}
    return work.post(PAGE, by, **form)


def too_late(answer):
    return (answer.status_code, "givet videre imens" in answer.content.decode()) == (409, True)


def test_nothing_stands_there_while_she_is_here(work):
    work.started()
    match(work)
    assert NOBODY in work.text(PAGE, "jonas")


def test_a_turn_is_found_without_a_name_and_given_to_a_colleague(work):
    turn = work.started(on=day(20))
    leave(work)
    html = work.text(PAGE, "jonas")
    assert "1 forløb i beskæftigelsen" in html
    assert "henvist 30. okt." in html
    assert "Zahra" not in html
    assert "henvisning" not in html.partition("Petra")[2], "it goes with the turn"
    assert give(work, "turns").status_code == 302
    stands = work.again(turn, "paul")
    assert (stands.owner, stands.version) == (work.cast.paul, turn.version + 1)
    assert "Paul" in work.text(f"/forloeb/{turn.pk}/", "paul")
    assert NOBODY in work.text(PAGE, "jonas")
    with work.acting("jonas"):
        line = history.of(turn)[0]
        assert (line.verb, line.actor_label) == ("hand-on", "Jonas")
        assert line.changes == {"owner": ["Petra", "Paul"]}


def test_the_referral_it_began_by_waits_for_the_same_colleague(work):
    turn = work.refer()
    leave(work)
    give(work, "turns")
    referral = work.again(turn.referral, "paul")
    assert referral.to == work.cast.paul
    assert "Zahra Rezai" in work.text("/henvisninger/", "paul")


def test_a_referral_she_took_in_herself_is_given_on_where_its_turn_has_ended(work):
    """Nobody here can be asked to send it again: the one who wrote it down is gone."""
    ended = work.started()
    work.do("end", ended, on=TODAY)
    leave(work)
    html = work.text(PAGE, "jonas")
    assert "1 henvisning, som ingen her kan sende igen" in html
    assert "Ind udefra" in html
    assert "Bed afsenderen" not in html
    assert give(work, "referrals", to="amina").status_code == 422
    assert give(work, "referrals").status_code == 302
    assert work.again(ended.referral, "paul").to == work.cast.paul
    assert NOBODY in work.text(PAGE, "jonas")
    assert too_late(give(work, "referrals"))


def test_a_contact_of_a_scheme_is_given_to_one_who_keeps_schemes(work):
    row = match(work)
    guided = contact(work, scheme(work))
    leave(work)
    html = work.text(PAGE, "jonas")
    assert "2 kontakter i ordninger" in html
    assert "Jobmatch, kontaktet" in html
    assert "Zahra" not in html
    assert COMPANY not in html
    assert give(work, "contacts", to="ida").status_code == 302
    assert work.again(row, "ida").owner == work.again(guided, "ida").owner == work.cast.ida


def test_the_two_kinds_are_given_on_apart(work):
    turn, row = work.started(), match(work)
    leave(work)
    give(work, "contacts", to="ida")
    assert work.again(turn, "paul").owner == work.cast.petra
    assert work.again(row, "paul").owner == work.cast.ida
    give(work, "turns")
    assert work.again(turn, "paul").owner == work.cast.paul


def test_who_only_lost_the_role_carries_it_no_more(work):
    turn, row = work.started(), match(work)
    other_role(work, "petra", "coordinator")
    html = work.text(PAGE, "jonas")
    assert "1 forløb i beskæftigelsen" in html
    assert "kontakt i en ordning" not in html, "a coordinator keeps schemes"
    give(work, "turns")
    assert work.again(turn, "paul").owner == work.cast.paul
    assert work.again(row, "paul").owner == work.cast.petra


def test_the_second_of_two_leaders_is_told_that_it_is_given_on(work):
    """Also where she left with something else, and where no kind of work is called so."""
    turn = work.started()
    match(work)
    leave(work)
    give(work, "turns")
    assert too_late(give(work, "turns")), "her contact stands there still"
    give(work, "contacts", to="ida")
    assert too_late(give(work, "turns")), "and now nothing of hers"
    assert give(work, "tea").status_code == 404
    assert work.again(turn, "paul").owner == work.cast.paul


def test_a_referral_that_goes_along_with_its_turn_is_told_once(work):
    """Petra took it in and still opens persons, so she could be asked; it goes with the turn."""
    work.started()
    other_role(work, "petra", "coordinator")
    give(work, "turns")
    leave(work, "paul")
    html = work.text(PAGE, "jonas")
    assert "1 forløb i beskæftigelsen" in html
    assert "Bed afsenderen" not in html


def test_who_may_take_over_is_asked_once_however_many_left(work):
    def asked():
        client = work.client("jonas")
        with CaptureQueriesContext(connection) as questions:
            assert client.get(PAGE).status_code == 200
        return len(questions)

    house = work.cast.medborgerhuset
    row = scheme(work)
    for name in ("pia", "poul", "per"):
        join(work.cast, name, house, "programme", None)
        contact(work, row, by=name)
    leave(work, "pia")
    asked()  # What a first visit reads of the house is kept.
    one = asked()
    leave(work, "poul")
    leave(work, "per")
    assert asked() == one


def test_what_has_ended_and_whose_person_is_erased_holds_nobody(work):
    ended, gone = match(work), work.started(work.person("Omar Said"))
    with work.acting():
        schemes.end_match(
            match=ended, version=ended.version, ending=Ending.LOST, on=TODAY, **work.who()
        )
    with work.acting():
        erase(person=gone.person, why=Why.ASKED, **work.who())
    leave(work)
    assert NOBODY in work.text(PAGE, "jonas")


@pytest.mark.parametrize("to", ["petra", "sara", "ida", "kian"])
def test_nobody_who_left_or_may_not_is_given_a_turn(work, to):
    turn = work.started()
    leave(work)
    assert give(work, "turns", to=to).status_code == 422
    with work.acting("jonas"), pytest.raises(Refused, match="kan ikke tage det"):
        handing_on.give_turns(left=work.cast.petra, to=getattr(work.cast, to), **work.who("jonas"))
    assert work.again(turn, "paul").owner == work.cast.petra


def test_turns_of_one_who_is_here_are_not_taken(work):
    turn = work.started()
    assert too_late(give(work, "turns"))
    with work.acting("jonas"), pytest.raises(Refused, match="givet videre"):
        handing_on.give_turns(left=work.cast.petra, to=work.cast.paul, **work.who("jonas"))
    assert work.again(turn).owner == work.cast.petra


def test_where_nobody_runs_the_programme_the_page_says_what_to_do_first(work):
    work.started()
    leave(work)
    leave(work, "paul")
    html = work.text(PAGE, "jonas")
    assert "Ingen her fører forløb nu" in html
    assert "Giv videre" not in html


@pytest.mark.parametrize("who", ["sara", "ida", "amina", "paul"])
def test_only_whoever_leads_sees_it(work, who):
    work.text(PAGE, who, 403)


def test_another_house_sees_and_touches_nothing_of_it(work):
    turn = work.started()
    join(work.cast, "hans", work.cast.naboerne, "programme", None)
    leave(work)
    assert NOBODY in work.text(PAGE, "leila")
    assert too_late(give(work, "turns", to="hans", by="leila"))
    assert give(work, "turns", to="hans").status_code == 422
    with work.acting("leila"), pytest.raises(Refused, match="givet videre"):
        handing_on.give_turns(left=work.cast.petra, to=work.cast.hans, **work.who("leila"))
    assert work.again(turn, "paul").owner == work.cast.petra


def test_given_on_in_the_new_year_it_counts_where_it_began(work, settings):
    """The intake is the year of the referral, whoever carries it; the page says the year."""
    turn, row = work.started(on=date(2026, 11, 2)), match(work)
    settings.TODAY = date(2027, 1, 2)
    leave(work)
    html = work.text(PAGE, "jonas")
    assert "henvist 2. nov. 2026" in html
    give(work, "turns")
    give(work, "contacts", to="ida")
    with work.acting("paul"):
        stands = Turn.objects.owned().get(pk=turn.pk)
        followed = Following.objects.owned().get(pk=row.pk)
        told = history.of(turn)[0]
    assert (stands.owner, stands.year, stands.month) == (work.cast.paul, 2026, 11)
    assert (followed.owner, followed.year) == (work.cast.ida, 2026)
    assert clock.local_day(told.at) == date(2027, 1, 2)


def test_a_page_that_stood_open_while_it_was_given_on_writes_over_nothing(work):
    turn = work.started()
    leave(work)
    give(work, "turns")
    client = work.client("paul")
    form = {"version": turn.version, "verb": "end", "on": TODAY}
    assert client.post(f"/forloeb/{turn.pk}/", form).status_code == 409
    assert work.again(turn, "paul").ended_on is None
