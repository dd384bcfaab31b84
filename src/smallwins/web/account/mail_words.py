"""The words of mails: subjects that give nothing away, and one sentence for each change of an account."""

from smallwins.accounts.letters import Why

SUBJECTS = {
    "email_confirmation_signup": "Please confirm your address",
    "email_confirmation": "Please confirm your address",
    "email_old_address": "Please confirm a change",
    "account_already_exists": "Please confirm your address",
    "password_reset_key": "The link you asked for",
    "unknown_account": "The link you asked for",
    "invitation": "An invitation",
}

WHY: dict[str, Why] = {
    "email_confirmation_signup": "address",
    "email_confirmation": "address",
    "email_old_address": "address",
    "password_reset_key": "reset",
}
"""What a mail is about that asks for something: it is not sent where that is asked no more."""

CHANGES = {
    "password_changed": "The password was changed.",
    "password_set": "A password was set.",
    "password_reset": "The password was replaced by a new one, through a link sent to this address.",
    "email_changed": "The address was changed; mails go to the new one from now on.",
    "email_deleted": "An address was taken away.",
    "totp_activated": "An authenticator app was added.",
    "totp_deactivated": "The authenticator app was taken away.",
    "webauthn_added": "A passkey was added.",
    "webauthn_removed": "A passkey was taken away.",
    "recovery_codes_generated": "New recovery codes were made; older ones no longer work.",
    "account_connected": "Another way to sign in was added.",
    "account_disconnected": "A way to sign in was taken away.",
}


def subject_of(name: str) -> str:
    """Return the subject of a mail."""
    return SUBJECTS.get(name, "A change to your account")
