"""Commands made from a table of options: the same table that the fast path reads."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import click

from smallwins.cli.entry import JOURNAL_HELP, JSON_HELP, Example, WordyCommand, with_examples
from smallwins.cli.options import Option

T = TypeVar("T")


def click_option(option: Option) -> click.Option:
    """Say an option of a table in click's words."""
    kind: click.Choice[str] | click.IntRange | None = click.Choice(option.choices) if option.choices else None
    if option.number:
        kind = click.IntRange(min=1)
    metavar = None if option.choices else option.metavar
    names = [option.flag, option.name]
    return click.Option(names, metavar=metavar, help=option.help, multiple=option.many, type=kind)


def command_of(
    name: str,
    words: click.Argument | None,
    options: Sequence[Option],
    run: Callable[[dict[str, Any]], int],
    *,
    about: str,
    examples: Sequence[Example],
) -> click.Command:
    """Make a command whose run takes everything asked of it, by name; what was not said is left out."""

    def called(as_json: bool, **asked: Any) -> int:  # noqa: ANN401 - click hands over every parameter
        root = click.get_current_context().find_root().params
        asked["journal"] = asked["journal"] or root.get("journal")
        asked["json"] = as_json or bool(root.get("as_json"))
        return run({field: value for field, value in asked.items() if value is not None})

    command = WordyCommand(
        name,
        params=[
            *((words,) if words else ()),
            *map(click_option, options),
            click.Option(["--journal"], metavar="FILE", help=JOURNAL_HELP),
            click.Option(["--json", "as_json"], is_flag=True, help=JSON_HELP),
        ],
        callback=called,
        help=about,
    )
    return with_examples(command, examples)


def options_of(options: Sequence[Option]) -> Callable[[T], T]:
    """Let a command that is declared by decorators take the options of a table."""

    def decorated(run: T) -> T:
        run.__dict__.setdefault("__click_params__", []).extend(map(click_option, reversed(options)))
        return run

    return decorated
