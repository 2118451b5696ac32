"""A long list to pick from: what is answered, what is not, and answers nobody offered."""

from __future__ import annotations

from django.http import QueryDict

from noddfa.design import forms

GROUPS = (
    forms.PickGroup("a", "Group A", (forms.PickItem("A1", "First <thing>"), forms.PickItem("A2", "Second"))),
    forms.PickGroup("b", "Group B", (forms.PickItem("B1", "Third"),)),
)


class SignsForm(forms.NoddfaForm):
    signs = forms.PickListField(GROUPS, label="Signs")


def filled(text: str) -> SignsForm:
    return SignsForm(QueryDict(text))


def test_only_what_something_was_said_about_is_given() -> None:
    form = filled("signs-A1=seen&signs-A2=not_asked&signs-B1=suspected&signs-C9=seen")
    assert form.is_valid()
    assert form.cleaned_data["signs"] == {"A1": "seen", "B1": "suspected"}


def test_an_answer_that_is_not_offered() -> None:
    assert "one of the answers offered" in filled("signs-A1=maybe").errors["signs"][0]


def test_nothing_answered_where_an_answer_is_wanted() -> None:
    form = filled("signs-A1=not_asked")
    assert list(form.problems()) == [("id_signs-a", "Signs", "Enter an answer.")]
    assert 'id="id_signs-a"' in str(form)  # where the link of the summary leads


def test_answers_come_back_with_their_group_open() -> None:
    html = str(filled("signs-B1=seen"))
    assert 'id="id_signs-B1-seen" name="signs-B1" value="seen" checked' in html
    assert html.count('value="not_asked" checked') == 2
    assert html.count("<details") == 2
    assert html.count(" open>") == 1


def test_texts_are_escaped() -> None:
    assert "First &lt;thing&gt;" in str(SignsForm())


def test_groups_may_be_asked_for_anew_at_each_drawing() -> None:
    class Asking(forms.NoddfaForm):
        signs = forms.PickListField(
            lambda: [forms.PickGroup("x", "X", (forms.PickItem("X1", text),))], label="Signs", required=False
        )

    text = "one"
    assert "one" in str(Asking())
    text = "two"
    assert "two" in str(Asking())


def test_other_answers() -> None:
    class Own(forms.NoddfaForm):
        signs = forms.PickListField(
            GROUPS, answers=(("unsaid", "-"), ("seen", "Seen"), ("not_seen", "Not seen")), label="Signs"
        )

    form = Own(QueryDict("signs-A1=not_seen&signs-A2=unsaid"))
    assert form.is_valid()
    assert form.cleaned_data["signs"] == {"A1": "not_seen"}
