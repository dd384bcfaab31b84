"""Every route of a shared server: the journal's pages, accounts, the API, and the pages for what goes wrong."""

from django.urls import path

from smallwins.accounts.rules import anybody, by_feed, described, each, own, signed_in, token
from smallwins.api.urls import document_route as document
from smallwins.api.urls import elsewhere, operations
from smallwins.server.urls import handler400, handler403, handler404, handler500
from smallwins.web.account.routes import account_routes
from smallwins.web.pages import calendar, reminders, stopping, tokens
from smallwins.web.sharing.routes import sharing_routes
from smallwins.web.urls import app, pages

handler429 = "smallwins.web.errors.too_many"

urlpatterns = [
    *each(own, pages),
    *each(anybody, app),
    *account_routes,
    *sharing_routes,
    *each(signed_in, [path("you/tokens", tokens.tokens, name="tokens")]),
    *each(signed_in, [path("you/tokens/<int:number>/revoke", tokens.revoke, name="revoke-token")]),
    *each(
        own,
        [
            path("reminders", reminders.reminders, name="reminders"),
            path("reminders/calendar", reminders.new_calendar, name="new-calendar"),
            path("reminders/calendar/wins", reminders.wins_in_calendar, name="wins-in-calendar"),
            path("reminders/calendar/revoke", reminders.revoke_calendar, name="revoke-calendar"),
        ],
    ),
    *each(by_feed, [path("calendar/<str:secret>.ics", calendar.calendar, name="calendar")]),
    *each(anybody, [path("mails/stop/<str:sign>", stopping.stop_mails, name="stop-mails")]),
    *each(described, document),
    *each(token("by method"), operations),  # unsaid: the name of a rule
    *each(anybody, elsewhere),
]

__all__ = ["handler400", "handler403", "handler404", "handler429", "handler500", "urlpatterns"]
