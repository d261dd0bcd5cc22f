"""Who asks, which ids there are to ask with, and which words may be shown to whom."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from favn.config.trials import ground

READ_WHOLE = 20
"""So many refusals of one role are read as whole pages."""
LOGS = {"django_session", "accounts_lookup", "accounts_lookedat"}
"""Tables a refused request may write: that it was asked, and the session."""
WRITES = re.compile(
    r"\s*(?:WITH head AS \()?\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+\"?(\w+)", re.IGNORECASE
)
PARAMETER = re.compile(r"<(?:(\w+):)?(\w+)>|\(\?P<(\w+)>[^)]*\)")
KINDS = {"int": "1", "paperkind": "pdf"}
PLAIN = {"year": "2026", "quarter": "2026-Q4", "logbook": "visit", "kind": "csv"}


@dataclass
class Visit:
    """One request and what came of it."""

    who: "Who"
    method: str
    path: str
    status: int
    location: str
    content: str
    wrote: set[str]

    @property
    def to_sign_in(self) -> bool:
        """Sent to the page where one says who one is."""
        return self.status == 302 and self.location.startswith(("/konto/login/", "/konto/reauth"))

    @property
    def is_shut(self) -> bool:
        """Refused, or nobody yet."""
        return self.status in {403, 405} or self.to_sign_in


@dataclass
class Who:
    """Somebody who asks; a role in one house, or nobody."""

    name: str
    account: Any = None
    role: str = ""
    organisation: UUID | None = None
    unit: UUID | None = None
    key: str = ""
    way_in: Any = field(default=None, repr=False, compare=False)
    """The house's middleware, put together once for everybody: it costs more than most pages."""

    def ask(self, method: str, path: str) -> Visit:
        """One request in a transaction that is taken back; the browser forgets what it was told."""
        from django.conf import settings  # noqa: PLC0415 - needs Django loaded
        from django.db import connection, transaction  # noqa: PLC0415
        from django.test import Client  # noqa: PLC0415

        client = Client(raise_request_exception=False, SERVER_NAME="localhost")
        client.handler = self.way_in or client.handler
        if self.key:
            client.cookies[settings.SESSION_COOKIE_NAME] = self.key
        wrote: set[str] = set()
        with transaction.atomic(), connection.execute_wrapper(_noting(wrote)):
            answer: Any = getattr(client, method)(path)
            body = b"" if answer.streaming else answer.content
            transaction.set_rollback(True)
        content, location = body.decode("utf-8", "replace"), answer.headers.get("Location", "")
        return Visit(self, method, path, answer.status_code, location, content, wrote)


def _noting(wrote: set[str]) -> Any:
    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if (found := WRITES.match(sql)) and found.group(1).lower() not in LOGS:
            wrote.add(found.group(1).lower())
        return execute(sql, params, many, context)

    return note


def everybody() -> list[Who]:
    """Each role of the table in each house where somebody has it, and nobody.

    A role that nobody has gets somebody in the first house.
    """
    from favn.kit.tenancy import acting_for  # noqa: PLC0415 - needs Django loaded
    from favn.people.accounts.models import Membership  # noqa: PLC0415
    from favn.people.accounts.roles import ROLES  # noqa: PLC0415
    from favn.people.organisations.models import Organisation  # noqa: PLC0415

    houses = list(Organisation.objects.filter(is_tenant=True).order_by("slug"))
    found: dict[tuple[str, UUID], Who] = {}
    for house in houses:
        with acting_for(house.pk):
            rows = list(Membership.objects.owned().select_related("account", "unit"))
        for row in rows:
            if (row.role, house.pk) not in found:
                found[row.role, house.pk] = _who(row, house)
    missing = {role.key for role in ROLES} - {role for role, _house in found}
    newcomers = [_who(_joined(role, houses[0]), houses[0]) for role in sorted(missing)]
    return [Who("nobody"), *found.values(), *newcomers]


def let_in(people: list[Who]) -> None:
    """Gives everybody the same way in."""
    from django.test.client import ClientHandler  # noqa: PLC0415 - needs Django loaded

    way_in = ClientHandler(enforce_csrf_checks=False)
    way_in.load_middleware()
    for who in people:
        who.way_in = way_in


@contextmanager
def short_refusals() -> Iterator[None]:
    """The page around a refusal is the same each time, and most of its cost.

    It is read whole the first times in each role; after that its sentence alone.
    """
    from django.views import defaults  # noqa: PLC0415 - needs Django loaded

    from favn.config import urls  # noqa: PLC0415

    house: Any = urls
    house.handler403 = _shortly(defaults.permission_denied, 403)
    house.handler404 = _shortly(defaults.page_not_found, 404)
    try:
        yield
    finally:
        del house.handler403, house.handler404


