"""Every environment variable that smallwins reads, typed, once."""

import os
import sys
from typing import TYPE_CHECKING, Literal, NamedTuple, cast

if TYPE_CHECKING:  # pathlib costs each `smallwins add` some milliseconds, so that read() alone loads it
    from collections.abc import Mapping
    from pathlib import Path

DEFAULT_HOST = "127.0.0.1"
DEFAULT_PORT = 8766


class Config(NamedTuple):
    """Where things are kept, and where the web app listens."""

    home: "Path"
    journal: "Path"
    host: str
    port: int
    parent: int | None
    """The process that started this one and whose end is its end."""


def read(environ: "Mapping[str, str] | None" = None) -> Config:
    """Read the configuration from the environment.

    `SMALLWINS_HOME`: the data folder (else the platform's own place for a person's data).
    `SMALLWINS_JOURNAL`: the journal file (else `journal.db` in the data folder).
    `SMALLWINS_HOST`, `SMALLWINS_PORT`: where `smallwins serve` listens unless told otherwise.
    `SMALLWINS_PASSPHRASE_FILE`: a file that holds the passphrase of an encrypted journal, for scripts and `serve`.
    `SMALLWINS_PARENT`: set by `smallwins serve` for its own worker.
    """
    from pathlib import Path  # noqa: PLC0415 - as said above

    told = os.environ if environ is None else environ
    return Config(
        home=Path(data_folder(told)),
        journal=Path(journal_path(told)),
        host=told.get("SMALLWINS_HOST") or DEFAULT_HOST,
        port=_port(told.get("SMALLWINS_PORT")),
        parent=int(told["SMALLWINS_PARENT"]) if told.get("SMALLWINS_PARENT") else None,
    )


class Oidc(NamedTuple):
    """The sign-in of a firm: an OpenID Connect provider."""

    url: str
    client: str
    secret: str
    name: str


class Shared(NamedTuple):
    """How a server that many people share is run."""

    database: str
    replica: str
    url: str
    """The public address, without a slash at its end: every link in a mail begins with it."""
    sign_up: Literal["open", "invitation", "closed"]
    mail_url: str
    mail_from: str
    oidc: Oidc | None
    secret_file: str
    workers: int
    behind_proxy: bool
    api_writes: int = 120
    """Writes a minute that the API takes from one account."""
    coach_sign_up: bool = False
    """Whether a coach whom a client invites may make an account, where accounts are made by invitation."""


def is_shared(environ: "Mapping[str, str] | None" = None) -> bool:
    """Tell whether there is a `DATABASE_URL`, right or wrong."""
    return bool((os.environ if environ is None else environ).get("DATABASE_URL", "").strip())


def shared(environ: "Mapping[str, str] | None" = None) -> Shared | None:
    """Read how the shared server is run; None where there is no `DATABASE_URL`, and the journal is one person's own.

    `DATABASE_URL`: `sqlite:////path/to/file.db` or `postgresql://…`: where journals and accounts lie.
    `SMALLWINS_REPLICA_URL`: a PostgreSQL standby, for lists and insights.
    `SMALLWINS_URL`: the public address, https://… (http:// only for localhost).
    `SMALLWINS_SIGN_UP`: `open`, `invitation` (the default) or `closed`.
    `SMALLWINS_COACH_SIGN_UP`: `yes` where a client's invitation of a coach is an invitation to make an account, too.
    `SMALLWINS_MAIL_URL`: `smtp://name:password@host:587?tls=starttls` (or `tls=on`, or no tls); without it no mail.
    `SMALLWINS_MAIL_FROM`: the sender of mails.
    `SMALLWINS_OIDC_URL`, `SMALLWINS_OIDC_ID`, `SMALLWINS_OIDC_SECRET`, `SMALLWINS_OIDC_NAME`: sign-in by a firm's own.
    `SMALLWINS_SECRET_FILE`: the secret key's file (else `secret.key` in the data folder); all servers need the same.
    `SMALLWINS_WORKERS`: processes that answer (one, unless PostgreSQL keeps the journals).
    `SMALLWINS_API_WRITES`: writes a minute that the API takes from one account (120); much more than that at once.
    `SMALLWINS_BEHIND_PROXY`: `yes` where a proxy that sets X-Forwarded-For stands before the server.
    """
    told = os.environ if environ is None else environ
    database = told.get("DATABASE_URL", "").strip()
    if not database:
        return None
    if not database.startswith(("sqlite:///", "postgresql://", "postgres://")):
        raise ValueError("DATABASE_URL must begin with sqlite:/// or postgresql://")
    url = (told.get("SMALLWINS_URL") or f"http://localhost:{_port(told.get('SMALLWINS_PORT'))}").rstrip("/")
    return Shared(
        database=database,
        replica=told.get("SMALLWINS_REPLICA_URL", ""),
        url=_public(url),
        sign_up=_sign_up(told.get("SMALLWINS_SIGN_UP") or "invitation"),
        mail_url=told.get("SMALLWINS_MAIL_URL", ""),
        mail_from=told.get("SMALLWINS_MAIL_FROM", ""),
        oidc=_oidc(told),
        secret_file=told.get("SMALLWINS_SECRET_FILE", ""),
        workers=_workers(told.get("SMALLWINS_WORKERS", "1")),
        behind_proxy=told.get("SMALLWINS_BEHIND_PROXY", "") in {"1", "yes", "true", "on"},
        coach_sign_up=told.get("SMALLWINS_COACH_SIGN_UP", "") in {"1", "yes", "true", "on"},
        api_writes=_api_writes(told.get("SMALLWINS_API_WRITES", "120")),
    )


