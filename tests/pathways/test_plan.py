"""The whole pool matched at once: demands, reasons, who is left, and two coordinators."""

import threading
import uuid
from datetime import timedelta

import pytest
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from favn.kit import clock
from favn.kit.refusals import Conflict, Refused
from favn.pathways.actions import pairs, plans, pool, runs
from favn.pathways.choices.mentoring import LeftWhy, Times
from favn.pathways.choices.pairs import Ending, PlanWay, Says, State
from favn.pathways.models import Pair, Participant, Plan, Ruling
from favn.pathways.queries import matching, words
from favn.pathways.queries import pool as people
from favn.pathways.rules import pairs as rules
from tests.cast import NOW, TODAY
from tests.gatherings.steps import filled
from tests.pathways.mentoring import other_network


def page_of(plan):
    return f"/makkerskab/planer/{plan.pk}/"


def shown(ida, plan):
    return ida.get(page_of(plan)).content.decode()


SEEN = TODAY - timedelta(days=30)
LONG_AGO = TODAY - timedelta(days=732)


@pytest.mark.parametrize(
    ("mentee", "mentor", "fits"),
    [
        ({"languages": ("so",)}, {"languages": ("da",)}, False),
        ({"languages": ("so", "da")}, {"languages": ("da",)}, True),
        ({"languages": ("other",)}, {"languages": ("other",)}, False),
        ({"languages": ("other",)}, {"languages": ("da",)}, False),
        ({"languages": ("other", "da")}, {"languages": ("other", "da")}, True),
        ({"times": ("evening",)}, {"times": ("weekend",)}, False),
        ({"wants_woman": True}, {"gender": "man"}, False),
        ({"wants_woman": True}, {"gender": ""}, False),
        ({"wants_woman": True}, {"gender": "woman"}, True),
        ({"needs_certificate": True}, {}, False),
        ({"needs_certificate": True}, {"seen_on": SEEN}, True),
        ({"needs_certificate": True}, {"seen_on": LONG_AGO}, False),
        ({"trade": "care"}, {"trade": "tech"}, True),
        ({"goals": ("danish",)}, {"goals": ("job",)}, True),
    ],
)
def test_language_time_a_woman_and_a_certificate_are_demands_and_the_rest_is_not(
    network, mentee, mentor, fits
):
    network.mentee(**mentee)
    network.mentor(**mentor)
    assert bool(network.planned(network.plan())) is fits


def test_the_rule_that_empties_a_list_is_named_with_what_would_help(network, ida):
    network.mentee("Hodan Warsame", languages=("so",))
    network.mentor("Karen Lund")
    page = shown(ida, network.plan())
    assert "Kravet om et fælles sprog tømmer alene listen for 1 mentee." in page
    assert "Ingen af mentorerne med plads (1) taler somali." in page
    assert "Hvis menteen også kunne bruge dansk sammen med Karen Lund." in page


def test_a_language_that_is_on_no_list_is_not_named_as_one(network, ida):
    network.mentee("Hodan Warsame", languages=("other",))
    network.mentor("Karen Lund", languages=("da", "other"))
    page = shown(ida, network.plan())
    assert "Ingen af mentorerne med plads (1) taler et af sprogene." in page
    assert "Hvis menteen også kunne bruge dansk sammen med Karen Lund." in page


def test_a_rule_that_takes_some_says_so_of_one_and_of_more(network, ida):
    for name, gender in (("Ole Lund", "man"), ("Per Lund", "man"), ("Karen Lund", "woman")):
        network.mentor(name, gender=gender, languages=("en",))
    network.mentee("Hodan Warsame", languages=("so", "ti"), wants_woman=True)
    page = shown(ida, network.plan())
    assert "2 mentorer er ikke kvinder." in page
    assert "Ingen af mentorerne med plads (3) taler somali eller tigrinya." in page


def test_languages_are_named_in_the_readers_own():
    mentee, mentor = Participant(languages=["so", "da"]), Participant(languages=["da"])
    with translation.override("en"):
        assert (mentee.spoken, mentor.spoken) == ("Somali, Danish", "Danish")
        assert words.reasons(mentee, mentor, []) == ["Both speak Danish."]


