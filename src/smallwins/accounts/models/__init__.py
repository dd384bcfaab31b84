"""What is kept of people, and of who may see what: one file a model."""

from smallwins.accounts.models.grant import ChosenWin, Grant
from smallwins.accounts.models.invitation import Invitation
from smallwins.accounts.models.kept_key import KeptKey
from smallwins.accounts.models.letter import Letter
from smallwins.accounts.models.link import Link
from smallwins.accounts.models.look import Look
from smallwins.accounts.models.person import Person
from smallwins.accounts.models.reminder import Reminded, Reminder
from smallwins.accounts.models.token import Token

__all__ = [
    "ChosenWin",
    "Grant",
    "Invitation",
    "KeptKey",
    "Letter",
    "Link",
    "Look",
    "Person",
    "Reminded",
    "Reminder",
    "Token",
]
