"""The words that the terminal uses for what METHOD names; where METHOD has a word, it is that one."""

from smallwins.cli.text import pad, width_of
from smallwins.language import told
from smallwins.method.saying import say, say_in
from smallwins.method.win import VerdictName

VERDICTS: dict[VerdictName, str] = {
    "real": say("real win"), "early": say("too early to tell"), "shiny": say("shiny object"),
}  # fmt: skip
SHORT: dict[VerdictName, str] = {
    "real": say_in("verdict", "real"), "early": say_in("verdict", "early"), "shiny": say_in("verdict", "shiny"),
}  # fmt: skip


def short_column() -> dict[VerdictName, str]:
    """Return the verdicts in one word each, all as wide as the widest."""
    words = {verdict: told(word) for verdict, word in SHORT.items()}
    widest = max(map(width_of, words.values()))
    return {verdict: pad(word, widest) for verdict, word in words.items()}
