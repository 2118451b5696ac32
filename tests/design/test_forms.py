"""What every form does: keeps what was typed, speaks the reader's language, says what is wrong at the top."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django import forms as django_forms
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from noddfa.design import forms
from noddfa.design.gallery import GalleryForm


def draw(template: str, **context: Any) -> str:
    return Template(template).render(Context(context))


def test_a_form_is_empty_when_asked_for(rf: RequestFactory) -> None:
    form = forms.typed(GalleryForm, rf.get("/"), initial={"name": "Enghraifft"})
    assert not form.is_bound
    assert not form.is_valid()
    assert 'value="Enghraifft"' in str(form["name"])


def test_the_language_switch_keeps_what_was_typed_and_judges_nothing(rf: RequestFactory) -> None:
    request = rf.post("/", {"name": "x" * 900, "day_day": "31", "switch_language": "cy", "safe": "no"})
    assert forms.is_switch(request)
    form = forms.typed(GalleryForm, request)
    assert not form.is_valid()
    with translation.override("cy"):
        html = draw("{% form form %}{% error_summary form %}", form=form)
    assert "x" * 900 in html
    assert 'name="day_day" type="text" inputmode="numeric" autocomplete="off" value="31"' in html
    assert "Llinell o destun" in html
    assert "govuk-error" not in html
    assert re.search(r'value="no" checked', html)


@pytest.mark.parametrize("button", ["switch_language", "add_row", "remove_row"])
def test_buttons_that_only_draw_the_form_again(rf: RequestFactory, button: str) -> None:
    assert forms.asks_only_to_redraw(rf.post("/", {button: "x"}))
    assert not forms.asks_only_to_redraw(rf.post("/", {"name": button}))
    assert not forms.asks_only_to_redraw(rf.get("/", {button: "x"}))


def test_the_summary_leads_to_each_field(rf: RequestFactory) -> None:
    form = forms.typed(GalleryForm, rf.post("/", {}))
    page = draw("{% error_summary form %}{% form form %}", form=form)
    summary = page[: page.index("<form")]
    targets = re.findall(r'href="#([^"]+)"', summary)
    assert len(targets) == len(form.errors) == 11
    for target in targets:
        assert f'id="{target}"' in page[page.index("<form") :], target


def test_every_error_stands_beside_its_field_and_is_read_with_it(rf: RequestFactory) -> None:
    form = forms.typed(GalleryForm, rf.post("/", {"name": ""}))
    html = str(form["name"].as_field_group())
    assert 'id="id_name_error"' in html
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert "govuk-input--error" in html


def test_no_summary_for_what_is_not_wrong(rf: RequestFactory) -> None:
    assert draw("{% error_summary form %}", form=GalleryForm()).strip() == ""
    assert draw("{% error_summary form %}").strip() == ""
    assert draw("{% if form|has_problems %}x{% endif %}", form="no form") == ""


def test_what_is_wrong_with_the_whole_form_comes_first(rf: RequestFactory) -> None:
    class Whole(forms.NoddfaForm):
        name = forms.TextField(label="Name")

        def clean(self) -> dict[str, Any]:
            raise django_forms.ValidationError("These do not go together")

    form = forms.typed(Whole, rf.post("/", {}))
    assert [problem[2] for problem in form.problems()] == ["These do not go together", "Enter an answer."]


def test_the_clock_is_an_argument(rf: RequestFactory) -> None:
    class Dated(forms.NoddfaForm):
        day = forms.DateField(label="Day", not_future=True)

    sent = rf.post("/", {"day_day": "2", "day_month": "1", "day_year": "2020"})
    before = dt.datetime(2020, 1, 1, 12, tzinfo=dt.UTC)
    assert not forms.typed(Dated, sent, now=before).is_valid()
    assert forms.typed(Dated, sent, now=before + dt.timedelta(days=1)).is_valid()


def test_a_draft_is_saved_by_its_token(rf: RequestFactory) -> None:
    html = draw("{% form form draft=token %}", form=GalleryForm(), token="signed:token")
    assert 'name="draft_token" value="signed:token"' in html
    assert "data-draft-url=" in html
    assert "data-saved" in html
    assert "data-draft-url" not in draw("{% form form %}", form=GalleryForm())


def test_enter_sends_the_form_and_not_its_first_row_button() -> None:
    html = draw('{% form form submit="Send" %}', form=GalleryForm())
    first = re.search(r"<button[^>]*type=\"submit\"[^>]*>", html)
    assert first is not None
    assert "add_row" not in first[0]
    assert "remove_row" not in first[0]


def test_optional_fields_say_so_in_both_languages() -> None:
    form = GalleryForm()
    assert "(optional)" in str(form["mail"].as_field_group())
    assert "(optional)" not in str(form["name"].as_field_group())
    with translation.override("cy"):
        assert "(dewisol)" in str(form["mail"].as_field_group())


def test_a_file_form_can_carry_a_file() -> None:
    assert 'enctype="multipart/form-data"' in draw("{% form form %}", form=GalleryForm())


def test_forms_that_are_not_ours_are_drawn_the_same_way() -> None:
    class Theirs(django_forms.Form):
        login = django_forms.EmailField(widget=django_forms.EmailInput(attrs={"placeholder": "You"}))
        password = django_forms.CharField(widget=django_forms.PasswordInput)
        kind = django_forms.ChoiceField(choices=[("a", "A")], widget=django_forms.RadioSelect)
        remember = django_forms.BooleanField(required=False)
        next = django_forms.CharField(widget=django_forms.HiddenInput)

    html = str(Theirs({}))
    assert "placeholder" not in html
    for part in (
        "govuk-input--error",
        "govuk-js-password-input-toggle",
        "govuk-radios__input",
        "govuk-checkboxes",
    ):
        assert part in html
    assert re.search(r'<input type="hidden" name="next"[^>]*>', html)
