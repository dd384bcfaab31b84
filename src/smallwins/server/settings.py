"""Django's settings for a journal on its person's own machine: no database, no account, no debug."""

from datetime import timedelta
from pathlib import Path
from typing import Any, cast

from csp.constants import NONE, SELF
from csp.utils import build_policy
from django.utils.functional import SimpleLazyObject

from smallwins import config
from smallwins.server.secret import secret_key
from smallwins.server.static import digest, prepared

SMALLWINS = config.read()
SMALLWINS_SHARED: config.Shared | None = None  # see shared.py
WEB = Path(__file__).resolve().parents[1] / "web"

DEBUG = False
# Lazy, so that reading the settings (as tests and tools do) creates nothing in anybody's data folder.
SECRET_KEY = cast("str", SimpleLazyObject(lambda: secret_key(SMALLWINS.home)))
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]  # the guard allows less, and earlier
ROOT_URLCONF = "smallwins.server.urls"
INSTALLED_APPS: list[str] = []
DATABASES: dict[str, dict[str, Any]] = {}
USE_TZ = True
USE_I18N = False
DEFAULT_CHARSET = "utf-8"
APPEND_SLASH = False

MIDDLEWARE = [
    "smallwins.server.guard.headers",
    "smallwins.server.compressing.compressed",
    "smallwins.server.guard.own_host",
    "smallwins.server.guard.own_origin",
    "smallwins.server.guard.bounded",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "smallwins.server.languages.spoken",
    "smallwins.server.guard.own_person",
    "django.middleware.csrf.CsrfViewMiddleware",
    "smallwins.web.errors.ErrorPages",
]

TEMPLATES = [
    {
        "BACKEND": "smallwins.server.minijinja.MiniJinja",
        "DIRS": [WEB / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {"words": "smallwins.web.words"},
    }
]

SESSION_ENGINE = "smallwins.server.sessions"
SESSION_COOKIE_NAME = "s"
SESSION_COOKIE_AGE = int(timedelta(days=30).total_seconds())
SESSION_COOKIE_SAMESITE = "Strict"  # unsaid: a word of the protocol
SESSION_COOKIE_HTTPONLY = True
SMALLWINS_LOCKS_AFTER = timedelta(hours=12)
"""Without a click for this long, the journal locks itself."""

CSRF_USE_SESSIONS = True
CSRF_FAILURE_VIEW = "smallwins.web.errors.form_too_old"

# Built once: no page of ours ever asks for another, and building it for every answer costs more than a query.
CONTENT_SECURITY_POLICY = build_policy(
    {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
)

STATIC_URL = f"/static/{digest(WEB / 'static')}/"
STATIC_ROOT = prepared(WEB / "static", SMALLWINS.home / "static")
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_IMMUTABLE_FILE_TEST = "^/static/"  # the address carries the content's hash

DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 2**20
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
# A file is taken in memory or not at all: what a person wrote must not lie in a folder for temporary files.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 20 * 2**20 + 2**16

LOGGING_CONFIG = "smallwins.server.log.configure"
# Must not be empty, or Django leaves its own in place, which quotes messages.
LOGGING = {"to": "standard error"}  # unsaid: for Django
