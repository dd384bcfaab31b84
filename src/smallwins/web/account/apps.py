"""The Django app of the account pages: their checks."""

from django.apps import AppConfig


class AccountPages(AppConfig):
    """Pages only; the tables are those of accounts/."""

    name = "smallwins.web.account"
    label = "account_pages"
