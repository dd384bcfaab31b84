"""Asking one question at a time: a key a choice, s to skip, b to go back, q to quit and go on later."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Final, Generic, Literal, NamedTuple, TypeVar

from smallwins.cli.keyboard import ENTER, Keyboard, keyboard
from smallwins.cli.terminal import Terminal
from smallwins.cli.text import hang, pad, shown, width_of, wrap
from smallwins.method.errors import SmallwinsError

T = TypeVar("T")


class Turn(NamedTuple):
    """What a person wants instead of answering."""

    wish: Literal["skip", "back", "quit"]


SKIP: Final = Turn("skip")
BACK: Final = Turn("back")
QUIT: Final = Turn("quit")
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
        self._hint(now, "Enter: " + _words_of(choices, default) if default is not None else "")
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
        self, question: str, choices: Sequence[Choice[str]], *, more: str, nothing: str, now: str = ""
    ) -> list[str] | Turn:
        """Ask a question with several answers; + adds one in words, 0 says that there is none, Enter is done."""
        chosen: list[str] = []
        extra: list[str] = []
        while True:
            rows = [(each.key, f"{self._box(each.value in chosen)} {each.words}") for each in choices]
            rows += [("+", more), ("0", nothing)]
            self._ask(question)
            self._list([*rows[:-2], *(("", f"{self._box(on=True)} {text}") for text in extra), *rows[-2:]])
            self._hint(now, "Enter: done" if chosen or extra else "")
            wish = self._toggled(choices, chosen, extra)
            if wish is not None:
                return wish

    def _toggled(self, choices: Sequence[Choice[str]], chosen: list[str], extra: list[str]) -> list[str] | Turn | None:
        key = self._key()
        for choice in choices:
            if key == choice.key:
                (chosen.remove if choice.value in chosen else chosen.append)(choice.value)
        if key == "0":
            return self._heard("", [])
        if key == ENTER and (chosen or extra):
            return self._heard("", [*chosen, *extra])
        if key == "+":
            told = self.text("Which?")
            if not isinstance(told, Turn):
                extra.append(told)
        return self._turn(TURNS[key]) if key in TURNS else None

    def digits(self, question: str, *, now: str = "", low: str = "", high: str = "") -> int | Turn:
        """Ask for a number from 0 to 10 by one key; t is ten."""
        self._ask(question)
        ends = f"0 {low} … t 10, {high}" if low else "t: 10"
        self._hint(now, f"0–9, {ends}" if not low else ends)
        while True:
            key = self._key()
            if key.isdecimal() and key.isascii():
                return self._heard(key, int(key))
            if key in ("t", "x"):
                return self._heard("10", 10)
            if key in TURNS:
                return self._turn(TURNS[key])

    def text(self, question: str, *, hint: str = "") -> str | Turn:
        """Ask for words; Enter alone skips, and s, b and q alone mean what they mean everywhere."""
        self._ask(question)
        self._hint("", hint or "Enter alone skips")
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
                self.say(str(error))

    def agree(self, question: str, *, default: bool | None = None) -> bool | Turn:
        """Ask yes or no."""
        return self.choose(question, (Choice("y", "yes", value=True), Choice("n", "no", value=False)), default=default)

    def go_on(self, what: str = "Enter: go on") -> Turn | None:
        """Wait for Enter."""
        self._hint("", what)
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

    def _key(self) -> str:
        print(self._prompt, end="", flush=True)
        try:
            return self._keys.key()
        except EOFError:
            return "q"

    def _heard(self, words: str, value: T) -> T:
        print(words.split("\n", maxsplit=1)[0] if width_of(words) < self.terminal.columns - 4 else "")
        return value

    def _turn(self, turn: Turn) -> Turn:
        print({"skip": "skipped", "back": "back", "quit": ""}[turn.wish])
        return turn

    @property
    def _prompt(self) -> str:
        return "\r› " if self.terminal.unicode else "\r> "

    def _ask(self, question: str, why: str = "") -> None:
        print()
        for line in wrap(shown(question), self.terminal.width):
            print(self.terminal.tone(line, "strong"))
        if why:
            for line in wrap(shown(why), self.terminal.width):
                print(self.terminal.tone(line, "faint"))

    def _list(self, rows: Sequence[tuple[str, str]]) -> None:
        for key, words in rows:
            for line in hang(f"  {pad(key, 1)}  ", shown(words), self.terminal.width):
                print(line)

    def _hint(self, *hints: str) -> None:
        dot = " · " if self.terminal.unicode else " | "
        words = dot.join([*(hint for hint in hints if hint), "s skip", "b back", "q quit"])
        for line in wrap(words, self.terminal.width):
            print(self.terminal.tone(line, "faint"))

    def _box(self, on: bool) -> str:
        return "[x]" if on else "[ ]"


def _words_of(choices: Sequence[Choice[T]], value: T) -> str:
    return next((choice.words for choice in choices if choice.value == value), str(value))


@contextmanager
def talk(terminal: Terminal) -> Iterator[Conversation]:
    """Begin a conversation; the terminal is left as it was found."""
    with keyboard() as keys:
        yield Conversation(keys, terminal)
