"""Every field of every model is classed once; forgetting one fails here."""

import pytest
from django.apps import apps

from favn.kit.border import links, owned_models
from favn.kit.records import OwnedManager
from favn.kit.store import privacy, statistical_models
from favn.people.accounts.models import Account

OURS = [m for m in apps.get_models() if m.__module__.startswith("favn.")]
CLASSES = ("ordinary", "identifying", "sensitive")


@pytest.mark.parametrize("model", OURS, ids=lambda m: m._meta.label)
def test_every_field_is_classed_once(model):
    named = [field for kind in CLASSES for field in getattr(model.Privacy, kind, ())]
    assert sorted(named) == sorted(field.name for field in model._meta.local_fields)


@pytest.mark.parametrize("model", OURS, ids=lambda m: m._meta.label)
def test_every_model_says_how_long_it_is_kept(model):
    assert model.Privacy.kept


@pytest.mark.parametrize("model", statistical_models().values(), ids=lambda m: m._meta.label)
def test_the_store_gets_no_free_text_and_no_day(model):
    paths = set(model.Privacy.statistical.values())
    assert not paths & {"on", "entered_at", "reason", "note", "code"}
    assert all(
        key == "person" or not path.startswith("card")
        for key, path in model.Privacy.statistical.items()
    )


def test_every_owned_model_starts_its_queries_at_the_border():
    open_managers = [
        m._meta.label
        for m in owned_models()
        if not isinstance(m._default_manager, OwnedManager)
        or type(m._base_manager) is not type(m._default_manager)
    ]
    assert open_managers == []


def test_links_between_owned_tables_are_guarded():
    assert sum(1 for model in owned_models() for _ in links(model)) > 5


@pytest.mark.parametrize("model", [m for m in OURS if privacy(m, "closed")])
def test_closed_words_name_the_accounts_whose_they_are(model):
    for way in privacy(model, "writers"):
        end = model
        for step in way.split("__"):
            end = end._meta.get_field(step).related_model
        assert end is Account
