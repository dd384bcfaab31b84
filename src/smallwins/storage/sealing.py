"""Sealing a journal by a passphrase, and opening the seal: keys, the recovery key, and changing from one to another.

The file's first sixteen bytes are the salt, the key is scrypt of passphrase and salt, and the recovery key is that key
in letters; so the file and one of the two is all that is needed, anywhere. Nothing secret is ever written down.
"""

from __future__ import annotations

import base64
import hashlib
import os
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from smallwins.method.errors import JournalBusyError, JournalLockedError, RefusedError
from smallwins.method.saying import say
from smallwins.storage import backup, files, opening, sqlite
from smallwins.storage.sqlite import Connection, DatabaseError

if TYPE_CHECKING:
    from smallwins.storage.sealed import SealedConnection

SALT, KEY = 16, 32  # bytes
SHORTEST = 8  # signs of a passphrase
_PLAIN_HEAD = b"SQLite format 3\0"
_PAGE = 4096
_COST = {"n": 2**17, "r": 8, "p": 1, "maxmem": 256 * 2**20}
_KNOWN: dict[str, bytes] = {}  # path or salt -> key with its salt: what this process was told, and nothing else keeps


def connect(path: str, *, only_reading: bool = False) -> Connection:
    """Open a sealed file with the key that was told; raise JournalLockedError where none was."""
    path = os.path.abspath(path)
    key = _KNOWN.get(path)
    if key is not None:
        try:
            return _opened(path, key, only_reading=only_reading)
        except DatabaseError:
            if _head(path) == key[KEY:]:
                raise
            _forget(path)  # sealed anew meanwhile, by another process
    key = _KNOWN.get(_head(path).hex())
    if key is None:
        raise JournalLockedError(
            path,
            say(
                "{path} is encrypted. Give its passphrase in a terminal, or name a file that holds it in "
                "SMALLWINS_PASSPHRASE_FILE.",
                path=path,
            ),
        )
    return _opened(path, key, only_reading=only_reading)


def _opened(path: str, key: bytes, *, only_reading: bool) -> Connection:
    connection: Connection = _driver(path).connect(path, key, only_reading=only_reading)
    return connection


def unlock(path: str, secret: str) -> None:
    """Remember, for this process alone, the key of a sealed file; refuse a secret that does not open it."""
    path = os.path.abspath(path)
    salt = _head(path)
    key = _from_letters(secret) or derived(secret, salt)
    try:
        _driver(path).connect(path, key + salt, only_reading=True).close()
    except DatabaseError as error:
        if "not a database" not in str(error):
            raise
        raise JournalLockedError(
            path,
            say(
                "That does not open {path}: it is not its passphrase or recovery key, or the file is damaged. "
                "Nothing was changed.",
                path=path,
            ),
        ) from error
    _remember(path, key + salt)


def looks_sealed(path: str) -> bool:
    """Tell whether a file can be a sealed one: whole pages, and a head that is not SQLite's."""
    try:
        size = os.path.getsize(path)
        return size > 0 and size % _PAGE == 0 and _head(path) != _PLAIN_HEAD and not _is_text(path)
    except OSError:
        return False


def is_sealed(connection: Connection) -> bool:
    """Tell whether a connection is to a sealed file."""
    return hasattr(connection, "rekey")


def seal(path: str, passphrase: str) -> str:
    """Seal a plain journal, and return its recovery key."""
    return _change(path, lambda: _fresh(passphrase), was_sealed=False)


def change_passphrase(path: str, passphrase: str) -> str:
    """Put a sealed journal under another passphrase, and return its new recovery key."""
    return _change(path, lambda: _fresh(passphrase), was_sealed=True)


def unseal(path: str) -> None:
    """Make a sealed journal a plain one again."""
    _change(path, lambda: b"", was_sealed=True)


def plain_copies(path: str) -> list[str]:
    """Return the files beside a journal that began as copies of it and are not sealed."""
    folder, name = os.path.split(os.path.abspath(path))
    copies = [os.path.join(folder, each) for each in sorted(os.listdir(folder)) if each.startswith(name + ".")]
    return [each for each in copies if os.path.isfile(each) and _head(each) == _PLAIN_HEAD]


def letters(key: bytes) -> str:
    """Write a key for people: groups of letters and digits, with a check at the end."""
    said = base64.b32encode(key[:KEY] + hashlib.sha256(key[:KEY]).digest()[:3]).decode()
    return "-".join(said[start : start + 7] for start in range(0, len(said), 7))


def known_letters(path: str) -> str | None:
    """Return the recovery key of a journal that this process has opened."""
    key = _KNOWN.get(os.path.abspath(path))
    return letters(key) if key else None


