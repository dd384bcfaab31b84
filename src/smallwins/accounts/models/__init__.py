"""What is kept of people: one file a model."""

from smallwins.accounts.models.invitation import Invitation
from smallwins.accounts.models.person import Person
from smallwins.accounts.models.token import Token

__all__ = ["Invitation", "Person", "Token"]
