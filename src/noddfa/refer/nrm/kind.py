"""The referral to the National Referral Mechanism, once a first responder has made it elsewhere."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from noddfa.chronicle import EventKind, MarkOf, event_kind, fields
from noddfa.chronicle.models import Visibility
from noddfa.design.offered import lang
from noddfa.practice import organisations
from noddfa.practice.nrm import VERSION
from noddfa.protocol import MarkName

if TYPE_CHECKING:
    from noddfa.chronicle import Fact

NRM_REFERRAL = "nrm_referral"
ROUTES = (
    ("national", _("A Home Office competent authority")),
    ("pilot", _("A local panel (devolved decisions for children)")),
)


def responders() -> list[tuple[str, str]]:
    """The bodies that may refer, by name in the language in force."""
    found = [(body.id, body.say("name", lang())) for body in organisations.load() if body.first_responder]
    return sorted(found, key=lambda pair: pair[1])


@event_kind
class NrmReferral(EventKind):
    """A first responder made the referral, in the Home Office's own service. Noddfa only keeps that it was made."""

    code = NRM_REFERRAL
    label = _("NRM referral made")
    help = _(
        "Record here that the referral was made, with the reference that came back. Noddfa makes the answers ready; "
        "it never sends them."
    )
    families = ("case",)
    group = _("Other steps of the protocol")
    visibilities = (Visibility.CIRCLE,)
    happened_label = _("When was the referral made?")
    makes = (MarkName.NRM_REFERRAL,)

    reference: str = fields.text(_("Reference that came back"), max_length=60)
    responder: str = fields.choice(_("First responder organisation"), responders, dropdown=True)
    route: str = fields.choice(
        _("Who decides?"),
        ROUTES,
        help=_(
            "Which councils in Wales have a local panel is still to be verified. If you are not sure, ask."
        ),
    )
    questions: str = fields.choice(
        _("Question set the answers were made ready from"), ((VERSION, VERSION),), required=False
    )

    @classmethod
    def marks(cls, fact: Fact) -> Iterable[MarkOf]:
        return [MarkOf(MarkName.NRM_REFERRAL, {"route": fact.facts["route"]})]
