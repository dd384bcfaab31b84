"""`smallwins completion`: a script that lets the shell finish words."""

import click
from click.shell_completion import get_completion_class

from smallwins.cli.call import Call
from smallwins.cli.entry import entry

SHELLS = ("bash", "zsh", "fish")


@entry(
    "completion",
    json=False,
    examples=(
        'eval "$(smallwins completion bash)"     # in ~/.bashrc',
        'eval "$(smallwins completion zsh)"      # in ~/.zshrc',
        "smallwins completion fish | source      # in ~/.config/fish/config.fish",
    ),
)
@click.argument("shell", type=click.Choice(SHELLS))
def command(call: Call, shell: str) -> None:  # noqa: ARG001 - every command takes the call
    """Print the completion script for bash, zsh or fish."""
    script = get_completion_class(shell)
    assert script is not None  # click knows these three
    group = click.get_current_context().find_root().command
    print(script(group, {}, "smallwins", "_SMALLWINS_COMPLETE").source())
