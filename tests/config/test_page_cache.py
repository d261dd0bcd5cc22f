"""Pages kept for everybody: fresh at the next question, each house and language apart, bounded."""

import gzip
import os
import subprocess
import sys
import uuid
from io import BytesIO
from urllib.parse import urlsplit

import pytest
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.http import HttpResponse

from favn.config import pagecache
from favn.config.pagecache import PageCache
from favn.kit import clock, kept
from favn.kit.models import ContentVersion
from favn.kit.tenancy import acting_for
from favn.policy import actions
from favn.policy.choices import Status
from favn.policy.models import Plan
from tests.cast import assemble, furnish, organisation
from tests.policy.public_steps import PLAN, close_round, publish
from tests.policy.steps import at, initiative, visits

ANOTHER_PROCESS = """
import sys
from uuid import UUID
from django.conf import settings
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "favn.config.settings"
import django
django.setup()
from favn.kit import clock
from favn.kit.tenancy import acting_for
from favn.people.accounts.models import Account
from favn.policy import actions
from favn.policy.models import Plan
house, plan, account = map(UUID, sys.argv[1:])
by = Account.objects.get(pk=account)
with acting_for(house, account):
    row = Plan.objects.owned().get(pk=plan)
    actions.take_plan_back(plan=row, by=by, at=clock.now())
"""


@pytest.fixture
def city(transactional_db):
    """The cast with a public plan, committed."""
    cast = assemble()
    furnish(cast)
    with cast.acting(cast.birgitte):
        plan = actions.open_plan(
            id=uuid.uuid4(), slug="plan", title="Plan for fællesskab", first_year=2025,
            last_year=2027, by=cast.birgitte, at=at(),
        )  # fmt: skip
    row = initiative(cast, plan)
    close_round(cast, plan, {row: ("Det går fremad.", Status.RUNNING)})
    publish(cast, plan)
    return cast, plan, row


class Reader:
    """Asks the application as a server does, and counts how often Django was asked."""

    def __init__(self, **bounds):
        self.django = 0
        inner = get_wsgi_application()

        def counted(environ, start_response):
            self.django += 1
            return inner(environ, start_response)

        self.cache = PageCache(counted, **{"window": 0.0} | bounds)

    def get(self, path, query="", method="GET", **headers):
        environ = {
            "REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": query, "SCRIPT_NAME": "",
            "SERVER_NAME": "localhost", "SERVER_PORT": "80", "HTTP_HOST": "localhost",
            "wsgi.url_scheme": "http", "wsgi.input": BytesIO(), "wsgi.errors": sys.stderr,
            "SERVER_PROTOCOL": "HTTP/1.1", "wsgi.version": (1, 0), **headers,
        }  # fmt: skip
        said = []
        body = b"".join(self.cache(environ, lambda *words: said.extend(words)))
        return int(said[0].split()[0]), dict(said[1]), body

    def text(self, path=PLAN, **headers):
        return self.get(path, **headers)[2].decode()


def change_title(cast, row, title):
    with cast.acting(cast.birgitte):
        row.refresh_from_db()
        actions.change_initiative(
            initiative=row, version=row.version, title=title, owner=row.owner, starts_on=None,
            ends_on=None, by=cast.birgitte, at=clock.now(),
        )  # fmt: skip


def test_the_second_reader_is_answered_without_django(city):
    reader = Reader()
    first, second = reader.get(PLAN), reader.get(PLAN)
    assert first == second
    assert first[0] == 200
    assert b"Hverdagshj\xc3\xa6lp" in first[2]
    assert reader.django == 1


@pytest.mark.parametrize(
    "path", [PLAN, f"{PLAN}plan/", f"{PLAN}plan/7/", f"{PLAN}plan/nyt.atom", "/om-tallene/", "/"]
)
def test_what_everybody_reads_is_kept(city, path):
    reader = Reader()
    assert reader.get(path)[0] == 200
    reader.get(path)
    assert reader.django == 1


def test_a_change_is_fresh_at_once(city):
    cast, plan, row = city
    reader = Reader()
    assert "Hverdagshjælp" in reader.text()
    change_title(cast, row, "Hjælp i hverdagen")
    assert "Hjælp i hverdagen" in reader.text()
    with cast.acting(cast.birgitte):
        actions.take_plan_back(plan=plan, by=cast.birgitte, at=clock.now())
    assert "har ikke gjort en plan offentlig" in reader.text()
    assert reader.get(f"{PLAN}plan/")[0] == 404


