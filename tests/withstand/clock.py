"""A clock that a test sets for a real process: what smallwins takes for now, and nothing else in the process.

Only `smallwins.bootstrap` asks what time it is for the journal; sessions, links and timeouts keep the real time, so
that a server can be taken through years without anybody being locked out.
"""

from datetime import datetime
from pathlib import Path

SITE = """
import os, sys, time
_time = time.time

def _told():
    if sys._getframe(1).f_globals.get("__name__") == "smallwins.bootstrap":
        with open(os.environ["TOLD_TIME"]) as told:
            return float(told.read())
    return _time()

time.time = _told
"""


class Clock:
    """A folder to put before all others on PYTHONPATH, and the time that is told in it."""

    def __init__(self, folder: Path, source: str) -> None:
        folder.mkdir()
        (folder / "sitecustomize.py").write_text(SITE)
        self._told = folder / "now"
        self.environ = {"PYTHONPATH": f"{folder}:{source}", "TOLD_TIME": str(self._told)}

    def set(self, moment: datetime) -> None:
        """Make it that moment."""
        draft = self._told.with_suffix(".draft")
        draft.write_text(str(moment.timestamp()))
        draft.replace(self._told)
