"""Steps that have no words themselves and open pages that have: a link made, an assembly begun.

Everybody tries them; whoever may not is shown no button.
"""

import os
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

from favn.config.trials.canary_walk import Walk, kind_of
from favn.config.trials.letters import LINK
from favn.config.trials.pages import Page

PIECE = 40
"""So many letters of a picture are sought."""


def opened(walk: Walk) -> Counter[str]:
    """All of them; links that were shown once are left with the walker."""
    walk.visitor.leave()  # while others walked, the server may have hung up
    steps = (
        _board,
        _assembly,
        errands,
        _owed_calls,
        _reminded,
        _invited,
        _asked,
        _links,
        _pictures,
    )
    return sum((step(walk) for step in steps), Counter())


def rows_of(walk: Walk, label: str, most: int = 3, **which: Any) -> Iterator[Any]:
    """Some rows of the walker's house, the last ones."""
    from django.apps import apps  # noqa: PLC0415 - needs Django loaded

    from favn.kit.tenancy import acting_for  # noqa: PLC0415

    manager: Any = apps.get_model(label)._default_manager
    with acting_for(walk.house):
        rows = list(manager.owned().filter(**which).reverse()[:most])
    yield from rows


def page_of(name: str, *args: Any) -> str:
    """The address of a page."""
    from django.urls import reverse  # noqa: PLC0415 - needs Django loaded

    return reverse(name, args=args)


def _board(walk: Walk) -> Counter[str]:
    """One more in the board."""
    from favn.kit import clock  # noqa: PLC0415 - needs Django loaded

    today = str(clock.today())
    said = {"seat": ["member"], "since": [today], "until": []}
    return walk.fill(page_of("associations:new-seat"), "name", said)


def _assembly(walk: Walk) -> Counter[str]:
    """A general assembly tomorrow: its agenda, who stands for a seat, who leads and writes.

    Not this evening: where it is late already, or midnight comes meanwhile, it would have begun.
    So whoever may vote is settled a week before, by a bylaw of the trial's own.
    """
    from favn.associations.models import Bylaws  # noqa: PLC0415 - needs Django loaded
    from favn.kit import clock  # noqa: PLC0415
    from favn.kit.tenancy import acting_for  # noqa: PLC0415

    with acting_for(walk.house):
        Bylaws.objects.owned().update(paid_days=7)
    day = clock.today() + timedelta(days=1)
    new, begins = page_of("associations:new-assembly"), f"{day}T23:30"
    done = walk.fill(new, "starts_at", {"starts_at": [begins]})
    for row in rows_of(walk, "associations.Assembly", 1, starts_at__date=day) if done else ():
        page = page_of("associations:assembly", row.pk)
        told = {"kind": ["election"], "seat": ["chair"], "received_on": [], "proposed_by": []}
        done += walk.fill(page, "proposed_by", told)
        for item in rows_of(walk, "associations.AgendaItem", assembly=row):
            done += walk.fill(page_of("associations:agenda-item", item.pk), "name", {})
        walk.press(page, "call", although_late="on")
        walk.press(page, "open")
        done += walk.fill(page, "led_by", {})
    return done


def errands(walk: Walk) -> Counter[str]:
    """What was written to the office is taken on and answered."""
    done: Counter[str] = Counter()
    for row in rows_of(walk, "associations.Errand", state="sent"):
        page = page_of("associations:errand", row.pk)
        if walk.press(page, "take-on"):
            done += walk.fill(page, "answer", {})
            done += walk.fill(page, "to", {})
    for row in rows_of(walk, "associations.Entry", 1, merged_into=None):
        page = page_of("associations:advice", row.slug)
        done += walk.fill(page, "next_step", {}) + walk.fill(page, "because", {})
    return done


def _reminded(walk: Walk) -> Counter[str]:
    """One press reminds every association that owes an answer."""
    page = page_of("associations:waiting")
    for form in Page(walk.visitor.get(page).text).forms:
        if form.method == "post" and form.fields.keys() == {"id", "csrfmiddlewaretoken"}:
            walk.visitor.post(page, form.filled(lambda _field: None))
    return Counter()


def _pictures(walk: Walk) -> Counter[str]:
    """A picture to a story. It holds no words: a piece of it as it is kept is searched for."""
    from favn.kit.tenancy import acting_for  # noqa: PLC0415 - needs Django loaded

    done: Counter[str] = Counter()
    for row in rows_of(walk, "publishing.Story", 1, ended_at=None):
        page = page_of("publishing:story", row.pk)
        if not any("picture" in form.fields for form in Page(walk.visitor.get(page).text).forms):
            continue
        said = {"verb": "picture", "says": walk.new(f"{kind_of(page)} says")}
        walk.visitor.send_file(page, "billede.png", _noise(), field="picture", more=said)
        with acting_for(walk.house):
            row.refresh_from_db()
        walk.new(f"{kind_of(page)} picture", row.picture[-PIECE - 20 : -20])
        done += Counter(files=1)
    return done


def _noise() -> bytes:
    """A picture like no other."""
    from PIL import Image  # noqa: PLC0415

    side, out = 48, BytesIO()
    Image.frombytes("RGB", (side, side), os.urandom(3 * side * side)).save(out, "PNG")
    return out.getvalue()


def _invited(walk: Walk) -> Counter[str]:
    """Whoever is asked gets a letter with a link."""
    for row in rows_of(walk, "surveys.Wave", closed_at=None):
        walk.press(page_of("surveys:wave", row.pk), "invited")
    return Counter()


def _asked(walk: Walk) -> Counter[str]:
    """To what has not begun and takes a yes, whatever the hour: then the answer is taken too.

    To the same one on both databases, which order titles unlike.
    """
    from favn.kit import clock  # noqa: PLC0415 - needs Django loaded

    ahead = {"state": "announced", "meetings__on__gt": clock.today()}
    rows = [row for row in rows_of(walk, "gatherings.Gathering", 60, **ahead) if _joined(walk, row)]
    last = max(rows, key=lambda row: str(row.title), default=None)
    if last is None:
        return Counter()
    return walk.fill(page_of("gatherings:invitations", last.pk), "contact", {})


def _joined(walk: Walk, row: Any) -> bool:
    """Whether somebody may still sign up for it."""
    from favn.gatherings import queries  # noqa: PLC0415 - needs Django loaded
    from favn.gatherings.rules import events  # noqa: PLC0415
    from favn.kit import clock  # noqa: PLC0415
    from favn.kit.tenancy import acting_for  # noqa: PLC0415

    with acting_for(walk.house):
        return events.why_not_join(row, queries.meetings_of(row), clock.now()) is None


def _owed_calls(walk: Walk) -> Counter[str]:
    """Who promises to call somebody who did not come."""
    done: Counter[str] = Counter()
    for row in rows_of(walk, "gatherings.Meeting", 9, held_at__isnull=False):
        done += walk.fill(page_of("gatherings:missing", row.pk), "who", {})
    return done


def _links(walk: Walk) -> Counter[str]:
    """Associations are asked by letter, and a network's member gets a link that is shown once."""
    for row in rows_of(walk, "associations.Entry", email__endswith=".invalid"):
        walk.press(page_of("associations:entry", row.slug), "ask")
    for row in rows_of(walk, "associations.NetworkMember", left_on=None):
        answer = walk.press(page_of("associations:network-member", row.pk), "link")
        shown = LINK.findall(answer.text) if answer else []
        walk.told += [path for link in shown if kind_of(path := urlsplit(link).path)]
    return Counter()