def test_a_change_that_was_rolled_back_changes_nothing(city):
    from django.db import transaction  # noqa: PLC0415

    cast, _plan, row = city
    reader = Reader()
    reader.get(PLAN)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        change_title(cast, row, "Aldrig")
        raise ZeroDivisionError
    assert "Aldrig" not in reader.text()
    assert reader.django == 1


def test_another_process_changes_the_plan_and_this_one_tells(city, settings):
    cast, plan, _row = city
    reader = Reader()
    assert "Hverdagshjælp" in reader.text()
    name = connection.settings_dict["NAME"]
    env = os.environ | {"FAVN_DATABASE_URL": address(name), "FAVN_TODAY": str(settings.TODAY)}
    keys = [str(k) for k in (cast.sundhavn.pk, plan.pk, cast.birgitte.pk)]
    subprocess.run([sys.executable, "-c", ANOTHER_PROCESS, *keys], env=env, check=True)
    assert "Hverdagshjælp" not in reader.text()


def address(name):
    """The test's own database as a setting."""
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return urlsplit(os.environ["FAVN_DATABASE_URL"])._replace(path=f"/{name}").geturl()


def test_within_the_window_the_database_is_asked_once(city, django_assert_num_queries):
    reader = Reader(window=60.0)
    with django_assert_num_queries(1):
        reader.cache.known.now()
        reader.cache.known.now()
    assert pagecache.WINDOW < 1


def test_a_signed_in_person_neither_gets_nor_fills_a_kept_page(city):
    cast, _plan, _row = city
    reader = Reader()
    client = cast.visit(cast.birgitte)
    cookie = {"HTTP_COOKIE": f"sessionid={client.cookies['sessionid'].value}"}
    assert "Birgitte" in reader.text(**cookie)
    assert reader.cache.pages == {}
    assert "Birgitte" not in reader.text()
    assert "Birgitte" in reader.text(**cookie)
    assert reader.django == 3
    status, headers, _body = reader.get(PLAN, **cookie)
    assert (status, headers["Cache-Control"]) == (200, "no-store")


def test_two_organisations_are_kept_apart(city):
    cast, _plan, row = city
    reader = Reader()
    theirs = "/plan/naboerne/"
    assert "Naboerne i Nord har ikke" in reader.text(theirs)
    assert "Hverdagshjælp" in reader.text()
    change_title(cast, row, "Ny titel")
    reader.get(theirs)
    assert reader.django == 2
    assert "Ny titel" in reader.text()
    assert reader.django == 3


def test_each_language_has_its_page(city):
    reader = Reader()
    assert 'lang="da"' in reader.text()
    assert 'lang="en"' in reader.text(HTTP_ACCEPT_LANGUAGE="en-GB,en;q=0.9")
    assert 'lang="en"' in reader.text(HTTP_COOKIE="django_language=en; other=1")
    assert 'lang="da"' in reader.text(HTTP_ACCEPT_LANGUAGE="da")
    assert reader.django == 2
    assert "Accept-Language" in reader.get(PLAN)[1]["Vary"]


def test_a_new_municipality_stands_on_the_first_page_at_once(city):
    """It was not there when the page was made, so no version of its own told of it."""
    reader = Reader()
    assert "Nabostad" not in reader.text("/")
    new = organisation("nabostad", "Nabostad Kommune", "municipality")
    with acting_for(new.pk):
        Plan.objects.create(
            organisation=new, slug="plan", title="Plan", first_year=2025, last_year=2027,
            public_since=at(),
        )  # fmt: skip
    assert "Nabostad" in reader.text("/")
    reader.get("/")
    assert reader.django == 2


def test_an_association_that_writes_makes_the_initiative_fresh(city):
    """Its counts may stand there."""
    cast, _plan, row = city
    from tests.policy.steps import ask  # noqa: PLC0415

    ask(cast, row)
    reader = Reader()
    reader.get(f"{PLAN}plan/7/")
    with cast.acting(cast.jonas):
        cast.topics["brev@medborgerhuset"].save()
    reader.get(f"{PLAN}plan/7/")
    assert reader.django == 2


