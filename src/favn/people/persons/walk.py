"""Walks from a person to every row about them, by the paths the models declare.

    class Privacy:
        person = "case__person"   the way to the person over foreign keys, "id" on the person;
                                  several where a row is about two, and goes with either
        mentions = ("other",)     keys to persons it is not about: let go of, or moved at a merge
        erased = {"person": None} the row stays as a number, with these values; {} as it is;
                                  without it the row is deleted
        holds = "kept_until"      until which day a law keeps the row; empty where none does
        spared = {"phone": ""}    on the person itself: what goes although a law holds rows
        stays = True              a merge leaves the row where it is
        unsaid = ("code_hash",)   fields that an extract for the person does not say
        rows = _("Kort")          what the rows are called
        captions = {"on": _("Dag")}  what a field is called, where its own name does not say it
        veiled = {"address": "is_protected"}  a field that is not said where a flag is set
        told = {"said": "in_words"}  a field that is said as another attribute words it
        busy = {"closed_at": None}  a row with these values says that somebody works with the person
        counted_as = "counted_as" the field statistics know the person by, where there is one
    closed = ("text",)        fields that only few may read
    writers = ("author",)     the ways to the accounts whose closed words they are

It knows no room. Besides history this is the one part that writes other rooms'
tables; the rooms' actions call it inside their own transaction.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from favn.kit import store
from favn.kit.refusals import Refused

AT_ONCE = 500
Moved = dict[str, dict[str, list[str]]]
"""Label of a model → field → keys of the rows that moved."""


@dataclass(frozen=True, slots=True)
class Path:
    """A model with rows about persons, and the way from a row to the person."""

    model: type[models.Model]
    way: str

    @property
    def name(self) -> str:
        """What its rows are called on screen."""
        return str(store.privacy(self.model, "rows") or self.model._meta.verbose_name)

    @property
    def is_root(self) -> bool:
        """Whether it is the person's own record."""
        return self.way == "id"

    @property
    def is_kept(self) -> bool:
        """Whether its rows stay as numbers when the person is erased."""
        return store.privacy(self.model, "erased") is not None

    @property
    def holds(self) -> str | None:
        """The way from a row to the day until which a law keeps it."""
        found: str | None = store.privacy(self.model, "holds")
        return found

    def of(self, *persons: UUID) -> Any:
        """The present tenant's rows about these persons."""
        manager: Any = self.model._default_manager
        return manager.owned().filter(**{f"{self.way}__in": persons}).order_by()


def paths() -> list[Path]:
    """Every model with rows about persons, what hangs on others first, the person last."""
    found = [Path(m, way) for m in apps.get_models() for way in ways_of(m)]
    return sorted(found, key=lambda p: (p.is_root, -p.way.count("__"), p.model._meta.label))


def ways_of(model: type[models.Model]) -> tuple[str, ...]:
    """The ways from a row of a model to the persons it is about."""
    told = store.privacy(model, "person")
    return (told,) if isinstance(told, str) else tuple(told or ())


def tally(*persons: UUID) -> list[tuple[Path, int]]:
    """How many rows there are of each kind, without kinds that have none."""
    counted = [(path, path.of(*persons).count()) for path in paths() if not path.is_root]
    return [(path, number) for path, number in counted if number]


def keys_of(*persons: UUID) -> list[UUID]:
    """The keys of every row about these persons, their own among them."""
    return [pk for path in paths() for pk in path.of(*persons).values_list("pk", flat=True)]


def busy() -> Iterator[Any]:
    """Keys of the persons somebody works with now, one list for each kind of row that says so."""
    for path, rows in _busy_rows():
        yield rows.exclude(**{path.way: None}).order_by().values(path.way)


def busy_with(*persons: UUID) -> list[str]:
    """What somebody does with these persons now, as each kind of row is called; with how many."""
    counted = [
        (path.name, rows.filter(**{f"{path.way}__in": persons}).count())
        for path, rows in _busy_rows()
    ]
    return [f"{name} ({number})" for name, number in counted if number]


def _busy_rows() -> Iterator[tuple[Path, Any]]:
    for path in paths():
        when: dict[str, Any] | None = store.privacy(path.model, "busy")
        if when is not None:
            wanted = {key: value() if callable(value) else value for key, value in when.items()}
            yield path, _rows(path.model).filter(**wanted)


