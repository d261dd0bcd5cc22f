"""Promise: words about persons are found in no file of the house, and in no letter.

The real server runs over the demo's persons, members and guests. Everybody who works there, and
somebody who does not, walks through the pages, and every field where words are written gets a word
of its own, as a browser sends it; links that came by letter are followed, pages, extracts and
numbers are read, a locked screen keeps a form, and tables are taken away so that pages break with a
person in their hands. Then every byte that was left behind is searched for the words: the database
file and its log (PostgreSQL's whole folder, where it is named), a copy as a backup makes it, the
statistics store (unpacked), what the server printed, the letters it sent. Every sealed field of the
house must have got a word.
"""

import os
import subprocess
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from favn.config.trials import canary_search, ground, server
from favn.config.trials.canary_flows import answered, by_phone, files, merged
from favn.config.trials.canary_pathways import followed
from favn.config.trials.canary_rooms import errands, opened, page_of
from favn.config.trials.canary_walk import DONE, EACH, Walk
from favn.config.trials.letters import Letters


@dataclass(frozen=True, slots=True)
class Open:
    """Why a field's words may stand readable; with `only` in those kinds of files and no others.

    `is_nobodys` words tell of no person, also where a page about persons asks for them.
    """

    why: str
    only: tuple[str, ...] = ()
    is_nobodys: bool = False

    def covers(self, kind: str) -> bool:
        """Whether they may stand in such a file."""
        return not self.only or kind in self.only


LETTER = ("letters",)
OWN_ADDRESS = "an association's own address: searched, compared, and shown where it says so"
OF_STAFF = "a colleague who is invited, as colleagues see each other"
OF_THE_HOUSE = "what the house calls a network, a scheme, a role or a group: no person's word"
WRITTEN_TO = "the letter goes to that address, greets by that name, or brings that answer"
OPEN = {
    name: Open(WRITTEN_TO, LETTER)
    for name in (
        "associations.Errand.answer",
        "associations.Errand.email",
        "associations.Errand.reason",
        "associations.ErrandLetter.sent_to",
        "associations.Member.name",
        "associations.Member.email",
        "centre.Shift.note",
        "gatherings.Invitation.name",
        "gatherings.Invitation.sent_to",
        "gatherings.Invitation.who_comes",
        "gatherings.SignUp.contact",
        "gatherings.SignUp.name",
        "publishing.NewsReader.email",
        "surveys.Asked.mail",
        "surveys.Asked.name",
        "surveys.Letter.sent_to",
    )
} | {
    "associations.Entry.email": Open(OWN_ADDRESS),
    "associations.Entry.phone": Open(OWN_ADDRESS),
    "accounts.Invitation.sent_to": Open(OF_STAFF),
    "accounts.Invitation.name": Open(OF_STAFF),
    "associations.AskLink.sent_to": Open(OWN_ADDRESS),
    "associations.SeatLink.sent_to": Open(OWN_ADDRESS),
    "associations.NetworkLink.sent_to": Open(OWN_ADDRESS),
    "publishing.Chapter.author": Open("a chapter says on its page, and in print, who wrote it"),
    "pathways.Network.name": Open(OF_THE_HOUSE, is_nobodys=True),
    "pathways.Network.city": Open(OF_THE_HOUSE, is_nobodys=True),
    "pathways.Network.why": Open("why a network takes on fewer, which everybody reads", (), True),
    "pathways.GuideScheme.name": Open(OF_THE_HOUSE, is_nobodys=True),
    "pathways.GuideGroup.name": Open(OF_THE_HOUSE, is_nobodys=True),
    "centre.VolunteerRole.name": Open(OF_THE_HOUSE, is_nobodys=True),
    "centre.VolunteerRole.slug": Open(OF_THE_HOUSE, is_nobodys=True),
    "centre.VolunteerRole.about": Open(OF_THE_HOUSE, is_nobodys=True),
    "centre.Interest.wishes": Open("slugs of the house's roles", is_nobodys=True),
    "pathways.Weighting.why": Open("why points of the matching were changed", is_nobodys=True),
    "kit.History.actor_label": Open("who did it: a colleague, or an association by its name"),
    "kit.History.reason": Open("why a plan, a meeting or an association was changed"),
}
"""Fields whose words may stand readable; of a page about persons only where the kind is named."""
STAFF = (
    "salma", "frederik", "karen", "jonas", "leila", "omar", "mehmet", "grethe", "tariq", "freja",
    "birgitte", "ida", "petra", "nanna",
)  # fmt: skip
QUICK = ("salma", "karen", "jonas", "mehmet", "grethe", "tariq", "freja", "ida", "petra", "nanna")
QUICK_EACH = 2
"""Pages of one kind that each of them opens."""
NOT_WALKED = {
    "accounts.Mail.reply_to": "a colleague's own address at work; no form writes one",
}
"""What nobody can write a word in, and why; the trial says so."""
COPIES = {"accounts.Mail.subject", "accounts.Mail.text", "associations.Nudge.name"}
"""Sealed whatever is copied there: an association's name is no more of a secret for it."""
STRANGER = ""
"""Somebody without an account, who opens what everybody may and what came to them by letter."""
BREAKS = ("persons_relation", "kit_history")
"""Tables that are taken away for a moment: one that pages read, one that every action writes."""


