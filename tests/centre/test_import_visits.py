"""A file is read whole or not at all, the same one twice adds nothing, and it can be taken back."""

import codecs
import unicodedata
import uuid
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from favn.centre import actions, imports
from favn.centre.choices import Source, Void
from favn.centre.models import Guidance, ImportBatch, Participation, Session, Visit
from favn.kit import figures, history
from favn.kit.models import Change, History
from favn.kit.refusals import Refused
from favn.kit.tenancy import acting_for
from favn.statistics.figures import Edition, Period
from tests.cast import NOW, TODAY

FILE = """slags;dato;tid;aktivitet;emne;antal
besøg;21-10-2026;10;;;12
besøg;2026-11-18;14:30;;;
deltagelse;19.11.2026;13;Systuen;;3
vejledning;3/11/2026;kl. 9;;E-boks og breve;2
"""
ROWS = 18


@pytest.fixture
def house(houses):
    with acting_for(houses.medborgerhuset.pk):
        yield houses


@pytest.fixture
def read(tmp_path):
    def read_content(content: str | bytes, **named: str):
        path = tmp_path / "besøg.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return imports.read_visits(path, today=TODAY, **named)

    return read_content


def loaded(plan, house):
    return imports.apply(plan, by=house.jonas, at=NOW)


def counted():
    return [m.objects.counted().count() for m in (Visit, Participation, Guidance)]


def figure(house, name, period, by=None):
    owner = house.medborgerhuset.pk
    return figures.value(name, owner, Period.parse(period), by=by, edition=Edition.INTERNAL)


def test_a_dry_run_tells_what_would_come_and_writes_nothing(house, read):
    plan = read(FILE)
    assert plan.errors == []
    assert (plan.lines, plan.rows, plan.already) == (4, ROWS, 0)
    assert plan.months == {
        ("visit", "2026-10"): 12, ("guidance", "2026-11"): 2, ("participation", "2026-11"): 3,
        ("visit", "2026-11"): 1,
    }  # fmt: skip
    assert counted() == [0, 0, 0]
    assert not ImportBatch.objects.owned().exists()
    assert not Session.objects.owned().exists()


def test_a_file_lands_in_the_books_and_in_the_figures(house, read):
    before = figure(house, "centre.visits", "2026-Q4").total
    batch = loaded(read(FILE), house)
    assert counted() == [13, 3, 2]
    assert batch.rows == ROWS
    assert figure(house, "centre.visits", "2026-Q4").total == (before or 0) + 13
    assert figure(house, "centre.visits", "2026-10").total == 12
    rows = figure(house, "centre.participations", "2026-Q4", "activity").rows
    assert [(row.key, row.value) for row in rows if row.value] == [("sy", 3)]


def test_rows_say_when_where_and_how_they_came(house, read):
    loaded(read(FILE), house)
    row = Participation.objects.counted().first()
    assert row.source == Source.IMPORT
    assert row.session_id == house.slots["sy@medborgerhuset"].session_id(TODAY)
    assert (row.year, row.month, row.weekday, row.hour) == (2026, 11, 4, 13)
    assert {v.hour for v in Visit.objects.counted()} == {10, 14}


def test_one_line_of_history_for_the_whole_file(house, read):
    batch = loaded(read(FILE), house)
    assert [(line.verb, line.actor_label) for line in history.of(batch)] == [("import", "Jonas")]
    assert History.objects.get_queryset().count() == 1
    marks = set(Change.objects.get_queryset().values_list("table", "year", "month"))
    assert marks == {
        ("centre.visit", 2026, 10), ("centre.visit", 2026, 11),
        ("centre.participation", 2026, 11), ("centre.guidance", 2026, 11),
    }  # fmt: skip


def test_the_same_file_twice_adds_nothing(house, read):
    loaded(read(FILE), house)
    again = read(FILE)
    assert again.is_done
    assert (again.rows, again.already) == (0, ROWS)
    assert loaded(again, house) is None
    assert counted() == [13, 3, 2]


