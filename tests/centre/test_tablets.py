"""Tablets as the manager keeps them: a code once, a PIN for a shift, out at once."""

from datetime import timedelta

import pytest

from favn.centre import actions
from favn.centre.actions.tablets import CODE_LASTS
from favn.centre.models import Tablet
from favn.kit import clock, history
from favn.kit.tenancy import acting_for
from tests.cast import new_id


@pytest.fixture
def jonas(desk):
    return desk.cast.visit(desk.cast.jonas)


def add(client, name="Døren", pk=None):
    return client.post("/tavler/", {"id": str(pk or new_id()), "name": name})


def only(desk):
    (tablet,) = desk.rows(Tablet)
    return tablet


def test_a_new_tablet_gets_a_code_and_an_address_shown_once(desk, jonas):
    assert "Ingen tavler endnu" in jonas.get("/tavler/").content.decode()
    answer = add(jonas)
    html = answer.content.decode()
    code = answer.context["code"]
    assert code in html
    address = "http://localhost/tavle/medborgerhuset/tilmeld/"
    assert address in html.replace("<wbr>", "")
    tablet = only(desk)
    assert code.replace(" ", "") not in str(vars(tablet))
    assert code not in jonas.get(f"/tavler/{tablet.pk}/").content.decode()
    assert "Venter på tilmelding" in jonas.get("/tavler/").content.decode()


def test_the_same_form_twice_makes_one_tablet(desk, jonas):
    pk = new_id()
    add(jonas, pk=pk)
    add(jonas, pk=pk)
    assert only(desk).name == "Døren"


def test_a_name_in_use_is_refused_and_stands_in_its_field(desk, jonas):
    add(jonas)
    answer = add(jonas, name="døren")
    assert answer.status_code == 422
    assert "Navnet er i brug" in answer.content.decode()
    assert 'value="døren"' in answer.content.decode()


@pytest.mark.parametrize("typed", ["2580", "739104", None])
def test_a_pin_is_shown_once_and_lasts_a_shift(desk, jonas, typed):
    add(jonas)
    tablet = only(desk)
    sent = {"verb": "pin", "pin": typed} if typed else {"verb": "make-pin"}
    answer = jonas.post(f"/tavler/{tablet.pk}/", sent)
    pin = answer.context["pin"]
    assert pin == typed or (typed is None and len(pin) == 6)
    tablet = only(desk)
    assert pin not in tablet.pin_hash
    assert timedelta(hours=11) < tablet.pin_until - clock.now() <= timedelta(hours=12)


@pytest.mark.parametrize("typed", ["123", "1234", "0000", "abcd", "12345678", ""])
def test_a_pin_that_cannot_be_is_refused_with_a_sentence(desk, jonas, typed):
    add(jonas)
    tablet = only(desk)
    answer = jonas.post(f"/tavler/{tablet.pk}/", {"verb": "pin", "pin": typed})
    assert answer.status_code == 422
    assert "Vagtkode" in answer.content.decode()
    assert only(desk).pin_hash == ""


def test_retired_it_has_neither_code_token_nor_pin(desk, jonas):
    add(jonas)
    tablet = only(desk)
    jonas.post(f"/tavler/{tablet.pk}/", {"verb": "pin", "pin": "2580"})
    for _ in range(2):
        jonas.post(f"/tavler/{tablet.pk}/", {"verb": "retire"})
    tablet = only(desk)
    assert (tablet.code_hash, tablet.token_hash, tablet.pin_hash) == ("", "", "")
    assert "Taget ud af brug" in jonas.get("/tavler/").content.decode()
    for typed in ({"verb": "code"}, {"verb": "pin", "pin": "2580"}):
        jonas.post(f"/tavler/{tablet.pk}/", typed)
    assert (only(desk).code_hash, only(desk).pin_hash) == ("", "")
    with acting_for(desk.cast.medborgerhuset.pk):
        assert [line.verb for line in history.of(tablet)].count("retire") == 1


def test_a_code_lasts_fifteen_minutes_and_a_new_one_ends_the_old(desk):
    now = clock.now()
    with acting_for(desk.cast.medborgerhuset.pk):
        shared = {"by": desk.cast.jonas, "at": now}
        tablet = actions.add_tablet(id=new_id(), name="Døren", **shared)
        old = actions.new_code(tablet=tablet, **shared)
        code = actions.new_code(tablet=tablet, **shared)
        for wrong, at in ((old, now), (code, now + CODE_LASTS), ("", now), ("-", now)):
            with pytest.raises(actions.Refused):
                actions.enrol(code=wrong, at=at)
        _tablet, token = actions.enrol(code=code, at=now + CODE_LASTS - timedelta(seconds=1))
        with pytest.raises(actions.Refused):
            actions.enrol(code=code, at=now)
    assert token not in str(vars(only(desk)))


def test_foreign_and_unknown_tablets_are_not_found(desk, jonas):
    add(jonas)
    tablet = only(desk)
    leila = desk.cast.visit(desk.cast.leila)
    for verb in ("pin", "code", "retire", ""):
        assert leila.post(f"/tavler/{tablet.pk}/", {"verb": verb}).status_code == 404
    assert add(leila, pk=tablet.pk).status_code == 404
    assert jonas.get(f"/tavler/{new_id()}/").status_code == 404
    assert only(desk).retired_at is None


@pytest.mark.parametrize("who", ["amina", "mehmet", "birgitte"])
def test_only_the_manager_keeps_tablets(desk, jonas, who):
    add(jonas)
    client = desk.cast.visit(getattr(desk.cast, who))
    assert client.get("/tavler/").status_code == 403
    assert client.post(f"/tavler/{only(desk).pk}/", {"verb": "retire"}).status_code == 403
    assert only(desk).retired_at is None


def test_more_tablets_do_not_ask_the_database_more(desk, jonas):
    desk.client = jonas
    add(jonas)
    first = desk.queries("/tavler/")
    add(jonas, name="Systuen")
    add(jonas, name="Caféen")
    assert desk.queries("/tavler/") == first > 2


@pytest.mark.parametrize("sent", [{"verb": "pin", "pin": "2580"}, {"verb": "make-pin"}])
def test_the_enrolment_code_stays_while_a_pin_is_saved(desk, jonas, sent):
    code = add(jonas).context["code"]
    answer = jonas.post(f"/tavler/{only(desk).pk}/", sent | {"shown": code})
    assert (answer.context["code"], code in answer.content.decode()) == (code, True)
    assert answer.context["pin"] in answer.content.decode()


def test_the_enrolment_code_stays_where_a_pin_is_refused(desk, jonas):
    code = add(jonas).context["code"]
    typed = {"verb": "pin", "pin": "1234", "shown": code}
    answer = jonas.post(f"/tavler/{only(desk).pk}/", typed)
    assert (answer.status_code, answer.context["code"]) == (422, code)


def test_a_code_that_does_not_enrol_this_tablet_is_not_shown_again(desk, jonas):
    old = add(jonas).context["code"]
    tablet = only(desk)
    jonas.post(f"/tavler/{tablet.pk}/", {"verb": "code"})
    for shown in (old, "", "<b>"):
        answer = jonas.post(f"/tavler/{tablet.pk}/", {"verb": "make-pin", "shown": shown})
        assert answer.context["code"] == ""


def test_the_shifts_pin_is_marked_as_needed(desk, jonas):
    add(jonas)
    html = jonas.get(f"/tavler/{only(desk).pk}/").content.decode()
    assert "frivilligt" not in html
    assert "Lav en vagtkode for mig" in html
