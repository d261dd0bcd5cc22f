"""What people do with resource checks, in words that the tests share."""

import re
import uuid
from datetime import date

from favn.associations.actions import checks as actions
from favn.associations.actions.checks import Start
from favn.associations.choices.steps import Side
from favn.associations.queries import checks as queries
from favn.associations.queries import mirror
from favn.kit import clock
from favn.surveys import actions as answering
from favn.surveys import queries as surveys
from favn.surveys.actions.answering import mark_of, section_mark
from favn.surveys.choices import Kind, Said
from favn.surveys.rules.answering import Value

PAGE = "/ressourcetjek/"
LAST_DAY = date(2026, 12, 10)
UNKNOWN = Value(Said.UNKNOWN)


class Checks:
    """Sundhavn's resource checks: made, started and answered the short way."""

    def __init__(self, cast, directory):
        self.cast, self.directory, self.by = cast, directory, directory.by

    def make(self):
        with self.directory.open():
            return actions.set_up(by=self.by, at=clock.now())

    def start(
        self, *entries, title="Tjek 2026", units=None, at=None, citizenship=False, last_day=LAST_DAY
    ):
        offices = units or [self.cast.units["Kulturforvaltningen"]]
        said = Start(title, last_day, entries, offices, citizenship)
        with self.directory.open():
            if not queries.is_made():
                actions.set_up(by=self.by, at=at or clock.now())
            return actions.start(id=uuid.uuid4(), of=said, by=self.by, at=at or clock.now())

    def answer(self, wave, ref_id, numbers, *, words="", at=None):
        """Section → the numbers of its scales in order; None is “ved ikke”; the rest is silent."""
        at = at or clock.now()
        with self.directory.open():
            wave = surveys.wave_with(wave.pk)
            asked, stands = surveys.asked_with(wave, ref_id), {}
            for section in wave.version.sheet.sections:
                stands = answering.keep(
                    asked=asked, section=section, typed=typed(section, numbers, words),
                    seen=section_mark(section, surveys.values_of(surveys.reply_of(asked))), at=at,
                )  # fmt: skip
            return answering.hand_in(asked=asked, seen=mark_of(stands), who="", at=at)

    def theirs(self, check, entry, numbers, **more):
        return self.answer(check.theirs, entry.pk, every(numbers), **more)

    def ours(self, check, numbers, unit="Kulturforvaltningen", **more):
        return self.answer(check.ours, self.cast.units[unit].pk, every(numbers), **more)

    def mirror(self, check, entry, side=Side.OURS, now=None):
        with self.directory.open():
            row = queries.round_with(check.pk)
            return mirror.mirror_of(row, entry, side, now or clock.now())

    def repeated(self, check, entry, side):
        with self.directory.open():
            told = mirror.mirror_of(queries.round_with(check.pk), entry, Side.OURS, clock.now())
            return mirror.repeated(told, side)


SECTIONS = ("vision", "strategy", "plan", "fundraising", "roles", "cooperation", "accounts",
            "learning")  # fmt: skip


def every(numbers):
    """Numbers for some sections; all others are answered with 3."""
    return dict.fromkeys(SECTIONS, (3, 3, 3)) | numbers


def typed(section, numbers, words):
    scales = [item for item in section.items if item.kind == Kind.SCALE]
    given = numbers.get(section.key, (3,) * len(scales))
    said = {
        item.question: UNKNOWN if number is None else Value(number=float(number))
        for item, number in zip(scales, given, strict=True)
    }
    long = [item for item in section.items if item.kind == Kind.LONG]
    return said | {item.question: Value(words=words) for item in long if words}


def line(told, key):
    return next(one for one in told.lines if one.key == key)


def main(client, address):
    """The words of a page's main part."""

    body = client.get(address).content.decode()
    part = body[body.index("<main") : body.index("</main>")]
    part = re.sub(r"<svg.*?</svg>", " ", part, flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", part).split())
