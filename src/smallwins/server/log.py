"""What the server logs: that something broke and where, never what anybody wrote."""

import logging
import os
import traceback
from pathlib import Path
from typing import Any

from django.db.utils import InterfaceError, OperationalError

from smallwins.language import _, speaking
from smallwins.language.choosing import by_terminal
from smallwins.method.saying import say

BROKE = say("something broke")
AWAY = say("the database cannot be reached")


class WhereOnly(logging.Formatter):
    """Name the error and the lines that led to it, and leave out every message: messages quote what people write."""

    def format(self, record: logging.LogRecord) -> str:
        """Write one line for one record."""
        error = record.exc_info[1] if record.exc_info else None
        if error is None:
            return f"smallwins: {record.name} {record.levelname.lower()}"
        frames = traceback.extract_tb(error.__traceback__)[-4:]
        path = " > ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames)
        # As on the page: a database that is away, or restarts, is no fault of ours, and whoever runs it wants to know.
        what = AWAY if isinstance(error, OperationalError | InterfaceError) else BROKE
        with speaking(by_terminal(os.environ)):  # for whoever runs it, and not for who asked for a page
            return "smallwins: " + _("{what} ({kind} at {place})", what=what, kind=type(error).__name__, place=path)


def configure(_settings: dict[str, Any]) -> None:
    """Send errors to standard error in that form, and let nothing else speak."""
    handler = logging.StreamHandler()
    handler.setFormatter(WhereOnly())
    handler.setLevel(logging.ERROR)
    for name in ("django", "py.warnings"):
        logger = logging.getLogger(name)
        logger.handlers = [handler]
        logger.setLevel(logging.ERROR)
        logger.propagate = False
    # What a stranger sends wrong (a body too large, fields too many) is answered, and is no fault of ours to tell.
    logging.getLogger("django.security").setLevel(logging.CRITICAL)
