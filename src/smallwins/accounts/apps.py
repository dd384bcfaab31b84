"""The Django app of accounts."""

from django.apps import AppConfig


class Accounts(AppConfig):
    """Accounts, under a short label so that tables are called accounts_*."""

    name = "smallwins.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Load every room that adds a part to the export of everything, whoever else asks for it."""
        from smallwins.accounts import grants, links, looks, reminders, tokens  # noqa: F401, PLC0415 - tables come first
