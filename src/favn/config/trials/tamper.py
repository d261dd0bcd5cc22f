"""Promise: a protected text that was changed or moved is never read wrong, and the page says so.

Every encrypted field of the house is tried in the demo's persons: each single bit flipped, the text
of another row, field and organisation in its place, cut off, made longer, under another key or
version, in the clear. Each must raise, in the database's own row, and pages that show the field
must answer with a sentence. What cannot be noticed (an older text of the same place put back,
a row or a line of a log removed) is tried too, and said.
"""

import base64
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any
from uuid import UUID, uuid4

from favn.config.trials import ground
from favn.config.trials.tamper_rows import WORDS, row_of

OTHER = "Hemmelig papegøje"
SENTENCE = "En beskyttet tekst er ændret eller flyttet"
KEY_AWAY = "Nøglen til de beskyttede oplysninger mangler"
AWAY, BROKEN = 503, 500


@dataclass(frozen=True, slots=True)
class Spot:
    """One encrypted field of one row: where it stands and what the database holds there."""

    field: Any
    pk: UUID
    organisation: UUID
    words: str
    text: str

    @property
    def name(self) -> str:
        """As people call a field."""
        return f"{self.field.model._meta.label}.{self.field.name}"


Attack = Callable[[Spot], Iterator[str]]


def run(*, quick: bool = False, database_url: str = "") -> dict[str, Any]:
    """Build the demo's persons, change every field, read; the figures and whether they hold."""
    with ground.throw_away(database_url, demo=True):
        ground.world(whole=False)
        return {"trial": "tamper", "database": ground.vendor(), **tried(quick=quick)}


def tried(*, quick: bool) -> dict[str, Any]:
    """Every attack on every field of the present database; nothing of it stays.

    Quick asks for pages only until one has spoken of the field.
    """
    from django.db import transaction  # noqa: PLC0415 - needs Django loaded

    from favn.config.trials import tamper_pages  # noqa: PLC0415

    with transaction.atomic():
        spots, without = all_spots()
        attempts = {spot.name: list(attempts_on(spot)) for spot in spots}
        wrong = [
            f"{name}: {how}" for name, each in attempts.items() for how, why in each if not why
        ]
        pages = tamper_pages.tried(spots, quick=quick)
        logs = tamper_pages.logs_changed()
        older = sum(reads_older(spot) for spot in spots)
        transaction.set_rollback(True)
    counted = {"fields": len(spots), "without_a_row": without}
    counted |= {"attempts": sum(map(len, attempts.values())), "read_wrong": wrong, **pages}
    unnoticed = {"older_text_put_back": f"{older} of {len(spots)} read", **logs}
    holds = not (wrong or without or pages["shown_wrong"] or pages["without_a_sentence"])
    return {**counted, "cannot_be_noticed": unnoticed, "holds": bool(spots) and holds}


def all_spots() -> tuple[list[Spot], list[str]]:
    """One row's text of every encrypted field, and the fields of which no row was found."""
    from django.apps import apps  # noqa: PLC0415 - needs Django loaded

    from favn.kit.encryption import encrypted_fields  # noqa: PLC0415

    fields = [field for model in apps.get_models() for field in encrypted_fields(model)]
    found = [(field, spot_of(field)) for field in fields]
    names = [f"{field.model._meta.label}.{field.name}" for field, spot in found if spot is None]
    return [spot for _field, spot in found if spot], names


def spot_of(field: Any) -> Spot | None:
    """The first row that may have such a text, with words in it, saved as any action saves."""
    from favn.kit.tenancy import acting_for  # noqa: PLC0415 - needs Django loaded
    from favn.people.organisations.models import Organisation  # noqa: PLC0415

    houses = list(Organisation.objects.filter(is_tenant=True))
    for is_shown, house in [(True, one) for one in houses] + [(False, one) for one in houses]:
        with acting_for(house.pk):
            if row := row_of(field.model, house, is_shown=is_shown):
                value = getattr(row, field.attname) or WORDS
                setattr(row, field.attname, value)
                row.save_base(update_fields=frozenset({field.attname}))
                words = field.in_words(value)
                return Spot(field, row.pk, house.pk, words, stored(field, row.pk))
    return None


def stored(field: Any, pk: UUID) -> str:
    """What the database holds."""
    rows = field.model._default_manager.owned().filter(pk=pk)
    return str(rows.values_list(field.attname, flat=True).get())


def write(spot: Spot, text: str) -> None:
    """Past the house, straight into the column; on SQLite and PostgreSQL alike."""
    from django.db import connection  # noqa: PLC0415 - needs Django loaded

    table, column = spot.field.model._meta.db_table, spot.field.column
    key = spot.pk if connection.features.has_native_uuid_field else spot.pk.hex
    with connection.cursor() as cursor:
        cursor.execute(f'UPDATE "{table}" SET "{column}" = %s WHERE id = %s', [text, key])  # noqa: S608
        assert cursor.rowcount == 1, spot.name


