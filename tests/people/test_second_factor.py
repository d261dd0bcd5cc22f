"""The second factor: no page about persons opens without it; a code works once; secrets are sealed.

Codes are made here as RFC 6238 says, so that the app's own arithmetic is not asked about itself.
"""

import base64
import hashlib
import hmac
import re
import struct
import time
from uuid import uuid4

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.core.cache import caches

from favn.config import documents
from favn.people.accounts import second_factor
from favn.people.accounts.models import Account, Invitation
from favn.people.accounts.roles import ROLES

committing = pytest.mark.django_db(transaction=True)
"""What follows from a new factor is done when its transaction has been committed."""
PASSWORD = "en lang adgangskode til sara"
ROOM = 8
"""Seconds that a code should still live when it is read."""
PERSON_ROLES = [role.key for role in ROLES if role.opens_persons]


def code_for(secret, at=None):
    """RFC 6238 with SHA-1, six digits, thirty seconds."""
    step = struct.pack(">Q", int(at or time.time()) // 30)
    digest = hmac.new(base64.b32decode(secret), step, hashlib.sha1).digest()
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 10**6:06}"


def code_now(secret):
    """The code an app shows; near the end of its thirty seconds the next one, which lives longer
    than a busy machine needs to send it."""
    if (left := 30 - time.time() % 30) < ROOM:
        time.sleep(left)
    return code_for(secret)


@pytest.fixture(autouse=True)
def clean_cache(db):
    caches["default"].clear()


@pytest.fixture
def sara(pages):
    pages.sara.set_password(PASSWORD)
    pages.sara.save()
    return pages.sara


def sign_in(cast, account, password=PASSWORD):
    client = cast.visit()
    client.post("/konto/login/", {"login": account.email, "password": password})
    return client


def make_app(client):
    """Set an app up; the answer is its secret."""
    page = client.get("/konto/2fa/totp/activate/")
    secret = re.search(r'fv-code">([A-Z2-7]+)<', page.content.decode())[1]
    answer = client.post("/konto/2fa/totp/activate/", {"code": code_now(secret)})
    assert answer.status_code == 302, answer.content.decode()
    return secret


def test_roles_that_open_persons_are_known():
    assert PERSON_ROLES == [
        "counsellor",
        "nurse",
        "doctor",
        "lawyer",
        "coordinator",
        "volunteers",
        "programme",
        "caseworker",
    ]


def test_the_code_is_that_of_the_standard():
    """RFC 6238, appendix B: the last six of 94287082 at second 59."""
    assert code_for(base64.b32encode(b"12345678901234567890").decode(), 59) == "287082"


@pytest.mark.parametrize("who", ["sara", "nora", "ida"])
def test_a_role_that_opens_persons_reaches_no_page_without_a_second_factor(pages, who):
    client = pages.visit(getattr(pages, who), factor=False)
    reached = []
    for route, access in documents.own_addresses():
        if access.area and "<" not in route:
            answer = client.get(f"/{route}")
            if not answer.headers.get("Location", "").startswith("/konto/to-trin/"):
                reached.append((route, answer.status_code))
    assert reached == []


def test_another_role_is_asked_only_where_persons_are(pages):
    amina = pages.visit(pages.amina, factor=False)
    assert amina.get("/i-dag/").status_code == 200
    assert amina.get("/p/tavs/")["Location"].startswith("/konto/to-trin/")


@pytest.mark.parametrize("who", ["jonas", "birgitte"])
def test_a_leader_gives_no_role_by_a_password_alone(pages, mailoutbox, who):
    """The role of a leader opens no person, and lets in whoever does: so are both steps asked."""
    client = pages.visit(getattr(pages, who), factor=False)
    assert client.get("/hjem/", follow=True).status_code == 200
    form = {"id": str(uuid4()), "name": "Ond", "email": "ond@x.example"}
    form["role"] = "counsellor" if who == "jonas" else "caseworker"
    for page in ("/konto/medarbejdere/", "/konto/medarbejdere/inviter/"):
        for answer in (client.get(page), client.post(page, form)):
            assert answer.status_code == 302
            assert answer["Location"].startswith("/konto/to-trin/?next=")
    assert mailoutbox == []
    with pages.acting(getattr(pages, who)):
        assert not Invitation.objects.owned().exists()


@committing
def test_one_is_led_to_make_an_app_and_comes_in(pages, sara):
    client = sign_in(pages, sara)
    assert client.get("/p/tavs/")["Location"] == "/konto/to-trin/?next=%2Fp%2Ftavs%2F"
    assert "Lav en adgangsnøgle" in client.get("/konto/to-trin/").content.decode()
    make_app(client)
    assert client.get("/p/tavs/").status_code == 200


@committing
def test_next_time_the_password_alone_does_not_sign_in(pages, sara):
    make_app(sign_in(pages, sara))
    client = sign_in(pages, sara)
    assert client.get("/p/tavs/")["Location"].startswith("/konto/login/")
    assert "Andet trin" in client.get("/konto/2fa/authenticate/").content.decode()


@committing
def test_with_the_code_one_comes_in_and_the_same_code_is_refused_afterwards(pages, sara):
    secret = make_app(sign_in(pages, sara))
    first, second = sign_in(pages, sara), sign_in(pages, sara)
    code = code_now(secret)
    assert first.post("/konto/2fa/authenticate/", {"code": code}).status_code == 302
    assert first.get("/p/tavs/").status_code == 200
    refused = second.post("/konto/2fa/authenticate/", {"code": code})
    assert "Det passer ikke" in refused.content.decode()
    assert second.get("/p/tavs/").status_code == 302


