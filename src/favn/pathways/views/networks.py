"""Local networks: which there are, what each has running, its partners, and closing one."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from favn.kit import clock
from favn.kit.attempts import CONFLICTED, DONE, Verb, asked_id, found
from favn.pathways.actions import networks as actions
from favn.pathways.actions.letters import told_otherwise
from favn.pathways.choices.mentoring import NetworkState
from favn.pathways.forms.pairs import CloseForm, NetworkForm, NetworkStateForm, PartnerForm
from favn.pathways.models import Network
from favn.pathways.queries import letters, networks, pairs, pool
from favn.pathways.queries.matching import draft_of
from favn.pathways.views.doors import acted, reads, the_network
from favn.pathways.views.network_figures import numbers_of
from favn.pathways.views.table import may_write
from favn.people.accounts.door import Request, site_of


@reads
def network_list(request: Request) -> HttpResponse:
    """Every network with what runs in it, and a form for a new one."""
    form, status = NetworkForm(request.POST if _is(request, "open") else None), 200
    year = _year(request)
    if request.method == "POST":
        verbs: dict[str, Verb] = {
            "open": lambda: _opened(request, form),
            "told": lambda: _told(request),
        }
        status = acted(request, verbs) if may_write(request) else 403
        if status == DONE:
            return redirect("pathways:networks")
    context = {
        "loads": networks.loads(clock.today()),
        "numbers": numbers_of(request, year),
        "year": year,
        "years": [one for one in networks.years(clock.today()) if one != year],
        "form": form,
        "may_write": may_write(request),
        "to_tell": letters.to_tell(),
    }
    return render(request, "pathways/networks.html", context, status=status)


def _year(request: Request) -> int:
    """The year whose numbers are asked for; this one where none is, or nothing was counted."""
    wanted, every = request.GET.get("aar", ""), networks.years(clock.today())
    return next((one for one in every if str(one) == wanted), every[0])


def _told(request: Request) -> str:
    """Somebody whom no letter reached has been told that their network closed."""
    row = found(letters.letter_of_closing(asked_id(request, "row")))
    told_otherwise(letter=row, by=request.account, at=clock.now())
    return _("Det er skrevet.")


def _opened(request: Request, form: NetworkForm) -> str | None:
    if not form.is_valid():
        return None
    data = form.cleaned_data
    row = actions.open_network(
        id=data["id"], name=data["name"], city=data["city"], by=request.account, at=clock.now()
    )
    return _("%(name)s er åbnet.") % {"name": row.name}


@reads
def network(request: Request, pk: UUID) -> HttpResponse:
    """One network: its state, its partners, and a form to close it."""
    row, status = the_network(pk), 200
    others = [one for one in networks.open_networks() if one.pk != row.pk]
    forms = _forms(request, row, others)
    if request.method == "POST":
        verbs = _verbs(request, row, forms)
        status = acted(request, verbs) if may_write(request) else 403
        if status == DONE:
            return redirect("pathways:network", row.pk)
        if status == CONFLICTED:
            row = the_network(pk)
            forms |= {"state": NetworkStateForm(initial=_start(row))}
    context = forms | {
        "network": row,
        "partners": networks.partners_of(row),
        "people": pool.here(row).count(),
        "running": pairs.running(clock.today(), row).count(),
        "plan": draft_of(row),
        "may_write": may_write(request),
    }
    return render(request, "pathways/network.html", context, status=status)


def _is(request: Request, verb: str) -> bool:
    """Whether this form of the page was sent."""
    return request.POST.get("verb") == verb


def _start(row: Network) -> dict[str, Any]:
    names = ("version", "state", "why", "silent_weeks")
    return {name: getattr(row, name) for name in names}


def _forms(request: Request, row: Network, others: list[Network]) -> dict[str, Any]:
    def sent(name: str) -> Any:
        return request.POST if _is(request, name) else None

    return {
        "state": NetworkStateForm(sent("state"), initial=_start(row)),
        "partner": PartnerForm(sent("partner")),
        "closing": CloseForm(
            sent("close"),
            others=others,
            initial={"version": row.version},
            signups=pool.applications().filter(network=row).count(),
        ),
    }


def _verbs(request: Request, row: Network, forms: dict[str, Any]) -> dict[str, Verb]:
    return {
        "state": lambda: _changed(request, row, forms["state"]),
        "partner": lambda: _partnered(request, row, forms["partner"]),
        "part": lambda: _parted(request, row),
        "close": lambda: _closed(request, row, forms["closing"]),
    }


def _changed(request: Request, row: Network, form: NetworkStateForm) -> str | None:
    if not form.is_valid():
        return None
    data = form.cleaned_data
    actions.set_state(
        network=row, state=NetworkState(data["state"]), why=data["why"],
        silent_weeks=data["silent_weeks"], version=data["version"], by=request.account,
        at=clock.now(),
    )  # fmt: skip
    return _("Gemt.")


def _partnered(request: Request, row: Network, form: PartnerForm) -> str | None:
    if not form.is_valid():
        return None
    partner = actions.add_partner(
        id=form.cleaned_data["id"], network=row, party=found(form.chosen_party()),
        role=form.cleaned_data["role"], by=request.account, at=clock.now(),
    )  # fmt: skip
    return _("%(name)s er partner.") % {"name": partner.party.name}


def _parted(request: Request, row: Network) -> str:
    partner = found(networks.partner_with(asked_id(request, "row"), row))
    actions.end_partner(partner=partner, by=request.account, at=clock.now())
    return _("Samarbejdet er afsluttet.")


def _closed(request: Request, row: Network, form: CloseForm) -> str | None:
    if not form.is_valid():
        return None
    data, heir = form.cleaned_data, form.chosen_heir()
    done = actions.close(
        network=row, heir=heir, ends_all=form.ends_all, why=data["why"], version=data["version"],
        signups=form.said_of_signups(site_of(request)), by=request.account, at=clock.now(),
    )  # fmt: skip
    if done.signups:
        messages.info(request, _of_signups(done))
    if heir:
        messages.info(
            request,
            ngettext(
                "%(n)s makkerskab fortsætter i %(heir)s.",
                "%(n)s makkerskaber fortsætter i %(heir)s.",
                done.handed,
            )
            % {"n": done.handed, "heir": heir.name},
        )
    else:
        messages.info(request, _of_people(done))
    if told := _of_letters(done):
        messages.info(request, told)
    return _("%(name)s er lukket.") % {"name": row.name}


def _of_signups(done: actions.Closed) -> str:
    """How many sign-ups went to another network; or how many are told by mail, and called."""
    if done.are_moved:
        n = done.signups
        moved = ngettext("%(n)s tilmelding er flyttet.", "%(n)s tilmeldinger er flyttet.", n)
        return moved % {"n": n}
    mailed = done.signups - done.to_call
    said = [
        ngettext("%(n)s tilmelding får besked på mail.", "%(n)s tilmeldinger får besked på mail.",
                 mailed) % {"n": mailed},
        ngettext("%(n)s har ingen mail: ring, og sig det.", "%(n)s har ingen mail: ring, og sig"
                 " det.", done.to_call) % {"n": done.to_call},
    ]  # fmt: skip
    return " ".join(line for line, n in zip(said, (mailed, done.to_call), strict=True) if n)


def _of_people(done: actions.Closed) -> str:
    """How many pairs ended, and how many are out."""
    ended = ngettext(
        "%(n)s makkerskab er sluttet.", "%(n)s makkerskaber er sluttet.", done.ended
    ) % {"n": done.ended}  # fmt: skip
    left = ngettext("%(n)s deltager er gået ud.", "%(n)s deltagere er gået ud.", done.left) % {
        "n": done.left
    }
    return f"{ended} {left}"


def _of_letters(done: actions.Closed) -> str:
    """How many are told by mail, and how many stand on the list of those to call."""
    said = [
        ngettext("%(n)s får besked på mail.", "%(n)s får besked på mail.", done.mailed)
        % {"n": done.mailed},
        ngettext("%(n)s skal ringes op: se Ring til dem.", "%(n)s skal ringes op: se Ring til dem.",
                 done.unreached) % {"n": done.unreached},
    ]  # fmt: skip
    counted = zip(said, (done.mailed, done.unreached), strict=True)
    return " ".join(line for line, n in counted if n)
