"""Opening a journal safely: what is not one, or is not whole, is refused and left as it is; nothing starts afresh."""

import os

from smallwins.method.errors import JournalForeignError, JournalMissingError, JournalNewerError
from smallwins.method.saying import say, say_list
from smallwins.storage import sqlite
from smallwins.storage.sqlite import Connection, damaged

SCHEMA = 9  # the newest migration; a test holds it to the files
SEALED = "It is encrypted. "  # unsaid: kept; what a marker says of its journal, besides that there is one
CHANGING = "It is being encrypted or decrypted. "  # unsaid: in a file that is read again


def open_connection(path: str, *, only_reading: bool = False) -> Connection:
    """Open the journal at a path, made anew only where there never was one, and brought to the newest schema."""
    try:
        with sqlite.plain_errors(path):
            if not _is_there(path):
                _make(path)
            connection = connect(path, only_reading=only_reading)
            try:
                _prepare(connection, path)
            except BaseException:
                connection.close()
                raise
    except JournalForeignError as error:
        if os.path.exists(path + ".marker") and os.path.isfile(path):
            raise damaged(path, say("is no journal any more")) from error  # it was one when the marker was written
        raise
    return connection


def state_of(path: str) -> str | None:
    """Return SEALED, CHANGING or, of a plain journal, nothing; None where no marker says anything."""
    try:
        with open(path + ".marker", encoding="utf-8", errors="replace") as file:
            said = file.read(200)
    except OSError:
        return None
    return next((state for state in (SEALED, CHANGING) if state in said), "")


def connect(path: str, *, only_reading: bool = False) -> Connection:
    """Open a file as what it is, plain or sealed; what is in it is not looked at."""
    path = os.path.abspath(path)
    state = state_of(path)
    if state == "":
        return sqlite.connect(path, only_reading=only_reading)
    # Imported here, as all that follows: few journals are sealed, and adding a win should not wait for it.
    from smallwins.storage import sealing  # noqa: PLC0415

    # A sealed file is not read to see what it is: closing it would drop the locks that this process has on it.
    if state == SEALED or sealing.looks_sealed(path):
        return sealing.connect(path, only_reading=only_reading)
    return sqlite.connect(path, only_reading=only_reading)


def _prepare(connection: Connection, path: str) -> None:
    version = check_identity(connection, path)
    sqlite.make_durable(connection, sqlite.safest_mode(connection.version))
    if version < SCHEMA:
        # Imported here: it happens once in a release, and adding a win should not wait for it.
        from smallwins.storage.upgrading import upgrade  # noqa: PLC0415

        upgrade(connection, path)
    if state_of(path) in {None, CHANGING}:
        _mark(connection, path)


def check_identity(connection: Connection, path: str) -> int:
    """Return the schema version of a journal that is ours and not too new, or refuse it."""
    if sqlite.application_id_of(connection) != sqlite.APPLICATION_ID:
        raise _foreign(path)
    version = sqlite.schema_of(connection)
    if version > SCHEMA:
        raise JournalNewerError(
            say(
                "{path} was made by a newer smallwins (journal version {version}; this one reads up to "
                "{schema}). It was left as it is. Update smallwins, then try again.",
                path=path,
                version=version,
                schema=SCHEMA,
            )
        )
    if version < 1:
        raise damaged(path, say("has no version"))
    return version


def _is_there(path: str) -> bool:
    """Tell whether there is a file to open; refuse where one is missing or empty."""
    marked = os.path.exists(path + ".marker")
    try:
        found = os.stat(path)
    except FileNotFoundError:
        if marked or os.path.islink(path):
            raise missing(path) from None
        return False
    except NotADirectoryError:
        raise JournalForeignError(
            say("{path} cannot be a journal: a part of its path is not a folder.", path=path)
        ) from None
    if os.path.isdir(path):
        raise JournalForeignError(say("{path} is a folder, not a smallwins journal. Name a file.", path=path))
    if found.st_size == 0:
        raise damaged(path, say("is empty")) if marked else _foreign(path)
    return True


def missing(path: str) -> JournalMissingError:
    """Say that a journal is gone, and what could bring it back."""
    from smallwins.storage.files import backups_beside  # noqa: PLC0415 - only a missing journal needs it

    backups = backups_beside(path)
    none = say("No backup lies beside it.")
    found = say("Backups found: {backups}.", backups=say_list(backups, ",")) if backups else none
    return JournalMissingError(
        say(
            "There was a journal at {path}, and it is gone. Nothing new was started in its place. Put it back, or bring"
            " back a backup: smallwins restore {backup}. {found}"
            " To begin an empty journal here, remove {path}.marker first.",
            path=path,
            backup=backups[0] if backups else "BACKUP",
            found=found,
        )
    )


def _foreign(path: str) -> JournalForeignError:
    return JournalForeignError(
        say("{path} is not a smallwins journal. It was left as it is. Name another file.", path=path)
    )


def _make(path: str) -> None:
    # Imported here: a journal is made once, and opened many times.
    from smallwins.storage.making import make_journal  # noqa: PLC0415

    make_journal(path)


def _mark(connection: Connection, path: str) -> None:
    from smallwins.storage.making import mark  # noqa: PLC0415 - only for a journal that came without its marker

    mark(connection, path)
