"""Words in the database that nobody can read there, and that open nowhere but in their own row."""

import logging

import pytest
from django.core.exceptions import FieldError
from django.db import connection, transaction
from hypothesis import HealthCheck, given
from hypothesis import settings as trying
from hypothesis import strategies as some

from favn.kit import clock, encryption, history, looking
from favn.kit.encryption import keys
from favn.kit.tenancy import acting_for
from favn.people.persons.models import Person
from tests.cast import NOW, TODAY

TABLE = Person._meta.db_table
CANARY = "KANARIEFUGL محمد"


@pytest.fixture
def person(cast):
    with acting_for(cast.medborgerhuset.pk):
        yield add(cast.medborgerhuset, CANARY)


def add(house, name, **more):
    with acting_for(house.pk):
        return Person.objects.create(
            organisation=house, name=name, created_at=NOW, last_contact_on=TODAY, **more
        )


def raw(person, column="name") -> str | None:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT "{column}" FROM "{TABLE}" WHERE id = %s', [key(person)])
        return cursor.fetchone()[0]


def write_raw(person, text, column="name") -> None:
    with connection.cursor() as cursor:
        cursor.execute(f'UPDATE "{TABLE}" SET "{column}" = %s WHERE id = %s', [text, key(person)])


def key(person):
    return person.pk if connection.vendor == "postgresql" else person.pk.hex


def again(person) -> Person:
    return Person.objects.get(pk=person.pk)


def test_what_was_written_is_read_and_the_database_holds_something_else(person):
    assert again(person).name == CANARY
    assert raw(person).startswith(f"v1.{encryption.ring().present}.")
    assert "KANARIE" not in raw(person)


