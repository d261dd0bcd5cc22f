"""Reminding the offices by a real mail server: who got it, who did not, and never twice unasked."""

import re
import uuid

import pytest

from favn.kit.models import History
from favn.policy.models import AnswerLink, OfficeReminder
from tests.policy.round_steps import close, hand_in, open_round
from tests.policy.steps import OTHER, OWN, initiative, neighbour

PAGE = "/planen/runden/2026/"
JOBS, CULTURE = "job@sundhavn.example", "kultur@sundhavn.example"


@pytest.fixture
def second(houses, plan):
    return initiative(houses, plan, number=8, title="Åbne døre", unit=OTHER)


@pytest.fixture
def round_(houses, plan, row, second):
    return open_round(houses, plan)


@pytest.fixture
def birgitte(houses, letterbox):
    return houses.visit(houses.birgitte)


def send_link(client, houses, unit, to, **more):
    data = {"verb": "link", "unit": str(houses.units[unit].pk), "sent_to": to}
    return client.post(PAGE, data | {"id": str(uuid.uuid4())} | more)


def remind(client, **more):
    return client.post(PAGE, {"verb": "remind", "id": str(uuid.uuid4())} | more)


def words(client, address=PAGE):
    body = client.get(address).content.decode()
    main = body[body.index("<main") : body.index("</main>")]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


@pytest.fixture
def the_next_day(houses, round_, birgitte, letterbox, settings):
    """Both offices were sent their link yesterday, and nobody has answered."""
    send_link(birgitte, houses, OWN, JOBS)
    send_link(birgitte, houses, OTHER, CULTURE)
    letterbox.letters.clear()
    settings.TODAY = settings.TODAY.replace(day=20)
    return birgitte


def told(houses):
    with houses.acting(houses.birgitte):
        rows = OfficeReminder.objects.owned().select_related("unit")
        return {row.unit.name: (row.reached, row.sent_to) for row in rows}


def test_the_letter_says_what_is_owed_until_when_and_by_whom(birgitte, houses, round_, letterbox):
    send_link(birgitte, houses, OWN, JOBS)
    (text,) = letterbox.to(JOBS)
    assert f"Hej {OWN}" in text
    assert "- 7. Hverdagshjælp" in text
    assert "Åbne døre" not in text
    assert "Fristen er torsdag 10. december 2026." in text
    assert "Linket virker til og med torsdag 10. december 2026" in text
    assert "Birgitte, Sundhavn Kommune" in text
    assert "virker ikke mere" not in text


def test_one_press_writes_to_all_who_owe_and_says_who(the_next_day, houses, round_, row, letterbox):
    hand_in(houses, round_, row)
    assert "Mind 1 forvaltning, der mangler" in words(the_next_day)
    assert remind(the_next_day).status_code == 302
    (text,) = letterbox.to(CULTURE)
    assert letterbox.to(JOBS) == []
    assert "Et link, I har fået før, virker ikke mere." in text
    page = words(the_next_day)
    assert f"Påmindelsen er sendt til {OTHER}." in page
    assert re.search(r"Seneste påmindelse, i dag kl. \d+\.\d\d af Birgitte", page)
    assert f"{OTHER} Sendt {CULTURE}" in page


def test_one_that_fails_takes_no_other_with_it(the_next_day, houses, letterbox):
    letterbox.refused.add(JOBS)
    remind(the_next_day)
    assert told(houses) == {OWN: ("failed", JOBS), OTHER: ("sent", CULTURE)}
    page = words(the_next_day)
    assert f"Påmindelsen nåede ikke {OWN}. Se hvorfor nedenfor." in page
    assert f"Påmindelsen er sendt til {OTHER}." in page
    assert f"{OWN} Ikke sendt: mailserveren tog den ikke {JOBS}" in page


def test_where_the_letter_did_not_leave_the_older_link_still_works(
    birgitte, houses, round_, letterbox, settings
):
    send_link(birgitte, houses, OWN, JOBS)
    older = re.search(r"/svar/\S+/", letterbox.to(JOBS)[0])[0]
    settings.TODAY = settings.TODAY.replace(day=20)
    letterbox.refused.add(JOBS)
    remind(birgitte)
    assert houses.visit().get(older).status_code == 200


