"""Who works on a case, and who is kept from it."""

from __future__ import annotations

import pytest
from django.urls import reverse

from noddfa import chronicle
from noddfa.access import circle
from noddfa.access.actor import Actor
from noddfa.access.models import CircleMember, LockOut, Membership, Notice, Part
from noddfa.access.roles import Role
from noddfa.protect import services
from noddfa.protect.circle.commands import CannotJoin, IsLockedOut, LeadMustBeHandedOn
from tests.protect import factories
from tests.protect.conftest import browse
from tests.support import builders

NOW = factories.NOW
REASON = "Works with the child at school."


def membership_of(who: Actor) -> Membership:
    return Membership.objects.get(pk=who.membership)


@pytest.fixture
def nurse(db: None) -> Actor:
    return builders.actor(Role.PRACTITIONER, name="Nyrs Enghraifft", email="nyrs@example.test")


@pytest.mark.parametrize("who", ["nyrs@example.test", "NYRS enghr", "Nyrs"])
def test_somebody_is_found_and_added_and_told(it: factories.Story, nurse: Actor, who: str) -> None:
    address, browser = reverse("protect:circle_add", args=[it.case.pk]), browse(it.lead)
    found = browser.post(address, {"who": who}).content.decode()
    assert "Nyrs Enghraifft" in found
    sent = {"who": who, "membership": str(nurse.membership), "reason": REASON}
    assert browser.post(address, sent).status_code == 302
    member = CircleMember.objects.get(record=it.case.pk, user_id=nurse.user_id, until=None)
    assert (member.part, member.reason, member.added_by_id) == (Part.WORKER, REASON, it.lead.user_id)
    assert Notice.objects.filter(user_id=nurse.user_id, kind="joined_circle").count() == 1
    assert browse(nurse).get(reverse("protect:case", args=[it.case.pk])).status_code == 200
    assert (
        "Joined the circle" in browser.get(reverse("protect:chronology", args=[it.case.pk])).content.decode()
    )


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({"who": ""}, "Enter an answer."),
        ({"who": "Nobody Of That Name"}, "Nobody who works on cases"),
        ({"who": "Nyrs", "membership": "999999", "reason": REASON}, "Select a valid choice"),
        ({"who": "Nyrs", "membership": "", "reason": REASON}, "Choose an answer."),
    ],
)
def test_what_is_wrong_is_said_beside_the_field(
    it: factories.Story, nurse: Actor, sent: dict[str, str], message: str
) -> None:
    answer = browse(it.lead).post(reverse("protect:circle_add", args=[it.case.pk]), sent)
    assert answer.status_code == 422
    assert message in answer.content.decode()


def test_a_reason_is_asked_for(it: factories.Story, nurse: Actor) -> None:
    sent = {"who": "Nyrs", "membership": str(nurse.membership), "reason": ""}
    answer = browse(it.lead).post(reverse("protect:circle_add", args=[it.case.pk]), sent)
    assert answer.status_code == 422
    assert "Nyrs Enghraifft" in answer.content.decode()


@pytest.mark.parametrize("who", ["Neb o Gwbl", "", "\u200b"])
def test_where_the_name_is_changed_to_nobodys_the_reason_stays_and_no_empty_choice_is_asked(
    it: factories.Story, who: str
) -> None:
    sent = {"who": who, "membership": "1", "reason": "Nyrs yr ysgol yw hi."}
    answer = browse(it.lead).post(reverse("protect:circle_add", args=[it.case.pk]), sent)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["who"]
    assert "Nyrs yr ysgol yw hi." in answer.content.decode()


def test_only_lead_and_managers_change_the_circle(it: factories.Story, nurse: Actor) -> None:
    address = reverse("protect:circle_add", args=[it.case.pk])
    assert browse(it.worker).get(address).status_code == 404
    assert browse(it.manager).get(address).status_code == 200
    assert address not in browse(it.worker).get(reverse("protect:circle", args=[it.case.pk])).content.decode()


def test_nobody_joins_who_does_no_casework_or_has_left(it: factories.Story) -> None:
    learner = builders.actor(Role.LEARNER)
    gone = builders.membership(
        builders.user(), builders.organisation(), Role.PRACTITIONER, ends=NOW.date().replace(day=1)
    )
    for membership in (membership_of(learner), gone):
        with pytest.raises(CannotJoin):
            services.add_member(case=it.case.pk, membership=membership, reason=REASON, by=it.lead, now=NOW)


