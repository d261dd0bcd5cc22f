"""Promise: every role opens what the table of levels and scopes says, and nothing else.

Every address of the house × every role of the table and nobody, GET and POST. What is expected
comes from the table of roles (`people.accounts.roles`) and the door each page declares; what is
found comes from asking: the status, what the request wrote, and which words of persons the answer
holds. Addresses with an id are asked with ids that stand in the world, one's own and another
house's, which must answer as an id that nobody has. Everything is taken back after each request.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from favn.config.trials import authz_shares, ground
from favn.config.trials.authz_world import (
    Place,
    Secret,
    Visit,
    Who,
    everybody,
    let_in,
    paths,
    secrets_of,
    short_refusals,
)

OPENED = {200, 302, 303, 400, 404, 405, 409, 410, 422}
"""Opened, sent on, a form sent with faults, nothing under that id; never 403 and never 5xx."""
REFUSED, NOT_THERE, BROKE = 403, 404, 500
METHODS = ("get", "post")
TELLS = 25
"""How many addresses lie between two words about how far it is."""
OPEN_LIBRARY = {
    "account_login", "account_logout", "account_reset_password", "account_reset_password_done",
    "account_reset_password_from_key", "account_reset_password_from_key_done", "account_inactive",
    "account_signup", "mfa_login_webauthn", "mfa_authenticate", "account_confirm_login_code",
    "set_language", "account_reauthenticate",
}  # fmt: skip
"""Pages of libraries that ask for nobody: signing in, a new password, the language."""


@dataclass
class Found:
    """What came of all requests."""

    requests: int = 0
    tally: dict[str, Counter[str]] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    foreign: int = 0
    """Requests with the id of another house's row."""

    def add(self, who: Who, kind: str, said: list[str]) -> None:
        """One request: which of the ways it ended, and what was wrong with it."""
        self.requests += 1
        self.tally.setdefault(who.name, Counter())[kind] += 1
        self.wrong += said

    def __add__(self, other: "Found") -> "Found":
        """What two processes found."""
        tally = {
            name: self.tally.get(name, Counter()) + other.tally.get(name, Counter())
            for name in {**self.tally, **other.tally}
        }
        wrong, foreign = self.wrong + other.wrong, self.foreign + other.foreign
        return Found(self.requests + other.requests, tally, wrong, foreign)


def run(*, quick: bool = False, only: str = "", database_url: str = "") -> dict[str, Any]:
    """Build the world, ask everything; the matrix in short, and every deviation.

    `only` asks just the addresses that begin so.
    """
    with ground.throw_away(database_url, demo=True):
        ground.world(whole=not quick)
        result = tried(each=1 if quick else 3, only=only, several=authz_shares.several())
        return {"trial": "authz", "database": ground.vendor(), **result}


def tried(*, each: int, only: str = "", several: int = 1) -> dict[str, Any]:
    """Every address of the present house with at most `each` ids of a house, as everybody.

    With more than one, several processes ask, each in a copy of the database.
    """
    from favn.config.documents import every_address  # noqa: PLC0415 - needs Django loaded
    from favn.config.trials import authz_readers  # noqa: PLC0415

    people = everybody()
    addresses = [one for one in every_address() if one.route.startswith(only.lstrip("/"))]
    places = {one.route: paths(one, each) for one in addresses}
    plan = authz_shares.Plan(places, people, secrets_of())
    parts = authz_shares.asked(plan, several) if several > 1 else [asked(plan)]
    found = sum(parts, Found())
    open_doors = [one.route for one in addresses if not has_door(one)]
    nobody_said = authz_readers.unnamed()
    told: dict[str, Any] = {"addresses": len(addresses), "paths": sum(map(len, places.values()))}
    told |= {"without_a_door": open_doors, "without_readers": nobody_said}
    told |= {"secrets": len(plan.secrets), "roles": len({w.role for w in people if w.role})}
    told |= {"people": len(people), "requests": found.requests, "foreign_ids": found.foreign}
    told["matrix"] = {name: dict(sorted(kinds.items())) for name, kinds in found.tally.items()}
    deviations = sorted(set(found.wrong))
    holds = not (deviations or open_doors or nobody_said)
    return {**told, "deviations": deviations, "holds": holds}


