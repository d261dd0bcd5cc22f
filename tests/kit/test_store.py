"""The statistics store: what is marked is read again, and a lost store comes back equal."""

import shutil
import threading
from pathlib import Path

from django.db import transaction

from favn.centre import actions
from favn.centre.models import Visit
from favn.kit import figures, store
from favn.kit.models import Change
from favn.statistics import manifest as manifests
from favn.statistics import store as stores
from favn.statistics.figures import Edition, Period
from favn.statistics.store import YearStore
from tests.cast import NOW, TODAY, new_id
from tests.publishing.taps import LAST_MONTH, guidances, visits

YEAR = Period.parse("2026")


def value(cast, figure="centre.visits", by=None, edition=Edition.INTERNAL):
    return figures.value(figure, cast.medborgerhuset.pk, YEAR, by=by, edition=edition)


def marks(cast):
    with cast.acting(cast.jonas):
        return Change.objects.get_queryset().count()


def test_a_write_marks_its_month_and_a_reader_clears_the_mark(houses):
    visits(houses, 2)
    assert marks(houses) == 2
    value(houses)
    assert marks(houses) == 0


def test_reading_twice_gives_the_same_snapshot(houses):
    visits(houses, 2)
    assert value(houses).snapshot == value(houses).snapshot


def test_a_new_tap_gives_a_new_snapshot(houses):
    visits(houses, 2)
    before = value(houses).snapshot
    visits(houses, 1)
    assert value(houses).snapshot != before


def test_a_lost_store_comes_back_equal(houses, settings):
    visits(houses, 3, cards=2)
    visits(houses, 2, on=LAST_MONTH)
    before = [value(houses, by="month"), value(houses, "centre.guests")]
    shutil.rmtree(settings.FAVN_STORE)
    store.rebuild(houses.medborgerhuset.pk)
    after = [value(houses, by="month"), value(houses, "centre.guests")]
    assert [(v.total, v.rows) for v in after] == [(v.total, v.rows) for v in before]


def test_a_person_is_a_number_that_differs_between_houses_and_years(houses):
    person = houses.jonas.pk
    places = [(houses.medborgerhuset.pk, 2026), (houses.medborgerhuset.pk, 2025),
              (houses.naboerne.pk, 2026)]  # fmt: skip
    assert len({store.hashed(store.person_key(*place), person) for place in places}) == 3


def test_the_key_lies_apart_and_is_for_its_owner_only(houses, settings):
    store.person_key(houses.medborgerhuset.pk, 2026)
    (key,) = Path(settings.FAVN_KEYS).glob("*.key")
    assert key.stat().st_mode & 0o077 == 0
    assert not key.is_relative_to(settings.FAVN_STORE)


def test_no_card_and_no_day_reaches_the_store(houses, settings):
    (visit,) = visits(houses, 1, cards=1)
    value(houses)
    content = b"".join(p.read_bytes() for p in Path(settings.FAVN_STORE).rglob("*") if p.is_file())
    card = visit.card
    for secret in (str(card.pk), card.code, str(visit.pk), TODAY.isoformat()):
        assert secret.encode() not in content


def test_a_rolled_back_tap_moves_nothing(houses, db):
    visits(houses, 1)
    assert value(houses).total == 1
    with transaction.atomic():
        visits(houses, 5)
        transaction.set_rollback(True)
    assert value(houses).total == 1


def test_the_ledger_remembers_what_left_the_house(houses):
    visits(houses, 2)
    with houses.acting(houses.jonas):
        figures.release(value(houses), at=NOW, purpose="Prøve")
        (entry,) = figures.releases("centre.visits", YEAR, None)
    assert (entry.value, entry.purpose) == (2, "Prøve")


def holders(cast, by=None):
    return value(cast, "centre.guests", by)


def test_a_lost_key_does_not_count_the_same_persons_twice(houses, settings):
    made = visits(houses, 6, on=LAST_MONTH, cards=6)
    with houses.acting(houses.jonas):
        for visit in made:
            actions.count_visit(
                id=new_id(), on=TODAY, hour=13, by=houses.amina, at=NOW, card=visit.card
            )
    before = holders(houses, "month")
    assert before.total == 6
    (key,) = Path(settings.FAVN_KEYS).glob("*.key")
    old = key.read_bytes()
    key.unlink()
    visits(houses, 1)
    after = holders(houses, "month")
    assert (after.total, after.rows) == (before.total, before.rows)
    assert key.read_bytes() != old
    visits(houses, 1, cards=1)
    assert holders(houses).total == 7


def test_the_key_itself_is_not_in_the_store(houses, settings):
    visits(houses, 2, cards=2)
    value(houses)
    (key,) = Path(settings.FAVN_KEYS).glob("*.key")
    content = b"".join(p.read_bytes() for p in Path(settings.FAVN_STORE).rglob("*") if p.is_file())
    assert key.read_bytes() not in content
    assert key.read_bytes().hex().encode() not in content


def test_a_rebuild_forgets_what_the_database_no_longer_has(houses):
    visits(houses, 2)
    visits(houses, 3, on=LAST_MONTH)
    assert value(houses).total == 5
    with houses.acting(houses.jonas):
        for table in (Visit, Change):
            table.objects.get_queryset().filter(month=LAST_MONTH.month).delete()
    assert value(houses).total == 5
    store.rebuild(houses.medborgerhuset.pk)
    assert value(houses).total == 2


def test_a_refresh_of_several_tables_is_one_new_state(houses):
    place = store.folder(houses.medborgerhuset.pk, 2026)
    visits(houses, 2)
    guidances(houses, "brev", 2)
    value(houses)
    before = YearStore(place).read()
    visits(houses, 1)
    guidances(houses, "brev", 1)
    value(houses)
    generations = manifests.read(place).retired
    old = {path.name for table in before.tables.values() for path in table.paths}
    assert set(generations[0]) == old


def test_a_reader_outlives_writers_who_take_the_files_away(houses, monkeypatch):
    monkeypatch.setattr(stores, "GENERATIONS", 0)
    monkeypatch.setattr(stores, "ATTEMPTS", 50)
    house, stop = houses.medborgerhuset.pk, threading.Event()
    visits(houses, 5, cards=5)
    columns = store.columns(Visit)
    assert [column.name for column in columns] == ["hour", "weekday", "person"]
    value(houses)
    year = YearStore(store.folder(house, 2026))

    def write():
        while not stop.is_set():
            for count in (7, 5):
                rows = [("13", "04", number) for number in range(count)]
                year.replace_month("centre.visit", 11, columns, rows)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        asked = [("centre.visits", None), ("centre.guests", None)]
        read = [figures.values(asked, house, YEAR, edition=Edition.INTERNAL) for _ in range(40)]
    finally:
        stop.set()
        writer.join()
    assert {tuple(v.total for v in both) for both in read} <= {(7, 7), (5, 5)}


def test_a_day_of_forty_thousand_marks_is_read_in_one_go(houses):
    visits(houses, 1)
    table, house = "centre.visit", houses.medborgerhuset.pk
    with houses.acting(houses.jonas):
        store.mark_months(table, house, [(2026, 11)] * 40_000)
    assert value(houses).total == 1
    assert marks(houses) == 0
