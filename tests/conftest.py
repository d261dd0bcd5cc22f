"""What every test stands on: its own store and keys, a fixed day, and the cast."""

import pytest
from django.utils import translation
from hypothesis import HealthCheck, settings

from favn.kit import encryption
from tests import cast as roll
from tests import databases, parts
from tests.letterbox import SMTP, Letterbox, served
from tests.people.steps import Register

# A busy machine is slow, not wrong: how long an example takes is not what its test asks.
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config, items):
    """Only what belongs to the part of the run that this is; what shares much stays together."""
    kept = [item for item in items if parts.belongs(item, parts.PART)]
    if len(kept) < len(items):
        config.hook.pytest_deselected(items=[item for item in items if item not in set(kept)])
        items[:] = kept
    items.sort(key=parts.waits)
    for item in items:
        if name := parts.group(item):
            item.add_marker(pytest.mark.xdist_group(name))


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment, django_db_blocker, django_db_modify_db_settings, tmp_path_factory
):
    """In place of pytest-django's own, which migrates once for every worker."""
    shared = databases.of_the_run(tmp_path_factory)
    with django_db_blocker.unblock(), databases.standing(shared), django_db_blocker.block():
        yield


@pytest.fixture(autouse=True)
def in_danish():
    """A page in English leaves its language with the thread; no test begins in another's."""
    with translation.override("da"):
        yield


@pytest.fixture(autouse=True)
def own_places(settings, tmp_path):
    """The statistics store and its keys lie in the test's own folder; the clock stands still."""
    settings.FAVN_STORE = tmp_path / "store"
    settings.FAVN_KEYS = tmp_path / "keys"
    settings.TODAY = roll.TODAY
    encryption.add_key(roll.TODAY)
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # Static files are looked for when one is asked for, not listed anew for every browser.
    settings.WHITENOISE_AUTOREFRESH = True


@pytest.fixture
def cast(db) -> roll.Cast:
    """The people and their organisations."""
    return roll.assemble()


@pytest.fixture
def register(cast) -> Register:
    """Medborgerhuset's persons, and Sara's browser."""
    return Register(cast)


@pytest.fixture
def houses(cast) -> roll.Cast:
    """The cast, with activities, a timetable and topics in both houses."""
    roll.furnish(cast)
    return cast


@pytest.fixture
def letterbox(settings):
    """Letters leave by a real mail server, and are kept here."""
    box = Letterbox()
    server = served(box)
    server.start()
    settings.EMAIL_BACKEND, settings.EMAIL_HOST = SMTP, "127.0.0.1"
    settings.EMAIL_PORT = server.port
    yield box
    server.stop()
