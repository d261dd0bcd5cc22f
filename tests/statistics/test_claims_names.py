"""One number, one name, one definition; units and dates in words. Sections A, C, D, E and F."""

from favn.statistics import claims
from favn.statistics.claims import Severity
from tests.statistics.claim_tables import contradictions, found, held


def test_one_cell_with_two_values_is_a_contradiction():
    table = "navn;værdi;gruppe;år\nBesøg;{};alle;2023\nBesøg;902;alle;2023\n"
    assert contradictions(table.format(903)) == {"two_values"}
    assert contradictions(table.format(902)) == set()


def test_a_rounded_repetition_agrees():
    table = "navn;værdi;år;forbehold\nVejledning;902;2023;\nVejledning;900;2023;over\n"
    assert found(table) == {}


def test_nearly_one_name_with_two_values_may_be_two_definitions():
    """C9: marked need 5 and marked or intensified need 7 in the same year."""
    table = "navn;værdi;år;afsnit\nOmråder med markant behov for indsats;5;2012;Kap. 2\n"
    table += "Områder med markant eller intensiveret behov;7;2012;Kap. 4\n"
    assert found(table)["two_definitions"].numbers["values"] == (5, 7)


COUNSELLING = """id;navn;værdi;år;afsnit;samme_som
a;Sociale og juridiske rådgivninger;1502;2023;Tal;
b;Samtaler i sociale rådgivninger;1502;2023;Forord;{}
"""


def test_one_number_under_two_names_is_two_definitions():
    """C3: 1,502 is "social and legal" in one place and "social" in another."""
    assert "two_names" in found(COUNSELLING.format(""))


def test_a_row_that_says_it_repeats_another_is_left_alone():
    assert "two_names" not in found(COUNSELLING.format("a"))


def test_the_same_count_on_one_day_in_two_places_may_be_counted_twice():
    """D1: nos 20 and 21 each report 3 new initiatives of 31 March."""
    table = "navn;værdi;dato;afsnit\nNye indsatser vedtaget;3;31-03-2025;Nr. 20\n"
    table += "Indsatser vedtaget;3;31-03-2025;Nr. 21\n"
    assert found(table)["counted_twice"].numbers == {"value": 3, "added": 6}


def test_groups_that_are_not_the_same_people_are_pointed_out():
    """C10: minority, non-western and bilingual in one report."""
    rows = [f"Tal {n};{n};{g}" for n, g in enumerate(("minority", "ikke-vestlige", "tosprogede"))]
    assert len(found("\n".join(["navn;værdi;gruppe", *rows]))["mixed_groups"].rows) == 3
    assert "mixed_groups" not in found("\n".join(["navn;værdi;gruppe", *rows[:2]]))


def test_few_amounts_make_no_total():
    """F3: 4 of 42 initiatives carry an amount."""
    rows = [f"Møder {n};3;antal;Indsats {n}" for n in range(1, 43)]
    rows += [f"Afsat {n};200000;kr.;Indsats {n}" for n in (12, 22, 29, 30)]
    finding = found("\n".join(["navn;værdi;enhed;afsnit", *rows]))["amounts_missing"]
    assert finding.severity == Severity.UNJUDGED
    assert (finding.numbers["with_amount"], finding.numbers["of"]) == (4, 42)


def test_years_of_a_period_are_counted():
    """Section E: 2014-2017 is 3 years."""
    table = "navn;værdi;enhed;periode\nProjektets længde;{};år;2014-2017\n"
    assert "span" in held(table.format(3))
    assert contradictions(table.format(5)) == {"span"}


def test_a_difference_printed_as_percent_is_a_contradiction():
    """A2 and rule 7: 13.1 percentage points printed as "%"."""
    table = "navn;værdi;enhed;ord\nOverledighed;13,1;pp;overledigheden på 13,1 {}\n"
    assert contradictions(table.format("%")) == {"unit"}
    for sign in ("%-point", "procentpoint", "pct.point"):
        assert contradictions(table.format(sign)) == set()


def test_a_weekday_is_looked_up():
    """Section E: 22 November 2022 is a Tuesday."""
    table = "navn;værdi;dato;ord\nFest;1;2022-11-22;{} den 22. november\n"
    assert "weekday" in held(table.format("tirsdag"))
    assert contradictions(table.format("onsdag")) == {"weekday"}


def test_every_rule_is_named_once_and_says_what_it_needs():
    assert len({rule.name for rule in claims.RULES}) == len(claims.RULES)
    assert all(rule.needs for rule in claims.RULES)
