"""Stories: the house's list, one with its consents, one's own consent, and those all may read."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from favn.kit import clock
from favn.kit.attempts import CONFLICTED, DONE, Verb, asked_id, asked_version, attempt, found
from favn.kit.kept import keep
from favn.kit.tenancy import acting_for
from favn.people.accounts.door import Request, by_link, link_to, public, requires
from favn.people.accounts.roles import Area, Level
from favn.people.organisations.queries import tenant_with
from favn.publishing import drawn
from favn.publishing.actions import stories as actions
from favn.publishing.choices import Place
from favn.publishing.forms.stories import (
    ConsentForm,
    NewStoryForm,
    PictureForm,
    PlaceStoryForm,
    StoryForm,
)
from favn.publishing.models import Consent, ConsentLink, Story
from favn.publishing.queries import stories as queries
from favn.publishing.queries.stories import Told
from favn.publishing.views.doors import posted_id, the_report

GIVEN = "consent-link"
WHY_LINK = "whoever said yes to a story sees their own consent and takes it back without an account"


@requires(Area.REPORTS, Level.WRITE)
def stories(request: Request) -> HttpResponse:
    """Every story and whether it may be shown; POST tells a new one."""
    form, status = NewStoryForm(request.POST or None), 200
    if request.method == "POST":
        status = attempt(request, lambda: _tell(request, form))
        if status == DONE:
            return redirect("publishing:story", form.cleaned_data["id"])
    house = request.organisation
    context = {"stories": queries.stories(), "form": form,
               "public_url": reverse("publishing:public-stories", args=[house.slug])}  # fmt: skip
    return render(request, "publishing/stories.html", context, status=status)


def _tell(request: Request, form: NewStoryForm) -> str | None:
    if not form.is_valid():
        return None
    actions.tell(**form.cleaned_data, by=request.account, at=clock.now())
    return _("Historien er gemt. Den står ingen steder, før der er skrevet et samtykke ned.")


@requires(Area.REPORTS, Level.WRITE)
def story(request: Request, pk: UUID) -> HttpResponse:
    """One story: its words, its picture, its consents, and the reports it is put in."""
    row, status = found(queries.story_with(pk)), 200
    told = queries.told(row)
    forms = _forms(request, told)
    if request.method == "POST":
        verb = request.POST.get("verb", "")
        status = attempt(request, _verbs(request, told, forms).get(verb))
        if status == DONE:
            return redirect("publishing:story", pk)
        if status == CONFLICTED:
            told = queries.told(found(queries.story_with(pk)))
            forms["writing"] = StoryForm(told)
            if verb == "consent":
                forms["consenting"] = _asked_again(request, told)
    context = {
        "told": told,
        "consents": [_line(consent) for consent in told.consents],
        "reports": queries.reports_with(told.story),
        "link": request.session.pop(GIVEN, ""),
        **forms,
    }
    answer = render(request, "publishing/story.html", context, status=status)
    answer["Cache-Control"] = "no-store"
    return answer


def _forms(request: Request, told: Told) -> dict[str, Any]:
    def posted(verb: str) -> tuple[Any, ...]:
        return (request.POST, request.FILES) if request.POST.get("verb") == verb else ()

    return {
        "writing": StoryForm(told, *posted("write")[:1]),
        "picturing": PictureForm(*posted("picture")),
        "consenting": ConsentForm(told, *posted("consent")[:1]),
        "placing": PlaceStoryForm(queries.open_reports(), *posted("place")[:1]),
    }


def _asked_again(request: Request, told: Told) -> ConsentForm:
    """What was typed of a yes, on the story as it is now."""
    typed = request.POST.copy()
    typed["seen"] = queries.stand_of(told.story)
    return ConsentForm(told, typed)


def _line(consent: Consent) -> dict[str, Any]:
    """A consent as its story's page shows it."""
    names = dict(Place.choices)
    is_late = consent.until < clock.today()
    return {"row": consent, "places": [names[p] for p in consent.places], "is_late": is_late}


def _verbs(request: Request, told: Told, forms: dict[str, Any]) -> dict[str, Verb]:
    return {
        "write": lambda: _write(request, told.story, forms["writing"]),
        "picture": lambda: _picture(request, told.story, forms["picturing"]),
        "consent": lambda: _consent(request, told.story, forms["consenting"]),
        "withdraw": lambda: _withdraw(request, told.story),
        "link": lambda: _link(request, told.story),
        "place": lambda: _place(request, told.story, forms["placing"]),
    }


def _write(request: Request, row: Story, form: StoryForm) -> str | None:
    if not form.is_valid():
        return None
    actions.rewrite(story=row, **form.cleaned_data, by=request.account, at=clock.now())
    return _("Historien er gemt. Frosne udgaver beholder de ord, de havde.")


