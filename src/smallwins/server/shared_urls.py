"""Every route of a shared server: the journal's pages, accounts, and the pages for what goes wrong."""

from smallwins.accounts.rules import each, own
from smallwins.server.urls import handler400, handler403, handler404, handler500
from smallwins.web.account.routes import account_routes
from smallwins.web.urls import pages

handler429 = "smallwins.web.errors.too_many"

urlpatterns = [*each(own, pages), *account_routes]

__all__ = ["handler400", "handler403", "handler404", "handler429", "handler500", "urlpatterns"]
