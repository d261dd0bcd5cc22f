"""The year closes on its intake: 31 = 1 + 2 + 1 + 4 + 2 + 8 + 2 + 11 (centre-annual-report-2023).

The printed list (“Beskæftigelsesindsats”) has eight lines that sum to 31, “at least 7” off cash
benefit, 16 years on average; figures.csv, rows dw2023-empl-*.
"""

import io
from datetime import date, timedelta

import pytest
from pypdf import PdfReader

from favn.kit import figures
from favn.kit.tenancy import acting_for
from favn.pathways.actions import programme as actions
from favn.pathways.choices.programme import Doing, Line, Outcome
from favn.pathways.models import Turn
from favn.pathways.queries import programme as queries
from favn.pathways.queries.programme_year import year_of
from favn.people.persons.choices import Why
from favn.people.persons.models import Person
from favn.people.register.actions import erase
from favn.statistics.figures import Edition, Period
from tests.cast import TODAY, join, new_id
from tests.pathways.turns import COMPANY, Programme, year_page

PRINTED = {
    Line.PENSION: 1, Line.RESOURCE: 2, Line.SMALL_JOB: 1, Line.FLEXJOB: 4, Line.REHAB: 2,
    Line.PLACED: 8, Line.MEASURE: 2, Line.CONTINUED: 11,
}  # fmt: skip
LAST = TODAY.year - 1
YEARS = [16] * 29 + [15, 17]


@pytest.fixture
def work(cast):
    return Programme(cast)


def printed(work, year=LAST):
    """The printed year as turns: every woman referred, begun, and on her line."""
    lines = [line for line, number in PRINTED.items() for _ in range(number)]
    for place, (line, years) in enumerate(zip(lines, YEARS, strict=True)):
        person = work.person(f"Kvinde {place}")
        first = date(year, 1, 5) + timedelta(days=place)
        turn = work.started(person, on=first, years=years)
        _ended(work, turn, line, first)


def _ended(work, turn, line, first):
    if line is Line.PLACED:
        work.spell(turn, Doing.COMPANY, COMPANY, from_on=first, to_on=first + timedelta(days=60))
    if line is Line.CONTINUED:
        again = {"id": new_id(), "on": date(turn.year + 1, 1, 9), "years": turn.years + 1}
        work.do("refer_again", turn, **again)
        return
    if line in set(Outcome):
        work.do("set_outcome", turn, outcome=line, on=first + timedelta(days=90))
    if line is Line.FLEXJOB and turn.person.name != "Kvinde 4":
        work.do("set_work", turn, on=first + timedelta(days=95))
    work.do("end", turn, on=first + timedelta(days=100))


def of(work, year=LAST, edition=Edition.INTERNAL):
    with work.acting():
        return year_of(work.cast.medborgerhuset.pk, year, edition)


def test_who_is_referred_and_has_not_begun_is_not_said_to_be_under_way(work):
    turn = work.refer(on=TODAY)
    page = work.text(year_page())
    assert "Ikke slut endnu" in page
    assert "i gang" not in page.split("Hvad der kom ud af det")[1].split("Sådan er det talt")[0]
    assert "Ikke slut endnu" in work.text(f"/forloeb/{turn.pk}/")


def test_the_printed_year_comes_out_and_closes(work):
    printed(work)
    year = of(work)
    assert year.intake == 31
    assert {row.line: row.value for row in year.lines} == PRINTED
    assert year.closes
    assert (year.off.least, year.off.most, year.off.base) == (7, 18, 31)
    assert (year.mean_years, year.known_years) == (16, 31)
    assert year.doing(Doing.COMPANY) == 8
    html = work.text(year_page(LAST))
    assert "Alle henviste står på netop én linje: 31 = " in html
    assert "Højst 18 af 31" in html
    assert "3 kom i arbejde undervejs: 3 Tilkendt fleksjob." in html
    assert "Fra henvisning til udfald" in html


def test_the_next_year_has_its_own_intake(work):
    printed(work)
    year = of(work, LAST + 1)
    assert year.intake == 11
    assert {row.line: row.value for row in year.lines} == {Line.GOING: 11}
    assert year.closes
    html = work.text(year_page(LAST + 1))
    assert "11 = 11" in html
    assert "fra tidligere år" not in html.replace("11 forløb fra tidligere år", "")


def test_the_store_says_what_the_rows_say(work):
    printed(work)
    with work.acting():
        rows = list(Turn.objects.owned().filter(year=LAST).values_list("line", flat=True))
        value = figures.value(
            "pathways.referred", work.cast.medborgerhuset.pk, Period(LAST), by="line",
            edition=Edition.INTERNAL,
        )  # fmt: skip
    assert {row.key: row.value for row in value.rows} == {x: rows.count(x) for x in set(rows)}
    assert value.total == len(rows) == 31


def test_who_lacks_an_outcome_is_named(work):
    turn = work.started(on=TODAY - timedelta(days=50))
    work.do("end", turn, on=TODAY)
    html = work.text(year_page())
    assert "Disse mangler et udfald" in html
    assert "Zahra Rezai" in html
    assert "Alle henviste står på netop én linje: " not in html
    work.do("set_outcome", turn, outcome=Outcome.MEASURE, on=TODAY)
    html = work.text(year_page())
    assert "Disse mangler et udfald" not in html
    assert "Alle henviste står på netop én linje: 1 = 1." in html


