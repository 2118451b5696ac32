"""The certificate: in both languages, without an invented end, for a pass of one's own."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from noddfa.access.actor import Actor
from noddfa.access.roles import Role
from noddfa.learn.services import finish_check
from noddfa.practice.course import Module, groups
from tests.learn.conftest import NOW, right_answers, with_wrong
from tests.support import builders

pytestmark = pytest.mark.django_db


def certificate(browser: Client, attempt: object, language: str = "en") -> tuple[int, str]:
    address = reverse("learn:certificate", args=[attempt.pk]).replace("/en/", f"/{language}/")  # type: ignore[attr-defined]
    answer = browser.get(address)
    return answer.status_code, answer.content.decode()


@pytest.mark.parametrize("language", ["en", "cy"])
def test_it_names_module_and_body_in_both_languages(
    browser: Client, learner: Actor, module: Module, language: str
) -> None:
    attempt = finish_check(module, right_answers(module), by=learner, now=NOW, language="cy")
    status, page = certificate(browser, attempt, language)
    body = builders.user_of(learner).memberships.get().organisation
    assert status == 200
    for text in (module.title_en, module.title_cy, body.name_en, body.name_cy, learner.name, module.version):
        assert text in page
    assert {"en": "24 November 2026", "cy": "24 Tachwedd 2026"}[language] in page
    assert "25" in page


def test_it_invents_no_end_and_marks_what_is_not_verified(
    browser: Client, learner: Actor, module: Module
) -> None:
    attempt = finish_check(module, right_answers(module), by=learner, now=NOW, language="en")
    _status, page = certificate(browser, attempt)
    assert "no end date of its own" in page
    assert "1 to 3 hours within three years" in page
    unsure = [group for group in groups.load() if group.refresh_status == "to_verify"]
    assert page.count("noddfa-verify") >= len(unsure) == 4


def test_there_is_none_without_a_pass(browser: Client, learner: Actor, module: Module) -> None:
    attempt = finish_check(module, with_wrong(module, 2), by=learner, now=NOW, language="en")
    assert certificate(browser, attempt)[0] == 404


def test_nobody_else_opens_it(client: Client, learner: Actor, council: object, module: Module) -> None:
    attempt = finish_check(module, right_answers(module), by=learner, now=NOW, language="en")
    for role in (Role.PRACTITIONER, Role.MANAGER, Role.AGENCY_ADMINISTRATOR):
        other = builders.sign_in(Client(), builders.actor(role, council))  # type: ignore[arg-type]
        assert certificate(other, attempt)[0] == 404
        assert other.get(reverse("learn:result", args=[attempt.pk])).status_code == 404
