"""Every route of accounts: allauth's views under addresses of our own, each with its rule."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from allauth.socialaccount import views as social
from django.urls import path, re_path

from smallwins.accounts.rules import all_of_one, anybody, each, signed_in
from smallwins.web.account import elsewhere, invited, leaving, moving, signing_up, you

_ways_in = [
    path("sign-in", account.login, name="account_login"),
    path("sign-in/second-step", mfa.authenticate, name="mfa_authenticate"),
    path("sign-in/passkey", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path("sign-in/<slug:provider_id>", elsewhere.go_there, name="openid_connect_login"),
    path("sign-in/<slug:provider_id>/back", elsewhere.come_back, name="openid_connect_callback"),
    path("sign-in/elsewhere/cancelled", social.login_cancelled, name="socialaccount_login_cancelled"),
    path("sign-in/elsewhere/error", social.login_error, name="socialaccount_login_error"),
    path("sign-up", signing_up.sign_up, name="account_signup"),
    path("sign-up/from-elsewhere", social.signup, name="socialaccount_signup"),
    path("sign-out", leaving.sign_out, name="account_logout"),
    path("invited/<str:secret>", invited.invited, name="invited"),
    path("closed", account.account_inactive, name="account_inactive"),
    path("confirm", account.email_verification_sent, name="account_email_verification_sent"),
    path("confirm/<str:key>", account.confirm_email, name="account_confirm_email"),
    path("forgotten", account.password_reset, name="account_reset_password"),
    path("forgotten/sent", account.password_reset_done, name="account_reset_password_done"),
    path("forgotten/done", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    re_path(
        "^forgotten/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[^/]+)$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("confirm-move/<str:key>", moving.agree, name="email-agree"),
]

_one_s_own = [
    path("you", you.you, name="you"),
    path("you", you.you, name="mfa_index"),
    path("you", you.you, name="mfa_list_webauthn"),
    path("you/name", you.rename, name="you-name"),
    path("you/sessions/<int:number>/end", you.end_session, name="end-session"),
    path("you/sessions/end", you.end_other_sessions, name="end-other-sessions"),
    path("you/everything", all_of_one(leaving.take_everything), name="take-everything"),
    path("you/leave", leaving.leave, name="leave"),
    path("you/stay", leaving.stay, name="stay"),
    path("you/again", account.reauthenticate, name="account_reauthenticate"),
    path("you/again/code", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("you/again/passkey", passkeys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("you/email", moving.address, name="account_email"),
    path("you/password", account.password_change, name="account_change_password"),
    path("you/password/first", account.password_set, name="account_set_password"),
    path("you/second-step/app", totp.activate_totp, name="mfa_activate_totp"),
    path("you/second-step/app/remove", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("you/second-step/codes", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("you/second-step/codes/new", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("you/passkeys/add", passkeys.add_webauthn, name="mfa_add_webauthn"),
    path("you/passkeys/<int:pk>/remove", passkeys.remove_webauthn, name="mfa_remove_webauthn"),
    path("you/passkeys/<int:pk>/name", passkeys.edit_webauthn, name="mfa_edit_webauthn"),
    path("you/elsewhere", social.connections, name="socialaccount_connections"),
]

account_routes = [*each(anybody, _ways_in), *each(signed_in, _one_s_own)]
