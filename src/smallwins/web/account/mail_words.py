"""The words of mails: subjects that give nothing away, and one sentence for each change of an account."""

from smallwins.accounts.letters import Why
from smallwins.method.saying import say

SUBJECTS = {
    "email_confirmation_signup": say("Please confirm your address"),
    "email_confirmation": say("Please confirm your address"),
    "email_old_address": say("Please confirm a change"),
    "account_already_exists": say("Please confirm your address"),
    "password_reset_key": say("The link you asked for"),
    "unknown_account": say("The link you asked for"),
    "invitation": say("An invitation"),
}

WHY: dict[str, Why] = {
    "email_confirmation_signup": "address",
    "email_confirmation": "address",
    "email_old_address": "address",
    "password_reset_key": "reset",
}
"""What a mail is about that asks for something: it is not sent where that is asked no more."""

CHANGES = {
    "password_changed": say("The password was changed."),
    "password_set": say("A password was set."),
    "password_reset": say("The password was replaced by a new one, through a link sent to this address."),
    "email_changed": say("The address was changed; mails go to the new one from now on."),
    "email_deleted": say("An address was taken away."),
    "totp_activated": say("An authenticator app was added."),
    "totp_deactivated": say("The authenticator app was taken away."),
    "webauthn_added": say("A passkey was added."),
    "webauthn_removed": say("A passkey was taken away."),
    "recovery_codes_generated": say("New recovery codes were made; older ones no longer work."),
    "account_connected": say("Another way to sign in was added."),
    "account_disconnected": say("A way to sign in was taken away."),
}

CHANGED = say("A change to your account")


def subject_of(name: str) -> str:
    """Return the subject of a mail."""
    return SUBJECTS.get(name, CHANGED)
