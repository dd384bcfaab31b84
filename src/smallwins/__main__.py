"""Start smallwins: `serve` goes to the server, everything else to the terminal."""

import sys


def main() -> int:
    """Hand the arguments to the room that they are for, and load no other."""
    if sys.argv[1:2] == ["serve"]:
        from smallwins.server.command import serve_command  # noqa: PLC0415 - only serve pays for the server

        return serve_command(sys.argv[2:])
    from smallwins.cli.main import main as cli  # noqa: PLC0415 - and serve does not pay for the terminal

    return cli()


if __name__ == "__main__":
    sys.exit(main())
