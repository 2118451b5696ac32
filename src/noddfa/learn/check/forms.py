"""The questions of a module on one form."""

from __future__ import annotations

from noddfa.design import forms
from noddfa.design.language import lang
from noddfa.practice.course import Module


class CheckForm(forms.NoddfaForm):
    """One choice for each question, named like the question.

    `attempt` is this form's own id for the result it will make, so that sending it twice stores it once.
    """

    module: Module

    attempt = forms.FormIdField()

    def answers(self) -> dict[str, str]:
        """Question id -> code of the answer chosen. The form must be valid."""
        return {question.id: self.cleaned_data[question.id] for question in self.module.questions}


def check_form(module: Module) -> type[CheckForm]:
    """The form of a module's questions, in the language in force."""
    language = lang()
    questions = {
        question.id: forms.ChooseField(
            label=f"{number}. {question.say('text', language)}",
            choices=[(answer.code, answer.say("text", language)) for answer in question.answers],
        )
        for number, question in enumerate(module.questions, start=1)
    }
    return type("CheckForm", (CheckForm,), {"module": module, **questions})
