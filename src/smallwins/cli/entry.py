"""How a command is declared: its examples, --journal and --json, and the call that it is handed."""

from collections.abc import Callable, Sequence
from typing import Any

import click

from smallwins.cli.call import Call, begin

JOURNAL_HELP = "Another journal file than your own."
JSON_HELP = "One JSON document on standard output, for programs."

Run = Callable[..., int | None]


def examples_text(examples: Sequence[str]) -> str:
    """Write examples for the foot of a help page."""
    return "\b\nExamples:\n" + "\n".join(f"  {example}" for example in examples)


class WordyCommand(click.Command):
    """A command whose help keeps its lines as they were written at the foot."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's signature
        """Write the examples, unwrapped."""
        if self.epilog:
            formatter.write_paragraph()
            for line in self.epilog.removeprefix("\b\n").split("\n"):
                formatter.write(f"{line}\n")


class WordyGroup(click.Group):
    """A group of commands, such as `step`, with examples at the foot of its help."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples, unwrapped."""
        WordyCommand.format_epilog(self, ctx, formatter)  # type: ignore[arg-type]  # needs the epilog only


def entry(name: str, *, examples: Sequence[str], json: bool = True) -> Callable[[Run], click.Command]:
    """Make a command of a function that takes a Call and its own words."""

    def made(run: Run) -> click.Command:
        def called(journal: str | None, **words: Any) -> int:  # noqa: ANN401 - whatever the command declares
            ctx = click.get_current_context()
            place = journal or ctx.find_root().params.get("journal")
            as_json = words.pop("as_json", False) or (json and bool(ctx.find_root().params.get("as_json")))
            return run(begin(place, json=as_json), **words) or 0

        params = list(reversed(getattr(run, "__click_params__", ())))
        params.append(click.Option(["--journal"], metavar="FILE", help=JOURNAL_HELP))
        if json:
            params.append(click.Option(["--json", "as_json"], is_flag=True, help=JSON_HELP))
        return WordyCommand(
            name,
            params=params,
            callback=called,
            help=run.__doc__,
            epilog=examples_text(examples),
            no_args_is_help=False,
        )

    return made


def group_of(name: str, about: str, commands: Sequence[click.Command], examples: Sequence[str]) -> click.Group:
    """Make a group of commands that belong to one noun."""
    return WordyGroup(name, commands={str(c.name): c for c in commands}, help=about, epilog=examples_text(examples))


def with_commands(command: click.Command, commands: Sequence[click.Command]) -> click.Group:
    """Let a command have commands below it; without one of them it does what it did."""

    def called(**words: Any) -> Any:  # noqa: ANN401 - whatever the command declares
        if click.get_current_context().invoked_subcommand is None and command.callback:
            return command.callback(**words)
        return 0

    return WordyGroup(
        command.name,
        commands={str(c.name): c for c in commands},
        invoke_without_command=True,
        callback=called,
        params=command.params,
        help=command.help,
        epilog=command.epilog,
    )


def call_of(words: Any) -> Call:  # noqa: ANN401 - click's own context object
    """Return the call of a context, for the group itself."""
    return begin(words.get("journal"), json=bool(words.get("as_json")))
