"""What pages answer where one protected text was moved, and whether a changed log is noticed."""

from collections.abc import Iterator
from contextlib import contextmanager
from operator import attrgetter
from typing import Any
from uuid import UUID

from favn.config.trials import ground
from favn.config.trials.authz_readers import readers
from favn.config.trials.tamper import (
    AWAY,
    BROKEN,
    KEY_AWAY,
    OTHER,
    SENTENCE,
    Spot,
    of_another_row,
    write,
)
from favn.config.trials.tamper_rows import NOT_SHOWN

OF_PERSON = (
    "register:person", "register:revise", "register:around", "register:extract",
    "centre:cases-of", "centre:health",
)  # fmt: skip
OF_ROW = (
    "centre:case", "centre:appointment", "register:referral", "register:hand-over",
    "accounts:lookup",
)  # fmt: skip
OF_NOBODY = ("centre:my-day", "centre:cases", "accounts:lookups", "accounts:lookups-week")
OF_TABLE: dict[str, tuple[str, ...]] = {
    "accounts.lookupreview": ("accounts:lookup", "lookup_id"),
    "accounts.opening": ("accounts:lookups-beyond",),
    "associations.advice": ("associations:advice", "entry.slug"),
    "associations.agendaitem": ("associations:agenda-item", "pk"),
    "associations.assembly": ("associations:assembly", "pk"),
    "associations.boardmember": ("associations:office-board", "entry.slug"),
    "associations.boardterm": ("associations:board",),
    "associations.candidate": ("associations:agenda-item", "item_id"),
    "associations.claim": ("associations:due",),
    "associations.competence": ("associations:network-member", "member_id"),
    "associations.contact": ("associations:knows", "entry.slug"),
    "associations.entry": ("associations:entry", "slug"),
    "associations.errand": ("associations:errand", "pk"),
    "associations.errandletter": ("associations:errand", "errand_id"),
    "associations.fee": ("associations:member", "member_id"),
    "associations.member": ("associations:member", "pk"),
    "associations.networkmember": ("associations:network-member", "pk"),
    "associations.nextstep": ("associations:office-step", "entry.slug", "pk"),
    "associations.nudge": ("associations:waiting",),
    "associations.payment": ("associations:place-payment", "pk"),
    "associations.readline": ("associations:list", "of_id"),
    "associations.verdict": ("associations:pair", "one.slug", "other.slug"),
    "centre.daypage": ("centre:day-book",),
    "centre.duty": ("centre:duties",),
    "centre.idea": ("centre:idea", "pk"),
    "centre.inhouse": ("centre:in-house",),
    "centre.interest": ("centre:interest", "pk"),
    "centre.shift": ("centre:shift", "on", "pk"),
    "centre.volunteer": ("centre:talk", "pk"),
    "gatherings.followup": ("gatherings:call", "pk"),
    "gatherings.invitation": ("gatherings:invitations", "gathering_id"),
    "gatherings.signup": ("gatherings:signups", "gathering_id"),
    "pathways.application": ("pathways:signup", "pk"),
    "pathways.following": ("pathways:following", "pk"),
    "pathways.followup": ("pathways:pair", "pair_id"),
    "pathways.pairside": ("pathways:pair", "pair_id"),
    "pathways.participant": ("pathways:talk", "pk"),
    "pathways.spell": ("pathways:turn", "turn_id"),
    "pathways.statusmeeting": ("pathways:meeting", "pk"),
    "publishing.story": ("publishing:story", "pk"),
    "publishing.storywords": ("publishing:story", "story_id"),
    "surveys.answer": ("surveys:reply", "submission.asked.wave_id", "submission.asked_id"),
    "surveys.asked": ("surveys:wave", "wave_id"),
    "surveys.submission": ("surveys:reply", "asked.wave_id", "asked_id"),
}
"""Table → the page that shows a row of it, and what of the row its address names."""