# Merging


def move(loser: models.Model, survivor: models.Model) -> Moved:
    """Every row about one person becomes about the other; the answer is what moved."""
    moved: Moved = {}
    for path in paths():
        for field in _movable(path):
            rows = _rows(path.model).filter(**{field: loser.pk})
            keys = [str(pk) for pk in rows.values_list("pk", flat=True)]
            if keys:
                moved.setdefault(path.model._meta.label, {})[field] = keys
                _point(path.model, field, keys, survivor, is_about=field == path.way)
    return moved


def move_back(moved: Moved, loser: models.Model, survivor: models.Model) -> None:
    """Undo `move` for the rows that still stand where it put them."""
    for label, fields in moved.items():
        model = apps.get_model(label)
        for field, keys in fields.items():
            for some in _chunks(keys):
                here = _rows(model).filter(pk__in=some, **{field: survivor.pk})
                there = [str(pk) for pk in here.values_list("pk", flat=True)]
                is_about = field in ways_of(model)
                _point(model, field, there, loser, is_about=is_about)


def movable(person: models.Model) -> list[tuple[str, int]]:
    """What a merge would move, by name and number."""
    found = []
    for path in paths():
        count = sum(_rows(path.model).filter(**{f: person.pk}).count() for f in _movable(path))
        if count:
            found.append((path.name, count))
    return found


def _movable(path: Path) -> tuple[str, ...]:
    """The fields of a model that point at a person themselves."""
    if path.is_root or store.privacy(path.model, "stays"):
        return ()
    mentions: tuple[str, ...] = store.privacy(path.model, "mentions") or ()
    return mentions if "__" in path.way else (path.way, *mentions)


def _point(
    model: type[models.Model], field: str, keys: list[str], to: Any, *, is_about: bool
) -> None:
    """Let rows point at a person, counted as that person, their months read again."""
    values = {field: to.pk}
    counted = store.privacy(model, "counted_as")
    if counted and is_about:
        values[counted] = getattr(to, counted)
    for some in _chunks(keys):
        rows = _rows(model).filter(pk__in=some)
        _update(rows, values, Path(model, field).name)
        if counted and store.privacy(model, "statistical"):
            months = set(rows.order_by().values_list("year", "month"))
            store.mark_months(model._meta.label_lower, to.organisation_id, sorted(months))


def _update(rows: Any, values: dict[str, Any], name: str) -> None:
    """Raises Refused where the two have one each of what somebody has once."""
    try:
        with transaction.atomic():
            rows.update(**values)
    except IntegrityError as error:
        raise Refused(
            _(
                "De to har hver en post under “%(what)s”, hvor en person kun kan have én. Afslut"
                " eller slet den ene, og læg dem så sammen."
            )
            % {"what": name}
        ) from error


# Erasing


def held(*persons: UUID) -> tuple[date | None, list[tuple[Path, int]]]:
    """Until which day a law keeps rows about these persons, and how many of each kind."""
    days: list[date] = []
    counted = []
    for path in paths():
        if path.holds is None:
            continue
        rows = path.of(*persons).exclude(**{path.holds: None})
        if number := rows.count():
            counted.append((path, number))
            days.append(rows.aggregate(day=Max(path.holds))["day"])
    return max(days, default=None), counted


def erase(*persons: UUID, spare: UUID | None = None) -> dict[str, int]:
    """Delete every row about these persons, or keep it as a number; the answer counts by name.

    What is kept gets the values its Privacy names and leads to nobody. The persons' own records
    are deleted last. With `spare`, one of the persons, what a law holds stays and is theirs, and of
    their own record only what names them.
    """
    done: dict[str, int] = {}
    for path in paths():
        rows = path.of(*persons)
        if spare:
            rows = _not_held(path, rows, spare)
        for field in store.privacy(path.model, "mentions") or ():
            _rows(path.model).filter(**{f"{field}__in": persons}).update(**{field: None})
        number = _kept(path, rows) if path.is_kept else rows.count()
        if not path.is_kept:
            rows.delete()
        if number:
            done[path.model._meta.label_lower] = number
    return done


def _kept(path: Path, rows: Any) -> int:
    values: dict[str, Any] = store.privacy(path.model, "erased")
    return sum(map(partial(_set, values), rows))


