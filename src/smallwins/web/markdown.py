"""A story as it was written, in Markdown, as safe HTML for a page."""

from minijinja import safe

from smallwins.formats.prose import SCHEMES, TAGS, prose


def story(text: str) -> str:
    """Return the HTML of a story; its headings stand below the page's own."""
    return safe(prose(text))


__all__ = ["SCHEMES", "TAGS", "story"]
