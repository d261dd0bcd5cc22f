"""Pages about persons as rooms declare them, so that the door is tried before rooms have any."""

from uuid import UUID

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.template.response import TemplateResponse
from django.urls import include, path

from favn.kit import looking
from favn.people.accounts import lookups
from favn.people.accounts.choices import Look
from favn.people.accounts.door import public, requires
from favn.people.accounts.roles import Area, Level

about_persons = requires(Area.PERSONS, Level.READ, about_persons=True)


@about_persons
def person(request, pk):
    """A record that says itself that it was opened, as `persons` does where a name is read."""
    looking.saw(pk)
    return HttpResponse("Zahra")


@about_persons
def silent(request):
    """A page that forgets to say anything."""
    return HttpResponse("ok")


@about_persons
def found(request):
    lookups.note(Look.SEARCH, criterion=request.GET["q"])
    looking.saw(*map(UUID, request.GET.getlist("hit")))
    return HttpResponse("ok")


@about_persons
def printed(request, pk):
    lookups.note(Look.PRINT, persons=[pk], purpose="Brev til kommunen")
    return TemplateResponse(request, "403.html")


@about_persons
def broken(request, pk):
    looking.saw(pk)
    raise ZeroDivisionError


@about_persons
def missing(request, pk):
    lookups.note(persons=[pk])
    raise Http404


@about_persons
def late(request, pk):
    def lines():
        looking.saw(pk)
        yield b"Zahra"

    return StreamingHttpResponse(lines())


@requires(Area.FIGURES, Level.COUNT)
def undeclared(request, pk):
    looking.saw(pk)
    return HttpResponse("Zahra")


@public("a person's own page")
def own(request, pk):
    with looking.by_themselves():
        looking.saw(pk)
    return HttpResponse("Zahra")


urlpatterns = [
    path("p/<uuid:pk>/", person, name="person"),
    path("p/tavs/", silent, name="silent"),
    path("p/soeg/", found, name="found"),
    path("p/<uuid:pk>/print/", printed, name="printed"),
    path("p/<uuid:pk>/fejl/", broken, name="broken"),
    path("p/<uuid:pk>/vaek/", missing, name="missing"),
    path("p/<uuid:pk>/sent/", late, name="late"),
    path("p/<uuid:pk>/uden/", undeclared, name="undeclared"),
    path("p/<uuid:pk>/egen/", own, name="own"),
    path("", include("favn.config.urls")),
]
