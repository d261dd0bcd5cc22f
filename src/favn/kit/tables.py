"""How a room's first tables are made: all at once, so that an empty house stands in seconds.

Django draws every model anew after each operation of a migration, and nearly all our tables point
at an organisation, so each new table had all the others drawn again. There are no users yet, and a
room has one migration; its operations are folded into one that knows all tables beforehand.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.migrations import AddConstraint, AddField, AddIndex, CreateModel
from django.db.migrations.operations.base import Operation


class CreateTogether(Operation):
    """Several tables that may point at each other."""

    def __init__(self, tables: Sequence[CreateModel]) -> None:
        self.tables = list(tables)

    def state_forwards(self, app_label: str, state: Any) -> None:
        """All tables become known before one of them is drawn."""
        vars(state).pop("apps", None)
        for table in self.tables:
            table.state_forwards(app_label, state)

    def database_forwards(self, app_label: str, editor: Any, before: Any, after: Any) -> None:
        """Make them, in the order they stand."""
        for table in self.tables:
            table.database_forwards(app_label, editor, before, after)

    def database_backwards(self, app_label: str, editor: Any, before: Any, after: Any) -> None:
        """Drop them, the last one first."""
        for table in reversed(self.tables):
            table.database_backwards(app_label, editor, before, after)

    def describe(self) -> str:
        """What `migrate --plan` says."""
        return f"Create {len(self.tables)} tables"


def together(operations: Iterable[Operation]) -> list[Operation]:
    """A first migration as one operation; later fields, indexes and constraints join their table.

    Raises TypeError for an operation that changes what stands already.
    """
    tables: dict[str, CreateModel] = {}
    for one in operations:
        match one:
            case CreateModel():
                tables[one.name_lower] = one
            case AddField():
                tables[one.model_name_lower].fields.append((one.name, one.field))
            case AddIndex():
                tables[one.model_name_lower].options.setdefault("indexes", []).append(one.index)
            case AddConstraint():
                kept = tables[one.model_name_lower].options.setdefault("constraints", [])
                kept.append(one.constraint)
            case _:
                raise TypeError(f"{one.describe()}: a first migration only makes tables.")
    return [CreateTogether(list(tables.values()))]
