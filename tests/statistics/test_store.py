"""The store: months replaced, files immutable, old states readable, crashes harmless."""

import hashlib
import random
import signal
import subprocess
import sys
import threading
import time

import duckdb
import pytest

from favn.statistics import manifest as manifests
from favn.statistics.engine import evaluate
from favn.statistics.figures import Period, Question
from favn.statistics.store import GENERATIONS, Column, StoreError, YearStore
from tests.statistics.oracle import COLUMNS, figure

TABLE = "room.row"
MONTHS = Question(figure(counts="events"), Period(2023), "month")


def rows(count, start=0):
    return [(f"a{i % 5}", start + i, "10", None, i) for i in range(count)]


def by_month(store):
    return [cell.value for cell in evaluate([MONTHS], store)[0].cells]


def state(store):
    return manifests.read(store.folder).tables[TABLE]


def test_a_month_replaces_what_the_base_and_earlier_deltas_said_of_it(tmp_path):
    store = YearStore(tmp_path)
    for month in range(1, 13):
        store.replace_month(TABLE, month, COLUMNS, rows(100))
    store.compact(TABLE)
    store.replace_month(TABLE, 3, COLUMNS, rows(7))
    store.replace_month(TABLE, 3, COLUMNS, rows(9))
    store.replace_month(TABLE, 4, COLUMNS, [])
    assert set(state(store).deltas) == {3, 4}
    assert by_month(store) == [100, 100, 9, 0, *[100] * 8]


def test_more_than_three_months_are_merged_into_the_base(tmp_path):
    store = YearStore(tmp_path)
    store.replace_month(TABLE, 1, COLUMNS, rows(1000))
    seen = []
    for month in (2, 3, 4, 5):
        store.replace_month(TABLE, month, COLUMNS, rows(10))
        seen.append(sorted(state(store).deltas))
    assert seen == [[2], [2, 3], [2, 3, 4], []]
    assert state(store).base.rows == 1040


def test_a_delta_above_a_fifth_of_the_base_is_merged(tmp_path):
    store = YearStore(tmp_path)
    store.replace_month(TABLE, 1, COLUMNS, rows(100))
    store.replace_month(TABLE, 2, COLUMNS, rows(20))
    assert set(state(store).deltas) == {2}
    store.replace_month(TABLE, 2, COLUMNS, rows(21))
    assert not state(store).deltas
    assert by_month(store)[:3] == [100, 21, 0]


def test_equal_content_gives_the_equal_hash_and_only_renews_the_time(tmp_path):
    store = YearStore(tmp_path)
    store.replace_month(TABLE, 1, COLUMNS, rows(100))
    store.replace_month(TABLE, 2, COLUMNS, rows(5))
    before, files = store.snapshot(), manifests.read(tmp_path).files()
    store.replace_month(TABLE, 2, COLUMNS, reversed(rows(5)))
    after = store.snapshot()
    assert after.hash == before.hash
    assert after.at > before.at
    assert manifests.read(tmp_path).files() == files


def test_the_hash_tells_content_and_neither_history_nor_files(tmp_path):
    straight, crooked = YearStore(tmp_path / "straight"), YearStore(tmp_path / "crooked")
    for month in (1, 2):
        straight.replace_month(TABLE, month, COLUMNS, rows(30))
    crooked.replace_month(TABLE, 2, COLUMNS, [("zz", 1, "10", None, 1)])
    crooked.replace_month(TABLE, 2, COLUMNS, rows(30))
    crooked.replace_month(TABLE, 1, COLUMNS, rows(30))
    crooked.replace_month(TABLE, 5, COLUMNS, rows(3))
    assert crooked.snapshot().hash != straight.snapshot().hash
    crooked.replace_month(TABLE, 5, COLUMNS, [])
    assert crooked.snapshot().hash == straight.snapshot().hash
    crooked.compact(TABLE)
    assert crooked.snapshot().hash == straight.snapshot().hash


def test_compaction_changes_neither_hash_time_nor_answers(tmp_path):
    store = YearStore(tmp_path)
    store.replace_month(TABLE, 1, COLUMNS, rows(100))
    store.replace_month(TABLE, 2, COLUMNS, rows(10))
    before, counts = store.snapshot(), by_month(store)
    store.compact(TABLE)
    assert not state(store).deltas
    assert (store.snapshot(), by_month(store)) == (before, counts)


def test_the_base_lies_sorted_by_person(tmp_path):
    store = YearStore(tmp_path)
    mixed = rows(400)
    random.Random(3).shuffle(mixed)
    store.replace_month(TABLE, 1, COLUMNS, mixed)
    base = str(store.table(TABLE).base)
    persons = [
        row[0] for row in duckdb.execute("SELECT person FROM read_parquet(?)", [base]).fetchall()
    ]
    assert persons == sorted(persons)
    kinds = duckdb.execute("DESCRIBE FROM read_parquet(?)", [base]).fetchall()
    assert {name: kind for name, kind, *_ in kinds}["activity"] == "UTINYINT"


