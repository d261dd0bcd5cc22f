"""The network as its own staff sees it: members, one of them, the catalogue and its subjects."""

from dataclasses import dataclass
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from favn.associations.actions import competences, network
from favn.associations.forms.network import (
    LeaveNetworkForm,
    LookForm,
    NetworkMemberForm,
    NewNetworkMemberForm,
    SubjectForm,
)
from favn.associations.models import NetworkMember
from favn.associations.queries import network as queries
from favn.associations.views.doors import for_all
from favn.associations.views.members import said
from favn.kit import clock, figures
from favn.kit.attempts import CONFLICTED, DONE, Verb, asked_version, attempt, found
from favn.kit.kept import keep
from favn.people.accounts.door import Request, link_to, requires
from favn.people.accounts.roles import Area, Level
from favn.people.organisations.models import Organisation
from favn.statistics.figures import Edition, Period

FIGURES = ("network_members", "network_places", "network_new")


def may_write(request: Request) -> bool:
    """Whether the role may change the network."""
    return request.membership.may(Area.NETWORK, Level.WRITE)


@requires(Area.NETWORK, Level.READ)
def network_page(request: Request) -> HttpResponse:
    """Who is in the network, in how many municipalities, and how it was in a year."""
    today = clock.today()
    year = _year(request.GET.get("aar", ""), today.year)
    rows, hosted = list(queries.members().living()), queries.hosted_last()
    context = {
        "rows": [(row, hosted.get(row.party_id) if row.party_id else None) for row in rows],
        "gone": queries.members().exclude(left_on=None).order_by("-left_on"),
        "tiles": _tiles(rows), "meetings": queries.meetings_in(year),
        "met": _met(request.organisation, year), "unreached": queries.unreached(),
        "numbers": _numbers(request.organisation, year), "year": year,
        "years": _years(today.year), "may_write": may_write(request),
        "sees_gatherings": request.membership.may(Area.GATHERINGS, Level.COUNT),
        "house": request.organisation,
    }  # fmt: skip
    return render(request, "associations/network.html", context)


def _year(text: str, present: int) -> int:
    return next((year for year in range(1990, present + 1) if text == str(year)), present)


def _years(present: int) -> list[int]:
    first = min((span.joined_on.year for span in queries.spans()), default=present)
    return list(range(present, first - 1, -1))


def _tiles(rows: list[NetworkMember]) -> list[queries.Tile]:
    return queries.tiles(rows, _("%(n)s forening"), _("%(n)s foreninger"))


