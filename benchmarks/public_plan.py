"""The public plan with 42 initiatives for readers without a session, beside a Wagtail page.

    python benchmarks/public_plan.py
    python benchmarks/public_plan.py --rounds 9 --seconds 4 --clients 4

Both are served by gunicorn with one worker, from SQLite, on this machine: Favn as `favn serve`
does, in a demo world of its own; Wagtail with the same 42 initiatives (number, title, owner,
status, day) as rows of one page, DEBUG off and no cache, as it is after installing. The same
client asks both over connections that are kept, in turns, so that a busy machine slows both; each
answer must hold all 42 titles. A third server answers the same bytes out of a constant and tells
how far gunicorn and the client reach here.

Bar: Favn at least 30 times Wagtail (median of the rounds). Exit 1 below. Wagtail is no part of
Favn: it is put into a temporary environment that goes with the run, or `--wagtail` names an
interpreter that has it.
"""

import argparse
import gzip
import json
import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from html import unescape
from pathlib import Path
from typing import Any

BAR, INITIATIVES = 30.0, 42
# As every browser asks; whoever packs its pages sends fewer bytes.
HEADERS = "Host: localhost\r\nAccept-Language: da\r\nAccept-Encoding: gzip, deflate, br\r\n"
PACKAGES = ("wagtail==8.0.*", "gunicorn==27.*")
PAGE = "/plan/sundhavn/"
ROOT = Path(__file__).resolve().parents[1]

SETTINGS = """
import os
from pathlib import Path
HOME = Path(os.environ["SITE_HOME"])
SECRET_KEY = "only for this measurement"
DEBUG = False
ALLOWED_HOSTS = ["localhost"]
INSTALLED_APPS = [
    "site_of_plans", "wagtail.users", "wagtail.images", "wagtail.documents", "wagtail.sites",
    "wagtail.snippets", "wagtail.search", "wagtail.admin", "wagtail", "modelcluster", "taggit",
    "django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions",
    "django.contrib.messages", "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "site_of_plans.urls"
TEMPLATES = [{
    "BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True,
    "OPTIONS": {"context_processors": [
        "django.template.context_processors.request", "django.contrib.auth.context_processors.auth",
        "django.contrib.messages.context_processors.messages",
    ]},
}]
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": HOME / "db.sqlite3",
                         "CONN_MAX_AGE": None}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
LANGUAGE_CODE, USE_TZ, STATIC_URL = "da", True, "/static/"
WAGTAIL_SITE_NAME = "Plan"
WAGTAILADMIN_BASE_URL = "http://localhost"
LOGGING = {"version": 1, "root": {"level": "ERROR"}}
"""
MODELS = """
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable, Page

class PlanPage(Page):
    lead = models.CharField(max_length=200)

class Initiative(Orderable):
    page = ParentalKey(PlanPage, related_name="initiatives")
    number = models.IntegerField()
    title = models.CharField(max_length=200)
    owner = models.CharField(max_length=200)
    status = models.CharField(max_length=200)
"""
URLS = """
from django.urls import include, path
from wagtail import urls
urlpatterns = [path("", include(urls))]
"""
TEMPLATE = """{% load wagtailcore_tags %}<!DOCTYPE html>
<html lang="da"><head><meta charset="utf-8"><title>{{ page.title }}</title></head>
<body><header><a href="/">Plan</a></header><main><h1>{{ page.title }}</h1><p>{{ page.lead }}</p>
<table><thead><tr><th>Indsats</th><th>Ejer</th><th>Status</th></tr></thead><tbody>
{% for row in page.initiatives.all %}<tr>
<th><a href="{% pageurl page %}{{ row.number }}/">{{ row.number }}. {{ row.title }}</a></th>
<td>{{ row.owner }}</td><td>{{ row.status }}</td></tr>{% endfor %}
</tbody></table></main></body></html>
"""
FILL = """
import json, os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "site_of_plans.settings"
import django
django.setup()
from django.core.management import call_command
call_command("makemigrations", "site_of_plans", verbosity=0)
call_command("migrate", verbosity=0)
from site_of_plans.models import Initiative, PlanPage
from wagtail.models import Page, Site
told = json.loads(open(sys.argv[1]).read())
page = PlanPage(title="Handleplan", slug="plan", lead="42 indsatser")
Page.get_first_root_node().add_child(instance=page)
Initiative.objects.bulk_create(
    Initiative(page=page, sort_order=n, number=n, title=title, owner=owner, status=status)
    for n, (title, owner, status) in enumerate(told, start=1))
Site.objects.update_or_create(is_default_site=True, defaults={"hostname": "localhost",
                                                              "root_page": page})
"""
SERVER = """
import os, sys
from gunicorn.app.base import BaseApplication
class Server(BaseApplication):
    def load_config(self):
        for key, value in {"bind": sys.argv[1], "workers": 1, "threads": 8, "keepalive": 30,
                           "worker_class": "gthread", "loglevel": "warning"}.items():
            self.cfg.set(key, value)
    def load(self):
        if sys.argv[2] == "wagtail":
            os.environ["DJANGO_SETTINGS_MODULE"] = "site_of_plans.settings"
            from django.core.wsgi import get_wsgi_application
            return get_wsgi_application()
        body = open(sys.argv[2], "rb").read()
        heads = [("Content-Type", "text/html"), ("Content-Length", str(len(body)))]
        def constant(environ, start_response):
            start_response("200 OK", heads)
            return [body]
        return constant
Server().run()
"""


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(words: list[str], port: int, env: dict[str, str], cwd: Path) -> Iterator[int]:
    """A server as a process of its own, from its first answer until the block ends."""
    process = subprocess.Popen(words, env=os.environ | env, cwd=cwd)
    try:
        for _ in range(300):
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                time.sleep(0.1)
        yield port
    finally:
        process.terminate()
        process.wait(timeout=20)


