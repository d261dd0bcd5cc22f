"""Who waits for what, in one place; one press reminds those who owe an answer, and says how."""

from datetime import timedelta

import pytest

from favn.associations.models import AskLink, Nudge
from favn.kit import clock
from favn.surveys import actions as surveys
from favn.surveys.models import Wave
from tests.associations.steps import DIRECTORY, mailed_link
from tests.cast import TODAY, new_id

PAGE = f"{DIRECTORY}venter/"
ONE, TWO = "en@x.example", "to@x.example"


@pytest.fixture
def owing(directory, checks):
    """One who should confirm, one who lacks an answer, and one nobody can write to."""
    directory.add("Gammel side", months_ago=20, email=ONE)
    directory.add("Frisk side", months_ago=1, email="frisk@x.example")
    directory.add("Uden mail", months_ago=20, phone="12345678")
    asked = directory.add("Mangler svar", months_ago=1, email=TWO)
    return checks.start(asked, at=clock.now())


def pressed(client, **typed):
    press = client.get(PAGE).context["form"]["id"].value()
    return client.post(PAGE, {"id": press} | typed)


def told(directory):
    with directory.open():
        return {row.name: (row.reached, row.sent_to) for row in Nudge.objects.owned()}


def test_it_names_who_owes_and_who_must_be_called(owing, freja):
    shown = freja.get(PAGE).content.decode()
    for name in ("Gammel side", "Mangler svar", "1 har ingen mail og skal ringes op", "12345678"):
        assert name in shown
    assert "Frisk side" not in shown


def test_one_press_writes_to_each_and_says_who_got_it(directory, owing, freja, letterbox, cast):
    answer = pressed(freja)
    assert answer.status_code == 302
    assert told(directory) == {
        "Gammel side": ("sent", ONE), "Mangler svar": ("sent", TWO),
        "Kulturforvaltningen": ("sent", cast.freja.email),
    }  # fmt: skip
    assert cast.visit().get(mailed_link(letterbox, ONE)).status_code == 200
    assert "/skema/sundhavn/" in letterbox.to(TWO)[0]
    shown = freja.get(PAGE).content.decode()
    assert "Sidst mindet: i dag" in shown
    assert "Alle, der kan få brev, har fået et." in shown


def test_the_same_press_writes_to_nobody_twice(directory, owing, freja, letterbox):
    press = freja.get(PAGE).context["form"]["id"].value()
    for _twice in range(2):
        assert freja.post(PAGE, {"id": press}).status_code == 302
    assert len(letterbox.letters) == 3
    pressed(freja)
    assert len(letterbox.letters) == 3


def test_one_the_mail_server_refuses_holds_up_no_other(directory, owing, freja, letterbox):
    letterbox.refused.add(ONE)
    shown = freja.post(PAGE, {"id": new_id()}, follow=True).content.decode()
    assert "1 mail gik ikke. Den står nedenfor." in shown
    assert told(directory)["Gammel side"] == ("failed", ONE)
    assert told(directory)["Mangler svar"] == ("sent", TWO)
    with directory.open():
        assert [link.reached for link in AskLink.objects.owned()] == ["failed"]
    letterbox.refused.clear()
    pressed(freja)
    assert len(letterbox.to(ONE)) == 1


def test_who_owes_two_things_gets_one_letter_a_day(directory, checks, freja, letterbox, moving):
    both = directory.add("Skylder begge", months_ago=20, email=ONE)
    checks.start(both, at=clock.now())
    pressed(freja)
    assert ["/skema/" in words for words in letterbox.to(ONE)] == [True]
    assert "Alle, der kan få brev, har fået et." in freja.get(PAGE).content.decode()
    moving(TODAY + timedelta(days=1))
    with directory.open():
        surveys.close_wave(wave=Wave.objects.owned().get(title__contains="Foreningens"),
                           by=directory.by, at=clock.now())  # fmt: skip
    pressed(freja)
    assert ["/skema/" in words for words in letterbox.to(ONE)] == [True, False]


def test_whoever_answered_is_asked_no_more(directory, owing, checks, freja):
    with directory.open():
        asked = owing.theirs.asked.get()
    checks.answer(owing.theirs, asked.ref_id, {}, words="Alt")
    assert "Mangler svar</a>" not in freja.get(PAGE).content.decode()


def test_what_others_wait_for_here_stands_first(directory, freja):
    row = directory.add("SKF", months_ago=1, email="skf@x.example")
    assert "Ingen venter på os lige nu." in freja.get(PAGE).content.decode()
    directory.asks(row)
    shown = freja.get(PAGE).content.decode()
    assert "Henvendelser, der venter på svar</a>: 1" in shown


def test_where_nobody_owes_anything_it_says_so(directory, freja):
    assert "Ingen skylder svar" in freja.get(PAGE).content.decode()


def test_only_whoever_keeps_the_directory_reminds(cast, owing):
    for account in (cast.rasmus, cast.birgitte):
        assert cast.visit(account).get(PAGE).status_code == 403
        assert cast.visit(account).post(PAGE, {"id": new_id()}).status_code == 403


def test_a_form_that_lost_its_id_writes_to_nobody(directory, owing, freja):
    assert freja.post(PAGE, {"id": "nej"}).status_code == 422
    assert told(directory) == {}