def _shortly(whole: Any, status: int) -> Any:
    seen: Counter[str] = Counter()

    def answer(request: Any, exception: Exception) -> Any:
        from django.http import HttpResponse  # noqa: PLC0415 - needs Django loaded

        role = str(getattr(getattr(request, "membership", None), "pk", ""))
        seen[role] += 1
        if seen[role] <= READ_WHOLE:
            return whole(request, exception)
        return HttpResponse(str(exception), status=status)

    return answer


def _who(row: Any, house: Any) -> Who:
    name = f"{row.role}@{house.slug}"
    key = ground.signed_in(row.account, row.pk)
    return Who(name, row.account, row.role, house.pk, row.unit_id, key)


def _joined(role: str, house: Any) -> Any:
    """Somebody new with a role that nobody has yet."""
    from favn.kit.tenancy import acting_for  # noqa: PLC0415 - needs Django loaded
    from favn.people.accounts.models import Account, Membership  # noqa: PLC0415

    email = f"{role}@{house.slug}.example"
    account = Account.objects.create_user(email, name=role.capitalize())
    with acting_for(house.pk, account.pk):
        return Membership.objects.create(organisation=house, account=account, role=role)


# --- addresses with ids --------------------------------------------------------------------------


@dataclass(frozen=True)
class Place:
    """A path to ask, and the row its first id names, where one stands."""

    path: str
    model: Any = None
    pk: Any = None

    @property
    def of_nobody(self) -> str:
        """The same path with an id that no row has."""
        return self.path.replace(str(self.pk), str(uuid4()))

    def is_foreign_to(self, who: Who) -> bool:
        """Whether the row is another house's, and nothing lets this one see it."""
        from favn.kit.tenancy import acting_for  # noqa: PLC0415 - needs Django loaded

        if self.model is None or not who.role:
            return False
        with acting_for(who.organisation, who.account.pk):
            return not self.model._default_manager.filter(pk=self.pk).exists()


def paths(one: Any, each: int) -> list[Place]:
    """An address as paths to ask: with ids of rows that stand, at most `each` of every house.

    Which table an id names is not declared: its name says it, or TABLES. Without any row, an id
    that nobody has.
    """
    names = [kind_and_name(found) for found in PARAMETER.finditer(one.route)]
    ids = [name for kind, name in names if kind == "uuid"]
    if not ids:
        return [Place("/" + _filled(one.route, {}))]
    unknown: dict[str, Any] = {name: uuid4() for name in ids}
    rows = list(known_rows(one, each))
    if not rows:
        return [Place("/" + _filled(one.route, unknown))]
    return [
        Place("/" + _filled(one.route, unknown | _named(row, ids)), type(row), row.pk)
        for row in rows
    ]


def _named(row: Any, ids: list[str]) -> dict[str, Any]:
    """What of an address a row fills: the first id, and the conversation it belongs to."""
    return {ids[0]: row.pk} | ({"talk": row.talk} if hasattr(row, "talk") else {})


def kind_and_name(found: re.Match[str]) -> tuple[str, str]:
    """The kind and name of one parameter of a route."""
    return found.group(1) or "", found.group(2) or found.group(3)


def _filled(route: str, values: dict[str, Any]) -> str:
    def value(found: re.Match[str]) -> str:
        kind, name = kind_and_name(found)
        usual = KINDS.get(kind) or PLAIN.get(name, "x")
        return str(values.get(name, PLAIN.get(name, usual) if kind == "int" else usual))

    return re.sub(r"[\^$\\]", "", PARAMETER.sub(value, route))


def known_rows(one: Any, each: int) -> Iterator[Any]:
    """Rows for one address: persons for pages under /personer/, else the table its name says."""
    from django.apps import apps  # noqa: PLC0415 - needs Django loaded

    key = one.name.partition(":")[2] or one.name
    tables: dict[str, Any] = {str(m._meta.model_name): m for m in apps.get_models()}
    wanted = TABLES.get(one.name) or ("person" if "personer/" in one.route else key)
    model = tables.get(wanted.replace("-", ""))
    if model is not None and hasattr(model._default_manager, "owned"):
        yield from _rows(model, each)


TABLES = {
    "register:hand-over": "handover", "register:referral-paper": "referral",
    "centre:task-done": "task", "centre:conversation": "case", "accounts:open-beyond": "person",
    "accounts:leaver": "membership",
    "pathways:receive": "handover", "pathways:meeting": "statusmeeting",
    "pathways:status-paper": "statusmeeting", "policy:count": "countduty",
    "pathways:by-phone": "outcome", "pathways:begin": "pair", "pathways:talk": "participant",
    "pathways:signup": "application", "pathways:enter": "person", "pathways:running": "plan",
    "centre:unnamed": "conversation",
}  # fmt: skip
"""Pages whose name does not say which table their first id is of."""


