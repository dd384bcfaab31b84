"""Text as a terminal shows it: how wide it is, where it wraps, and nothing in it that could move the cursor."""

CONTROLS = {code: f"\\x{code:02x}" for code in (*range(32), *range(0x7F, 0xA0))}
BIDI = {code: f"<U+{code:04X}>" for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C)}
# What a person wrote is kept exactly; shown, it may not give orders to the terminal or turn the words around.
UNSAFE = str.maketrans({**CONTROLS, **BIDI, ord("\n"): "\n", ord("\t"): "    ", ord("\r"): ""})


def shown(text: str) -> str:
    """Return a text that is safe to print, on as many lines as it has."""
    if text.isascii() and text.isprintable():
        return text
    return text.translate(UNSAFE)


def one_line(text: str) -> str:
    """Return a text that is safe to print, on one line."""
    return " ".join(shown(text).split("\n"))


def width_of(text: str) -> int:
    """Count the columns that a text takes; wide characters take two, combining ones none."""
    if text.isascii():
        return len(text)
    from unicodedata import combining, east_asian_width  # noqa: PLC0415 - most texts do not need it

    return sum(
        0 if combining(char) or char in "\u200b\u200c\u200d\ufe0e\ufe0f" else 2 if east_asian_width(char) in "WF" else 1
        for char in text
    )


def pad(text: str, width: int) -> str:
    """Fill a text with spaces up to a width."""
    return text + " " * (width - width_of(text))


def pad_left(text: str, width: int) -> str:
    """Put spaces before a text up to a width, as for numbers."""
    return " " * (width - width_of(text)) + text


def wrap(text: str, width: int) -> list[str]:
    """Break a text into lines of at most a width, at spaces where there are any; its own line ends stay."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines.extend(_wrapped(paragraph, max(width, 8)))
    return lines


def _wrapped(paragraph: str, width: int) -> list[str]:
    if width_of(paragraph) <= width:
        return [paragraph]
    indent = paragraph[: len(paragraph) - len(paragraph.lstrip())][: width // 2]
    lines, line = [], indent
    for word in paragraph.split():
        rest, joined = word, f"{line} {word}" if line.strip() else f"{line}{word}"
        if width_of(joined) <= width:
            line = joined
            continue
        if line.strip():
            lines.append(line)
        while width_of(indent + rest) > width:
            head = _head(rest, width - width_of(indent))
            lines.append(indent + head)
            rest = rest[len(head) :]
        line = indent + rest
    return [*lines, line] if line.strip() else lines


def _head(word: str, width: int) -> str:
    """Cut from a word that is longer than a line as much as fits, at least one character."""
    taken = 0
    for place, char in enumerate(word):
        taken += width_of(char)
        if taken > width and place:
            return word[:place]
    return word


ROOM_FOR_LEAD = 12  # columns that any window has for what stands before a text


def hang(first: str, text: str, width: int) -> list[str]:
    """Wrap a text behind a lead; the following lines stand under its first word, or under the lead if it is wide."""
    indent = width_of(first)
    if indent > ROOM_FOR_LEAD and indent > width // 2 and first.strip():
        return [first.rstrip(), *(f"   {line}" for line in wrap(text, width - 3))]
    lines = wrap(text, width - indent)
    return [f"{first}{lines[0]}", *(f"{' ' * indent}{line}" for line in lines[1:])]
