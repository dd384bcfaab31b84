"""One thing in the inbox: a candidate, when it came, and what was decided about it."""

from datetime import datetime
from typing import Literal, NamedTuple

from smallwins.formats.candidate import Candidate

InboxState = Literal["waiting", "kept", "merged", "let_go"]


class InboxItem(NamedTuple):
    """Something that may become a win, and waits for a person to say so."""

    id: str
    candidate: Candidate
    format: str
    arrived_at: datetime
    state: InboxState = "waiting"
    win: str | None = None  # the win that it became or went into
