"""A merge is undone exactly; and what was made stricter meanwhile is loosened at neither."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from favn.kit.refusals import Refused
from favn.people.persons import actions, queries
from favn.people.persons.actions.consents import Said
from favn.people.persons.choices import Act, Contact, How, Tier
from favn.people.persons.models import Consent, Merge, Person
from favn.people.register.actions import erase, merge, revise, take_apart
from tests.cast import TODAY, new_id

OTHERS = {"version", "touched_at"}
WORDS = st.sampled_from(["", "Ring ikke", "Ring ikke\nSkriv sms", "Ring ikke\n\nRing ikke", "Sms"])
PERSONS = st.fixed_dictionaries(
    {
        "name": st.sampled_from(["Mohammed", "Muhammad Hassan", "محمد"]),
        "also_known_as": st.sampled_from(["", "Mohammed", "Ali\nMohammed", "محمد\nAli"]),
        "born": st.sampled_from(["", "1987", "1990-01-02"]),
        "born_is_guess": st.booleans(),
        "phone": st.sampled_from(["", "20112233", "50607080"]),
        "email": st.sampled_from(["", "m@x.example"]),
        "address": st.sampled_from(["", "Hemmeligvej 7", "Nygade 1"]),
        "address_is_protected": st.booleans(),
        "contact": st.sampled_from(Contact.values),
        "safe_contact": WORDS,
        "language": st.sampled_from(["", "ar", "so"]),
        "more_languages": st.sampled_from([(), ("en",), ("so", "en"), ("en", "ar", "en")]),
        "needs_interpreter": st.booleans(),
        "interpreter_note": st.sampled_from(["", "En kvinde"]),
    }
)
ENDS = st.sampled_from([None, TODAY, TODAY + timedelta(days=30)])
ANSWERS = st.lists(
    st.tuples(st.booleans(), st.sampled_from(["case", "contact"]), st.sampled_from(Act), ENDS),
    max_size=6,
)
"""Whether the survivor answers, to what, what, and until when."""
often = settings(
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


class Two:
    """Two records of one person, and what they answered."""

    def __init__(self, register, one, other, answers=()):
        self.register = register
        self.keep, self.gone = (register.add(**wanted) for wanted in (one, other))
        for by_keep, *answer in answers:
            self.say(self.keep if by_keep else self.gone, *answer)

    def say(self, person, purpose, act, until=None):
        """What somebody answered; taking back what was never given is no answer."""
        said = Said(purpose, act, How.SPOKEN, until=until if act == Act.GIVEN else None)
        with self.register.acting():
            try:
                actions.say(id=new_id(), person=person, said=said, **self.register.who())
            except Refused:
                assert act == Act.WITHDRAWN

    def now(self, person) -> Person:
        return self.register.again(person)

    def merge(self) -> Merge:
        versions = (self.now(self.keep).version, self.now(self.gone).version)
        with self.register.acting():
            return merge(
                id=new_id(), survivor=self.now(self.keep), loser=self.now(self.gone),
                versions=versions, **self.register.who(),
            )  # fmt: skip

    def apart(self, row):
        with self.register.acting():
            return take_apart(merge=row, **self.register.who())

    def fields(self, person):
        row = self.now(person)
        with self.register.acting():
            names = (f.attname for f in Person._meta.local_fields if f.name not in OTHERS)
            return {name: getattr(row, name) for name in names}

    def stands(self, person):
        """What stands: purpose → the very line, with its words and its end."""
        with self.register.acting():
            lines = (one.line for one in queries.standings(person) if one.line)
            return {one.purpose: (one.pk, one.act, one.until) for one in lines}

    def allows(self, person, purpose) -> bool:
        with self.register.acting():
            return queries.consent_stands(person, purpose, on=TODAY)

    def all(self):
        both = (self.keep, self.gone)
        return [self.fields(one) for one in both] + [self.stands(one) for one in both]

    def revise(self, **changed):
        row = self.now(self.keep)
        with self.register.acting():
            names = (f for f in actions.Wanted.__dataclass_fields__)
            stands = {name: getattr(row, name) for name in names}
            stands["more_languages"] = tuple(stands["more_languages"])
            wanted = actions.Wanted(**stands | changed)
            revise(person=row, version=row.version, wanted=wanted, **self.register.who())


@often
@given(one=PERSONS, other=PERSONS, answers=ANSWERS)
def test_merged_and_undone_both_are_as_they_were(register, one, other, answers):
    two = Two(register, one, other, answers)
    before = two.all()
    row = two.merge()
    assert two.now(two.gone).merged_into_id == two.keep.pk
    two.apart(row)
    assert two.all() == before


@often
@given(one=PERSONS, other=PERSONS, third=PERSONS, answers=ANSWERS)
def test_two_merges_are_undone_in_turn(register, one, other, third, answers):
    two = Two(register, one, other, answers)
    before = two.all()
    first = two.merge()
    two.gone, gone = register.add(**third), two.gone
    second = two.merge()
    with pytest.raises(Refused, match="nyeste"):
        two.apart(first)
    two.apart(second)
    two.gone = gone
    two.apart(first)
    assert two.all() == before


@often
@given(one=PERSONS, other=PERSONS, before=ANSWERS, since=ANSWERS)
def test_no_yes_is_invented_and_a_no_said_meanwhile_is_a_no_at_both(
    register, one, other, before, since
):
    two = Two(register, one, other, before)
    both = (two.keep, two.gone)
    allowed = {(who.pk, p): two.allows(who, p) for who in both for p in ("case", "contact")}
    row = two.merge()
    last = {}
    for _by, purpose, act, until in since:
        stood = two.allows(two.keep, purpose)
        two.say(two.keep, purpose, act, until)
        if act != Act.WITHDRAWN or stood:
            last[purpose] = act
    two.apart(row)
    for (pk, purpose), was in allowed.items():
        person = next(who for who in both if who.pk == pk)
        now, said = two.allows(person, purpose), last.get(purpose)
        if said is None:
            assert now == was
        elif said == Act.GIVEN:
            assert now == (was if person is two.gone else True)
        else:
            assert not now


CHANGES = st.fixed_dictionaries(
    {},
    optional={
        "address_is_protected": st.booleans(),
        "contact": st.sampled_from(Contact.values),
        "safe_contact": WORDS,
        "phone": st.sampled_from(["", "99999999"]),
    },
)


@often
@given(one=PERSONS, other=PERSONS, changed=CHANGES)
def test_what_was_made_stricter_meanwhile_is_loosened_at_neither(register, one, other, changed):
    two = Two(register, one, other)
    before = [two.fields(person) for person in (two.keep, two.gone)]
    row = two.merge()
    merged = two.fields(two.keep)
    two.revise(**changed)
    revised = two.fields(two.keep)
    two.apart(row)
    after = [two.fields(person) for person in (two.keep, two.gone)]
    ranked = Contact.values
    changes_nothing = revised == merged and "phone" not in changed
    for now, was in zip(after, before, strict=True):
        if revised["address_is_protected"] and not merged["address_is_protected"]:
            assert now["address_is_protected"]
        if ranked.index(revised["contact"]) > ranked.index(merged["contact"]):
            assert ranked.index(now["contact"]) >= ranked.index(revised["contact"])
        since = set(revised["safe_contact"].split("\n")) - set(merged["safe_contact"].split("\n"))
        assert all(line in now["safe_contact"] for line in since)
        assert now["name"] == was["name"]
    assert after[0]["address_is_protected"] == revised["address_is_protected"] or changes_nothing
    assert after[1]["address_is_protected"] >= before[1]["address_is_protected"]
    assert ranked.index(after[1]["contact"]) >= ranked.index(before[1]["contact"])


@pytest.fixture
def pair(register):
    return Two(register, {"name": "Mohammed"}, {"name": "Muhammad", "address": "Hemmeligvej 7"})


def test_an_address_protected_while_they_were_one_stays_protected_at_both(pair):
    row = pair.merge()
    pair.revise(address_is_protected=True)
    pair.apart(row)
    assert pair.fields(pair.keep)["address_is_protected"]
    assert pair.fields(pair.gone)["address_is_protected"]
    assert pair.fields(pair.keep)["address"] == ""
    assert pair.fields(pair.gone)["address"] == "Hemmeligvej 7"


def test_a_yes_keeps_its_last_day_and_its_words(register, pair):
    pair.say(pair.gone, "case", Act.DECLINED)
    pair.say(pair.keep, "case", Act.GIVEN, TODAY + timedelta(days=30))
    row = pair.merge()
    assert not pair.allows(pair.keep, "case")
    pair.apart(row)
    with register.acting():
        line = next(one.line for one in queries.standings(pair.keep) if one.line)
    assert (line.act, line.until, line.how) == ("given", TODAY + timedelta(days=30), "spoken")


def test_the_ledger_says_of_the_merges_own_line_that_it_counts_no_more(register, pair):
    pair.say(pair.gone, "case", Act.DECLINED)
    pair.say(pair.keep, "case", Act.GIVEN)
    pair.apart(pair.merge())
    html = register.text(register.page(pair.keep, "samtykke/"))
    assert "Gælder ikke: de er skilt ad igen." in html


def test_a_case_begun_while_they_were_one_keeps_its_step(register, pair):
    row = pair.merge()
    pair.say(pair.keep, "case", Act.GIVEN)
    with register.acting():
        actions.raise_to_case(person=pair.keep, **register.who())
    pair.apart(row)
    assert pair.now(pair.keep).tier == Tier.CASE


def test_a_contact_since_is_still_the_last_one(register, pair):
    with register.acting():
        Person.objects.filter(pk=pair.keep.pk).update(last_contact_on=date(2026, 1, 1))
        Person.objects.filter(pk=pair.gone.pk).update(last_contact_on=date(2026, 2, 1))
    row = pair.merge()
    with register.acting():
        actions.met(person=pair.keep, at=register.who()["at"])
    pair.apart(row)
    assert pair.now(pair.keep).last_contact_on == TODAY
    assert pair.now(pair.gone).last_contact_on == date(2026, 2, 1)


def test_one_who_was_merged_on_since_is_not_taken_apart_underneath(register, pair):
    first = pair.merge()
    last = register.add("Mohamed")
    pair.keep, pair.gone, kept = last, pair.keep, pair.keep
    second = pair.merge()
    with pytest.raises(Refused, match="selv samlet"):
        pair.apart(first)
    reply = register.client.post(register.page(kept, f"skil/{first.pk}/"))
    assert reply.status_code == 403
    pair.apart(second)
    pair.apart(first)
    assert len(register.names()) == 3


def test_undone_twice_it_is_undone_once(register, pair):
    row = pair.merge()
    pair.apart(row)
    with pytest.raises(Refused, match="allerede skilt ad"):
        pair.apart(row)


def test_of_what_stood_before_nothing_lies_in_the_clear_nor_longer_than_needed(register, pair):
    pair.revise(safe_contact="Ring ikke til naboen")
    row = pair.merge()
    with register.acting():
        sealed = Merge.objects.values_list("before", flat=True).get()
        assert "naboen" not in sealed
        assert "naboen" in Merge.objects.get().before
    pair.apart(row)
    with register.acting():
        assert Merge.objects.get().before == ""
        assert not Consent.objects.exists()


def test_erasing_one_of_them_afterwards_takes_no_yes_from_the_other(register):
    """The merge wrote a no for both; taken apart, the yes of the one that stays stands again."""
    pair = Two(register, {"name": "Mohammed"}, {"name": "Muhammad Hassan"})
    pair.say(pair.keep, "case", Act.GIVEN)
    pair.say(pair.gone, "case", Act.DECLINED)
    with register.acting():
        keep, gone = register.again(pair.keep), register.again(pair.gone)
        row = merge(
            id=new_id(), survivor=keep, loser=gone, versions=(keep.version, gone.version),
            **register.who(),
        )  # fmt: skip
        take_apart(merge=row, **register.who())
        erase(person=register.again(gone), why="asked", **register.who())
        assert queries.consent_stands(register.again(keep), "case", on=TODAY)