@committing
def test_an_emergency_code_works_once(pages, sara):
    owner = sign_in(pages, sara)
    make_app(owner)
    page = owner.get("/konto/2fa/recovery-codes/").content.decode()
    codes = re.findall(r"<code>(\d{8})</code>", page)
    assert len(codes) == 10
    for expected in (200, 302):
        client = sign_in(pages, sara)
        client.post("/konto/2fa/authenticate/", {"code": codes[0]})
        assert client.get("/p/tavs/").status_code == expected


@committing
def test_secrets_lie_sealed(pages, sara):
    client = sign_in(pages, sara)
    secret = make_app(client)
    kept = " ".join(str(row.data) for row in Authenticator.objects.all())
    assert secret not in kept
    assert not re.search(r"\b[0-9a-f]{80}\b", kept), "the seed of the emergency codes"


def test_the_secret_that_waits_for_its_first_code_lies_sealed_too(pages, sara):
    client = sign_in(pages, sara)
    page = client.get("/konto/2fa/totp/activate/").content.decode()
    secret = re.search(r'fv-code">([A-Z2-7]+)<', page)[1]
    rows = [base64.b64decode(row.session_data) for row in Session.objects.all()]
    assert rows
    assert not any(secret.encode() in row for row in rows)
    assert client.session["mfa.totp.secret"] == secret


@committing
def test_wrong_codes_are_stopped_after_five(pages, sara):
    secret = make_app(sign_in(pages, sara))
    client = sign_in(pages, sara)
    for _ in range(6):
        answer = client.post("/konto/2fa/authenticate/", {"code": "000000"})
    assert "prøvet for mange gange" in answer.content.decode()
    answer = client.post("/konto/2fa/authenticate/", {"code": code_for(secret)})
    assert answer.status_code == 200
    assert client.get("/p/tavs/").status_code == 302


@committing
def test_a_session_without_a_factor_may_not_change_the_ones_that_stand(pages, sara):
    old = sign_in(pages, sara)
    make_app(sign_in(pages, sara))
    for page in (
        "totp/deactivate/",
        "webauthn/add/",
        "recovery-codes/",
        "recovery-codes/generate/",
    ):
        assert old.get(f"/konto/2fa/{page}")["Location"].startswith("/konto/2fa/reauthenticate/")
        assert old.post(f"/konto/2fa/{page}", {}).status_code == 302
    assert Authenticator.objects.filter(user=sara, type="totp").exists()
    assert old.get("/p/tavs/")["Location"].startswith("/konto/2fa/reauthenticate/")


@committing
def test_without_the_app_one_is_led_to_make_another(pages, sara):
    client = sign_in(pages, sara)
    make_app(client)
    client.post("/konto/2fa/totp/deactivate/", {})
    assert not Authenticator.objects.exists()
    fresh = sign_in(pages, sara)
    assert fresh.get("/p/tavs/")["Location"].startswith("/konto/to-trin/")


def test_in_the_demo_no_second_step_is_asked_and_the_page_says_so(pages, settings):
    settings.DEMO = True
    Account.objects.filter(pk=pages.sara.pk).update(is_demo=True)
    client = pages.visit()
    client.post("/vaelg/", {"account": str(pages.sara.pk)})
    answer = client.get("/kit/")
    assert client.get("/p/tavs/").status_code == 200
    assert "intet andet trin" in answer.content.decode()


def test_a_real_account_beside_the_demo_is_asked(pages, settings):
    settings.DEMO = True
    client = pages.visit(pages.sara, factor=False)
    assert client.get("/p/tavs/")["Location"].startswith("/konto/to-trin/")


def test_outside_the_demo_a_person_of_the_demo_is_nobody(pages, settings):
    settings.DEMO = True
    Account.objects.filter(pk=pages.amina.pk).update(is_demo=True)
    client = pages.visit()
    client.post("/vaelg/", {"account": str(pages.amina.pk)})
    assert client.get("/i-dag/").status_code == 200
    settings.DEMO = False
    assert client.get("/i-dag/")["Location"].startswith("/konto/login/")


def test_no_code_of_the_demo_opens_anything(settings):
    assert not hasattr(settings, "MFA_TOTP_INSECURE_BYPASS_CODE")
    assert second_factor.is_demo(Account(id=uuid4(), is_demo=True)) is False


def speaks_danish(html):
    return re.search(r"<title>\S.+ – Favn</title>", html) and not re.search(
        r"\b(Two-Factor|Authenticator|Passwordless|Submit|Security Key|Recovery)\b", html
    )


@pytest.mark.parametrize(
    "page",
    [
        "/konto/to-trin/", "/konto/2fa/", "/konto/2fa/totp/activate/", "/konto/2fa/webauthn/",
        "/konto/2fa/webauthn/add/", "/konto/sessioner/", "/konto/reauthenticate/",
    ],
)  # fmt: skip
def test_the_pages_of_signing_in_are_danish_and_have_their_title(pages, sara, page):
    assert speaks_danish(sign_in(pages, sara).get(page).content.decode())


@committing
def test_the_pages_of_whoever_has_an_app_are_danish_too(pages, sara):
    client = sign_in(pages, sara)
    make_app(client)
    for page in ("", "recovery-codes/", "recovery-codes/generate/", "totp/deactivate/"):
        assert speaks_danish(client.get(f"/konto/2fa/{page}").content.decode()), page
    assert speaks_danish(client.get("/konto/2fa/reauthenticate/").content.decode())
    codes = client.get("/konto/2fa/recovery-codes/download/").content.decode()
    assert codes.startswith("Favn: Dine nødkoder")
