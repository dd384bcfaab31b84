"""The Django app of the account pages: their checks."""

from django.apps import AppConfig


class AccountPages(AppConfig):
    """Pages only; the tables are those of accounts/."""

    name = "smallwins.web.account"
    label = "account_pages"

    def ready(self) -> None:
        """Forget a move to another address when it is called off; note how long whoever tried too often has to wait."""
        from allauth.account.signals import email_removed  # noqa: PLC0415 - only once the apps are loaded

        from smallwins.web.account.moving import forget  # noqa: PLC0415 - as above
        from smallwins.web.account.waiting import note_waits  # noqa: PLC0415 - as above

        email_removed.connect(forget, dispatch_uid="moving")
        note_waits()
