"""A person's own words in a document: titles as plain text, and as much of a story as can stand alone, unchanged."""

import re

_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~&])")
_LIST_START = re.compile(r"^(\d+)([.)])(?=\s|$)")
_BLOCK_START = re.compile(r"^\s*([-+*]\s|\d+[.)]\s|>|#|```|~~~|\||<|---|===|    )")
_SENTENCE_END = re.compile(r"[.!?…。！？]+[\"”’'»)\]*_]*(?=\s|$)")
_PAIRS = (("“", "”"), ("(", ")"), ("[", "]"), ("«", "»"))
_TWICE = ("*", "_", "`", '"', "~")
MOST_WORDS = 90


def plain(text: str) -> str:
    """Return a plain text as Markdown that shows exactly it."""
    marked = _MARKS.sub(r"\\\1", text.strip())
    marked = _LIST_START.sub(r"\1\\\2", marked)
    return f"\\{marked}" if marked[:1] in ("-", "+", "=") else marked


def opening(story: str | None, most: int = MOST_WORDS) -> str:
    """Return the beginning of a story: whole sentences of its first plain paragraphs, as they were written."""
    told: list[str] = []
    for block in re.split(r"\n\s*\n", (story or "").replace("\r\n", "\n").strip()):
        lines = block.split("\n")
        left = most - sum(len(paragraph.split()) for paragraph in told)
        if any(_BLOCK_START.match(line) for line in lines):
            break
        paragraph = " ".join(line.strip() for line in lines)
        beginning = _sentences(paragraph, left)
        if beginning:
            told.append(beginning)
        if beginning != paragraph:
            break
    return "\n\n".join(told)


def _sentences(paragraph: str, most: int) -> str:
    if len(paragraph.split()) <= most:
        return _unless_colon(paragraph) if _whole(paragraph) else ""
    best = ""
    for end in _SENTENCE_END.finditer(paragraph):
        so_far = paragraph[: end.end()]
        if len(so_far.split()) > most:
            break
        if _whole(so_far):
            best = so_far
    return _unless_colon(best)


def _unless_colon(text: str) -> str:
    """Leave out what only announces a list that is not here."""
    if not text.endswith(":"):
        return text
    ends = [end.end() for end in _SENTENCE_END.finditer(text)]
    return text[: ends[-1]] if ends and _whole(text[: ends[-1]]) else ""


def _whole(text: str) -> bool:
    """Tell whether every quotation, bracket and emphasis that opens in the text also closes in it."""
    return all(text.count(a) == text.count(b) for a, b in _PAIRS) and not any(text.count(x) % 2 for x in _TWICE)
