"""Writing in the person's own editor, on a file that nobody else may read and that does not stay."""

import os
import shlex
import signal
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import FrameType

from smallwins.bootstrap import data_folder
from smallwins.cli.errors import UsageError
from smallwins.language import _
from smallwins.method.errors import SmallwinsError
from smallwins.method.saying import say

FOLDER = "drafts"  # inside the data folder: private already, and not swept into backups of /tmp
CUT = "# ------ "


def write(text: str, hints: Sequence[str]) -> str:
    """Let the person write in $VISUAL or $EDITOR, and return what they wrote."""
    editor = shlex.split(os.environ.get("VISUAL") or os.environ.get("EDITOR") or "")
    if not editor:
        raise UsageError(say("No title, and no editor to open: set EDITOR, give a TITLE, or write to standard input."))
    cut = f"{CUT}{_('Everything below this line is left out.')} ------"
    foot = "\n".join(("", "", cut, *(f"# {hint}" for hint in hints)))
    with _draft(text + foot) as path:
        try:
            ended = subprocess.run([*editor, path], check=False)  # noqa: S603 - the person's own choice of program
        except OSError as error:
            raise SmallwinsError(
                say("The editor {name} cannot be started ({why}); set EDITOR.", name=editor[0], why=error.strerror)
            ) from None
        if ended.returncode:
            raise SmallwinsError(say("The editor {name} ended with an error, so nothing was changed.", name=editor[0]))
        with open(path, encoding="utf-8", errors="surrogateescape") as draft:  # noqa: PTH123 - pathlib is slow to load
            return draft.read().partition(cut)[0].strip()


@contextmanager
def _draft(text: str) -> Iterator[str]:
    """Keep a private file for the time of the editing; it goes whatever happens, SIGTERM included."""
    folder = _private_folder()
    path = os.path.join(folder, f"{os.getpid()}.md")  # noqa: PTH118
    before = {number: signal.signal(number, _end) for number in (signal.SIGTERM, signal.SIGHUP)}
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8", errors="surrogateescape") as draft:
            draft.write(text)
        yield path
    finally:
        for leftover in (path, f"{path}~", os.path.join(folder, f".{os.getpid()}.md.swp")):  # noqa: PTH118
            if os.path.lexists(leftover):
                os.unlink(leftover)  # noqa: PTH108
        for number, handler in before.items():
            signal.signal(number, handler)


def _private_folder() -> str:
    """Make the folder for drafts, and the data folder around it where there is none yet, for their owner alone."""
    home = data_folder()
    os.makedirs(os.path.dirname(os.path.abspath(home)), exist_ok=True)  # noqa: PTH100, PTH103, PTH120
    drafts = os.path.join(home, FOLDER)  # noqa: PTH118
    for folder in (home, drafts):
        if not os.path.isdir(folder):  # noqa: PTH112
            os.mkdir(folder, 0o700)  # noqa: PTH102
            os.chmod(folder, 0o700)  # noqa: PTH101 - whatever the umask said
    return drafts


def _end(number: int, _frame: FrameType | None) -> None:
    raise SystemExit(128 + number)
