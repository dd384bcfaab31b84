"""Every route of the server, and the pages for what goes wrong."""

from smallwins.web.urls import urlpatterns

handler400 = "smallwins.web.errors.not_understood"
handler403 = "smallwins.web.errors.not_allowed"
handler404 = "smallwins.web.errors.not_found"
handler500 = "smallwins.web.errors.broken"

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]
