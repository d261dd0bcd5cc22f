"""Hours: from the rota once, put right with one tap, counted, and thanked for in a letter."""

import io
import random
import uuid
from collections import defaultdict
from datetime import date, time, timedelta

import pytest
from pypdf import PdfReader

from favn.centre.actions import hours as log
from favn.centre.actions import path
from favn.centre.actions.hours import Given
from favn.centre.actions.volunteers import leave
from favn.centre.choices import OnTheWay
from favn.centre.models import Hours, Volunteer
from favn.config import cli
from favn.kit import figures, history
from favn.kit.refusals import Refused
from favn.statistics.figures import Edition, Period
from tests.cast import TODAY
from tests.centre.volunteering import SOON, moment

SITE = "https://favn.example"
AFTER = SOON + timedelta(days=1)
WEEK = f"/frivillige/timer/?uge={SOON:%G-W%V}"


@pytest.fixture
def role(team):
    return team.role()


@pytest.fixture
def amal(team, role):
    return team.add("Amal Haddad", role)


def gives(team, who, role, minutes, on=TODAY):
    return team.do(log.write, id=uuid.uuid4(), who=who, given=Given(role, on, minutes))


def number(team, figure, year=TODAY.year, by=None, edition=Edition.INTERNAL):
    return figures.value(figure, team.house.pk, Period(year), by=by, edition=edition)


def test_a_shift_that_is_over_is_counted_once(team, role, amal, settings):
    line = team.line(role, SOON)
    team.regular(line, amal)
    settings.TODAY = AFTER
    assert [team.settle(), team.settle()] == [1, 0]
    assert team.only(Hours).minutes == 180


def test_a_shift_that_was_called_off_or_given_up_gives_no_hours(team, role, amal, settings):
    from favn.centre.actions import shifts  # noqa: PLC0415 - beside the one test that needs it

    team.take(team.shift(role, hours=(time(8), time(9))), amal)
    team.take(team.shift(role, hours=(time(10), time(11))), amal)
    with team.open():
        first, second = sorted(
            (team.manned(row) for row in _shifts(team)), key=lambda one: one.shift.starts
        )
    team.do(shifts.say_no, manned=first, who=amal)
    team.do(shifts.call_off, manned=second, note="Ferie.", seen=0)
    settings.TODAY = AFTER
    assert team.settle() == 0


def _shifts(team):
    from favn.centre.models import Shift  # noqa: PLC0415 - beside the one test that needs it

    with team.open():
        return list(Shift.objects.owned())


def test_one_tap_says_they_did_not_come_and_one_says_an_hour_more(team, role, amal, vera, settings):
    team.take(team.shift(role), amal)
    settings.TODAY = AFTER
    assert vera.post(WEEK, {"verb": "settle"}).status_code == 302
    row = team.only(Hours)
    tap = {"hours": str(row.pk), "version": "1"}
    vera.post(WEEK, tap | {"verb": "more"})
    assert team.only(Hours).minutes == 240
    assert vera.post(WEEK, tap | {"verb": "less"}).status_code == 409
    vera.post(WEEK, tap | {"verb": "absent", "version": "2"})
    assert "Kom ikke" in vera.get(WEEK).content.decode()
    with team.open():
        told = [line.changes for line in history.of(row).filter(verb="correct")]
    assert {"minutes": [180, 240]} in told


def test_time_outside_the_rota_is_written_by_hand_once_and_within_bounds(team, role, amal, vera):
    page = f"/frivillige/{amal.pk}/"
    sent = {"verb": "hours", "id": str(uuid.uuid4()), "role": str(role.pk), "on": str(TODAY)}
    assert [vera.post(page, sent | {"hours": "1,5"}).status_code for _ in range(2)] == [302, 302]
    assert team.only(Hours).minutes == 90
    assert vera.post(page, sent | {"hours": "17"}).status_code == 422
    with pytest.raises(Refused, match="ligger i fremtiden"):
        gives(team, amal, role, 60, SOON)


def test_the_figures_are_those_of_plain_python(team):
    """Against an oracle of a few lines, over throws of the dice that are the same each time."""
    throw = random.Random("volunteers")
    roles = [team.role(name) for name in ("Madklub", "Jurist")]
    people = [team.add(f"{name} X", *roles) for name in ("Amal", "Bodil", "Cecil")]
    sums, persons = defaultdict(int), defaultdict(set)
    for _ in range(14):
        who, role = throw.choice(people), throw.choice(roles)
        minutes = throw.choice((15, 50, 95, 180))
        row = gives(team, who, role, minutes, TODAY - timedelta(days=throw.randrange(200)))
        if throw.random() < 0.2:
            team.do(log.absent, hours=row, version=1)
            continue
        for key in (role.slug, ""):
            sums[key] += minutes
            persons[key].add(who.pk)
    told = number(team, "centre.volunteer_hours", by="role")
    assert told.total == int(sums[""] / 60 + 0.5)
    assert {r.key: r.value for r in told.rows} == {
        key: int(n / 60 + 0.5) for key, n in sums.items() if key
    }
    heads = number(team, "centre.volunteers", by="role")
    assert heads.total == len(persons[""])
    assert {r.key: r.value for r in heads.rows} == {k: len(v) for k, v in persons.items() if k}


