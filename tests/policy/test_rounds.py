"""The yearly round: opened with a deadline, who is missing by name, closed to a frozen paper."""

import re
import uuid
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from hypothesis import given
from hypothesis import strategies as some

from favn.kit import clock
from favn.kit.refusals import Refused
from favn.people.accounts.choices import Reached
from favn.policy import actions, queries
from favn.policy.choices import Status
from favn.policy.models import AnswerLink, StatusRound
from tests.policy.round_steps import ask, close, committee, hand_in, open_round
from tests.policy.steps import OTHER, OWN, accept, filled_at, initiative, neighbour, send

PAGE, ALL = "/planen/runden/2026/", "/planen/runden/"


@pytest.fixture
def second(houses, plan):
    return initiative(houses, plan, number=8, title="Åbne døre", unit=OTHER)


@pytest.fixture
def round_(houses, plan, row, second):
    return open_round(houses, plan)


@pytest.fixture
def birgitte(houses):
    return houses.visit(houses.birgitte)


def words(client, address=PAGE):
    page = client.get(address).content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def test_without_a_plan_the_page_leads_to_one(houses, birgitte):
    assert "Opret planen først" in words(birgitte, ALL)


def test_the_editor_opens_a_round_with_a_last_day(birgitte, plan):
    typed = filled_at(birgitte, ALL, last_day="10-12-2026")
    assert birgitte.post(ALL, typed).status_code == 302
    assert "Der kan svares til og med 10. dec." in words(birgitte)


def test_the_same_form_twice_opens_one_round(birgitte, houses, plan):
    typed = filled_at(birgitte, ALL, last_day="2026-12-10")
    birgitte.post(ALL, typed)
    birgitte.post(ALL, typed)
    with houses.acting(houses.birgitte):
        assert StatusRound.objects.owned().count() == 1


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"last_day": "2026-11-19"}, "Fristen skal ligge efter i dag"),
        ({"last_day": ""}, "Skriv dagen som dag-måned-år"),
        ({"last_day": "31-02-2026"}, "Skriv dagen som dag-måned-år"),
        ({"last_day": "2026-12-10", "year": "2019"}, "Planen gælder 2025–2027"),
        ({"last_day": "2026-12-10", "year": "toogtyve"}, "Skriv året med fire cifre."),
    ],
)
def test_a_wrong_opening_says_why_and_keeps_what_was_typed(birgitte, plan, typed, sentence):
    answer = birgitte.post(ALL, filled_at(birgitte, ALL, **typed))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert sentence in page
    assert f'value="{typed["last_day"]}"' in page or not typed["last_day"]


def test_a_year_has_one_round(houses, plan, round_):
    with pytest.raises(Refused, match="allerede en statusrunde for 2026"):
        open_round(houses, plan)


def test_who_is_missing_stands_by_name_of_office(birgitte, houses, round_, row):
    assert f"{OWN} mangler 1 svar" in words(birgitte)
    assert f"{OTHER} mangler 1 svar" in words(birgitte)
    hand_in(houses, round_, row)
    text = words(birgitte)
    assert "1 af 2 indsatser har fået svar" in text
    assert f"{OWN} mangler" not in text
    assert f"{OTHER} mangler 1 svar" in text


def test_what_is_missing_stands_open_and_what_is_handed_in_is_folded(
    birgitte, houses, plan, round_, row
):
    initiative(houses, plan, number=9, title="Fælles mad")
    hand_in(houses, round_, row)
    page = birgitte.get(PAGE).content.decode()
    own = page[page.index(f'id="kontor-{houses.units[OWN].pk.hex[:8]}"') :].split("</section>")[0]
    open_now, folded = own.split("1 afleveret</summary>")
    assert "9. Fælles mad" in open_now
    assert "Send svarlink" in open_now
    assert "7. Hverdagshjælp" not in open_now
    assert "7. Hverdagshjælp" in folded


@pytest.mark.parametrize(
    ("last_day", "moment", "late"),
    [
        (date(2026, 10, 24), "2026-10-24T23:59:59", False),
        (date(2026, 10, 24), "2026-10-25T00:00:00", True),
        (date(2026, 10, 25), "2026-10-25T23:59:59", False),
        (date(2026, 10, 25), "2026-10-26T00:00:00", True),
        (date(2027, 3, 28), "2027-03-28T23:59:59", False),
        (date(2027, 3, 28), "2027-03-29T00:00:00", True),
    ],
)
def test_the_deadline_is_danish_midnight_also_when_clocks_change(last_day, moment, late):
    """Clocks go back on 25 October 2026 and forward on 28 March 2027."""
    row = StatusRound(deadline=clock.end_of(last_day))
    local = datetime.fromisoformat(moment).replace(tzinfo=ZoneInfo("Europe/Copenhagen"))
    assert row.is_late(local) is late
    assert row.last_day == last_day


