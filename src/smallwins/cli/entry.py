"""How a command is declared: its examples, --journal and --json, and the call that it is handed."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, TypeVar

import click

from smallwins.cli.call import Call, begin
from smallwins.cli.click_words import told_help
from smallwins.language import _, told
from smallwins.method.saying import say

JOURNAL_HELP = say("Another journal file than your own.")
JSON_HELP = say("One JSON document on standard output, for programs.")

Run = Callable[..., int | None]


class Noted(NamedTuple):
    """An example with a note behind it."""

    example: str
    note: str


Example = str | Noted


class WordyCommand(click.Command):
    """A command whose help speaks the language of the terminal, and has examples at its foot."""

    examples: Sequence[Example] = ()

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help page."""
        with told_help(self, *self.get_params(ctx)):
            super().format_help(ctx, formatter)

    def get_short_help_str(self, limit: int = 45) -> str:
        """Say in a line what the command is for."""
        with told_help(self):
            return super().get_short_help_str(limit)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's signature
        """Write the examples, unwrapped."""
        if self.examples:
            formatter.write_paragraph()
            formatter.write(f"{_('Examples:')}\n")
            for one in self.examples:
                line = one if isinstance(one, str) else f"{one.example}# {told(one.note)}"
                formatter.write(f"  {line}\n")


class WordyGroup(WordyCommand, click.Group):
    """A group of commands, such as `step`."""


Wordy = TypeVar("Wordy", bound=WordyCommand)


def with_examples(command: Wordy, examples: Sequence[Example]) -> Wordy:
    """Put examples at the foot of a command's help."""
    command.examples = examples
    return command


def entry(name: str, *, examples: Sequence[Example], json: bool = True) -> Callable[[Run], WordyCommand]:
    """Make a command of a function that takes a Call and its own words."""

    def made(run: Run) -> WordyCommand:
        def called(journal: str | None, **words: Any) -> int:  # noqa: ANN401 - whatever the command declares
            ctx = click.get_current_context()
            place = journal or ctx.find_root().params.get("journal")
            as_json = words.pop("as_json", False) or (json and bool(ctx.find_root().params.get("as_json")))
            return run(begin(place, json=as_json), **words) or 0

        params = list(reversed(getattr(run, "__click_params__", ())))
        params.append(click.Option(["--journal"], metavar="FILE", help=JOURNAL_HELP))
        if json:
            params.append(click.Option(["--json", "as_json"], is_flag=True, help=JSON_HELP))
        command = WordyCommand(name, params=params, callback=called, help=run.__doc__, no_args_is_help=False)
        return with_examples(command, examples)

    return made


def group_of(name: str, about: str, commands: Sequence[click.Command], *, examples: Sequence[Example]) -> click.Group:
    """Make a group of commands that belong to one noun."""
    return with_examples(WordyGroup(name, commands={str(c.name): c for c in commands}, help=about), examples)


def with_commands(command: WordyCommand, commands: Sequence[click.Command]) -> click.Group:
    """Let a command have commands below it; without one of them it does what it did."""

    def called(**words: Any) -> Any:  # noqa: ANN401 - whatever the command declares
        if click.get_current_context().invoked_subcommand is None and command.callback:
            return command.callback(**words)
        return 0

    group = WordyGroup(
        command.name,
        commands={str(c.name): c for c in commands},
        invoke_without_command=True,
        callback=called,
        params=command.params,
        help=command.help,
    )
    return with_examples(group, command.examples)


def call_of(words: Any) -> Call:  # noqa: ANN401 - click's own context object
    """Return the call of a context, for the group itself."""
    return begin(words.get("journal"), json=bool(words.get("as_json")))
