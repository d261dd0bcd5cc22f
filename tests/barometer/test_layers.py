"""Three layers on sparse real series: what was observed, what it carries, the same pace.

Known answers recomputed from a city's inclusion status of 2013: the 15–19-year-olds' table, child
care by group, grades by language, excess unemployment, positions against their target.
"""

import re
from datetime import date
from decimal import Decimal

import pytest

from favn.barometer import actions
from favn.barometer.actions import Aim, Printed
from favn.barometer.choices import Claim, Data, Measure, Unit, Wish, Word
from favn.barometer.layers import evidence, observed, pace, testing
from favn.barometer.reading import reading
from tests.barometer.steps import GRADES, KINDERGARTEN, MAJORITY, MINORITY, YOUNG
from tests.cast import TODAY, new_id


def plain(text):
    return text.replace("\xa0", " ")


def said(series):
    return plain(" ".join(observed.sentences(series, TODAY)))


def test_the_difference_is_told_from_the_same_cells(bench):
    series = bench.read(bench.gap(KINDERGARTEN))
    assert observed.first(series) == (
        "Forskellen faldt fra 15 til 11,1 procentpoint fra feb. 2011 til nov. 2012."
    )
    text = said(series)
    assert "Undervejs var den 12 procentpoint (nov. 2011)." in text
    assert "Minoriteten: steg fra 82 til 86,1 % fra feb. 2011 til nov. 2012." in text
    assert "Den nyeste måling er fra nov. 2012." in text


def test_shares_without_a_base_get_no_word(bench):
    found = evidence.evidence(bench.read(bench.gap(KINDERGARTEN)))
    assert found.word == Word.UNDECIDED
    assert "hvor mange tallet er en andel af" in found.because


def test_the_years_stand_window_by_window(bench):
    """15, 12, 11.1 points: 5.0 years from February 2011, 12.3 from November 2011."""
    found = pace.same_pace(bench.read(bench.gap(KINDERGARTEN)))
    years = {row.window: row.years for row in found.rows}
    assert years["feb. 2011 – nov. 2012"] == "5,0"
    assert years["nov. 2011 – nov. 2012"] == "12,3"
    assert found.range.startswith("Afrunding og valg af vindue giver alt fra")


def test_the_youth_table_is_a_setback_as_one_draw_of_a_process(bench):
    """The gap went from 1.5 to 6.1 points: -4.6 (-6.6; -2.6), z -4.50, p 7e-6."""
    series = bench.read(bench.gap(YOUNG))
    found = evidence.evidence(series)
    assert found.word == Word.SETBACK
    assert found.is_one_draw
    inputs = dict(found.inputs)
    assert inputs["Ændring"] == "−4,6 procentpoint"
    assert re.fullmatch(r"−6,[56] til −2,[56]", inputs["95 %-interval"])
    assert "Minoriteten i antal: 3.065 af 3.679 i okt. 2010 og 3.059 af 3.962" in said(series)
    assert "Udenfor stod først 614 og siden 903." in said(series)


def test_every_test_of_the_youth_table_stands_beside_the_others(bench):
    rows = testing.tests(bench.read(bench.gap(YOUNG)))
    by = {(row.what, row.window): (row.change, row.z, row.p) for row in rows}
    assert by[(MINORITY, "okt. 2011 – okt. 2012")] == ("−2,4 procentpoint", "−2,57", "0,010")
    assert by[(MINORITY, "okt. 2010 – okt. 2012")][1] == "−6,68"
    assert by[(MAJORITY, "okt. 2011 – okt. 2012")] == ("−0,4 procentpoint", "−0,84", "0,401")
    gap = f"Forskel: {MINORITY} mod {MAJORITY}"
    assert by[(gap, "okt. 2010")] == ("−1,5 procentpoint", "−2,19", "0,029")
    change = by[("Ændring i forskellen", "okt. 2011 – okt. 2012")]
    assert change == ("−2,0 procentpoint", "−1,91", "0,056")
    assert by[("Ændring i forskellen", "okt. 2010 – okt. 2012")][2] == "under 0,001"


