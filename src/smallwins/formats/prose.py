"""What a person wrote in Markdown, made HTML without raw HTML in it, then cleaned once more."""

import nh3
from markdown_it import MarkdownIt

TAGS = {
    "p", "br", "hr", "em", "strong", "s", "code", "pre", "blockquote", "ul", "ol", "li", "a",
    "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
"""What a story may be made of; a picture is none of it, because nothing is loaded from elsewhere."""
SCHEMES = {"http", "https", "mailto"}
_READER = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"]).disable("image")
_CLEANER = nh3.Cleaner(
    tags=TAGS,
    attributes={"a": {"href", "title"}, "ol": {"start"}},
    url_schemes=SCHEMES,
    url_relative="deny",
    link_rel="noopener nofollow noreferrer",  # unsaid: a value of HTML
)
_LOWER = str.maketrans("123", "345")


def prose(text: str) -> str:
    """Return the HTML of a text; its headings stand below those of the page around it."""
    tokens = _READER.parse(text)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = token.tag.translate(_LOWER)
    html: str = _READER.renderer.render(tokens, _READER.options, {})
    return _CLEANER.clean(html)
