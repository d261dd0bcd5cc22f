"""Which row of a table a trial takes so that a page shows it, and one where nobody wrote any."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

WORDS = "Kanariefugl i bur"
SHOWN: dict[str, dict[str, Any]] = {
    "associations.payment": {"fee": None},
    "centre.duty": {"starts__gte": "17:00"},
    "pathways.application": {"settled_at": None},
    "pathways.ruling": {"kind": "forbid", "lifted_at": None},
    "pathways.spell": {"turn__person__isnull": False},
    "pathways.statusmeeting": {"state": "held"},
    "surveys.answer": {
        "submission__is_standing": True, "submission__asked__wave__room": "",
        "question__questionnaire__asks": "bodies",
        "question__kind": "long",
    },
    "surveys.asked": {"wave__room": ""},
    "surveys.submission": {
        "is_standing": True, "asked__wave__room": "",
        "asked__wave__version__questionnaire__asks": "bodies",
    },
}  # fmt: skip
"""Table → the rows whose words a page shows; others where there are none such."""
WAITS = "waits to be sent, and is shown nowhere"
NOT_SHOWN = {
    "accounts.Mail.to": WAITS,
    "accounts.Mail.subject": WAITS,
    "accounts.Mail.text": WAITS,
    "accounts.Mail.reply_to": WAITS,
    "associations.Advice.struck_because": "shown of advice that was struck out",
    "centre.Shift.note": "shown of a shift that was called off",
    "publishing.NewsReader.email": "a letter is sent to it, and it is shown nowhere",
    "publishing.Story.picture": "shown as a picture, at an address of its own",
    "persons.Merge.before": "read where two persons are taken apart, and shown nowhere",
    "associations.Payment.sender": "compared with members' addresses, and shown nowhere",
    "surveys.Letter.sent_to": "kept beside the letter, and shown nowhere",
    "associations.Payment.void_because": "shown of a payment that was taken out",
}
"""Fields that the pages of such a row do not show; they must still raise where they are read."""


def row_of(model: Any, house: Any, *, is_shown: bool) -> Any:
    """A row of the present organisation, such as a page shows or any; None where there is none."""
    rows, label = model._default_manager.owned(), model._meta.label_lower
    if hasattr(model, "address_is_protected"):  # of somebody with an open case: more pages show it
        return rows.filter(cases__isnull=False).order_by("created_at").first() or rows.first()
    if is_shown:
        return rows.filter(**SHOWN.get(label, {})).first()
    maker = MAKERS.get(label)
    return rows.first() or (maker(house) if maker else None)


def _owned(label: str) -> Any:
    from django.apps import apps  # noqa: PLC0415 - needs Django loaded

    model: Any = apps.get_model(label)
    return model._default_manager.owned()


def _made(label: str, house: Any, **said: Any) -> Any:
    """Past the actions: nothing of it stays."""
    from django.apps import apps  # noqa: PLC0415 - needs Django loaded

    model: Any = apps.get_model(label)
    return model._default_manager.create(organisation=house, **said)


def _now() -> Any:
    from favn.kit import clock  # noqa: PLC0415 - needs Django loaded

    return clock.now()


def _who(house: Any) -> Any:
    """Somebody who works there."""
    from favn.people.accounts.models import Account  # noqa: PLC0415 - needs Django loaded

    return Account.objects.filter(memberships__organisation=house).first()


def _look(house: Any) -> Any:
    """Nobody has looked at anybody yet in a world just built; one look."""
    who = _who(house)
    return who and _made(
        "accounts.Lookup", house, at=_now(), actor_id=who.pk, actor_label=who.name,
        role="counsellor", kind="search", page="register:persons", status=200, criterion=WORDS,
    )  # fmt: skip


def _review(house: Any) -> Any:
    look = _owned("accounts.Lookup").first() or _look(house)
    return look and _made(
        "accounts.LookupReview", house, lookup=look, verdict="fine", by=_who(house), at=_now()
    )


def _opening(house: Any) -> Any:
    person = _owned("persons.Person").first()
    return person and _made(
        "accounts.Opening", house, account=_who(house), person_id=person.pk, at=_now(),
        ends_at=_now() + timedelta(hours=8),
    )  # fmt: skip


def _merge(house: Any) -> Any:
    two = list(_owned("persons.Person")[:2])
    return len(two) == 2 and _made(
        "persons.Merge", house, survivor=two[0], loser=two[1], at=_now(), by_id=uuid4(),
        by_label="–", version=1,
    )  # fmt: skip


def _claim(house: Any) -> Any:
    entry = _owned("associations.Entry").first()
    return entry and _made("associations.Claim", house, entry=entry, kind="other", at=_now())


def _verdict(house: Any) -> Any:
    two = list(_owned("associations.Entry")[:2])
    return len(two) == 2 and _made(
        "associations.Verdict", house, one=two[0], other=two[1], is_same=False, weight=0.0,
        at=_now(), by_label="–",
    )  # fmt: skip


def _line(house: Any) -> Any:
    if _owned("associations.Entry").first() is None:
        return None
    file = _made(
        "associations.ReadList", house, name="liste.csv", sha256="0" * 64, read_at=_now(),
        read_by="–",
    )  # fmt: skip
    doubt = ["entry", str(uuid4()), WORDS, 1.0, True, []]
    return _made(
        "associations.ReadLine", house, of=file, number=1, said={"name": WORDS}, doubts=[doubt]
    )


def _mail(house: Any) -> Any:
    return _made("accounts.Mail", house, once=uuid4().hex, decided_at=_now())


def _nudge(house: Any) -> Any:
    entry = _owned("associations.Entry").first()
    return entry and _made(
        "associations.Nudge", house, press=uuid4(), owes="confirm", about=entry.pk, entry=entry,
        reached="sent", at=_now(), by="–",
    )  # fmt: skip


def _errand_letter(house: Any) -> Any:
    errand = _owned("associations.Errand").exclude(decided_at=None).first()
    return errand and _made(
        "associations.ErrandLetter", house, errand=errand, press=uuid4(), kind="answer",
        reached="sent", at=_now(), by="–",
    )  # fmt: skip


def _news_reader(house: Any) -> Any:
    return _made("publishing.NewsReader", house, token_hash=uuid4().hex, asked_at=_now())


def _survey_letter(house: Any) -> Any:
    asked = _owned("surveys.Asked").first()
    return asked and _made(
        "surveys.Letter", house, asked=asked, press=uuid4(), errand="invited", reached="sent",
        made_at=_now(), made_by="–",
    )  # fmt: skip


MAKERS: dict[str, Callable[[Any], Any]] = {
    "accounts.lookup": _look,
    "accounts.lookupreview": _review,
    "accounts.mail": _mail,
    "accounts.opening": _opening,
    "associations.claim": _claim,
    "associations.errandletter": _errand_letter,
    "associations.nudge": _nudge,
    "associations.readline": _line,
    "associations.verdict": _verdict,
    "persons.merge": _merge,
    "publishing.newsreader": _news_reader,
    "surveys.letter": _survey_letter,
}
"""Table → one row of it, for tables that a world just built leaves empty."""
