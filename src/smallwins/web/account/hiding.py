"""How allauth keeps the secret of an authenticator app: encrypted by a key that is not in the database."""

from allauth.mfa.adapter import DefaultMFAAdapter

from smallwins.accounts.sealing import box
from smallwins.method.saying import say
from smallwins.web.account.refusals import Refusals

_FOR = "authenticator secrets"  # unsaid: the name of a box


class Hiding(DefaultMFAAdapter):  # type: ignore[misc]  # allauth brings no types
    """Our few differences."""

    error_messages = Refusals(
        DefaultMFAAdapter.error_messages
        | {"incorrect_code": say("That code does not fit, or was used before. Wait for the next one.")}
    )

    def encrypt(self, text: str) -> str:
        """Encrypt by the server's secret key."""
        return box(_FOR).encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Decrypt by the server's secret key."""
        return box(_FOR).decrypt(encrypted_text.encode()).decode()

    def build_totp_svg(self, url: str) -> str:
        """Draw the picture for the page itself, without the first line of a file."""
        drawn: str = super().build_totp_svg(url)
        return drawn[drawn.index("<svg") :]
