"""How it goes is asked by letter when it is due, reminded once, and then told on the phone."""

import re
from datetime import timedelta

import pytest

from favn.config import cli
from favn.kit.refusals import Conflict, Refused
from favn.pathways.actions import asking, pairs, pool
from favn.pathways.actions import outcomes as actions
from favn.pathways.choices.mentoring import LeftWhy, Side
from favn.pathways.choices.pairs import Ending, State
from favn.pathways.models import Outcome, OutcomeLink
from favn.pathways.queries import outcomes, unanswered
from favn.people.persons.choices import Act
from tests.cast import NOW, TODAY, join

SITE = "https://favn.example"
MISSING = "/makkerskab/svar/"
MONTHS = {"end": 0, "three": 91, "six": 183, "twelve": 365}
ASKED = "hvordan går det nu"


def morning():
    assert cli.run(["mentoring", "--site", SITE]) == 0


@pytest.fixture
def ended(network):
    """Hodan and Karen, whose pair ended today."""
    hodan = network.mentee("Hodan Warsame", email="hodan@x.example")
    karen = network.mentor("Karen Lund", email="karen@x.example")
    pair = network.started(hodan, karen, days_ago=60)
    network.do(
        pairs.finish, pair=pair, to=State.ENDED, ending=Ending.AGREED, on=TODAY,
        version=pair.version,
    )  # fmt: skip
    return network.again(pair)


def of(network, pair, side, moment):
    with network.open():
        return Outcome.objects.owned().get(pair=pair, side=side, moment=moment)


def links(letterbox, to, words):
    """Where the letters to somebody that say so lead."""
    found = (t for t in letterbox.to(to) if words in t)
    return [re.search(rf"{SITE}(/makker/\S+/udbytte/)", text)[1] for text in found]


def test_each_moment_is_asked_once_when_it_is_due_and_the_link_lives_as_long_as_the_question(
    network, ended, guest, letterbox, moving
):
    for moment, days in MONTHS.items():
        moving(TODAY + timedelta(days=days))
        for _again in range(2):
            morning()
        row = of(network, ended, "mentee", moment)
        assert row.asked_at is not None
        page = links(letterbox, "hodan@x.example", ASKED)[-1]
        assert "Er du i job nu?" in guest.get(page).content.decode()
        answer = guest.post(page, {"job": "yes"})
        assert answer.status_code == 302
        assert of(network, ended, "mentee", moment).job == "yes"
        moving(row.closes_on)
        assert guest.get(page).status_code == 200
        moving(row.closes_on + timedelta(days=1))
        assert guest.get(page).status_code == 410
    assert len(links(letterbox, "hodan@x.example", ASKED)) == 4
    assert network.count(OutcomeLink) == 10


def test_one_reminder_and_then_the_coordinator_calls(network, ended, ida, letterbox, moving):
    morning()
    assert "Hodan Warsame" not in ida.get(MISSING).content.decode()
    assert "Hodan Warsame" in ida.get(f"{MISSING}?vis=alle").content.decode()
    moving(TODAY + timedelta(days=14))
    for _again in range(2):
        morning()
    reminded = [t for t in letterbox.to("hodan@x.example") if "har ikke hørt fra dig" in t]
    assert len(reminded) == 2  # The start and the end are each asked about.
    moving(TODAY + timedelta(days=21))
    page = ida.get(MISSING).content.decode()
    assert "Hodan Warsame" in page
    assert "Påmindelse om, hvordan det går: sendt" in page
    assert "har ikke sagt, hvordan det går" in ida.get("/makkerskab/").content.decode()


def test_a_reminder_about_a_beginning_speaks_of_no_end(network, letterbox, moving):
    network.started(network.mentee(email="hodan@x.example"), network.mentor())
    morning()
    moving(TODAY + timedelta(days=14))
    morning()
    (told,) = [t for t in letterbox.to("hodan@x.example") if "har ikke hørt fra dig" in t]
    assert "hvordan det går i dit forløb med Karen" in told


def test_what_is_said_on_the_phone_is_written_down_and_marked(network, ended, ida):
    row = of(network, ended, "mentee", "end")
    page = f"{MISSING}{row.pk}/"
    assert "Er du i job nu?" in ida.get(page).content.decode()
    assert ida.post(page, {}).status_code == 422
    assert ida.post(page, {"job": "no", "danish": "yes"}).status_code == 302
    row = of(network, ended, "mentee", "end")
    assert (row.job, row.danish, row.by_staff) == ("no", "yes", True)
    assert "sagt til jer" in ida.get(f"/makkerskab/par/{ended.pk}/").content.decode()
    shown = ida.get(f"/makkerskab/udbytte/{TODAY.year}/")
    reached = shown.context["reached"]
    assert (reached.in_all, reached.themselves, reached.by_phone) == (2, 0, 1)
    assert (reached.silent, reached.unasked) == (0, 1)