def _numbers(house: Organisation, year: int) -> list[dict[str, object]]:
    """The year's three figures, each with its page."""
    asked = [(f"associations.{name}", None) for name in FIGURES]
    period = Period.parse(str(year))
    found_ = figures.values(asked, house.pk, period, edition=Edition.INTERNAL)
    return [
        {
            "value": one.total, "unit": str(one.figure.unit), "as_of": one.as_of,
            "url": reverse("publishing:figure", args=[f"{one.figure.id}@{house.slug}/{year}"]),
        }
        for one in found_
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Met:
    """One kind of meeting in a year: how many were held, and how many came in all."""

    name: str
    held: int | None
    came: int | None


def _met(house: Organisation, year: int) -> list[Met]:
    """The network's kinds of meetings by the living figures."""
    asked = [("gatherings.held", "kind"), ("gatherings.participations", "kind")]
    period = Period.parse(str(year))
    held, came = figures.values(asked, house.pk, period, edition=Edition.INTERNAL)
    heads = {row.key: row.value for row in came.rows}
    return [
        Met(row.label, row.value, heads.get(row.key, 0))
        for row in held.rows
        if row.key in queries.MEETS
    ]


@requires(Area.NETWORK, Level.WRITE)
def new_network_member(request: Request) -> HttpResponse:
    """Write an association into the network."""
    status = 200
    initial = {"joined_on": clock.today()}
    form = NewNetworkMemberForm(request.organisation, request.POST or None, initial=initial)
    if request.method == "POST":
        made: list[NetworkMember] = []
        status = attempt(request, lambda: _join(request, form, made))
        if status == DONE:
            return redirect("associations:network-member", made[0].pk)
    return render(request, "associations/new_network_member.html", {"form": form}, status=status)


def _join(request: Request, form: NewNetworkMemberForm, made: list[NetworkMember]) -> str | None:
    if not form.is_valid():
        return None
    data = form.cleaned_data
    made.append(
        network.join_network(
            id=data["id"],
            about=form.said(),
            joined_on=data["joined_on"],
            party=form.party_chosen(),
            by=request.account,
            at=clock.now(),
        )
    )
    return _("Foreningen er med i netværket.")


@requires(Area.NETWORK, Level.READ)
def network_member(request: Request, pk: UUID) -> HttpResponse:
    """One member association: what it says, what it knows, its link, and its leaving."""
    row, status, link = found(queries.member_with(pk)), 200, ""
    sent = request.POST.get("verb", "")
    first = {"version": row.version, "on": clock.today()}
    leaving = LeaveNetworkForm(request.POST if sent == "leave" else None, initial=first)
    if request.method == "POST" and may_write(request):
        made: list[str] = []
        verbs: dict[str, Verb] = {
            "leave": lambda: _leave(request, row, leaving),
            "back": lambda: _back(request, row),
            "link": lambda: _link(request, row, made),
            "unlink": lambda: _unlink(request, row),
        }
        status = attempt(request, verbs.get(sent))
        link = "".join(made)
        if status == DONE and not link:
            return redirect("associations:network-member", pk)
    context = {
        "member": row, "reached": [part for part in row.reached_at if part],
        "competences": queries.competences_of(row), "leaving": leaving,
        "links": queries.links_of(row), "link": link, "new_id": uuid4(),
        "may_write": may_write(request), "lines": said(row),
    }  # fmt: skip
    answer = render(
        request, "associations/network_member.html", context, status=200 if link else status
    )
    answer["Cache-Control"] = "no-store"
    return answer


def _leave(request: Request, row: NetworkMember, form: LeaveNetworkForm) -> str | None:
    if not form.is_valid():
        return None
    network.leave_network(member=row, **form.cleaned_data, by=request.account, at=clock.now())
    return _("Foreningen er meldt ud. Dens link virker ikke mere.")


def _back(request: Request, row: NetworkMember) -> str:
    version = asked_version(request)
    network.return_to_network(member=row, version=version, by=request.account, at=clock.now())
    return _("Udmeldelsen er taget tilbage.")


def _link(request: Request, row: NetworkMember, made: list[str]) -> str | None:
    try:
        pk = UUID(request.POST.get("id", ""))
    except ValueError:
        return None
    _row, token = network.make_link(id=pk, member=row, by=request.account, at=clock.now())
    if token:
        made.append(link_to(request, request.organisation, "associations:own-network")(token))
    return ""


def _unlink(request: Request, row: NetworkMember) -> str:
    network.withdraw_link(member=row, by=request.account, at=clock.now())
    return _("Linket er trukket tilbage. Den, der har det, kan ikke bruge det mere.")


@requires(Area.NETWORK, Level.WRITE)
def change_network_member(request: Request, pk: UUID) -> HttpResponse:
    """Write an association anew; what somebody else wrote meanwhile is said."""
    row, status = found(queries.member_with(pk)), 200
    form = NetworkMemberForm(request.POST or None, initial=NetworkMemberForm.of(row))
    if request.method == "POST":
        status = attempt(request, lambda: _change(request, row, form))
        if status == DONE:
            return redirect("associations:network-member", pk)
        if status == CONFLICTED:
            now = NetworkMemberForm.of(found(queries.member_with(pk)))
            typed = {k: v for k, v in request.POST.items() if k != "version"}
            form = NetworkMemberForm(initial=now | typed)
    context = {"member": row, "form": form, "is_late": status == CONFLICTED}
    return render(request, "associations/change_network_member.html", context, status=status)


def _change(request: Request, row: NetworkMember, form: NetworkMemberForm) -> str | None:
    if not form.is_valid():
        return None
    data = form.cleaned_data
    network.change_member(
        member=row, version=data["version"] or 0, about=form.said(), joined_on=data["joined_on"],
        by=request.account, at=clock.now(),
    )  # fmt: skip
    return _("Foreningen er rettet.")


@requires(Area.NETWORK, Level.READ)
def catalogue(request: Request) -> HttpResponse:
    """What the member associations can teach and want to learn; its subjects for whoever writes."""
    status, subject = 200, SubjectForm()
    if request.method == "POST" and may_write(request):
        sent = request.POST.get("verb", "")
        subject = SubjectForm(request.POST if sent == "subject" else None)
        verbs: dict[str, Verb] = {
            "subject": lambda: _subject(request, subject),
            "retire": lambda: _retire(request),
        }
        status = attempt(request, verbs.get(sent))
        if status == DONE:
            return redirect("associations:catalogue")
    context = catalogue_of(request) | {"subject": subject, "may_write": may_write(request)}
    return render(request, "associations/catalogue.html", context, status=status)


def catalogue_of(request: HttpRequest) -> dict[str, object]:
    """What every reader of the catalogue sees of it."""
    subjects = list(queries.subjects())
    form = LookForm(request.GET, subjects)
    words, way, subject = form.wanted()
    return {
        "form": form, "subjects": subjects, "rows": queries.found_in(words, way, subject),
        "balance": queries.balance(), "is_active": bool(words or way or subject),
        "is_empty": not queries.competences().exists(),
    }  # fmt: skip


def _subject(request: Request, form: SubjectForm) -> str | None:
    if not form.is_valid():
        return None
    competences.add_subject(**form.cleaned_data, by=request.account, at=clock.now())
    return _("Emnet kan vælges nu.")


def _retire(request: Request) -> str:
    wanted = request.POST.get("subject", "")
    row = found(next((s for s in queries.subjects() if str(s.pk) == wanted), None))
    competences.retire_subject(subject=row, by=request.account, at=clock.now())
    return _("Emnet kan ikke vælges mere. Det, der står under det, bliver.")


@for_all
def public_network(request: HttpRequest, house: Organisation) -> HttpResponse:
    """Members that want to be seen; a municipality sees no more of the network than this."""
    rows = queries.shown_to_all(clock.today())
    context = {"house": house, "rows": rows, "tiles": _tiles(rows)}
    return keep(render(request, "associations/public_network.html", context), house.pk)
