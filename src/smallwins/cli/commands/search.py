"""`smallwins search`: find wins by words."""

import click

from smallwins.cli.call import Call, one_text
from smallwins.cli.entry import entry
from smallwins.cli.listing import put_page
from smallwins.journal.ports import WinFilter


@entry("search", examples=("smallwins search northwind", "smallwins search sam intro --limit 10"))
@click.argument("words", nargs=-1, required=True)
@click.option("--limit", metavar="N", type=click.IntRange(1), default=50, help="How many; 50 unless told.")
def command(call: Call, words: tuple[str, ...], limit: int) -> None:
    """Find wins in which every word stands: title, story, tags, notes. The last word may be unfinished."""
    with call.read() as journal:
        answer = put_page(call, journal, WinFilter(words=one_text(words, "WORDS"), limit=limit))
    call.put(answer)
