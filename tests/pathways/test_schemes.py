"""Schemes of guides and matches: one lifecycle in the words of each kind, and groups beside chance.

Known answer: 830 children guided in 12 groups, 600 of them began (city-inclusion-status-2013, the
culture and leisure committee's statement; figures.csv, rows incl2013-kfu-guides-*): 72.3 %.
"""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from favn.config.demo.schemes import GROUPS
from favn.kit import figures
from favn.kit.refusals import Conflict, Refused
from favn.pathways.actions import schemes as actions
from favn.pathways.actions.schemes import Contact, Loaded
from favn.pathways.choices.schemes import AFTER_START, WORDS, Ending, Kind, Step
from favn.pathways.models import Following, GuideScheme
from favn.pathways.queries import schemes as queries
from favn.pathways.rules import schemes as rules
from favn.people.accounts.models import Lookup
from favn.people.persons.choices import Act, Why
from favn.people.persons.models import Person
from favn.people.register.actions import erase
from favn.statistics import funnel
from favn.statistics.figures import Edition, Period
from tests.cast import TODAY, join, new_id
from tests.pathways.turns import COMPANY, Programme, day

PRINTED = 2012


@pytest.fixture
def work(cast):
    return Programme(cast)


def scheme(work, kind=Kind.GUIDE, name="Foreningsguiderne", by="petra") -> GuideScheme:
    with work.acting(by):
        return actions.add_scheme(id=new_id(), name=name, kind=kind, **work.who(by))


def group(work, row, name):
    with work.acting():
        return actions.add_group(id=new_id(), scheme=row, name=name, **work.who())


def contact(work, row, by="petra", **wanted) -> Following:
    with work.acting(by):
        wanted = Contact(**{"on": day(30)} | wanted)
        return actions.add_match(id=new_id(), scheme=row, wanted=wanted, **work.who(by))


def step(work, row, to, ago):
    with work.acting():
        row = queries.match_with(row.pk)
        return actions.step(match=row, version=row.version, to=to, on=day(ago), **work.who())


def page(row):
    return f"/ordninger/{row.pk}/"


def own(row):
    return f"/ordninger/kontakt/{row.pk}/"


def printed(work):
    """830 contacts in twelve groups, 600 of them begun."""
    row = scheme(work)
    for name, contacted, started in GROUPS:
        local = group(work, row, name)
        loaded = [
            Loaded(new_id(), date(PRINTED, 3, 1), local, date(PRINTED, 3, 2), date(PRINTED, 4, 1))
            if n < started
            else Loaded(new_id(), date(PRINTED, 3, 1), local)
            for n in range(contacted)
        ]
        with work.acting():
            actions.load_matches(scheme=row, rows=loaded)
    return row


def test_the_printed_guides_come_out(work):
    row = printed(work)
    with work.acting():
        tally = queries.tally(row, PRINTED)
    assert (tally.contacted, tally.started) == (830, 600)
    html = work.text(f"{page(row)}?aar={PRINTED}")
    assert "600 af 830 nåede til “Begyndt i foreningen” (72,3 %)" in html
    assert "1 af 12 grupper skiller sig mere ud" in html
    assert "færre, end tilfældet giver" in html
    assert "Tilfældet giver (998 af 1.000)" in html


def test_a_long_list_goes_on_to_its_last_contact(work):
    row = scheme(work)
    loaded = [Loaded(new_id(), date(PRINTED, 3, 1), None) for _n in range(51)]
    with work.acting():
        actions.load_matches(scheme=row, rows=loaded)
        every = Following.objects.owned().values_list("pk", flat=True)
        links = {f'href="/ordninger/kontakt/{pk}/"' for pk in every}
    first, last = (work.text(f"{page(row)}?aar={PRINTED}&side={n}") for n in (1, 2))
    assert "Side 1 af 2" in first
    assert len(links) == 51
    assert [link for link in links if link not in first + last] == []


def test_the_store_counts_the_same_and_by_group(work):
    printed(work)
    house = work.cast.medborgerhuset.pk
    with work.acting():
        asked = [("pathways.guided", None), ("pathways.guided_in", "group")]
        every, begun = figures.values(asked, house, Period(PRINTED), edition=Edition.FUNDER)
    assert (every.total, begun.total) == (830, 600)
    assert {one.label: one.value for one in begun.rows} == {n: s for n, _c, s in GROUPS}


