"""Letters leave by a real mail server, and by none where nobody named one."""

import re

import pytest

from favn.config import environment as env
from favn.policy import actions
from tests.cast import new_id
from tests.policy.round_steps import open_round
from tests.policy.steps import OWN, at, initiative


@pytest.fixture
def plan(houses):
    with houses.acting(houses.birgitte):
        return actions.open_plan(
            id=houses.sundhavn.pk, slug="plan", title="Plan", first_year=2025, last_year=2027,
            by=houses.birgitte, at=at(),
        )  # fmt: skip


def test_an_answer_link_is_delivered_and_opens(houses, plan, letterbox):
    initiative(houses, plan)
    open_round(houses, plan)
    birgitte = houses.visit(houses.birgitte)
    unit = str(houses.units[OWN].pk)
    typed = {
        "verb": "link",
        "id": str(new_id()),
        "unit": unit,
        "sent_to": "kontor@sundhavn.example",
    }
    assert birgitte.post("/planen/runden/2026/", typed).status_code == 302
    ((to, letter),) = letterbox.letters
    assert to == ["kontor@sundhavn.example"]
    text = letter.get_payload(decode=True).decode()
    assert "Du skal ikke logge ind" in text
    address = re.search(r"http://\S+/svar/\S+", text)[0]
    assert houses.visit().get(address).status_code == 200


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("", {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}),
        ("smtp://post.example", {"EMAIL_HOST": "post.example", "EMAIL_PORT": 587}),
        ("smtp://post.example", {"EMAIL_USE_TLS": False, "EMAIL_USE_SSL": False}),
        ("smtp://u:p%40ss@post.example:25", {"EMAIL_HOST_PASSWORD": "p@ss", "EMAIL_PORT": 25}),
        ("smtp://u:p@post.example", {"EMAIL_HOST_USER": "u", "EMAIL_USE_TLS": True}),
        ("smtps://u:p@post.example", {"EMAIL_USE_SSL": True, "EMAIL_USE_TLS": False}),
    ],
)
def test_the_mail_server_is_one_address(monkeypatch, address, expected):
    monkeypatch.setenv("FAVN_MAIL_URL", address)
    assert env.mail("FAVN_MAIL_URL").items() >= expected.items()


@pytest.mark.parametrize("address", ["post.example", "http://post.example", "smtp://"])
def test_an_unreadable_mail_server_is_refused_with_the_way_out(monkeypatch, address):
    monkeypatch.setenv("FAVN_MAIL_URL", address)
    with pytest.raises(env.SettingError, match="write smtp://user:password@host:587"):
        env.mail("FAVN_MAIL_URL")
