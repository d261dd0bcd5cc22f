"""One member of staff walks through the house and writes a word of their own in every field."""

import re
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit
from uuid import uuid4

from favn.config.trials import ground
from favn.config.trials.letters import links_in
from favn.config.trials.pages import Field, Form, Page
from favn.config.trials.visitor import Answer, Visitor

PAGES, EACH = 240, 3
"""Pages one person opens at most, and how many of one kind; of a form one less is sent."""
LEAVES = {
    "account_logout", "choose", "switch", "set_language", "accounts:lock", "register:erase",
    "gatherings:cancel",
}  # fmt: skip
"""Forms that end the walk, its persons or what others are to answer; not sent on the way."""
KEPT_AS_IT_IS = {
    "born", "code", "q", "id", "version", "on", "starts", "ends", "due_on", "until", "cvr",
    "postcode", "currency", "revision", "website",
}  # fmt: skip
"""Fields of dates and codes, and the one nobody sees: a word there is refused, and the rest of the
form with it."""
ADDRESSES = {"email", "contact", "mail", "new_email", "to"}
"""Fields where only a mail address will do."""
AROUND = (
    "register:person", "register:refer", "register:consents", "register:around", "centre:new-case",
)  # fmt: skip
DAYS = (0, 30)
"""From today: some days may not lie ahead, others must."""
ABOUT, MOST = ("/personer/", "/sager/", "/henvisninger/"), 12
DONE, REFUSED, BROKE = 400, 422, 500