def test_files_carry_their_digest_and_those_of_the_state_before_stay(tmp_path):
    store = YearStore(tmp_path)
    store.replace_month(TABLE, 1, COLUMNS, rows(10))
    old = store.read()
    store.replace_month(TABLE, 1, COLUMNS, rows(11))
    assert [each.total for each in evaluate([MONTHS], old.tables)] == [10]
    for count in range(GENERATIONS - 1):
        store.replace_month(TABLE, 1, COLUMNS, rows(12 + count))
    assert [each.total for each in evaluate([MONTHS], old.tables)] == [10]
    store.replace_month(TABLE, 1, COLUMNS, rows(9))
    assert not old.tables[TABLE].base.exists()
    base = state(store).base
    digest = hashlib.sha256((tmp_path / base.name).read_bytes()).hexdigest()
    assert (digest, digest[:16] in base.name) == (base.sha256, True)
    assert len(list(tmp_path.glob("*.parquet"))) == 1 + GENERATIONS


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (("a", 2**63, "10", None, 1), "64 bits"),
        (("a", 1, 10, None, 1), "hour must be a text"),
        (("a", "1", "10", None, 1), "person must be a whole number"),
        (("a", 1, "10", None, 1.5), "minutes must be a whole number"),
        (("a", 1, "10"), "3 values, 5 columns"),
    ],
)
def test_a_bad_row_is_named_and_nothing_is_changed(tmp_path, bad, reason):
    store = YearStore(tmp_path)
    store.replace_month(TABLE, 1, COLUMNS, rows(3))
    before = store.snapshot()
    with pytest.raises(StoreError, match=f"row 4.*{reason}"):
        store.replace_month(TABLE, 1, COLUMNS, [*rows(3), bad])
    assert store.snapshot() == before


def test_other_columns_need_the_table_dropped_first(tmp_path):
    store, fewer = YearStore(tmp_path), COLUMNS[:2]
    store.replace_month(TABLE, 1, COLUMNS, rows(3))
    with pytest.raises(StoreError, match="Drop the table"):
        store.replace_month(TABLE, 1, fewer, [("a", 1)])
    store.drop(TABLE)
    store.replace_month(TABLE, 1, fewer, [("a", 1)])
    assert by_month(store)[0] == 1


@pytest.mark.parametrize(
    ("table", "month", "columns"),
    [
        ("row", 1, COLUMNS),
        ("../up.row", 1, COLUMNS),
        (TABLE, 13, COLUMNS),
        (TABLE, 1, [Column("month", "code")]),
        (TABLE, 1, [Column("who", "person")]),
        (TABLE, 1, [Column("a b", "code")]),
    ],
)
def test_names_and_months_that_cannot_be_are_refused(tmp_path, table, month, columns):
    folder = tmp_path / "year"
    with pytest.raises(StoreError):
        YearStore(folder).replace_month(table, month, columns, [])
    assert not list(tmp_path.glob("year/*"))


def test_a_year_loaded_by_query_counts_like_months_replaced(tmp_path):
    slow, quick = YearStore(tmp_path / "slow"), YearStore(tmp_path / "quick")
    columns = [Column("activity", "code"), Column("person", "person")]
    data = [(m, key, p) for m in (1, 2) for key, p in [("it's", 1), (None, 2), ("b", None)]]
    for month in (1, 2):
        slow.replace_month(TABLE, month, columns, [row[1:] for row in data if row[0] == month])
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE t (month INT, activity TEXT, person BIGINT)")
        connection.executemany("INSERT INTO t VALUES (?, ?, ?)", data)
        quick.load_year(TABLE, columns, "FROM t", connection)
    asked = [Question(figure(counts=c), Period(2023), "activity") for c in ("events", "persons")]
    assert evaluate(asked, slow) == evaluate(asked, quick)


def test_a_manifest_that_cannot_be_read_says_what_to_do(tmp_path):
    YearStore(tmp_path).replace_month(TABLE, 1, COLUMNS, rows(1))
    (tmp_path / manifests.NAME).write_text("{")
    with pytest.raises(StoreError, match="rebuild the year"):
        YearStore(tmp_path).snapshot()


def test_a_lost_file_says_what_to_do(tmp_path):
    store = YearStore(tmp_path)
    store.replace_month(TABLE, 1, COLUMNS, rows(1))
    store.table(TABLE).base.unlink()
    with pytest.raises(StoreError, match="rebuild it"):
        by_month(store)


