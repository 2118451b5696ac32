"""Fields for text, numbers, choices and files: what they give, and what they say when it is wrong."""

from __future__ import annotations

from typing import Any

import pytest
from django import forms as django_forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from noddfa.design import forms


class StoryForm(forms.NoddfaForm):
    name = forms.TextField(label="Name", max_length=20)
    story = forms.TextAreaField(label="Story", max_length=30, required=False)
    age = forms.NumberField(label="Age", min_value=0, max_value=120, required=False)
    mail = forms.EmailField(label="E-mail", required=False)


class ChoiceForm(forms.NoddfaForm):
    told = forms.ChooseField(
        label="Told?", choices=[("yes", "Yes"), ("no", "No")], reveals={"yes": "whom", "no": "why"}
    )
    whom = forms.TextField(label="Whom?")
    why = forms.TextField(label="Why not?", required=False)


class FileForm(forms.NoddfaForm):
    file = forms.UploadField(label="File", kinds=(".csv", ".ods"), megabytes=1)


def filled(form_class: type[forms.NoddfaForm], **data: Any) -> forms.NoddfaForm:
    query = QueryDict(mutable=True)
    for name, value in data.items():
        query.setlist(name, value if isinstance(value, list) else [value])
    return form_class(query)


def test_text_is_cleaned() -> None:
    form = filled(StoryForm, name="  Enghraifft\u200b   Dychmygol ", story="one\r\n two ")
    assert form.is_valid()
    assert form.cleaned_data["name"] == "Enghraifft Dychmygol"
    assert form.cleaned_data["story"] == "one\n two"


def test_html_and_emoji_stay_as_typed_and_are_escaped() -> None:
    form = filled(StoryForm, name="<b>Tŷ</b> 👍")
    assert form.is_valid()
    assert form.cleaned_data["name"] == "<b>Tŷ</b> 👍"
    assert "&lt;b&gt;Tŷ&lt;/b&gt; 👍" in str(form["name"])
    assert "<b>Tŷ" not in str(form["name"])


@pytest.mark.parametrize("field", ["name", "story"])
def test_text_that_cannot_be_seen_is_refused(field: str) -> None:
    form = filled(StoryForm, **{"name": "Enghraifft", field: "\u200b\u202e"})
    assert "cannot be seen" in form.errors[field][0]


def test_too_long_says_how_long_it_is() -> None:
    form = filled(StoryForm, name="x" * 21)
    assert form.errors["name"] == ["Use 20 characters or fewer. You have used 21."]
    with translation.override("cy"):
        assert form.errors["name"] == ["Defnyddiwch 20 nod neu lai. Rydych wedi defnyddio 21."]


def test_a_line_end_counts_once() -> None:
    assert filled(StoryForm, name="a", story="x" * 14 + "\r\n" + "y" * 15).is_valid()


def test_nothing_typed() -> None:
    form = filled(StoryForm, name="   ")
    assert form.errors["name"] == ["Enter an answer."]
    with translation.override("cy"):
        assert form.errors["name"] == ["Rhowch ateb."]


@pytest.mark.parametrize("age", ["ten", "1.5", "-1", "121", "1e3", "٣x"])
def test_numbers_that_are_none(age: str) -> None:
    assert "age" in filled(StoryForm, name="a", age=age).errors


def test_a_number() -> None:
    assert filled(StoryForm, name="a", age="17").is_valid()


def test_an_address_is_cleaned_and_checked() -> None:
    form = filled(StoryForm, name="a", mail="\u200bdychmygol@example.org ")
    assert form.is_valid()
    assert form.cleaned_data["mail"] == "dychmygol@example.org"
    assert "mail" in filled(StoryForm, name="a", mail="nobody").errors


def test_a_revealed_field_is_asked_for_when_its_choice_is_made() -> None:
    form = filled(ChoiceForm, told="yes")
    assert form.errors == {"whom": ["Enter an answer."]}
    assert filled(ChoiceForm, told="yes", whom="Enghraifft").is_valid()


def test_what_was_typed_under_another_choice_is_dropped() -> None:
    form = filled(ChoiceForm, told="no", whom="x" * 500, why="")
    assert form.is_valid()
    assert form.cleaned_data == {"told": "no", "whom": "", "why": ""}


def test_a_revealed_field_is_drawn_inside_its_choice_alone() -> None:
    html = str(ChoiceForm())
    assert html.count('name="whom"') == 1
    assert html.index('value="yes"') < html.index('name="whom"') < html.index('value="no"')


def test_a_choice_not_offered() -> None:
    assert "told" in filled(ChoiceForm, told="perhaps").errors


def test_checkboxes_are_checkboxes() -> None:
    class Many(forms.NoddfaForm):
        some = forms.ChooseManyField(label="Some", choices=[("G", [("a", "A"), ("b", "B")]), ("c", "C")])

    html = str(filled(Many, some=["b", "c"]))
    assert html.count('type="checkbox"') == 3
    assert html.count(" checked") == 2


def upload(name: str, content: bytes) -> forms.NoddfaForm:
    return FileForm(QueryDict(), {"file": SimpleUploadedFile(name, content)})


def test_a_file() -> None:
    assert upload("list.CSV", b"a,b\n").is_valid()


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("list.csv", b"", "The file is empty."),
        ("list.exe", b"MZ", "Choose one that ends in: .csv, .ods."),
        ("list", b"a", "Choose one that ends in: .csv, .ods."),
        ("list.csv", b"x" * (1024 * 1024 + 1), "It must be 1 MB or smaller."),
    ],
)
def test_files_that_are_refused(name: str, content: bytes, message: str) -> None:
    assert message in upload(name, content).errors["file"][0]


def test_no_file() -> None:
    assert FileForm(QueryDict(), {}).errors["file"] == ["Choose a file."]


@given(st.dictionaries(st.sampled_from(["name", "story", "age", "mail"]), st.text(max_size=60)))
def test_nothing_typed_breaks_a_form(data: dict[str, str]) -> None:
    form = filled(StoryForm, **data)
    form.is_valid()
    assert "<script" not in str(form)


def test_every_form_uses_our_text_fields() -> None:
    """A plain CharField would let invisible and direction-turning characters in."""

    def below(form_class: type) -> set[type]:
        return {one for sub in form_class.__subclasses__() for one in {sub, *below(sub)}}

    plain = [
        f"{form.__module__}.{form.__name__}.{name}"
        for form in below(forms.NoddfaForm)
        for name, field in form.base_fields.items()
        if type(field) is django_forms.CharField
    ]
    assert plain == []
