"""What click says of itself, in the language of the terminal: its headings, and what it finds wrong with arguments."""

from collections.abc import Iterator
from contextlib import contextmanager
from inspect import cleandoc

import click
from click import core, exceptions, formatting, parser, termui, types

from smallwins import language
from smallwins.language import told
from smallwins.method.saying import Said, made, say, say_n

HOLE = ""
WORDS = (
    say("Usage:"), say("Options"), say("Commands"), say("Show this message and exit."), say("required"),
    say("Missing command."), say("Missing argument"), say("Missing option"), say("Error: invalid input"),
    say("Choose from:\n\t{choices}"),
    say("Invalid value: {message}"), say("Invalid value for {param_hint}: {message}"),
    say("No such option {name!r}."), say("No such command {name!r}."),
    say_n("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)", 1, possibility=HOLE),
    say_n("{value!r} is not {choice}.", "{value!r} is not one of {choices}.", 1, value=HOLE, choice=HOLE),
    say("{value!r} is not a valid {number_type}."), say("{value} is not in the range {range}."),
    say("Option {name!r} does not take a value."),
    say_n("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments.", 1, name=HOLE),
    say_n("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})", 1, args=HOLE),
)  # fmt: skip
"""What a person can come to read of it, so that it stands in the catalogues."""


def speak_as_we_do() -> None:
    """Let click ask our catalogues for its words; in English they stay as they are."""
    for module in (core, exceptions, formatting, parser, termui, types):
        module._ = _template  # type: ignore[attr-defined]
    for module in (core, exceptions, parser, types):
        module.ngettext = _template  # type: ignore[attr-defined]  # as above


@contextmanager
def told_help(*parts: click.Command | click.Parameter) -> Iterator[None]:
    """Let commands and options say what they are for in the language of the terminal, for the time of a help page."""
    before = [(part, part.help) for part in parts]
    for part, text in before:
        part.help = text and told(_plain(cleandoc(text)))
    try:
        yield
    finally:
        for part, text in before:
            part.help = text


def _template(one: str, many: str = "", n: int = 1) -> str:
    """Look a text with its holes up; click fills them."""
    if language.current() == language.ENGLISH:
        return many if many and n != 1 else one
    from smallwins.language import catalogues  # noqa: PLC0415 - English needs none

    return catalogues.of(language.current()).template(_plain(one, many, n))


def _plain(text: str, many: str = "", n: int = 1) -> Said:
    return made(Said, text, text, {}, many, n)