def asked(connection: socket.socket, path: str) -> bytes:
    """One answer's body over a kept connection. Raises AssertionError where it is not a page."""
    connection.sendall(f"GET {path} HTTP/1.1\r\n{HEADERS}\r\n".encode())
    got = connection.recv(262144)
    while b"\r\n\r\n" not in got:
        got += connection.recv(262144)
    head, _, body = got.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200"), head[:200]
    length = re.search(rb"content-length: *(\d+)", head, re.IGNORECASE)
    assert length, "an answer without its length"
    while len(body) < int(length[1]):
        body += connection.recv(262144)
    return body


def rate(port: int, path: str, clients: int, seconds: float) -> float:
    """Answers a second over so many kept connections."""
    answered = [0] * clients
    end = time.monotonic() + seconds

    def ask(place: int) -> None:
        with socket.create_connection(("127.0.0.1", port)) as connection:
            while time.monotonic() < end:
                asked(connection, path)
                answered[place] += 1

    threads = [threading.Thread(target=ask, args=(place,)) for place in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(answered) / seconds


def initiatives(page: str) -> list[tuple[str, str, str]]:
    """Title, owner and status of every initiative on Favn's page; the same go into Wagtail."""
    found = []
    for part in page.split("<h2>")[1:]:
        owner = unescape(part.partition("</h2>")[0])
        rows = re.findall(r'<th scope="row"><a [^>]*>\d+\. (.*?)</a>.*?<td>(.*?)<', part, re.DOTALL)
        found += [(unescape(title), owner, unescape(status).strip()) for title, status in rows]
    assert len(found) == INITIATIVES, f"{len(found)} initiatives on the page"
    return found


def wagtail_python(given: str, home: Path) -> str:
    """An interpreter that has Wagtail."""
    if given:
        return given
    subprocess.run([sys.executable, "-m", "venv", str(home / "venv")], check=True)
    python = str(home / "venv" / "bin" / "python")
    subprocess.run([python, "-m", "pip", "install", "-q", *PACKAGES], check=True)
    return python


def build_site(python: str, home: Path, told: list[tuple[str, str, str]]) -> None:
    """A Wagtail site with one page of these initiatives."""
    site = home / "site_of_plans"
    (site / "templates" / "site_of_plans").mkdir(parents=True)
    for name, text in (("__init__", ""), ("settings", SETTINGS), ("models", MODELS),
                       ("urls", URLS)):  # fmt: skip
        (site / f"{name}.py").write_text(text)
    (site / "templates" / "site_of_plans" / "plan_page.html").write_text(TEMPLATE)
    (home / "told.json").write_text(json.dumps(told))
    env = os.environ | {"SITE_HOME": str(home), "PYTHONPATH": str(home)}
    subprocess.run([python, "-c", FILL, str(home / "told.json")], check=True, env=env, cwd=home)


def favn_serving(stack: ExitStack, home: Path) -> int:
    """Favn's server on a demo world of its own; its port."""
    env = {"FAVN_HOME": str(home / "favn"), "FAVN_DEMO": "1", "PYTHONPATH": str(ROOT / "src")}
    env["FAVN_DATABASE_URL"] = ""
    favn, port = [sys.executable, "-m", "favn.config.cli"], free_port()
    subprocess.run([*favn, "demo", "--no-serve"], check=True, env=os.environ | env,
                   stdout=subprocess.DEVNULL)  # fmt: skip
    stack.enter_context(served([*favn, "serve", "--port", str(port)], port, env, ROOT))
    return port


def body_of(port: int, path: str) -> bytes:
    """One page."""
    with socket.create_connection(("127.0.0.1", port)) as connection:
        body = asked(connection, path)
    return gzip.decompress(body) if body.startswith(b"\x1f\x8b") else body


def measure(rounds: int, seconds: float, clients: int, given: str) -> dict[str, Any]:
    """Favn, Wagtail and the constant in turn; a first round warms all three and is not counted."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        home = Path(folder)
        python = wagtail_python(given, home)
        favn = favn_serving(stack, home)
        page = body_of(favn, PAGE)
        told = initiatives(page.decode())
        build_site(python, home, told)
        (home / "constant").write_bytes(page)
        wagtail, constant = free_port(), free_port()
        env = {"SITE_HOME": str(home), "PYTHONPATH": str(home)}
        for port, what, who in ((wagtail, "wagtail", python),
                                (constant, str(home / "constant"), sys.executable)):  # fmt: skip
            words = [who, "-c", SERVER, f"127.0.0.1:{port}", what]
            stack.enter_context(served(words, port, env, home))
        theirs = unescape(body_of(wagtail, "/").decode())
        assert all(title in theirs for title, *_ in told), "Wagtail shows other initiatives"
        asking = ((favn, PAGE), (wagtail, "/"), (constant, "/"))
        every = [[rate(port, path, clients, seconds) for port, path in asking]
                 for _ in range(rounds + 1)][1:]  # fmt: skip
        return report(every, len(page), len(theirs.encode()))


def report(every: list[list[float]], ours: int, theirs: int) -> dict[str, Any]:
    """Rates and ratios in words."""
    ratios = [favn / wagtail for favn, wagtail, _ in every]
    middle = [round(statistics.median(column)) for column in zip(*every, strict=True)]
    return {
        "favn_per_second": middle[0],
        "wagtail_per_second": middle[1],
        "constant_per_second": middle[2],
        "favn_bytes": ours,
        "wagtail_bytes": theirs,
        "ratio_min": round(min(ratios), 1),
        "ratio": round(statistics.median(ratios), 1),
        "ratio_max": round(max(ratios), 1),
    }


def main() -> int:
    """Measure, print, and say whether the bar holds."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=3.0)
    parser.add_argument("--clients", type=int, default=2)
    parser.add_argument("--wagtail", default="", help="an interpreter with the packages")
    options = parser.parse_args()
    found = measure(options.rounds, options.seconds, options.clients, options.wagtail)
    found |= {"bar": BAR, "holds": found["ratio"] >= BAR}
    print(json.dumps(found, indent=2))
    return 0 if found["holds"] else 1


if __name__ == "__main__":
    raise SystemExit(main())
