"""Words of mentoring, of the employment programme and of schemes, which need steps to get to.

Somebody signs up by the public page and is taken in; two are asked, say no in their own words, or
begin; a plan gets a ruling; a woman in the programme has a placement and a status meeting.
"""

from collections import Counter
from typing import Any

from favn.config.trials.canary_rooms import page_of, rows_of
from favn.config.trials.canary_walk import Walk

SPOKEN = {"act": ["given"], "how": ["spoken"]}


def followed(walk: Walk) -> Counter[str]:
    """All of them; whoever may not is shown no form."""
    walk.visitor.leave()  # while others walked, the server may have hung up
    return _taken_in(walk) + _pairs(walk) + _rulings(walk) + _programme(walk) + _schemes(walk)


def _taken_in(walk: Walk) -> Counter[str]:
    """Whoever signed up is taken in, and what was talked about is written down."""
    done: Counter[str] = Counter()
    for row in rows_of(walk, "pathways.Application", settled_at=None):
        walk.press(page_of("pathways:signup", row.pk), "take")
    for row in rows_of(walk, "pathways.Participant", 2):
        done += walk.fill(page_of("pathways:talk", row.pk), "called", {})
    return done


def _pairs(walk: Walk) -> Counter[str]:
    """What two expect, what was agreed with them, and what they say by links of their own."""
    done: Counter[str] = Counter()
    for row in rows_of(walk, "pathways.Pair", 2, state="agreed"):
        done += walk.fill(page_of("pathways:begin", row.pk), "mentee_expects", {})
    for row in rows_of(walk, "pathways.Pair", 2, state="started"):
        done += walk.fill(page_of("pathways:pair", row.pk), "due_on", {"due_on": []})
        done += _by_link(walk, row, "mentee", "words", {"verb": ["call"], "pair": [str(row.pk)]})
    for row in rows_of(walk, "pathways.Pair", 2, state="asked"):
        no = {"verb": ["no"], "pair": [str(row.pk)], "why": ["other"]}
        done += _by_link(walk, row, "mentor", "why", no)
    return done


def _by_link(
    walk: Walk, pair: Any, side: str, field: str, more: dict[str, list[str]]
) -> Counter[str]:
    """A form of the own page of one of two, opened by the link they have."""
    from favn.kit import clock  # noqa: PLC0415 - needs Django loaded
    from favn.kit.tenancy import acting_for  # noqa: PLC0415
    from favn.pathways.queries.links import live_link, own_address  # noqa: PLC0415

    with acting_for(walk.house):
        link = live_link(getattr(pair, side), clock.now())
        path = own_address(link, link.organisation.slug) if link else ""
    return walk.fill(path, field, more) if path else Counter()


def _rulings(walk: Walk) -> Counter[str]:
    """A mentor is kept out of a plan for a mentee, and says why."""
    done: Counter[str] = Counter()
    for plan in rows_of(walk, "pathways.Plan", 1, state="draft"):
        for row in rows_of(walk, "pathways.PlanPair", 1, plan=plan):
            done += walk.fill(page_of("pathways:choices", plan.pk, row.mentee_id), "why", {})
    return done


def _programme(walk: Walk) -> Counter[str]:
    """A placement in a company, a yes to be told of, and the meeting where it was told."""
    from favn.kit import clock  # noqa: PLC0415 - needs Django loaded

    today, done = str(clock.today()), Counter[str]()
    for turn in rows_of(walk, "pathways.Turn", 4, state="going", person__isnull=False):
        page = page_of("pathways:turn", turn.pk)
        spell = {"verb": ["spell"], "doing": ["company"], "from_on": [today], "to_on": []}
        done += walk.fill(page, "where", spell)
        place = walk.new("register:consents recipient")
        said = {"purpose": ["status"], "recipient": [place], **SPOKEN}
        done += walk.fill(page_of("register:consents", turn.person_id), "purpose", said)
        done += walk.fill(page, "recipient", {"recipient": [place], "on": [today]})
    for row in rows_of(walk, "pathways.StatusMeeting", 4, state="planned"):
        told = {"fields_told": ["name", "next"]}
        done += walk.fill(page_of("pathways:meeting", row.pk), "following", told)
    return done


def _schemes(walk: Walk) -> Counter[str]:
    """Who follows whom in every scheme."""
    done: Counter[str] = Counter()
    for row in rows_of(walk, "pathways.GuideScheme", 9):
        done += walk.fill(page_of("pathways:guide-scheme", row.pk), "whom", {"verb": ["contact"]})
    return done