@given(day=some.dates(date(2000, 1, 1), date(2099, 12, 31)), seconds=some.integers(-7200, 7200))
def test_late_is_what_a_danish_clock_shows_after_the_day(day, seconds):
    """Whatever the season, the wall clock decides; UTC is counted in, never out."""
    row = StatusRound(deadline=clock.end_of(day))
    moment = row.deadline.astimezone(UTC) + timedelta(seconds=seconds)
    on_the_wall = moment.astimezone(ZoneInfo("Europe/Copenhagen")).date()
    assert row.is_late(moment) is (on_the_wall > day)


@pytest.mark.parametrize(
    ("last_day", "utc"),
    [
        (date(2026, 3, 28), "2026-03-28T23:00:00"),
        (date(2026, 3, 29), "2026-03-29T22:00:00"),
        (date(2026, 10, 24), "2026-10-24T22:00:00"),
        (date(2026, 10, 25), "2026-10-25T23:00:00"),
    ],
)
def test_midnight_is_known_to_the_second_around_both_changes(last_day, utc):
    """Clocks go forward on 29 March 2026 and back on 25 October 2026."""
    row, midnight = StatusRound(deadline=clock.end_of(last_day)), datetime.fromisoformat(f"{utc}Z")
    assert row.is_late(midnight)
    assert not row.is_late(midnight - timedelta(seconds=1))


def test_a_link_is_mailed_to_the_missing_office(birgitte, houses, round_):
    unit = str(houses.units[OWN].pk)
    typed = {
        "verb": "link",
        "id": str(uuid.uuid4()),
        "unit": unit,
        "sent_to": "kontor@sundhavn.example",
    }
    assert birgitte.post(PAGE, typed).status_code == 302
    (letter,) = mail.outbox
    assert letter.to == ["kontor@sundhavn.example"]
    assert letter.subject == f"Status 2026: {OWN} mangler 1 svar"
    address = re.search(r"http://\S+/svar/sundhavn/\S+/", letter.body)[0]
    assert houses.visit().get(address).status_code == 200
    text = words(birgitte)
    assert "Svarlinket er sendt til kontor@sundhavn.example." in text
    assert "Ældre links" not in text
    assert "Svarlink sendt til kontor@sundhavn.example" in text
    assert "Åbnet første gang i dag" in text
    with houses.acting(houses.birgitte):
        token = address.rstrip("/").rpartition("/")[2]
        assert AnswerLink.objects.owned().get().token_hash != token


def test_a_wrong_address_is_said_at_its_field(birgitte, houses, round_):
    typed = {
        "verb": "link",
        "id": str(uuid.uuid4()),
        "unit": str(houses.units[OWN].pk),
        "sent_to": "kontor.sundhavn",
    }
    answer = birgitte.post(PAGE, typed)
    assert answer.status_code == 422
    assert "E-mailen ser forkert ud" in answer.content.decode()
    assert mail.outbox == []


