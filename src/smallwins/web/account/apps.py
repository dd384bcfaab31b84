"""The Django app of the account pages: their checks."""

from django.apps import AppConfig


class AccountPages(AppConfig):
    """Pages only; the tables are those of accounts/."""

    name = "smallwins.web.account"
    label = "account_pages"

    def ready(self) -> None:
        """Forget a move to another address when it is called off; note how long whoever tried too often has to wait."""
        from allauth.account import signals  # noqa: PLC0415 - only once the apps are loaded

        from smallwins.web.account import moving  # noqa: PLC0415 - as above
        from smallwins.web.account.waiting import note_waits  # noqa: PLC0415 - as above

        signals.email_removed.connect(moving.forget, dispatch_uid="called-off")
        signals.email_changed.connect(moving.moved, dispatch_uid="moved")
        for changed in (signals.password_changed, signals.password_set, signals.password_reset):
            changed.connect(moving.take_back_resets, dispatch_uid="another-password")
        note_waits()
