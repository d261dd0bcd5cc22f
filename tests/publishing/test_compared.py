"""An edition beside what was printed: equal, different with a reason, withheld, not in it."""

from dataclasses import replace

import pytest

from favn.config import cli
from favn.publishing.comparing import Book, Grade, Printed, compared
from favn.publishing.models import Comparison
from favn.publishing.queries import Part, Placed
from favn.publishing.written import Written
from tests.publishing import papers
from tests.publishing.papers import GUESTS, VISITS, freeze, written
from tests.publishing.taps import LAST_YEAR, guidances, visits

HEAD = "id,what,period,value,unit,qualifier,place,reason\n"
BY_TOPIC = "centre.guidances@medborgerhuset/2025?by=topic"
ROWS = (
    f"a1,Besøg,2025,4,count,exact,{VISITS},\n"
    f"a2,Besøg i forordet,2025,5,count,less_than,{VISITS},\n"
    f"a3,Besøg efter en anden liste,2025,9,count,exact,{VISITS},Listen talte også lukkede dage.\n"
    f"a4,Gæster,2025,3,count,exact,{GUESTS},\n"
    "a5,Rådgivninger,2025,1502,count,exact,,\n"
    "a6,Tilskud,2025,,DKK,not_stated,,\n"
    f"a7,Andel om breve,2025,75,percent,exact,{BY_TOPIC} | kun E-boks og breve | andel,\n"
    "a8,Fonde,2025,0.5,mio_DKK,exact,tabel: Forord / Fonde,\n"
    f"a9,Emner,2025,2,count,exact,{BY_TOPIC} | antal,\n"
    "b1,Et andet papir,2025,1,count,exact,,\n"
)
TEXT = (
    f"{{{{{VISITS}}}}} og {{{{{GUESTS}}}}}.\n\n{{{{{BY_TOPIC} | tabel}}}}\n\n"
    "| Post | Kroner |\n|---|--:|\n| Fonde | 500.000 |\n"
)


@pytest.fixture
def edition(houses, monkeypatch):
    monkeypatch.setattr(cli, "start_django", lambda: None)  # it is loaded already
    visits(houses, 4, on=LAST_YEAR, cards=3)
    guidances(houses, "brev", 3, on=LAST_YEAR)
    guidances(houses, "mitid", 1, on=LAST_YEAR)
    return freeze(houses, houses.jonas, written(houses, houses.jonas, TEXT))


def compare(edition, tmp_path, *more, rows=HEAD + ROWS):
    file = tmp_path / "trykt.csv"
    file.write_text(rows, encoding="utf-8")
    asked = ["compare", str(file), "--organisation", "medborgerhuset", "--report"]
    return cli.run([*asked, edition.report.slug, *more])


def public(edition):
    return f"/rapport/medborgerhuset/{edition.report.slug}/1/"


def test_each_printed_number_has_its_grade_by_count_and_by_name(edition, tmp_path, capsys):
    assert compare(edition, tmp_path, "--only", "a") == cli.DONE
    out = capsys.readouterr().out
    first, *_rest = out.splitlines()
    assert [part.split(": ")[1] for part in first.split(", ")] == ["4", "2", "1", "2"]
    equal, different = out.index("a1: Besøg"), out.index("a2: ")
    assert equal < out.index("a7: ") < out.index("a8: ") < out.index("a9: ") < different
    assert "Listen talte også lukkede dage." in out
    assert "b1" not in out


def test_the_page_says_the_same_to_everybody(houses, edition, tmp_path):
    anybody = houses.visit()
    assert anybody.get(public(edition) + "trykt/").status_code == 404
    assert "Ved siden af det trykte" not in anybody.get(public(edition)).content.decode()
    compare(edition, tmp_path, "--only", "a")
    assert public(edition) + "trykt/" in anybody.get(public(edition)).content.decode()
    assert public(edition) + "trykt/" in anybody.get("/om-tallene/").content.decode()
    page = papers.words(anybody.get(public(edition) + "trykt/").content.decode())
    for grade in ("Ens (4)", "Forskellig (2)", "Holdt tilbage (1)", "Ikke i rapporten (2)"):
        assert grade in page
    assert "Trykt rundt: under 5. Det passer med rapportens tal." in page
    assert "Der er ikke trykt et tal." in page


