"""What is kept of people: one file a model."""

from smallwins.accounts.models.invitation import Invitation
from smallwins.accounts.models.person import Person

__all__ = ["Invitation", "Person"]
