"""Schemes and matches over New Year, typed wrong and put right, and kept from the other house.

A contact counts in the year it was made, however late it goes on; both years stand beside each
other and no contact is counted in two of them.
"""

from datetime import date

import pytest

from favn.kit import figures, history
from favn.pathways.actions import schemes as actions
from favn.pathways.choices.schemes import Kind
from favn.pathways.models import Following, GuideGroup, GuideScheme
from favn.people.persons.choices import Act, Why
from favn.people.persons.models import Person
from favn.people.register.actions import erase
from favn.statistics.figures import Edition, Period
from tests.cast import join, new_id
from tests.pathways.test_schemes import contact, group, own, page, scheme
from tests.pathways.turns import COMPANY, Programme

OLD, NEW = date(2026, 12, 30), date(2027, 1, 8)
KINDS = {
    "guided": (Kind.GUIDE, {}),
    "partnerships": (Kind.PARTNERSHIP, {"who": "Solsikken", "whom": COMPANY}),
    "job_matches": (Kind.JOB, {"whom": COMPANY}),
}


@pytest.fixture
def work(cast, settings):
    settings.TODAY = OLD
    return Programme(cast)


def number(work, figure, year, who="petra"):
    with work.acting(who):
        house = work.cast.naboerne if who == "yrsa" else work.cast.medborgerhuset
        asked = (f"pathways.{figure}", house.pk, Period(year))
        return figures.value(*asked, edition=Edition.INTERNAL).total


def move(work, row, verb, **fields):
    """A form of a contact's page as it stands now."""
    version = work.again(row).version
    return work.post(own(row), verb=verb, **{"version": version} | fields)


@pytest.mark.parametrize("figure", KINDS)
def test_a_contact_that_goes_on_over_new_year_counts_once_in_the_year_it_was_made(
    work, settings, figure
):
    kind, wanted = KINDS[figure]
    if kind is Kind.JOB:
        wanted = wanted | {"person": work.person()}
    row = scheme(work, kind)
    old = contact(work, row, on=OLD, **wanted)
    assert move(work, old, "step", to="agreed", on=OLD).status_code == 302
    settings.TODAY = NEW
    html = work.text(page(row))
    assert "Ingen kontakter i 2027" in html
    assert "1 kontakt fra 2026 er ikke slut. Den tæller i 2026." in html
    assert move(work, old, "step", to="started", on=NEW).status_code == 302
    assert [number(work, figure, year) for year in (2026, 2027)] == [1, 0]
    contact(work, row, on=NEW, **wanted)
    with work.acting():
        made = Following.objects.owned().get(contacted_on=NEW)
    move(work, made, "step", to="started", on=NEW)
    assert [number(work, figure, year) for year in (2026, 2027)] == [1, 1]
    assert move(work, old, "end", ending="done", on=NEW).status_code == 302
    html = work.text(page(row))
    assert "er ikke slut" not in html
    assert "1 af 1 nåede til" in html
    assert "1 af 1 nåede til" in work.text(f"{page(row)}?aar=2026")
    assert "8. jan. 2027" not in work.text(f"{page(row)}?aar=2026")


def test_an_old_list_that_nobody_ends_is_not_told_for_ever(work, settings):
    row = scheme(work)
    contact(work, row, on=date(2012, 3, 1))
    contact(work, row, on=OLD)
    settings.TODAY = NEW
    html = work.text(page(row))
    assert "1 kontakt fra 2026 er ikke slut" in html
    assert 'href="?aar=2026">Se kontakterne fra 2026' in html
    assert "fra 2012 er ikke slut" not in html


def test_whoever_is_matched_in_both_years_is_one_person_of_each(work, settings):
    row, zahra = scheme(work, Kind.JOB), work.person()
    for _ in range(2):
        contact(work, row, on=OLD, person=zahra, whom=COMPANY)
    settings.TODAY = NEW
    contact(work, row, on=NEW, person=zahra, whom="Strandhotellet")
    assert [number(work, "job_persons", year) for year in (2026, 2027)] == [1, 1]
    assert [number(work, "job_matches", year) for year in (2026, 2027)] == [2, 1]
    html = work.text(f"/personer/{zahra.pk}/jobmatch/")
    assert html.count(COMPANY) == 2
    assert "Strandhotellet" in html