def test_a_file_saved_anew_and_sorted_is_still_the_same(house, read):
    loaded(read(FILE), house)
    head, *rest = FILE.replace("21-10-2026", "2026-10-21").replace(";", ",").splitlines()
    assert read("\r\n".join([head, *reversed(rest)]).encode("cp1252")).is_done


def test_a_longer_file_adds_only_what_is_new(house, read):
    loaded(read(FILE), house)
    plan = read(FILE.replace(";;;12", ";;;14") + "besøg;19-11-2026;9;;;1\n")
    assert (plan.rows, plan.already) == (3, ROWS)
    loaded(plan, house)
    assert counted() == [16, 3, 2]


def test_rows_like_those_already_there_are_told_of(house, read):
    assert read(FILE).alike == ""
    loaded(read("slags;dato;tid;antal\nbesøg;2026-11-18;14;2\n"), house)
    plan = read(FILE)
    assert (plan.rows, plan.already) == (ROWS - 1, 1)
    assert plan.alike.startswith("1 registrering i filen ligner en, der allerede er der")
    loaded(plan, house)
    assert read(FILE).alike.startswith("18 registreringer i filen ligner nogle")


def test_the_lists_of_two_doors_both_count_when_each_names_its_source(house, read):
    content = "slags;dato;tid;antal;id\nbesøg;2026-11-18;14;2;\nbesøg;2026-11-18;15;1;7\n"
    loaded(read(content), house)
    loaded(read(content, source="Bagdøren"), house)
    assert counted() == [6, 0, 0]
    again = read(content, source=f" {unicodedata.normalize('NFD', 'BAGDØREN')} ")
    assert (again.rows, again.already) == (0, 3)
    assert {batch.file_name for batch in imports.batches()} == {
        "besøg.csv", "Bagdøren: besøg.csv",
    }  # fmt: skip


def test_a_row_corrected_to_another_day_is_taken_back_and_comes_again_where_it_stands(house, read):
    batch = loaded(read(FILE), house)
    entry = Visit.objects.owned().get(on=date(2026, 11, 18))
    to = {"on": date(2026, 9, 30)}
    actions.correct(entry=entry, to=to, by=house.jonas, at=NOW, reason="Forkert dag")
    imports.undo(batch, by=house.jonas, at=NOW)
    assert figure(house, "centre.visits", "2026-09").total == 0
    loaded(read(FILE), house)
    assert counted() == [13, 3, 2]
    assert figure(house, "centre.visits", "2026-09").total == 1


@pytest.mark.parametrize("again", [False, True])
def test_the_months_are_read_from_the_rows_after_they_were_changed(house, read, again):
    """On PostgreSQL a row may be moved to another month between the two."""
    batch = loaded(read(FILE), house)
    if again:
        imports.undo(batch, by=house.jonas, at=NOW)
        plan = read(FILE)
    with CaptureQueriesContext(connection) as asked:
        loaded(plan, house) if again else imports.undo(batch, by=house.jonas, at=NOW)
    visits = [q["sql"] for q in asked if '"centre_visit"' in q["sql"]]
    months = [n for n, sql in enumerate(visits) if sql.startswith("SELECT DISTINCT")]
    changes = [n for n, sql in enumerate(visits) if sql.startswith("UPDATE")]
    assert changes
    assert months
    assert max(changes) < min(months)


def test_two_equal_lines_are_two_guests(house, read):
    loaded(read("slags;dato;tid\nbesøg;2026-11-18;10\nbesøg;2026-11-18;10\n"), house)
    assert counted() == [2, 0, 0]


def test_taking_the_file_back_brings_the_figures_back(house, read):
    loaded(read("slags;dato\nbesøg;2026-11-02\n"), house)
    before = figure(house, "centre.visits", "2026-Q4")
    batch = loaded(read(FILE), house)
    assert figure(house, "centre.visits", "2026-Q4").total == before.total + 13
    assert imports.undo(batch, by=house.jonas, at=NOW) == ROWS
    after = figure(house, "centre.visits", "2026-Q4")
    assert (after.total, after.snapshot) == (before.total, before.snapshot)
    assert [line.verb for line in history.of(batch).order_by("verb")] == ["import", "take-back"]
    with pytest.raises(Refused):
        imports.undo(batch, by=house.jonas, at=NOW)


