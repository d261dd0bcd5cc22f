"""Words that no link leads to: a merge with what stood before it, secret links, files, a phone."""

from collections import Counter
from typing import Any

from favn.config.trials.canary_walk import DONE, Walk, kind_of, own
from favn.config.trials.pages import Page

STEPS = 12
"""Pages of a questionnaire at most."""
NO_ANSWER = ("_unknown", "_irrelevant")
"""Ticks that stand instead of an answer, and are refused beside one."""


def merged(walk: Walk) -> Counter[str]:
    """Somebody new is written down under a word, and then found to stand here already."""
    from django.urls import reverse  # noqa: PLC0415 - needs Django loaded

    keep, gone = (_written(walk) for _ in range(2))
    path = reverse("register:merge", args=[keep, gone]) if keep and gone else ""
    return walk.fill(path, "keep_version", {}) if path else Counter()


def _written(walk: Walk) -> str:
    """A new person's number; nothing where this member of staff may write none."""
    new = "/personer/ny/"
    for form in Page(walk.visitor.get(new).text).forms:
        if {"id", "name", "contact"} <= form.fields.keys():
            sent = walk.filled(new, form) | {"contact": ["call"], "born": []}
            answer = walk.visitor.post(new, sent)
            return sent["id"][0] if answer.status < DONE and answer.location else ""
    return ""


def answered(walk: Walk) -> Counter[str]:
    """Every question of an open questionnaire, through the link of somebody who was asked."""
    path, done = _link(walk), Counter[str]()
    page = Page(walk.visitor.get(path).text) if path else Page("")
    ahead = [own(path, link) for link in page.links if own(path, link).startswith(path)]
    for place in [one for one in dict.fromkeys(ahead) if one != path][:STEPS]:
        done += _sent(walk, place)
    return done + (_sent(walk, f"{path}oversigt/") if path else Counter())


def _sent(walk: Walk, path: str) -> Counter[str]:
    """The one form of a page of the questionnaire, with words."""
    for form in Page(walk.visitor.get(path).text).forms:
        if form.method == "post" and form.fields and "language" not in form.fields:
            sent = walk.filled(path, form)
            words = {name: said for name, said in sent.items() if not name.endswith(NO_ANSWER)}
            answer = walk.visitor.post(path, words)
            return Counter(forms=1, refused=answer.status >= DONE)
    return Counter()


def _link(walk: Walk) -> str:
    """A fresh link for somebody in a wave that is open in this house; nothing without one."""
    from uuid import uuid4  # noqa: PLC0415

    from django.urls import reverse  # noqa: PLC0415 - needs Django loaded

    from favn.kit import clock  # noqa: PLC0415
    from favn.kit.tenancy import acting_for  # noqa: PLC0415
    from favn.surveys import actions, queries  # noqa: PLC0415

    with acting_for(walk.house, walk.account.pk):
        asked: Any = next((one for wave in queries.open_waves() for one in wave.asked.all()), None)
        if asked is None:
            return ""
        _row, token = actions.hand_link(id=uuid4(), asked=asked, by=walk.account, at=clock.now())
        slug = asked.organisation.slug
    return reverse("surveys:answer", args=[slug, token])


FILES: dict[str, tuple[str, str]] = {
    "associations:lists": (
        "Forening;Kontaktperson;Mail",
        "{0} klub;{1};{2}@kanarie.invalid\n{0} klubben;{3};{4}@kanarie.invalid",
    ),
    "associations:payment-files": (
        "Dato;Beløb;Besked;Navn;Mail;Transaktions-ID",
        "{day};137,00;{0};{1};{2}@kanarie.invalid;{3}",
    ),
}
"""Page → headings, and lines whose numbered places get a word each."""


def files(walk: Walk) -> Counter[str]:
    """Files as offices and payment services write them, for whoever may send one; then onward."""
    from django.urls import reverse  # noqa: PLC0415 - needs Django loaded

    from favn.kit import clock  # noqa: PLC0415

    done: Counter[str] = Counter()
    for name, (heads, lines) in FILES.items():
        path = reverse(name)
        if not any("file" in form.fields for form in Page(walk.visitor.get(path).text).forms):
            continue
        words = [walk.new(f"{name} file") for _place in range(5)]
        text = f"{heads}\n{lines.format(*words, day=clock.today())}\n"
        answer = walk.visitor.send_file(path, "fil.csv", text.encode())
        done += Counter(files=1, refused=not answer.location)
        done += walk.onward([own(path, answer.location)] if answer.location else [])
    return done


def by_phone(walk: Walk) -> Counter[str]:
    """Somebody without a mail address is invited to a gathering that is announced."""
    from django.urls import reverse  # noqa: PLC0415 - needs Django loaded

    from favn.gatherings.choices import State  # noqa: PLC0415
    from favn.gatherings.models import Gathering  # noqa: PLC0415
    from favn.kit.tenancy import acting_for  # noqa: PLC0415

    with acting_for(walk.house):
        row = Gathering.objects.owned().filter(state=State.ANNOUNCED).first()
    if row is None:
        return Counter()
    path = reverse("gatherings:invitations", args=[row.pk])
    return walk.fill(path, "contact", {"contact": [walk.new_number(f"{kind_of(path)} phone")]})
