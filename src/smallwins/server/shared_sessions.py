"""Sessions of a shared server, kept in the database by the hash of their key: who reads the table can use none."""

import hashlib
import secrets
import threading

from django.conf import settings
from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.middleware import SessionMiddleware
from django.db.utils import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse


class _OfThisRequest(threading.local):
    """The secrets that this request knows, by their hashes: allauth goes on with another object for the same key."""

    secrets: dict[str, str]

    def __init__(self) -> None:
        self.secrets = {}


_known = _OfThisRequest()


class SessionStore(db.SessionStore):
    """Django's sessions, known by `session_key`, the hash; `secret` is what the cookie carries."""

    @property
    def secret(self) -> str:
        """The secret of this session, if this request brought or made it."""
        return _known.secrets.get(self.session_key or "", "")

    def save(self, must_create: bool = False) -> None:
        """Keep it; a database that is away is no session that was ended meanwhile, for which Django takes both."""
        try:
            super().save(must_create)
        except UpdateError as error:
            if isinstance(error.__context__, OperationalError | InterfaceError):
                raise error.__context__ from None
            raise

    def _get_new_session_key(self) -> str:
        secret = secrets.token_urlsafe(32)
        _known.secrets[hashed(secret)] = secret
        return hashed(secret)


class Sessions(SessionMiddleware):
    """Django's own, between a cookie that carries the secret and a table that knows only its hash."""

    def process_request(self, request: HttpRequest) -> None:
        """Look the session up by the hash of its cookie."""
        secret = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
        _known.secrets = {hashed(secret): secret} if secret else {}
        request.session = SessionStore(hashed(secret) if secret else None)

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Send the secret where Django would send the key."""
        answer = super().process_response(request, response)
        cookie = answer.cookies.get(settings.SESSION_COOKIE_NAME)
        if cookie is not None and cookie.value:
            answer.cookies[settings.SESSION_COOKIE_NAME] = request.session.secret  # type: ignore[attr-defined]  # as above
        return answer


def hashed(secret: str) -> str:
    """Return the key of a session: 160 bits, which is what Django's table has room for."""
    return hashlib.sha256(secret.encode()).hexdigest()[:40]