def sqlite_path(database: str) -> str:
    """Return the file of a `sqlite:///…` address, or nothing for any other."""
    from urllib.parse import unquote  # noqa: PLC0415 - only a shared server has such an address

    if not database.startswith("sqlite:///"):
        return ""
    return "/" + unquote(database.removeprefix("sqlite:///").partition("?")[0]).lstrip("/")


def mail(url: str) -> dict[str, str | int | bool]:
    """Say a mail address such as `smtp://name:password@host:587?tls=starttls` as Django's settings."""
    from urllib.parse import parse_qs, unquote, urlsplit  # noqa: PLC0415 - only a shared server sends mail

    parts = urlsplit(url or "smtp://localhost:25")
    tls = parse_qs(parts.query).get("tls", ["on" if parts.scheme == "smtps" else ""])[0]
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname or tls not in {"", "on", "starttls"}:
        raise ValueError("SMALLWINS_MAIL_URL must look like smtp://name:password@host:587?tls=starttls")
    return {
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or (465 if tls == "on" else 587 if tls else 25),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": tls == "starttls",
        "EMAIL_USE_SSL": tls == "on",
    }


def _public(url: str) -> str:
    scheme, _, rest = url.partition("://")
    host = rest.split("/", 1)[0]
    if scheme not in {"http", "https"} or not host or "/" in rest or "@" in rest:
        raise ValueError(f"SMALLWINS_URL is {url!r}: it must be an address such as https://wins.example")
    if scheme == "http" and host.partition(":")[0] != "localhost":
        raise ValueError(f"SMALLWINS_URL is {url!r}: it must begin with https://, except for localhost")
    return f"{scheme}://{host.lower()}"


def _sign_up(told: str) -> Literal["open", "invitation", "closed"]:
    if told not in {"open", "invitation", "closed"}:
        raise ValueError(f"SMALLWINS_SIGN_UP is {told!r}: it must be open, invitation or closed")
    return cast("Literal['open', 'invitation', 'closed']", told)


def _oidc(told: "Mapping[str, str]") -> Oidc | None:
    url = told.get("SMALLWINS_OIDC_URL", "")
    if not url:
        return None
    scheme, _, rest = url.partition("://")
    own = rest.split("/", 1)[0].partition(":")[0] in {"localhost", "127.0.0.1"}
    if not rest or (scheme != "https" and not (scheme == "http" and own)):
        raise ValueError(f"SMALLWINS_OIDC_URL is {url!r}: it must begin with https://, except on this machine")
    client, secret = told.get("SMALLWINS_OIDC_ID", ""), told.get("SMALLWINS_OIDC_SECRET", "")
    if not client or not secret:
        raise ValueError("SMALLWINS_OIDC_URL needs SMALLWINS_OIDC_ID and SMALLWINS_OIDC_SECRET beside it")
    return Oidc(url, client, secret, told.get("SMALLWINS_OIDC_NAME") or "your firm")


def _api_writes(told: str) -> int:
    if not told.isdecimal() or not 0 < int(told) < 10**9:
        raise ValueError(f"SMALLWINS_API_WRITES is {told!r}: it must be a number of writes a minute")
    return int(told)


def _workers(told: str) -> int:
    if not told.isdecimal() or not 0 < int(told) < 65:
        raise ValueError(f"SMALLWINS_WORKERS is {told!r}: it must be a number from 1 to 64")
    return int(told)


def for_child(config: Config) -> dict[str, str]:
    """Say the same configuration as environment variables, for a process that this one starts."""
    return {
        "SMALLWINS_HOME": str(config.home),
        "SMALLWINS_JOURNAL": str(config.journal),
        "SMALLWINS_HOST": config.host,
        "SMALLWINS_PORT": str(config.port),
        "SMALLWINS_PARENT": str(os.getpid()),
    }


def passphrase() -> str | None:
    """Read the passphrase of an encrypted journal from the file that `SMALLWINS_PASSPHRASE_FILE` names, if it does."""
    told = os.environ.get("SMALLWINS_PASSPHRASE_FILE")
    if not told:
        return None
    try:
        with open(os.path.expanduser(told), encoding="utf-8") as file:
            return file.read().strip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        raise ValueError(f"SMALLWINS_PASSPHRASE_FILE names {told}, which cannot be read ({error})") from error


def data_folder(environ: "Mapping[str, str] | None" = None) -> str:
    """Return the folder of the journal."""
    environ = os.environ if environ is None else environ
    told = environ.get("SMALLWINS_HOME")
    if told:
        return os.path.expanduser(told)
    if sys.platform == "linux" and "ANDROID_DATA" not in environ:
        # What platformdirs says here, without the ten milliseconds that each `smallwins add` would wait for it.
        return os.path.join(
            environ.get("XDG_DATA_HOME", "").strip() or os.path.expanduser("~/.local/share"), "smallwins"
        )
    from platformdirs import user_data_dir  # noqa: PLC0415

    return user_data_dir("smallwins", appauthor=False)


def journal_path(environ: "Mapping[str, str] | None" = None) -> str:
    """Return the journal file."""
    told = (os.environ if environ is None else environ).get("SMALLWINS_JOURNAL")
    return os.path.expanduser(told) if told else os.path.join(data_folder(environ), "journal.db")


def _port(told: str | None) -> int:
    if not told:
        return DEFAULT_PORT
    if not told.isdecimal() or not 0 < int(told) < 65536:
        raise ValueError(f"SMALLWINS_PORT is {told!r}: it must be a number from 1 to 65535")
    return int(told)
