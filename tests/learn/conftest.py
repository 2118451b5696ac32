"""A council's people, the module, and the clock of the tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client
from django.utils import timezone, translation

from noddfa.access.actor import Actor
from noddfa.access.models import Organisation
from noddfa.access.roles import Role
from noddfa.learn.selectors import shipped
from noddfa.practice.course import Module
from tests.support import builders

NOW = builders.NOW


@pytest.fixture(autouse=True)
def _the_clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Views read this clock: Tuesday 24 November 2026, 10:30. Tests begin in English."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    with translation.override("en"):
        yield


@pytest.fixture
def module() -> Module:
    return shipped()["m1"]


@pytest.fixture
def council(db: None) -> Organisation:
    return builders.organisation()


@pytest.fixture
def learner(council: Organisation) -> Actor:
    return builders.actor(Role.PRACTITIONER, council, name="Enghraifft Dysgwr")


@pytest.fixture
def browser(client: Client, learner: Actor) -> Client:
    """The learner's browser, signed in."""
    return builders.sign_in(client, learner)


def right_answers(module: Module) -> dict[str, str]:
    """Every question answered as it should be."""
    return {question.id: question.right.code for question in module.questions}


def with_wrong(module: Module, how_many: int) -> dict[str, str]:
    """The first so many questions answered wrongly, the others rightly."""
    answers = right_answers(module)
    for question in module.questions[:how_many]:
        answers[question.id] = next(one.code for one in question.answers if not one.right)
    return answers
