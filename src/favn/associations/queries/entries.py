"""Entries of the directory, and what each audience sees of one, as data."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.utils.text import slugify
from django.utils.translation import gettext as _

from favn.associations.choices import RESERVED, WIDTH, Audience, Freshness, Seat
from favn.associations.models import BoardMember, District, Entry, Statutes
from favn.associations.models.entries import EntryQuerySet
from favn.associations.rules.freshness import freshness

DANISH = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "Æ": "Ae", "Ø": "Oe", "Å": "Aa"})


def entries() -> EntryQuerySet:
    """The tenant's associations by name, closed ones too, each once."""
    return Entry.objects.present().select_related("district")


def public_entries() -> EntryQuerySet:
    """Those that everybody may see."""
    return entries().public()


def entry_with(slug: str) -> Entry | None:
    """One of the tenant's entries by its address; one that was joined too."""
    return Entry.objects.owned().select_related("district", "merged_into").filter(slug=slug).first()


def entry_of(pk: UUID) -> Entry | None:
    """One of the tenant's entries by its key; one that was joined too."""
    return Entry.objects.owned().select_related("merged_into").filter(pk=pk).first()


def slug_for(name: str) -> str:
    """A free address for a name."""
    stem = slugify(name.translate(DANISH))[:70].strip("-") or "forening"
    taken = set(Entry.objects.owned().filter(slug__startswith=stem).values_list("slug", flat=True))
    numbered = (stem if n == 1 else f"{stem}-{n}" for n in range(1, len(taken) + 3))
    return next(slug for slug in numbered if slug not in taken | RESERVED)


@dataclass(frozen=True, slots=True)
class Facts:
    """What one audience sees of one entry."""

    entry: Entry
    audience: Audience
    contact_name: str
    email: str
    phone: str
    board: tuple[tuple[str, str], ...]
    """Seat and name; the name empty where the audience may not see it."""

    @property
    def items(self) -> list[tuple[str, str]]:
        """The facts as pairs of name and text; what is not said is left out."""
        row, reach = self.entry, (self.contact_name, self.email, self.phone)
        pairs = (
            (_("Også kendt som"), ", ".join(row.names[1:])),
            (_("Aktiviteter"), ", ".join(row.activity_words)),
            (_("For"), ", ".join(row.target_words)),
            (_("Sprog"), ", ".join(row.language_words)),
            (_("Område"), str(row.district or "")),
            (_("Mødested"), row.meets_at),
            (_("Adresse"), row.place),
            (_("Hjemmeside"), row.website),
            (_("Kontakt"), ", ".join(part for part in reach if part)),
            (_("Bestyrelse"), "; ".join(": ".join(p for p in pair if p) for pair in self.board)),
            (_("CVR-nummer"), row.cvr),
            (_("Stiftet"), str(row.founded or "")),
            (_("Mangler lokaler"), row.rooms_wanted if sees(self.audience, "network") else ""),
        )
        return [(name, text) for name, text in pairs if text]


def sees(audience: Audience, meant_for: str) -> bool:
    """Whether an audience sees what is meant for another; for nobody, once its time is over."""
    return bool(meant_for) and WIDTH.index(Audience(meant_for)) <= WIDTH.index(audience)


def facts_of(entry: Entry, audience: Audience, board: Iterable[BoardMember] | None = None) -> Facts:
    """What one audience sees: contact as the association chose, names as each person agreed.

    `board` is who sits now, where many entries were read at once.
    """
    reached = sees(audience, entry.contact_shown)
    return Facts(
        entry,
        audience,
        entry.reached_at if reached else "",
        entry.email if reached else "",
        entry.phone if reached else "",
        tuple((str(m.get_seat_display()), _name(m, audience)) for m in seated(entry, board)),
    )


def board_of(entry: Entry) -> QuerySet[BoardMember]:
    """Who sits in the board now."""
    return BoardMember.objects.owned().filter(entry=entry, left_on=None)


def seated(entry: Entry, board: Iterable[BoardMember] | None = None) -> list[BoardMember]:
    """The same in the order people name them: the chair first."""
    order, rows = list(Seat.values), board_of(entry) if board is None else board
    return sorted(rows, key=lambda member: (order.index(member.seat), member.since))


def _name(member: BoardMember, audience: Audience) -> str:
    if audience == Audience.OFFICE:
        return member.called
    agreed = member.agreed_on is not None and sees(audience, member.shown)
    return member.called if agreed else ""


def member_of(entry: Entry, pk: UUID) -> BoardMember | None:
    """Somebody who sits in an association's board."""
    return board_of(entry).filter(pk=pk).first()


def statutes_of(entry: Entry) -> QuerySet[Statutes]:
    """Every edition of an association's statutes, the newest first."""
    return Statutes.objects.owned().filter(entry=entry)


def own_entries(organisation: UUID) -> list[Entry]:
    """The pages an association has in others' directories, seen by itself."""
    rows = Entry.objects.filter(party=organisation, merged_into=None)
    return list(rows.select_related("organisation"))


@dataclass(frozen=True, slots=True)
class Tile:
    """A part of the municipality: where it is drawn, and how many associations it has."""

    district: District
    count: int
    unconfirmed: int


def tiles(today: date, *, only_public: bool) -> list[Tile]:
    """Every district with its living associations; for everybody only those shown to all."""
    rows = Entry.objects.present().living()
    rows = rows.public() if only_public else rows
    counted: Counter[UUID] = Counter()
    old: Counter[UUID] = Counter()
    for district, confirmed in rows.exclude(district=None).values_list("district", "confirmed_at"):
        counted[district] += 1
        old[district] += freshness(confirmed, today) != Freshness.FRESH
    return [Tile(d, counted[d.pk], old[d.pk]) for d in District.objects.owned()]
