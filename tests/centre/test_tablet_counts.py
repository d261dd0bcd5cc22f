"""The device itself: enrolled, opened with the shift's PIN, it counts and reaches nothing else."""

import re
from datetime import timedelta

import pytest
from django.core import signing
from django.test import Client
from django.urls import get_resolver

from favn.centre import actions
from favn.centre.actions.tablets import LOCKED_FOR, TRIES
from favn.centre.choices import Source
from favn.centre.models import Guidance, Participation, Tablet, Visit
from favn.centre.views import tablet_door
from favn.kit import clock, history
from favn.kit.tenancy import acting_for
from tests.cast import TODAY, new_id

PIN = "2580"
AS_SCRIPT = {"accept": "application/json"}


@pytest.fixture
def tablet(desk):
    with acting_for(desk.cast.medborgerhuset.pk):
        shared = {"by": desk.cast.jonas, "at": clock.now()}
        made = actions.add_tablet(id=new_id(), name="Døren", **shared)
        actions.set_pin(tablet=made, pin=PIN, **shared)
    return made


@pytest.fixture
def device(desk, tablet):
    """A browser of its own, enrolled with a code."""
    client = Client()
    with acting_for(desk.cast.medborgerhuset.pk):
        code = actions.new_code(tablet=tablet, by=desk.cast.jonas, at=clock.now())
    spaced = f" {code[:4].lower()}-{code[4:]} "
    answer = client.post("/tavle/medborgerhuset/tilmeld/", {"code": spaced})
    assert answer.url == "/tavle/kode/"
    return client


@pytest.fixture
def opened(device):
    assert device.post("/tavle/kode/", {"pin": PIN}).url == "/tavle/"
    return device


def stands(desk):
    (row,) = desk.rows(Tablet)
    return row


def tap(client, press="visit", json=False, **fields):
    fields = {"press": press, "id": str(new_id())} | fields
    return client.post("/tavle/tael/", fields, headers=AS_SCRIPT if json else {})


def test_the_cookie_is_the_devices_own_and_goes_nowhere_else(device):
    cookie = device.cookies[tablet_door.COOKIE]
    assert cookie["path"] == "/tavle/"
    assert cookie["httponly"]
    assert cookie["samesite"] == "Strict"


def test_the_page_has_todays_buttons_and_no_menu_no_list_and_no_figures(desk, opened):
    html = opened.get("/tavle/").content.decode()
    assert html.count('name="press"') == 3
    links = set(re.findall(r'(?:href|action)="(/[^"#?]*)', html))
    outside = {link for link in links if not link.startswith(("/static/", "/tavle/"))}
    assert outside <= {"/", "/sprog/setlang/", "/konto/login/", "/worker.js", "/om-tallene/"}
    assert opened.get("/tavle/")["Cache-Control"] == "no-store"


def test_what_it_counts_is_counted_by_the_tablet(desk, tablet, opened):
    answer = tap(opened)
    (visit,) = desk.rows(Visit)
    assert visit.source == Source.TABLET
    assert answer.url == f"/tavle/?talt=visit:{visit.pk}"
    tap(opened, desk.session())
    assert desk.rows(Participation)[0].source == Source.TABLET
    with acting_for(desk.cast.medborgerhuset.pk):
        (line,) = history.of(visit)
    assert (line.actor_id, line.actor_label) == (tablet.pk, "Tavle: Døren")
    assert stands(desk).last_seen_on == TODAY


def test_a_tap_sent_twice_is_one_and_is_undone_by_the_tablet_itself(desk, opened):
    pk = str(new_id())
    for _ in range(2):
        assert tap(opened, json=True, id=pk).json()["count"] == 1
    answer = opened.post("/tavle/fortryd/", {"logbook": "visit", "id": pk}, headers=AS_SCRIPT)
    assert answer.json()["count"] == 0


def test_it_undoes_nothing_that_others_counted(desk, opened):
    visit = desk.visit()
    answer = opened.post("/tavle/fortryd/", {"logbook": "visit", "id": visit.pk}, follow=True)
    assert "kun fortryde det, du selv har talt" in answer.content.decode()
    assert desk.rows(Visit)[0].voided_at is None