def test_the_paper_says_the_same_as_the_page(houses, edition, tmp_path):
    compare(edition, tmp_path, "--only", "a")
    told = papers.pdf_words(houses.visit().get(public(edition) + "trykt.pdf").content)
    for said in ("4 ens", "2 forskellig", "Trykt rundt: under 5.", "Listen talte også lukkede"):
        assert said in told
    own = f"/rapporter/udgave/{edition.pk}/trykt.pdf"
    assert houses.visit(houses.mehmet).get(own)["Content-Type"] == "application/pdf"
    assert houses.visit(houses.leila).get(own).status_code == 404


def test_a_number_that_was_typed_is_not_called_a_figure_of_favns(houses, edition, tmp_path, capsys):
    """Whoever copies a printed number into a table of their own gets it back as equal."""
    compare(edition, tmp_path, "--only", "a")
    assert "Typed into the report, not counted by Favn: 1" in capsys.readouterr().out
    page = papers.words(houses.visit().get(public(edition) + "trykt/").content.decode())
    said = "Skrevet ind i rapporten, ikke talt af Favn."
    assert said in page.split(">Fonde</th>")[1].split("</tr>")[0]
    assert page.count(said) == 1
    assert "1 tal i rapporten er skrevet af dem, der skrev den." in page


def test_a_number_of_favns_in_a_table_of_ones_own_is_not_typed(houses):
    placed = {VISITS: Placed(VISITS, total=4)}
    text = f"| Hvad | Antal |\n|---|--:|\n| Besøg | {{{{{VISITS}}}}} |\n"
    book = Book(placed, [Written("Forord", text)])
    (line,) = compared([Printed("x", "Besøg", value="4", place="tabel: Forord / Besøg")], book)
    assert (line.grade, line.is_typed) == (Grade.EQUAL, False)


def test_a_number_in_a_committees_prose_is_typed_and_its_decimals_belong_to_it():
    place = "policy.statements@sundhavn/plan/2025?by=section"
    part = Part("Arbejdet", None, words=("Vi brugte 7,3 mio. i 2025.",))
    book = Book({place: Placed(place, parts=(part,), columns=("Ord",))}, [])

    def graded(value):
        asked = Printed("x", "Penge", value=value, place=f"{place} | Arbejdet | Ord")
        return compared([asked], book)[0]

    assert (graded("7.3").grade, graded("7.3").is_typed) == (Grade.EQUAL, True)
    assert graded("7").grade == graded("3").grade == Grade.DIFFERENT


AREAS = "centre.conversations@medborgerhuset/2025?by=areas"
BY_AREAS = Placed(
    AREAS, by="antal lovområder", total=1502, mean=2,
    parts=(Part("1", 640), Part("2", 276), Part("3", 376), Part("4", None, "too_few")),
)  # fmt: skip


def judged(place, value, placed=BY_AREAS, unit="percent"):
    asked = Printed("x", "Andel", value=value, unit=unit, place=f"{AREAS} | {place}")
    (line,) = compared([asked], Book({AREAS: placed}, []))
    return line.grade, line.given


def test_parts_that_do_not_overlap_are_added_and_one_that_is_withheld_holds_the_sum_back():
    """1,502 conversations with 640, 276 and 376: 61 percent have one or two areas of law."""
    assert judged("kun 1 + 2 | andel", "61") == (Grade.EQUAL, "61 %")
    assert judged("kun 2 + 3 | andel", "25") == (Grade.DIFFERENT, "43 %")
    assert judged("kun 3 + 4 | andel", "14") == (Grade.WITHHELD, "")
    assert judged("kun 1 + 9 | andel", "61") == (Grade.NOT_GIVEN, "")
    assert judged("kun 1 + 2", "916", replace(BY_AREAS, overlaps=True), "") == (
        Grade.NOT_GIVEN, "",
    )  # fmt: skip


def test_a_mean_is_compared_and_held_back_where_it_would_tell_too_much():
    assert judged("gennemsnit", "2", unit="years") == (Grade.EQUAL, "2 år")
    assert judged("gennemsnit", "2", replace(BY_AREAS, mean=None)) == (Grade.WITHHELD, "")


def test_a_number_that_was_not_printed_gets_what_is_here_beside_it_and_no_judgement():
    assert judged("kun 1 + 2 | andel", "") == (Grade.NOT_GIVEN, "61 %")