def test_an_office_without_an_address_is_said_and_not_lost(birgitte, houses, round_, settings):
    send_link(birgitte, houses, OTHER, CULTURE)
    settings.TODAY = settings.TODAY.replace(day=20)
    assert f"ingen e-mail er kendt: {OWN}" in words(birgitte)
    remind(birgitte)
    assert told(houses) == {OWN: ("no-address", ""), OTHER: ("sent", CULTURE)}


def test_the_same_form_twice_sends_one_letter_each(the_next_day, letterbox):
    press = str(uuid.uuid4())
    remind(the_next_day, id=press)
    remind(the_next_day, id=press, again="on")
    assert len(letterbox.letters) == 2


def test_a_second_press_the_same_day_says_who_got_one_first(the_next_day, letterbox):
    remind(the_next_day)
    assert f"Har fået brev i dag: {OWN}" in words(the_next_day)
    answer = remind(the_next_day)
    assert answer.status_code == 422
    assert "Ingen andre kan få brev. Sæt flueben" in answer.content.decode()
    assert len(letterbox.letters) == 2
    assert remind(the_next_day, again="on").status_code == 302
    assert len(letterbox.letters) == 4


def test_the_next_press_reaches_only_those_the_first_did_not(the_next_day, letterbox):
    letterbox.refused.add(JOBS)
    remind(the_next_day)
    letterbox.refused.clear()
    assert "Mind 1 forvaltning, der mangler" in words(the_next_day)
    remind(the_next_day)
    assert [len(letterbox.to(to)) for to in (JOBS, CULTURE)] == [1, 1]


def test_two_presses_of_one_offices_button_send_one_letter(birgitte, houses, round_, letterbox):
    press = str(uuid.uuid4())
    for _ in range(2):
        assert send_link(birgitte, houses, OWN, JOBS, id=press).status_code == 302
    assert len(letterbox.to(JOBS)) == 1
    with houses.acting(houses.birgitte):
        assert AnswerLink.objects.owned().count() == 1


def test_when_all_have_answered_nobody_is_reminded(the_next_day, houses, round_, row, second):
    hand_in(houses, round_, row)
    hand_in(houses, round_, second, by=houses.birgitte)
    assert "Mind" not in words(the_next_day)
    assert remind(the_next_day).status_code == 404


def test_a_closed_round_reminds_nobody(the_next_day, houses, round_, row, second, letterbox):
    hand_in(houses, round_, row)
    hand_in(houses, round_, second, by=houses.birgitte)
    close(houses, round_)
    remind(the_next_day)
    assert letterbox.letters == []


def test_after_the_deadline_the_letter_says_so_and_the_link_lasts_three_days(
    birgitte, houses, round_, letterbox, settings
):
    settings.TODAY = settings.TODAY.replace(month=12, day=15)
    send_link(birgitte, houses, OWN, JOBS)
    (text,) = letterbox.to(JOBS)
    assert "Fristen var torsdag 10. december 2026. I kan stadig nå at svare." in text
    assert "Linket virker til og med fredag 18. december 2026" in text
    address = re.search(r"/svar/\S+/", text)[0]
    assert houses.visit().get(address).status_code == 200
    settings.TODAY = settings.TODAY.replace(day=19)
    answer = houses.visit().get(address)
    assert answer.status_code == 410
    assert "Linket virkede til og med" in answer.content.decode()


def test_history_tells_each_office_by_itself(the_next_day, houses, letterbox):
    letterbox.refused.add(JOBS)
    remind(the_next_day)
    with houses.acting(houses.birgitte):
        rows = History.objects.owned().filter(table="policy.officereminder")
        assert [(row.verb, row.changes["reached"][1]) for row in rows] == [
            ("remind", "waiting"), ("remind", "waiting")
        ]  # fmt: skip
    assert told(houses) == {OWN: ("failed", JOBS), OTHER: ("sent", CULTURE)}
    assert f"{OWN}, Status 2026" in words(the_next_day, "/haendelser/")


def test_only_the_editor_of_this_municipality_reminds(the_next_day, houses, letterbox):
    assert remind(houses.visit(houses.rasmus)).status_code == 403
    assert remind(neighbour(houses)).status_code == 404
    assert letterbox.letters == []