@pytest.mark.parametrize("fields", [{"on": "2026-11-18", "hour": "9"}, {"guidance": True}])
def test_it_counts_neither_other_days_nor_guidance(desk, opened, fields):
    press = desk.topic() if fields.pop("guidance", False) else "visit"
    assert tap(opened, press, json=True, **fields).status_code == 422
    kind, _sep, target = press.partition(":")
    split = {"kind": kind, "target": target, "id": str(new_id())} | fields
    assert opened.post("/tavle/tael/", split).status_code == 422
    assert desk.rows(Visit) + desk.rows(Guidance) == []


def test_a_foreign_session_and_a_foreign_organisation(desk, opened):
    assert tap(opened, desk.session(house="naboerne")).status_code == 404
    answer = tap(opened, json=True, organisation=str(desk.cast.naboerne.pk))
    assert answer.status_code == 422


def test_end_of_shift_locks_it_and_the_queue_is_told(opened):
    assert opened.post("/tavle/luk/").url == "/tavle/kode/"
    assert opened.get("/tavle/").url == "/tavle/kode/"
    answer = tap(opened, json=True)
    assert answer.status_code == 403
    assert "Skriv vagtkoden igen" in answer.json()["refused"]


def test_a_new_pin_closes_the_shift_before(desk, opened):
    with acting_for(desk.cast.medborgerhuset.pk):
        actions.set_pin(tablet=stands(desk), pin="739104", by=desk.cast.jonas, at=clock.now())
    assert opened.get("/tavle/").url == "/tavle/kode/"
    assert opened.post("/tavle/kode/", {"pin": PIN}).status_code == 422
    assert opened.post("/tavle/kode/", {"pin": "739104"}).url == "/tavle/"


def test_a_shift_is_over_after_twelve_hours(desk, opened):
    with acting_for(desk.cast.medborgerhuset.pk):
        over = clock.now() - timedelta(seconds=1)
        Tablet.objects.owned().update(pin_until=over, unlocked_until=over)
    assert opened.get("/tavle/").url == "/tavle/kode/"
    assert opened.post("/tavle/kode/", {"pin": PIN}).status_code == 422


def test_five_wrong_pins_close_it_for_five_minutes_also_for_the_right_one(desk, device):
    for number in range(TRIES):
        answer = device.post("/tavle/kode/", {"pin": "9999"})
        said = "fem gange" if number == TRIES - 1 else "forkert eller udløbet"
        assert said in answer.content.decode()
    answer = device.post("/tavle/kode/", {"pin": PIN})
    assert (answer.status_code, stands(desk).unlocked_until) == (422, None)
    with acting_for(desk.cast.medborgerhuset.pk):
        later = clock.now() + LOCKED_FOR
        assert actions.unlock(tablet=stands(desk), pin=PIN, at=later).unlocked_until
        verbs = [line.verb for line in history.of(stands(desk))]
    assert verbs.count("lock-out") == 1


def test_the_tries_are_counted_in_the_database_not_in_a_process(desk, device):
    stale = stands(desk)
    with acting_for(desk.cast.medborgerhuset.pk):
        for _ in range(TRIES):
            with pytest.raises(actions.Refused):
                actions.unlock(tablet=stale, pin="9999", at=clock.now())
        with pytest.raises(actions.Refused):
            actions.unlock(tablet=stale, pin=PIN, at=clock.now())


def test_the_right_pin_at_the_fifth_try_opens(desk, device):
    for _ in range(TRIES - 1):
        device.post("/tavle/kode/", {"pin": "9999"})
    assert device.post("/tavle/kode/", {"pin": PIN}).url == "/tavle/"
    assert (stands(desk).failed_tries, stands(desk).locked_until) == (0, None)


def test_retired_unknown_and_forged_get_one_and_the_same_answer(desk, opened):
    without = Client()
    forged = Client()
    forged.cookies[tablet_door.COOKIE] = signing.dumps(
        [str(desk.cast.medborgerhuset.pk), str(stands(desk).pk), "guessed"], salt="another"
    )
    guessed = Client()
    guessed.cookies[tablet_door.COOKIE] = signing.dumps(
        [str(desk.cast.naboerne.pk), str(stands(desk).pk), "x"], salt=tablet_door.SALT
    )
    with acting_for(desk.cast.medborgerhuset.pk):
        actions.retire_tablet(tablet=stands(desk), by=desk.cast.jonas, at=clock.now())
    strip = re.compile(r'csrfmiddlewaretoken" value="[^"]+"')
    seen = set()
    for client in (without, forged, guessed, opened):
        for address in ("/tavle/", "/tavle/kode/"):
            answer = client.get(address)
            assert answer.status_code == 403
            seen.add(strip.sub("", answer.content.decode()).replace(address, ""))
        assert tap(client, json=True).status_code == 403
    assert len(seen) == 1
    assert desk.rows(Visit) == []