class Walk:
    """Somebody of the demo in front of the real server; without a name, somebody from outside."""

    def __init__(self, port: int, who: str, new: Callable[..., str], each: int = EACH) -> None:
        from favn.people.accounts.models import Account  # noqa: PLC0415 - needs Django loaded
        from favn.people.accounts.queries import memberships_of  # noqa: PLC0415

        self.who, self.new, self.each = who, new, each
        self.account: Any = None
        self.house: Any = None
        self.visitor = Visitor(port)
        if who:
            self.account = Account.objects.get(email__startswith=f"{who}@", is_demo=True)
            self.visitor = Visitor(port, ground.signed_in(self.account))
            self.house = memberships_of(self.account)[0].organisation_id
        self.seen: dict[str, str] = {}
        self.kinds: Counter[str] = Counter()
        self.sent: Counter[tuple[str, ...]] = Counter()
        self.told: list[str] = []
        """Links this one was shown to give to somebody from outside."""
        self.taken: defaultdict[str, bool] = defaultdict(bool)

    def new_number(self, where: str) -> str:
        """A telephone number that stands nowhere else; it is searched for as a word is."""
        return self.new(where, ground.number())

    # --- walking ------------------------------------------------------------------------------

    def through(self) -> Counter[str]:
        """Every page that is linked, and every form with words, a few of each kind."""
        return self.onward(["/hjem/", *self.own_cases()] if self.who else public_pages())

    def by_letter(self, folder: Path, told: Iterable[str]) -> Counter[str]:
        """Where links lead that were sent so far, or told; the last letters first."""
        links = [link for link in links_in(folder) if kind_of(link)]
        return self.onward([*told, *reversed(links)])

    def onward(self, begin: Iterable[str]) -> Counter[str]:
        """From these pages on."""
        self.visitor.leave()  # while others walked, the server may have hung up
        done: Counter[str] = Counter()
        ahead = deque(begin)
        while ahead and len(self.seen) < PAGES:
            path = ahead.popleft()
            if path in self.seen:
                continue
            kind = kind_of(path)
            if not kind or self.kinds[kind] >= self.each:
                continue
            answer = self.open(path)
            done["pages"] += 1
            page = Page(answer.text)
            ahead.extend(own(path, link) for link in page.links)
            for form in page.forms:
                done += self.send(path, form)
        return done

    def own_cases(self) -> Iterator[str]:
        """The pages that hold most words: around a case of one's own, and beyond one's reach."""
        from django.urls import reverse  # noqa: PLC0415 - needs Django loaded

        from favn.centre.models import Case  # noqa: PLC0415
        from favn.kit.tenancy import acting_for  # noqa: PLC0415

        with acting_for(self.house):
            own_case = (
                Case.objects.owned().filter(closed_at=None).filter(owner=self.account).first()
            )
            other = Case.objects.owned().filter(closed_at=None).exclude(owner=self.account).first()
        if own_case:
            yield reverse("centre:case", args=[own_case.pk])
            for name in AROUND:
                yield reverse(name, args=[own_case.person_id])
        if other:
            yield reverse("accounts:open-beyond", args=[other.person_id])

    def open(self, path: str) -> Answer:
        """A page, and where it sends one on to."""
        self.seen[path] = kind_of(path)
        self.kinds[kind_of(path)] += 1
        answer = self.visitor.get(path)
        if answer.location:
            answer = self.visitor.get(own(path, answer.location))
        return answer

    def send(self, path: str, form: Form) -> Counter[str]:
        """One form with words, once or twice of each kind; what was asked back is sent on."""
        to = own(path, form.action) if form.action else path
        key = (kind_of(to), *sorted(form.fields))
        if form.method != "post" or not form.has_words or kind_of(to) in LEAVES:
            return Counter()
        if self.sent[key] >= self.each - 1:
            return Counter()
        self.sent[key] += 1
        answer = self._posted(to, form)
        for again in Page(answer.text).forms if answer.status == 200 else ():
            if "is_new" in again.fields:
                self.visitor.post(to, {n: f.values for n, f in again.fields.items()})
        is_taken = answer.status < DONE
        self.taken[kind_of(to)] |= is_taken
        return Counter(forms=1, refused=not is_taken)

    def _posted(self, to: str, form: Form) -> Answer:
        """As it stands; where that is refused, with a day in every field for one: today, or later.

        Each time with new words.
        """
        answer = self.visitor.post(to, self.filled(to, form))
        for days in DAYS:
            if answer.status != REFUSED:
                break
            answer = self.visitor.post(to, self.filled(to, form) | whole(form, days))
        return answer

    def press(self, path: str, verb: str, **more: str) -> Answer | None:
        """The button of a page that does this; None where there is none."""
        for form in Page(self.visitor.get(path).text).forms:
            one = form.fields.get("verb")
            if one and verb in one.values + one.choices:
                sent = form.filled(lambda _field: None)
                sent |= {"verb": [verb]} | {name: [value] for name, value in more.items()}
                return self.visitor.post(own(path, form.action) if form.action else path, sent)
        return None

    def filled(self, to: str, form: Form) -> dict[str, list[str]]:
        """Words in every field for words; where something is to be chosen, what makes it whole."""

        def words(one: Field) -> str | None:
            if one.name in KEPT_AS_IT_IS:
                return None
            word = self.new(f"{kind_of(to)} {one.name}")
            if one.name == "whom":
                return f"{word}; {self.new(f'{kind_of(to)} {one.name} mail')}@kanarie.invalid"
            return f"{word}@kanarie.invalid" if one.name in ADDRESSES else word

        sent = form.filled(words)
        for name, choice in (("topics", "economy"), ("areas", "2"), ("within", "5")):
            if name in form.fields:
                sent[name] = [choice]
        return sent

    # --- what needs steps of its own ----------------------------------------------------------

    def flows(self, *, again: bool) -> Counter[str]:
        """A search; with `again` a second look at every page that was open."""
        self.visitor.leave()
        search = "/personer/"
        self.visitor.post(search, {"q": [self.new(f"{kind_of(search)} q")]})
        for path in list(self.seen) if again else ():
            self.visitor.get(path)
        return Counter(pages=len(self.seen) if again else 0, forms=1)

    def hand_over(self) -> Counter[str]:
        """A colleague is asked for help, and another house, which the person says yes to first."""
        from django.urls import reverse  # noqa: PLC0415 - needs Django loaded

        from favn.centre.models import Case  # noqa: PLC0415
        from favn.kit.tenancy import acting_for  # noqa: PLC0415
        from favn.people.organisations.models import Organisation  # noqa: PLC0415

        others = Organisation.objects.filter(is_tenant=True, kind="association")
        name = others.exclude(pk=self.house).values_list("name", flat=True).first()
        with acting_for(self.house):
            case = Case.objects.owned().filter(closed_at=None).filter(owner=self.account).first()
        if case is None or not name:
            return Counter()
        said = {"purpose": ["referral"], "recipient": [name], "act": ["given"], "how": ["spoken"]}
        refer = reverse("register:refer", args=[case.person_id])
        done = self.fill(reverse("register:consents", args=[case.person_id]), "purpose", said)
        done += self.fill(f"{refer}?vej=kollega", "reason", {})
        done += self.fill(f"{refer}?vej=ind", "place", {})
        return done + self.fill(f"{refer}?vej=forening", "errand", {"agreed": ["errand", "name"]})

    def fill(self, path: str, field: str, more: dict[str, list[str]]) -> Counter[str]:
        """The form of a page that has this field, with these answers."""
        for form in Page(self.visitor.get(path).text).forms:
            if field in form.fields:
                answer = self.visitor.post(path, self.filled(path, form) | more)
                for days in DAYS if answer.status == REFUSED else ():
                    sent = self.filled(path, form) | whole(form, days) | more
                    answer = answer if answer.status < DONE else self.visitor.post(path, sent)
                self.taken[kind_of(path)] |= answer.status < DONE
                return Counter(forms=1, refused=answer.status >= DONE)
        return Counter()

    def kept_while_locked(self) -> int:
        """A form sent to a screen that had locked; it is kept in the session, sealed."""
        guard = ground.signed_in(_not_of_the_demo())
        locked = Visitor(self.visitor.port, guard)
        new = "/personer/ny/"
        locked.get(new)
        lock = locked.post("/laas/", {})
        locked.session_key = _newest_session() or guard
        form = {"id": [str(uuid4())], "contact": ["call"]}
        form |= {"name": [self.new("kept name")], "phone": [self.new("kept phone")]}
        answer = locked.post(new, form)
        locked.leave()
        return int(lock.status < DONE and "kladde" in answer.location)

    def again(self) -> int:
        """Open and send again what was open before; how many pages broke."""
        broke = 0
        self.visitor.leave()
        for path in [p for p in self.seen if p.startswith(ABOUT)][:MOST]:
            answer = self.visitor.get(path)
            broke += answer.status >= BROKE
            for form in Page(answer.text).forms:
                if form.method == "post" and form.has_words and kind_of(path) not in LEAVES:
                    to = own(path, form.action) if form.action else path
                    broke += self.visitor.post(to, self.filled(to, form)).status >= BROKE
        return broke


