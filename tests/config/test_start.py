"""The first page: choosing a person in the demo, on this machine, and nowhere else."""

import pytest

from favn.people.accounts.models import Account


@pytest.fixture
def demo(settings, cast):
    settings.DEMO = True
    Account.objects.filter(pk=cast.amina.pk).update(is_demo=True)
    return cast


def choose(cast, account, **extra):
    return cast.visit().post("/vaelg/", {"account": str(account.pk)}, **extra)


def test_in_the_demo_one_becomes_a_person_without_a_password(demo):
    client = demo.visit()
    client.post("/vaelg/", {"account": str(demo.amina.pk), "next": "/i-dag/"})
    assert client.get("/i-dag/").status_code == 200


@pytest.mark.parametrize(
    "extra",
    [
        {"REMOTE_ADDR": "192.0.2.7"},
        {"HTTP_X_FORWARDED_FOR": "192.0.2.7"},
        {"HTTP_FORWARDED": "for=192.0.2.7"},
        {"HTTP_X_FORWARDED_PROTO": "https"},
        {"REMOTE_ADDR": ""},
    ],
)
def test_from_elsewhere_nobody_can_be_chosen(demo, extra):
    assert choose(demo, demo.amina, **extra).status_code == 404


def test_a_foreign_host_name_does_not_reach_the_demo(demo, settings):
    settings.ALLOWED_HOSTS = ["*"]
    assert choose(demo, demo.amina, HTTP_HOST="favn.example").status_code == 404


def test_outside_the_demo_nobody_can_be_chosen(demo, settings):
    settings.DEMO = False
    assert choose(demo, demo.amina).status_code == 404


def test_a_real_account_cannot_be_chosen(demo):
    assert choose(demo, demo.jonas).status_code == 404


@pytest.mark.parametrize("wrong", ["", "x", "00000000-0000-4000-8000-000000000000"])
def test_an_unknown_person_is_not_found(demo, wrong):
    assert demo.visit().post("/vaelg/", {"account": wrong}).status_code == 404


@pytest.mark.parametrize("next_", ["//evil.example", "https://evil.example/", ""])
def test_one_is_never_sent_to_another_site(demo, next_):
    answer = demo.visit().post("/vaelg/", {"account": str(demo.amina.pk), "next": next_})
    assert answer["Location"] == "/hjem/"


def test_without_the_demo_the_first_page_leads_to_sign_in(cast):
    assert "/konto/login/" in cast.visit().get("/").content.decode()


def test_a_signed_in_person_comes_home_to_their_own_page(cast):
    assert cast.visit(cast.birgitte).get("/hjem/")["Location"] == "/planen/"
    assert cast.visit(cast.amina).get("/hjem/")["Location"] == "/i-dag/"


def test_the_first_page_has_a_title_of_its_own(cast):
    html = cast.visit().get("/").content.decode()
    assert "<title>Fælles arbejdssted for inklusion – Favn</title>" in html