def test_who_has_waited_longer_than_counts_is_not_said_to_have_waited_that_long(network, ida):
    network.mentee("Hodan Warsame", days=450)
    network.mentor("Karen Lund")
    page = shown(ida, network.plan())
    assert "Har ventet 12 måneder eller mere." in page


def test_a_mentor_whom_a_demand_rules_out_stands_under_a_heading_of_their_own(network, ida):
    who = network.mentee("Hodan Warsame", languages=("so", "da"))
    network.mentor("Karen Lund")
    network.mentor("Ole Lund", languages=("en",))
    address = f"/makkerskab/planer/{network.plan().pk}/{who.pk}/"
    fits, others = ida.get(address).content.decode().split("Mentorer, hvor noget er i vejen")
    assert "Mentorer, der kan passe" in fits
    assert ("Karen Lund" in fits, "Ole Lund" in fits) == (True, False)
    assert "De har ikke et sprog til fælles." in others


def test_two_read_the_language_they_share_where_it_gives_no_point(network, ida):
    network.mentee("Hodan Warsame", languages=("so", "da"))
    network.mentor("Karen Lund", languages=("da",))
    assert "Begge taler dansk." in shown(ida, network.plan())


def test_who_is_left_because_a_place_is_taken_reads_that_one_more_would_help(network, ida):
    network.mentee("A Først", days=90)
    network.mentee("B Sidst", days=10)
    network.mentor("Karen Lund")
    page = shown(ida, network.plan())
    assert "Én mentor passer, men en anden har pladsen." in page
    assert "Hvis Karen Lund kunne tage én mere." in page


def test_where_one_place_is_left_it_goes_to_who_has_waited_longest(network):
    network.mentee("Ny", days=5)
    old = network.mentee("Gammel", days=200)
    mentor = network.mentor()
    assert network.planned(network.plan()) == {(old.pk, mentor.pk)}


def test_an_empty_pool_is_a_plan_with_nobody_in_it(network, ida):
    assert "Ingen par endnu" in shown(ida, network.plan())


def test_each_network_is_matched_by_itself(network):
    other = other_network(network, "Vestby")
    network.mentee()
    network.mentor(network=other)
    assert network.planned(network.plan()) == network.planned(network.plan(other)) == set()


def test_a_mentor_takes_as_many_as_there_is_room_for_with_those_who_run_already(network):
    mentor = network.mentor(places=3)
    network.started(network.mentee("I gang"), mentor)
    for name in "ABC":
        network.mentee(name)
    assert len(network.planned(network.plan())) == 2


def test_two_who_said_no_or_were_broken_off_are_not_put_together_again(network):
    mentee, mentor = network.mentee(), network.mentor()
    network.answers(network.asked(mentee, mentor), "mentor", Says.NO)
    assert network.planned(network.plan()) == set()
    second = network.mentor("Mette Friis")
    pair = network.started(mentee, second)
    network.do(
        pairs.finish, pair=pair, to=State.BROKEN, ending=Ending.FIT, on=TODAY, version=pair.version
    )
    assert network.planned(network.plan()) == set()


# What a person decides


def test_a_lock_stands_against_the_points_and_a_forbidden_pair_never(network, ida):
    mentee = network.mentee("Hodan Warsame", trade="care")
    best, other = network.mentor("Karen Lund", trade="care"), network.mentor("Mette Friis")
    plan = network.plan()
    assert network.planned(plan) == {(mentee.pk, best.pk)}
    network.decide(plan, "lock", mentee, other, "De mødtes til en fest")
    assert network.planned(network.run(plan)) == {(mentee.pk, other.pk)}
    assert "De mødtes til en fest" in shown(ida, plan)
    network.decide(plan, "forbid", mentee, other, "De er i familie")
    assert network.planned(network.run(plan)) == {(mentee.pk, best.pk)}