def test_a_scheme_goes_on_with_its_groups_and_its_years_stand_beside_each_other(work, settings):
    row = scheme(work)
    nord = group(work, row, "Nord")
    contact(work, row, on=OLD, group=nord)
    settings.TODAY = NEW
    form = {"verb": "contact", "id": str(new_id()), "on": NEW, "group": nord.pk}
    for _ in range(2):
        assert work.post(page(row), **form).status_code == 302
    assert [number(work, "guided", year) for year in (2026, 2027)] == [1, 1]
    html = work.text(page(row))
    for year in (2026, 2027):
        assert f'href="?aar={year}"' in html
    assert "30. dec." in work.text(f"{page(row)}?aar=2026")
    assert "30. dec." not in html
    assert work.post(page(row), verb="group", id=new_id(), name="Nord").status_code == 422
    again = {"id": str(new_id()), "name": row.name, "kind": "guide"}
    assert work.post("/ordninger/", **again).status_code == 422


def test_a_year_that_was_typed_wrong_is_put_right_and_moves_the_number(work, settings):
    settings.TODAY = NEW
    row = contact(work, scheme(work), on=date(2026, 1, 6))
    assert [number(work, "guided", year) for year in (2026, 2027)] == [1, 0]
    move(work, row, "step", to="started", on="2027-01-07")
    right = {"contacted": "2027-01-06", "agreed": "", "started": "2027-01-07"}
    assert move(work, row, "correct", **right).status_code == 302
    assert [number(work, "guided", year) for year in (2026, 2027)] == [0, 1]
    assert [number(work, "guided_in", year) for year in (2026, 2027)] == [0, 1]
    with work.acting():
        (line,) = history.of(row).filter(verb="correct")
    assert line.changes == {"contacted_on": ["2026-01-06", "2027-01-06"]}
    stale = {"version": 1, "contacted": "2026-01-06", "agreed": "", "started": ""}
    assert work.post(own(row), verb="correct", **stale).status_code == 409
    assert move(work, row, "correct", **right | {"started": ""}).status_code == 302
    assert number(work, "guided_in", 2027) == 0


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (("2026-12-20", "2026-12-19", ""), "ikke i rækkefølge"),
        (("2026-12-20", "", "2026-12-19"), "ikke i rækkefølge"),
        (("2026-12-20", "2026-12-24", "2026-12-22"), "ikke i rækkefølge"),
        (("2026-12-31", "", ""), "ude i fremtiden"),
        (("2199-12-31", "", ""), "ude i fremtiden"),
        (("1999-12-31", "", ""), "Året kan ikke være rigtigt"),
        (("", "", ""), "Skriv dagen"),
        (("2026-13-01", "", ""), "Skriv dagen"),
    ],
)
def test_days_that_cannot_be_are_not_put_in_the_place_of_the_old(work, days, said):
    row = contact(work, scheme(work), on=date(2026, 12, 1))
    form = dict(zip(("contacted", "agreed", "started"), days, strict=True))
    answer = move(work, row, "correct", **form)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert work.again(row).contacted_on == date(2026, 12, 1)


def test_days_are_put_right_only_so_that_they_fit_how_it_ended(work):
    row = contact(work, scheme(work), on=date(2026, 12, 1))
    move(work, row, "step", to="started", on="2026-12-10")
    move(work, row, "end", ending="stopped", on="2026-12-20")
    form = {"contacted": "2026-12-01", "agreed": "", "started": ""}
    assert "passer ikke" in move(work, row, "correct", **form).content.decode()
    late = form | {"started": "2026-12-21"}
    assert "ikke i rækkefølge" in move(work, row, "correct", **late).content.decode()
    assert move(work, row, "correct", **form | {"started": "2026-12-20"}).status_code == 302


def test_what_was_written_twice_by_a_mistake_is_taken_out_of_the_number(work):
    row = scheme(work)
    once, twice = contact(work, row, on=OLD), contact(work, row, on=OLD)
    assert number(work, "guided", 2026) == 2
    assert work.post(own(twice), verb="remove", version=9).status_code == 409
    assert move(work, twice, "remove").status_code == 302
    assert number(work, "guided", 2026) == 1
    assert work.client().get(own(twice)).status_code == 404
    assert work.client().get(own(once)).status_code == 200


