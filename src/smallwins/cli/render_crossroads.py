"""Crossroads on a terminal: options side by side where there is room, one under another where there is none."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from smallwins.cli.days import say_day
from smallwins.cli.render_list import win_line
from smallwins.cli.render_win import READS
from smallwins.cli.terminal import Terminal, Tone
from smallwins.cli.text import hang, one_line, pad, shown, width_of, wrap
from smallwins.journal.crossroads_history import past_of
from smallwins.journal.offers import Offer, Offers
from smallwins.language import _, _n, told
from smallwins.method.ahead import cautions_beside
from smallwins.method.crossroads import OPTION_WORDS
from smallwins.method.questions import LOOKS_WORDS, SIGNAL_WORDS
from smallwins.method.saying import say

LABEL = 11  # columns for the names of the rows
NARROWEST = 13  # columns that an option needs beside others
BETWEEN = "  "
LOOKS_NEVER = say("Looks never change what an option is.")


class Row(NamedTuple):
    """One row of the table: what it is called, and a text for each option."""

    label: str
    cells: Sequence[str]
    tones: Sequence[Tone | None]


def crossroads_lines(seen: Offers, terminal: Terminal, today: date) -> list[str]:
    """Return one crossroads whole: its options, what the rules make of each, the decision, how it turned out."""
    head = hang(f"{seen.place}  ", one_line(seen.crossroads.title), terminal.width)
    lines = [terminal.tone(line, "strong") for line in head]
    lines += ["", *_options(seen, terminal), "", *_decision(seen, terminal, today)]
    past = _past(seen, terminal)
    return [*lines, "", *past] if past else lines


def crossroads_list(several: Sequence[Offers], terminal: Terminal, today: date) -> list[str]:
    """Return crossroads as a list: each with its options and how it stands."""
    lines: list[str] = []
    for seen in several:
        head = hang(f"{seen.place:>3}  ", one_line(seen.crossroads.title), terminal.width)
        lines += [terminal.tone(line, "strong") for line in head]
        for one in seen.options:
            sign = terminal.tone(terminal.sign(one.reason.verdict), one.reason.verdict)
            taken = f" {_('(taken)')}" if one.taken else ""
            title = hang("       ", one_line(one.option.title) + taken, terminal.width)
            lines += [f"     {sign} {title[0][7:]}", *title[1:]]
        lines += [terminal.tone(line, "faint") for line in hang("     ", _state(seen, today), terminal.width)]
    return lines


def _options(seen: Offers, terminal: Terminal) -> list[str]:
    several = seen.options
    column = (terminal.width - _label(LABEL, 2) - len(BETWEEN) * (len(several) - 1)) // len(several)
    if column < NARROWEST:
        return [line for one in several for line in (*_stacked(one, terminal), "")][:-1]
    return _side_by_side(several, min(column, 32), terminal)


def _label(least: int, beside: int = 0) -> int:
    """Return how wide the names of the rows are, with room beside them."""
    names = [*(told(word.label) for word in SIGNAL_WORDS.values()), _("(looks)")]
    return max(least, beside + max(map(width_of, names)))


def _side_by_side(several: Sequence[Offer], column: int, terminal: Terminal) -> list[str]:
    rows = [
        Row("", [f"{one.place} {one_line(one.option.title)}" for one in several], ["strong"] * len(several)),
        Row("", [_word(one, terminal) for one in several], [one.reason.verdict for one in several]),
        *(
            Row(told(word.label), [_signal(one, place, terminal) for one in several], [None] * len(several))
            for place, word in enumerate(SIGNAL_WORDS.values())
        ),
        Row(_("(looks)"), [_looks(one) for one in several], ["faint"] * len(several)),
    ]
    lines = [line for row in rows for line in _row(row, column, terminal)]
    lines.append("")
    for one in several:
        lines += _why(one, f"{one.place}  ", terminal)
    return lines


def _row(row: Row, column: int, terminal: Terminal) -> list[str]:
    cells = [wrap(cell, column) for cell in row.cells]
    height = max(len(cell) for cell in cells)
    lines = []
    for nth in range(height):
        parts = [
            (terminal.tone(cell[nth], tone) if tone else cell[nth]) + pad(cell[nth], column)[len(cell[nth]) :]
            if nth < len(cell)
            else " " * column
            for cell, tone in zip(cells, row.tones, strict=True)
        ]
        label = pad(row.label if nth == 0 else "", _label(LABEL, 2))
        lines.append((terminal.tone(label, "faint") + BETWEEN.join(parts)).rstrip())
    return lines


def _stacked(one: Offer, terminal: Terminal) -> list[str]:
    head = hang(f"{one.place}  ", one_line(one.option.title), terminal.width)
    lines = [terminal.tone(line, "strong") for line in head]
    lines.append(f"   {terminal.tone(_word(one, terminal), one.reason.verdict)}")
    widest = _label(9)
    for place, word in enumerate(SIGNAL_WORDS.values()):
        lines += hang(f"   {pad(told(word.label), widest)}  ", _signal(one, place, terminal), terminal.width)
    looks = hang(f"   {pad(_('(looks)'), widest)}  ", _looks(one), terminal.width)
    lines += [terminal.tone(line, "faint") for line in looks]
    return [*lines, *_why(one, "   ", terminal)]


def _word(one: Offer, terminal: Terminal) -> str:
    return f"{terminal.sign(one.reason.verdict)} {told(OPTION_WORDS[one.reason.verdict])}"


def _signal(one: Offer, place: int, terminal: Terminal) -> str:
    _, reading, label = one.labels[place]
    return f"{READS[reading][0 if terminal.unicode else 1]} {one_line(told(label))}"


def _looks(one: Offer) -> str:
    return _("not said") if one.option.looks is None else told(LOOKS_WORDS[one.option.looks])


def _why(one: Offer, lead: str, terminal: Terminal) -> list[str]:
    """Say why an option is what it is, what else to be careful about, and the plainest way in which it would change."""
    lines = hang(lead, " ".join(map(told, (one.reason.sentence, *cautions_beside(one.reason)))), terminal.width)
    way = hang("   ", told(one.reason.counterfactual[0].sentence_ahead), terminal.width)
    return [*lines, *(terminal.tone(line, "faint") for line in way)]


def _decision(seen: Offers, terminal: Terminal, today: date) -> list[str]:
    crossroads, width = seen.crossroads, terminal.width
    lines = [terminal.tone(line, "strong") for line in wrap(_state(seen, today), width)]
    if crossroads.status != "open" and crossroads.reason:
        lines += hang(f"{_('Why:')} ", shown(crossroads.reason), width)
    if crossroads.outcome:
        lines += hang(f"{_('How it turned out:')} ", shown(crossroads.outcome), width)
    if seen.win:
        lines += [_("It became"), *win_line(seen.win, terminal)]
    return [*lines, *(terminal.tone(line, "faint") for line in wrap(_next(seen), width))]


def _past(seen: Offers, terminal: Terminal) -> list[str]:
    """Say what happened here, the newest first, with what stood there before."""
    rows = []
    for one in past_of(seen.crossroads):
        rows += hang(f"{one.at.date()}  ", one_line(told(one.words)), terminal.width)
        for what, words in one.before:
            rows += hang(" " * 12, f"{told(what)}: {one_line(told(words))}", terminal.width)
    return [_("What happened here"), *(terminal.tone(row, "faint") for row in rows)] if rows else []


def _state(seen: Offers, today: date) -> str:
    crossroads = seen.crossroads
    taken = "" if seen.taken is None else one_line(seen.taken.option.title)
    if crossroads.status == "open":
        if seen.left:
            return _n("Open; {n} question not answered yet.", "Open; {n} questions not answered yet.", seen.left)
        return _("Open; every question is answered.")
    if crossroads.status == "looked_back":
        return _("Decided and looked back on: {option}.", option=taken)
    day = crossroads.look_back_on
    if seen.due:
        return _("Decided: {option}. The day to look back has come.", option=taken)
    if day is None:
        return _("Decided: {option}.", option=taken)
    return _("Decided: {option}. To look back on {day}.", option=taken, day=say_day(day, today))


def _next(seen: Offers) -> str:
    """Say what one can do from here."""
    status, place = seen.crossroads.status, seen.place
    if status == "open" and seen.left:
        return f"{told(LOOKS_NEVER)} {_('To answer: smallwins crossroads answer {place}', place=place)}"
    if status == "open":
        return f"{told(LOOKS_NEVER)} {_('To decide: smallwins crossroads decide {place}', place=place)}"
    if seen.due:
        return _("To say how it turned out: smallwins crossroads look-back {place}", place=place)
    return "" if seen.win else _("Once it is a win: smallwins crossroads win {place}", place=place)