@dataclass
class Planted:
    """Word → the field of the form it was written in."""

    words: dict[str, str] = field(default_factory=dict)

    def new(self, where: str, word: str = "") -> str:
        """A word that stands nowhere else, or the number given."""
        word = word or ground.word()
        self.words[word] = where
        return word

    def is_about_persons(self, word: str) -> bool:
        """Whether it was written on a page that says it is about persons."""
        access = canary_search.declared(self.words[word].split()[0])
        return bool(access and access.about_persons)


def run(*, quick: bool = False, also: str = "", database_url: str = "") -> dict[str, Any]:
    """Plant, exercise, search; the figures and whether nothing was found where it may not be."""
    with ground.throw_away(database_url, demo=True) as home, Letters(home / "letters") as letters:
        os.environ["FAVN_MAIL_URL"] = letters.address
        canary_search.laid_open()
        ground.world(whole=not quick)
        planted = Planted()
        vendor = ground.vendor()
        forms = exercised(home, planted, also, letters, quick=quick)
        stored = canary_search.stored(planted.words)
        canary_search.backed_up(home)
        canary_search.written_out()
        places = canary_search.places(home, also)
        found, read = canary_search.found(places, planted.words), searched(places)
    os.environ.pop("FAVN_MAIL_URL", None)
    result = {"trial": "canary", "database": vendor, "planted": len(planted.words), **forms}
    return result | {"searched": read} | judged(planted, stored, found)


def searched(places: dict[str, list[Path]]) -> dict[str, str]:
    """How much was read of each kind of file."""
    return {
        kind: f"{len(files)} files, {sum(f.stat().st_size for f in files if f.exists())} bytes"
        for kind, files in places.items()
    }


def judged(
    planted: Planted, stored: dict[str, set[str]], found: dict[str, set[str]]
) -> dict[str, Any]:
    """Which fields' words were found where; only those in OPEN may.

    A word is about a person where it was written on a page about persons, or stands in a field
    that its model calls identifying or sensitive. What else was found is an activity, a report.
    """
    every = canary_search.fields_of_words()
    forbidden: dict[str, list[str]] = {}
    allowed: dict[str, list[str]] = {}
    for word, kinds in found.items():
        names = stored.get(word, set())
        names = names - COPIES or names
        is_about_persons = planted.is_about_persons(word)
        if not (names & every.keys() or is_about_persons):
            continue
        is_sealed = is_about_persons or any(every.get(one) for one in names)
        is_nobodys = names_nobody(names, every)
        readable = {one for one in names if (is_sealed or one in every) and not every.get(one)}
        for name in readable or names or {f"typed in {planted.words[word]}"}:
            for kind in kinds:
                may = is_nobodys or may_stand(name, kind, is_about_persons)
                where = allowed if may else forbidden
                where[name] = sorted({*where.get(name, []), kind})
    reached = {name for names in stored.values() for name in names}
    sealed = {name for name, is_sealed in every.items() if is_sealed}
    told: dict[str, Any] = {"fields": len(every), "fields_reached": len(reached & every.keys())}
    missing = sorted(sealed - reached)
    told |= {"sealed": len(sealed)}
    told |= {"not_walked": {name: NOT_WALKED[name] for name in missing if name in NOT_WALKED}}
    missing = [name for name in missing if name not in NOT_WALKED]
    told |= {"sealed_not_reached": missing}
    told |= {"open_not_reached": sorted(every.keys() - sealed - reached)}
    told |= {"allowed": allowed, "forbidden": forbidden}
    return {**told, "holds": not forbidden and not missing and bool(reached)}


