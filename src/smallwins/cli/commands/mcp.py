"""`smallwins mcp`: the journal for a person's own assistant."""

import os

from smallwins.cli.call import Call
from smallwins.cli.entry import entry
from smallwins.cli.errors import UsageError
from smallwins.method.saying import say

EXTRA = say("An assistant needs one part more: pip install 'smallwins[mcp]'")


@entry("mcp", json=False, examples=("smallwins mcp", "smallwins mcp --journal ~/other.db"))
def command(call: Call) -> None:
    """Let your own assistant read the journal, write wins down and put the questions before you.

    It speaks the Model Context Protocol over standard input and output; the assistant's program starts it
    (docs/mcp.md says how). Only you answer: each question comes to you in a form, and never from the assistant.
    """
    if os.environ.get("DATABASE_URL", "").strip():
        raise UsageError(
            say("An assistant works at a journal of one's own; DATABASE_URL says that this one is shared.")
        )
    try:
        from smallwins.cli.assistant.server import make_server  # noqa: PLC0415 - an extra that few install
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] in {"mcp", "mcp_types", "pydantic"}:
            raise UsageError(EXTRA) from error
        raise
    with call.read():
        pass  # a journal that cannot be opened safely is refused before anybody is told to come
    make_server(call).run(transport="stdio")
