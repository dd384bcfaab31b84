"""Pages go over the wire compressed, where nobody but their reader can have asked for them.

What is compressed tells by its length how like its parts are. Another site that could make a browser ask for pages with
words of its choosing, and watch their length on the way, might guess what stands beside those words (BREACH). So a page
is compressed only where the browser says that the request came from our own pages, or from the person's own hand.
"""

import gzip
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils.cache import patch_vary_headers

OURS = ("same-origin", "none")
WORTH_IT = 1000  # bytes; below, the answer is one packet either way


def compressed(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Compress a page for a browser that can read it so."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if isinstance(response, StreamingHttpResponse) or "Content-Encoding" in response.headers:
            return response
        if not response.headers.get("Content-Type", "").startswith("text/html") or len(response.content) < WORTH_IT:
            return response
        patch_vary_headers(response, ("Accept-Encoding", "Sec-Fetch-Site"))
        asked = request.headers
        if asked.get("Sec-Fetch-Site") in OURS and "gzip" in asked.get("Accept-Encoding", ""):
            response.content = gzip.compress(response.content, 5, mtime=0)
            response.headers["Content-Encoding"] = "gzip"
            if "Content-Length" in response.headers:
                response.headers["Content-Length"] = str(len(response.content))
        return response

    return answer
