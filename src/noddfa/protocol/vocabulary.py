"""Every mark the protocols know, each with what it means: the one list that event kinds draw on.

A mark says that something happened that a clock may care about. An event kind names its mark here; a
protocol file names the marks that start, open, close and complete each step. Names are only ever added:
records made under an old name must stay readable. The words a person sees stand in
practice/protocol_words.toml, one per mark, in both languages.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

_NO_FIELDS: Mapping[str, tuple[str, ...]] = {}
_DECISION = ("positive", "negative")
_ROUTE = ("national", "pilot")


class MarkName(StrEnum):
    """The marks. `meaning` says when to set one; `fields` says what its data may hold.

    A field called 'outcome' must always be given, since an outcome left out would open nothing and say
    nothing; any other field may be left out.
    """

    meaning: str
    fields: Mapping[str, tuple[str, ...]]

    def __new__(
        cls, code: str, meaning: str = "", fields: Mapping[str, tuple[str, ...]] = _NO_FIELDS
    ) -> MarkName:
        member = str.__new__(cls, code)
        member._value_ = code
        member.meaning = meaning
        member.fields = MappingProxyType(dict(fields))
        return member

    # Noticing and reporting
    IMMEDIATE_DANGER = ("immediate_danger", "Somebody is in danger now.")
    EMERGENCY_CALL = ("emergency_call", "999 has been called.")
    CONCERN_KNOWN = ("concern_known", "A practitioner has become worried about a person.")
    CONCERN_LOGGED = (
        "concern_logged",
        "The concern, who it was discussed with, and the decision with its reason are written down.",
        {"outcome": ("report", "no_action")},
    )
    REPORT_BY_TELEPHONE = ("report_by_telephone", "The duty to report was met by telephone.")
    REPORT_IN_WRITING = ("report_in_writing", "The report was made, or confirmed, in writing.")
    REPORT_RECEIVED = ("report_received", "Social services received the report; set once for each report.")
    ACKNOWLEDGEMENT = ("acknowledgement", "The report-maker was told what became of the report.")
    REPORT_CHASED = (
        "report_chased",
        "The report-maker contacted social services again for want of an answer.",
    )

    # Deciding
    INITIAL_CHECKS = ("initial_checks", "Records and other agencies checked, present safety considered.")
    INITIAL_DECISION = (
        "initial_decision",
        "Social services decided and recorded the next action on a report.",
        {"outcome": ("strategy", "other_action", "no_action")},
    )
    POSSIBLE_CRIME = ("possible_crime", "It was seen that a crime against the person is possible.")
    POLICE_DISCUSSION = ("police_discussion", "The matter was discussed with the police.")
    STRATEGY_DISCUSSION = (
        "strategy_discussion",
        "A strategy discussion was held, with social services and police at the least.",
        {"enquiries": ("yes", "no"), "meeting": ("yes", "no")},
    )
    STRATEGY_MEETING = (
        "strategy_meeting",
        "A strategy meeting was held face to face.",
        {"enquiries": ("yes", "no")},
    )
    INTERVIEW_DECISION = ("interview_decision", "It was decided whether and how to interview the child.")

    # Enquiring
    S47_STARTED = ("s47_started", "Section 47 enquiries began.")
    CHILD_SEEN = ("child_seen", "The child was seen and spoken to, alone and with an interpreter if needed.")
    DETERMINATION = (
        "determination",
        "The enquiries ended in one of the three determinations.",
        {"outcome": ("not_substantiated", "no_continuing_risk", "continuing_risk")},
    )
    DETERMINATION_RATIFIED = ("determination_ratified", "A manager ratified 'not substantiated'.")
    CONTINUING_ASSESSMENT = ("continuing_assessment", "The continuing assessment is complete.")

    # Conference, plan and review
    ICPC = (
        "icpc",
        "The initial child protection conference was held and decided.",
        {"outcome": ("registered", "not_registered")},
    )
    OUTLINE_CIRCULATED = ("outline_circulated", "Outline plan and decisions were circulated.")
    CORE_GROUP = ("core_group", "The core group met.")
    REVIEW_CONFERENCE = (
        "review_conference",
        "A review conference was held and decided.",
        {"outcome": ("registration_continues", "registration_ends")},
    )
    REGISTRATION_ENDED = ("registration_ended", "The name left the register otherwise than at a review.")
    SUPPORT_PLANNED = ("support_planned", "Special protection and support for the child were arranged.")

    # Missing
    TRAFFICKING_SUSPECTED = (
        "trafficking_suspected",
        "There is reason to believe the person may be trafficked.",
    )
    PLACEMENT_STARTED = ("placement_started", "A child who may be trafficked was placed.")
    MISSING_PLAN = ("missing_plan", "A plan was made against the child going missing.")
    CHILD_INFORMATION_FORM = (
        "child_information_form",
        "The child information form, with photograph, is ready.",
    )
    MISSING = ("missing", "The person was found to be missing; the thread names the episode.")
    MISSING_REPORTED = ("missing_reported", "The missing person was reported to the police.")
    RETURNED = ("returned", "The missing person is back or was found.")
    PREVENTION_CHECK = ("prevention_check", "The police made their prevention check after the return.")
    RETURN_CONVERSATION = ("return_conversation", "An independent person held the return conversation.")

    # National Referral Mechanism
    NRM_CONSENT = (
        "nrm_consent",
        "An adult was asked for informed consent.",
        {"outcome": ("given", "refused")},
    )
    DUTY_TO_NOTIFY = ("duty_to_notify", "The Home Office was told without a name, an adult having refused.")
    NRM_REFERRAL = ("nrm_referral", "A first responder made the NRM referral.", {"route": _ROUTE})
    PILOT_AREA = ("pilot_area", "The responsible council is known to take devolved decisions for children.")
    RG_DECISION = ("rg_decision", "Reasonable grounds were decided.", {"outcome": _DECISION, "route": _ROUTE})
    CG_DECISION = ("cg_decision", "Conclusive grounds were decided.", {"outcome": _DECISION, "route": _ROUTE})
    RECONSIDERATION_REQUEST = (
        "reconsideration_request",
        "Reconsideration of a negative decision was asked for.",
    )
    MOVE_ON_ENDED = ("move_on_ended", "Move-on support for a confirmed adult victim ended.")
    EIGHTEENTH_BIRTHDAY = (
        "eighteenth_birthday",
        "The day the child turns (or turned) 18. The one mark that may lie ahead of the moment asked about.",
    )

    # Guardian and the rest
    GUARDIAN_REFERRAL = ("guardian_referral", "The child was referred to the guardianship service (ICTG).")
    GUARDIAN_ALLOCATED = ("guardian_allocated", "A guardian was allocated.")
    AGE_DISPUTED = ("age_disputed", "The person's age was put in doubt.")
    AGE_DECIDED = ("age_decided", "The doubt about age was settled.")
    PRIVATE_FOSTERING_FOUND = ("private_fostering_found", "A private fostering arrangement was found.")
    PRIVATE_FOSTERING_NOTIFIED = (
        "private_fostering_notified",
        "The arrangement was notified to the council.",
    )
    FOUND_OUTSIDE_HOME_AREA = (
        "found_outside_home_area",
        "The child was found outside the home authority's area.",
    )
    HOME_AUTHORITY_TOLD = ("home_authority_told", "The home authority was told.")
    OFFENCE_BY_CHILD = ("offence_by_child", "A child who may be a victim is suspected of an offence.")
    JUSTICE_TOLD = ("justice_told", "Police, youth offending team, CPS and defence were told of the concern.")
    ALLEGATION_KNOWN = (
        "allegation_known",
        "An allegation about a person in a position of trust became known.",
    )
    ALLEGATION_TOLD = (
        "allegation_told",
        "The local authority designated officer was told of the allegation.",
    )

    # Adults at risk
    S126_STARTED = ("s126_started", "Section 126 enquiries began.")
    S126_ENDED = ("s126_ended", "Section 126 enquiries ended.")

    @property
    def may_lie_ahead(self) -> bool:
        """Whether the mark counts although it has not happened yet."""
        return self is MarkName.EIGHTEENTH_BIRTHDAY