def test_groups_stand_where_the_funnel_puts_them(work):
    row = printed(work)
    with work.acting():
        beside = queries.groups_beside(row, PRINTED)
    assert len(beside) == 12
    for one in beside:
        assert one.place == funnel.place(one.started, one.contacted, 600 / 830)
    assert [one.group.name for one in beside if one.stands_out] == ["Fyrparken"]


def test_one_group_is_beside_nothing(work):
    row = scheme(work)
    contact(work, row, group=group(work, row, "Nord"))
    with work.acting():
        assert queries.groups_beside(row, TODAY.year) == []
    assert "Grupperne ved siden af hinanden" not in work.text(page(row))


def test_a_scheme_is_made_and_its_words_follow_its_kind(work):
    form = {"id": str(new_id()), "name": "Kulturguiderne", "kind": "culture"}
    for _ in range(2):
        assert work.post("/ordninger/", **form).status_code == 302
    with work.acting():
        row = GuideScheme.objects.owned().get()
    html = work.text(page(row))
    assert "En frivillig tager en deltager med ud" in html
    assert "Ingen kontakter i 2026" in html
    assert "Kulturguiderne" in work.text("/ordninger/")


@pytest.mark.parametrize(
    "wrong", [{"name": " "}, {"name": "???"}, {"kind": "x"}, {"id": "x"}, {"name": "x" * 121}]
)
def test_a_wrong_scheme_is_said(work, wrong):
    form = {"id": str(new_id()), "name": "Guider", "kind": "guide"} | wrong
    assert work.post("/ordninger/", **form).status_code == 422
    with work.acting():
        assert not GuideScheme.objects.owned().exists()


def test_two_schemes_do_not_share_a_name(work):
    scheme(work)
    with pytest.raises(Refused, match="findes allerede"):
        scheme(work)


def test_a_contact_of_a_guide_holds_no_name(work):
    row = scheme(work)
    form = {"verb": "contact", "id": str(new_id()), "on": day(2).isoformat(), "whom": "FC Nord"}
    assert work.post(page(row), **form).status_code == 302
    made = contact(work, row, who="Barnets Navn", person=work.person("Barnets Mor"))
    with work.acting():
        assert (made.who, made.person, made.counted_as) == ("", None, None)
    assert "Barnets" not in work.text(page(row)) + work.text(own(made))


@pytest.mark.parametrize(
    ("kind", "wanted", "said"),
    [
        (Kind.GUIDE, {"on": TODAY + timedelta(days=1)}, "fremtiden"),
        (Kind.GUIDE, {"on": date(1900, 1, 1)}, "Året kan ikke være rigtigt"),
        (Kind.GUIDE, {"whom": "x" * 121}, "for lang"),
        (Kind.GUIDE, {"whom": "010190-1234"}, "CPR"),
        (Kind.PARTNERSHIP, {"who": "Solsikken"}, "både foreningen og virksomheden"),
        (Kind.JOB, {"whom": COMPANY}, "Vælg personen først"),
    ],
)
def test_a_wrong_contact_is_refused(work, kind, wanted, said):
    row = scheme(work, kind)
    with pytest.raises(Refused, match=said):
        contact(work, row, **wanted)


def test_a_group_of_another_scheme_is_refused(work):
    row, other = scheme(work), scheme(work, name="En anden")
    with pytest.raises(Refused, match="hører til en anden ordning"):
        contact(work, row, group=group(work, other, "Nord"))


def test_a_contact_goes_step_by_step_to_its_end(work):
    row = contact(work, scheme(work))
    version = {"version": row.version}
    assert work.post(own(row), verb="step", to="agreed", on=day(20), **version).status_code == 302
    assert work.post(own(row), verb="step", to="started", on=day(10), version=2).status_code == 302
    html = work.text(own(row))
    assert "Begyndt i foreningen" in html
    answer = work.post(own(row), verb="end", ending="done", on=TODAY, version=3)
    assert answer.status_code == 302
    assert work.again(row).reached == Step.STARTED
    assert "Slut i dag" in work.text(own(row))


def test_steps_come_in_order_and_endings_fit(work):
    row = contact(work, scheme(work))
    with pytest.raises(Refused, match="kom først"):
        step(work, row, "agreed", 31)
    with pytest.raises(Refused, match="fremtiden"):
        step(work, row, "agreed", -1)
    with pytest.raises(Refused, match="næste trin"):
        step(work, row, "contacted", 3)
    step(work, row, "started", 5)
    with pytest.raises(Refused, match="allerede skrevet"):
        step(work, row, "started", 4)
    for ending, said in (("no_place", "passer ikke"), ("x", "hvordan det sluttede")):
        with work.acting(), pytest.raises(Refused, match=said):
            now = queries.match_with(row.pk)
            actions.end_match(match=now, version=now.version, ending=ending, on=TODAY, **work.who())


