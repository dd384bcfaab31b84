"""Encrypted exports and backups at the terminal: whether to encrypt one, by which passphrase, and opening it again."""

import getpass
import sys
import tempfile
from pathlib import Path

from smallwins import bootstrap, config
from smallwins.cli.call import Call, ask_passphrase
from smallwins.cli.conversation import Choice, Turn, talk
from smallwins.cli.errors import UsageError, wrongly_set
from smallwins.cli.files import write_new
from smallwins.cli.passphrases import NO_TERMINAL
from smallwins.formats.encrypted import checked, decrypted, is_encrypted
from smallwins.language import _
from smallwins.method.errors import InputError
from smallwins.method.saying import say


def wants_encrypted(call: Call) -> bool:
    """Ask whether the file is to be encrypted; a plain one is made only where that is said."""
    with talk(call.terminal) as conversation:
        answer = conversation.choose(
            _("Encrypt the file?"),
            (
                Choice("e", _("encrypt it by a passphrase"), value=True),
                Choice("p", _("plain: whoever has the file reads every word"), value=False),
            ),
            default=True,
        )
    if isinstance(answer, Turn):
        raise UsageError(say("Nothing was written."))
    return answer


def locked(content: bytes) -> bytes:
    """Encrypt a file by a new passphrase: typed twice, or from the file that is configured."""
    try:
        given = config.passphrase()
        return bootstrap.encrypted(content, checked(given, given) if given else _new())
    except InputError as error:
        raise UsageError(say("The passphrase {problem}. Nothing was written.", problem=error.problem)) from error
    except ValueError as error:
        raise wrongly_set(error) from error


def opened(file: str, data: bytes) -> bytes:
    """Return what is in a file: of an encrypted one, by its passphrase."""
    if not is_encrypted(data):
        return data
    try:
        return decrypted(data, _asked(file))
    except InputError as error:
        if error.field == "passphrase":
            refused = say("The passphrase {problem}. Nothing was changed.", problem=error.problem)
        else:
            refused = say("{file} {problem}. Nothing was changed.", file=file, problem=error.problem)
        raise UsageError(refused) from error


def put_back(file: str, place: str) -> str | None:
    """Put a backup in a journal's place, an encrypted one by its passphrase; return where the one before is kept."""
    try:
        with Path(file).open("rb") as source:
            head = source.read(64)
    except OSError:
        head = b""  # restoring says what is wrong with it
    if not is_encrypted(head):
        return bootstrap.restore(file, place, ask_passphrase)
    content = opened(file, Path(file).read_bytes())
    # Plain for a moment: in a folder of one's own, beside the journal where there is one.
    folder = Path(place).parent
    with tempfile.TemporaryDirectory(prefix=".restoring-", dir=folder if folder.is_dir() else None) as private:
        plain = Path(private, "journal.db")
        write_new(str(plain), content)
        return bootstrap.restore(str(plain), place, ask_passphrase)


def _new() -> str:
    if not sys.stdin or not sys.stdin.isatty():
        raise UsageError(NO_TERMINAL)
    first = getpass.getpass(f"{_('Passphrase for the file:')} ")
    return checked(first, getpass.getpass(f"{_('The same again:')} "))


def _asked(file: str) -> str:
    if sys.stdin and sys.stdin.isatty():
        return getpass.getpass(f"{_('Passphrase of {file}:', file=file)} ")
    try:
        given = config.passphrase()
    except ValueError as error:
        raise wrongly_set(error) from error
    if not given:
        raise UsageError(say("{file} is encrypted. {how}", file=file, how=NO_TERMINAL))
    return given
