"""A secret in an address is read at one door, and looked for in one place."""

import ast
from pathlib import Path

import pytest
from django.apps import apps
from django.urls import get_resolver
from django.urls.converters import StringConverter
from django.urls.resolvers import RoutePattern

from favn.people.accounts.links import SAID, Link, Opened

SOURCE = Path(__file__).parents[2] / "src" / "favn"
KINDS = [model for model in apps.get_models() if issubclass(model, Opened)]
WORDS = {
    ("policy:count", "quarter"), ("centre:entry", "logbook"), ("centre:session", "day"),
    ("centre:shift", "day"),
}  # fmt: skip
"""Addresses with a free word that is no secret."""
BY_HAND = {
    "people/accounts/links.py",  # the door's own
    "gatherings/models/coded.py",  # a code that follows from its row's id
    "centre/actions/tablets.py",  # a tablet's cookie, and the code typed on it
    "centre/queries/desk.py",
    "people/persons/actions/own_page.py",  # a code typed in a form, never in an address
}
"""Where a secret is compared or kept by its fingerprint."""


def pages(resolver=None, space=""):
    """(name, converters, view) of every page of the house."""
    for one in (resolver or get_resolver()).url_patterns:
        if hasattr(one, "url_patterns"):
            yield from pages(one, f"{one.namespace}:" if one.namespace else space)
        elif isinstance(one.pattern, RoutePattern):
            yield f"{space}{one.name}", one.pattern.converters, one.callback


def is_ours(view):
    return getattr(view, "__module__", "").startswith("favn.")


def test_a_page_with_a_secret_in_its_address_stands_behind_the_door():
    free = {
        (name, word)
        for name, words, view in pages()
        for word, kind in words.items()
        if is_ours(view) and isinstance(kind, StringConverter) and type(kind) is StringConverter
        if not (word == "token" and view.access.link)
    }
    assert free == WORDS


def test_a_secret_is_always_called_the_same_and_names_its_house():
    behind = [(n, words) for n, words, view in pages() if getattr(view, "access", None)
              and view.access.link]  # fmt: skip
    assert len(behind) > 30
    assert [n for n, words in behind if list(words)[:2] != ["organisation", "token"]] == []


def test_every_kind_of_link_has_pages():
    opened = {view.access.link for _n, _w, view in pages() if getattr(view, "access", None)}
    assert set(KINDS) <= opened


def test_no_other_module_knows_a_secret_by_its_fingerprint():
    users = {
        str(path.relative_to(SOURCE))
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module == "favn.kit.tokens"
    }
    assert users == BY_HAND


@pytest.mark.parametrize("kind", KINDS, ids=lambda k: k._meta.label)
def test_a_kind_says_what_it_opens_and_what_to_do_when_it_has_ended(kind):
    if issubclass(kind, Link):
        assert kind.opens
        assert {kind._meta.get_field(name).name for name in kind.opens} == set(kind.opens)
        assert set(kind.said) <= set(SAID)
        assert str(kind.what_now) % {"who": "Sundhavn"}
