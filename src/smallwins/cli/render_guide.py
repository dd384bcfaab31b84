"""The guide as a terminal shows it."""

from collections.abc import Iterable

from smallwins.cli.terminal import Terminal
from smallwins.cli.text import wrap
from smallwins.language import _, told
from smallwins.method.guide import GLOSSARY, SCREENS
from smallwins.method.questions import Word


def guide_lines(terminal: Terminal) -> list[str]:
    """Return the three screens, one below the other."""
    lines: list[str] = []
    for screen in SCREENS:
        lines += ["", terminal.tone(told(screen.heading), "strong")]
        for paragraph in screen.paragraphs:
            lines += ["", *wrap(told(paragraph), terminal.width)]
        for number, question in enumerate(screen.asks, 1):
            lines += ["", f"{number}  {told(question.label)}", *_under(question.sentence, terminal)]
        for one in screen.examples:
            lines += ["", f"{terminal.tone(terminal.sign(one.verdict), one.verdict)}  {told(one.title)}"]
            lines += _under(one.why, terminal)
        lines += _explained(screen.points, terminal)
    return [*lines[1:], "", _("Each word in a sentence: smallwins guide --words")]


def glossary_lines(terminal: Terminal) -> list[str]:
    """Return all words of the method, each with its sentence."""
    return _explained(GLOSSARY.values(), terminal)[1:]


def _explained(words: Iterable[Word], terminal: Terminal) -> list[str]:
    lines: list[str] = []
    for word in words:
        lines += ["", terminal.tone(told(word.label), "strong"), *_under(word.sentence, terminal)]
    return lines


def _under(text: str, terminal: Terminal) -> list[str]:
    return [f"   {line}" for line in wrap(told(text), terminal.width - 3)]
