"""What a line of the trail says was done, by the permission it was done with."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from noddfa.access.trail import COMMAND

DONE: dict[str, Any] = {
    "record.enter": gettext_lazy("Worked on a record"),
    "concern.begin": gettext_lazy("Began a concern"),
    "concern.read": gettext_lazy("Read a concern"),
    "concern.write": gettext_lazy("Wrote on a concern"),
    "report.make": gettext_lazy("Made or changed a report"),
    "report.follow": gettext_lazy("Followed reports"),
    "desk.see": gettext_lazy("Looked at the duty desk"),
    "desk.decide": gettext_lazy("Decided on a report"),
    "people.find": gettext_lazy("Searched for a person"),
    "case.list": gettext_lazy("Looked at the list of cases"),
    "case.read": gettext_lazy("Read a case"),
    "case.record": gettext_lazy("Recorded on a case"),
    "case.circle": gettext_lazy("Changed who is in the circle"),
    "case.vary_limit": gettext_lazy("Varied a time limit"),
    "case.ratify": gettext_lazy("Ratified a decision"),
    "case.lock_out": gettext_lazy("Kept somebody from a case"),
    "case.sealed": gettext_lazy("Opened sealed details"),
    "case.trail": gettext_lazy("Read the trail of a record"),
    "glass.break": gettext_lazy("Asked for emergency access"),
    "glass.review": gettext_lazy("Reviewed emergency access"),
    "learn.take": gettext_lazy("Took the course"),
    "learn.see_body": gettext_lazy("Looked at who took the course"),
    "learn.see_country": gettext_lazy("Looked at how many took the course, by body"),
    "audit.see": gettext_lazy("Looked at audits"),
    "audit.begin": gettext_lazy("Began an audit"),
    "audit.read": gettext_lazy("Read an audit"),
    "audit.answer": gettext_lazy("Answered an audit"),
    "audit.sign": gettext_lazy("Signed an audit"),
    "measure.run": gettext_lazy("Ran an estimate"),
    "publish.prepare": gettext_lazy("Prepared figures"),
    "publish.sign": gettext_lazy("Signed figures"),
    "house.members": gettext_lazy("Managed the people of a body"),
    "house.marks": gettext_lazy("Looked at what is to be checked"),
    "house.trail": gettext_lazy("Read the trail of the house"),
    "home.see": gettext_lazy("Opened the home page"),
    "signed_in": gettext_lazy("Opened a page"),
    "anyone": gettext_lazy("Opened a public page"),
}


def done(permission: str, method: str) -> str:
    """What was done, and whether it was only looked at or sent. A permission that is gone is shown by its code."""
    what = str(DONE.get(permission, permission))
    if method == "POST":
        return _("%(what)s (sent)") % {"what": what}
    if method == COMMAND:
        return _("%(what)s (at the command line)") % {"what": what}
    return what