def test_who_began_before_the_agreement_was_written_had_agreed_before(work):
    row = contact(work, scheme(work), on=date(2026, 12, 1))
    move(work, row, "step", to="started", on="2026-12-10")
    late = move(work, row, "step", to="agreed", on="2026-12-11")
    assert "efter det trin, der kom bagefter" in late.content.decode()
    assert move(work, row, "step", to="agreed", on="2026-12-05").status_code == 302
    assert work.again(row).reached == "started"


@pytest.mark.parametrize("name", ["Øen", "دليل الجمعيات", "Путеводитель"])
def test_schemes_and_groups_bear_names_in_any_alphabet_and_may_begin_alike(work, name):
    row = scheme(work, name=name)
    group(work, row, name)
    assert name in work.text("/ordninger/")
    contact(work, row, on=OLD)
    with work.acting():
        asked = ("pathways.guided", work.cast.medborgerhuset.pk, Period(2026))
        rows = figures.value(*asked, by="scheme", edition=Edition.INTERNAL).rows
    assert [(one.label, one.value) for one in rows] == [(name, 1)]


def test_two_that_begin_alike_are_two(work):
    long = "Foreningsguiderne i de udsatte boligområder på Vestegnen i "
    rows = [scheme(work, name=long + where) for where in ("nord", "syd")]
    rows += [scheme(work, name=name) for name in ("Øby", "By")]
    with work.acting():
        assert GuideScheme.objects.owned().values("slug").distinct().count() == 4
        for name in (long[:58] + "1", long[:58] + "2", "Øst", "St"):
            actions.add_group(id=new_id(), scheme=rows[0], name=name, **work.who())
        assert GuideGroup.objects.owned().values("slug").distinct().count() == 4


def test_groups_of_two_schemes_whose_names_run_together_are_two(work):
    """“Guider” with “Nord vest”, and “Guider nord” with “Vest”."""
    rows = [group(work, scheme(work, name="Guider"), "Nord vest")]
    rows.append(group(work, scheme(work, name="Guider nord"), "Vest"))
    assert rows[0].slug == "guider-nord-vest"
    assert rows[1].slug.startswith("guider-nord-vest-")
    again = group(work, scheme(work, name="Guider syd"), "Vest")
    assert again.slug == "guider-syd-vest", "one name in two schemes"


@pytest.mark.parametrize(
    ("verb", "fields"),
    [
        ("step", {"to": "ended", "on": OLD}),
        ("step", {"to": "agreed", "on": "9999-01-01"}),
        ("step", {"to": "agreed", "on": ""}),
        ("step", {"to": "agreed", "on": OLD, "version": ""}),
        ("end", {"ending": "done", "on": OLD}),
        ("end", {"ending": "", "on": OLD}),
        ("end", {"ending": "lost", "on": "2026-11-30"}),
        ("end", {"ending": "lost", "on": "2027-01-08"}),
    ],
)
def test_a_step_that_cannot_be_changes_nothing(work, verb, fields):
    row = contact(work, scheme(work), on=date(2026, 12, 1))
    assert move(work, row, verb, **fields).status_code == 422
    again = work.again(row)
    assert (again.version, again.reached, again.ended_on) == (1, "contacted", None)


@pytest.mark.parametrize("version", ["0", "7", "-1", "99999999999999999999999"])
def test_a_page_that_is_too_old_changes_nothing(work, version):
    row = contact(work, scheme(work), on=date(2026, 12, 1))
    for verb, fields in (("step", {"to": "agreed"}), ("end", {"ending": "lost"})):
        assert move(work, row, verb, on=OLD, version=version, **fields).status_code == 409
    assert work.again(row).version == 1