def _picture(request: Request, row: Story, form: PictureForm) -> str | None:
    if not form.is_valid():
        return None
    actions.put_picture(story=row, **form.cleaned_data, by=request.account, at=clock.now())
    return _("Billedet er gemt uden kameraets oplysninger.")


def _consent(request: Request, row: Story, form: ConsentForm) -> str | None:
    """Sent twice it is written once, also where what it took the place of is gone since."""
    if queries.consent_with(row, asked_id(request, "id")) is None:
        if not form.is_valid():
            return None
        actions.take_yes(
            id=form.cleaned_data["id"], story=row, yes=form.yes, instead_of=form.replaced,
            seen=form.cleaned_data["seen"], by=request.account, at=clock.now(),
        )  # fmt: skip
    return _("Samtykket er skrevet ned. Giv personen et link, så de selv kan trække det tilbage.")


def _meant(request: Request, row: Story) -> Consent:
    return found(queries.consent_with(row, posted_id(request, "consent")))


def _withdraw(request: Request, row: Story) -> str:
    actions.withdraw(consent=_meant(request, row), by=request.account, at=clock.now())
    return _("Samtykket er trukket tilbage. Teksten og billedet er slettet.")


def _link(request: Request, row: Story) -> str:
    """The address is shown once, on the next page."""
    secret = actions.give_link(consent=_meant(request, row), by=request.account, at=clock.now())
    address = link_to(request, request.organisation, "publishing:own-consent")
    request.session[GIVEN] = address(secret)
    return ""


def _place(request: Request, row: Story, form: PlaceStoryForm) -> str | None:
    if not form.is_valid():
        return None
    data = form.cleaned_data
    actions.place(
        id=data["id"], story=row, report=data["report"], by=request.account, at=clock.now()
    )
    return _("Historien står nu sidst i %(report)s.") % {"report": data["report"].title}


# Whoever said yes, and everybody


@by_link(ConsentLink, WHY_LINK)
def own_consent(request: HttpRequest, link: ConsentLink) -> HttpResponse:
    """What one said yes to, and the button that takes it back."""
    consent = link.consent
    if request.method == "POST":
        _said_by_themselves(request, link)
        return redirect(link.at("publishing:own-consent"))
    told = queries.told(consent.story)
    is_new = consent.said_to < consent.story.version
    context = {"told": told, "is_new": is_new, "line": _line(consent),
               "here": link.at("publishing:own-consent"), "house": link.organisation}  # fmt: skip
    return render(request, "publishing/own_consent.html", context)


def _said_by_themselves(request: HttpRequest, link: ConsentLink) -> None:
    """Yes to words that were written anew, where the form says so; else no to all of it."""
    if request.POST.get("verb") == "again":
        number = asked_version(request)
        actions.say_again(consent=link.consent, number=number, by=link, at=clock.now())
    else:
        actions.withdraw(consent=link.consent, by=link, at=clock.now(), by_themselves=True)


@public("stories that everybody in them has said yes to showing on the home page")
def public_stories(request: HttpRequest, organisation: str) -> HttpResponse:
    """The house's stories, for everybody."""
    house = found(tenant_with(organisation))
    request.public_house = house  # type: ignore[attr-defined]
    with acting_for(house.pk):
        context = {"house": house, "stories": queries.shown_to_all()}
        return keep(render(request, "publishing/public_stories.html", context), house.pk)


@public("a picture that everybody on it has said yes to showing on the home page")
def public_picture(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """One story's picture, as long as it may be shown."""
    house = found(tenant_with(organisation))
    with acting_for(house.pk):
        told = queries.told(found(queries.story_with(pk)))
        if told.why_not is not None or not told.may_picture:
            raise Http404
        return _jpeg(told.story)


@requires(Area.REPORTS, Level.WRITE)
def picture(request: Request, pk: UUID) -> HttpResponse:
    """One story's picture, for those who write stories."""
    return _jpeg(found(queries.story_with(pk)))


@requires(Area.REPORTS, Level.READ)
def report_picture(request: Request, pk: UUID, key: UUID) -> HttpResponse:
    """The picture of a story in a report, for those who read the house's reports."""
    return _jpeg(found(queries.picture_in(the_report(pk), key)))


def _jpeg(row: Story) -> HttpResponse:
    if not row.picture:
        raise Http404
    return jpeg(row.picture)


def jpeg(picture: str) -> HttpResponse:
    """A picture as a file that no browser keeps: the yes to it may end tomorrow."""
    answer = HttpResponse(drawn.opened(picture), content_type="image/jpeg")
    answer["Cache-Control"] = "no-store"
    return answer
