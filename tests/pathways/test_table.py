"""The coordinator's table: who waits, who fits and why, who is silent, what both said."""

import re
import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from favn.pathways.actions import pairs, pool
from favn.pathways.choices.mentoring import Side, Standing
from favn.pathways.choices.pairs import NoWhy, Says
from favn.pathways.models import Pair
from favn.pathways.queries.pool import median_wait
from favn.pathways.queries.table import table
from favn.people.persons.choices import Act
from tests.cast import NOW, TODAY, join
from tests.pathways.mentoring import Mentoring, other_network

PAGE = "/makkerskab/"


def shown(ida):
    answer = ida.get(PAGE)
    assert answer.status_code == 200
    return answer.content.decode()


def test_it_is_the_coordinators_first_page(ida):
    assert ida.get("/hjem/")["Location"] == PAGE


def test_an_empty_network_says_what_belongs_here(network, ida):
    page = shown(ida)
    assert "En plan sætter hele puljen sammen på én gang" in page
    assert "Ingen mentee i puljen venter på en mentor." in page


def test_a_house_without_a_network_is_led_to_open_one(cast):
    theirs = cast.visit(cast.ida).get(PAGE).content.decode()
    assert "Åbn et netværk" in theirs


def test_who_has_waited_longest_stands_first_with_how_long(network, ida):
    network.mentee("Nora Kort", days=20)
    network.mentee("Amal Lang", days=200)
    page = shown(ida)
    assert page.index("Amal Lang") < page.index("Nora Kort")
    assert "6 måneder" in page
    assert "2 uger" in page


def test_the_number_that_waits_is_the_list_it_leads_to(network, ida):
    for n in range(9):
        network.mentee(f"Venter {n}", days=n)
    network.asked(network.mentee("Amal Spurgt"))
    network.started(network.mentee("Sana Igang"))
    other_network(network, "Vestby")
    page = ida.get(PAGE, {"netvaerk": network.row.pk}).content.decode()
    assert ">9</span>" in page
    link = re.search(r'href="([^"]*trin=ready[^"]*)"', page)[1].replace("&amp;", "&")
    names = ida.get(link).content.decode()
    assert len(re.findall(r"Venter \d", names)) == 9
    assert "Amal Spurgt" not in names
    assert "Sana Igang" not in names
    paired = ida.get(f"{PAGE}deltagere/", {"trin": "makkerskab"}).content.decode()
    assert "Venter" not in paired.split("<table")[1]
    assert all(one in paired for one in ("Amal Spurgt", "Sana Igang", "Karen Lund"))


def test_a_mentee_in_a_pair_stands_as_the_pair_does(network, ida):
    network.started(network.mentee("Sana Igang"))
    page = ida.get(f"{PAGE}deltagere/", {"hvem": "mentee"}).content.decode().split("<tbody")[1]
    assert "I gang" in page
    assert "I puljen" not in page


def test_who_waits_reads_what_the_plan_says_of_them(network, ida):
    network.mentee("Amal Lang", days=200, languages=("so",))
    network.mentee("Nora Kort", days=20)
    network.mentor("Karen Lund")
    network.plan()
    network.mentee("Sana Ny")
    page = shown(ida).split('id="venter"')[1]
    lines = re.findall(r"<tr>.*?</tr>", page, re.DOTALL)
    for line, said in zip(lines[1:4], ("#uden", "Foreslået: Karen Lund", "Regn planen igen"),
                          strict=True):  # fmt: skip
        assert said in line


def test_how_long_half_have_waited_is_said_as_the_list_says_it(network, ida):
    network.mentee("Amal Lang", days=200)
    assert "halvdelen har ventet 6 måneder eller mere" in shown(ida)


def test_five_who_were_asked_cost_no_more_questions_than_one(
    network, ida, django_assert_max_num_queries
):
    network.asked(network.mentee("Amal"), network.mentor("Mette"))
    shown(ida)
    with CaptureQueriesContext(connection) as one:
        shown(ida)
    for n in range(4):
        network.asked(network.mentee(f"Mentee {n}"), network.mentor(f"Mentor {n}"))
    with django_assert_max_num_queries(len(one)):
        page = shown(ida)
    assert page.count("Har ikke svaret") == 10


def test_a_plan_is_one_press_away_and_says_why_two_fit(network, ida):
    network.mentee("Hodan Warsame", languages=("so", "da"), trade="care", goals=("job", "danish"))
    network.mentor("Karen Lund", languages=("da", "so"), trade="care", goals=("job",))
    sent = {"verb": "plan", "id": uuid.uuid4(), "network": network.row.pk}
    assert ida.post(PAGE, sent).status_code == 302
    page = shown(ida)
    for line in ("Samme fag: pleje og sundhed.", "Mentoren kan hjælpe med: et job.",
                 "Begge taler somali, dansk.", "Begge kan: hverdage om dagen.",
                 "Ingen anden mentor passer."):  # fmt: skip
        assert line in page


def test_one_press_asks_both_and_the_same_press_again_asks_nobody(network, ida, letterbox):
    network.mentee("Hodan Warsame", email="hodan@x.example")
    network.mentor("Karen Lund", email="karen@x.example")
    with network.open():
        row = network.plan().pairs.get()
    sent = {"verb": "ask", "id": uuid.uuid4(), "row": row.pk}
    assert [ida.post(PAGE, sent).status_code for _ in range(2)] == [302, 302]
    assert network.count(Pair) == 1
    assert len(letterbox.to("hodan@x.example")) == len(letterbox.to("karen@x.example")) == 1
    page = shown(ida)
    assert "Har ikke svaret" in page
    assert "Spurgt for 0 dage siden." in page