def test_a_letter_that_no_server_takes_waits_and_that_is_said(birgitte, houses, round_, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    typed = {
        "verb": "link",
        "id": str(uuid.uuid4()),
        "unit": str(houses.units[OWN].pk),
        "sent_to": "a@sundhavn.example",
    }
    text = birgitte.post(PAGE, typed, follow=True).content.decode()
    assert "Svarlinket er sendt" not in text
    assert "mailserver" in text
    with houses.acting(houses.birgitte):
        assert AnswerLink.objects.owned().get().reached == Reached.WAITING


def test_an_office_sees_the_round_but_leads_nothing(houses, round_):
    rasmus = houses.visit(houses.rasmus)
    text = words(rasmus)
    assert "Din forvaltning" in text
    assert "Send svarlink" not in text
    for typed in (
        {"verb": "close"},
        {"verb": "link", "id": str(uuid.uuid4()), "unit": str(houses.units[OWN].pk)},
    ):
        assert rasmus.post(PAGE, typed).status_code == 403
    assert rasmus.post(ALL, {"id": str(uuid.uuid4())}).status_code == 403


def test_nothing_without_a_status_is_published(birgitte, houses, round_, row):
    hand_in(houses, round_, row)
    with pytest.raises(Refused, match=f"{OTHER}: 8"):
        close(houses, round_)
    assert f"{OTHER}: 8" in words(birgitte)


def test_the_closed_paper_is_frozen_with_its_counts(birgitte, houses, round_, row, second, duty):
    accept(houses, send(houses, duty))
    hand_in(houses, round_, row, "Huset åbnede i maj.")
    hand_in(houses, round_, second, by=houses.birgitte)
    assert birgitte.post(PAGE, {"verb": "close"}).status_code == 302
    birgitte.get(PAGE)
    paper = words(birgitte, "/planen/status/2026/")
    assert "7. Hverdagshjælp I gang (Rasmus, i dag) Huset åbnede i maj." in paper
    assert "Medborgerhuset, 4. kvartal 2026: 3 besøg" in paper
    with houses.acting(houses.birgitte):
        closed = StatusRound.objects.owned().get()
        assert closed.fingerprint == queries.digest(closed.frozen)
        actions.change_initiative(
            initiative=row, version=1, by=houses.birgitte, at=clock.now(), title="Et nyt navn",
            summary="", owner=row.owner, starts_on=None, ends_on=None, funded=None,
        )  # fmt: skip
    assert words(birgitte, "/planen/status/2026/") == paper


def test_what_is_frozen_cannot_be_said_anew(houses, round_, row, second):
    hand_in(houses, round_, row)
    hand_in(houses, round_, second)
    close(houses, round_)
    with pytest.raises(Refused, match="2026 er lukket"):
        hand_in(houses, round_, row, "Noget andet.")
    with houses.acting(houses.birgitte), pytest.raises(Refused, match="2026 er lukket"):
        actions.write_status(
            initiative=row, year=2026, status=Status.STOPPED, text="x", version=1,
            by=houses.birgitte, at=clock.now(),
        )  # fmt: skip


def test_closed_twice_is_closed_once(houses, round_, row, second):
    hand_in(houses, round_, row)
    hand_in(houses, round_, second)
    assert close(houses, round_).fingerprint == close(houses, round_).fingerprint


def test_committees_treat_the_paper_in_their_order(birgitte, houses, plan, row):
    first, council = committee(houses, "Socialudvalget"), committee(houses, "Byrådet")
    round_ = open_round(houses, plan, committees=[first, council])
    with houses.acting(houses.birgitte):
        steps = queries.steps_of(round_)
    said = {"on": clock.today(), "outcome": "Taget til efterretning", "by": houses.birgitte}
    with houses.acting(houses.birgitte), pytest.raises(Refused, match="Luk runden først"):
        actions.treat(step=steps[0], at=clock.now(), **said)
    hand_in(houses, round_, row)
    close(houses, round_)
    with houses.acting(houses.birgitte):
        steps = queries.steps_of(round_)
        with pytest.raises(Refused, match="Socialudvalget skal behandle papiret først"):
            actions.treat(step=steps[1], at=clock.now(), **said)
    for step, decided in zip(steps, ("Taget til efterretning", "Godkendt"), strict=True):
        typed = {"verb": "treat", "step": str(step.pk), "on": clock.today(), "outcome": decided}
        assert birgitte.post(PAGE, typed).status_code == 302
    assert "Byrådet: i dag" in words(birgitte)


def test_a_question_waits_until_the_office_hands_in_again(birgitte, houses, round_, row):
    with pytest.raises(Refused, match="ikke afleveret endnu"):
        ask(houses, round_, row)
    hand_in(houses, round_, row)
    ask(houses, round_, row)
    assert "Redaktøren spørger" in words(birgitte)
    with pytest.raises(Refused, match="allerede stillet et spørgsmål"):
        ask(houses, round_, row)
    hand_in(houses, round_, row, "Der kom 40.")
    assert "Redaktøren spørger" not in words(birgitte)


def test_another_municipality_sees_nothing_of_the_round(houses, round_):
    signe = neighbour(houses)
    for address in (PAGE, f"{PAGE}7/"):
        assert signe.get(address).status_code == 404


def test_an_association_has_no_business_here(houses, round_):
    assert houses.visit(houses.jonas).get(PAGE).status_code == 403


def test_a_closed_round_is_not_opened_again(birgitte, houses, plan, round_, row, second):
    """What came later stands in next year's round; the page and the rule both say so."""
    hand_in(houses, round_, row)
    hand_in(houses, round_, second, by=houses.birgitte)
    close(houses, round_)
    answer = birgitte.post(ALL, filled_at(birgitte, ALL, last_day="2026-12-20", year="2026"))
    assert answer.status_code == 422
    assert "Der er allerede en statusrunde for 2026." in answer.content.decode()


def test_what_no_office_owns_is_listed_and_keeps_the_round_open(
    birgitte, houses, round_, row, second
):
    hand_in(houses, round_, row)
    hand_in(houses, round_, second, by=houses.birgitte)
    with houses.acting(houses.birgitte):
        type(row).objects.owned().filter(pk=row.pk).update(owner=None)
    assert "en ejer og en status for 2026. Der mangler: Uden ejer: 7" in words(birgitte)
    answer = birgitte.post(PAGE, {"verb": "close"})
    assert answer.status_code == 422
    assert "Uden ejer: 7" in answer.content.decode()
