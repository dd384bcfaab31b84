"""A document as PDF, drawn by WeasyPrint, which is loaded only when a PDF is asked for and may fetch nothing."""

import os
from collections.abc import Mapping
from hashlib import sha256

from smallwins.formats.telling.printed import to_html
from smallwins.method.errors import SmallwinsError
from smallwins.method.saying import say
from smallwins.method.telling import Telling

OUR_FONTS = "data:font/woff2;base64,"
MISSING = say(
    "A PDF needs WeasyPrint, which is not there: install it with “pip install 'smallwins[pdf]'”. "
    "Until then, write the HTML file and print it from the browser."
)
NO_LIBRARIES = say(
    "A PDF needs the library Pango, which is not there: install it with the system's packages "
    "(Debian and Ubuntu: “apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0”; "
    "macOS: “brew install pango”). "
    "Until then, write the HTML file and print it from the browser."
)


def to_pdf(telling: Telling, fonts: Mapping[str, bytes]) -> bytes:
    """Write a document as PDF; the same document gives the same bytes."""
    try:
        # Half a second to load, and an extra that may be missing; and it has no types.
        from weasyprint import HTML  # type: ignore[import-untyped]  # noqa: PLC0415
        from weasyprint.urls import URLFetcher, URLFetcherResponse  # type: ignore[import-untyped]  # noqa: PLC0415
    except ImportError:
        raise SmallwinsError(MISSING) from None
    except OSError:  # how a library that cannot be loaded shows itself
        raise SmallwinsError(NO_LIBRARIES) from None

    class OurFontsAlone(URLFetcher):  # type: ignore[misc]  # weasyprint has no types
        def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
            if not url.startswith(OUR_FONTS):
                raise ValueError("nothing is fetched for a PDF but our own fonts")  # unsaid: for developers
            return super().fetch(url, headers)

    # fontTools writes the time into each font that it cuts down, unless it is told another one.
    os.environ.setdefault("SOURCE_DATE_EPOCH", "1577836800")
    html = to_html(telling, fonts)
    drawn = HTML(string=html, url_fetcher=OurFontsAlone(), base_url=None, media_type="print")
    pdf: bytes = drawn.write_pdf(pdf_identifier=sha256(html.encode()).digest()[:16])
    return pdf