def test_no_years_where_the_gap_widens(bench):
    found = pace.same_pace(bench.read(bench.gap(YOUNG)))
    assert {row.years for row in found.rows} == {""}
    assert {row.why_not for row in found.rows} == {
        "Afstanden vokser. Så er der ingen år at regne ud."
    }
    assert found.range == ""


def test_seventeen_years_stand_beside_what_their_own_series_gives(bench):
    """92.7, 92.8, 93.1 of 100: 34.5 years from end points, 27–46 by rounding, 17 as one year's."""
    row = bench.value(GRADES, Unit.RATIO, parity=Decimal(100))
    printed = Printed(
        Claim.YEARS, "kapitel 2", "ca. 17 år til lighed", Decimal(17), "Er serien den rensede?"
    )
    bench.do(actions.print_claim, id=new_id(), indicator=row, printed=printed)
    series = bench.read(row)
    found = pace.same_pace(series)
    first = found.rows[0]
    assert (first.years, first.bounds) == ("34,5", "27,4–46,3")
    assert "Beviset" not in found.proven
    (claim,) = found.claims
    assert "Trykt: ca. 17 år til lighed (kapitel 2)." in claim
    assert "giver 34,5 år fra første til sidste måling" in claim
    assert "hvis ændringen 2010 – 2012 læses som ét års" in claim
    assert "Hele serien giver ikke det trykte tal." in claim
    assert "inden for afrundingen i 2011 – 2012" in claim
    assert claim.endswith("Er serien den rensede?")
    assert evidence.evidence(series).word == Word.UNDECIDED
    assert "6,9 procentpoint til 100" in said(series)


def test_thirty_years_are_thirty_three_at_best(bench):
    """13.1 (2005) to 10.8 (2012): 32.9 years, 31.4–34.5 by rounding."""
    cells = (("2005-09", "13,1"), ("2012-09", "10,8"))
    row = bench.value(cells, Unit.POINTS, parity=Decimal(0), wish=Wish.DOWN)
    found = pace.same_pace(bench.read(row))
    assert (found.rows[0].years, found.rows[0].bounds) == ("32,9", "31,4–34,5")
    assert found.proven == "Bevis for et årstal kræver mindst tre målinger. Her er to."


def test_positions_are_told_against_their_own_path(bench):
    """30, 24 and 7 against 30 a year: 100, 80 and 23 %, together 61 of 90."""
    cells = (("2010", "30"), ("2011", "24"), ("2012", "7"))
    aims = tuple((time, "30") for time, _value in cells)
    row = bench.value(cells, Unit.COUNT, aims=aims, each=True, data=Data.COUNTED)
    text = said(bench.read(row))
    assert "30 af 30 i 2010 (100 %), 24 af 30 i 2011 (80 %) og 7 af 30 i 2012 (23 %)" in text
    assert "Tilsammen 61 af 90 (68 %)." in text


def test_one_round_says_what_it_saw_and_no_more(bench):
    """25 against 8 % in 2012, without bases and without an earlier round."""
    cells = {MINORITY: (("2012", "25"),), MAJORITY: (("2012", "8"),)}
    series = bench.read(bench.gap(cells, data=Data.SURVEY))
    assert plain(observed.first(series)) == (
        "I 2012 var forskellen 17 procentpoint: 25 % blandt minoriteten og 8 % blandt majoriteten."
    )
    assert "kun én måling" in evidence.evidence(series).because
    assert pace.same_pace(series).why_not == "Der er kun én måling, og den har intet tempo."