def whole(form: Form, days: int) -> dict[str, list[str]]:
    """What may be missing: a day, an hour, an amount, a number, a tick, a choice."""
    from favn.kit import clock  # noqa: PLC0415 - needs Django loaded

    on = clock.today() + timedelta(days=days)
    usual = {"date": f"{on:%Y-%m-%d}", "datetime-local": f"{on:%Y-%m-%d}T23:30", "time": "17:00"}
    fields = form.fields.values()
    said = {one.name: usual[one.kind] for one in fields if one.kind in usual}
    said |= {one.name: one.choices[0] for one in fields if one.kind == "checkbox" and one.choices}
    said |= {one.name: "5" for one in fields if one.is_required and one.kind == "number"}
    said |= {one.name: "100" for one in fields if one.name == "amount"}
    said |= {one.name: "18:30" for one in fields if one.name == "ends" and one.kind == "time"}
    for one in fields:
        if one.kind == "select" and not any(one.values):
            said[one.name] = next((choice for choice in one.choices if choice), "")
    return {name: [value] for name, value in said.items()}


def public_pages() -> list[str]:
    """Every organisation's pages for everybody."""
    from django.urls import reverse  # noqa: PLC0415 - needs Django loaded

    from favn.config.menu import PUBLIC  # noqa: PLC0415
    from favn.people.organisations.models import Organisation  # noqa: PLC0415

    names = [*(page.url_name for page in PUBLIC), "associations:public-errand"]
    houses = Organisation.objects.filter(is_tenant=True)
    return ["/", *(reverse(name, args=[house.slug]) for house in houses for name in names)]


def kind_of(path: str) -> str:
    """The name of the page at an address, or nothing where none of ours stands there."""
    return _name_at(urlsplit(path).path)


@cache
def _name_at(path: str) -> str:
    """The same for a path alone; every page has the menu's links, and a walk asks for each."""
    from django.urls import Resolver404, resolve  # noqa: PLC0415 - needs Django loaded

    try:
        match = resolve(path)
    except Resolver404:
        return ""
    return str(match.view_name or match.route)


def own(base: str, link: str) -> str:
    """The path of a link on this host; nothing of what leads elsewhere."""
    whole = urlsplit(urljoin(base, re.sub(r"#.*", "", link)))
    if whole.netloc or whole.scheme:
        return ""
    return f"{whole.path}?{whole.query}" if whole.query else whole.path


def _not_of_the_demo() -> Any:
    """A counsellor whose screen locks as it does outside the demo."""
    from favn.kit.tenancy import acting_for  # noqa: PLC0415
    from favn.people.accounts.models import Account, Membership  # noqa: PLC0415
    from favn.people.organisations.models import Organisation  # noqa: PLC0415

    account = Account.objects.create_user("vagt@medborgerhuset.example", name="Vagt")
    house = Organisation.objects.get(slug="medborgerhuset")
    with acting_for(house.pk, account.pk):
        Membership.objects.create(organisation=house, account=account, role="counsellor")
    return account


def _newest_session() -> str:
    """The key the lock gave the session in place of the old one."""
    from allauth.usersessions.models import UserSession  # noqa: PLC0415

    row = UserSession.objects.order_by("-pk").first()
    return str(row.session_key) if row else ""