def test_what_is_forbidden_is_forbidden_in_every_later_plan_and_can_be_taken_back(network, ida):
    mentee, mentor = network.mentee(), network.mentor()
    plan = network.plan()
    network.decide(plan, "forbid", mentee, mentor)
    plan = network.fresh(plan)
    network.do(plans.put_away, plan=plan, version=plan.version)
    later = network.plan()
    assert later.pk != plan.pk
    assert network.planned(later) == set()
    with network.open():
        row = Ruling.objects.owned().get()
    assert ida.post(page_of(later), {"verb": "lift", "row": row.pk}).status_code == 302
    assert network.planned(network.run(later)) == {(mentee.pk, mentor.pk)}


def test_forbidden_two_cannot_be_asked_by_hand_either(network, ida):
    mentee, mentor = network.mentee(), network.mentor()
    network.decide(network.plan(), "forbid", mentee, mentor, "De er i familie")
    sent = {"verb": "ask", "id": uuid.uuid4(), "mentor": mentor.pk}
    answer = ida.post(f"/makkerskab/deltagere/{mentee.pk}/", sent)
    assert answer.status_code == 422
    assert "De er i familie" in answer.content.decode()
    assert network.count(Pair) == 0


def test_a_decision_needs_a_reason_and_the_page_shows_near_misses(network, ida):
    mentee = network.mentee("Hodan Warsame")
    near = network.mentor("Karen Lund", times=("weekend",))
    plan = network.plan()
    page = f"{page_of(plan)}{mentee.pk}/"
    assert "De kan ikke på de samme tidspunkter." in ida.get(page).content.decode()
    typed = {"verb": "lock", "mentor": near.pk, **filled(ida.get(page))}
    assert ida.post(page, typed).status_code == 422
    assert ida.post(page, typed | {"why": "De har aftalt søndage"}).status_code == 302
    plan = network.run(plan)
    assert network.planned(plan) == {(mentee.pk, near.pk)}
    assert "De kan ikke på de samme tidspunkter." in shown(ida, plan)


def test_among_the_choices_stands_who_is_in_the_plan_now(network, ida):
    mentee, mentor = network.mentee(), network.mentor()
    network.mentor("Lise Nær", times=("weekend",))
    plan = network.plan()
    assert network.planned(plan) == {(mentee.pk, mentor.pk)}
    page = ida.get(f"{page_of(plan)}{mentee.pk}/").content.decode()
    before, _tag, after = page.partition("I planen nu")
    assert "Lise Nær" not in before
    assert "I planen nu" not in after
    assert "Lise Nær" in after


def test_only_a_mentee_and_a_mentor_of_the_plans_network_are_decided_about(network, ida):
    mentee, mentor = network.mentee(), network.mentor()
    plan, other = network.plan(), other_network(network, "Vestby")
    away = network.mentor("Mette Friis", network=other)
    for two in ((mentee, away), (mentor, mentee), (mentee, mentee)):
        with pytest.raises(Refused):
            network.decide(plan, "forbid", *two)
    page = f"{page_of(plan)}{mentee.pk}/"
    sent = {"verb": "forbid", "mentor": away.pk, **filled(ida.get(page), why="De er naboer")}
    assert ida.post(page, sent).status_code == 422
    assert network.count(Ruling) == 0


def test_a_lock_whose_mentor_has_left_is_told_and_not_kept(network, ida):
    mentee, mentor = network.mentee("Hodan Warsame"), network.mentor("Karen Lund")
    plan = network.plan()
    network.decide(plan, "lock", mentee, mentor)
    network.do(pool.leave, who=mentor, why=LeftWhy.TIME, version=mentor.version)
    page = shown(ida, network.run(plan))
    assert "Låsen mellem Hodan Warsame og Karen Lund kan ikke holde" in page


# Two coordinators, and somebody who goes meanwhile


def test_two_coordinators_on_one_plan_the_second_is_told(network, ida):
    network.mentee()
    network.mentor()
    plan = network.plan()
    seen = network.fresh(plan).version
    sent = {"verb": "run", "version": seen}
    assert ida.post(page_of(plan), sent).status_code == 302
    second = ida.post(page_of(plan), sent)
    assert second.status_code == 409
    assert "En anden har ændret planen." in second.content.decode()