def test_a_widened_question_is_a_break_and_never_a_worsening(bench):
    """5 % in 2023 and 8 % in 2025: the later question asks about more."""
    row = bench.indicator(wish=Wish.DOWN)
    first = bench.define(row, data=Data.SURVEY)
    bench.observe(first, "2023", "5")
    second = bench.define(
        row, first=date(2025, 1, 1), changed="Spørgsmålet blev udvidet med forskelsbehandling."
    )
    bench.observe(second, "2025", "8")
    series = bench.read(row)
    text = said(series)
    assert text.startswith("8 % i 2025. Det er den eneste måling med denne definition.")
    assert (
        "Før 2025: 5 % i 2023. De to målinger kan ikke sammenlignes:"
        " spørgsmålet blev udvidet med forskelsbehandling."
    ) in text
    assert "steg" not in text
    found = evidence.evidence(series)
    assert (found.word, found.because[:26]) == (Word.UNDECIDED, "Definitionen er ændret sid")


def test_an_empty_indicator_still_speaks(bench):
    row = bench.indicator()
    assert observed.sentences(bench.read(row), TODAY) == ["Der er ikke skrevet nogen måling endnu."]
    assert evidence.evidence(bench.read(row)).because == "Der er ingen måling."
    bench.define(row)
    assert pace.same_pace(bench.read(row)).why_not


def test_a_difference_that_changes_sides_says_so(bench):
    """In progress: 70.3 against 65.9 in 2010, 62.9 against 64.5 in 2012."""
    cells = {
        MINORITY: (("2010-10", "70,3", 3679), ("2012-10", "62,9", 3962)),
        MAJORITY: (("2010-10", "65,9", 11610), ("2012-10", "64,5", 12329)),
    }
    series = bench.read(bench.gap(cells))
    assert observed.first(series) == (
        "Forskellen byttede side: fra 4,4 til 1,6 procentpoint den anden vej,"
        " fra okt. 2010 til okt. 2012."
    )
    assert evidence.evidence(series).word == Word.UNDECIDED


def test_areas_are_counted_by_level_and_get_no_word(bench):
    scheme = bench.scheme(("Havnen", "one"), ("Engen", "one"), ("Nordbyen", "one"))
    row = bench.indicator(measure=Measure.AREAS, scheme=scheme, wish=Wish.NONE)
    definition = bench.define(row, Unit.LEVEL)
    for group, level in zip(bench.groups(scheme), ("1", "5", "1"), strict=True):
        bench.observe(definition, "2026", level, group=group)
    series = bench.read(row)
    assert observed.first(series) == ("2 områder har markant behov i 2026: Havnen og Nordbyen.")
    assert "oplyst for 3 områder: 2 markant behov og 1 minimalt behov" in said(series)
    assert evidence.evidence(series).word == Word.UNDECIDED


@pytest.mark.parametrize(("last", "word"), [("60,0", Word.PROGRESS), ("50,1", Word.UNCHANGED)])
def test_one_group_is_judged_by_interval_and_smallest_change(bench, last, word):
    cells = (("2024", "50,0", 40_000), ("2025", last, 40_000))
    found = evidence.evidence(bench.read(bench.value(cells, data=Data.SURVEY)))
    assert found.word == word
    assert not found.is_one_draw
    assert dict(found.inputs)["Mindste ændring, der tæller"] == "1 procentpoint"


def test_a_gap_that_changed_sides_never_widens_in_words(bench):
    """5 points behind, then 3 points ahead: smaller, and no pace leads back to zero."""
    cells = {
        MINORITY: (("2010", "80"), ("2011", "83"), ("2012", "88")),
        MAJORITY: (("2010", "85"), ("2011", "85"), ("2012", "85")),
    }
    found = pace.same_pace(bench.read(bench.gap(cells)))
    assert {row.why_not for row in found.rows} == {
        "Afstanden har skiftet side undervejs. Så er der ingen år at regne ud."
    }
    assert found.proven.startswith("Afstanden har skiftet side")


@pytest.mark.parametrize(
    "cells", [(("2023", "70"), ("2025", "85")), (("2023", "85"), ("2025", "82"))]
)
def test_no_pace_leads_to_a_target_that_is_reached(bench, cells):
    """Over the target, whichever way the last step went: no years, and no distance that grows."""
    series = bench.read(bench.value(cells, aims=(("2025", "80"),)))
    found = pace.same_pace(series)
    assert (found.why_not, found.rows) == ("Målet er nået. Så er der ingen år at regne ud.", ())
    assert f"Målet er 80 % i 2025. Det er nået med {cells[-1][1]} % i 2025." in said(series)


