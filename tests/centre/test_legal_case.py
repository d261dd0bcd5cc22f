"""A lawyer's case is the lawyer's secret: the team sees that it exists and whose it is."""

import pytest

from favn.centre.choices import CaseKind
from favn.centre.models import Case
from favn.centre.queries import cases as queries
from favn.config.documents import own_addresses
from favn.people.accounts.models import Lookup, Membership
from tests.cast import TODAY, new_id
from tests.centre.casework import SECRET

REASON = "Juristen er syg, og ankefristen er i dag"


@pytest.fixture
def legal(work):
    """Lars sits in the counsellors' team, and has a legal case with a note and a deadline."""
    with work.acting("lars"):
        team = work.cast.units["Rådgivningen"]
        Membership.objects.owned().filter(account=work.cast.lars).update(unit=team)
    case = work.case(by="lars", kind=CaseKind.LEGAL)
    work.talk(case, by="lars", kind=CaseKind.LEGAL)
    work.task(case, "Anke til landsretten", by="lars")
    return case


def page(case):
    return f"/sager/{case.pk}/"


def opened(work, who, case):
    form = {"id": new_id(), "reason": REASON}
    return work.client(who).post(f"/adgang/{case.person_id}/", form)


def test_the_lawyer_reads_their_own_case(work, legal):
    html = work.text(page(legal), "lars")
    assert SECRET in html
    assert "Anke til landsretten" in html


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("sara", 403), ("tove", 403), ("siv", 403), ("jonas", 403), ("nora", 403),
        ("ida", 403), ("amina", 403), ("mehmet", 403), ("kian", 404), ("leila", 404),
    ],
)  # fmt: skip
def test_nobody_else_reads_it_of_their_own_team_or_beyond(work, legal, who, status):
    html = work.text(page(legal), who, status)
    for words in (SECRET, "Anke til landsretten", "Zahra Rezai"):
        assert words not in html


@pytest.mark.parametrize("who", ["sara", "tove"])
def test_the_team_sees_that_it_exists_and_whose_it_is(work, legal, who):
    html = work.text(f"/personer/{legal.person_id}/sager/", who)
    assert "Låst sag" in html
    assert "Lars" in html
    assert "Juridisk rådgivning" not in html
    assert page(legal) not in work.text("/sager/", who)
    assert "Lars har sagen" in work.text(page(legal), who, 403)


@pytest.mark.parametrize("who", ["sara", "siv"])
def test_a_reason_does_not_open_it_to_a_counsellor(work, legal, who):
    shut = work.text(page(legal), who, 403)
    assert "Lederen kan åbne den med en grund" in shut
    assert "/adgang/" not in shut
    assert opened(work, who, legal).status_code == 302, "the person may be opened, not this case"
    assert SECRET not in work.text(page(legal), who, 403)


def test_the_leader_opens_it_with_a_reason_and_meets_the_deadline_not_the_note(work, legal):
    assert f"/adgang/{legal.person_id}/" in work.text(page(legal), "jonas", 403)
    opened(work, "jonas", legal)
    html = work.text(page(legal), "jonas")
    assert "Anke til landsretten" in html
    assert SECRET not in html, "the words of the profession stay closed"
    with work.acting("jonas"):
        assert Lookup.objects.owned().filter(page="centre:case").first().purpose == REASON


def test_every_page_of_the_case_is_shut_for_the_team(work, legal):
    """Whatever address names the case, now or later."""
    tried = 0
    for route, _access in own_addresses():
        if not route.startswith("sager/<uuid:pk>/"):
            continue
        path = route.replace("<uuid:pk>", str(legal.pk)).replace("<uuid:talk>", str(new_id()))
        answer = work.client("tove").get(f"/{path}")
        assert answer.status_code in {403, 404, 405}, path
        assert SECRET not in answer.content.decode()
        tried += 1
    assert tried > 1


def test_a_social_case_of_the_lawyer_is_the_teams_as_before(work, legal):
    case = work.case(legal.person, by="lars")
    work.text(page(case), "tove")
    with work.acting("tove"):
        seen = Case.objects.visible_to(work.member("tove"))
        assert [one.pk for one in seen] == [case.pk]


def test_a_legal_case_given_to_a_counsellor_is_read_by_her_alone(work):
    case = work.case(kind=CaseKind.LEGAL)
    work.text(page(case))
    work.text(page(case), "tove", 403)
    who = work.member()
    with work.acting():
        assert [line.case for line in queries.own_cases(who, TODAY)] == [case]


def test_a_legal_case_is_offered_only_to_those_with_law_in_their_role(work, legal):
    html = work.text(page(legal), "lars")
    assert "Giv sagen til en kollega" not in html, "there is no other lawyer in the house"
    form = {"verb": "give", "version": legal.version, "to": str(work.cast.sara.pk)}
    assert work.post(page(legal), "lars", **form).status_code == 422
    assert work.again(legal, "lars").owner == work.cast.lars