def tried(spots: list[Spot], *, quick: bool) -> dict[str, Any]:
    """For every field: its text is another row's, and pages that may show it are opened."""
    asked = 0
    wrong: list[str] = []
    silent: list[str] = []
    for spot in spots:
        said = False
        with _moved(spot):
            for who, path, answer in _answers(spot):
                asked += 1
                said |= _says_so(answer)
                if _is_wrong(answer):
                    wrong.append(f"{spot.name}: {path} as {who}, {answer.status_code}")
                if quick and said:
                    break
        silent += [] if said or spot.name in NOT_SHOWN else [spot.name]
    told = {"pages": asked, "not_shown": sorted(NOT_SHOWN)}
    return {**told, "without_a_sentence": silent, "shown_wrong": wrong}


@contextmanager
def _moved(spot: Spot) -> Iterator[None]:
    """Within this block another row's text stands in the spot."""
    from favn.kit.tenancy import acting_for  # noqa: PLC0415 - needs Django loaded

    with acting_for(spot.organisation):
        write(spot, next(iter(of_another_row(spot))))
    yield
    with acting_for(spot.organisation):
        write(spot, spot.text)


def _is_wrong(answer: Any) -> bool:
    """Whether the moved words were shown, or the page broke without saying why."""
    return OTHER in answer.content.decode() or (
        answer.status_code >= BROKEN and not _says_so(answer)
    )


def _says_so(answer: Any) -> bool:
    text = answer.content.decode()
    return answer.status_code in {AWAY, BROKEN} and (SENTENCE in text or KEY_AWAY in text)


def _answers(spot: Spot) -> Iterator[tuple[str, str, Any]]:
    """(who, where, what came) of the pages around the row, for whoever opens persons there."""
    from favn.kit.tenancy import acting_for  # noqa: PLC0415 - needs Django loaded
    from favn.people.accounts.models import Membership  # noqa: PLC0415

    with acting_for(spot.organisation):
        paths = list(_paths(spot))
        rows = Membership.objects.owned().select_related("account")
        areas = {area for _house, area in readers(_row(spot), spot.field.name)}
        people: list[Any] = [row.account for row in rows if _may_read(row.kind, areas)]
    for account in people or [None]:
        client = browser(account)
        for path, fields in paths:
            answer = client.post(path, fields) if fields else client.get(path)
            yield account.name if account else "whoever has the link", path, answer


def _may_read(role: Any, areas: set[Any]) -> bool:
    from favn.people.accounts.roles import Level  # noqa: PLC0415 - needs Django loaded

    return any(role.may(area, Level.READ) for area in areas)


def _row(spot: Spot) -> Any:
    return spot.field.model._default_manager.get(pk=spot.pk)


def browser(account: Any) -> Any:
    """A browser inside this process; a page that breaks answers as it would outside."""
    from django.conf import settings  # noqa: PLC0415 - needs Django loaded
    from django.test import Client  # noqa: PLC0415

    client = Client(raise_request_exception=False, SERVER_NAME="localhost")
    if account is not None:
        client.cookies[settings.SESSION_COOKIE_NAME] = ground.signed_in(account)
    return client


def _paths(spot: Spot) -> Iterator[tuple[str, dict[str, str]]]:
    from django.urls import reverse  # noqa: PLC0415 - needs Django loaded

    if page := OF_TABLE.get(spot.field.model._meta.label_lower):
        (name, *ways), row = page, _row(spot)
        on = getattr(row, "on", None)
        day = f"&dag={on.isoformat()}" if on else ""
        yield reverse(name, args=[attrgetter(way)(row) for way in ways]) + f"?vis=all{day}", {}
        return
    if spot.field.model._meta.label_lower == "surveys.reply":
        yield _answer_link(spot), {}
        return
    if spot.field.model._meta.label_lower == "pathways.ruling":
        yield reverse("pathways:plan", args=[_plan_of(_row(spot)).pk]), {}
        return
    yield from ((reverse(name), {}) for name in OF_NOBODY)
    yield from ((reverse(name, args=[spot.pk]), {}) for name in OF_ROW)
    for person in _persons(spot):
        yield from ((reverse(name, args=[person]), {}) for name in OF_PERSON)
        yield reverse("register:address", args=[person]), {"purpose": "Afprøvning"}
        yield reverse("register:extract", args=[person]), {"purpose": "Afprøvning"}
    row = spot.field.model._default_manager.get(pk=spot.pk)
    if case := getattr(row, "case_id", None):
        yield reverse("centre:case", args=[case]), {}
    if talk := getattr(row, "conversation_id", None):
        yield reverse("centre:conversation", args=[row.case_id, talk]), {}


