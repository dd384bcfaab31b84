"""Django's settings for a server that many people share: those of one journal, and what accounts need."""

from datetime import timedelta
from pathlib import Path
from typing import cast

from django.utils.functional import SimpleLazyObject

from smallwins import config
from smallwins.language import NAMES
from smallwins.server.database import counters, django_database
from smallwins.server.secret import secret_key
from smallwins.server.settings import *  # noqa: F403 - Django's way of building one file of settings on another
from smallwins.server.settings import CONTENT_SECURITY_POLICY, SMALLWINS, TEMPLATES, WEB

# Tools such as mypy read these settings where no server is run.
_shared = config.shared() or config.shared({"DATABASE_URL": f"sqlite:///{SMALLWINS.journal}"})
assert _shared is not None
SMALLWINS_SHARED = _shared
_secret_file = Path(_shared.secret_file) if _shared.secret_file else None
SECRET_KEY = cast("str", SimpleLazyObject(lambda: secret_key(SMALLWINS.home, _secret_file)))
ROOT_URLCONF = "smallwins.server.shared_urls"
ALLOWED_HOSTS = [_shared.url.partition("://")[2].partition(":")[0]]
CSRF_TRUSTED_ORIGINS = [_shared.url]
DATABASES = {"default": django_database(_shared.database)}
if config.sqlite_path(_shared.database):
    DATABASES["counters"] = counters(SMALLWINS.home)
    DATABASE_ROUTERS = ["smallwins.server.database.CountersApart"]
USE_I18N = True  # Django's own words, in the forms of accounts
LANGUAGES = list(NAMES.items())
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        # The counters of tries: none may be dropped because there are many.
        "OPTIONS": {"MAX_ENTRIES": 200_000},
    }
}

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "smallwins.accounts.apps.Accounts",
    "smallwins.web.account.apps.AccountPages",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
]

MIDDLEWARE = [
    "smallwins.server.guard.headers",
    "smallwins.server.compressing.compressed",
    "smallwins.api.problems.ProblemDocuments",
    "smallwins.server.guard.own_host",
    "smallwins.server.guard.own_origin",
    "smallwins.server.guard.bounded",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "smallwins.server.shared_sessions.Sessions",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "smallwins.server.idle.stays_signed_in",
    "smallwins.server.languages.spoken",
    "allauth.account.middleware.AccountMiddleware",
    "smallwins.web.errors.ErrorPages",
    "smallwins.server.access.Access",
    "smallwins.server.pauses.Pauses",
]

TEMPLATES = [
    *TEMPLATES,
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [WEB / "account" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    },
]

AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["smallwins.accounts.hashing.Argon2id"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
PASSWORD_RESET_TIMEOUT = int(timedelta(hours=2).total_seconds())

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
SESSION_ENGINE = "smallwins.server.shared_sessions"
SESSION_COOKIE_NAME = "__Host-s"
SESSION_COOKIE_SECURE = True
# Lax and not Strict as on one's own machine: a link in a mail must find the person signed in.
SESSION_COOKIE_SAMESITE = "Lax"  # unsaid: a word of the protocol

SMALLWINS_SIGNED_OUT_AFTER = timedelta(days=14)
"""Without a click for this long; however often there is one, after SESSION_COOKIE_AGE."""

ACCOUNT_ADAPTER = "smallwins.web.account.adapter.Adapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_CONFIRMATION_EXPIRE_DAYS = 3
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_REDIRECT_URL = LOGIN_URL
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 10 * 60
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = _shared.url.partition("://")[0]
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if _shared.behind_proxy else 0

ACCOUNT_EMAIL_MAX_LENGTH = 253  # one sign is ours: see web/account/moving.py
# So many tries, by address (ip) and by account (key); the counters lie in the database and survive a restart.
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": "30/5m/ip,8/10m/key",
    "signup": "20/10m/ip",
    "reset_password": "20/10m/ip,5/10m/key",
    "reset_password_from_key": "20/10m/ip",
    "confirm_email": "1/60s/key",
    "reauthenticate": "10/5m/user",
    "change_password": "10/5m/user",
    "manage_email": "10/10m/user",
}
ACCOUNT_FORMS = {
    "login": "smallwins.web.account.forms.SignIn",
    "signup": "smallwins.web.account.forms.SignUp",
    "add_email": "smallwins.web.account.forms.NewAddress",
    "change_password": "smallwins.web.account.forms.ChangePassword",
    "reauthenticate": "smallwins.web.account.forms.PasswordAgain",
    "reset_password": "smallwins.web.account.forms.Forgotten",
    "set_password": "smallwins.web.account.forms.SetPassword",
    "reset_password_from_key": "smallwins.web.account.forms.NewPassword",
}

MFA_ADAPTER = "smallwins.web.account.hiding.Hiding"
MFA_FORMS = {
    "authenticate": "smallwins.web.account.forms.SecondStep",
    "reauthenticate": "smallwins.web.account.forms.CodeAgain",
    "activate_totp": "smallwins.web.account.forms.AddApp",
    "add_webauthn": "smallwins.web.account.forms.AddPasskey",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_ISSUER = "smallwins"
# Browsers allow passkeys on http://localhost, and config.py allows http:// nowhere else.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = _shared.url.startswith("http://localhost")

EMAIL_BACKEND = "smallwins.accounts.post.Outbox"
DEFAULT_FROM_EMAIL = _shared.mail_from or f"no-reply@{ALLOWED_HOSTS[0]}"
EMAIL_TIMEOUT = 10

if _shared.oidc:
    SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    "provider_id": "firm",
                    "name": _shared.oidc.name,
                    "client_id": _shared.oidc.client,
                    "secret": _shared.oidc.secret,
                    "settings": {"server_url": _shared.oidc.url},
                }
            ],
        }
    }
    # The button for it is a form, which leads on to the provider.
    _provider = "/".join(_shared.oidc.url.split("/")[:3])
    CONTENT_SECURITY_POLICY = CONTENT_SECURITY_POLICY.replace("form-action 'self'", f"form-action 'self' {_provider}")
SOCIALACCOUNT_ADAPTER = "smallwins.web.account.elsewhere.FromElsewhere"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_STORE_TOKENS = False
globals().update(config.mail(_shared.mail_url))
