"""Signing in, second factors, passwords: allauth's pages, drawn by our design room.

Only those of allauth's pages that we use. Left out: adding addresses, codes by e-mail, telephone numbers.
"""

from allauth.account import urls as account
from django.urls import include, path

from noddfa.access.sign_in.views import reauthenticate_by_key

USED = frozenset(
    {
        "account_login",
        "account_logout",
        "account_inactive",
        "account_signup",  # says that there is no signing up; allauth's sign-in page asks for its address
        "account_reauthenticate",
        "account_change_password",
        "account_set_password",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key",
        "account_reset_password_from_key_done",
    }
)

urlpatterns = [
    *(pattern for pattern in account.urlpatterns if pattern.name in USED),
    path("2fa/webauthn/reauthenticate/", reauthenticate_by_key, name="mfa_reauthenticate_webauthn"),
    path("2fa/", include("allauth.mfa.urls")),
]