def test_a_second_device_takes_the_first_ones_place(desk, tablet, opened):
    with acting_for(desk.cast.medborgerhuset.pk):
        code = actions.new_code(tablet=stands(desk), by=desk.cast.jonas, at=clock.now())
    assert opened.get("/tavle/").status_code == 200
    second = Client()
    second.post("/tavle/medborgerhuset/tilmeld/", {"code": code})
    assert opened.get("/tavle/").status_code == 403
    assert second.get("/tavle/").url == "/tavle/kode/"


def test_a_code_of_the_neighbours_does_not_open_here(desk, tablet):
    with acting_for(desk.cast.medborgerhuset.pk):
        code = actions.new_code(tablet=stands(desk), by=desk.cast.jonas, at=clock.now())
    answer = Client().post("/tavle/naboerne/tilmeld/", {"code": code})
    assert (answer.status_code, tablet_door.COOKIE in answer.cookies) == (422, False)
    assert Client().get("/tavle/nobody/tilmeld/").status_code == 404


def test_somebody_signed_in_on_the_device_is_not_who_counts(desk, opened):
    opened.force_login(desk.cast.leila)
    assert "Leila" not in opened.get("/tavle/").content.decode()
    tap(opened)
    assert len(desk.rows(Visit)) == 1
    assert desk.rows(Visit, desk.cast.naboerne) == []


def test_csrf_holds_on_the_device_too(desk, opened):
    strict = Client(enforce_csrf_checks=True)
    strict.cookies[tablet_door.COOKIE] = opened.cookies[tablet_door.COOKIE].value
    assert tap(strict).status_code == 403
    assert desk.rows(Visit) == []


def every_route(patterns, before=""):
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from every_route(pattern.url_patterns, route)
        else:
            yield route, pattern.callback


FILLED = {
    "uuid": "00000000-0000-4000-8000-000000000000", "int": "2026", "slug": "medborgerhuset",
    "str": "visit", "path": "x", "quarter": "2026-Q4",
}  # fmt: skip


def example(route):
    return "/" + re.sub(r"<(?:(\w+):)?\w+>", lambda m: FILLED.get(m[1] or "str", "x"), route)


def shut_routes():
    """Every address that is neither public nor the tablet's own, and no library's."""
    for route, view in every_route(get_resolver().url_patterns):
        access = getattr(view, "access", None)
        if access and not access.public and not access.tablet:
            yield route


def test_with_only_the_tablets_cookie_every_other_page_is_shut(opened):
    value, let_in = opened.cookies[tablet_door.COOKIE].value, []
    for route in sorted(set(shut_routes())):
        for method in ("get", "post"):
            client = Client()
            client.cookies[tablet_door.COOKIE] = value  # sent everywhere, as no browser would
            answer = getattr(client, method)(example(route))
            is_sent_away = answer.status_code == 302 and answer.url.startswith("/konto/login/")
            if not (is_sent_away or answer.status_code in (404, 405)):
                let_in.append((method, route, answer.status_code))
    assert let_in == []


def test_there_are_pages_to_be_shut_out_of():
    assert len(set(shut_routes())) > 15


@pytest.mark.parametrize(("days", "status"), [(1, 201), (14, 201), (15, 422)])
def test_what_waited_on_the_tablet_counts_for_its_own_day_and_not_after_14_days(
    desk, opened, days, status
):
    now = clock.now()
    sent = {
        "tapped_at": (now - timedelta(days=days)).isoformat(),
        "sent_at": now.isoformat(),
    }
    assert tap(opened, json=True, **sent).status_code == status
    counted = [TODAY - timedelta(days=days)] if status == 201 else []
    assert [row.on for row in desk.rows(Visit)] == counted
