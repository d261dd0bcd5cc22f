"""What a file's dimensions are chosen to mean, and what is proposed before anybody has chosen."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from favn.barometer.imports.shapes import Dimension, Table
from favn.barometer.models import Group
from favn.people.organisations.places import Level, place_of, plain, suggestions

TOTALS = ("total", "i alt", "alle", "all", "mænd og kvinder", "men and women", "hele")
SKIP = "skip"


@dataclass(frozen=True, slots=True)
class Choosing:
    """`groups` is the dimension whose labels are groups ("" for none), `labels` the one label of
    every other. `names` is a label of the groups → a group's id, or SKIP. With `adds` known places
    of the chosen `levels` become groups where the scheme lacks them.
    """

    groups: str = ""
    labels: dict[str, str] = field(default_factory=dict)
    levels: frozenset[str] = frozenset()
    names: dict[str, str] = field(default_factory=dict)
    adds: bool = False


def proposed(table: Table, groups: Sequence[Group], choices: dict[str, str]) -> Choosing:
    """By the kept mapping where there is one, else totals and the dimension of places or groups."""
    named = groups_dimension(table, groups) if groups else None
    name = named.name if named else ""
    labels = {
        one.name: choices.get(one.name) if choices.get(one.name) in one.labels else _total(one)
        for one in table.others()
        if one.name != name
    }
    levels = frozenset({Level.MUNICIPALITY, Level.COUNTRY}) if named and are_places(named) else None
    return Choosing(name, labels, levels or frozenset())  # type: ignore[arg-type]


def groups_dimension(table: Table, groups: Sequence[Group]) -> Dimension | None:
    """The dimension most of whose labels are known as groups, or as places."""
    known = {plain(group.title) for group in groups}
    ranked = [
        (
            sum(plain(label) in known for label in one.labels),
            sum(map(bool, map(place_of, one.labels))),
            -n,
            one,
        )
        for n, one in enumerate(table.others())
    ]
    best = max(ranked, key=lambda r: r[:3], default=None)
    return best[3] if best and (best[0] or best[1]) else None


def are_places(dimension: Dimension) -> bool:
    """Whether most labels are places of Denmark."""
    return 2 * sum(map(bool, map(place_of, dimension.labels))) > len(dimension.labels)


def _total(dimension: Dimension) -> str:
    found = (n for word in TOTALS for n in dimension.labels if word in n.casefold())
    return next(found, dimension.labels[0])


@dataclass(frozen=True, slots=True)
class Meant:
    """What a label of the groups' dimension means: a group, a group to be made, or nothing.

    `unknown` where nobody knows, with the nearest names.
    """

    group: Group | None = None
    new: str = ""
    unknown: bool = False
    near: tuple[str, ...] = ()

    @property
    def is_taken(self) -> bool:
        """Whether its cells are taken."""
        return self.group is not None or bool(self.new)


def meaning(
    label: str, groups: Sequence[Group], choosing: Choosing, *, suggests: bool = True
) -> Meant:
    """What one label means by what was chosen; the nearest names are slow to find."""
    by_id = {str(group.pk): group for group in groups}
    by_name = {plain(group.title): group for group in groups}
    chosen = choosing.names.get(label)
    if chosen:
        return Meant(group=by_id.get(chosen))
    place = place_of(label)
    group = by_name.get(plain(label)) or (by_name.get(plain(place.name)) if place else None)
    if place and choosing.levels and place.level not in choosing.levels:
        return Meant()
    if group or (place and not choosing.adds):
        return Meant(group=group)
    if place:
        return Meant(new=place.name)
    if not suggests:
        return Meant(unknown=True)
    titles = tuple(group.title for group in groups)
    near = [*suggestions(label, titles), *suggestions(label)]
    return Meant(unknown=True, near=tuple(dict.fromkeys(near))[:3])


def key_of(group: Group | None) -> UUID | None:
    """A group's id."""
    return group.pk if group else None
