"""A small OpenID Connect provider, as a firm runs one: it knows one person, and signs what it says with RS256."""

import base64
import hashlib
import json
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "the-client", "a secret with a space"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
KEY_NAME = "first"


class Firm(ThreadingHTTPServer):
    """The provider: who is signed in there, what it answers wrongly if told to, and what it was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Asked)
        self.url = f"http://127.0.0.1:{self.server_address[1]}"
        self.person: dict[str, Any] = {}
        self.wrong: dict[str, Any] = {}
        """What stands in the signed token instead of the truth."""
        self.broken = ""
        """The end that answers with nonsense."""
        self.codes: dict[str, dict[str, str]] = {}
        self.asked: list[str] = []

    def told(self) -> dict[str, str]:
        """What a server is told of it."""
        told = {"URL": self.url, "ID": CLIENT, "SECRET": SECRET, "NAME": "Northwind"}
        return {f"SMALLWINS_OIDC_{name}": value for name, value in told.items()}

    def signed(self, audience: str) -> str:
        now = int(time.time())
        told = {"iss": self.url, "aud": audience, "iat": now, "exp": now + 300, **self.person, **self.wrong}
        return jwt.encode(told, KEY, algorithm="RS256", headers={"kid": KEY_NAME})


class Asked(BaseHTTPRequestHandler):
    """One request to the provider."""

    server: Firm

    def do_GET(self) -> None:
        place = urlsplit(self.path)
        self.server.asked.append(place.path)
        if self.server.broken and place.path == self.server.broken:
            self._say(HTTPStatus.OK, b"<html>maintenance</html>", "text/html")
        elif place.path == "/.well-known/openid-configuration":
            self._tell(self._about())
        elif place.path == "/auth":
            self._sign_in({name: value[0] for name, value in parse_qs(place.query).items()})
        elif place.path == "/keys":
            key = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key()))
            self._tell({"keys": [{**key, "kid": KEY_NAME, "use": "sig", "alg": "RS256"}]})
        elif place.path == "/me" and self.headers["Authorization"] == "Bearer for-me":
            self._tell(self.server.person)
        else:
            self._tell({"error": "invalid_token"}, HTTPStatus.UNAUTHORIZED)

    def do_POST(self) -> None:
        self.server.asked.append(self.path)
        form = dict(parse_qsl(self.rfile.read(int(self.headers["Content-Length"])).decode()))
        asked = self.server.codes.pop(form.get("code", ""), {})
        proof = base64.urlsafe_b64encode(hashlib.sha256(form.get("code_verifier", "").encode()).digest())
        fits = (
            (form.get("client_id"), form.get("client_secret")) == (CLIENT, SECRET)
            and asked.get("redirect_uri") == form.get("redirect_uri")
            and asked.get("code_challenge") == proof.decode().rstrip("=")
        )
        if self.server.broken == self.path:
            self._say(HTTPStatus.BAD_GATEWAY, b"no", "text/plain")
        elif not fits:
            self._tell({"error": "invalid_grant"}, HTTPStatus.BAD_REQUEST)
        else:
            self._tell({"access_token": "for-me", "token_type": "Bearer", "id_token": self.server.signed(CLIENT)})

    def log_message(self, *_: object) -> None:
        pass

    def _about(self) -> dict[str, Any]:
        ends = {"authorization": "/auth", "token": "/token", "userinfo": "/me"}
        at = self.server.url
        return {
            "issuer": at,
            "jwks_uri": f"{at}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
            **{f"{name}_endpoint": at + end for name, end in ends.items()},
        }

    def _sign_in(self, asked: dict[str, str]) -> None:
        """Say who it is, or that this person turned back."""
        code = secrets.token_urlsafe(16)
        self.server.codes[code] = asked
        said = {"code": code} if self.server.person else {"error": "access_denied"}
        self.send_response(HTTPStatus.FOUND)
        self.send_header("Location", asked["redirect_uri"] + "?" + urlencode({**said, "state": asked["state"]}))
        self.end_headers()

    def _tell(self, value: dict[str, Any], status: HTTPStatus = HTTPStatus.OK) -> None:
        self._say(status, json.dumps(value).encode(), "application/json")

    def _say(self, status: HTTPStatus, body: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def firm() -> Iterator[Firm]:
    """Run a provider until the block ends."""
    with Firm() as one:
        Thread(target=one.serve_forever, daemon=True).start()
        try:
            yield one
        finally:
            one.shutdown()
