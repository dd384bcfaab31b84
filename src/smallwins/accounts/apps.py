"""The Django app of accounts."""

from django.apps import AppConfig


class Accounts(AppConfig):
    """Accounts, under a short label so that tables are called accounts_*."""

    name = "smallwins.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"