def test_both_sides_answers_stand_side_by_side(network, ida):
    pair = network.asked(network.mentee("Hodan Warsame"), network.mentor("Karen Lund"))
    network.answers(pair, Side.MENTOR)
    page = shown(ida)
    assert "Hodan Warsame" in page
    assert "Har ikke svaret" in page
    assert "Ja</span>" in page


def test_a_no_with_its_reason_leaves_the_table_and_the_mentee_waits_again(network, ida):
    pair = network.asked(network.mentee("Hodan Warsame"), network.mentor("Karen Lund"))
    network.answers(pair, Side.MENTOR, Says.NO, NoWhy.TIME)
    with network.open():
        told = table(TODAY, network.row)
    assert told.asked == []
    assert [one.who.pk for one in told.waiting] == [pair.mentee_id]
    assert "Nej: tiden passer ikke" in ida.get(f"{PAGE}par/{pair.pk}/").content.decode()


@pytest.mark.parametrize(("days", "is_silent"), [(28, False), (29, True)])
def test_a_pair_is_silent_after_the_networks_weeks_and_not_a_day_before(network, days, is_silent):
    network.started(days_ago=days)
    with network.open():
        assert bool(table(TODAY, network.row).silent) is is_silent


def test_silent_pairs_stand_by_silence_and_a_meeting_breaks_it(network, ida):
    quiet = network.started(network.mentee("A Længst"), network.mentor("B"), days_ago=90)
    network.started(network.mentee("C Kortere"), network.mentor("D"), days_ago=40)
    page = shown(ida)
    assert page.index("A Længst") < page.index("C Kortere")
    assert "12 uger" in page
    network.met(quiet, days_ago=3)
    with network.open():
        assert [one.pair.mentee.called for one in table(TODAY, network.row).silent] == ["C"]


def test_a_pair_on_a_break_is_not_silent(network):
    pair = network.started(days_ago=90)
    network.do(pairs.pause, pair=pair, version=pair.version)
    with network.open():
        assert table(TODAY, network.row).silent == []


def test_who_took_their_yes_back_is_not_suggested_and_is_named(network, ida):
    mentee = network.mentee("Hodan Warsame")
    network.mentor()
    plan = network.plan()
    network.says(mentee.person, Act.WITHDRAWN)
    page = shown(ida)
    assert "har ikke et ja til at blive foreslået" in page
    assert "Spørg begge" not in page
    assert network.planned(network.run(plan)) == set()


def test_a_call_that_was_asked_for_stands_first_until_it_is_done(network, ida, moving):
    pair = network.started()
    with network.open():
        pairs.ask_for_call(id=uuid.uuid4(), pair=pair, who=pair.mentee, words="", at=NOW)
    moving(TODAY + timedelta(days=3))
    assert "mentee vil gerne ringes op" in shown(ida)
    with network.open():
        row = table(TODAY + timedelta(days=3), None).owed[0]
    assert ida.post(PAGE, {"verb": "called", "row": row.pk}).status_code == 302
    assert "vil gerne ringes op" not in shown(ida)


def test_a_mentor_on_a_break_is_told_beside_the_suggestion(network, ida):
    network.mentee()
    mentor = network.mentor()
    plan = network.plan()
    network.do(pool.move, who=mentor, to=Standing.PAUSED, version=mentor.version)
    assert "Spørg begge" not in shown(ida)
    page = ida.get(f"{PAGE}planer/{plan.pk}/").content.decode()
    assert "En af de to holder pause, siden planen blev regnet." in page


def test_another_house_sees_and_reaches_nothing_of_it(network, ida, cast):
    join(cast, "nils", cast.naboerne, "coordinator", None)
    theirs = Mentoring(cast, "nils", "Nord")
    nils = cast.visit(cast.nils)
    mentee = network.mentee("Hodan Warsame")
    network.mentor()
    with network.open():
        row = network.plan().pairs.get()
    assert "Hodan" not in nils.get(PAGE).content.decode()
    assert nils.post(PAGE, {"verb": "ask", "id": uuid.uuid4(), "row": row.pk}).status_code == 404
    stolen = {"verb": "plan", "id": uuid.uuid4(), "network": network.row.pk}
    assert nils.post(PAGE, stolen).status_code == 404
    assert nils.get(f"{PAGE}deltagere/{mentee.pk}/").status_code == 404
    assert theirs.count(Pair) == 0


def test_the_number_of_questions_to_the_database_does_not_grow(
    network, ida, django_assert_max_num_queries
):
    for n in range(3):
        network.started(network.mentee(f"A{n}"), network.mentor(f"B{n}"), days_ago=90)
        network.mentee(f"C{n}")
        network.mentor(f"D{n}")
    network.plan()
    with network.open(), django_assert_max_num_queries(32):
        table(TODAY, network.row)


@pytest.mark.parametrize(
    ("days", "half"), [((), None), ((90,), 90), ((90, 0), 90), ((90, 30, 0), 30)]
)
def test_half_of_those_who_wait_have_waited_so_long_or_longer(network, days, half):
    for n, waited in enumerate(days):
        network.mentee(f"Mentee {n}", days=waited)
    with network.open():
        assert median_wait(network.row, TODAY) == half
