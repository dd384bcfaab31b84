"""Every route of a shared server: the journal's pages, accounts, the API, and the pages for what goes wrong."""

from django.urls import path

from smallwins.accounts.rules import anybody, described, each, own, signed_in, token
from smallwins.api.urls import document_route as document
from smallwins.api.urls import elsewhere, operations
from smallwins.server.urls import handler400, handler403, handler404, handler500
from smallwins.web.account.routes import account_routes
from smallwins.web.pages import tokens
from smallwins.web.sharing.routes import sharing_routes
from smallwins.web.urls import pages

handler429 = "smallwins.web.errors.too_many"

urlpatterns = [
    *each(own, pages),
    *account_routes,
    *sharing_routes,
    *each(signed_in, [path("you/tokens", tokens.tokens, name="tokens")]),
    *each(signed_in, [path("you/tokens/<int:number>/revoke", tokens.revoke, name="revoke-token")]),
    *each(described, document),
    *each(token("by method"), operations),
    *each(anybody, elsewhere),
]

__all__ = ["handler400", "handler403", "handler404", "handler429", "handler500", "urlpatterns"]