def test_what_was_voided_by_hand_stays_voided_when_the_file_comes_again(house, read):
    batch = loaded(read(FILE), house)
    Visit.objects.filter(on=date(2026, 11, 18)).update(voided_at=NOW, void=Void.TWICE)
    assert imports.undo(batch, by=house.jonas, at=NOW) == ROWS - 1
    plan = read(FILE)
    assert (len(plan.again), len(plan.new), plan.already) == (ROWS - 1, 0, 1)
    loaded(plan, house)
    assert counted() == [12, 3, 2]
    assert figure(house, "centre.visits", "2026").total == 12


BAD = """slags;dato;tid;aktivitet;emne;antal;id
besog;2026-11-18;;;;;
besøg;2026-13-01;;;;;
besøg;2026-11-20;;;;;
besøg;18-11-26;;;;;
besøg;2026-11-18;25;;;;
deltagelse;2026-11-18;;Sytuen;;;
vejledning;2026-11-18;;;;;
vejledning;2026-11-18;;Systuen;MitID;;
besøg;2026-11-18;;;;1.200;
besøg;2026-11-18;;;;-1;
besøg;2026-11-18;;;;;a7
besøg;2026-11-18;;;;;a7
besøg;2026-11-18;;;;;;;7
x;y;z;;;æ;
besøg;2026-11-18;10;;;1;
"""


def test_every_bad_line_is_listed_with_its_number_and_nothing_is_written(house, read):
    plan = read(BAD)
    assert [error.line for error in plan.errors] == [
        2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 14, 15, 15, 15, 15,
    ]  # fmt: skip
    assert all(error.sentence.endswith(".") for error in plan.errors)
    assert not plan.is_fit
    with pytest.raises(Refused, match="Linje 2"):
        loaded(plan, house)
    assert counted() == [0, 0, 0]


def test_an_unknown_activity_is_answered_with_the_nearest_known(house, read):
    (error,) = read("slags;dato;aktivitet\ndeltagelse;2026-11-18;Sytuen\n").errors
    assert "“Sytuen” kendes ikke" in error.sentence
    assert "Systuen" in error.sentence


def test_an_activity_of_the_other_house_is_unknown(house, read):
    with acting_for(house.naboerne.pk):
        house.activities["sy@naboerne"].__class__.objects.create(
            organisation=house.naboerne, slug="kor", name="Koret"
        )
    (error,) = read("slags;dato;aktivitet\ndeltagelse;2026-11-18;Koret\n").errors
    assert "Koret" not in error.sentence.split("Nærmest")[1]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("utf-8", FILE.encode()),
        ("utf-8 with a mark", codecs.BOM_UTF8 + FILE.encode()),
        ("windows-1252", FILE.encode("cp1252")),
        ("letters in two signs", unicodedata.normalize("NFD", FILE).encode()),
        ("comma", FILE.replace(";", ",").encode()),
        ("tab", FILE.replace(";", "\t").encode()),
        ("lines as in Windows", FILE.replace("\n", "\r\n").encode()),
        ("quotes", FILE.replace("Systuen", '"Systuen"').encode()),
        ("empty lines", FILE.replace("\n", "\n;;;;;\n\n").encode()),
        ("English", FILE.replace("slags;dato;tid;aktivitet;emne;antal",
                                 "Kind;Date;Time;Activity;Topic;Count")
                        .replace("besøg", "visit").replace("deltagelse", "participation")
                        .replace("vejledning", "guidance").encode()),
        ("slugs", FILE.replace("Systuen", "sy").replace("E-boks og breve", "brev").encode()),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_files_as_spreadsheets_write_them(house, read, name, content):
    plan = read(content)
    assert plan.errors == []
    assert plan.rows == ROWS


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"PK\x03\x04rest of a zip", "regneark"),
        (b"slags;dato\nbes\x00g;2026", "ikke tekst"),
        (FILE.encode("utf-16"), "ikke tekst"),
        (b"", "tom"),
        (b"slags;dato;navn\n", "navn"),
        (b"slags;dato;dato\n", "to gange"),
        (b'slags;dato\n"bes;2026-11-18\n', "anf"),
    ],
)
def test_what_is_no_list_is_refused_with_a_sentence(house, read, content, word):
    (error,) = read(content).errors
    assert word in error.sentence


