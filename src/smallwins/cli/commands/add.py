"""`smallwins add` for click: help, and errors where the fast path finds something unusual."""

import sys
from typing import Any

import click

from smallwins.cli.adding import OPTIONS, Asked, Option, run
from smallwins.cli.entry import JOURNAL_HELP, JSON_HELP, WordyCommand, examples_text


def click_option(option: Option) -> click.Option:
    """Say an option of the table in click's words."""
    kind = click.Choice(option.choices) if option.choices else None
    metavar = None if option.choices else option.metavar
    return click.Option([option.flag, option.name], metavar=metavar, help=option.help, multiple=option.many, type=kind)


def _add(as_json: bool, **words: Any) -> int:  # noqa: ANN401 - click hands over every parameter
    """Write a win down; prints its number.

    Without TITLE it reads standard input, or opens your editor: the first line is the title, the rest is the story.
    So private words stay out of the shell's history.
    """
    return run(Asked(json=as_json, **words))


def _inherited(asked: dict[str, Any]) -> dict[str, Any]:
    root = click.get_current_context().find_root().params
    return {
        **asked,
        "journal": asked["journal"] or root.get("journal"),
        "as_json": asked["as_json"] or bool(root.get("as_json")),
    }


command = WordyCommand(
    "add",
    params=[
        click.Argument(["title"], nargs=-1, metavar="[TITLE]…"),
        *map(click_option, OPTIONS),
        click.Option(["--journal"], metavar="FILE", help=JOURNAL_HELP),
        click.Option(["--json", "as_json"], is_flag=True, help=JSON_HELP),
    ],
    callback=lambda **asked: _add(**_inherited(asked)),
    help=_add.__doc__,
    epilog=examples_text(
        (
            'smallwins add "Recruiter at Northwind replied"',
            "smallwins add Gave the talk --on friday --kind speaking --from 41 --gut real",
            "smallwins add                      # opens your editor",
            "pbpaste | smallwins add --tag northwind" if sys.platform == "darwin" else "smallwins add < note.txt",
        )
    ),
)