def test_a_tap_marks_nothing(city):
    cast, _plan, _row = city
    before = kept.versions()
    visits(cast, 2)
    assert kept.versions() == before


def test_a_query_is_never_kept(city):
    reader = Reader()
    for number in range(5):
        assert reader.get(PLAN, query=f"x={number}")[0] == 200
    assert reader.cache.pages == {}


@pytest.mark.parametrize(
    "path", ["/plan/findes-ikke/", f"{PLAN}plan/99/", "/planen/", "/findes-ikke/"]
)
def test_what_is_not_a_page_is_never_kept(city, path):
    reader = Reader()
    assert reader.get(path)[0] in (302, 404)
    assert reader.cache.pages == {}


def test_whoever_has_the_page_is_told_so(city):
    reader = Reader()
    etag = reader.get(PLAN)[1]["ETag"]
    status, headers, body = reader.get(PLAN, HTTP_IF_NONE_MATCH=f'"x", {etag}')
    assert (status, body) == (304, b"")
    assert headers["ETag"] == etag
    assert "Content-Length" not in headers
    change_title(city[0], city[2], "Anden titel")
    assert reader.get(PLAN, HTTP_IF_NONE_MATCH=etag)[0] == 200


def test_it_is_packed_for_whoever_takes_it(city):
    reader = Reader()
    _status, headers, body = reader.get(PLAN, HTTP_ACCEPT_ENCODING="br, gzip")
    assert headers["Content-Encoding"] == "gzip"
    assert int(headers["Content-Length"]) == len(body)
    plain = reader.get(PLAN, HTTP_ACCEPT_ENCODING="gzip;q=0, identity")
    assert gzip.decompress(body) == plain[2]
    assert "Content-Encoding" not in plain[1]


def test_a_head_has_the_headers_and_no_body(city):
    reader = Reader()
    length = reader.get(PLAN)[1]["Content-Length"]
    status, headers, body = reader.get(PLAN, method="HEAD")
    assert (status, headers["Content-Length"], body) == (200, length, b"")


def test_kept_pages_keep_their_policy_and_hold_no_token(city):
    reader = Reader()
    for _twice in range(2):
        _status, headers, body = reader.get(PLAN)
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
        assert "Set-Cookie" not in headers
        assert b"csrfmiddlewaretoken" not in body


def answering(response, **bounds):
    """A cache before an application that always answers the same."""

    def app(_environ, start_response):
        start_response("200 OK", [*response.items()])
        return response

    return PageCache(app, window=0.0, **bounds)


@pytest.mark.parametrize(
    "headers", [{"Set-Cookie": "a=b"}, {"Content-Security-Policy": "script-src 'nonce-abc'"}]
)
def test_a_page_with_something_personal_is_refused(transactional_db, headers):
    cache = answering(kept.keep(HttpResponse("x", headers=headers)))
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": "/", "wsgi.url_scheme": "http",
               "HTTP_HOST": "x"}  # fmt: skip
    list(cache(environ, lambda *_: None))
    assert cache.pages == {}


def test_memory_is_bounded_and_the_unread_go_first(transactional_db):
    cache = answering(kept.keep(HttpResponse("x" * 300)), most=1000)

    def ask(path):
        environ = {"REQUEST_METHOD": "GET", "PATH_INFO": path, "wsgi.url_scheme": "http",
                   "HTTP_HOST": "x"}  # fmt: skip
        list(cache(environ, lambda *_: None))

    for path in ("/a", "/b", "/c", "/a", "/d"):
        ask(path)
    assert [key[2] for key in cache.pages] == ["/c", "/a", "/d"]
    assert cache.size == 900


def test_without_the_database_django_is_asked(transactional_db, monkeypatch):
    from django.db import DatabaseError  # noqa: PLC0415

    def gone():
        raise DatabaseError

    cache = answering(kept.keep(HttpResponse("x")))
    cache.known.read = gone
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": "/", "wsgi.url_scheme": "http",
               "HTTP_HOST": "x"}  # fmt: skip
    assert list(cache(environ, lambda *_: None)) == [b"x"]
    assert cache.pages == {}


def test_a_version_belongs_to_the_tenant_that_wrote(city):
    cast, _plan, _row = city
    assert cast.sundhavn.pk in kept.versions()
    assert ContentVersion.objects.filter(tenant=cast.sundhavn.pk).count() == 1
