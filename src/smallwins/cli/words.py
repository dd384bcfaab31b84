"""The words that the terminal uses for what METHOD names; where METHOD has a word, it is that one."""

from smallwins.method.win import VerdictName

VERDICTS: dict[VerdictName, str] = {"real": "real win", "early": "too early to tell", "shiny": "shiny object"}
SHORT: dict[VerdictName, str] = {"real": "real", "early": "early", "shiny": "shiny"}


def counted(number: int, one: str, many: str | None = None) -> str:
    """Say a number of things: "1 door", "2 doors", "no door"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
