"""A room's first tables are made together, and are the tables its migration describes."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import models
from django.db.migrations import (
    AddConstraint,
    AddField,
    AddIndex,
    AlterField,
    CreateModel,
    DeleteModel,
)
from django.db.migrations.state import ProjectState

from favn.kit.tables import CreateTogether, together

ROOMS = [c.name for c in apps.get_app_configs() if c.name.startswith("favn.") and c.models]


def key():
    return models.UUIDField(primary_key=True)


def described():
    """Two tables that point at each other, an index and a constraint, as Django writes them."""
    return [
        CreateModel("House", [("id", key()), ("name", models.CharField(max_length=9))]),
        CreateModel(
            "Room", [("id", key()), ("house", models.ForeignKey("kit.House", models.CASCADE))]
        ),
        AddField("House", "best", models.ForeignKey("kit.Room", models.CASCADE, null=True)),
        AddIndex("House", models.Index(fields=["name"], name="house_name")),
        AddConstraint("Room", models.UniqueConstraint(fields=["house"], name="room_once")),
    ]


def after(operations):
    """What is known when they are done."""
    state = ProjectState()
    for one in operations:
        one.state_forwards("kit", state)
    return state


def test_the_tables_are_those_that_one_operation_after_the_other_gives():
    assert after(together(described())) == after(described())


def test_a_table_may_point_at_one_that_comes_later():
    drawn = after(together(described())).apps
    assert drawn.get_model("kit.House")._meta.get_field("best").related_model.__name__ == "Room"


@pytest.mark.parametrize("change", [AlterField("House", "name", key()), DeleteModel("House")])
def test_what_changes_a_table_that_stands_is_refused(change):
    with pytest.raises(TypeError, match="only makes tables"):
        together([*described(), change])


@pytest.mark.parametrize("room", ROOMS)
def test_every_room_has_one_migration_that_makes_its_tables_together(room):
    first = import_module(f"{room}.migrations.0001_initial").Migration
    assert [type(one) for one in first.operations] == [CreateTogether]
