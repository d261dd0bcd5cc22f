"""A real browser before a real server on the demo world; each worker has a house of its own."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright

from tests import databases
from tests.browser.walk import DESKTOP, PHONE, become
from tests.letterbox import Letterbox
from tests.letterbox import served as served_letters

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-sync",
    # A moving picture in place of a camera, and nobody to ask whether it may be used.
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
]

NAMES = ("chromium-headless-shell", "chromium")

# A busy machine is slow, not wrong; who waits in vain waits long, and only then.
expect.set_options(timeout=30_000)

PASSWORD = "en lang adgangskode til alle"
PEOPLE = (
    ("sara360", "counsellor"),
    ("sara1280", "counsellor"),
    ("amina", "desk"),
    ("vera", "desk"),
    ("vilma", "counsellor"),
)
FURNISH = f"""
from favn.config import cli
cli.start_django()
from favn.kit import clock, encryption
from favn.people.accounts.actions import NewAccount, invite
try:
    encryption.ring()
except encryption.KeyMissing:
    encryption.add_key(clock.today())
for name, role in {PEOPLE!r}:
    invite(NewAccount(email=name + "@huset.example", name="Sara Prøve", organisation="huset",
        organisation_name="Huset", role=role, password={PASSWORD!r}))
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def favn(home: Path, *words: str, **settings: str):
    """A process of Favn in a home of its own; `settings` are FAVN_… of the environment."""
    env = os.environ | {"FAVN_HOME": str(home), "FAVN_DEMO": "1"} | settings
    env.pop("DJANGO_SETTINGS_MODULE", None)
    return subprocess.Popen([sys.executable, "-m", "favn.config.cli", *words], env=env)


def wait_until_it_answers(address: str, seconds: float = 120) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            urllib.request.urlopen(f"{address}/livez", timeout=1)
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
        else:
            return
    raise TimeoutError("the server did not answer")


def built_once(tmp_path_factory) -> Path:
    """The demo world of this run, built by the first worker that comes and copied by the others."""
    shared = databases.of_the_run(tmp_path_factory)
    with databases.one_at_a_time(shared, "world"):
        if not (shared / "world" / "built").exists():
            assert favn(shared / "world", "demo", "--no-serve").wait(timeout=900) == 0
            (shared / "world" / "built").touch()
    return shared / "world"


@contextmanager
def served(home, **settings):
    """The address of a house while it is served, with settings of its own."""
    port = free_port()
    server = favn(home, "serve", "--port", str(port), **settings)
    try:
        wait_until_it_answers(f"http://localhost:{port}")
        yield f"http://localhost:{port}"
    finally:
        server.terminate()
        server.wait(timeout=60)


@pytest.fixture(scope="session")
def house(tmp_path_factory):
    """Address of a served demo world."""
    home = tmp_path_factory.mktemp("house") / "home"
    shutil.copytree(built_once(tmp_path_factory), home)
    with served(home) as address:
        yield address


@pytest.fixture(scope="session")
def chromium():
    """The browser of this machine; Favn never downloads one."""
    with sync_playwright() as playwright:
        path = os.environ.get("FAVN_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)))
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def visitor(chromium, house):
    """Opens a fresh visitor: `visitor()` on a phone, `visitor(DESKTOP)`, `scripts=False`."""
    contexts = []

    def open_page(size=PHONE, *, scripts: bool = True):
        context = chromium.new_context(
            viewport=size, java_script_enabled=scripts, locale="da-DK", base_url=house,
            timezone_id="Europe/Copenhagen",
        )  # fmt: skip
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(30_000)
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def visitors(chromium):
    """Opens a person's window on a house: `visitors(address, PHONE, name="Sofia Petrović")`."""
    contexts = []

    def visitor(address, size=DESKTOP, name=""):
        context = chromium.new_context(viewport=size, locale="da-DK", base_url=address)
        contexts.append(context)
        page = context.new_page()
        if name:
            become(page, f"Vær {name}")
        return page

    yield visitor
    for context in contexts:
        context.close()


@pytest.fixture
def letterbox():
    """A real mail server for a journey; its `port` goes into FAVN_MAIL_URL."""
    box = Letterbox()
    server = served_letters(box)
    server.start()
    box.port = server.port
    yield box
    server.stop()


@pytest.fixture
def home(tmp_path_factory):
    """A demo world of a journey's own, not served yet."""
    place = tmp_path_factory.mktemp("journey") / "home"
    shutil.copytree(built_once(tmp_path_factory), place)
    return place


@pytest.fixture(scope="session")
def real_house(tmp_path_factory):
    """Address of a served house that is no demo: people sign in with a password."""
    home = tmp_path_factory.mktemp("real")
    settings = {"FAVN_DEMO": "0"}
    assert favn(home, "migrate", **settings).wait(timeout=400) == 0
    environment = os.environ | {"FAVN_HOME": str(home)} | settings
    subprocess.run([sys.executable, "-c", FURNISH], env=environment, check=True, timeout=300)
    with served(home, **settings) as address:
        yield address
