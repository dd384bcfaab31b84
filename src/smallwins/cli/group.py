"""The group of all commands: each file in commands/ is loaded only when its command is called."""

import os
from collections.abc import Sequence
from importlib import import_module
from typing import Any

import click
from click.exceptions import Exit

from smallwins import __version__
from smallwins.cli.entry import JOURNAL_HELP, JSON_HELP, WordyGroup, call_of, examples_text
from smallwins.cli.errors import DONE, WRONG_USAGE, complain

NAME = "smallwins"
COMPLETE = "_SMALLWINS_COMPLETE"
# In the order of a person's way: write down, ask, look, change, keep.
COMMANDS = {
    "add": "Write a win down.",
    "judge": "Put a win to the four questions.",
    "led": "A door: one win led to another.",
    "unlink": "Take a door away.",
    "step": "Plan a next step, and say how it went.",
    "steps": "What is still to do.",
    "review": "The weekly review, about five minutes.",
    "week": "One week in words and numbers.",
    "list": "All wins, newest first.",
    "show": "One win with all that is known of it.",
    "chain": "What led to a win, and what it led to.",
    "chains": "How wins opened doors for wins, the longest first.",
    "story": "A brag document, interview stories, résumé lines or the year, out of your wins.",
    "search": "Find wins by words.",
    "rearview": "The shiny ones, getting smaller.",
    "momentum": "Small steps, repeated: week by week.",
    "insights": "What your wins say, and only what they can say.",
    "celebrate": "Open the champagne.",
    "edit": "Change what was written down.",
    "delete": "Take a win out of the journal.",
    "undo": "Take the last change back.",
    "overrule": "Put your own call over a verdict.",
    "goal": "Name a goal, change it, reach it, let it go.",
    "goals": "Your goals, and what points toward them.",
    "crossroads": "Offers before they are taken, side by side.",
    "serve": "Open the web app.",
    "mcp": "Let your own assistant write wins down and ask you.",
    "user": "Accounts of a shared server.",
    "remind": "Say that the weekly review is due; on a server, send the weekly mails.",
    "migrate": "Bring a server's tables to their newest form.",
    "transfer": "Move a server from its file to PostgreSQL.",
    "inbox": "What came in from elsewhere: keep, merge or let go.",
    "import": "Take a journal in, or a file of another program.",
    "export": "Write the whole journal as one file.",
    "backup": "Copy the journal safely.",
    "restore": "Put a backup in the journal's place.",
    "encrypt": "Let a passphrase lock the journal.",
    "decrypt": "Take the lock off again.",
    "passphrase": "Change the passphrase.",
    "sample": "Load or remove a year of someone else's wins.",
    "settings": "Your time zone and your review day.",
    "doctor": "See whether the journal is well.",
    "guide": "The method in three short screens, and its words.",
    "completion": "Completion for bash, zsh or fish.",
}


class Commands(WordyGroup):
    """All commands; listing them loads none."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Name all commands, in the order of COMMANDS."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """Load one command."""
        if name not in COMMANDS:
            return None
        module = import_module(
            f"smallwins.cli.commands.{name}_" if name == "import" else f"smallwins.cli.commands.{name}"
        )
        command = module.command
        assert isinstance(command, click.Command)  # each file in commands/ has one
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - as above
        """List the commands with their lines."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


def _alone(**words: Any) -> int:  # noqa: ANN401 - click hands over every parameter
    """Show this week in short, when no command is named."""
    if click.get_current_context().invoked_subcommand is not None:
        return DONE
    from smallwins.cli.this_week import show_this_week  # noqa: PLC0415 - only without a command

    return show_this_week(call_of(words))


def _version(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
    if value:
        print(f"{NAME} {__version__}")
        ctx.exit()


def make_group() -> click.Group:
    """Make the group."""
    return Commands(
        NAME,
        invoke_without_command=True,
        callback=_alone,
        help="A private journal that tells the wins that move you from the bright, shiny objects.\n\n"
        "Without a command: this week in short, and what to do next.",
        epilog=examples_text(
            ('smallwins add "Recruiter at Northwind replied"', "smallwins judge 42", "smallwins review", "smallwins")
        ),
        params=[
            click.Option(["--journal"], metavar="FILE", help=JOURNAL_HELP),
            click.Option(["--json", "as_json"], is_flag=True, help=JSON_HELP),
            click.Option(
                ["--version"],
                is_flag=True,
                expose_value=False,
                is_eager=True,
                callback=_version,
                help="Show the version.",
            ),
        ],
    )


def run_group(arguments: Sequence[str]) -> int:
    """Run the command that the arguments name; say what is wrong with them where something is."""
    group = make_group()
    instruction = os.environ.get(COMPLETE)
    if instruction:
        from click.shell_completion import shell_complete  # noqa: PLC0415 - only for the shell

        return shell_complete(group, {}, NAME, COMPLETE, instruction)
    try:
        with group.make_context(NAME, list(arguments)) as context:
            answer = group.invoke(context)
            return answer if isinstance(answer, int) else DONE
    except Exit as way_out:
        return way_out.exit_code
    except click.UsageError as error:
        complain(error.format_message())
        path = error.ctx.command_path if error.ctx else NAME
        click.echo(f"Try: {path} --help", err=True)
        return WRONG_USAGE
    except click.ClickException as error:
        complain(error.format_message())
        return error.exit_code
