"""Favn's settings, in one file; everything a host may choose is read by `environment`."""

import os
import secrets
from contextlib import suppress
from pathlib import Path

from csp.constants import NONCE, NONE, SELF
from django.utils.translation import gettext_lazy as _

from favn.config import environment as env
from favn.kit.sqlite import use_newest_library

use_newest_library()

PACKAGE = Path(__file__).resolve().parent.parent
HOME = Path(env.text("FAVN_HOME", "var")).resolve()
(HOME / "static").mkdir(parents=True, exist_ok=True)


def kept_secret(file: Path) -> str:
    """The host's own secret: made once, readable by its owner only, never in the repository.

    It appears whole: of several processes that start in a new home, each reads the first one's.
    """
    if not file.exists():
        fresh = file.with_suffix(f".{os.getpid()}-{secrets.token_hex(4)}")
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as handle:
            handle.write(secrets.token_urlsafe(48))
        with suppress(FileExistsError):
            file.hardlink_to(fresh)
        fresh.unlink()
    return file.read_text(encoding="ascii").strip()


DEBUG = env.flag("FAVN_DEBUG")
DEMO = env.flag("FAVN_DEMO")
TODAY = env.day("FAVN_TODAY")
SECRET_KEY = env.text("FAVN_SECRET_KEY") or kept_secret(HOME / "secret.key")
ALLOWED_HOSTS = env.text("FAVN_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
HTTPS = env.flag("FAVN_HTTPS", default=False)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    # The cellar stands before allauth so that sign-in pages come in our own frame.
    "favn.kit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "favn.people.organisations",
    "favn.people.persons",
    "favn.people.accounts",
    "favn.people.referrals",
    "favn.people.register",
    "favn.gatherings",
    "favn.surveys",
    "favn.policy",
    "favn.associations",
    "favn.centre",
    "favn.pathways",
    "favn.barometer",
    "favn.publishing",
    "favn.config",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "favn.people.accounts.middleware.DoorMiddleware",
    "favn.config.wrong_way.WrongWayMiddleware",
]
ROOT_URLCONF = "favn.config.urls"
WSGI_APPLICATION = "favn.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "favn.config.menu.navigation",
            ],
        },
    }
]

DATABASES = {"default": env.database("FAVN_DATABASE_URL", HOME / "favn.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = ["favn.people.accounts.backend.Backend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "favn.people.accounts.adapter.InvitedOnly"
ACCOUNT_FORMS = {
    "login": "favn.people.accounts.forms.SignInForm",
    "change_password": "favn.people.accounts.forms.ChangePasswordForm",
    "reset_password": "favn.people.accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "favn.people.accounts.forms.NewPasswordForm",
    "reauthenticate": "favn.people.accounts.forms.PasswordAgainForm",
}
ACCOUNT_SESSION_REMEMBER = False
# Guessing is slowed for strangers by address and by account; a browser that has signed in before
# is counted apart, so that nobody can shut somebody out (`people.accounts.devices`).
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/5m/key", "reauthenticate": "10/m/user"}
MFA_ADAPTER = "favn.people.accounts.adapter.SecondFactors"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "Favn"
MFA_FORMS = {
    "authenticate": "favn.people.accounts.forms.CodeForm",
    "reauthenticate": "favn.people.accounts.forms.CodeAgainForm",
    "activate_totp": "favn.people.accounts.forms.AppForm",
    "add_webauthn": "favn.people.accounts.forms.PasskeyForm",
    "edit_webauthn": "favn.people.accounts.forms.PasskeyNameForm",
}
# Codes that were used and attempts that failed are known to every worker.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "favn_cache",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    }
}
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_LOGOUT_REDIRECT_URL = "start"
globals().update(env.mail("FAVN_MAIL_URL"))
DEFAULT_FROM_EMAIL = env.text("FAVN_MAIL_FROM", "favn@localhost")
EMAIL_TIMEOUT = 5

# The proxies whose word about the client's address is taken; nobody else's is.
TRUSTED_PROXIES = env.proxies("FAVN_TRUSTED_PROXIES")

SESSION_ENGINE = "favn.people.accounts.sessions"
# Minutes without a sign before the screen locks, where the host wants less than the role says.
LOCK_MINUTES = env.minutes("FAVN_LOCK_MINUTES")
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "favn.config.views.form_expired"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

LANGUAGE_CODE = "da"
LANGUAGES = [("da", _("Dansk")), ("en", _("English"))]
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = "Europe/Copenhagen"
USE_TZ = True
USE_THOUSAND_SEPARATOR = True

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
WHITENOISE_USE_FINDERS = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

# The lists that assemble the rooms; the cellar reads them by name and so knows no room.
FAVN_FIGURES = "favn.config.figures.FIGURES"
FAVN_OF_PERSON = "favn.config.menu.OF_PERSON"
FAVN_OF_LEAVERS = "favn.config.menu.OF_LEAVERS"
FAVN_TEAM_WORK = "favn.config.leavers.TEAM_WORK"
FAVN_LEFT_WORK = "favn.config.leavers.LEFT_WORK"
FAVN_OF_GATHERING = "favn.config.menu.OF_GATHERING"
FAVN_CLOCKS = "favn.config.clocks.CLOCKS"
FAVN_STORE = HOME / "store"
FAVN_KEYS = HOME / "keys"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # A page that stays shut is not a fault of the house.
    "loggers": {"django.request": {"level": "ERROR"}},
}
