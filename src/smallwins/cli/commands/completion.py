"""`smallwins completion`: a script that lets the shell finish words."""

import click
from click.shell_completion import get_completion_class

from smallwins.cli.call import Call
from smallwins.cli.entry import Noted, entry
from smallwins.method.saying import say

SHELLS = ("bash", "zsh", "fish")


@entry(
    "completion",
    json=False,
    examples=(
        Noted('eval "$(smallwins completion bash)"     ', say("in {file}", file="~/.bashrc")),
        Noted('eval "$(smallwins completion zsh)"      ', say("in {file}", file="~/.zshrc")),
        Noted("smallwins completion fish | source      ", say("in {file}", file="~/.config/fish/config.fish")),
    ),
)
@click.argument("shell", type=click.Choice(SHELLS))
def command(call: Call, shell: str) -> None:  # noqa: ARG001 - every command takes the call
    """Print the completion script for bash, zsh or fish."""
    script = get_completion_class(shell)
    assert script is not None  # click knows these three
    group = click.get_current_context().find_root().command
    print(script(group, {}, "smallwins", "_SMALLWINS_COMPLETE").source())