def read(spot: Spot) -> str:
    """The words of the row as a page reads them, from the database."""
    row = spot.field.model._default_manager.get(pk=spot.pk)
    return str(spot.field.in_words(getattr(row, spot.field.attname)))


def attempts_on(spot: Spot) -> Iterator[tuple[str, bool]]:
    """(what was done, whether reading raised) of every attack, with the row put right after."""
    from favn.kit.encryption import KeyMissing, Unreadable  # noqa: PLC0415 - needs Django loaded
    from favn.kit.encryption.field import words_of  # noqa: PLC0415
    from favn.kit.tenancy import acting_for  # noqa: PLC0415

    with acting_for(spot.organisation):
        for how, attack in ATTACKS.items():
            for text in attack(spot):
                write(spot, text)
                try:
                    read(spot)
                    yield how, False
                except (Unreadable, KeyMissing):
                    yield how, True
        write(spot, spot.text)
    for text in flipped(spot.text):
        try:
            words_of(text, spot.field, spot.pk, spot.organisation)
            yield "a bit flipped", False
        except (Unreadable, KeyMissing):
            yield "a bit flipped", True


def reads_older(spot: Spot) -> bool:
    """Whether an older text of the same place opens again: it was true once, and is whole."""
    from favn.kit.tenancy import acting_for  # noqa: PLC0415 - needs Django loaded

    with acting_for(spot.organisation):
        row = spot.field.model._default_manager.get(pk=spot.pk)
        setattr(row, spot.field.attname, OTHER)
        row.save_base(update_fields=frozenset({spot.field.attname}))
        write(spot, spot.text)
        return read(spot) == spot.words


# --- attacks ------------------------------------------------------------------------------------


def flipped(text: str) -> Iterator[str]:
    """Every single bit of nonce, words and seal turned over."""
    version, key_id, letters = text.split(".", 2)
    raw = base64.b64decode(letters)
    for place in range(8 * len(raw)):
        wrong = bytearray(raw)
        wrong[place // 8] ^= 1 << (place % 8)
        yield f"{version}.{key_id}.{base64.b64encode(wrong).decode('ascii')}"


def of_another_row(spot: Spot) -> Iterator[str]:
    """Its own field, as the house would seal it for a row that is not there."""
    yield sealed_at(spot.field, uuid4(), spot.organisation)


def of_another_organisation(spot: Spot) -> Iterator[str]:
    """Its own field and row, as another organisation would seal it."""
    yield sealed_at(spot.field, spot.pk, uuid4())


def of_another_field(spot: Spot) -> Iterator[str]:
    """Each other encrypted field of the house, as that same row and organisation would seal it."""
    from django.apps import apps  # noqa: PLC0415 - needs Django loaded

    from favn.kit.encryption import encrypted_fields  # noqa: PLC0415

    for model in apps.get_models():
        for field in encrypted_fields(model):
            if field is not spot.field:
                yield sealed_at(field, spot.pk, spot.organisation)


def cut_off(spot: Spot) -> Iterator[str]:
    """The end gone, half of it gone, nearly all of it gone, nothing left."""
    yield from (spot.text[:-4], spot.text[: len(spot.text) // 2], spot.text[:12], "")


def made_longer(spot: Spot) -> Iterator[str]:
    """Something added at the end."""
    yield from (f"{spot.text}AAAA", f"{spot.text} ")


def under_another_key(spot: Spot) -> Iterator[str]:
    """A key that is not here, and one that is but did not seal it."""
    from favn.kit import clock  # noqa: PLC0415 - needs Django loaded
    from favn.kit.encryption import keys  # noqa: PLC0415

    version, _key, letters = spot.text.split(".", 2)
    yield f"{version}.00000000.{letters}"
    if len(keys.ring().keys) == 1:
        keys.add_key(clock.today())
    others = keys.ring().keys.keys() - {_key}
    yield f"{version}.{min(others)}.{letters}"


def of_another_version(spot: Spot) -> Iterator[str]:
    """A version that is not known, and none."""
    yield from ("v2" + spot.text[2:], spot.text[3:])


def in_the_clear(spot: Spot) -> Iterator[str]:
    """The words themselves, sealed by nobody."""
    yield spot.words


ATTACKS: dict[str, Attack] = {
    "the text of another row": of_another_row,
    "the text of another field": of_another_field,
    "the text of another organisation": of_another_organisation,
    "cut off": cut_off,
    "made longer": made_longer,
    "under another key": under_another_key,
    "of another version": of_another_version,
    "words in the clear": in_the_clear,
}


def sealed_at(field: Any, pk: UUID, organisation: UUID) -> str:
    """Other words, sealed by the house itself for another place."""
    from favn.kit.encryption.field import sealed  # noqa: PLC0415 - needs Django loaded

    return str(sealed(OTHER, SimpleNamespace(pk=pk, organisation_id=organisation), field))
