"""A pair that ended on a wrong day: the right one, and everything that follows it."""

from datetime import date, timedelta

import pytest

from favn.config import cli
from favn.kit import clock, figures
from favn.kit.refusals import Refused
from favn.pathways.actions import asking, mending, outcomes, pairs
from favn.pathways.actions.mending import Mended
from favn.pathways.choices.mentoring import Side
from favn.pathways.choices.outcomes import Moment
from favn.pathways.choices.pairs import Ending, State
from favn.pathways.models import Letter, Milestone, Outcome
from favn.pathways.queries import unanswered
from favn.statistics.figures import Edition, Period
from tests.cast import TODAY
from tests.gatherings.steps import filled

SITE = "https://favn.example"
WHY = "Datoen blev skrevet af efter en forkert seddel"


def ago(days):
    return TODAY - timedelta(days=days)


def ended(network, days_ago=0, *, to=State.ENDED, started=300, both=()):
    """Two who began long ago and ended, as it was written, so many days ago."""
    pair = network.started(*(both or (network.mentee(days=400), network.mentor())),
                           days_ago=started)  # fmt: skip
    ending = Ending.AGREED if to == State.ENDED else Ending.TIME
    done = {"to": to, "ending": ending, "on": ago(days_ago)}
    network.do(pairs.finish, pair=pair, version=pair.version, **done)
    return network.again(pair)


def mend(network, pair, on, **more):
    pair = network.again(pair)
    return network.do(
        mending.mend, pair=pair, mended=Mended(on, WHY, **more), version=pair.version
    )  # fmt: skip


def page_of(pair):
    return f"/makkerskab/par/{pair.pk}/slutdag/"


def mended(ida, pair, **typed):
    page = page_of(pair)
    return ida.post(page, filled(ida.get(page), **typed))


def counted(network, figure, year):
    with network.open():
        (value,) = figures.values(
            [(figure, None)], network.house.pk, Period(year), edition=Edition.INTERNAL
        )
        return value.total


def of(network, pair, side, moment):
    with network.open():
        return Outcome.objects.owned().get(pair=pair, side=side, moment=moment)


def answers(network, pair, side, moment, at, **said):
    row = of(network, pair, side, moment)
    with network.open():
        outcomes.answer(outcome=row, said=said, by=row.participant, at=at)


def test_the_page_leads_to_it_asks_why_and_keeps_the_earlier_day_in_history(network, ida):
    pair = ended(network, 3)
    assert page_of(pair) in ida.get(f"/makkerskab/par/{pair.pk}/").content.decode()
    assert mended(ida, pair, on=ago(5), reason="").status_code == 422
    assert network.again(pair).ended_on == ago(3)
    assert mended(ida, pair, on=ago(5), reason=WHY).status_code == 302
    assert network.again(pair).ended_on == ago(5)
    told = ida.get(f"/makkerskab/par/{pair.pk}/").content.decode()
    assert WHY in told
    assert "Rettet" in told
    assert "2026 →" in told


@pytest.mark.parametrize("to", [State.ENDED, State.BROKEN])
def test_the_years_figures_follow_across_a_new_year(network, to):
    """Written as ended in this year, and it was the year before."""
    figure = f"pathways.pairs_{to}"
    pair = ended(network, 1, to=to, started=500)
    last = TODAY.year - 1
    assert (counted(network, figure, TODAY.year), counted(network, figure, last)) == (1, 0)
    mend(network, pair, date(last, 12, 31))
    assert (counted(network, figure, TODAY.year), counted(network, figure, last)) == (0, 1)
    mend(network, pair, date(TODAY.year, 1, 1))
    assert (counted(network, figure, TODAY.year), counted(network, figure, last)) == (1, 0)


@pytest.mark.parametrize(
    ("days_ago", "sentence"),
    [(301, "før det begyndte"), (-1, "i fremtiden"), (3, "står der allerede"),
     (20, "Der er skrevet et møde efter den dag")],
)  # fmt: skip
def test_a_day_that_cannot_be_is_refused_and_what_was_typed_stays(network, ida, days_ago, sentence):
    pair = network.started(days_ago=300)
    network.met(pair, days_ago=10)
    pair = network.again(pair)
    done = {"to": State.ENDED, "ending": Ending.AGREED, "on": ago(3)}
    network.do(pairs.finish, pair=pair, version=pair.version, **done)
    answer = mended(ida, pair, on=ago(days_ago), reason=WHY)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert WHY in answer.content.decode()
    assert network.again(pair).ended_on == ago(3)


def test_the_tick_is_asked_for_only_where_the_day_can_be(network, ida):
    pair = ended(network, 10)
    answers(network, pair, "mentee", Moment.END, clock.now(), job="yes")
    assert "knows" not in ida.get(page_of(pair)).context["form"].fields
    too_early = mended(ida, pair, on=ago(301), reason=WHY)
    assert "knows" not in too_early.context["form"].fields
    assert "knows" in mended(ida, pair, on=ago(290), reason=WHY).context["form"].fields