def may_stand(name: str, kind: str, is_about_persons: bool) -> bool:
    """Whether OPEN lets a field's words stand in such a file; of a person where it names it."""
    one = OPEN.get(name)
    return one is not None and one.covers(kind) and bool(one.only or not is_about_persons)


def names_nobody(names: set[str], every: dict[str, bool]) -> bool:
    """Whether a word is the house's own: it stands where such words do, and nowhere sealed.

    Then it may stand in an address and in history too, which keeps what an ordinary field was.
    """
    its_own = any(OPEN[one].is_nobodys for one in names & OPEN.keys())
    return its_own and not any(every.get(one) for one in names)


def exercised(
    home: Path, planted: Planted, also: str, letters: Letters, *, quick: bool
) -> dict[str, Any]:
    """All that is done before the search; how many forms were sent, pages read, pages broke."""
    sent: Counter[str] = Counter()
    with served(home) as port:
        who, each = (QUICK, QUICK_EACH) if quick else (STAFF, EACH)
        walks = [Walk(port, name, planted.new, each) for name in who]
        walks.append(Walk(port, STRANGER, planted.new))  # what came by letter may have begun
        for walk in walks:
            sent += walk.through()
        stranger = walks.pop()
        for walk in walks:
            sent += opened(walk)
        told = [link for walk in walks for link in walk.told]
        sent += stranger.by_letter(letters.folder, told)
        for walk in walks:
            sent += walk.flows(again=not quick) + walk.hand_over()
            sent += answered(walk) + merged(walk) + files(walk) + by_phone(walk) + followed(walk)
        sent += Counter(kept_forms=walks[0].kept_while_locked())
        letters.close()
        sent += unsent(stranger, walks)
        canary_search.log_kept(home, also)
        for table in BREAKS:
            with taken_away(table):
                sent += Counter(broken=sum(walk.again() for walk in walks))
    taken = {kind for walk in walks for kind, is_taken in walk.taken.items() if is_taken}
    tried = {kind for walk in walks for kind in walk.taken}
    return {**sent, "forms_never_taken": sorted(tried - taken)}


def unsent(stranger: Walk, walks: list[Walk]) -> Counter[str]:
    """Answers that no mail server takes: they wait in the house with their words."""
    from favn.people.accounts.queries import memberships_of  # noqa: PLC0415 - needs Django loaded

    done: Counter[str] = Counter()
    for walk in walks:
        walk.visitor.leave()
        if walk.visitor.get(page_of("associations:errands")).status < DONE:
            house = memberships_of(walk.account)[0].organisation.slug
            asks = page_of("associations:public-errand", house)
            done += stranger.fill(asks, "text", {}) + errands(walk)
    return done


@contextmanager
def served(home: Path) -> Iterator[int]:
    """The real server with what it prints in a file; gives its port."""
    port = server.free_port()
    with (home / "server.log").open("wb") as printed:
        process = subprocess.Popen(
            [*server.FAVN, "serve", "--port", str(port)],
            stdin=subprocess.DEVNULL, stdout=printed, stderr=subprocess.STDOUT,
            start_new_session=True,
        )  # fmt: skip
        running = server.Server(port, process)
        try:
            if not server.answers(running):
                raise RuntimeError((home / "server.log").read_text(errors="replace"))
            yield port
        finally:
            running.kill()


@contextmanager
def taken_away(table: str) -> Iterator[None]:
    """Without that table for the length of the block, as after a fault of the disk."""
    from django.db import connection  # noqa: PLC0415 - needs Django loaded

    with connection.cursor() as cursor:
        cursor.execute(f'ALTER TABLE "{table}" RENAME TO "{table}_away"')
        try:
            yield
        finally:
            cursor.execute(f'ALTER TABLE "{table}_away" RENAME TO "{table}"')
