"""Searches the directory in memory: each process reads a tenant's entries once, then what changed.

As the search of persons' names does: two processes never differ for longer than one search, and
what is gone is found no more. Only what everybody may read of an entry is searched.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock
from uuid import UUID

from django.utils import timezone, translation

from favn.associations.choices import LANGUAGES, Activity, Target
from favn.associations.models import District, Entry
from favn.kit.models import ContentVersion
from favn.kit.tenancy import current
from favn.statistics.searching import Agreement, Answer, Everything, Index

OVERLAP = timedelta(minutes=1)
"""A transaction may commit a moment after the time it wrote; so much is read twice."""
AT_ONCE = 500
WORDS = {"name": 5.0, "other_names": 4.0, "cvr": 4.0, "meets_at": 1.5, "town": 1.0,
         "purpose": 1.0, "doings": 1.0}  # fmt: skip
"""How prominent the words of each field are."""
LISTED = {"activities": 3.0, "targets": 2.0, "languages": 2.0}
ALPHABET = str.maketrans({"æ": "{a", "ø": "{b", "å": "{c", "ä": "{a", "ö": "{b", "ü": "y"})
"""æ, ø, å come after z."""
PUBLIC, LIVING = "public", "living"


@dataclass(slots=True)
class _Known:
    """One directory's words in this process."""

    index: Index[UUID] = field(default_factory=Index)
    touched: dict[UUID, datetime] = field(default_factory=dict)
    districts: dict[UUID, str] = field(default_factory=dict)
    read_at: datetime | None = None
    version: int | None = None
    """What the tenant's content was called when the entries were last counted."""
    lock: Lock = field(default_factory=Lock)


_known: dict[UUID, _Known] = {}


@dataclass(frozen=True, slots=True)
class Found:
    """What a search gave: keys in order, and what agreed."""

    keys: tuple[UUID, ...]
    agreements: tuple[Agreement, ...]


def search(text: str, needs: Iterable[str] = ()) -> Found:
    """The tenant's entries with these words and facets, the best first; all by name without words.

    Facets: `public`, `living`, `district:<id>`, `activity:<key>`, `target:<key>`, `language:<key>`.
    """
    known = _fresh()
    with known.lock:
        answer: Answer[UUID] = known.index.search(text, frozenset(needs))
        return Found(answer.keys, answer.agreements)


def everything(needs: Iterable[str] = ()) -> Everything[UUID]:
    """The tenant's entries with these facets by name, and how many have each facet."""
    known = _fresh()
    with known.lock:
        return known.index.everything(frozenset(needs))


def of_page(keys: Iterable[UUID]) -> list[Entry]:
    """The entries of one page, in the order of their keys."""
    wanted = list(keys)
    # Sorted by the database, it would walk the whole list by name to pick fifty out of it.
    rows = Entry.objects.owned().select_related("district").order_by().in_bulk(wanted)
    return [rows[key] for key in wanted if key in rows]


def forget_all() -> None:
    """Let go of every word in this process."""
    _known.clear()


def _fresh() -> _Known:
    """The present tenant's index, with everything committed before this call.

    Counting is what finds that one is gone. Row-level security makes it the dearest question, so
    it is asked only where something of the tenant's was written since (`kit.kept`).
    """
    known = _known.setdefault(current(), _Known())
    with known.lock:
        version = ContentVersion.objects.filter(tenant=current()).values_list("version", flat=True)
        now = version.first()
        _districts(known)
        _read_touched(known)
        if now is None or now != known.version:
            _count(known)
            known.version = now
    return known


def _count(known: _Known) -> None:
    if len(known.index) != Entry.objects.present().count():
        known.read_at = None
        _read_touched(known)
        _drop_gone(known)


def _districts(known: _Known) -> None:
    """A district that is called something else is found by its new name."""
    now = dict(District.objects.owned().order_by().values_list("pk", "name"))
    if now != known.districts:
        known.districts, known.read_at, known.touched = now, None, {}


def _read_touched(known: _Known) -> None:
    now = timezone.now()
    names = {str(key): str(name) for key, name in LANGUAGES}
    with translation.override("da"):
        for keys in _touched(known):
            rows = Entry.objects.owned().order_by().defer("contact_name", "email", "phone")
            for row in rows if keys is None else rows.filter(pk__in=keys):
                known.touched[row.pk] = row.touched_at
                if row.merged_into_id:
                    known.index.drop(row.pk)
                else:
                    _put(known, row, names)
    known.read_at = now


def _touched(known: _Known) -> Iterator[list[UUID] | None]:
    """Keys to read, some at a time; None for everybody."""
    if known.read_at is None:
        yield None
        return
    rows = Entry.objects.owned().filter(touched_at__gt=known.read_at - OVERLAP).order_by()
    moved = [pk for pk, at in rows.values_list("pk", "touched_at") if known.touched.get(pk) != at]
    for first in range(0, len(moved), AT_ONCE):
        yield moved[first : first + AT_ONCE]


def _put(known: _Known, row: Entry, languages: dict[str, str]) -> None:
    words = [(weight, str(getattr(row, name))) for name, weight in WORDS.items()]
    words.append((LISTED["activities"], " ".join(_labels(Activity, row.activities))))
    words.append((LISTED["targets"], " ".join(_labels(Target, row.targets))))
    spoken = " ".join(languages.get(key, "") for key in row.languages)
    words.append((LISTED["languages"], spoken))
    if row.district_id:
        words.append((2.0, known.districts.get(row.district_id, "")))
    known.index.put(row.pk, words, _facets(row), row.name.casefold().translate(ALPHABET))


def _labels(kinds: type[Activity] | type[Target], keys: list[str]) -> Iterator[str]:
    return (str(kinds(key).label) for key in keys if key in kinds)


def _facets(row: Entry) -> Iterator[str]:
    if row.closed_on is None:
        yield LIVING
        if row.is_public:
            yield PUBLIC
    if row.district_id:
        yield f"district:{row.district_id}"
    for name, keys in (("activity", row.activities), ("target", row.targets)):
        yield from (f"{name}:{key}" for key in keys)
    yield from (f"language:{key}" for key in row.languages)


def _drop_gone(known: _Known) -> None:
    present = set(Entry.objects.present().order_by().values_list("pk", flat=True))
    for pk in known.index.keys() - present:
        known.index.drop(pk)
