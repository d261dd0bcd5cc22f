"""A table that adds up raises nothing; one cell moved beyond rounding raises what uses it."""

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from favn.statistics import claims
from tests.statistics.claim_tables import contradictions, report

COUNTS = st.lists(st.integers(1, 500), min_size=3, max_size=7)
TENTHS = st.integers(100, 900)


@dataclass(frozen=True)
class Sheet:
    """A consistent table of three parts, cell by cell; the moved cell is what changes."""

    counts: list[int]
    sides: tuple[int, int]

    def text(self, moved: str = "", by: float = 0) -> str:
        def cell(name: str, value: float, decimals: int = 0) -> str:
            shown = value + (by if name == moved else 0)
            return f"{shown:.{decimals}f}".replace(".", ",")

        total, (one, other) = sum(self.counts), self.sides
        rows = [f"Hold {'abcdefg'[n]};{cell(f'part{n}', c)};;;;Hold"
                for n, c in enumerate(self.counts)]  # fmt: skip
        rows.append(f"Deltagere i alt;{cell('total', total)};;;;Hold")
        share = 100 * self.counts[0] / total
        rows.append(f"Andel på første hold;{cell('share', share, 1)};%;{self.counts[0]};{total};")
        rows.append(f"Tilfredse;{cell('one', one / 10, 1)};%;;;Svar;mænd;2024")
        rows.append(f"Tilfredse;{cell('other', other / 10, 1)};%;;;Svar;kvinder;2024")
        gap = abs(one - other) / 10
        rows.append(f"Forskel i tilfredse;{cell('gap', gap, 1)};pp;;;Svar;;2024")
        return "\n".join(["navn;værdi;enhed;tæller;nævner;afsnit;gruppe;år", *rows])


SHEETS = st.builds(Sheet, COUNTS, st.tuples(TENTHS, TENTHS))


@given(SHEETS)
def test_a_table_that_adds_up_raises_nothing(sheet):
    judged = report(sheet.text())
    assert {f.code for f in judged.findings} <= {"base_missing"}
    assert {"total", "share", "difference"} <= {f.code for f in judged.held}


@given(SHEETS, st.data())
def test_one_cell_beyond_rounding_raises_exactly_the_rules_that_use_it(sheet, data):
    uses = {
        "total": "total", "share": "share", "gap": "difference", "one": "difference",
        **{f"part{n}": "total" for n in range(len(sheet.counts))},
    }  # fmt: skip
    moved = data.draw(st.sampled_from(sorted(uses)))
    low, high = sorted(sheet.sides)
    if moved == "one" and low == high:
        moved = "gap"
    # Away from the other side, so that the gap grows.
    sign = -1 if moved == "one" and sheet.sides[0] == low else 1
    by = sign * data.draw(st.integers(1, 9))
    assert contradictions(sheet.text(moved, by)) == {uses[moved]}


@given(SHEETS, st.integers(1, 4))
def test_a_gap_within_rounding_is_left_alone(sheet, hundredths):
    assert contradictions(sheet.text("gap", hundredths / 100)) == set()


def judged_or_refused(text: str) -> bool:
    """Whether the text was judged, or refused with a sentence; anything else is a fall."""
    try:
        return report(text) is not None
    except claims.ClaimsError as refused:
        return bool(str(refused))


@given(st.text(max_size=400))
def test_any_text_is_a_table_or_a_sentence(text):
    assert judged_or_refused(text)


CELL = st.one_of(
    st.sampled_from(["", "-", "12", "12,5", "1.234", "9e9", "−3", "0", "Andel 1-2", "i alt", "%"]),
    st.text(alphabet="aå1,.;-%\"' +/", max_size=8),
)  # fmt: skip


@given(st.lists(st.lists(CELL, min_size=12, max_size=12), min_size=1, max_size=12))
def test_any_cells_are_judged_without_a_fall(rows):
    head = "navn;værdi;enhed;gruppe;år;tæller;nævner;afsnit;note;status;ord;sum_af"
    clean = ["\t".join(cell.replace("\t", " ") for cell in row) for row in rows]
    assert judged_or_refused("\n".join([head.replace(";", "\t"), *clean]))


MAD = st.one_of(st.sampled_from(["", "-", "0"]), st.integers(-20, 300).map(str), st.just("12,5"))
ROW = st.tuples(
    st.sampled_from(["Andel 1-2", "Andel 2-3", "Kor eller dans", "Kor", "Dans", "I alt", "Mål kor",
                     "Forskel i kor", "Fald i kor", "Kor i forhold til dans",
                     "År til ligestilling i kor i samme tempo"]),
    MAD | st.just("9" * 400),
    st.sampled_from(["%", "pp", "antal", "kr.", "år", "indeks", "point"]),
    st.sampled_from(["", "kvinder", "mænd", "alle"]),
    st.sampled_from(["", "2011", "2012", "2013-02", "2010-2012", "31-12-2012"]),
    MAD,
    MAD,
    st.sampled_from(["", "A", "B 1"]),
    st.sampled_from(["", "Fremgang", "Uændret"]),
    st.sampled_from(["", "ca.", "mål", "knap", "over"]),
    st.sampled_from(["", "5/0 = 3", "1.2.3+4", "5+7 = 12", "9/3", "2 minus 9 = 7"]),
)  # fmt: skip


@given(st.lists(ROW, min_size=1, max_size=14))
def test_mad_numbers_in_a_sane_table_are_judged_without_a_fall(rows):
    head = "navn;værdi;enhed;gruppe;år;tæller;nævner;afsnit;status;forbehold;note"
    assert report("\n".join([head, *(";".join(row) for row in rows)]))