def test_what_has_not_ended_has_no_day_to_put_right(network, ida):
    pair = network.started(days_ago=30)
    assert page_of(pair) not in ida.get(f"/makkerskab/par/{pair.pk}/").content.decode()
    assert ida.get(page_of(pair)).status_code == 302
    with pytest.raises(Refused, match="ikke slut"):
        mend(network, pair, ago(3))
    declined = network.agreed(network.mentee("A"), network.mentor("B"))
    network.do(asking.take_back, pair=declined, version=declined.version)
    assert ida.get(page_of(declined)).status_code == 302


def test_another_house_and_a_reader_cannot(network, cast):
    pair = ended(network, 3)
    sent = {"on": ago(5), "reason": WHY, "version": pair.version}
    for who in (cast.leila, cast.kian, cast.amina, cast.petra):
        assert cast.visit(who).post(page_of(pair), sent).status_code in (403, 404)
    assert network.again(pair).ended_on == ago(3)


def test_of_two_coordinators_the_second_is_told_and_sends_again(network, ida):
    pair = ended(network, 3)
    stale = filled(ida.get(page_of(pair)), on=ago(8), reason="Jeg læste forkert")
    assert mended(ida, pair, on=ago(5), reason=WHY).status_code == 302
    answer = ida.post(page_of(pair), stale)
    assert answer.status_code == 409
    assert "Jeg læste forkert" in answer.content.decode()
    assert network.again(pair).ended_on == ago(5)
    again = ida.post(page_of(pair), filled(answer))
    assert again.status_code == 302
    assert network.again(pair).ended_on == ago(8)


def test_the_mentee_waits_from_the_new_day_and_so_does_whom_she_was_asked_about(network):
    """A wait of a month became a wait of four: the new pair's row in the year follows."""
    mentee = network.mentee(days=400)
    first = ended(network, 20, both=(mentee, network.mentor("Karen")))
    second = network.started(network.again(mentee), network.mentor("Mette"))
    assert second.waited_days == 20
    mend(network, first, ago(120))
    assert network.again(second).waited_days == 120
    with network.open():
        (row,) = Milestone.objects.owned().filter(pair=second)
    assert row.wait == "half"
    assert network.again(mentee).waiting_since == ago(120)


def test_a_wait_that_a_later_pair_began_is_left_alone(network):
    mentee = network.mentee(days=400)
    first = ended(network, 200, both=(mentee, network.mentor("Karen")))
    ended(network, 5, started=100, both=(network.again(mentee), network.mentor("Mette")))
    mend(network, first, ago(210))
    assert network.again(mentee).waiting_since == ago(5)


def test_nothing_ends_after_the_mentee_was_asked_about_another(network):
    mentee = network.mentee(days=400)
    first = ended(network, 100, both=(mentee, network.mentor("Karen")))
    network.started(network.again(mentee), network.mentor("Mette"), days_ago=50)
    with pytest.raises(Refused, match="blev spurgt om en anden"):
        mend(network, first, ago(49))
    assert mend(network, first, ago(50)).ended_on == ago(50)


# How it goes


def test_the_questions_are_due_so_long_after_the_new_day(network, moving, letterbox):
    """Written as ended today; it was a hundred days ago, so what is due now is the first after."""
    mentee = network.mentee(days=400, email="hodan@x.example")
    pair = ended(network, 0, both=(mentee, network.mentor()))
    mend(network, pair, ago(100))
    days = [of(network, pair, "mentee", moment).due_on for moment in list(Moment)[1:]]
    assert days == [ago(100) + timedelta(days=after) for after in (0, 91, 183, 365)]
    cli.run(["mentoring", "--site", SITE])
    with network.open():
        asked = {row.moment for row in Outcome.objects.owned().exclude(asked_at=None)}
    assert asked == {Moment.THREE}


def test_who_was_asked_on_a_wrong_day_is_asked_again_on_the_right_one(
    network, guest, moving, letterbox
):
    """Its letter has gone; the link in it opens the question again when the day has come."""
    mentee = network.mentee(days=400, email="hodan@x.example")
    pair = ended(network, 200, both=(mentee, network.mentor()))
    cli.run(["mentoring", "--site", SITE])
    assert of(network, pair, "mentee", Moment.SIX).asked_at is not None
    mend(network, pair, ago(10))
    assert of(network, pair, "mentee", Moment.SIX).asked_at is None
    with network.open():
        assert {row.moment for row in unanswered.to_ask(TODAY)} == {Moment.END}
    moving(ago(10) + timedelta(days=183))
    cli.run(["mentoring", "--site", SITE])
    told = [one for one in letterbox.to("hodan@x.example") if "hvordan går det nu" in one]
    assert len(told) == 2
    with network.open():
        assert Letter.objects.owned().filter(outcome__moment=Moment.SIX).count() == 4