def test_a_column_that_must_be_there_is_asked_for(house, read):
    (error,) = read("slags;antal\nbesøg;3\n").errors
    assert (error.line, "dato" in error.sentence) == (1, True)


def test_a_file_too_large_or_with_too_many_rows_is_refused(house, read, monkeypatch):
    monkeypatch.setattr(imports.files, "LARGEST", 10)
    assert "20 MB" in read(FILE).errors[0].sentence
    monkeypatch.undo()
    many = "slags;dato;antal\n" + "besøg;2026-11-18;10000\n" * 21
    (error,) = read(many).errors
    assert (error.line, "200.000" in error.sentence) == (22, True)


def test_a_missing_file_is_a_sentence(house, tmp_path):
    (error,) = imports.read_visits(tmp_path / "nej.csv", today=TODAY).errors
    assert "kan ikke åbnes" in error.sentence


def test_an_id_of_ones_own_counts_once_whatever_else_the_row_says(house, read):
    own = uuid.uuid4()
    loaded(read(f"slags;dato;id\nbesøg;2026-11-18;{own}\nbesøg;2026-11-18;17\n"), house)
    assert Visit.objects.owned().filter(pk=own).exists()
    plan = read(f"slags;dato;id\nbesøg;2026-11-17;{own}\nbesøg;2026-11-16;17\n")
    assert (plan.rows, plan.already) == (0, 2)


def test_an_id_of_another_house_is_refused_and_nothing_is_written(house, read):
    own = uuid.uuid4()
    with acting_for(house.naboerne.pk):
        Visit(id=own, organisation=house.naboerne, on=TODAY, hour=9).save()
    plan = read(f"slags;dato;id\nbesøg;2026-11-18;{own}\nbesøg;2026-11-18;\n")
    assert plan.rows == 2
    with pytest.raises(Refused, match="id"):
        loaded(plan, house)
    assert counted() == [0, 0, 0]
    assert not ImportBatch.objects.owned().exists()


def test_the_other_house_can_read_the_same_file_into_its_own_books(house, read):
    loaded(read(FILE), house)
    with acting_for(house.naboerne.pk):
        plan = read(FILE)
        assert (plan.rows, plan.already) == (ROWS, 0)
        imports.apply(plan, by=house.leila, at=NOW)
        assert counted() == [13, 3, 2]
    assert counted() == [13, 3, 2]


def test_without_an_hour_a_session_gives_it_and_a_visit_is_put_at_midday(house, read):
    plan = read("slags;dato;aktivitet\ndeltagelse;2026-11-19;sy\nbesøg;2026-11-19;\n")
    assert plan.without_hour == 2
    loaded(plan, house)
    assert Participation.objects.counted().get().hour == 13
    assert Visit.objects.counted().get().hour == 12


def test_a_day_outside_the_timetable_gets_one_plain_session(house, read):
    loaded(read("slags;dato;tid;aktivitet;antal\ndeltagelse;2026-11-17;10;sy;4\n"), house)
    session = Session.objects.owned().get()
    assert (session.slot_id, session.starts.hour, session.participations.count()) == (None, 10, 4)


def test_old_years_may_come_from_a_file(house, read):
    loaded(read("slags;dato;antal\nbesøg;5.2.2019;7\nbesøg;6.2.2019;0\n"), house)
    assert figure(house, "centre.visits", "2019").total == 7