@pytest.mark.parametrize("aar", ["1999", "2027", "x", "²", "٢٠٢٦", "9" * 500, "-1", ""])
def test_a_year_that_is_none_of_the_schemes_shows_the_present_one(work, aar):
    row = scheme(work)
    contact(work, row, on=date(2026, 12, 1))
    assert "1. dec." in work.text(f"{page(row)}?aar={aar}")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"on": ""}, "Skriv dagen"),
        ({"on": "2199-12-31"}, "fremtiden"),
        ({"on": "1801-01-01"}, "Året kan ikke være rigtigt"),
        ({"who": " ", "whom": COMPANY}, "både foreningen og virksomheden"),
        ({"who": "\u200b", "whom": COMPANY}, "både foreningen og virksomheden"),
        ({"who": "x" * 121}, "for lang"),
        ({"whom": "Ring 010190-1234"}, "CPR"),
        ({"group": str(new_id())}, "Vælg fra listen"),
        ({"id": "x"}, "Siden er for gammel"),
    ],
)
def test_a_pair_of_company_and_association_that_cannot_be_is_refused(work, wrong, said):
    row = scheme(work, Kind.PARTNERSHIP)
    group(work, row, "Nord")
    form = {"verb": "contact", "id": str(new_id()), "on": OLD, "who": "Solsikken", "whom": COMPANY}
    answer = work.client().post(page(row), form | wrong)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    with work.acting():
        assert not Following.objects.owned().exists()


def test_nobody_is_followed_on_who_takes_their_yes_back(work, settings):
    row, zahra = scheme(work, Kind.JOB), work.person()
    made = contact(work, row, on=OLD, person=zahra, whom=COMPANY)
    settings.TODAY = NEW
    work.say(zahra, act=Act.WITHDRAWN)
    answer = move(work, made, "step", to="started", on=NEW)
    assert answer.status_code == 422
    assert "skal først sige ja" in answer.content.decode()
    assert move(work, made, "end", ending="declined", on=NEW).status_code == 302


def test_who_is_erased_is_a_number_that_goes_no_step_on(work):
    row, zahra = scheme(work, Kind.JOB), work.person()
    made = contact(work, row, on=OLD, person=zahra, whom=COMPANY)
    work.say(zahra, act=Act.WITHDRAWN)
    with work.acting("sara"):
        erase(person=Person.objects.get(pk=zahra.pk), why=Why.ASKED, **work.who("sara"))
    answer = move(work, made, "step", to="started", on=OLD)
    assert "Personen er slettet" in answer.content.decode()
    assert number(work, "job_matches", 2026) == 1


def test_the_other_house_reaches_nothing_by_what_it_posts(work):
    join(work.cast, "yrsa", work.cast.naboerne, "programme", None)
    row, zahra = scheme(work, Kind.JOB), work.person()
    guides = scheme(work, name="Guiderne")
    nord = group(work, guides, "Nord")
    made = contact(work, row, on=OLD, person=zahra, whom=COMPANY)
    theirs = scheme(work, by="yrsa")
    job = scheme(work, Kind.JOB, "Job", by="yrsa")
    form = {"verb": "contact", "id": str(new_id()), "on": OLD, "whom": "Vi"}
    sent = {"version": 1, "on": OLD, "to": "agreed", "ending": "lost", "contacted": OLD}
    for verb in ("step", "end", "correct", "remove"):
        assert work.post(own(made), "yrsa", verb=verb, **sent).status_code == 404
    for address in (page(row), f"/personer/{zahra.pk}/jobmatch/"):
        assert work.post(address, "yrsa", **form).status_code == 404
    foreign = form | {"group": nord.pk}
    assert work.post(page(theirs), "yrsa", **foreign).status_code in (302, 422)
    assert work.post(page(theirs), "yrsa", **form | {"id": made.pk}).status_code == 404
    mine = work.person("Nabo", by="yrsa")
    chosen = f"/personer/{mine.pk}/jobmatch/?ordning={row.pk}"
    assert work.post(chosen, "yrsa", **form | {"id": str(new_id())}).status_code == 302
    with work.acting("yrsa"):
        assert Following.objects.owned().get(person=mine).scheme_id == job.pk
    assert [number(work, "job_matches", 2026, who) for who in ("petra", "yrsa")] == [1, 1]
    assert work.again(made).version == 1
    with work.acting():
        assert Following.objects.owned().count() == 1


def test_the_history_of_a_contact_says_what_was_done_in_words(work):
    row = contact(work, scheme(work), on=date(2026, 12, 1))
    move(work, row, "step", to="agreed", on=OLD)
    move(work, row, "correct", contacted="2026-12-02", agreed="2026-12-03", started="")
    html = work.text(own(row)).split("Hvad er der sket", 1)[1]
    for said in ("Kontaktet", "Aftalt", "Rettet"):
        assert said in html
