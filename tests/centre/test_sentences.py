"""What forms say: every field of the desk answers in a sentence of the house, never in stock."""

import inspect
from importlib import import_module

import pytest
from django import forms
from django.core import validators
from django.forms import fields as stock_fields

from favn.people.accounts import forms as of_accounts

MODULES = [import_module(f"favn.centre.forms.{m}") for m in ("entries", "tablets", "taps")]
MODULES += [import_module("favn.centre.forms.timetable")]
SIGNING_IN = (
    of_accounts.SignInForm, of_accounts.ChangePasswordForm, of_accounts.ResetPasswordForm,
    of_accounts.NewPasswordForm,
)  # fmt: skip
"""Forms that are made before anybody is signed in; the second step's have files of their own."""


def forms_of_the_house():
    yield from SIGNING_IN
    for module in MODULES:
        for _name, found in inspect.getmembers(module, inspect.isclass):
            if issubclass(found, forms.BaseForm) and found.__module__ == module.__name__:
                yield found


def fields_of(form):
    """A form of the library is dressed when it is made, one of our own when it is written."""
    made = form() if form in SIGNING_IN else form
    return (made.fields if isinstance(made, forms.BaseForm) else made.base_fields).items()


FIELDS = [(form.__name__, name, f) for form in forms_of_the_house() for name, f in fields_of(form)]


def stock():
    """The sentences of Django's fields, in the language of the test."""
    kinds = [kind for _n, kind in inspect.getmembers(stock_fields, inspect.isclass)]
    named = [getattr(kind, "default_error_messages", {}) for kind in kinds]
    said = {str(sentence) for messages in named for sentence in messages.values()}
    return said | {str(validators.EmailValidator.message)}


def may_fail_with(field):
    """The codes a field can answer with."""
    codes = {code for code in field.error_messages if code in ("invalid", "invalid_choice")}
    codes |= {"required"} if field.required else set()
    limits = ("max_length", "min_value", "max_value")
    return codes | {name for name in limits if getattr(field, name, None) is not None}


def test_there_are_forms_to_read():
    assert len(FIELDS) > 30


@pytest.mark.parametrize(("form", "name", "field"), FIELDS, ids=lambda part: str(part)[:30])
def test_a_field_says_how_it_is_mended(form, name, field):
    for code in may_fail_with(field):
        sentence = str(field.error_messages.get(code, ""))
        assert sentence, f"{form}.{name} has no sentence of its own for {code}"
        assert sentence not in stock(), f"{form}.{name}: {sentence}"


def test_a_name_that_is_too_long_tells_how_long_it_may_be(desk):
    jonas = desk.cast.visit(desk.cast.jonas)
    page = jonas.post("/tavler/", {"id": "", "name": "x" * 61})
    html = page.content.decode()
    assert "Navnet er for langt. Skriv højst 60 tegn." in html
    assert "Siden er for gammel. Åbn den igen." in html


def test_a_topic_out_of_use_is_not_called_a_session(desk):
    desk.tap(desk.topic())
    (row,) = desk.rows(import_module("favn.centre.models").Guidance)
    address = f"/indtastninger/guidance/{row.pk}/"
    page = desk.client.post(address, {"verb": "correct", "version": 1, "target": "x"})
    html = page.content.decode()
    assert "Emnet er ikke i brug. Vælg et andet fra listen." in html
    assert "Skriv kort, hvorfor du retter." in html
    assert "Holdet" not in html


@pytest.mark.parametrize("typed", ["", "ikke en mail"])
def test_signing_in_says_what_to_write(cast, typed):
    page = cast.visit().post("/konto/login/", {"login": typed, "password": ""})
    html = page.content.decode()
    assert "Skriv din e-mail, for eksempel navn@hus.dk." in html
    assert "Skriv din adgangskode." in html


def test_a_wrong_password_says_what_to_do(cast):
    typed = {"login": "amina@medborgerhuset.example", "password": "forkert"}
    html = cast.visit().post("/konto/login/", typed).content.decode()
    assert "E-mail og adgangskode passer ikke sammen. Skriv dem igen." in html