def _rows(model: Any, each: int) -> Iterator[Any]:
    """At most `each` rows of every house that has some."""
    from favn.kit.tenancy import acting_for  # noqa: PLC0415 - needs Django loaded
    from favn.people.organisations.models import Organisation  # noqa: PLC0415

    for house in Organisation.objects.filter(is_tenant=True):
        with acting_for(house.pk):
            yield from model.objects.owned().order_by("pk")[:each]


# --- words ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Secret:
    """A word that stands in one sealed field of one row, and who may read it."""

    word: str
    name: str
    readers: frozenset[tuple[UUID, Any]]
    """(organisation, area): a role that reaches READ in that area there."""
    owners: frozenset[UUID] = frozenset()
    """Whose the row is; empty where the whole house's."""
    team: UUID | None = None
    is_to_all: bool = False

    def is_for(self, who: Who) -> bool:
        """Whether the table of levels and scopes lets somebody read it."""
        from favn.people.accounts.roles import BY_KEY, Level, Scope  # noqa: PLC0415

        if self.is_to_all or not who.role:
            return self.is_to_all
        areas = {area for organisation, area in self.readers if organisation == who.organisation}
        scopes = {
            g.scope for g in BY_KEY[who.role].grants if g.area in areas and g.level >= Level.READ
        }  # fmt: skip
        if Scope.ORGANISATION in scopes or not self.owners:
            return bool(scopes)
        is_own = bool(scopes) and who.account.pk in self.owners
        return is_own or (Scope.TEAM in scopes and who.unit is not None and who.unit == self.team)


def secrets_of() -> dict[str, Secret]:
    """Word → whose it is: every sealed text of the house gets a word of its own."""
    from django.apps import apps  # noqa: PLC0415 - needs Django loaded

    from favn.kit.encryption import encrypted_fields  # noqa: PLC0415
    from favn.kit.tenancy import acting_for  # noqa: PLC0415
    from favn.people.organisations.models import Organisation  # noqa: PLC0415

    found: dict[str, Secret] = {}
    for house in Organisation.objects.filter(is_tenant=True):
        with acting_for(house.pk):
            for model in map(_untyped, apps.get_models()):
                names = [f.attname for f in encrypted_fields(model) if f.attname != "born"]
                for row in model._default_manager.owned() if names else ():
                    found |= {one.word: one for one in _planted(row, names)}
    return found


def _untyped(model: Any) -> Any:
    return model


def _planted(row: Any, names: list[str]) -> Iterator[Secret]:
    written = [name for name in names if getattr(row, name)]
    for name in written:
        word = ground.word()
        field = row._meta.get_field(name)
        setattr(row, name, field.out_of(_around(word, field.in_words(getattr(row, name)))))
        yield Secret(word, f"{row._meta.label}.{name}", **_reach(row, name))
    if written:
        row.save_base(update_fields=frozenset(written))  # also a line that no action changes


def _around(word: str, written: str) -> str:
    """The word in place of what was written; in a list by name or by number, in place of each."""
    try:
        said = json.loads(written)
    except ValueError:
        return word
    return json.dumps(_instead(word, said)) if isinstance(said, dict | list) else word


def _instead(word: str, said: Any) -> Any:
    """In a flat list by name every value; deeper down sentences, as a lone word may be a key."""
    if isinstance(said, dict):
        is_flat = not any(isinstance(value, dict | list) for value in said.values())
        return {name: word if is_flat else _instead(word, v) for name, v in said.items()}
    if isinstance(said, list):
        return [_instead(word, one) for one in said]
    return word if isinstance(said, str) and " " in said else said


def _reach(row: Any, name: str) -> dict[str, Any]:
    """Who reads a sealed field, and whose its row is."""
    from favn.config.trials.authz_readers import is_to_all, readers  # noqa: PLC0415
    from favn.people.accounts.roles import Area  # noqa: PLC0415

    told: dict[str, Any] = {"readers": frozenset(readers(row, name)), "is_to_all": is_to_all(row)}
    if {area for _organisation, area in told["readers"]} & {Area.CASES, Area.HEALTH}:
        case = row if row._meta.label_lower == "centre.case" else getattr(row, "case", None)
        owner = case.owner_id if case else getattr(row, "author_id", None)
        if owner:
            told |= {"owners": frozenset({owner}), "team": case.team_id if case else None}
    return told