def _not_held(path: Path, rows: Any, person: UUID) -> Any:
    """The rows that no law holds; those it does become the spared person's own."""
    if path.is_root:
        for row in path.of(person):
            _set(store.privacy(path.model, "spared") or {}, row)
        return rows.exclude(pk=person)
    if path.holds is None:
        return rows
    if "__" not in path.way:
        rows.exclude(**{path.holds: None}).update(**{f"{path.way}_id": person})
    return rows.filter(**{path.holds: None})


def _set(values: dict[str, Any], row: models.Model) -> int:
    """Give a row these values; counts itself."""
    for field, value in values.items():
        setattr(row, field, value() if callable(value) else value)
    if values:
        row.save(update_fields=list(values))
    return 1


# Telling the person

CLOSED = gettext_lazy("Lukket. En kode til egen side fra den, der skrev det, åbner det.")


def extract(
    *persons: UUID, words_of: frozenset[UUID] = frozenset()
) -> Iterator[tuple[Path, list[dict[str, Any]]]]:
    """All that is stored of these persons, the own record first: caption → value, row by row.

    What a model's Privacy calls closed is shown where one of the accounts `words_of` wrote it, and
    else told to be there. What one of several merged records veils is veiled in all of them.
    """
    for path in reversed(paths()):
        rows = list(path.of(*persons))
        veils = frozenset(name for row in rows for name in _veiled(row))
        if rows:
            yield path, [said(row, words_of=words_of, veils=veils) for row in rows]


def said(
    row: models.Model,
    *,
    words_of: frozenset[UUID] = frozenset(),
    veils: frozenset[str] = frozenset(),
) -> dict[str, Any]:
    """One row for the person it is about: captions and values, without what is unsaid.

    `veils` are fields that are veiled besides those the row veils itself.
    """
    hidden = veils.union(_veiled(row))
    unsaid = {"id", "organisation", *(store.privacy(type(row), "unsaid") or ())}
    fields = (f for f in row._meta.local_fields if f.name not in unsaid)
    captions: dict[str, str] = store.privacy(type(row), "captions") or {}
    closed: tuple[str, ...] = store.privacy(type(row), "closed") or ()
    closed = () if closed and _wrote(row, words_of) else closed
    return {
        str(captions.get(f.name) or f.verbose_name): str(CLOSED)
        if f.name in closed
        else _value(row, f, hidden)
        for f in fields
        if not isinstance(f, models.ForeignKey) and getattr(row, f.attname) not in (None, "", [])
    }


def _wrote(row: models.Model, accounts: frozenset[UUID]) -> bool:
    """Whether a row's closed words are those of one of these accounts."""
    ways: tuple[str, ...] = store.privacy(type(row), "writers") or ()
    return any(_at_end(row, way.split("__")) in accounts for way in ways)


def _at_end(row: Any, steps: list[str]) -> UUID | None:
    """The key at the end of a way over foreign keys; None where one of them leads nowhere."""
    for step in steps[:-1]:
        row = getattr(row, step)
        if row is None:
            return None
    key: UUID | None = getattr(row, f"{steps[-1]}_id")
    return key


def _veiled(row: models.Model) -> list[str]:
    """The fields that a row says nothing of, because its flag is set."""
    veils: dict[str, str] = store.privacy(type(row), "veiled") or {}
    return [name for name, flag in veils.items() if getattr(row, flag)]


def _value(row: models.Model, field: Any, hidden: frozenset[str]) -> Any:
    if field.choices:
        return str(getattr(row, f"get_{field.name}_display")())
    if field.name in hidden:
        return _("Beskyttet. Det står ikke på papir og i filer.")
    told: dict[str, str] = store.privacy(type(row), "told") or {}
    value = getattr(row, told.get(field.name, field.attname))
    plain = isinstance(value, (bool, int, list, date))
    return value if plain else str(value)


def _rows(model: type[models.Model]) -> Any:
    manager: Any = model._default_manager
    return manager.owned()


def _chunks(keys: list[str]) -> Iterator[list[str]]:
    """SQLite takes few values at a time."""
    for first in range(0, len(keys), AT_ONCE):
        yield keys[first : first + AT_ONCE]
