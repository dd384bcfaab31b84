"""Asking one question at a time: a key a choice, s to skip, b to go back, q to quit and go on later."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Final, Generic, Literal, NamedTuple, TypeVar

from smallwins.cli.keyboard import ENTER, Keyboard, keyboard
from smallwins.cli.terminal import Terminal
from smallwins.cli.text import hang, pad, shown, width_of, wrap
from smallwins.language import _, told_of
from smallwins.method.errors import SmallwinsError

T = TypeVar("T")


class Turn(NamedTuple):
    """What a person wants instead of answering."""

    wish: Literal["skip", "back", "quit"]


SKIP: Final = Turn("skip")
BACK: Final = Turn("back")
QUIT: Final = Turn("quit")
NO_NAMES: Mapping[str, Callable[[], "str | Turn"]] = {}
TURNS = {"s": SKIP, "b": BACK, "q": QUIT}


class Choice(NamedTuple, Generic[T]):
    """One answer: the key that gives it, what it says, and what it stands for."""

    key: str
    words: str
    value: T


class Conversation:
    """One talk with a person at a terminal."""

    def __init__(self, keys: Keyboard, terminal: Terminal) -> None:
        self._keys = keys
        self.terminal = terminal
        self._explained = {""}

    def say(self, *lines: str) -> None:
        """Print lines, each wrapped to the width."""
        for line in lines:
            for part in wrap(line, self.terminal.width):
                print(part)

    def put(self, lines: Sequence[str]) -> None:
        """Print lines that are laid out already."""
        for line in lines:
            print(line)

    def head(self, text: str) -> None:
        """Print a heading."""
        print()
        for line in wrap(shown(text), self.terminal.width):
            print(self.terminal.tone(line, "strong"))

    def choose(
        self, question: str, choices: Sequence[Choice[T]], *, now: str = "", default: T | None = None, why: str = ""
    ) -> T | Turn:
        """Ask a question with one key an answer; Enter gives the default where there is one."""
        self._ask(question, why)
        self._list([(choice.key, choice.words) for choice in choices])
        usual = "" if default is None else _("Enter: {answer}", answer=_words_of(choices, default))
        self._hint(now, usual)
        while True:
            key = self._key()
            for choice in choices:
                if key == choice.key:
                    return self._heard(choice.words, choice.value)
            if key == ENTER and default is not None:
                return self._heard(_words_of(choices, default), default)
            if key in TURNS:
                return self._turn(TURNS[key])

    def toggle(
        self,
        question: str,
        choices: Sequence[Choice[str]],
        *,
        why: str = "",
        now: str = "",
        naming: Mapping[str, Callable[[], "str | Turn"]] = NO_NAMES,
        nothing: str = "",
    ) -> tuple[str, ...] | Turn:
        """Ask a question with several answers: each key puts one in or takes it out, Enter is done.

        A value in `naming` is asked for in words; the value `nothing` is the explicit empty answer.
        """
        chosen: dict[str, str] = {}
        self._ask(question, why)
        self._list([(choice.key, choice.words) for choice in choices])
        self._hint(now, _("choose all that hold, then Enter"))
        while True:
            key = self._key(", ".join(chosen.values()))
            if key == ENTER and chosen:
                return self._heard("", tuple(chosen))
            if key in TURNS:
                return self._turn(TURNS[key])
            for choice in choices:
                if key != choice.key:
                    continue
                if choice.value == nothing and nothing:
                    return self._heard(choice.words, ())
                self._put_in_or_out(chosen, choice, naming)

    def _put_in_or_out(
        self, chosen: dict[str, str], choice: Choice[str], naming: Mapping[str, Callable[[], "str | Turn"]]
    ) -> None:
        if choice.value in naming:
            print()
            named = naming[choice.value]()
            if not isinstance(named, Turn):
                chosen[named] = named
        elif choice.value in chosen:
            del chosen[choice.value]
        else:
            chosen[choice.value] = choice.words.partition(":")[0].strip()

    def number(self, question: str, *, low: str, high: str, now: str = "") -> int | Turn:
        """Ask for a number from 0 to 10 by one key; t is ten."""
        self._ask(question)
        self._hint(now, _("0–9, t is 10"), f"0: {low}", f"10: {high}")
        while True:
            key = self._key()
            if key.isascii() and key.isdecimal():
                return self._heard(key, int(key))
            if key == "t":
                return self._heard("10", 10)
            if key in TURNS:
                return self._turn(TURNS[key])

    def text(self, question: str, *, hint: str = "") -> str | Turn:
        """Ask for words; Enter alone skips, and s, b and q alone mean what they mean everywhere."""
        self._ask(question)
        self._hint("", hint or _("Enter alone skips"))
        return self._line()

    def read(self, question: str, reader: Callable[[str], T], *, default: T | None = None, hint: str = "") -> T | Turn:
        """Ask for words until they can be read; Enter alone gives the default."""
        self._ask(question)
        self._hint("", hint)
        while True:
            told = self._line()
            if told == SKIP and default is not None:
                return default
            if isinstance(told, Turn):
                return told
            try:
                return reader(told)
            except SmallwinsError as error:
                self.say(told_of(error))

    def agree(self, question: str, *, default: bool | None = None) -> bool | Turn:
        """Ask yes or no."""
        choices = (Choice("y", _("yes"), value=True), Choice("n", _("no"), value=False))
        return self.choose(question, choices, default=default)

    def go_on(self, what: str = "") -> Turn | None:
        """Wait for Enter."""
        self._hint("", what or _("Enter: go on"))
        while True:
            key = self._key()
            if key in (ENTER, " ", "s"):
                print()
                return None
            if key in TURNS:
                return self._turn(TURNS[key])

    def _line(self) -> str | Turn:
        try:
            told = self._keys.line(self._prompt).strip()
        except EOFError:
            return self._turn(QUIT)
        return SKIP if not told else TURNS.get(told, told)

    def _key(self, so_far: str = "") -> str:
        clear = "\r\x1b[K" if self.terminal.colour else "\r"
        print(f"{clear}{self._prompt}{shown(so_far)}{' ' if so_far else ''}", end="", flush=True)
        try:
            return self._keys.key()
        except EOFError:
            return "q"

    def _heard(self, words: str, value: T) -> T:
        print(words.split("\n", maxsplit=1)[0] if width_of(words) < self.terminal.columns - 4 else "")
        return value

    def _turn(self, turn: Turn) -> Turn:
        print({"skip": _("skipped"), "back": _("back"), "quit": ""}[turn.wish])
        return turn

    @property
    def _prompt(self) -> str:
        return "› " if self.terminal.unicode else "> "

    def _ask(self, question: str, why: str = "") -> None:
        print()
        for line in wrap(shown(question), self.terminal.width):
            print(self.terminal.tone(line, "strong"))
        if why not in self._explained:
            self._explained.add(why)  # once in a conversation is enough
            for line in wrap(shown(why), self.terminal.width):
                print(self.terminal.tone(line, "faint"))

    def _list(self, rows: Sequence[tuple[str, str]]) -> None:
        for key, words in rows:
            for line in hang(f"  {pad(key, 1)}  ", shown(words), self.terminal.width):
                print(line)

    def _hint(self, *hints: str) -> None:
        dot = " · " if self.terminal.unicode else " | "
        line = ""
        for hint in [*(hint for hint in hints if hint), _("s skip"), _("b back"), _("q quit")]:
            if line and width_of(line + dot + hint) > self.terminal.width:
                print(self.terminal.tone(line, "faint"))
                line = ""
            *before, line = wrap(f"{line}{dot}{hint}" if line else hint, self.terminal.width)
            for full in before:
                print(self.terminal.tone(full, "faint"))
        print(self.terminal.tone(line, "faint"))


def _words_of(choices: Sequence[Choice[T]], value: T) -> str:
    return next((choice.words for choice in choices if choice.value == value), str(value))


@contextmanager
def talk(terminal: Terminal) -> Iterator[Conversation]:
    """Begin a conversation; the terminal is left as it was found."""
    with keyboard() as keys:
        yield Conversation(keys, terminal)
