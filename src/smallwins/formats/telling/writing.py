"""A document written in the form that was asked for; what a form needs is loaded only then."""

from collections.abc import Callable, Mapping

from smallwins.formats.telling import Form
from smallwins.formats.telling.markdown import to_markdown
from smallwins.method.telling import Telling


def written(telling: Telling, form: Form, fonts: Callable[[], Mapping[str, bytes]]) -> bytes:
    """Write a document as Markdown, as HTML for a printer, or as PDF."""
    if form == "markdown":
        return to_markdown(telling).encode()
    if form == "html":
        from smallwins.formats.telling.printed import to_html  # noqa: PLC0415 - only when asked for

        return to_html(telling, fonts()).encode()
    from smallwins.formats.telling.pdf import to_pdf  # noqa: PLC0415 - as above

    return to_pdf(telling, fonts())