def test_readers_see_whole_states_while_threads_write(tmp_path):
    store, stop = YearStore(tmp_path), threading.Event()
    store.replace_month(TABLE, 1, COLUMNS, rows(50))
    store.replace_month(TABLE, 2, COLUMNS, rows(50))

    def write(month):
        while not stop.is_set():
            store.replace_month(TABLE, month, COLUMNS, rows(40 + month))
            store.replace_month(TABLE, month, COLUMNS, rows(50))

    writers = [threading.Thread(target=write, args=(month,)) for month in (1, 2)]
    for writer in writers:
        writer.start()
    try:
        seen = {tuple(by_month(store)[:2]) for _ in range(30)}
    finally:
        stop.set()
        for writer in writers:
            writer.join()
    assert seen <= {(a, b) for a in (41, 50) for b in (42, 50)}


OTHER = "room.other"
BOTH = [MONTHS, Question(figure(id="room.other", table=OTHER, counts="events"), Period(2023))]


def test_several_tables_change_in_one_step_or_not_at_all(tmp_path):
    store = YearStore(tmp_path)
    with store.change() as change:
        change.replace_months(TABLE, COLUMNS, {1: rows(5)})
        change.replace_months(OTHER, COLUMNS, {1: rows(5)})
        change.persons = "one key"
        assert store.read().tables == {}
    before, files = store.snapshot(), manifests.read(tmp_path)
    with pytest.raises(StoreError, match="row 3"), store.change() as change:
        change.replace_months(TABLE, COLUMNS, {1: rows(6)})
        change.replace_months(OTHER, COLUMNS, {1: [*rows(2), ("a", "1", "10", None, 1)]})
    assert (store.snapshot(), manifests.read(tmp_path)) == (before, files)
    store.replace_month(TABLE, 1, COLUMNS, rows(7))
    assert manifests.read(tmp_path).persons == "one key"


def test_a_reading_whose_files_were_taken_away_is_made_again(tmp_path):
    store, seen = YearStore(tmp_path), []
    store.replace_month(TABLE, 1, COLUMNS, rows(5))

    def attempt(reading):
        seen.append(reading.snapshot.hash)
        if len(seen) < 3:
            for count in range(GENERATIONS + 1):
                store.replace_month(TABLE, 1, COLUMNS, rows(10 * len(seen) + count))
        return evaluate([MONTHS], reading.tables)[0].total, reading.snapshot

    assert store.answered(attempt) == (20 + GENERATIONS, store.snapshot())
    assert len(set(seen)) == 3


def test_a_file_that_is_lost_for_good_says_what_to_do(tmp_path):
    store = YearStore(tmp_path)
    store.replace_month(TABLE, 1, COLUMNS, rows(1))
    store.table(TABLE).base.unlink()
    with pytest.raises(StoreError, match="rebuild it"):
        store.answered(lambda reading: evaluate([MONTHS], reading.tables))


def test_readers_never_see_one_table_new_and_the_other_old(tmp_path):
    store, stop = YearStore(tmp_path), threading.Event()

    def put(count):
        with store.change() as change:
            for table in (TABLE, OTHER):
                change.replace_months(table, COLUMNS, {1: rows(count)})

    def write():
        while not stop.is_set():
            put(41)
            put(50)

    put(50)
    writers = [threading.Thread(target=write) for _ in range(2)]
    for writer in writers:
        writer.start()
    try:
        read = [store.answered(lambda r: evaluate(BOTH, r.tables)) for _ in range(30)]
    finally:
        stop.set()
        for writer in writers:
            writer.join()
    assert {tuple(a.total for a in answers) for answers in read} <= {(41, 41), (50, 50)}


WRITER = """
import sys
from pathlib import Path
from favn.statistics.store import Column, YearStore
store = YearStore(Path(sys.argv[1]))
for turn in range(10_000):
    month, count = turn % 5 + 1, 20 + turn % 7
    store.replace_month("room.row", month, [Column("activity", "code")], [(f"a{count}",)] * count)
    print(turn, flush=True)
"""


def test_a_writer_killed_at_any_moment_leaves_a_whole_state(tmp_path):
    env = {"PYTHONPATH": ":".join(sys.path)}
    told = -1
    for kill in range(6):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(tmp_path)],
            stdout=subprocess.PIPE,
            text=True,
            env=env,
        )
        told = int(writer.stdout.readline())
        time.sleep(0.05 + 0.037 * kill)
        writer.send_signal(signal.SIGKILL)
        told = max([told, *(int(line) for line in writer.communicate()[0].split())])
        counts = by_month(YearStore(tmp_path))
        possible = [{20 + t % 7 for t in range(m, 10_000, 5)} | {0} for m in range(5)]
        assert all(count in some for count, some in zip(counts, possible, strict=False))
        named = manifests.read(tmp_path).files()
        assert all((tmp_path / name).exists() for name in named)
    store = YearStore(tmp_path)
    store.replace_month(TABLE, 12, [Column("activity", "code")], [("a",)] * 99)
    assert by_month(store)[11] == 99
    assert not list(tmp_path.glob("*.draft"))
    assert told >= 0
