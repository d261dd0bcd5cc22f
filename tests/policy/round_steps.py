"""What people do in the yearly round, in words that its tests share."""

import uuid
from datetime import date

from favn.kit import clock
from favn.people.accounts import mail
from favn.people.organisations.models import Unit
from favn.policy import actions, queries
from favn.policy.actions import Draft, Saying
from favn.policy.choices import Status
from favn.policy.models import AnswerLink
from favn.policy.queries import OfficeAnswers

LAST_DAY = date(2026, 12, 10)


def open_round(cast, plan, year=2026, last_day=LAST_DAY, committees=()):
    with cast.acting(cast.birgitte):
        return actions.open_round(
            id=uuid.uuid4(), plan=plan, year=year, last_day=last_day, committees=committees,
            by=cast.birgitte, at=clock.now(),
        )  # fmt: skip


def committee(cast, name):
    with cast.acting(cast.birgitte):
        return Unit.objects.create(organisation=cast.sundhavn, name=name, kind="committee")


def owed(cast, row, initiative):
    with cast.acting(cast.birgitte):
        return queries.owed_of(row, initiative)


def keep(cast, row, initiative, text, version=0, by=None):
    by = by or cast.rasmus
    with cast.acting(by):
        draft = Draft("running", text, version)
        return actions.keep_draft(
            round=row, initiative=initiative, draft=draft, by=by, at=clock.now()
        )


def hand_in(cast, row, initiative, text="Det går fremad.", status=Status.RUNNING, by=None):
    by = by or cast.rasmus
    seen = owed(cast, row, initiative)
    with cast.acting(by):
        saying = Saying(status, text, seen.text.version if seen.text else 0)
        return actions.hand_in(
            round=row, initiative=initiative, saying=saying,
            drafted=seen.draft.version if seen.draft else 0, by=by, at=clock.now(),
        )  # fmt: skip


def ask(cast, row, initiative, question="Hvor mange kom?"):
    with cast.acting(cast.birgitte):
        return actions.ask_office(
            id=uuid.uuid4(), round=row, initiative=initiative, question=question,
            by=cast.birgitte, at=clock.now(),
        )  # fmt: skip


def close(cast, row):
    with cast.acting(cast.birgitte):
        return actions.close_round(round=row, by=cast.birgitte, at=clock.now())


def link(cast, row, unit, until=None):
    """An answer link's address, as the letter has it."""
    told = []
    with cast.acting(cast.birgitte):
        made = actions.send_link(
            id=uuid.uuid4(), round=row, office=OfficeAnswers(cast.units[unit], ()),
            sent_to="kontor@sundhavn.example", address_of=lambda secret: told.append(secret) or "",
            by=cast.birgitte, at=clock.now(),
        )  # fmt: skip
        mail.leave(made, at=clock.now())
        AnswerLink.objects.owned().filter(pk=made.pk).update(expires_at=until or row.deadline)
    return f"/svar/sundhavn/{told[0]}/"
