"""Chains: the one that a win stands in, drawn and read out; and all of them, the longest first."""

from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from smallwins.journal.chains import ChainLine, ChainStory, chains_of, longest_way, story_of_chain
from smallwins.journal.queries import find_win
from smallwins.journal.weeks import in_rearview
from smallwins.method.chain_story import Passage, ends_of, tell
from smallwins.method.days import full_day
from smallwins.method.verdict import JudgedWin
from smallwins.method.win import Win
from smallwins.web import words
from smallwins.web.chain_drawing import Drawing, draw_across, draw_down, draw_small
from smallwins.web.journals import journal_of
from smallwins.web.page import page

A_PAGE = 20
MOST_DIGITS = 6


class Row(NamedTuple):
    """One line of the same as a table."""

    judged: JudgedWin
    opened_by: tuple[Win, ...]
    led_to: tuple[Win, ...]


class Told(NamedTuple):
    """A chain as a page shows it: drawn twice, since the server does not know how wide the page is, and read out."""

    story: ChainStory
    doors: int  # of the longest way
    across: Drawing
    down: Drawing
    passages: tuple[tuple[Passage, JudgedWin], ...]
    ends: tuple[Win, ...]
    rows: tuple[Row, ...]
    says: str  # what one sees, in a sentence


class Small(NamedTuple):
    """A chain in a list: its words, and a drawing without any."""

    line: ChainLine
    doors: int
    beside: int
    drawing: Drawing


@require_safe
def chain(request: HttpRequest, number: int) -> HttpResponse:
    """Show the chain that a win stands in."""
    with journal_of(request, reading=True, heavy=True) as journal:
        story = story_of_chain(journal, find_win(journal, str(number)).win.id)
        rearview = in_rearview(journal)
    return page(request, "pages/chain.html", here="wins", rearview=rearview, told=told_of(story))


@require_safe
def chains(request: HttpRequest) -> HttpResponse:
    """Show all chains, the longest drawn large."""
    skip = _number(request.GET.get("after", ""))
    with journal_of(request, reading=True, heavy=True) as journal:
        found = chains_of(journal, A_PAGE, skip)
        largest = None if skip or not found.lines else longest_way(journal, found.lines[0].last.win.id)
        rearview = in_rearview(journal)
    smalls = found.lines[1:] if largest else found.lines
    further = skip + A_PAGE
    return page(
        request,
        "pages/chains.html",
        here="wins",
        rearview=rearview,
        told=told_of(largest, here=False) if largest else None,
        longest=found.lines[0] if largest else None,
        smalls=[_small(line) for line in smalls],
        total=found.total,
        skip=skip,
        further=further if further < found.total else 0,
    )


def told_of(story: ChainStory, *, here: bool = True) -> Told:
    """Draw a chain and read it out."""
    wins = {judged.win.id: judged for judged in story.wins}
    kept = [judged.win for judged in story.wins]
    doors = len(story.longest) - 1
    first, last = story.longest[0].win, story.longest[-1].win
    beside = len(story.wins) - len(story.longest)
    says = (
        f"{words.spelled(doors, 'door')}, from “{first.title}” on {full_day(first.happened_on)}"
        f" to “{last.title}” on {full_day(last.happened_on)}"
        + (f", and {words.count(beside, 'win')} beside." if beside else ".")
    )
    return Told(
        story,
        doors,
        draw_across(story, here=here),
        draw_down(story, here=here),
        tuple((passage, wins[passage.win.id]) for passage in tell(kept, story.doors)),
        ends_of(kept, story.doors),
        _rows(story),
        says,
    )


def _rows(story: ChainStory) -> tuple[Row, ...]:
    wins = {judged.win.id: judged.win for judged in story.wins}
    openers: dict[str, list[Win]] = {}
    opened: dict[str, list[Win]] = {}
    for door in story.doors:
        openers.setdefault(door.later, []).append(wins[door.earlier])
        opened.setdefault(door.earlier, []).append(wins[door.later])
    return tuple(
        Row(judged, tuple(openers.get(judged.win.id, ())), tuple(opened.get(judged.win.id, ())))
        for judged in story.wins
    )


def _small(line: ChainLine) -> Small:
    return Small(line, line.length - 1, line.size - line.length, draw_small(line))


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS else 0
