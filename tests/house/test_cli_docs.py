"""The page of the command line is what the commands say of themselves."""

from smallwins.cli.group import COMMANDS
from tools.write_cli_docs import PAGE, page


def test_the_page_of_the_command_line_is_what_the_commands_say() -> None:
    assert PAGE.read_text("utf-8") == page(), "write it anew: python -m tools.write_cli_docs"


def test_every_command_stands_on_the_page_of_the_command_line() -> None:
    written = PAGE.read_text("utf-8")

    assert [name for name in COMMANDS if f"\n## smallwins {name}\n" not in written] == []