def _plan_of(ruling: Any) -> Any:
    """The plan that is worked on where a ruling holds."""
    from favn.pathways.models import Plan  # noqa: PLC0415 - needs Django loaded

    return Plan.objects.owned().filter(network=ruling.network_id, state="draft").first()


def _answer_link(spot: Spot) -> str:
    """A link by which whoever was asked opens what stands in their fields."""
    from uuid import uuid4  # noqa: PLC0415

    from django.urls import reverse  # noqa: PLC0415 - needs Django loaded

    from favn.kit import clock  # noqa: PLC0415
    from favn.people.accounts.models import Account  # noqa: PLC0415
    from favn.surveys.actions import hand_link  # noqa: PLC0415

    asked: Any = _row(spot).asked
    by = Account.objects.filter(memberships__organisation=spot.organisation).first()
    _letter, token = hand_link(id=uuid4(), asked=asked, by=by, at=clock.now())  # type: ignore[arg-type]
    return reverse("surveys:answer", args=[asked.organisation.slug, token])


def _persons(spot: Spot) -> tuple[UUID, ...]:
    row = spot.field.model._default_manager.get(pk=spot.pk)
    return tuple(getattr(row, "about_persons", ()))


def logs_changed() -> dict[str, str]:
    """One line of the log of look-ups and one of history changed, and one of each removed.

    No line holds the one before it and nothing is written down elsewhere, so only what is sealed
    in a line speaks for itself.
    """
    from favn.kit.models import History  # noqa: PLC0415 - needs Django loaded
    from favn.people.accounts.models import Lookup  # noqa: PLC0415

    said = "not noticed: lines are not chained; whoever writes the database file can do it"
    told = {}
    for model in (Lookup, History):
        name = model._meta.label
        for how in ("changed", "removed"):
            told[f"{name} {how}"] = said if _stays_silent(model, how) else "noticed"
    return told


def _statements(model: Any, how: str) -> Iterator[str]:
    """What somebody with the database in hand writes; a line goes with all that hangs on it."""
    table = model._meta.db_table
    if how == "changed":
        yield f"UPDATE \"{table}\" SET actor_label = 'En anden' WHERE id = %s"  # noqa: S608
        return
    for hangs in model._meta.related_objects:
        name = hangs.related_model._meta.db_table
        yield f'DELETE FROM "{name}" WHERE "{hangs.field.column}" = %s'  # noqa: S608
    yield f'DELETE FROM "{table}" WHERE id = %s'  # noqa: S608


def _stays_silent(model: Any, how: str) -> bool:
    """Whether every page of the log answers as before after one line was changed or removed."""
    from django.db import connection, transaction  # noqa: PLC0415 - needs Django loaded
    from django.urls import reverse  # noqa: PLC0415

    from favn.kit.tenancy import acting_for  # noqa: PLC0415
    from favn.people.accounts.models import Membership  # noqa: PLC0415
    from favn.people.accounts.roles import BY_KEY, Area, Level  # noqa: PLC0415
    from favn.people.organisations.models import Organisation  # noqa: PLC0415

    readers = [key for key, role in BY_KEY.items() if role.may(Area.LOOKUPS, Level.READ)]
    for house in Organisation.objects.filter(is_tenant=True):
        with acting_for(house.pk):
            row = model.objects.owned().order_by("at").first()
            member = Membership.objects.owned().filter(role__in=readers).first()
        if row is None or member is None:
            continue
        with transaction.atomic(), acting_for(house.pk):
            key = row.pk if connection.features.has_native_uuid_field else row.pk.hex
            with connection.cursor() as cursor:
                for sql in _statements(model, how):
                    cursor.execute(sql, [key])
            pages = [reverse("accounts:lookups"), reverse("log")]
            silent = all(browser(member.account).get(p).status_code < BROKEN for p in pages)
            transaction.set_rollback(True)
        return silent
    return True