def asked(plan: authz_shares.Plan, tell: Callable[[str], None] = lambda _line: None) -> Found:
    """What comes of all the requests of a plan; every so often `tell` hears how far it is."""
    from favn.config.documents import every_address  # noqa: PLC0415 - needs Django loaded

    found = Found()
    addresses = [one for one in every_address() if one.route in plan.places]
    with short_refusals():
        let_in(plan.people)
        for number, one in enumerate(addresses):
            if number % TELLS == 0:
                tell(f"{number} of {len(addresses)} addresses, {found.requests} requests")
            for who in plan.people:
                for place in plan.places[one.route]:
                    if not _asked(one, place, who, plan.secrets, found):
                        break
    return found


def _asked(one: Any, place: Place, who: Who, secrets: dict[str, Secret], found: Found) -> bool:
    """One path as one of them, both ways; False where a door that knows no id has shut both."""
    is_foreign, shut = place.is_foreign_to(who), 0
    for method in METHODS:
        visit = who.ask(method, place.path)
        said = list(judged(one, visit, secrets))
        if is_foreign:
            found.foreign += 1
            said += crossed(one, visit, place)
        found.add(who, kind_of(visit), said)
        shut += visit.is_shut and expected(one, visit) == "shut"
    return shut < len(METHODS)


def crossed(one: Any, visit: Visit, place: Place) -> Iterator[str]:
    """What is wrong where the id of another house's row was not answered as one nobody has.

    A page on which something new gets its id from the address opens for any id at all.
    """
    is_for_all = one.access is not None and (one.access.public or one.access.tablet)
    if is_for_all or visit.is_shut or visit.status == NOT_THERE:
        return
    if visit.who.ask(visit.method, place.of_nobody).status != visit.status:
        where = f"{visit.who.name}: {visit.method.upper()} {visit.path}"
        yield f"{where} is another house's, and answered {visit.status}"


def has_door(one: Any) -> bool:
    """Whether a page says who may open it; a library's asks for somebody unless it is named."""
    return one.access is not None if one.is_own else True


def reaches(role: str, access: Any) -> bool:
    """Whether the table gives a role the level a door asks for; read line by line, as printed."""
    from favn.people.accounts.roles import BY_KEY  # noqa: PLC0415 - needs Django loaded

    return any(g.area == access.area and g.level >= access.level for g in BY_KEY[role].grants)


def kind_of(visit: Visit) -> str:
    """How a request ended, for the matrix."""
    if visit.status == REFUSED:
        return "refused"
    if visit.to_sign_in:
        return "to sign in"
    if visit.status >= BROKE:
        return "broke"
    return "not there" if visit.status in {404, 405} else "opened"


def judged(one: Any, visit: Visit, secrets: dict[str, Secret]) -> Iterator[str]:
    """What is wrong with one answer, in words."""
    where = f"{visit.who.name}: {visit.method.upper()} {visit.path}"
    if visit.status >= BROKE:
        yield f"{where} broke with {visit.status}"
    must = expected(one, visit)
    if must == "shut" and not visit.is_shut:
        yield f"{where} must stay shut, and answered {visit.status}"
    if must == "open" and (visit.status not in OPENED or visit.to_sign_in):
        yield f"{where} must open, and answered {visit.status}"
    if must == "shut" and visit.wrote:
        yield f"{where} was refused, and wrote {', '.join(sorted(visit.wrote))}"
    for word in set(ground.WORD.findall(visit.content)) & secrets.keys():
        if not secrets[word].is_for(visit.who):
            yield f"{where} shows {secrets[word].name}"


def expected(one: Any, visit: Visit) -> str:
    """`open`, `shut`, or nothing where the row itself decides (an id, or a form's own rule)."""
    access, who = one.access, visit.who
    if not one.is_own:
        return "shut" if not who.role and one.name not in OPEN_LIBRARY else ""
    if access is None or access.tablet or access.public:
        return ""
    if not who.role:
        return "shut"
    if access.area is not None and not reaches(who.role, access):
        return "shut"
    return "open" if visit.method == "get" and "<" not in one.route else ""