def test_a_mentor_who_leaves_during_a_run_is_said_and_the_plan_is_without_them(network, ida):
    mentee, mentor = network.mentee("Hodan Warsame"), network.mentor("Karen Lund", trade="care")
    plan = network.fresh(network.plan())
    with network.open():
        found = matching.solved(matching.asked(plan, clock.today()))
    network.do(pool.leave, who=mentor, why=LeftWhy.TIME, version=mentor.version)
    with pytest.raises(runs.Gone) as gone:
        network.do(runs.keep, plan=plan, version=plan.version, found=found, said=[])
    assert gone.value.pairs == [(str(mentee.pk), str(mentor.pk))]
    with network.open():
        again = matching.solved(matching.asked(plan, clock.today()))
    told = network.do(
        runs.keep,
        plan=plan,
        version=plan.version,
        found=again,
        said=[[runs.GONE, *p] for p in gone.value.pairs],
    )
    assert network.planned(told) == set()
    assert "mens planen blev regnet" in shown(ida, told)


def test_a_plan_that_changed_during_a_run_is_not_written_over(network):
    network.mentee()
    plan = network.fresh(network.plan())
    with network.open():
        found = matching.solved(matching.asked(plan, clock.today()))
    network.run(plan)
    with pytest.raises(Conflict):
        network.do(runs.keep, plan=plan, version=plan.version, found=found, said=[])


def test_somebody_who_left_after_the_run_cannot_be_asked(network, ida):
    network.mentee()
    mentor = network.mentor()
    plan = network.plan()
    with network.open():
        row = plan.pairs.get()
    network.do(pool.leave, who=mentor, why=LeftWhy.TIME, version=mentor.version)
    assert "er gået ud, siden planen blev regnet" in shown(ida, plan)
    answer = ida.post(page_of(plan), {"verb": "ask", "id": uuid.uuid4(), "row": row.pk})
    assert answer.status_code == 422
    assert network.count(Pair) == 0


def test_while_it_is_computed_the_page_says_so_and_nobody_begins_another_run(network, ida, moving):
    network.mentee()
    plan = network.fresh(network.plan())
    with network.open():
        Plan.objects.owned().filter(pk=plan.pk).update(
            running_since=clock.now(), running_by="Ida Krogh"
        )
    page = shown(ida, plan)
    assert "Ida Krogh begyndte" in page
    assert "Forslagene står her, når den er færdig." in ida.get("/makkerskab/").content.decode()
    assert "Regn planen igen" not in page
    answer = ida.post(page_of(plan), {"verb": "run", "version": plan.version})
    assert answer.status_code == 409
    assert "Ida Krogh regner planen lige nu." in answer.content.decode()
    moving(TODAY + timedelta(days=1))
    assert network.run(plan).running_since is None


def test_a_run_that_breaks_off_lets_the_plan_go(network, monkeypatch):
    plan = network.fresh(network.plan())
    network.mentee()
    monkeypatch.setattr(rules, "MOST_IN_A_RUN", 0)
    with pytest.raises(Refused, match="Puljen er for stor"):
        network.do(runs.run, plan=plan, version=plan.version)
    assert network.fresh(plan).running_since is None


@pytest.mark.django_db(transaction=True)
def test_a_pool_a_page_waits_for_is_run_at_once_and_a_large_one_beside_it(
    network, ida, monkeypatch
):
    mentee, mentor = network.mentee(), network.mentor()
    plan = network.fresh(network.plan())
    assert not rules.takes_long(1, 1)
    assert rules.takes_long(5_000, 2_500)
    may_go_on, whole = threading.Event(), matching.solved
    monkeypatch.setattr(
        matching, "solved", lambda *asked: may_go_on.wait(timeout=30) and whole(*asked)
    )
    monkeypatch.setattr(rules, "SOON", 0)
    sent = {"verb": "run", "version": plan.version}
    answer = ida.post(page_of(plan), sent, follow=True).content.decode()
    assert "Planen bliver regnet nu. Du kan gøre noget andet imens." in answer
    assert "Læser, hvem der er i puljen" in ida.get(f"{page_of(plan)}regnes/").json()["html"]
    may_go_on.set()
    for thread in threading.enumerate():
        if thread.name == "favn-beside":
            thread.join()
    assert ida.get(f"{page_of(plan)}regnes/").json() == {"html": ""}
    assert network.planned(plan) == {(mentee.pk, mentor.pk)}