def test_a_member_leaves_and_what_was_stays_to_be_seen(it: factories.Story) -> None:
    browser = browse(it.lead)
    browser.post(reverse("protect:circle_remove", args=[it.case.pk, it.worker.user_id]))
    assert browse(it.worker).get(reverse("protect:case", args=[it.case.pk])).status_code == 404
    page = browser.get(reverse("protect:circle", args=[it.case.pk])).content.decode()
    assert "Gweithiwr Enghraifft" in page.split("Who was in the circle before")[1]


def test_a_lead_is_handed_on_before_leaving(it: factories.Story) -> None:
    lead, worker = builders.user_of(it.lead), builders.user_of(it.worker)
    with pytest.raises(LeadMustBeHandedOn):
        services.remove_member(case=it.case.pk, user=lead, by=it.manager, now=NOW)
    browse(it.lead).post(reverse("protect:circle_lead", args=[it.case.pk, it.worker.user_id]))
    assert circle.standing(it.worker, it.case.pk, now=NOW).part == Part.LEAD
    assert circle.standing(it.lead, it.case.pk, now=NOW).part == Part.WORKER
    services.remove_member(case=it.case.pk, user=lead, by=it.manager, now=NOW)
    assert CircleMember.objects.filter(record=it.case.pk, user=worker, until=None).count() == 1


def test_one_kept_out_sees_nothing_whatever_else_is_true(it: factories.Story) -> None:
    address, browser = reverse("protect:keep_out", args=[it.case.pk]), browse(it.manager)
    reason = "Invented: brother of the man named."
    sent = {"who": "Gweithiwr", "membership": str(it.worker.membership), "reason": reason}
    assert browser.post(address, sent).status_code == 302
    for name in ("protect:case", "protect:chronology", "protect:circle", "protect:protocol"):
        assert browse(it.worker).get(reverse(name, args=[it.case.pk])).status_code == 404
    assert reason in browser.get(reverse("protect:circle", args=[it.case.pk])).content.decode()
    # Why stands on the managers' page alone, not in the chronology that the circle reads.
    assert reason not in browse(it.lead).get(reverse("protect:circle", args=[it.case.pk])).content.decode()
    assert (
        reason not in browse(it.lead).get(reverse("protect:chronology", args=[it.case.pk])).content.decode()
    )
    with pytest.raises(IsLockedOut):
        services.add_member(
            case=it.case.pk, membership=membership_of(it.worker), reason=REASON, by=it.lead, now=NOW
        )


def test_a_word_is_no_reason_to_keep_somebody_out(it: factories.Story) -> None:
    sent = {"who": "Gweithiwr", "membership": str(it.worker.membership), "reason": "kin"}
    answer = browse(it.manager).post(reverse("protect:keep_out", args=[it.case.pk]), sent)
    assert answer.status_code == 422
    assert "Say why in a sentence" in answer.content.decode()


def test_keeping_out_is_for_managers(it: factories.Story) -> None:
    assert browse(it.lead).get(reverse("protect:keep_out", args=[it.case.pk])).status_code == 404


def test_lifted_it_puts_nobody_back(it: factories.Story) -> None:
    worker = builders.user_of(it.worker)
    locked = services.keep_out(
        case=it.case.pk, user=worker, reason="Invented: a relative.", by=it.manager, now=NOW
    )
    again = services.keep_out(
        case=it.case.pk, user=worker, reason="Invented: a relative.", by=it.manager, now=NOW
    )
    assert again.pk == locked.pk
    browse(it.manager).post(reverse("protect:let_in_again", args=[it.case.pk, locked.pk]))
    assert LockOut.objects.get(pk=locked.pk).lifted_by_id == it.manager.user_id
    assert browse(it.worker).get(reverse("protect:case", args=[it.case.pk])).status_code == 404
    services.add_member(
        case=it.case.pk, membership=membership_of(it.worker), reason=REASON, by=it.lead, now=NOW
    )
    assert browse(it.worker).get(reverse("protect:case", args=[it.case.pk])).status_code == 200


def test_the_chronology_tells_who_joined_without_asking_for_each_name(
    it: factories.Story, django_assert_num_queries: object
) -> None:
    kinds = [fact.facts["what"] for fact in chronicle.facts_of(it.case.pk, kinds=["circle_changed"])]
    assert kinds == ["lead"]
    page = browse(it.lead).get(reverse("protect:chronology", args=[it.case.pk])).content.decode()
    assert "Became case lead" in page