def test_the_year_stands_beside_the_last_and_few_are_withheld_outside(cast, team, role, amal, vera):
    gives(team, amal, role, 600, date(TODAY.year - 1, 5, 4))
    gives(team, amal, role, 120)
    page = vera.get("/frivillige/tal/").content.decode()
    assert f"Timer {TODAY.year - 1}" in page
    assert f"{TODAY.year - 1}: 10" in page
    outside = vera.get(f"/frivillige/tal/?aar={TODAY.year - 1}&udgave=public").content.decode()
    assert "holdt tilbage" in outside
    assert vera.get("/frivillige/tal/?aar=1066").status_code == 404
    jonas = cast.visit(cast.jonas).get("/frivillige/tal/").content.decode()
    assert "Amal" not in jonas


def test_the_way_is_told_in_groups_of_ten_alone_outside_those_who_lead(team, role):
    for n in range(9):
        who = team.add(f"Gæst{n} X", role, guest=True, path=True)
        team.do(path.take_step, who=who, step=OnTheWay.VOLUNTEER, at=moment(date(2025, 6, 1)))
    inside = number(team, "centre.path", 2025)
    assert inside.total == 9
    assert number(team, "centre.path", 2025, edition=Edition.FUNDER).total is None
    who = team.add("Gæst9 X", role, guest=True, path=True)
    team.do(path.take_step, who=who, step=OnTheWay.VOLUNTEER, at=moment(date(2025, 6, 1)))
    assert number(team, "centre.path", 2025, edition=Edition.FUNDER).total == 10


# The letter of thanks


def pdf_of(answer):
    reader = PdfReader(io.BytesIO(answer.content))
    return reader, "\n".join(page.extract_text() for page in reader.pages)


def test_the_letter_is_tagged_and_says_the_years_true_hours_by_role(team, role, amal, vera):
    gives(team, amal, role, 95)
    gives(team, amal, role, 120)
    team.do(log.absent, hours=gives(team, amal, role, 300), version=1)
    gives(team, amal, role, 600, date(TODAY.year - 1, 5, 4))
    reader, text = pdf_of(vera.get(f"/frivillige/{amal.pk}/tak/{TODAY.year}/"))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "da"
    assert "Tak til Amal Haddad" in text
    assert "3 timer og 35 minutter" in text
    assert "2 gange" in text
    assert "10 timer" not in text


def test_nobody_is_thanked_for_a_year_without_hours(team, role, amal, vera, guest):
    assert vera.get(f"/frivillige/{amal.pk}/tak/{TODAY.year}/").status_code == 404
    gives(team, amal, role, 60)
    own = f"{team.own(amal)}tak/{TODAY.year}/"
    assert "1 time" in pdf_of(guest.get(own))[1]
    assert guest.get(own.replace(str(TODAY.year), "2019")).status_code == 404


# The round, and what is kept no longer


def test_one_round_counts_reminds_once_and_posts(team, role, amal, letterbox, settings, capsys):
    bodil = team.add("Bodil Riis", role, contact="sms")
    line = team.line(role, SOON, places=2)
    for who in (amal, bodil):
        team.regular(line, who)
    settings.TODAY = SOON - timedelta(days=1)
    assert [cli.run(["volunteers", "--site", SITE]) for _ in range(2)] == [0, 0]
    told = [text for text in letterbox.to("amal@x.example") if "vagt i morgen" in text]
    assert len(told) == 1
    assert f"{SITE}{team.own(amal)}" in told[0]
    assert letterbox.to("bodil@x.example") == []
    settings.TODAY = AFTER
    cli.run(["volunteers", "--site", SITE])
    assert "medborgerhuset: 2 shifts counted" in capsys.readouterr().out


def test_a_letter_no_server_takes_is_told_by_the_commands_code(team, amal, letterbox):
    letterbox.refused.add("amal@x.example")
    assert cli.run(["volunteers", "--site", SITE]) == 1


def test_a_year_after_they_stopped_the_name_goes_and_the_hours_stay(team, role, amal, settings):
    gives(team, amal, role, 180)
    before = number(team, "centre.volunteer_hours").total
    team.do(leave, who=amal, why="time", version=amal.version)
    settings.TODAY = TODAY + timedelta(days=370)
    assert cli.run(["retention"]) == 0
    assert team.count(Volunteer) == 0
    assert team.only(Hours).person is None
    assert number(team, "centre.volunteer_hours").total == before


def test_that_somebody_did_not_come_is_forgotten_after_three_months(team, role, amal, settings):
    team.do(log.absent, hours=gives(team, amal, role, 180), version=1)
    settings.TODAY = TODAY + timedelta(days=95)
    assert cli.run(["retention"]) == 0
    assert team.count(Hours) == 0
