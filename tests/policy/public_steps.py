"""A plan with a closed round that everybody may read, and readers who are nobody."""

from favn.kit import clock
from favn.policy import actions
from favn.policy.choices import Status
from tests.policy.round_steps import close, hand_in, open_round

PLAN = "/plan/sundhavn/"


def publish(cast, plan):
    with cast.acting(cast.birgitte):
        return actions.publish_plan(plan=plan, by=cast.birgitte, at=clock.now())


def take_back(cast, plan):
    with cast.acting(cast.birgitte):
        return actions.take_plan_back(plan=plan, by=cast.birgitte, at=clock.now())


def close_round(cast, plan, said, year=2025):
    """A closed round of a year; `said` are initiatives with the words and status of each."""
    row = open_round(cast, plan, year=year)
    for initiative, (text, status) in said.items():
        hand_in(cast, row, initiative, text, status, by=cast.birgitte)
    return close(cast, row)


def made_public(cast, plan, *initiatives, text="Det går fremad."):
    close_round(cast, plan, dict.fromkeys(initiatives, (text, Status.RUNNING)))
    return publish(cast, plan)


def read(cast, path=PLAN, who=None, status=200):
    answer = cast.visit(who).get(path)
    assert answer.status_code == status, path
    return answer.content.decode()
