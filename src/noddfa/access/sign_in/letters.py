"""Letters about signing in: a password forgotten, something changed. The worker sends them, so that no page fails when
the mail server does; what they say stands in the design room's templates."""

from __future__ import annotations

from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils import translation
from django_tasks import task

from noddfa.access.members.inviting import password_link
from noddfa.access.models import User

FORGOTTEN = "account/email/password_reset_key"


@task()
def mail_letter(template: str, address: str, language: str) -> bool:
    """Send a letter (its template without `_subject.txt` and `_message.txt`) to an address.

    The link by which to choose a password is made here, so that none lies in the database; without an open account
    there is none, and no letter.
    """
    words = {}
    with translation.override(language):
        if template == FORGOTTEN:
            user = User.objects.filter(email=address, is_active=True).first()
            if user is None:
                return False
            words["password_reset_url"] = password_link(user)
        subject = " ".join(render_to_string(f"{template}_subject.txt", words).split())
        text = render_to_string(f"{template}_message.txt", words).strip()
        return bool(send_mail(subject, text, None, [address]))
