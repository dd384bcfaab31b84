"""What has to be read again, and by nobody who has the database alone: sealed by the server's secret key."""

import base64
import hashlib

from cryptography.fernet import Fernet
from django.conf import settings


def box(purpose: str) -> Fernet:
    """Return what seals and opens for one purpose; what is sealed for another it does not open."""
    key = hashlib.sha256(f"smallwins {purpose} {settings.SECRET_KEY}".encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