def test_an_erased_person_vanishes_from_the_page_and_not_from_the_sum(work):
    turn = work.started(on=TODAY - timedelta(days=50))
    work.do("end", turn, on=TODAY)
    with work.acting("sara"):
        person = Person.objects.owned().get(pk=turn.person_id)
        erase(person=person, why=Why.ASKED, **work.who("sara"))
    html = work.text(year_page())
    assert "1 slettet person" in html
    assert "Zahra" not in html
    assert of(work, TODAY.year).intake == 1


def test_a_year_with_an_open_turn_of_somebody_erased_closes_and_is_not_carried_on(work):
    turn = work.started(on=TODAY - timedelta(days=50))
    with work.acting("sara"):
        person = Person.objects.owned().get(pk=turn.person_id)
        erase(person=person, why=Why.ASKED, **work.who("sara"))
    year = of(work, TODAY.year)
    assert {row.line: row.value for row in year.lines} == {Line.MISSING: 1}
    assert year.closes
    assert "1 slettet person" in work.text(year_page())
    with work.acting():
        assert queries.carried_into(TODAY.year + 1) == 0


def test_a_year_nobody_was_referred_in_is_empty_and_another_is_not_found(work):
    assert "Når den første er henvist" in work.text(year_page())
    assert work.client().get(year_page(2019)).status_code == 404
    assert work.client().get(f"{year_page()}papir/").status_code == 404


def test_the_leader_sees_the_sum_and_no_small_line_and_no_name(work):
    printed(work)
    turn = work.started(work.person("Uden Udfald"), on=date(LAST, 6, 1))
    work.do("end", turn, on=date(LAST, 7, 1))
    html = work.text(year_page(LAST), "jonas")
    assert "Uden Udfald" not in html
    assert "holdt tilbage" in html
    assert "Fra henvisning til udfald" not in html
    assert "Tallet af henviste er præcist" in html
    assert f"{year_page(LAST)}papir/" in html


@pytest.mark.parametrize("edition", [Edition.FUNDER, Edition.PUBLIC])
def test_outside_the_house_small_lines_are_withheld(work, edition):
    printed(work)
    year = of(work, edition=edition)
    assert year.intake == 31
    shown = {row.line: row.value for row in year.lines if row.value is not None}
    assert all(value >= 10 for value in shown.values())
    assert year.off is None
    assert (year.mean_years, year.known_years) == (16, 31)


def test_an_open_year_tells_the_funder_only_the_intake(work):
    for place in range(12):
        work.started(work.person(f"K {place}"), on=TODAY - timedelta(days=40))
    year = of(work, TODAY.year, Edition.FUNDER)
    assert (year.intake, year.lines, year.mean_years) == (12, (), None)


def test_a_mean_of_few_is_not_told_outside(work):
    for place in range(9):
        turn = work.started(work.person(f"K {place}"), on=date(LAST, 2, 1), years=place)
        work.do("end", turn, on=date(LAST, 3, 1))
    assert of(work, edition=Edition.FUNDER).mean_years is None
    assert of(work).mean_years == 4


def test_unknown_years_are_said_and_not_counted_as_none(work):
    work.refer(work.person("A"), years=None, on=date(LAST, 2, 1))
    work.refer(work.person("B"), years=10, on=date(LAST, 2, 1))
    year = of(work)
    assert (year.mean_years, year.known_years, year.intake) == (10, 1, 2)


def words_of(answer):
    assert answer.status_code == 200
    text = "\n".join(p.extract_text() for p in PdfReader(io.BytesIO(answer.content)).pages)
    return " ".join(text.split())


def test_the_funders_paper_has_no_small_number(work):
    printed(work)
    paper = words_of(work.client().get(f"{year_page(LAST)}papir/"))
    assert "31" in paper
    assert "holdt tilbage" in paper
    assert "Til tilskudsgiver" in paper
    inside = words_of(work.client().get(f"{year_page(LAST)}papir/?udgave=internal"))
    assert "31 = " in inside
    assert "Kun til huset" in inside
    leader = words_of(work.client("jonas").get(f"{year_page(LAST)}papir/?udgave=internal"))
    assert "Til tilskudsgiver" in leader


def test_the_other_house_closes_on_its_own_intake(work):
    join(work.cast, "yrsa", work.cast.naboerne, "programme", None)
    printed(work)
    work.refer(work.person("Nabo", by="yrsa"), by="yrsa", on=date(LAST, 4, 1))
    with acting_for(work.cast.naboerne.pk, work.cast.yrsa.pk):
        year = year_of(work.cast.naboerne.pk, LAST, Edition.INTERNAL)
    assert (year.intake, year.closes) == (1, True)
    assert "31 = " not in work.text(year_page(LAST), "yrsa")
    assert of(work).intake == 31


def test_work_may_begin_in_any_line(work):
    turn = work.started(on=TODAY - timedelta(days=50))
    with work.acting():
        actions.set_work(
            turn=Turn.objects.owned().select_related("person").get(pk=turn.pk),
            version=turn.version, on=TODAY, **work.who(),
        )  # fmt: skip
    assert "1 kom i arbejde undervejs: 1 Ikke slut endnu." in work.text(year_page())


def test_shares_of_placements_are_of_everybody_referred_also_who_has_done_nothing(work):
    for name in ("Huda", "Leyla", "Noor", "Sana"):
        turn = work.started(work.person(name), on=TODAY - timedelta(days=20))
        if name == "Huda":
            work.spell(turn)
    html = work.text(f"/forloeb/aar/{TODAY.year}/")
    assert "Andelen er af de 4 forskellige personer" in html
    with acting_for(work.cast.medborgerhuset.pk):
        year = year_of(work.cast.medborgerhuset.pk, TODAY.year, Edition.INTERNAL)
    assert [one.share for one in year.doing_rows] == [25]
