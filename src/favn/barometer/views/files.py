"""Files from outside: send one in, see what it would do, take it, take it back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from favn.barometer.actions import Cell
from favn.barometer.actions import uploads as actions
from favn.barometer.actions.uploads import Taken
from favn.barometer.forms.uploads import ChooseForm, FileForm, TakeForm
from favn.barometer.imports.dry import DryRun, Effect, Planned, dry_run
from favn.barometer.imports.reader import table_of
from favn.barometer.models import Definition, Group, Indicator, Upload
from favn.barometer.queries import uploads as queries
from favn.kit import clock
from favn.kit.attempts import DONE, Verb, attempt, found
from favn.people.accounts.door import Request, requires
from favn.people.accounts.roles import Area, Level

MOST_LINES = 40


@requires(Area.BAROMETER, Level.WRITE)
def uploads(request: Request) -> HttpResponse:
    """The files that were read, and a form that reads one more."""
    status = 200
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        if form.is_valid():
            return redirect("barometer:upload", _keep(request, form).pk)
        status = 422
    context = {"uploads": queries.uploads(), "form": form, "any": bool(queries.takes_files())}
    return render(request, "barometer/uploads.html", context, status=status)


def _keep(request: Request, form: FileForm) -> Upload:
    if known := queries.upload_of(form.sha256):
        messages.info(request, _("Filen er læst før. Her står den, som den blev læst."))
        return known
    row = form.upload(request.organisation.pk)
    return actions.keep(upload=row, by=request.account, at=clock.now())


@requires(Area.BAROMETER, Level.WRITE)
def upload(request: Request, upload: UUID) -> HttpResponse:
    """One file: what it would do while it waits, what it did once it is taken."""
    row, status = found(queries.upload_with(upload)), 200
    if request.method == "POST":
        verbs: dict[str, Verb] = {
            "take": lambda: _take(request, row),
            "back": lambda: _back(request, row),
            "discard": lambda: _discard(request, row),
        }
        verb = request.POST.get("verb", "")
        status = attempt(request, verbs.get(verb))
        if status == DONE:
            return redirect("barometer:uploads") if verb == "discard" else redirect(request.path)
        row = found(queries.upload_with(upload))
    if row.taken_at:
        return render(request, "barometer/upload_taken.html", {"upload": row}, status=status)
    return render(request, "barometer/upload.html", _seen(request, row), status=status)


class Look:
    """A file, what was chosen of it, and what it would do."""

    def __init__(self, request: Request, row: Upload) -> None:
        self.table = table_of(row)
        self.indicators = queries.takes_files()
        by_slug = {i.slug: i for i in self.indicators}
        wanted = by_slug.get(request.GET.get("indicator", ""))
        self.indicator: Indicator | None = wanted or (
            self.indicators[0] if len(self.indicators) == 1 else None
        )
        self.groups: list[Group] = queries.groups_of(self.indicator) if self.indicator else []
        has_scheme = self.indicator is not None and self.indicator.scheme_id is not None
        mapping = queries.mapping_of(row.source, self.indicator) if self.indicator else None
        # A scheme without groups yet can still be filled with the places of the file.
        named = self.groups or ([Group(title="Hele landet")] if has_scheme else [])
        self.choose = ChooseForm(self.table, self.indicators, named, mapping, request.GET)
        self.definition: Definition | None = None
        self.dry = DryRun()
        if self.indicator:
            self.definition = found(queries.last_definition(self.indicator))
            self.dry = dry_run(
                self.table, self.definition, self.groups, queries.standing(self.definition),
                self.choose.choosing(),
            )  # fmt: skip
            self.choose.name_fields(self.dry, self.groups)

    def take(self, data: object = None) -> TakeForm:
        """The form that takes it."""
        return TakeForm(self.dry, data)


def _seen(request: Request, row: Upload) -> dict[str, object]:
    look = Look(request, row)
    is_take = request.method == "POST" and request.POST.get("verb") == "take"
    dry = look.dry
    return {
        "upload": row,
        "choose": look.choose,
        "take": look.take(request.POST if is_take else None),
        "dry": dry,
        "n_new": dry.tally[Effect.NEW],
        "n_same": dry.tally[Effect.SAME],
        "n_differs": dry.tally[Effect.DIFFERS],
        "lines": [one for one in dry.planned if one.effect != Effect.SAME][:MOST_LINES],
        "faults": dry.faults[:MOST_LINES],
        "is_chosen": look.indicator is not None,
        "action_url": f"?{request.GET.urlencode()}",
    }


def _take(request: Request, row: Upload) -> str | None:
    if row.taken_at:  # the same form twice
        return _("Filen er taget med.")
    look = Look(request, row)
    form = look.take(request.POST)
    if look.definition is None or not form.is_valid():
        return None
    if look.dry.refused:
        messages.error(request, look.dry.refused)
        return None
    reason = form.cleaned_data.get("reason", "")
    cells = [_taken(p) for p in look.dry.planned if _is_taken(p, reason)]
    choosing = look.choose.choosing()
    actions.take(
        upload=row, definition=look.definition, cells=cells, choices=look.choose.choices(),
        names=choosing.names, reason=reason, by=request.account, at=clock.now(),
    )  # fmt: skip
    return _("%(n)s tal er taget med.") % {"n": len(cells)}


def _is_taken(one: Planned, reason: str) -> bool:
    return one.effect == Effect.NEW or (one.effect == Effect.DIFFERS and bool(reason.strip()))


def _taken(one: Planned) -> Taken:
    cell = Cell(one.number.value, one.number.decimals, one.base, one.count)
    return Taken(one.group, one.new_group, one.time.on, one.time.precision, cell, one.stands)


def _back(request: Request, row: Upload) -> str:
    actions.take_back(upload=row, by=request.account, at=clock.now())
    return _("Filen er taget tilbage. Tallene er, som de var.")


def _discard(request: Request, row: Upload) -> str:
    actions.discard(upload=row, by=request.account, at=clock.now())
    return _("Filen er fjernet. Barometeret er urørt.")
