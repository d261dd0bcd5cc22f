"""A record that stands behind another: its pages lead on, and nobody writes on it."""

from itertools import pairwise

import pytest

from favn.kit.refusals import Refused
from favn.people.persons import actions, queries
from favn.people.persons.actions.consents import Said
from favn.people.persons.choices import Act, How, Why
from favn.people.persons.models import Consent, OwnPageCode, Person, Relation
from favn.people.register.actions import erase, merge
from tests.cast import new_id

PAGES = (
    "",
    "ret/",
    "familie/",
    "kort/",
    "samtykke/",
    "udtraek/",
    "slet/",
    "henvis/?vej=ud",
    "sager/",
)
FORMS = (
    ("ret/", {"name": "Nyt navn", "contact": "call", "version": "1"}),
    ("samtykke/", {"verb": "say", "purpose": "case", "act": "given", "how": "spoken"}),
    ("familie/", {"verb": "add", "name": "Huda", "kind": "partner"}),
    ("trin/", {"verb": "lower"}),
    ("egen-side/", {}),
    ("slet/", {"name": "Muhamad", "why": "asked"}),
    ("henvis/?vej=ud", {"place": "Jobcentret", "reason": "x"}),
)


def three(register):
    return [register.add(name) for name in ("Muhamad", "Muhammad", "Mohammed")]


def merge_on(register, rows):
    """Each into the next."""
    for first, second in pairwise(rows):
        with register.acting():
            keep, gone = register.again(second), register.again(first)
            versions = (keep.version, gone.version)
            merge(id=new_id(), survivor=keep, loser=gone, versions=versions, **register.who())


@pytest.fixture
def chain(register):
    """The first was merged into the second, and that one into the third, who stands."""
    rows = three(register)
    merge_on(register, rows)
    return rows


@pytest.mark.parametrize("rest", PAGES)
def test_every_page_leads_on_to_the_one_who_stands_however_often_it_was_merged(
    register, chain, rest
):
    answer = register.client.get(register.page(chain[0], rest))
    assert answer.url == register.page(chain[2], rest)


@pytest.mark.parametrize(("rest", "form"), FORMS)
def test_what_is_sent_from_a_page_that_stood_open_is_not_written_anywhere(
    register, chain, rest, form
):
    before = _all(register)
    answer = register.client.post(register.page(chain[0], rest), {"id": str(new_id())} | form)
    assert answer.status_code == 403
    assert "Intet er skrevet" in answer.content.decode()
    assert _all(register) == before


def _all(register):
    with register.acting():
        persons = [(p.pk, p.name, p.version, p.tier) for p in Person.objects.order_by("pk")]
        return persons, *(m.objects.count() for m in (Consent, OwnPageCode, Relation))


def test_the_actions_refuse_too_where_the_merge_came_in_between(register, chain):
    gone, who = chain[0], register.who()
    said = Said("case", Act.GIVEN, How.SPOKEN)
    to = {"name": "Huda", "kind": "partner"}
    verbs = (
        lambda: actions.say(id=new_id(), person=gone, said=said, **who),
        lambda: erase(person=gone, why=Why.ASKED, **who),
        lambda: actions.give_code(id=new_id(), person=gone, role="counsellor", **who),
        lambda: actions.add_relation(id=new_id(), person=gone, to=to, other=None, **who),
        lambda: actions.raise_to_case(person=gone, **who),
    )
    with register.acting():
        for verb in verbs:
            with pytest.raises(Refused, match="samlet med en anden"):
                verb()
        assert Person.objects.count() == 3


def test_a_code_given_before_two_merges_opens_the_page_of_the_one_who_stands(register):
    rows = three(register)
    answer = register.client.post(register.page(rows[0], "egen-side/"), {"id": str(new_id())})
    given = answer.context["code"]
    merge_on(register, rows)
    guest = register.cast.visit()
    guest.post("/min-side/medborgerhuset/", {"code": given})
    html = register.text("/min-side/medborgerhuset/side/", client=guest)
    assert "Mohammed" in html
    assert "Brugt" in html


def test_the_one_who_stands_is_erased_with_all_who_stand_behind(register, chain):
    with register.acting():
        erase(person=chain[2], why=Why.ASKED, **register.who())
        assert Person.objects.count() == 0


def test_a_neighbours_record_is_unknown_and_leads_nowhere(register, chain):
    kian = register.cast.visit(register.cast.kian)
    for rest in PAGES:
        assert kian.get(register.page(chain[0], rest)).status_code == 404
    with register.acting():
        assert queries.who_stands(queries.person_with(chain[0].pk)).pk == chain[2].pk


@pytest.mark.parametrize(("rest", "who"), [("tid/", "sara"), ("sundhed/", "nora")])
def test_the_pages_of_other_rooms_lead_on_too(register, chain, rest, who):
    client = register.cast.visit(getattr(register.cast, who))
    assert client.get(register.page(chain[0], rest)).url == register.page(chain[2], rest)
