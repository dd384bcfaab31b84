"""Write docs/cli.md from what each command says with --help: `python -m tools.write_cli_docs`."""

from collections.abc import Iterator
from pathlib import Path

import click

from smallwins.cli.group import NAME, make_group

PAGE = Path(__file__).parent.parent / "docs" / "cli.md"
WIDTH = 100
OPENING = """# The command line

This page is written by `python -m tools.write_cli_docs` from what each command says of itself; a test holds it to that.

A win is named by its short number (`42`), its id, or a unique beginning of its id; a goal also by a beginning of its
title. Days that were: `2026-11-13`, `today`, `yesterday`, `monday` … `sunday` (the last one; today counts), `-3d`,
`-2w`. Days to come: `tomorrow`, `monday` … `sunday` (the next one), `+3d`, `+4w`.

Exit codes: 0 done · 1 failed · 2 wrong usage · 3 the journal cannot be opened safely. What fails says so in one line on
standard error. `--json` gives one JSON document on standard output and nothing else there. Nothing is ever asked when
standard input is not a terminal. `NO_COLOR` is heeded.

The journal is `$SMALLWINS_JOURNAL`, else `journal.db` in `$SMALLWINS_HOME`, else in the platform's own folder for a
person's data; `--journal FILE` names another.

In the conversations (`judge`, `review`) each answer is one key and is kept at once: `s` skips, `b` goes back, `q` quits
and goes on there the next time.
"""


def page() -> str:
    """Return the whole page."""
    group = make_group()
    context = click.Context(group, info_name=NAME, terminal_width=WIDTH, max_content_width=WIDTH)
    return "\n".join([OPENING, *_sections(group, context)]).rstrip() + "\n"


def _sections(command: click.Command, context: click.Context) -> Iterator[str]:
    yield f"## {context.command_path}\n\n```text\n{command.get_help(context).rstrip()}\n```\n"
    if not isinstance(command, click.Group):
        return
    for name in command.list_commands(context):
        inner = command.get_command(context, name)
        if inner is not None:
            made = click.Context(inner, parent=context, info_name=name, terminal_width=WIDTH, max_content_width=WIDTH)
            yield from _sections(inner, made)


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
