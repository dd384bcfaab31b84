"""Crossroads on a terminal: options side by side where there is room, one under another where there is none."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from smallwins.cli.days import say_day
from smallwins.cli.render_list import win_line
from smallwins.cli.render_win import READS
from smallwins.cli.terminal import Terminal, Tone
from smallwins.cli.text import hang, one_line, pad, shown, wrap
from smallwins.cli.words import counted
from smallwins.journal.crossroads_history import past_of
from smallwins.journal.offers import Offer, Offers
from smallwins.method.ahead import cautions_beside
from smallwins.method.crossroads import OPTION_WORDS
from smallwins.method.questions import LOOKS_WORDS, SIGNAL_WORDS

LABEL = 11  # columns for the names of the rows
NARROWEST = 13  # columns that an option needs beside others
BETWEEN = "  "
LOOKS_NEVER = "Looks never change what an option is."


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
            taken = " (taken)" if one.taken else ""
            title = hang("       ", one_line(one.option.title) + taken, terminal.width)
            lines += [f"     {sign} {title[0][7:]}", *title[1:]]
        lines += [terminal.tone(line, "faint") for line in hang("     ", _state(seen, today), terminal.width)]
    return lines


def _options(seen: Offers, terminal: Terminal) -> list[str]:
    several = seen.options
    column = (terminal.width - LABEL - len(BETWEEN) * (len(several) - 1)) // len(several)
    if column < NARROWEST:
        return [line for one in several for line in (*_stacked(one, terminal), "")][:-1]
    return _side_by_side(several, min(column, 32), terminal)


def _side_by_side(several: Sequence[Offer], column: int, terminal: Terminal) -> list[str]:
    rows = [
        Row("", [f"{one.place} {one_line(one.option.title)}" for one in several], ["strong"] * len(several)),
        Row("", [_word(one, terminal) for one in several], [one.reason.verdict for one in several]),
        *(
            Row(word.label, [_signal(one, place, terminal) for one in several], [None] * len(several))
            for place, word in enumerate(SIGNAL_WORDS.values())
        ),
        Row("(looks)", [_looks(one) for one in several], ["faint"] * len(several)),
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
        label = pad(row.label if nth == 0 else "", LABEL)
        lines.append((terminal.tone(label, "faint") + BETWEEN.join(parts)).rstrip())
    return lines


def _stacked(one: Offer, terminal: Terminal) -> list[str]:
    head = hang(f"{one.place}  ", one_line(one.option.title), terminal.width)
    lines = [terminal.tone(line, "strong") for line in head]
    lines.append(f"   {terminal.tone(_word(one, terminal), one.reason.verdict)}")
    for place, word in enumerate(SIGNAL_WORDS.values()):
        lines += hang(f"   {word.label:9}  ", _signal(one, place, terminal), terminal.width)
    looks = hang(f"   {'(looks)':9}  ", _looks(one), terminal.width)
    lines += [terminal.tone(line, "faint") for line in looks]
    return [*lines, *_why(one, "   ", terminal)]


def _word(one: Offer, terminal: Terminal) -> str:
    return f"{terminal.sign(one.reason.verdict)} {OPTION_WORDS[one.reason.verdict]}"


def _signal(one: Offer, place: int, terminal: Terminal) -> str:
    _, reading, label = one.labels[place]
    return f"{READS[reading][0 if terminal.unicode else 1]} {one_line(label)}"


def _looks(one: Offer) -> str:
    return "not said" if one.option.looks is None else LOOKS_WORDS[one.option.looks]


def _why(one: Offer, lead: str, terminal: Terminal) -> list[str]:
    """Say why an option is what it is, what else to be careful about, and the plainest way in which it would change."""
    lines = hang(lead, " ".join((one.reason.sentence, *cautions_beside(one.reason))), terminal.width)
    way = hang("   ", one.reason.counterfactual[0].sentence_ahead, terminal.width)
    return [*lines, *(terminal.tone(line, "faint") for line in way)]


def _decision(seen: Offers, terminal: Terminal, today: date) -> list[str]:
    crossroads, width = seen.crossroads, terminal.width
    lines = [terminal.tone(line, "strong") for line in wrap(_state(seen, today), width)]
    if crossroads.status != "open" and crossroads.reason:
        lines += hang("Why: ", shown(crossroads.reason), width)
    if crossroads.outcome:
        lines += hang("How it turned out: ", shown(crossroads.outcome), width)
    if seen.win:
        lines += ["It became", *win_line(seen.win, terminal)]
    return [*lines, *(terminal.tone(line, "faint") for line in wrap(_next(seen), width))]


def _past(seen: Offers, terminal: Terminal) -> list[str]:
    """Say what happened here, the newest first, with what stood there before."""
    rows = []
    for one in past_of(seen.crossroads):
        rows += hang(f"{one.at.date()}  ", one_line(one.words), terminal.width)
        for what, words in one.before:
            rows += hang(" " * 12, f"{what}: {one_line(words)}", terminal.width)
    return ["What happened here", *(terminal.tone(row, "faint") for row in rows)] if rows else []


def _state(seen: Offers, today: date) -> str:
    crossroads = seen.crossroads
    taken = "" if seen.taken is None else one_line(seen.taken.option.title)
    if crossroads.status == "open":
        if seen.left:
            return f"Open; {counted(seen.left, 'question')} not answered yet."
        return "Open; every question is answered."
    if crossroads.status == "looked_back":
        return f"Decided and looked back on: {taken}."
    day = crossroads.look_back_on
    if seen.due:
        return f"Decided: {taken}. The day to look back has come."
    return f"Decided: {taken}." + (f" To look back on {say_day(day, today)}." if day else "")


def _next(seen: Offers) -> str:
    """Say what one can do from here."""
    name, status = f"smallwins crossroads {{}} {seen.place}", seen.crossroads.status
    if status == "open":
        verb = "answer" if seen.left else "decide"
        return f"{LOOKS_NEVER} To {verb}: {name.format(verb)}"
    if seen.due:
        return f"To say how it turned out: {name.format('look-back')}"
    return "" if seen.win else f"Once it is a win: {name.format('win')}"
