"""Rows of a small form: filled, empty, wrong, one more and one fewer, all without JavaScript."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import QueryDict
from django.test import RequestFactory

from noddfa.design import forms


class RowForm(forms.NoddfaForm):
    who = forms.TextField(label="Who?", max_length=20)
    due = forms.DateField(label="By when?", required=False)
    sure = forms.CheckField(label="Sure?")


class MeetingForm(forms.NoddfaForm):
    place = forms.TextField(label="Where?")
    people = forms.RowsField(
        RowForm, label="People", row_label="Person %(number)d", add_label="Add", min_rows=1, max_rows=4
    )


def posted(**data: str) -> Any:
    return RequestFactory().post("/", {"place": "Dychmygol", **data})


def rows(*names: str) -> dict[str, str]:
    return {"people-count": str(len(names)), **{f"people-{n}-who": name for n, name in enumerate(names)}}


def test_filled_rows_are_given_and_empty_ones_passed_over() -> None:
    form = forms.typed(MeetingForm, posted(**rows("Enghraifft Un", "", "Enghraifft Dau")))
    assert form.is_valid()
    assert [row["who"] for row in form.cleaned_data["people"]] == ["Enghraifft Un", "Enghraifft Dau"]


@pytest.mark.parametrize("data", [{}, rows(), rows("", "  ")])
def test_too_few_rows(data: dict[str, str]) -> None:
    assert forms.typed(MeetingForm, posted(**data)).errors["people"] == ["Fill in at least 1 row."]


@pytest.mark.parametrize("count", ["-1", "x", "", "9" * 400, "٣", "99999"])
def test_a_count_that_was_tampered_with(count: str) -> None:
    form = forms.typed(MeetingForm, posted(**{**rows("Enghraifft"), "people-count": count}))
    assert form.is_valid() == (count == "99999")
    assert str(form).count("data-row-remove") <= 6


def test_a_wrong_row_says_so_in_the_row_and_in_the_summary() -> None:
    form = forms.typed(MeetingForm, posted(**rows("Enghraifft", "x" * 21)))
    assert not form.is_valid()
    assert list(form.problems()) == [
        ("id_people-1-who", "Who?", "Use 20 characters or fewer. You have used 21.")
    ]
    html = str(form)
    assert 'id="id_people-1-who_error"' in html
    assert 'id="id_people-0-who_error"' not in html


def test_a_row_begun_must_be_finished() -> None:
    form = forms.typed(MeetingForm, posted(**rows(""), **{"people-0-due_day": "1"}))
    assert [problem[0] for problem in form.problems()] == ["id_people-0-who", "id_people-0-due_day"]


def test_add_another_draws_one_more_and_judges_nothing() -> None:
    form = forms.typed(MeetingForm, posted(**{**rows("x" * 500), "add_row": "people"}))
    assert not form.is_valid()
    assert not form.errors
    html = str(form)
    assert 'name="people-count" value="2"' in html
    assert "x" * 500 in html
    assert 'name="people-1-who"' in html
    assert "govuk-error-message" not in html


def test_no_more_rows_than_allowed() -> None:
    form = forms.typed(MeetingForm, posted(**{**rows("a", "b", "c", "d"), "add_row": "people"}))
    html = str(form)
    assert 'name="people-4-who"' not in html
    assert 'name="add_row"' not in html


def test_remove_takes_the_row_out_and_the_rest_move_up() -> None:
    data = {**rows("Un", "Dau", "Tri"), "people-1-sure": "on", "people-2-due_year": "2026"}
    form = forms.typed(MeetingForm, posted(**data, remove_row="people-1"))
    assert not form.is_valid()
    people: Any = form["people"]
    drawn = [(row["who"].value(), row["sure"].value(), row.prefix) for row in people.row_forms]
    assert drawn == [("Un", False, "people-0"), ("Tri", False, "people-1")]
    assert 'name="people-1-due_year" type="text" inputmode="numeric" autocomplete="off" value="2026"' in str(
        form
    )


def test_rows_in_a_form_are_named_by_what_they_are() -> None:
    html = str(MeetingForm(initial={"people": [{"who": "Enghraifft"}]}))
    assert "Person 1" in html
    assert 'value="Enghraifft"' in html
    assert 'name="people-__row__-who"' in html  # what the script copies


def test_all_rows_of_a_quiet_form_come_back(rf: RequestFactory) -> None:
    query = QueryDict(mutable=True)
    query.update({"place": "", **rows("Un", "Dau")})
    html = str(MeetingForm(query, quiet=True))
    assert 'value="Un"' in html
    assert 'value="Dau"' in html
    assert "govuk-error-message" not in html
