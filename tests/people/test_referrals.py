"""Referrals: to a colleague at once, out with a yes and a paper, in from outside, step by step."""

import re

import pytest

from favn.kit.refusals import Refused
from favn.people.accounts.models import Lookup
from favn.people.persons.choices import Act, Why
from favn.people.referrals import actions, queries, rules
from favn.people.referrals.actions import Offer
from favn.people.referrals.choices import MOVES, State, Way
from favn.people.referrals.models import Referral
from favn.people.register.actions import erase
from tests.cast import new_id

PLACE = "Jobcenter Sundhavn"


@pytest.fixture
def zahra(register):
    return register.add("Zahra Rezai")


def send(register, person, way, *, client=None, **fields):
    start = {"id": str(new_id()), "reason": "Ondt i ryggen", "errand": "Sprogcafé"}
    address = f"/personer/{person.pk}/henvis/?vej={way}"
    return (client or register.client).post(address, start | fields)


def only(register):
    with register.acting():
        return Referral.objects.owned().select_related("person", "by", "to").get()


def inside(register, person, to="nora", **fields):
    to = str(getattr(register.cast, to).pk)
    assert send(register, person, "kollega", to=to, **fields).status_code == 302
    return only(register)


def step(row, client, to, version=None, **fields):
    form = {"verb": "step", "version": row.version if version is None else version, "to": to}
    return client.post(f"/henvisninger/{row.pk}/", form | fields)


def test_a_colleague_has_it_in_her_list_at_once(register, zahra):
    inside(register, zahra)
    nora = register.cast.visit(register.cast.nora)
    html = register.text("/henvisninger/", client=nora)
    assert "Zahra Rezai" in html
    assert html.index("Til mig") < html.index("Zahra Rezai") < html.index("Sendt videre")


def test_the_three_steps_and_who_says_so(register, zahra):
    row = inside(register, zahra)
    nora = register.cast.visit(register.cast.nora)
    assert "Ondt i ryggen" in register.text(f"/henvisninger/{row.pk}/", client=nora)
    assert step(row, nora, "arrived").status_code == 302
    row = only(register)
    assert row.state == State.ARRIVED
    assert row.arrived_on is not None
    assert step(row, nora, "helped").status_code == 302
    assert only(register).state == State.HELPED
    html = register.text(f"/henvisninger/{row.pk}/")
    assert html.count("(gjort)") == 3


def test_an_end_says_why(register, zahra):
    row = inside(register, zahra)
    answer = step(row, register.client, "ended")
    assert answer.status_code == 422
    assert "Vælg, hvorfor det ikke blev til noget" in answer.content.decode()
    assert step(row, register.client, "ended", not_so="no_show").status_code == 302
    assert "Personen kom ikke" in register.text(f"/henvisninger/{row.pk}/")


def test_a_step_from_a_stale_page_is_refused(register, zahra):
    row = inside(register, zahra)
    assert step(row, register.client, "arrived").status_code == 302
    assert step(row, register.client, "arrived", version=1).status_code in (409, 422)
    assert only(register).version == 2


def test_steps_cannot_be_skipped(register, zahra):
    row = inside(register, zahra)
    for to in ("helped", "offered", "x", ""):
        assert step(row, register.client, to).status_code == 422
    assert only(register).state == State.OFFERED


@pytest.mark.parametrize("before", list(State))
def test_every_step_leads_where_the_table_says(before):
    for to in State:
        sentence = rules.why_not_move(before, to, "no_show")
        assert (sentence is None) == (to in MOVES[before])


def test_only_the_two_it_is_between_read_it(register, zahra):
    row = inside(register, zahra)
    for name in ("tove", "ida", "lars", "kian"):
        client = register.cast.visit(getattr(register.cast, name))
        assert client.get(f"/henvisninger/{row.pk}/").status_code == 404, name
        assert step(row, client, "arrived").status_code == 404
        assert "Zahra" not in register.text("/henvisninger/", client=client)
    ida = register.cast.visit(register.cast.ida)
    html = register.text(f"/personer/{zahra.pk}/", client=ida)
    assert re.search(r"Henvist:\s+Til en kollega, .*tilbudt", html)
    assert "Ondt i ryggen" not in html


def test_nobody_is_sent_to_another_house_as_a_colleague(register, zahra):
    for name in ("kian", "sara", "amina", "jonas"):
        to = str(getattr(register.cast, name).pk)
        assert send(register, zahra, "kollega", to=to).status_code == 422, name
    with register.acting():
        assert not Referral.objects.owned().exists()


def test_out_of_the_house_needs_the_persons_yes_to_that_place(register, zahra):
    html = register.text(f"/personer/{zahra.pk}/henvis/?vej=ud")
    assert "Personen har ikke sagt ja" in html
    assert "?formaal=referral" in html
    assert send(register, zahra, "ud", place=PLACE).status_code == 422
    register.say(zahra, "referral", recipient=PLACE)
    assert send(register, zahra, "ud", place="Et andet sted").status_code == 422
    assert send(register, zahra, "ud", place=PLACE).status_code == 302
    with register.acting():
        row = Referral.objects.owned().select_related("consent").get()
        assert row.consent.recipient == PLACE


def test_a_yes_taken_back_stops_the_next_one(register, zahra):
    register.say(zahra, "referral", recipient=PLACE)
    register.say(zahra, "referral", Act.WITHDRAWN, recipient=PLACE)
    assert send(register, zahra, "ud", place=PLACE).status_code == 422


