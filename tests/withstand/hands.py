"""Two pairs of hands on one journal: a program at the API, over HTTP, and a person at the terminal."""

import io
import json
import tempfile
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from datetime import date
from pathlib import Path
from typing import Any

from smallwins.bootstrap import new_id
from smallwins.cli.main import main
from smallwins.method.answers import Answers
from tests.api.programs import Program, Said
from tests.withstand.model import Seen

FIELDS = ("direction", "motive", "opened", "stretch", "gains")


class Hands:
    """Whoever changes the journal; each answers whether it was done (True), or refused in words (False)."""

    def add(self, title: str, on: date, opener: str = "") -> str:
        """Return the id of the new win, or nothing where it was refused."""
        raise NotImplementedError

    def answer(self, win: str, given: Mapping[str, Any]) -> bool:
        raise NotImplementedError

    def do(self, what: str, win: str, *more: str) -> bool:
        """Link, unlink, move, celebrate, delete, overrule, or take one's own call back."""
        raise NotImplementedError

    def plan(self, win: str) -> str:
        raise NotImplementedError

    def move_step(self, step: str, status: str) -> bool:
        raise NotImplementedError

    def take_in(self, document: object) -> tuple[int, int]:
        """Return how many wins were new, and how many were known."""
        raise NotImplementedError

    def undo(self, change: int) -> bool:
        raise NotImplementedError

    def shown(self) -> dict[str, Seen]:
        raise NotImplementedError


class Api(Hands):
    """A program with a token."""

    def __init__(self, program: Program) -> None:
        self.program = program

    def add(self, title: str, on: date, opener: str = "") -> str:
        win = new_id()
        body = {"id": win, "title": title, "happened_on": str(on), "opened_by": [opener] if opener else []}
        return win if _done(self.program.post("/wins", body)) else ""

    def answer(self, win: str, given: Mapping[str, Any]) -> bool:
        return _done(self.program.patch(f"/wins/{win}/answers", dict(given)))

    def do(self, what: str, win: str, *more: str) -> bool:
        method, path, body = {
            "link": ("PUT", f"doors/{more and more[0]}", None),
            "unlink": ("DELETE", f"doors/{more and more[0]}", None),
            "move": ("PATCH", "", {"happened_on": more and more[0]}),
            "celebrate": ("PUT", "celebration", None),
            "delete": ("DELETE", "", None),
            "overrule": ("PUT", "own-call", {"verdict": more and more[0], "reason": "I know better"}),
            "take back": ("DELETE", "own-call", None),
        }[what]
        return _done(self.program.ask(method, f"/wins/{win}/{path}".rstrip("/"), body))

    def plan(self, win: str) -> str:
        said = self.program.post(f"/wins/{win}/steps", {"text": "When it is Monday, I will ask"})
        return str(said.json["id"]) if _done(said) else ""

    def move_step(self, step: str, status: str) -> bool:
        return _done(self.program.patch(f"/steps/{step}", {"status": status}))

    def take_in(self, document: object) -> tuple[int, int]:
        said = self.program.post("/import", document)
        assert said.status == 200, said.body
        return said.json["wins"], said.json["known"]

    def undo(self, change: int) -> bool:
        return _done(self.program.post("/undo", {"change": change}))

    def shown(self) -> dict[str, Seen]:
        found: list[Any] = []
        cursor: str | None = ""
        while cursor is not None:
            page = self.program.get("/wins?limit=50" + (f"&cursor={cursor}" if cursor else "")).json
            found += page["wins"]
            cursor = page["next"]
        return {win["id"]: _seen(win) for win in found}


class Terminal(Hands):
    """A person who types, in a process that is there already: Python's start is no part of what is tried."""

    def add(self, title: str, on: date, opener: str = "") -> str:
        code, said = self._call("add", title, "--on", str(on), "--json", *(("--from", opener) if opener else ()))
        return str(json.loads(said)["id"]) if code == 0 else ""

    def answer(self, win: str, given: Mapping[str, Any]) -> bool:
        options: list[str] = []
        for field, value in given.items():
            if value is None:
                options += ["--take-back", field]
            elif field == "gains":
                options += [part for gain in value or ("none",) for part in ("--gain", gain)]
            else:
                options += [f"--{field}", str(value)]
        return self._call("judge", win, *options)[0] == 0 if options else True

    def do(self, what: str, win: str, *more: str) -> bool:
        words = {
            "link": ("led", win, *more),
            "unlink": ("unlink", win, *more),
            "move": ("edit", win, "--on", *more),
            "celebrate": ("celebrate", win),
            "delete": ("delete", win),
            "overrule": ("overrule", win, *more, "--because", "I know better"),
            "take back": ("overrule", win, "--undo"),
        }[what]
        return self._call(*words)[0] == 0

    def plan(self, win: str) -> str:
        code, said = self._call("step", "add", win, "When it is Monday, I will ask", "--json")
        return str(json.loads(said)["id"]) if code == 0 else ""

    def move_step(self, step: str, status: str) -> bool:
        word = {"done": "done", "dropped": "drop"}[status]
        return self._call("step", word, step)[0] == 0

    def take_in(self, document: object) -> tuple[int, int]:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "journal.json"
            file.write_text(json.dumps(document), "utf-8")
            code, said = self._call("import", str(file), "--json")
        assert code == 0, said
        return json.loads(said)["wins"], json.loads(said)["known"]

    def undo(self, change: int) -> bool:  # noqa: ARG002 - the terminal takes back the last one, whatever its number
        return self._call("undo")[0] == 0

    def shown(self) -> dict[str, Seen]:
        return {win["id"]: _seen(win) for win in json.loads(self._call("list", "--limit", "1000", "--json")[1])}

    def _call(self, *words: str) -> tuple[int, str]:
        out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
        with redirect_stdout(out), redirect_stderr(err):
            code = main(words)
        said, wrong = (stream.buffer.getvalue().decode() for stream in (out, err))
        assert code in (0, 1), (words, wrong)
        assert code == 0 or wrong.startswith("smallwins: "), (words, wrong)
        return code, said


def _done(said: Said) -> bool:
    """Tell what was done from what was refused by the method; anything else is no answer to a lawful question."""
    assert said.status in {200, 201, 204, 404, 409, 422}, (said.status, said.body)
    return said.status < 300


def _seen(win: Any) -> Seen:
    answers = {field: value for field, value in win["answers"].items() if field in (*FIELDS, "goals")}
    for field in ("goals", "gains"):
        if answers.get(field) is not None:
            answers[field] = tuple(answers[field])
    return Seen(
        win["title"],
        date.fromisoformat(win["happened_on"]),
        Answers(**answers),
        win["computed"],
        win["verdict"],
        win["celebrated_on"] is not None,
        frozenset(win["opened_by"]),
        frozenset((step["id"], step["status"]) for step in win["steps"]),
    )
