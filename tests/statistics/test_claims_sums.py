"""Sums, parts and differences are recomputed. Known answers: consistency.md, C, D and E."""

import pytest

from favn.statistics.claims import Severity
from tests.statistics.claim_tables import contradictions, found, held

AGREEMENT = """id;navn;værdi;enhed;afsnit;periode
b1;Vækst ved mangfoldighed;2,0;mio. kr.;Aftale 1;2014
b2;Kvinder;0,5;mio. kr.;Aftale 1;2014
b3;Sprog;1,8;mio. kr.;Aftale 1;2014
b4;Ungdomsliv;1,0;mio. kr.;Aftale 1;2014
b5;Diskrimination;2,0;mio. kr.;Aftale 1;2014
b6;Heraf: kampagne;0,7;mio. kr.;Aftale 1;2014
t;I alt;{total};mio. kr.;Aftale 1;2014
"""


def test_a_total_that_holds_is_recomputed_and_silent():
    """Section E: 2.0+0.5+1.8+1.0+2.0 = 7.3; the 0.7 is inside 2.0 and no addend of its own."""
    table = AGREEMENT.format(total="7,3")
    assert found(table) == {}
    assert held(table)["total"].numbers == {"printed": 7.3, "computed": 7.3, "parts": 5}


def test_a_total_beyond_rounding_is_a_contradiction():
    wrong = found(AGREEMENT.format(total="8,0"))["total"]
    assert wrong.severity == Severity.CONTRADICTION
    assert wrong.numbers == {"printed": 8, "computed": 7.3, "parts": 5}
    assert set(wrong.rows) == {"t", "b1", "b2", "b3", "b4", "b5"}


def test_rounded_addends_leave_room_for_the_total():
    """Five addends rounded to a tenth may miss by a quarter."""
    assert contradictions(AGREEMENT.format(total="7,5")) == set()
    assert contradictions(AGREEMENT.format(total="7,7")) == {"total"}


def test_counts_leave_no_room():
    rows = "navn;værdi;afsnit\nHøje;5\nLave;7\nI alt;{}\n"
    assert contradictions(rows.format(12)) == set()
    assert contradictions(rows.format(13)) == {"total"}


VISITS = """navn;værdi;afsnit
Registrerede besøg, hele året;9859;Tal
Deltagere i lektiecafé;2310;Tal
Deltagere i jobrådgivning;135;Tal
Deltagere i indfødsret;128;Tal
Deltagere i ferie;220;Tal
Deltagere i kollektiv rådgivning;333;Tal
Deltagere i yoga;246;Tal
Deltagere i systue;741;Tal
"""


def test_lines_beside_a_whole_year_ask_what_the_rest_is():
    """C5: seven lines sum to 4,113 of 9,859, 41.7 %."""
    doubt = found(VISITS)["parts_and_whole"]
    assert doubt.severity == Severity.DOUBTFUL
    assert (doubt.numbers["computed"], doubt.numbers["share"]) == (4113, 41.7)


def test_results_of_a_closed_intake_never_exceed_it():
    """Section E: 1+2+1+4+2+8+2+11 = 31."""
    counts = [1, 2, 1, 4, 2, 8, 2, 11]
    rows = [f"Udfald {n};{c};31;Resultater" for n, c in zip("abcdefgh", counts, strict=True)]
    table = "\n".join(["navn;værdi;nævner;afsnit", *rows])
    assert held(table)["partition"].numbers["computed"] == 31
    assert contradictions(table.replace(";11;", ";12;")) == {"partition"}


EITHER = """navn;værdi;enhed;gruppe;periode;afsnit
Gennemført eller i gang;{};%;danske;2010-10;Unge
Gennemført;18,9;%;danske;2010-10;Unge
I gang;65,9;%;danske;2010-10;Unge
"""


def test_x_or_y_lies_between_its_largest_part_and_the_sum():
    """Section E: 18.9+65.9 = 84.8."""
    assert held(EITHER.format("84,8"))["union"].numbers["computed"] == 84.8
    assert contradictions(EITHER.format("85,8")) == {"union"}
    assert contradictions(EITHER.format("60,0")) == {"union"}