def test_what_somebody_answered_themselves_is_not_written_over(network, ended, ida):
    row = of(network, ended, "mentee", "end")
    with network.open():
        actions.answer(outcome=row, said={"job": "yes"}, by=ended.mentee, at=NOW)
    answer = ida.post(f"{MISSING}{row.pk}/", {"job": "no"})
    assert answer.status_code == 422
    assert "har selv svaret imens" in answer.content.decode()
    assert of(network, ended, "mentee", "end").job == "yes"


def test_who_has_no_mail_is_to_be_called_at_once(network, ida):
    pair = network.started(network.mentee("Amal Uden", email=""), network.mentor())
    morning()
    page = ida.get(MISSING).content.decode()
    assert "Amal Uden" in page
    assert "vil ikke have mail" in page
    assert of(network, pair, "mentee", "start").asked_at is not None


def test_who_has_left_the_network_is_asked_as_well(network, ended, letterbox, moving):
    for one in (ended.mentee, ended.mentor):
        who = network.again(one)
        network.do(pool.leave, who=who, why=LeftWhy.DONE, version=who.version)
    moving(TODAY + timedelta(days=365))
    morning()
    assert len(links(letterbox, "karen@x.example", ASKED)) == 1


@pytest.mark.parametrize("side", Side)
def test_a_yes_taken_back_stops_questions_letters_and_the_phone(
    network, ended, ida, guest, letterbox, moving, side
):
    """What the mentor is asked is the mentee's life: where she says no, neither is asked of it."""
    morning()
    page = links(letterbox, "hodan@x.example", ASKED)[0]
    sent = len(letterbox.letters)
    network.says(ended.participant(side).person, Act.WITHDRAWN)
    moving(TODAY + timedelta(days=14))
    morning()
    with network.open():
        waits = {row.side for row in unanswered.waiting(TODAY)}
    assert waits == (set() if side == Side.MENTEE else {"mentee"})
    assert len(letterbox.letters) - sent == (0 if side == Side.MENTEE else 2)
    row = of(network, ended, side, "end")
    answer = ida.post(f"{MISSING}{row.pk}/", {"job": "yes"})
    assert answer.status_code == 422
    assert "ikke sagt ja til at blive spurgt" in answer.content.decode()
    if side == Side.MENTEE:
        assert "Vi spørger ikke om det mere." in guest.get(page).content.decode()
        assert guest.post(page, {"job": "yes"}).status_code == 422


def test_an_answer_tells_of_its_moment_and_comes_neither_before_nor_long_after(network, ended):
    row = of(network, ended, "mentee", "three")
    for days, sentence in ((90, "for tidligt"), (91 + 91, "for sent")):
        with pytest.raises(Refused, match=sentence), network.open():
            at = NOW + timedelta(days=days)
            actions.answer(outcome=row, said={"job": "yes"}, by=ended.mentee, at=at)


def test_the_two_sides_of_a_pair_stand_beside_each_other(network, ended, ida):
    for side, job in ((Side.MENTEE, "no"), (Side.MENTOR, "yes")):
        row = of(network, ended, side, "end")
        with network.open():
            actions.answer(outcome=row, said={"job": job}, by=row.participant, at=NOW)
            moments = outcomes.side_by_side(ended, TODAY)
    told = {one.title: one.lines for one in moments}
    (line,) = told["Da de sluttede"]
    assert (line.label, line.mentee, line.mentor, line.differ) == ("Er i job", "Nej", "Ja", True)
    assert told["Da de begyndte"] == []
    assert "Uenige" in ida.get(f"/makkerskab/par/{ended.pk}/").content.decode()


def test_another_house_reaches_no_question(network, ended, guest, cast, letterbox):
    morning()
    page = links(letterbox, "hodan@x.example", ASKED)[0]
    assert guest.get(page.replace("medborgerhuset", "naboerne")).status_code == 404
    join(cast, "nils", cast.naboerne, "coordinator", None)
    row = of(network, ended, "mentee", "end")
    assert cast.visit(cast.nils).get(f"{MISSING}{row.pk}/").status_code == 404
    assert "Hodan" not in cast.visit(cast.nils).get(f"{MISSING}?vis=alle").content.decode()


def test_an_answer_to_a_question_that_went_is_told_in_a_sentence(network):
    """The two came to nothing while the form was open."""
    pair = network.started(days_ago=10)
    with network.open():
        row = Outcome.objects.owned().filter(pair=pair).first()
    network.do(asking.take_back, pair=pair, version=pair.version)
    with pytest.raises(Conflict, match="En anden har ændret det"):
        network.do(actions.answer, outcome=row, said={"job": "yes"})