def test_an_answer_stands_at_the_moment_it_was_given_in(network, ida):
    """Told as half a year after; it was when they had just ended."""
    pair = ended(network, 200)
    answers(network, pair, "mentee", Moment.SIX, clock.now(), job="yes", danish="no")
    mend(network, pair, ago(10))
    six, end = (of(network, pair, "mentee", one) for one in (Moment.SIX, Moment.END))
    assert (six.is_answered, six.job) == (False, "")
    assert (end.job, end.danish, end.is_answered) == ("yes", "no", True)
    assert of(network, pair, "mentor", Moment.END).is_answered is False


def test_an_answer_that_fits_no_moment_goes_only_when_somebody_has_read_so(network, ida):
    pair = ended(network, 10)
    answers(network, pair, "mentee", Moment.END, clock.now(), job="yes")
    refused = mended(ida, pair, on=ago(290), reason=WHY)
    assert refused.status_code == 422
    assert "1 svar passer ikke til den nye dag" in refused.content.decode()
    assert network.again(pair).ended_on == ago(10)
    assert of(network, pair, "mentee", Moment.END).job == "yes"
    assert ida.post(page_of(pair), filled(refused, knows="on")).status_code == 302
    assert network.again(pair).ended_on == ago(290)
    with network.open():
        assert not Outcome.objects.owned().exclude(answered_at=None).exists()


def test_of_two_answers_in_one_moment_the_newer_stands(network, moving):
    pair = ended(network, 92)
    with network.open():
        Outcome.objects.owned().filter(pair=pair, side=Side.MENTEE, moment=Moment.END).update(
            job="no", answered_at=clock.now() - timedelta(days=5)
        )
    answers(network, pair, "mentee", Moment.THREE, clock.now(), job="yes")
    with pytest.raises(Refused, match="1 svar passer ikke"):
        mend(network, pair, ago(80))
    mend(network, pair, ago(80), knows=True)
    assert of(network, pair, "mentee", Moment.END).job == "yes"
    assert of(network, pair, "mentee", Moment.THREE).is_answered is False


def test_a_letter_that_waited_past_its_day_is_not_sent(network, letterbox):
    """Decided this morning and not taken by a server; then the day was put right."""
    mentee = network.mentee(days=400, email="hodan@x.example")
    pair = ended(network, 200, both=(mentee, network.mentor()))
    with network.open():
        rows = [one for one in unanswered.to_ask(TODAY) if one.moment == Moment.SIX]
        outcomes.ask_by_letter(at=clock.now(), due=rows, late=())
    mend(network, pair, ago(10))
    network.post()
    assert not [one for one in letterbox.to("hodan@x.example") if "hvordan går det nu" in one]


def test_a_round_that_found_a_question_before_its_day_moved_does_not_ask_it(network):
    pair = ended(network, 200)
    with network.open():
        found = unanswered.to_ask(TODAY)
    mend(network, pair, ago(10))
    with network.open():
        outcomes.ask_by_letter(at=clock.now(), due=found, late=())
    assert of(network, pair, "mentee", Moment.SIX).asked_at is None


# What left the house


def released(network, figure, period, by=None):
    with network.open():
        (value,) = figures.values(
            [(figure, by)], network.house.pk, period, edition=Edition.PUBLIC
        )  # fmt: skip
        figures.release(value, at=clock.now(), purpose="Årsrapporten, udgave 1")


def test_a_number_that_was_sent_is_named_before_the_day_moves_out_of_it(network, ida):
    pair = ended(network, 3)
    released(network, "pathways.pairs_ended", Period(TODAY.year))
    assert mended(ida, pair, on=ago(5), reason=WHY).status_code == 302, "the same month"
    pair = ended(network, 3, started=700, both=(network.mentee("A", days=800), network.mentor("B")))
    last = date(TODAY.year - 1, 12, 1)
    answer = mended(ida, pair, on=last, reason=WHY)
    assert answer.status_code == 422
    assert "Årsrapporten, udgave 1" in answer.content.decode()
    assert ida.post(page_of(pair), filled(answer, knows="on")).status_code == 302
    assert network.again(pair).ended_on == last


def test_a_year_that_was_sent_by_month_is_named_for_another_month_of_it(network):
    pair = ended(network, 3)
    released(network, "pathways.pairs_ended", Period(TODAY.year), by="month")
    with pytest.raises(Refused, match="Årsrapporten"):
        mend(network, pair, ago(100))


def test_waits_that_were_sent_are_named_where_they_change(network):
    mentee = network.mentee(days=400)
    first = ended(network, 20, both=(mentee, network.mentor("Karen")))
    network.started(network.again(mentee), network.mentor("Mette"))
    released(network, "pathways.pairs_started", Period(TODAY.year), by="wait")
    assert mend(network, first, ago(19)).ended_on == ago(19), "the same band"
    with pytest.raises(Refused, match="Årsrapporten"):
        mend(network, first, ago(120))


def test_it_is_the_same_however_often_it_is_put_right(network):
    pair = ended(network, 3)
    for days in (9, 4, 3):
        mend(network, pair, ago(days))
    with network.open():
        kinds = sorted(Milestone.objects.owned().values_list("kind", "year", "month"))
        assert Outcome.objects.owned().filter(pair=pair).count() == 10
    assert [kind for kind, *_ in kinds] == ["ended", "started"]
