"""`noddfa second-step-off`: for somebody who lost phone, key and codes, and whom no administrator can help: the only
administrator of a body, or one who works for several."""

from __future__ import annotations

import argparse

from django.db import transaction
from django.utils import timezone

from noddfa.access import trail
from noddfa.access.members import commands
from noddfa.access.models import User
from noddfa.web.operations import console, migrate
from noddfa.web.operations.language import translate as _
from noddfa.web.operations.trouble import Trouble


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("email", metavar="ADDRESS", help=_("the e-mail address of the account"))
    parser.add_argument("--json", action="store_true", help=_("say the result as JSON"))


def run(args: argparse.Namespace) -> int:
    """Remove their second factors, note it in the trail of every body of theirs, and write to them.

    Raises Trouble when there is no such account.
    """
    migrate.require_ready()
    user = User.objects.filter(email=args.email.strip().lower()).first()
    if user is None:
        raise Trouble(_("there is no account with the address {email!r}").format(email=args.email))
    with transaction.atomic():
        commands.forget_second_step(user)
        for body in sorted(set(user.memberships.values_list("organisation_id", flat=True))):
            trail.note_command("second-step-off", permission="house.members", body=body, now=timezone.now())
    if args.json:
        console.say_json({"user": str(user.pk), "email": user.email})
        return 0
    console.say(
        _("The second step of {name} is off; they set up a new one when they next sign in.").format(name=user)
    )
    return 0