def begun_beside(network, plan):
    return network.do(runs.run_beside, plan=plan, version=network.fresh(plan).version)


def finished(network, begun):
    at = begun.running_since
    network.do(runs.answer, begun=begun, way=PlanWay.MOST, at=at)
    return network.fresh(begun)


def test_what_a_second_coordinator_decides_during_a_run_is_in_its_answer_and_said(network, ida):
    mentee = network.mentee("Hodan Warsame", trade="care")
    network.mentor("Karen Lund", trade="care")
    other = network.mentor("Mette Friis")
    plan = network.plan()
    begun = begun_beside(network, plan)
    network.decide(plan, "lock", mentee, other, "De mødtes til en fest")
    done = finished(network, begun)
    assert network.planned(done) == {(mentee.pk, other.pk)}
    assert "Planen blev ændret, mens den blev regnet." in shown(ida, done)


def test_a_lock_lifted_during_a_run_does_not_hold_in_its_answer(network, ida, monkeypatch):
    mentee, best = network.mentee(trade="care"), network.mentor("Karen Lund", trade="care")
    other, plan = network.mentor("Mette Friis"), network.plan()
    lock = network.decide(plan, "lock", mentee, other)
    begun, whole = begun_beside(network, plan), matching.solved

    def is_lifted_meanwhile(*asked):
        found = whole(*asked)
        network.do(plans.lift, ruling=lock)
        return found

    monkeypatch.setattr(matching, "solved", is_lifted_meanwhile)
    done = finished(network, begun)
    assert network.planned(done) == {(mentee.pk, best.pk)}
    assert "Planen blev ændret, mens den blev regnet." in shown(ida, done)
    version = done.version
    network.do(plans.lift, ruling=lock)
    assert network.fresh(plan).version == version


def test_a_mentor_withdrawn_during_a_run_beside_the_page_is_not_in_its_answer(network, monkeypatch):
    mentee, mentor = network.mentee(trade="care"), network.mentor("Karen Lund", trade="care")
    second = network.mentor("Mette Friis")
    begun = begun_beside(network, network.plan())
    whole = matching.solved

    def goes_meanwhile(*asked):
        found = whole(*asked)
        with network.open():
            if not people.participant_with(mentor.pk).is_left:
                pool.leave(who=mentor, why=LeftWhy.TIME, version=mentor.version, by=network.by,
                           at=NOW)  # fmt: skip
        return found

    monkeypatch.setattr(matching, "solved", goes_meanwhile)
    done = finished(network, begun)
    assert network.planned(done) == {(mentee.pk, second.pk)}
    assert done.said == [[runs.GONE, str(mentee.pk), str(mentor.pk)]]


def test_a_run_that_is_stopped_leaves_the_plan_as_it_was(network, ida):
    mentee, mentor = network.mentee(), network.mentor()
    plan = network.plan()
    before = network.fresh(plan).run_at
    begun = begun_beside(network, plan)
    second = network.mentee("Ayan Ali", days=400)
    version = network.fresh(plan).version
    assert ida.post(page_of(plan), {"verb": "stop", "version": version - 1}).status_code == 409
    assert ida.post(page_of(plan), {"verb": "stop", "version": version}).status_code == 302
    done = finished(network, begun)
    assert (done.run_at, done.running_since, done.stopped) == (before, None, "")
    assert network.planned(done) == {(mentee.pk, mentor.pk)}
    assert network.planned(network.run(plan)) == {(second.pk, mentor.pk)}