def test_the_action_itself_refuses_without_a_yes(register, zahra):
    with register.acting(), pytest.raises(Refused, match="sige ja"):
        wanted = Offer(Way.OUT, "Job", place=PLACE)
        actions.offer(id=new_id(), person=zahra, wanted=wanted, **register.who())


def test_the_paper_is_a_pdf_and_is_logged_as_printed(register, zahra):
    register.say(zahra, "referral", recipient=PLACE)
    send(register, zahra, "ud", place=PLACE)
    row = only(register)
    answer = register.client.get(f"/henvisninger/{row.pk}/papir/")
    assert answer.content.startswith(b"%PDF")
    with register.acting():
        line = Lookup.objects.owned().first()
        assert (line.kind, line.purpose) == ("print", f"henvisning til {PLACE}")
        assert line.persons.get().person_id == zahra.pk


def test_a_colleagues_referral_has_no_paper(register, zahra):
    row = inside(register, zahra)
    register.text(f"/henvisninger/{row.pk}/papir/", status=404)


def test_in_from_outside_is_counted_with_where_it_came_from(register, zahra):
    assert send(register, zahra, "ind", place="Psykiatrisk skadestue").status_code == 302
    row = only(register)
    assert (row.way, row.place, row.to_id) == (
        Way.IN,
        "Psykiatrisk skadestue",
        register.cast.sara.pk,
    )
    assert "Psykiatrisk skadestue" in register.text("/henvisninger/")


@pytest.mark.parametrize(
    ("way", "field"),
    [
        ("kollega", {"to": ""}),
        ("kollega", {"to": "x"}),
        ("kollega", {"reason": "  "}),
        ("kollega", {"reason": "a" * 2001}),
        ("kollega", {"id": "x"}),
        ("ind", {"place": ""}),
        ("ind", {"place": "a" * 121}),
        ("ind", {"place": "cpr 010190-1234"}),
    ],
)
def test_bad_input_is_said_and_writes_nothing(register, zahra, way, field):
    start = {"to": str(register.cast.nora.pk), "place": "Kommunen"}
    assert send(register, zahra, way, **start | field).status_code == 422
    with register.acting():
        assert not Referral.objects.owned().exists()


def test_an_unknown_way_and_a_foreign_person_are_unknown(register, zahra):
    register.text(f"/personer/{zahra.pk}/henvis/?vej=x", status=404)
    kian = register.cast.visit(register.cast.kian)
    assert send(register, zahra, "kollega", client=kian).status_code == 404


def test_sent_twice_it_is_one_referral(register, zahra):
    form = {"id": str(new_id()), "to": str(register.cast.nora.pk), "reason": "Ondt"}
    for _ in range(2):
        address = f"/personer/{zahra.pk}/henvis/?vej=kollega"
        assert register.client.post(address, form).status_code == 302
    only(register)


@pytest.mark.parametrize("name", ["amina", "jonas", "mehmet", "birgitte", "rasmus", "leila"])
def test_who_opens_no_persons_refers_none(register, zahra, name):
    client = register.cast.visit(getattr(register.cast, name))
    for address in ("/henvisninger/", f"/personer/{zahra.pk}/henvis/"):
        assert client.get(address).status_code == 403


def test_an_erased_person_leaves_a_number_and_no_word(register, zahra):
    row = inside(register, zahra)
    with register.acting():
        erase(person=zahra, why=Why.ASKED, **register.who())
        left = Referral.objects.owned().get()
        assert (left.person_id, left.by_id, left.to_id) == (None, None, None)
        assert left.reason == ""
        assert left.counted_as == row.counted_as
        assert queries.sent(register.cast.sara) == []


def out(register, person, reason="Ondt i ryggen"):
    register.say(person, "referral", recipient=PLACE)
    assert send(register, person, "ud", place=PLACE, reason=reason).status_code == 302
    return only(register)


def no_paper(register, row, sentence):
    answer = register.client.get(f"/henvisninger/{row.pk}/papir/")
    assert answer.status_code == 302
    html = register.text(answer.url)
    assert sentence in html
    assert "Hent papiret" not in html


def test_after_the_yes_is_taken_back_no_paper_is_printed(register, zahra):
    row = out(register, zahra)
    assert "Hent papiret" in register.text(f"/henvisninger/{row.pk}/")
    register.say(zahra, "referral", Act.WITHDRAWN, PLACE)
    no_paper(register, row, "Papiret kan ikke hentes")
    with register.acting():
        assert "print" not in set(Lookup.objects.values_list("kind", flat=True))
    register.say(zahra, "referral", recipient=PLACE)
    assert register.client.get(f"/henvisninger/{row.pk}/papir/").status_code == 200


def test_no_paper_names_an_address_that_was_protected_since(register):
    person = register.add("Amal Said", address="Nygade 3")
    row = out(register, person, reason="Ny lejlighed på Nygade 3")
    form = register.typed("Amal Said", version="1", address="Nygade 3", address_is_protected="on")
    assert register.client.post(register.page(person, "ret/"), form).status_code == 302
    no_paper(register, row, "nævner den beskyttede adresse")


def test_others_who_open_the_person_see_the_step_and_not_the_place(register, zahra):
    with register.acting():
        wanted = Offer(Way.IN, "Kommer igen", place="Psykiatrisk skadestue")
        actions.offer(id=new_id(), person=zahra, wanted=wanted, **register.who())
    assert "Psykiatrisk skadestue" in register.text(register.page(zahra))
    tove = register.cast.visit(register.cast.tove)
    html = register.text(register.page(zahra), client=tove)
    assert "Psykiatrisk skadestue" not in html
    assert "Ind udefra" in html
