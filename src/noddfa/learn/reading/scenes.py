"""A scene: something happens, and the reader chooses how to go on. The choice is answered and never kept.

It travels in the address (?scene-gwen=2), so it works without JavaScript and is still there in the other language.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from noddfa.design import forms
from noddfa.design.components import Status
from noddfa.learn.reading.markdown import to_html
from noddfa.practice.course import Part

TRIED = "tried"


class SceneForm(forms.NoddfaForm):
    """The ways to go on in one scene; its only field is named like the scene."""

    scene: str = ""


@dataclass(frozen=True)
class Reply:
    """What the chosen way leads to."""

    text: SafeString
    status: Status


@dataclass(frozen=True)
class Scene:
    """A scene as the page draws it. others: choices made in the page's other scenes, to travel along."""

    anchor: str
    form: SceneForm
    reply: Reply | None
    others: tuple[tuple[str, str], ...]

    @property
    def field(self) -> Any:
        """The choice, for drawing."""
        return self.form[self.anchor]


def scene_of(part: Part, asked: Mapping[str, str], pages: Mapping[str, str], scenes: set[str]) -> Scene:
    """A scene with what was chosen in it, if anything was. asked: the query of the address."""
    form_class = type(
        "SceneForm",
        (SceneForm,),
        {
            "scene": part.anchor,
            part.anchor: forms.ChooseField(
                label=_("Choose a way to go on"),
                choices=[(str(number), option.text) for number, option in enumerate(part.options, start=1)],
                error_messages={
                    "required": _("Choose one of them to see where it leads."),
                    "invalid_choice": _("Choose one of them to see where it leads."),
                },
            ),
        },
    )
    tried = part.anchor in asked or asked.get(TRIED) == part.anchor
    form = form_class(data=asked if tried else None)
    others = tuple((name, asked[name]) for name in sorted(scenes - {part.anchor}) if name in asked)
    return Scene(part.anchor, form, _reply(part, form, pages), others)


def _reply(part: Part, form: SceneForm, pages: Mapping[str, str]) -> Reply | None:
    if not form.is_valid():
        return None
    option = part.options[int(form.cleaned_data[part.anchor]) - 1]
    status = Status(_("A good way to go on"), "done") if option.good else Status(_("Think again"), "soon")
    return Reply(to_html(option.reply, pages), status)