@trying(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(some.text(some.characters(exclude_categories=["Cs"]), max_size=300))
def test_any_text_comes_back_as_it_was(person, words):
    person.name = words
    person.save()
    assert again(person).name == words


def test_the_empty_text_and_no_text_are_two_things(cast):
    with acting_for(cast.medborgerhuset.pk):
        empty = Person(name="", phone=None)
        fields = {f.name: f for f in encryption.encrypted_fields(Person)}
        empty.organisation = cast.medborgerhuset
        assert fields["phone"].pre_save(empty, True) is None
        assert fields["name"].pre_save(empty, True).startswith("v1.")
        row = add(cast.medborgerhuset, "")
        assert again(row).name == ""


def test_the_same_words_never_look_the_same(cast):
    rows = [add(cast.medborgerhuset, "Ali") for _ in range(2)]
    with acting_for(cast.medborgerhuset.pk):
        assert raw(rows[0]) != raw(rows[1])


@pytest.mark.parametrize("place", [0, 5, 20, -1])
def test_one_changed_letter_is_refused(person, place):
    text = raw(person)
    other = "A" if text[place] != "A" else "B"
    write_raw(person, text[:place] + other + text[place:][1:] if place >= 0 else text[:-1] + other)
    with pytest.raises(encryption.Unreadable):
        _ = again(person).name


@pytest.mark.parametrize("key_id", ["ffffffff", "zzzzzzzz", "", "0"])
def test_a_text_whose_key_id_was_changed_is_broken_and_its_key_not_missing(person, key_id):
    version, _key, letters = raw(person).split(".", 2)
    write_raw(person, f"{version}.{key_id}.{letters}")
    with pytest.raises(encryption.Unreadable, match="changed"):
        _ = again(person).name


def test_a_text_given_another_key_of_the_ring_is_broken(person):
    version, _key, letters = raw(person).split(".", 2)
    other = encryption.add_key(TODAY)
    write_raw(person, f"{version}.{other.id}.{letters}")
    with pytest.raises(encryption.Unreadable):
        _ = again(person).name


def test_an_older_key_that_is_gone_is_named_and_the_file_is_not_called_missing(person):
    old = encryption.ring().present
    keys.place().unlink()
    encryption.add_key(TODAY)
    with pytest.raises(encryption.KeyUnknown, match=f"mangler en ældre nøgle .{old}.") as refusal:
        _ = again(person).name
    assert "mangler på serveren" not in str(refusal.value)
    keys.place().unlink()
    with pytest.raises(encryption.KeyMissing, match="mangler på serveren") as missing:
        _ = again(person).name
    assert not isinstance(missing.value, encryption.KeyUnknown)


def test_a_text_of_another_row_is_refused(cast, person):
    other = add(cast.medborgerhuset, "Sofie Lund")
    write_raw(person, raw(other))
    with pytest.raises(encryption.Unreadable) as refusal:
        _ = again(person).name
    assert "Sofie" not in str(refusal.value)


def test_a_text_of_another_field_is_refused(person):
    write_raw(person, raw(person, "phone"), "email")
    with pytest.raises(encryption.Unreadable, match="email"):
        _ = again(person).email


def test_a_text_of_another_organisation_is_refused(cast, person):
    """Even for a row with the same key: organisations share no key and are bound into the text."""
    text = raw(person)
    field = next(f for f in encryption.encrypted_fields(Person) if f.name == "name")
    with pytest.raises(encryption.Unreadable):
        encryption.words_of(text, field, person.pk, cast.naboerne.pk)


def test_every_encrypted_column_refuses_every_other_columns_text(person):
    fields = encryption.encrypted_fields(Person)
    pairs = [(into, out) for into in fields for out in fields if into is not out]
    for into, out in pairs:
        with pytest.raises(encryption.Unreadable):
            encryption.words_of(raw(person, out.column), into, person.pk, person.organisation_id)
    assert len(pairs) > 40


def test_without_the_key_nothing_is_written_and_what_needs_none_is_read(cast, person):
    before = raw(person)
    keys.place().unlink()
    row = again(person)
    assert row.last_contact_on == TODAY
    with pytest.raises(encryption.KeyMissing, match="mangler på serveren"):
        _ = row.name
    row.name = "Overskrevet"
    with pytest.raises(encryption.KeyMissing), transaction.atomic():
        row.save()
    assert raw(person) == before
    assert Person.objects.count() == 1


def test_other_fields_are_saved_without_the_key(person):
    keys.place().unlink()
    row = again(person)
    row.needs_interpreter = True
    row.save()
    assert again(person).needs_interpreter is True


def test_a_wrong_key_file_is_a_missing_key(person):
    keys.place().unlink()
    encryption.add_key(TODAY)
    with pytest.raises(encryption.KeyMissing):
        _ = again(person).name


def test_a_new_key_writes_and_the_old_one_still_reads(person):
    old = encryption.ring().present
    new = encryption.add_key(TODAY)
    assert again(person).name == CANARY
    row = again(person)
    row.name = "Nyt"
    row.save()
    assert raw(person).split(".")[1] == new.id != old
    with pytest.raises(ValueError, match=new.id):
        keys.drop_key(new.id)


def test_rows_are_only_written_one_by_one_and_never_searched_in_the_database(person):
    with pytest.raises(FieldError):
        Person.objects.filter(name=CANARY).exists()
    with pytest.raises(FieldError):
        Person.objects.filter(name__lower__isnull=True).exists()
    with pytest.raises(FieldError), transaction.atomic():
        Person.objects.filter(pk=person.pk).update(name="x")
    with pytest.raises(FieldError), transaction.atomic():
        Person.objects.bulk_update([person], ["name"])
    assert Person.objects.filter(name__isnull=False).count() == 1


def test_many_rows_are_written_at_once(cast):
    house = cast.medborgerhuset
    with acting_for(house.pk):
        rows = Person.objects.bulk_create(
            Person(
                organisation=house, name=n, created_at=NOW, last_contact_on=TODAY, touched_at=NOW
            )
            for n in ("Ada", "Bo")
        )
        assert [again(row).name for row in rows] == ["Ada", "Bo"]


def test_neither_history_nor_a_record_in_words_tells_the_name(cast, person):
    with pytest.raises(ValueError, match="no words of name"):
        history.note("revise", person, by=cast.sara, at=NOW, changes={"name": ["a", CANARY]})
    assert "KANARIE" not in f"{person} {person!r} {again(person).__dict__!r}"


def test_nothing_is_said_in_the_log_of_the_server(cast, caplog):
    caplog.set_level(logging.DEBUG, logger="django.db.backends")
    connection.force_debug_cursor = True
    try:
        row = add(cast.medborgerhuset, CANARY)
        with acting_for(cast.medborgerhuset.pk):
            assert again(row).name == CANARY
    finally:
        connection.force_debug_cursor = False
    assert TABLE in caplog.text
    assert "KANARIE" not in caplog.text


def test_opening_a_name_tells_the_log_of_look_ups(person):
    sheet = looking.Sheet()
    with looking.keeping(sheet):
        row = again(person)
        assert list(sheet.opened) == []
        _ = row.name
    assert list(sheet.opened) == [person.pk]
    with looking.keeping(looking.Sheet(is_shut=True)), pytest.raises(looking.Unlogged):
        _ = again(person).phone


def test_the_key_file_is_for_its_owner_alone():
    assert keys.place().stat().st_mode & 0o777 == 0o600
    assert not keys.is_open_to_others()
    keys.place().chmod(0o644)
    assert keys.is_open_to_others()


def test_the_day_of_a_key_is_kept():
    assert encryption.ring().key(encryption.ring().present).made_on == clock.today()
