"""The five questions: answered, explained, kept once; never changed afterwards."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from noddfa.access.actor import Actor
from noddfa.access.roles import Role
from noddfa.chronicle import drafts
from noddfa.learn.families import CHECK
from noddfa.learn.models import Attempt, Progress
from noddfa.learn.services import finish_check, open_check
from noddfa.practice.course import Module
from tests.learn.conftest import NOW, right_answers, with_wrong
from tests.support import builders

pytestmark = pytest.mark.django_db
BAD = [
    "",
    "z",
    "A",
    "x" * 6000,
    "0",
    "-1",
    "2026-13-45",
    "<script>alert(1)</script>",
    "😀",
    "\u202ea",
    "a\u200b",
    "\x00",
]


def check(language: str = "en", *, name: str = "learn:check") -> str:
    return reverse(name, args=["m1"]).replace("/en/", f"/{language}/")


def result(attempt: Attempt) -> str:
    return reverse("learn:result", args=[attempt.pk])


def test_all_right(browser: Client, learner: Actor, module: Module) -> None:
    answer = browser.post(check(), right_answers(module), follow=True)
    attempt = Attempt.objects.get()
    assert answer.redirect_chain == [(result(attempt), 302)]
    assert (attempt.user_id, attempt.body_id, attempt.version) == (
        learner.user_id,
        learner.organisation,
        module.version,
    )
    assert (attempt.score, attempt.out_of, attempt.passed, attempt.language) == (5, 5, True, "en")
    assert attempt.answers == right_answers(module)
    page = answer.content.decode()
    assert "5 right answers out of 5" in page
    assert reverse("learn:certificate", args=[attempt.pk]) in page


@pytest.mark.parametrize(("wrong", "passed"), [(0, True), (1, True), (2, False), (5, False)])
def test_the_pass_mark_decides(browser: Client, module: Module, wrong: int, passed: bool) -> None:
    browser.post(check(), with_wrong(module, wrong))
    attempt = Attempt.objects.get()
    assert attempt.passed is passed
    assert (attempt.score, attempt.pass_mark) == (5 - wrong, 4)
    page = browser.get(result(attempt)).content.decode()
    assert ("Certificate" in page) is passed


@pytest.mark.parametrize("language", ["en", "cy"])
def test_every_answer_is_explained_in_words_and_shape(browser: Client, module: Module, language: str) -> None:
    browser.post(check(language), with_wrong(module, 1))
    address = result(Attempt.objects.get()).replace("/en/", f"/{language}/")
    answer = browser.get(address)
    page = answer.content.decode()
    for question in answer.context["questions"]:
        for one in (question.chosen, question.right, *question.others):
            assert one.why
    first = answer.context["questions"][0]
    assert str(first.status.text) == {"en": "Not right", "cy": "Anghywir"}[language]
    assert {"en": "The right answer:", "cy": "Yr ateb cywir:"}[language] in page
    assert page.count("noddfa-status--late") == 1  # the shape that says 'not right'
    assert reverse("learn:section", args=["m1", "three-parts"]).replace("/en/", f"/{language}/") in page


@pytest.mark.parametrize("sent", BAD)
@pytest.mark.parametrize("language", ["en", "cy"])
def test_a_bad_answer_is_refused_and_the_others_kept(
    browser: Client, module: Module, sent: str, language: str
) -> None:
    answers = right_answers(module)
    last = module.questions[-1].id
    answer = browser.post(check(language), {**answers, last: sent})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'id="id_{last}_error"' in page
    assert "<script>alert" not in page
    assert not Attempt.objects.exists()
    for question in module.questions[:-1]:
        number = [one.code for one in question.answers].index(answers[question.id])
        assert (
            f'id="id_{question.id}_{number}" name="{question.id}" value="{answers[question.id]}" checked'
            in page
        )


def test_the_message_is_in_the_readers_language(browser: Client) -> None:
    assert "Choose an answer." in browser.post(check("en"), {}).content.decode()
    assert "Dewiswch ateb." in browser.post(check("cy"), {}).content.decode()


def test_the_language_switch_keeps_the_answers(browser: Client, module: Module) -> None:
    first = module.questions[0]
    page = browser.post(check("cy"), {first.id: "b", "switch_language": "cy"}).content.decode()
    assert 'value="b" checked' in page
    assert first.text_cy.replace("'", "&#x27;") in page
    assert "govuk-error-message" not in page
    assert not Attempt.objects.exists()


def test_sent_twice_it_is_kept_once(browser: Client, module: Module) -> None:
    form = {**right_answers(module), "attempt": str(uuid.uuid4())}
    first, second = browser.post(check(), form), browser.post(check(), form)
    assert first.url == second.url
    assert Attempt.objects.count() == 1


def test_another_persons_form_id_gives_nothing_of_theirs(browser: Client, module: Module) -> None:
    other = builders.actor(Role.PRACTITIONER)
    theirs = finish_check(module, right_answers(module), by=other, now=NOW, language="en")
    answer = browser.post(check(), {**with_wrong(module, 5), "attempt": str(theirs.pk)})
    assert answer.url != result(theirs)
    assert Attempt.objects.filter(user_id=other.user_id).get().score == 5
    assert browser.get(result(theirs)).status_code == 404


@pytest.mark.parametrize("sent", ["nonsense", "x" * 500, "<b>", "😀"])
def test_a_spoilt_form_id_loses_nothing(browser: Client, module: Module, sent: str) -> None:
    answer = browser.post(check(), {**right_answers(module), "attempt": sent})
    assert answer.status_code == 302
    assert Attempt.objects.get().score == 5


def test_it_may_be_taken_again_and_best_and_last_are_shown(browser: Client, module: Module) -> None:
    browser.post(check(), with_wrong(module, 1))
    browser.post(check(), with_wrong(module, 4))
    page = browser.get(reverse("learn:module", args=["m1"])).content.decode()
    assert "Best result so far: 4 of 5 right." in page
    assert "1 right answer out of 5" in page
    assert "Passed on 24 November 2026" in page


def test_the_time_it_was_begun_is_when_the_questions_were_first_opened(
    browser: Client, learner: Actor, module: Module
) -> None:
    open_check(module, by=learner, now=NOW - dt.timedelta(minutes=20))
    browser.get(check())
    browser.post(check(), right_answers(module))
    attempt = Attempt.objects.get()
    assert (attempt.started, attempt.finished) == (NOW - dt.timedelta(minutes=20), NOW)
    assert Progress.objects.get().check_opened is None


def test_what_was_answered_is_kept_as_a_draft(browser: Client, learner: Actor, module: Module) -> None:
    place = drafts.Place(learner.user_id, CHECK, "m1")
    saved = browser.post(
        reverse("chronicle:save_draft"), {"draft_token": place.token(), module.questions[0].id: "b"}
    )
    assert saved.json()["saved"]
    page = browser.get(check()).content.decode()
    assert 'value="b" checked' in page
    assert "These are the answers you began with" in page
    assert "Questions of a module" in browser.get(reverse("chronicle:drafts")).content.decode()
    browser.post(check(), right_answers(module))
    assert drafts.load(place) is None


def test_a_result_is_never_changed(learner: Actor, module: Module) -> None:
    attempt = finish_check(module, with_wrong(module, 5), by=learner, now=NOW, language="en")
    for change in (
        lambda: Attempt.objects.filter(pk=attempt.pk).update(score=5, passed=True),
        lambda: Attempt.objects.filter(pk=attempt.pk).delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    assert Attempt.objects.get().score == 0


def test_a_result_by_questions_that_have_changed_shows_its_score_alone(
    browser: Client, learner: Actor, module: Module
) -> None:
    attempt = Attempt.objects.create(
        user_id=learner.user_id,
        body_id=learner.organisation,
        module="m1",
        version="2020-01",
        language="en",
        answers={"gone": "a"},
        score=4,
        out_of=5,
        pass_mark=4,
        passed=True,
        started=NOW,
        finished=NOW,
    )
    answer = browser.get(result(attempt))
    assert answer.context["questions"] == []
    assert "The questions have changed since" in answer.content.decode()
    assert browser.get(reverse("learn:certificate", args=[attempt.pk])).status_code == 200


def test_a_module_that_is_gone_leaves_its_result(browser: Client, learner: Actor) -> None:
    attempt = Attempt.objects.create(
        user_id=learner.user_id,
        body_id=learner.organisation,
        module="m99",
        version="1",
        language="en",
        answers={},
        score=5,
        out_of=5,
        pass_mark=4,
        passed=True,
        started=NOW,
        finished=NOW,
    )
    assert "5 right answers out of 5" in browser.get(result(attempt)).content.decode()
    assert browser.get(reverse("learn:certificate", args=[attempt.pk])).status_code == 404


# ---- without an account ----


def test_without_an_account_the_answers_are_explained_and_kept_nowhere(
    client: Client, module: Module
) -> None:
    answer = client.post(check(name="learn:open_check"), with_wrong(module, 1))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "4 right answers out of 5" in page
    assert "This result is kept nowhere" in page
    assert not Attempt.objects.exists()
    assert not Progress.objects.exists()


def test_the_explanations_stay_when_the_language_is_changed(client: Client, module: Module) -> None:
    form = {**with_wrong(module, 1), "shown": "1", "switch_language": "cy"}
    page = client.post(check("cy", name="learn:open_check"), form).content.decode()
    assert "4 ateb cywir o 5" in page
    half = {**form}
    del half[module.questions[1].id]
    assert client.post(check("cy", name="learn:open_check"), half).status_code == 422


@pytest.mark.parametrize("sent", BAD)
def test_bad_answers_are_refused_at_the_open_door_as_well(client: Client, module: Module, sent: str) -> None:
    answer = client.post(
        check(name="learn:open_check"), {**right_answers(module), module.questions[0].id: sent}
    )
    assert answer.status_code == 422
    assert (
        "Choose an answer." in answer.content.decode() or "Select a valid choice" in answer.content.decode()
    )
