"""The letter to somebody who was invited: how to choose a password, or that a further role waits."""

from __future__ import annotations

from allauth.account import app_settings
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import send_mail
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django_tasks import task

from noddfa.access.models import User


@task()
def mail_invitation(user_id: str) -> bool:
    """Mail somebody, in their language, a link by which to choose a password; or, who has one, that a role waits.

    Without a name and without the body's. The link is made here, so that none lies in the database.
    """
    user = User.objects.filter(pk=user_id, is_active=True).first()
    if user is None:
        return False
    with translation.override(user.language):
        if user.has_usable_password():
            subject, text = _("A further role in Noddfa"), _further_role(user)
        else:
            subject, text = _("Your account in Noddfa"), _choose_password(user)
        return bool(send_mail(subject, text, None, [user.email]))


def _choose_password(user: User) -> str:
    return _(
        "An account in Noddfa was made for you by the administrator of your body.\n\n"
        "Open this link within three days to choose a password:\n%(address)s\n\n"
        "Then you will be asked to set up a second way to show that it is you.\n\n"
        "If you did not expect this, do nothing and tell the administrator of your body."
    ) % {"address": password_link(user)}


def _further_role(user: User) -> str:
    return _(
        "You were given a further role in Noddfa.\n\nSign in to see it: %(address)s\n\n"
        "If you did not expect this, tell the administrator of your body."
    ) % {"address": f"{settings.SITE_URL}/{user.language}/"}


def password_link(user: User) -> str:
    """The address at which this user, and nobody else, chooses a password; good for three days and for one use."""
    token = app_settings.PASSWORD_RESET_TOKEN_GENERATOR().make_token(user)
    path = reverse(
        "account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(user), "key": token}
    )
    return f"{settings.SITE_URL}{path}"
