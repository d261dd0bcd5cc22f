"""Mail leaves after its transaction: once, by whoever comes first, and again where it failed."""

import threading
from datetime import timedelta

import pytest
from django.db import connection

from favn.associations.actions import seats
from favn.associations.models import SeatLink
from favn.config.cli import parser
from favn.config.commands import letters as command
from favn.config.trials.server import free_port
from favn.kit import clock
from favn.kit.tenancy import acting_for
from favn.people.accounts import mail
from favn.people.accounts.mail import Mail
from favn.people.accounts.posting import MOST_TRIES
from tests.associations.steps import Directory
from tests.cast import new_id

MAIL = "skf@mail.example"


@pytest.fixture
def directory(cast):
    return Directory(cast)


@pytest.fixture
def entry(directory):
    return directory.add("SKF", email=MAIL)


def written(directory, entry, to=MAIL) -> SeatLink:
    """A link that is decided, and whose letter waits."""
    with directory.open():
        return seats.send_seat_link(
            id=new_id(), entry=entry, sent_to=to, why="Skete det?",
            address_of=lambda token: f"https://x.example/{token}", by=directory.by, at=clock.now(),
        )  # fmt: skip


def left(directory, *rows, at=None):
    with directory.open():
        return mail.leave(*rows, at=at or clock.now())


def read_again(directory, *rows):
    with directory.open():
        for row in rows:
            row.refresh_from_db()


def test_a_letter_waits_sealed_and_its_words_go_when_it_has_left(directory, entry, letterbox):
    link = written(directory, entry)
    with directory.open():
        waiting = Mail.objects.owned().get()
        assert (waiting.to, link.reached) == (MAIL, "waiting")
        assert letterbox.letters == []
        with connection.cursor() as cursor:
            cursor.execute("SELECT * FROM accounts_mail")
            assert not any("https://x.example" in str(cell) for cell in cursor.fetchone())
    assert left(directory, link) == (1, 0)
    assert link.is_sent
    assert "https://x.example/" in letterbox.to(MAIL)[0]
    with directory.open():
        gone = Mail.objects.owned().get()
        assert (gone.state, gone.to, gone.subject, gone.text) == ("sent", "", "", "")
    assert left(directory) == (0, 0)


def test_a_server_that_is_down_loses_nothing_uses_no_try_and_ends_no_older_link(
    directory, entry, letterbox, settings
):
    older = written(directory, entry)
    left(directory, older)
    up, settings.EMAIL_PORT = settings.EMAIL_PORT, free_port()
    newer = written(directory, entry)
    for _often in range(MOST_TRIES + 1):
        assert left(directory, newer, older) == (0, 1)
    assert (newer.reached, newer.is_on_its_way) == ("waiting", True)
    assert mail.told(newer, MAIL).startswith("Mailen til skf@mail.example er skrevet")
    read_again(directory, older)
    assert older.ended_at is None, "what they have still opens while the new one waits"
    settings.EMAIL_PORT = up
    assert (
        command.run(parser("letters").parse_args(["letters", "--site", "https://x.example"])) == 0
    )
    read_again(directory, older, newer)
    assert (newer.reached, older.ended_why) == ("sent", "newer")
    assert len(letterbox.to(MAIL)) == 2


def test_an_unknown_address_is_tried_once_and_a_busy_one_until_it_gives_up(
    directory, entry, letterbox
):
    letterbox.refused.add("ukendt@x.example")
    letterbox.later.add(MAIL)
    unknown, busy = written(directory, entry, "ukendt@x.example"), written(directory, entry)
    assert left(directory, unknown, busy) == (0, 2)
    assert (unknown.reached, busy.reached) == ("failed", "waiting")
    for _again in range(MOST_TRIES - 1):
        left(directory, busy)
    assert busy.reached == "failed"
    letterbox.later.clear()
    assert left(directory) == (0, 0), "who has given up says so, and somebody must ring"


def test_a_server_that_goes_away_midway_is_asked_no_more(directory, entry, letterbox):
    rows = [written(directory, directory.add(f"Forening {n}"), f"f{n}@x.example") for n in range(3)]
    letterbox.hangs_up = True
    assert left(directory, *rows) == (0, 3)
    with directory.open():
        assert sorted(Mail.objects.owned().values_list("tries", flat=True)) == [0, 0, 1]
    letterbox.hangs_up = False
    assert left(directory, *rows) == (3, 0)
    assert len(letterbox.letters) == 3


def test_a_link_that_ended_while_its_letter_waited_is_not_sent(directory, entry, letterbox):
    link = written(directory, entry)
    with directory.open():
        seats.withdraw_seat_link(entry=entry, by=directory.by, at=clock.now())
    assert left(directory, link) == (0, 0)
    assert link.reached == "dropped"
    assert letterbox.letters == []


@pytest.mark.django_db(transaction=True)
def test_two_who_post_at_once_send_each_letter_once(directory, letterbox):
    """Two threads have a connection each, as two processes have."""
    for n in range(8):
        written(directory, directory.add(f"Forening {n}"), f"f{n}@x.example")
    begin, done = threading.Barrier(2), []

    def postman():
        begin.wait()
        try:
            with acting_for(directory.house.pk):
                done.append(mail.leave(at=clock.now()))
        finally:
            connection.close()

    threads = [threading.Thread(target=postman) for _two in range(2)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sum(sent for sent, _failed in done) == 8
    assert sorted(to for (to,), _letter in letterbox.letters) == [
        f"f{n}@x.example" for n in range(8)
    ]


def test_whoever_broke_off_lets_another_send_it_after_ten_minutes(directory, entry, letterbox):
    link, now = written(directory, entry), clock.now()
    with directory.open():
        Mail.objects.owned().update(taken_at=now)
    assert left(directory, at=now) == (0, 0)
    assert left(directory, link, at=now + timedelta(minutes=10)) == (1, 0)
    assert link.is_sent