@pytest.mark.parametrize(
    ("note", "value", "fits"),
    [
        ("126+22+32 = 180 institutions", 22, True),
        ("126+22+32 = 190 institutions", 22, False),
        ("1502/684 = 2.20 per person", 684, True),
        ("1502/684 = 2.50 per person", 684, False),
        ("25 minus 8", 17, True),
        ("25 minus 8", 16, False),
        ("Printed twice; 7.3+1.8; not to be added", 9.1, True),
        ("Trykt to gange; 7,3+1,8; læg dem ikke sammen", 9.1, True),
        ("Trykt to gange; 7,3+1,8; læg dem ikke sammen", 9.6, False),
        ("1.502+98 = 1.600", 1502, True),
        ("1,502+98 = 1,600", 1502, True),
    ],
)
def test_arithmetic_in_a_note_is_worked_out(note, value, fits):
    table = f'name,value,unit,note\nInstitutions,{value},count,"{note}"\n'
    assert contradictions(table) == (set() if fits else {"arithmetic"})


@pytest.mark.parametrize("note", ["Levels 1+2 of 5", "ages 14-20", "Goals 1, 2", "in 2012/13"])
def test_numbers_that_are_no_arithmetic_about_the_row_are_left(note):
    assert found(f'name,value,note\nAreas,12,"{note}"\n') == {}


TOTALS = """navn;værdi;enhed;kilde;afsnit;periode
Aftale 1 i alt;7,3;mio. kr.;rapport;A;2014
Aftale 2 i alt;1,8;mio. kr.;rapport;B;2014
Ramme i alt;{};mio. kr.;rapport;C;2014
"""


def test_a_total_of_totals_must_not_be_added_again():
    """D3: 7.3 + 1.8 = 9.1; adding all gives 18.2."""
    doubt = found(TOTALS.format("9,1"))["nested_totals"]
    assert (doubt.severity, doubt.numbers["added"]) == (Severity.DOUBTFUL, 18.2)
    assert "nested_totals" not in found(TOTALS.format("9,4"))


def test_a_share_of_all_lies_between_the_groups():
    """C14: kindergarten 94 with 82 and 97."""
    rows = "navn;værdi;enhed;gruppe;periode\nI børnehave;{};%;alle;2011\n"
    rows += "I børnehave;82;%;minoritet;2011\nI børnehave;97;%;majoritet;2011\n"
    assert "mean_outside" in held(rows.format(94))
    assert contradictions(rows.format(99)) == {"mean_outside"}


GAP = """navn;værdi;enhed;gruppe;periode;afsnit
Oplevet diskrimination;25;%;minoritet;2012;K
Oplevet diskrimination;8;%;majoritet;2012;K
Forskel i oplevet diskrimination;{};pp;;2012;K
"""


def test_a_printed_gap_is_the_difference_of_its_sides():
    """Section E: 25-8 = 17."""
    assert held(GAP.format(17))["difference"].numbers == {"printed": 17, "computed": 17}
    assert contradictions(GAP.format(19)) == {"difference"}


CHANGE = """navn;værdi;enhed;gruppe;periode;afsnit
Overledighed;13,1;pp;ikke-vestlig;2005-09;K
Overledighed;10,8;pp;ikke-vestlig;2012-09;K
Fald i overledighed;{};pp;ikke-vestlig;2005-2012;K
"""


def test_a_printed_change_is_the_difference_of_its_ends():
    """Section E: 13.1-2.3 = 10.8."""
    assert held(CHANGE.format("2,3"))["difference"].numbers["computed"] == 2.3
    assert contradictions(CHANGE.format("2,9")) == {"difference"}


def test_rows_that_name_their_addends_and_wholes_are_held_to_it():
    table = "id;navn;værdi;sum_af;del_af\na;Hold;5;;c\nb;Kurser;7;;c\nc;Aktiviteter;{};a b;\n"
    assert contradictions(table.format(12)) == set()
    assert contradictions(table.format(11)) == {"total"}
    assert contradictions("id;navn;værdi;del_af\na;Hold;9;c\nc;Alt;4;\n") == {"part_above_whole"}