def derived(passphrase: str, salt: bytes) -> bytes:
    """Make the key of a passphrase; the same letters typed on another machine are the same passphrase."""
    return hashlib.scrypt(unicodedata.normalize("NFC", passphrase).encode(), salt=salt, dklen=KEY, **_COST)


def _from_letters(secret: str) -> bytes | None:
    said = "".join(secret.split()).replace("-", "").upper()
    try:
        read = base64.b32decode(said)
    except ValueError:
        return None
    whole = len(read) == KEY + 3 and hashlib.sha256(read[:KEY]).digest()[:3] == read[KEY:]
    return read[:KEY] if whole else None


def _fresh(passphrase: str) -> bytes:
    if len(passphrase) < SHORTEST:
        raise RefusedError(
            say(
                "A passphrase needs {shortest} signs or more; a few words that only you would put together.",
                shortest=SHORTEST,
            )
        )
    salt = os.urandom(SALT)
    return derived(passphrase, salt) + salt


def _change(path: str, new_key: Callable[[], bytes], *, was_sealed: bool) -> str:
    """Copy, seal the copy, compare it with the journal, and only then put it in the journal's place."""
    path = os.path.abspath(path)
    opening.open_connection(path).close()  # what cannot be opened safely is refused here, and an old schema upgraded
    with sqlite.plain_errors(path), _nobody_writes(path) as source:
        if is_sealed(source) != was_sealed:
            raise RefusedError(
                say("{path} is not encrypted. Nothing was changed.", path=path)
                if was_sealed
                else say("{path} is encrypted already. Nothing was changed.", path=path)
            )
        key = new_key()
        with files.unfinished(path) as beside:
            instance = backup.copy_and_check(source, beside)
            _rekey(beside, getattr(source, "key", b""), key)
            _compare(source, beside, key)
            files.sync(beside)
            files.write_marker(path, instance, opening.CHANGING)
            os.replace(beside, path)
            files.sync_folder(os.path.dirname(path))
            files.write_marker(path, instance, opening.SEALED if key else "")
    _forget(path)
    if key:
        _remember(path, key)
    return letters(key) if key else ""


@contextmanager
def _nobody_writes(path: str) -> Iterator[Connection]:
    """Let nobody else write to a journal; give a second connection to read it by."""
    holder = opening.connect(path)
    try:
        (mode,) = holder.execute("PRAGMA journal_mode = DELETE").fetchone()  # a log goes into the file it belongs to
        if mode != "delete":
            raise JournalBusyError(
                say("Another program has {path} open. Close it (smallwins serve too), then try again.", path=path)
            )
        holder.execute("BEGIN IMMEDIATE")
        source = opening.connect(path, only_reading=True)
        try:
            yield source
        finally:
            source.close()
    finally:
        holder.close()


def _rekey(beside: str, old: bytes, new: bytes) -> None:
    copy: SealedConnection = _driver(beside).SealedConnection.open_copy(beside, old)
    try:
        copy.rekey(new)
    finally:
        copy.close()


def _compare(source: Connection, beside: str, key: bytes) -> None:
    copy = _driver(beside).connect(beside, key) if key else sqlite.connect(beside)
    try:
        backup.check_whole(copy, beside)
        tables = "SELECT name, sql FROM sqlite_master WHERE type IN ('table', 'index', 'trigger') ORDER BY name"
        if source.execute(tables).fetchall() != copy.execute(tables).fetchall():
            raise RefusedError(say("The copy is not the same as the journal; nothing was changed."))
        for name, sql in source.execute(tables).fetchall():
            if (sql or "").startswith("CREATE TABLE"):
                rows = f'SELECT * FROM "{name}"'
                for one, other in zip(source.execute(rows), copy.execute(rows), strict=True):
                    if one != other:
                        raise RefusedError(say("The copy is not the same as the journal; nothing was changed."))
    finally:
        copy.close()


def _driver(path: str):  # type: ignore[no-untyped-def]  # noqa: ANN202 - the module, which may not be installed
    try:
        from smallwins.storage import sealed  # noqa: PLC0415 - an extra that few install
    except ModuleNotFoundError as error:
        if error.name != "apsw":
            raise
        raise JournalLockedError(
            path,
            say(
                "Encryption needs one part more, to read or write {path}: pip install 'smallwins[encryption]'",
                path=path,
            ),
        ) from error
    return sealed


def _head(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read(SALT)


def _is_text(path: str) -> bool:
    with open(path, "rb") as file:
        return file.read(512).isascii()


def _remember(path: str, key: bytes) -> None:
    _KNOWN[path] = _KNOWN[key[KEY:].hex()] = key


def _forget(path: str) -> None:
    _KNOWN.pop(path, None)