def test_two_who_take_the_same_step_are_told(work):
    row = contact(work, scheme(work))
    step(work, row, "agreed", 9)
    with work.acting(), pytest.raises(Conflict):
        actions.step(match=row, version=row.version, to="started", on=day(2), **work.who())


def test_a_pair_of_company_and_association_names_both(work):
    row = contact(work, scheme(work, Kind.PARTNERSHIP), who="Solsikken", whom=COMPANY)
    html = work.text(own(row))
    assert "Solsikken" in html
    assert COMPANY in html
    assert "Begge er spurgt" in html


def test_a_job_match_begins_on_the_persons_page_by_their_yes(work):
    row, zahra = scheme(work, Kind.JOB, "Et job til hver"), work.person(yes=False)
    address = f"/personer/{zahra.pk}/jobmatch/"
    form = {"verb": "contact", "id": str(new_id()), "on": day(2).isoformat(), "whom": COMPANY}
    assert "skal først sige ja" in work.text(address)
    assert work.post(address, **form).status_code == 422
    work.say(zahra)
    assert work.post(address, **form).status_code == 302
    assert COMPANY in work.text(address)
    assert "Zahra Rezai" in work.text(page(row))
    with work.acting():
        made = Following.objects.owned().get()
        assert (made.person_id, made.owner) == (zahra.pk, work.cast.petra)
    work.text(own(made))
    with work.acting():
        look = Lookup.objects.owned().order_by("-at").first()
        assert [line.person_id for line in look.persons.all()] == [zahra.pk]


def test_without_a_scheme_the_persons_page_says_what_to_do(work):
    zahra = work.person()
    assert "Huset har ingen ordning" in work.text(f"/personer/{zahra.pk}/jobmatch/")


def test_an_erased_persons_match_stays_a_number(work):
    zahra = work.person()
    row = contact(work, scheme(work, Kind.JOB), person=zahra, whom=COMPANY)
    work.say(zahra, act=Act.WITHDRAWN)
    with work.acting("sara"):
        erase(person=Person.objects.get(pk=zahra.pk), why=Why.ASKED, **work.who("sara"))
    again = work.again(row)
    assert (again.person_id, again.whom, again.counted_as) == (None, "", zahra.counted_as)
    assert "Zahra" not in work.text(page(row.scheme))


def test_the_coordinator_runs_schemes_and_others_do_not(work):
    row = scheme(work)
    for who, status in (("ida", 200), ("jonas", 403), ("sara", 403), ("amina", 403), ("kian", 403)):
        work.text(page(row), who, status)


def test_the_other_house_has_schemes_of_its_own(work):
    join(work.cast, "yrsa", work.cast.naboerne, "programme", None)
    row = scheme(work)
    made = contact(work, row)
    other = scheme(work, by="yrsa")
    for address in (page(row), own(made)):
        assert work.client("yrsa").get(address).status_code == 404
        assert work.client("yrsa").post(address, {"verb": "end"}).status_code == 404
    assert work.client().get(page(other)).status_code == 404


def test_schemes_with_names_are_not_read_in_at_once(work):
    row = scheme(work, Kind.JOB)
    with work.acting(), pytest.raises(Refused, match="uden navne"):
        actions.load_matches(scheme=row, rows=[Loaded(new_id(), TODAY, None)])


def test_every_kind_has_words_for_every_step():
    assert WORDS.keys() == set(Kind)
    for words in WORDS.values():
        assert words.steps.keys() == set(Step)
        assert not (words.is_named and words.is_two)


days = st.integers(0, 90).map(lambda n: date(2026, 1, 1) + timedelta(n))


@given(days, st.none() | days, st.none() | days, st.sampled_from(list(Ending)), days)
def test_no_ending_comes_before_its_steps(contacted, agreed, started, ending, on):
    steps = {Step.CONTACTED: contacted, Step.AGREED: agreed, Step.STARTED: started}
    sentence = rules.why_not_end(ending, on, days=steps, ended=False, today=date(2026, 4, 1))
    fits = (ending in AFTER_START) == (started is not None)
    late = on >= max(one for one in steps.values() if one) and on <= date(2026, 4, 1)
    assert (sentence is None) == (fits and late)
