"""The group of all commands: each file in commands/ is loaded only when its command is called."""

import os
from collections.abc import Sequence
from importlib import import_module
from typing import Any

import click
from click.exceptions import Exit

from smallwins import __version__
from smallwins.cli.click_words import speak_as_we_do
from smallwins.cli.entry import JOURNAL_HELP, JSON_HELP, WordyGroup, call_of, with_examples
from smallwins.cli.errors import DONE, WRONG_USAGE, complain
from smallwins.language import _, told
from smallwins.method.saying import say

NAME = "smallwins"
ADD = 'smallwins add "Recruiter at Northwind replied"'  # unsaid: a command, as it is typed
COMPLETE = "_SMALLWINS_COMPLETE"
# In the order of a person's way: write down, ask, look, change, keep.
COMMANDS = {
    "add": say("Write a win down."),
    "judge": say("Put a win to the four questions."),
    "led": say("A door: one win led to another."),
    "unlink": say("Take a door away."),
    "step": say("Plan a next step, and say how it went."),
    "steps": say("What is still to do."),
    "review": say("The weekly review, about five minutes."),
    "week": say("One week in words and numbers."),
    "list": say("All wins, newest first."),
    "show": say("One win with all that is known of it."),
    "chain": say("What led to a win, and what it led to."),
    "chains": say("How wins opened doors for wins, the longest first."),
    "story": say("A brag document, interview stories, résumé lines or the year, out of your wins."),
    "search": say("Find wins by words."),
    "rearview": say("The shiny ones, getting smaller."),
    "momentum": say("Small steps, repeated: week by week."),
    "insights": say("What your wins say, and only what they can say."),
    "celebrate": say("Open the champagne."),
    "edit": say("Change what was written down."),
    "delete": say("Take a win out of the journal."),
    "undo": say("Take the last change back."),
    "overrule": say("Put your own call over a verdict."),
    "goal": say("Name a goal, change it, reach it, let it go."),
    "goals": say("Your goals, and what points toward them."),
    "crossroads": say("Offers before they are taken, side by side."),
    "serve": say("Open the web app."),
    "mcp": say("Let your own assistant write wins down and ask you."),
    "user": say("Accounts of a shared server."),
    "remind": say("Say that the weekly review is due; on a server, send the weekly mails."),
    "migrate": say("Bring a server's tables to their newest form."),
    "transfer": say("Move a server from its file to PostgreSQL."),
    "inbox": say("What came in from elsewhere: keep, merge or let go."),
    "import": say("Take a journal in, or a file of another program."),
    "export": say("Write the whole journal as one file."),
    "backup": say("Copy the journal safely."),
    "restore": say("Put a backup in the journal's place."),
    "encrypt": say("Let a passphrase lock the journal."),
    "decrypt": say("Take the lock off again."),
    "passphrase": say("Change the passphrase."),
    "sample": say("Load or remove a year of someone else's wins."),
    "settings": say("Your time zone and your review day."),
    "doctor": say("See whether the journal is well."),
    "guide": say("The method in three short screens, and its words."),
    "completion": say("Completion for bash, zsh or fish."),
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
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, told(about)) for name, about in COMMANDS.items()])


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
    group = Commands(
        NAME,
        invoke_without_command=True,
        callback=_alone,
        help=say(
            "A private journal that tells the wins that move you from the bright, shiny objects.\n\n"
            "Without a command: this week in short, and what to do next."
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
                help=say("Show the version."),
            ),
        ],
    )
    return with_examples(group, examples=(ADD, "smallwins judge 42", "smallwins review", "smallwins"))


def run_group(arguments: Sequence[str]) -> int:
    """Run the command that the arguments name; say what is wrong with them where something is."""
    speak_as_we_do()
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
        click.echo(_("Try: {command}", command=f"{path} --help"), err=True)
        return WRONG_USAGE
    except click.ClickException as error:
        complain(error.format_message())
        return error.exit_code