def test_a_year_is_no_quantity():
    assert Printed("x", "Siden", value="2014", unit="year").words == "2014"
    assert Printed("x", "Besøg", value="2014", unit="count").words == "2.014"


@pytest.mark.parametrize("value", ["NaN", "Infinity", "1e999999999", "1_000", "ikke opgjort"])
def test_what_is_no_plain_number_is_shown_as_it_was_printed(value):
    (line,) = compared([Printed("x", "Y", value=value, place=VISITS)], Book({}, []))
    assert (line.grade, line.printed.words) == (Grade.NOT_GIVEN, value)


def test_a_withheld_number_is_not_told_here_either(houses, edition, tmp_path):
    compare(edition, tmp_path)
    page = houses.visit().get(public(edition) + "trykt/?vis=withheld").content.decode()
    row = papers.words(page).split("Gæster</th>")[1].split("</tr>")[0]
    assert "Der er så få personer" in row
    assert "<td>3</td><td>–</td>" in row


def test_what_differs_stands_first_and_a_share_has_its_unit(houses, edition, tmp_path):
    compare(edition, tmp_path)
    page = papers.words(houses.visit().get(public(edition) + "trykt/").content.decode())
    first, second, third = page.split('<th scope="row">')[1:4]
    assert first.startswith("Besøg i forordet")
    assert second.startswith("Besøg efter en anden liste")
    assert third.startswith("Gæster")
    assert "<td>75 %</td><td>75 %</td>" in page


def test_a_newer_edition_leads_to_the_one_that_was_compared(houses, edition, tmp_path):
    compare(edition, tmp_path)
    newer = freeze(houses, houses.jonas, edition.report)
    for client, address in (
        (houses.visit(), f"/rapport/medborgerhuset/{edition.report.slug}/{newer.number}/"),
        (houses.visit(houses.jonas), f"/rapporter/udgave/{newer.pk}/"),
    ):
        page = client.get(address).content.decode()
        assert "Udgave 1 ved siden af det trykte" in page
    assert f'href="{public(edition)}trykt/"' in (
        houses.visit().get(f"/rapport/medborgerhuset/{edition.report.slug}/2/").content.decode()
    )


def test_one_grade_at_a_time(houses, edition, tmp_path):
    compare(edition, tmp_path)
    page = papers.words(
        houses.visit().get(public(edition) + "trykt/?vis=different").content.decode()
    )
    assert "Besøg efter en anden liste" in page
    assert "Andel om breve" not in page


def test_the_last_file_counts_and_a_dry_run_keeps_nothing(houses, edition, tmp_path):
    compare(edition, tmp_path)
    compare(edition, tmp_path, "--dry-run", rows=HEAD + "x,Y,2025,1,count,exact,,\n")
    with houses.acting(houses.jonas):
        assert Comparison.objects.get_queryset().count() == 1
    compare(edition, tmp_path, rows=HEAD + "x,Kun denne,2025,1,count,exact,,\n")
    page = houses.visit().get(public(edition) + "trykt/").content.decode()
    assert "Kun denne" in page
    assert "Andel om breve" not in page


@pytest.mark.parametrize("rows", ["", "navn,tal\nx,1\n", "\x00\x01", HEAD.replace("value", "tal")])
def test_a_file_that_is_no_such_list_is_refused_with_a_sentence(edition, tmp_path, rows):
    assert compare(edition, tmp_path, rows=rows) == cli.WRONG_CALL


def test_unknown_houses_reports_and_files_are_wrong_calls(edition, tmp_path):
    known = ["compare", str(tmp_path / "ingen.csv"), "--organisation", "medborgerhuset"]
    assert cli.run([*known, "--report", edition.report.slug]) == cli.WRONG_CALL
    file = tmp_path / "t.csv"
    file.write_text(HEAD, encoding="utf-8")
    for house, report in (("månen", edition.report.slug), ("medborgerhuset", "ingen")):
        asked = ["compare", str(file), "--organisation", house, "--report", report]
        assert cli.run(asked) == cli.WRONG_CALL


def test_another_house_cannot_open_the_houses_own_page(houses, edition, tmp_path):
    compare(edition, tmp_path)
    here = f"/rapporter/udgave/{edition.pk}/trykt/"
    assert houses.visit(houses.mehmet).get(here).status_code == 200
    assert houses.visit(houses.leila).get(here).status_code == 404