def test_a_target_whose_day_has_come_says_that_it_was_missed(bench):
    series = bench.read(bench.value((("2023", "70"), ("2025", "76")), aims=(("2025", "80"),)))
    assert "Målet er 80 % i 2025. Det er ikke nået: tallet var 76 % i 2025." in said(series)


def test_a_groups_target_is_that_groups_and_no_others(bench):
    """98 % for the majority says nothing of how far the minority is."""
    row = bench.gap(KINDERGARTEN)
    majority = next(g for g in bench.groups(row.scheme) if g.title == MAJORITY)
    value = bench.indicator("Hver for sig", slug="hver", scheme=row.scheme)
    definition = bench.define(value)
    for group in bench.groups(row.scheme):
        bench.series(definition, KINDERGARTEN[group.title], group)
    aim = Aim(date(2014, 1, 1), Decimal(98), group=majority)
    bench.do(actions.set_target, id=new_id(), definition=definition, aim=aim)
    series = bench.read(value)
    assert pace.same_pace(series).rows == ()
    assert "Majoriteten: målet er 98 % i 2014." in said(series)
    table = reading(series, [definition], TODAY).table
    assert plain(table.rows[-1].cells[-1]) == "Majoriteten: 98 %"


def test_a_definition_nothing_is_measured_by_yet_is_told(bench):
    row = bench.value((("2023", "5"),), slug="ny")
    bench.define(row, first=date(2025, 1, 1), changed="Spørgsmålet er udvidet")
    assert (
        "Fra 1. jan. 2025 gælder en ny definition: spørgsmålet er udvidet. Den har ingen måling"
        " endnu." in said(bench.read(row))
    )


def test_what_a_word_would_need_is_told_with_its_size(bench):
    """50 to 49 % of schools: about 19,206 in each round before it is more than chance."""
    row = bench.value((("2011-11", "50"), ("2012-11", "49")), wish=Wish.DOWN)
    found = evidence.evidence(bench.read(row))
    assert (found.word, found.short) == (Word.UNDECIDED, "Basis mangler")
    assert "at kilden oplyser basis" in found.needs
    assert "Er basis under omkring 20.000 hver gang, kan ændringen være tilfældig." in found.needs


def test_one_difference_without_bases_says_how_few_would_do(bench):
    """25 and 8 %: 2 p(1-p)(1.96/0.17)^2, p = 0.165, is 36.6 in each; about 2,000 were asked."""
    row = bench.gap({MINORITY: (("2012", "25"),), MAJORITY: (("2012", "8"),)}, data=Data.SURVEY)
    found = evidence.evidence(bench.read(row))
    assert (found.word, found.short) == (Word.UNDECIDED, "Kun én måling")
    assert found.needs.startswith("Det kræver en måling mere. Basis skal også oplyses.")
    assert (
        "Selve forskellen i 2012 er mere end tilfældig, hvis begge grupper har en basis over"
        " omkring 37." in found.needs
    )


def test_a_word_needs_nothing_more(bench):
    found = evidence.evidence(bench.read(bench.gap(YOUNG)))
    assert (found.short, found.needs) == ("", "")


def test_groups_that_are_never_measured_at_once_stand_beside_each_other(bench):
    """Managers of 2010 beside a workforce of 2013, as the status of 2013 prints them."""
    cells = {MINORITY: (("2010", "1,5"),), MAJORITY: (("2013", "11"),)}
    series = bench.read(bench.gap(cells))
    assert plain(observed.first(series)) == (
        "Minoriteten: 1,5 % i 2010. Majoriteten: 11 % i 2013."
        " De er ikke målt samtidig, så forskellen kan ikke regnes ud."
    )
    assert evidence.evidence(series).because == "Grupperne er ikke målt på de samme dage."
    assert "ikke målt samtidig" in pace.same_pace(series).why_not