def test_why_a_run_found_nothing_stands_on_the_plan_until_the_next(network, ida, monkeypatch):
    network.mentee()
    plan = network.plan()
    begun = begun_beside(network, plan)
    with monkeypatch.context() as small:
        small.setattr(rules, "MOST_IN_A_RUN", 0)
        done = finished(network, begun)
    assert done.running_since is None
    page = shown(ida, plan)
    assert "Den sidste kørsel blev ikke til noget" in page
    assert "Puljen er for stor" in page
    assert network.run(plan).stopped == ""


def test_a_run_the_server_lost_is_another_runs_to_take_and_writes_nothing_then(network, moving):
    mentee, mentor = network.mentee(), network.mentor()
    lost = begun_beside(network, network.plan())
    moving(TODAY + timedelta(days=1))
    assert network.planned(network.run(lost)) == {(mentee.pk, mentor.pk)}
    kept = network.fresh(lost).run_at
    assert finished(network, lost).run_at == kept


# Weights


def test_weights_of_a_page_from_before_do_not_take_a_colleagues_back(network, ida):
    network.plan()
    page = "/makkerskab/vaegte/"
    mine, stale = (filled(ida.get(page), trade="9"), filled(ida.get(page), goal="7", why="Målene"))
    assert ida.post(page, mine).status_code == 302
    answer = ida.post(page, stale)
    assert answer.status_code == 409
    assert "En anden har ændret det" in answer.content.decode()
    assert "Målene" in answer.content.decode()
    with network.open():
        assert (matching.weighting_now().number, matching.weighting_now().points["trade"]) == (2, 9)
    assert ida.post(page, filled(answer)).status_code == 302
    with network.open():
        assert matching.weighting_now().points["goal"] == 7


def test_weights_are_visible_and_a_change_is_a_new_version_the_next_run_uses(network, ida):
    mentee = network.mentee(trade="care", goals=("job",))
    trade = network.mentor("Karen Lund", trade="care", goals=("danish",))
    goal = network.mentor("Mette Friis", trade="tech", goals=("job",))
    plan = network.plan()
    assert network.planned(plan) == {(mentee.pk, trade.pk)}
    page = "/makkerskab/vaegte/"
    assert ida.post(page, filled(ida.get(page), trade=0, why="Målet først")).status_code == 302
    assert "Vægtene er ændret" in shown(ida, plan)
    plan = network.run(plan)
    assert plan.weighting.number == 2
    assert network.planned(plan) == {(mentee.pk, goal.pk)}
    told = ida.get(page).content.decode()
    assert "Vægtene nr. 2" in told
    assert "Vægtene nr. 1" in told


@pytest.mark.parametrize("wrong", ["10", "-1", "mange", ""])
def test_a_weight_is_a_whole_number_from_none_to_nine(network, ida, wrong):
    network.plan()
    page = "/makkerskab/vaegte/"
    assert ida.post(page, filled(ida.get(page), trade=wrong)).status_code == 422


def test_every_reason_rule_and_change_has_words():
    mentee = Participant(languages=["so"])
    assert words.criterion(matching.WISH)
    for who in (["giver"], ["seeker"], ["giver", "seeker"]):
        assert words.reason("wished", who)
    for key, _fact, _enough in matching.CRITERIA:
        assert words.criterion(key)
        assert words.reason(key, ["da"])
    for rule in matching.RULES:
        assert words.broken(rule.key)
        some, every = (words.ruled_out(rule.key, n, 2, mentee) for n in (1, 2))
        assert some != every
        assert words.emptied(rule.key, 2)


@settings(
    max_examples=20,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.sets(st.sampled_from(Times.values), min_size=1))
def test_saying_one_more_time_never_costs_a_point(network, times):
    with network.open():
        weights = matching.criteria_of(matching.FIRST_POINTS)
    mentor = facts(("daytime", "evening"))
    few = points(facts(tuple(times)), mentor, weights)
    for one in Times.values:
        assert points(facts((*times, one)), mentor, weights) >= few


def facts(times):
    return {"time": frozenset(times)}


def points(mentee, mentor, criteria):
    seeker, giver = matching.Seeker("a", mentee), matching.Giver("b", mentor)
    question = matching.Question((seeker,), (giver,), (), criteria, matching.EACH_PAIR)
    return matching.matching.points_of(seeker, giver, question)
