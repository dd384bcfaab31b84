"""A document as Markdown, to be written on in whatever editor one has."""

from smallwins.method.telling import Telling
from smallwins.method.telling.words import plain


def to_markdown(telling: Telling) -> str:
    """Write a document as Markdown."""
    parts = [f"# {plain(telling.title)}"]
    for section in telling.sections:
        parts += [f"## {plain(section.heading)}"] if section.heading else []
        parts.append(section.text.strip())
    return "\n\n".join(parts) + "\n"
