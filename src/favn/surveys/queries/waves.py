"""Waves: who is asked, who has answered, who is missing by name, and whom no letter reached."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.db.models import Exists, OuterRef, Q, QuerySet

from favn.kit.models import History
from favn.people.accounts.choices import NOT_REACHED, ON_ITS_WAY, Ended, Reached
from favn.surveys.choices import PROGRESS_LOOKS, Errand, Progress, Ref
from favn.surveys.models import Asked, Letter, Questionnaire, Reply, Submission, Wave


@dataclass(frozen=True, slots=True)
class Standing:
    """One who was asked: how far they are, and their last letter."""

    asked: Asked
    progress: Progress
    letter: Letter | None
    is_opened: bool

    @property
    def press(self) -> UUID:
        """A fresh id for the button that makes a link."""
        return uuid4()

    @property
    def look(self) -> str:
        """How the progress is marked beside its word."""
        return PROGRESS_LOOKS[self.progress]

    @property
    def owes(self) -> bool:
        """Whether nothing has been sent yet."""
        return self.progress != Progress.SENT


@dataclass(frozen=True, slots=True)
class Tallied:
    """A wave in numbers: asked, sent, begun but not sent, and not reached by the last letter."""

    asked: int
    sent: int
    begun: int
    unreached: int

    @property
    def missing(self) -> int:
        """How many have sent nothing."""
        return self.asked - self.sent


def waves_of(questionnaire: Questionnaire) -> list[Wave]:
    """Every wave of a questionnaire, the newest first."""
    rows = Wave.objects.owned().filter(version__questionnaire=questionnaire)
    return list(rows.select_related("version"))


def waves_of_room(room: str) -> QuerySet[Wave]:
    """The waves a room above has opened, the newest first; `room` is its own word for them."""
    return Wave.objects.owned().filter(room=room).select_related("version__questionnaire")


def open_waves() -> list[Wave]:
    """Every wave that is not closed, the newest first."""
    rows = Wave.objects.owned().filter(closed_at=None)
    return list(rows.select_related("version__questionnaire"))


def wave_with(pk: UUID) -> Wave | None:
    """One wave, or None."""
    rows = Wave.objects.owned().filter(pk=pk)
    return rows.select_related("version__questionnaire", "organisation").first()


def asked_in(wave: Wave) -> QuerySet[Any]:
    """Everybody who is asked, in the order they were given."""
    sent = Submission.objects.owned().filter(asked=OuterRef("pk"))
    begun = Reply.objects.owned().filter(asked=OuterRef("pk"), revision__gt=0)
    rows: QuerySet[Any] = Asked.objects.owned().filter(wave=wave)
    told: QuerySet[Any] = rows.annotate(is_sent=Exists(sent), is_begun=Exists(begun))
    return told


def is_asked(ref: Ref, ref_id: UUID) -> bool:
    """Whether anybody was ever asked under another room's key."""
    return Asked.objects.owned().filter(ref=ref, ref_id=ref_id).exists()


def tallied(wave: Wave) -> Tallied:
    """How the wave stands."""
    rows = asked_in(wave)
    return Tallied(
        asked=rows.count(),
        sent=rows.filter(is_sent=True).count(),
        begun=rows.filter(is_sent=False, is_begun=True).count(),
        unreached=_unreached(wave).count(),
    )


def _unreached(wave: Wave) -> QuerySet[Any]:
    """Those who got neither a letter nor a link that arrived and opens something."""
    lost = Q(reached__in=NOT_REACHED) | Q(ended_why=Ended.WITHDRAWN)
    tried = Letter.objects.owned().filter(lost, asked=OuterRef("pk"))
    rows = asked_in(wave).filter(is_sent=False)
    return rows.filter(Exists(tried)).exclude(Exists(_arrived()))


def _arrived() -> QuerySet[Letter]:
    """Letters and links that whoever is asked has got, and that were not withdrawn."""
    rows = Letter.objects.owned().filter(asked=OuterRef("pk"), reached__in=ON_ITS_WAY)
    return rows.exclude(ended_why=Ended.WITHDRAWN)


def standings(wave: Wave, shown: str = "") -> QuerySet[Any]:
    """Those to list: everybody, only the `missing`, or only those `unreached`."""
    if shown == "unreached":
        return _unreached(wave)
    return asked_in(wave).filter(is_sent=False) if shown == "missing" else asked_in(wave)


def with_letters(rows: list[Asked]) -> list[Standing]:
    """The same with how far each is and the last letter; two queries for all of them."""
    every = list(Letter.objects.owned().filter(asked__in=rows).order_by("made_at"))
    letters = {letter.asked_id: letter for letter in every}
    opened = _opened({letter.pk: letter.asked_id for letter in every})
    return [Standing(r, _progress(r), letters.get(r.pk), r.pk in opened) for r in rows]


def _opened(asked: dict[UUID, UUID]) -> set[UUID]:
    """Who has opened one of their links; `asked` is link → whose."""
    lines = History.objects.get_queryset().filter(verb="open", record_id__in=list(asked))
    return {asked[key] for key in lines.values_list("record_id", flat=True)}


def _progress(row: Asked) -> Progress:
    if getattr(row, "is_sent", False):
        return Progress.SENT
    return Progress.BEGUN if getattr(row, "is_begun", False) else Progress.MISSING


def astray(wave: Wave) -> list[UUID]:
    """Those whose last mail came back, or was withdrawn, from the address that still stands."""
    mailed = Letter.objects.owned().exclude(errand=Errand.HANDED)
    later = mailed.filter(asked=OuterRef("asked"), made_at__gt=OuterRef("made_at"))
    wrong = Q(reached=Reached.RETURNED) | Q(ended_why=Ended.WITHDRAWN)
    rows = mailed.filter(wrong, asked__wave=wave).exclude(Exists(later)).select_related("asked")
    return [row.asked_id for row in rows if row.sent_to == row.asked.mail]


def mails_waiting(wave: Wave, errand: Errand, press: UUID | None) -> QuerySet[Any]:
    """Who this press still has to write to: those without an invitation, or all who are missing.

    Nobody is written to again where the last letter went wrong: they need another address first.
    """
    rows = standings(wave, "missing").exclude(pk__in=astray(wave))
    if press:
        done = Letter.objects.owned().filter(asked=OuterRef("pk"), press=press)
        rows = rows.exclude(Exists(done))
    if errand == Errand.INVITED:
        rows = rows.exclude(Exists(_arrived()))
    return rows
