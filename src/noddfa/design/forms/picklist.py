"""A field for a long list of things seen or not seen, in groups, with a box to search it.

Every item has the same few answers; the first answer says that nothing is said ('not asked') and is what an
untouched item means. Without JavaScript the groups open and close; the search box needs it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class PickItem:
    """One thing that may have been seen. text may be a string or a lazy translation."""

    id: str
    text: Any


@dataclass(frozen=True)
class PickGroup:
    """Items that belong together, under a title. open: shown open at first."""

    id: str
    title: Any
    items: tuple[PickItem, ...]
    open: bool = False


ANSWERS: tuple[tuple[str, Any], ...] = (
    ("not_asked", _("Not asked")),
    ("seen", _("Seen")),
    ("suspected", _("Suspected")),
)


@dataclass(frozen=True)
class DrawnItem:
    """An item as the template draws it: each answer as (value, label, chosen)."""

    id: str
    text: Any
    name: str
    auto_id: str
    answers: tuple[tuple[str, Any, bool], ...]


@dataclass(frozen=True)
class DrawnGroup:
    """A group as the template draws it."""

    id: str
    title: Any
    items: tuple[DrawnItem, ...]
    open: bool
    answered: int


class PickListWidget(forms.Widget):
    """Draws the groups; each item is a set of radios named <field>-<item>."""

    template_name = "design/forms/picklist.html"
    use_fieldset = True
    groups: Callable[[], Sequence[PickGroup]]
    answers: Sequence[tuple[str, Any]] = ANSWERS

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> dict[str, str]:
        """item -> answer, for the items about which something was said."""
        return {
            item.id: str(data[f"{name}-{item.id}"])
            for group in self.groups()
            for item in group.items
            if data.get(f"{name}-{item.id}", self.answers[0][0]) != self.answers[0][0]
        }

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return not any(key.startswith(f"{name}-") for key in data)

    def id_for_label(self, id_: str) -> str:
        return ""

    def first_id(self, id_: str) -> str:
        """Where the link of the error summary jumps to: the first group."""
        groups = self.groups()
        return f"{id_}-{groups[0].id}" if groups else id_

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, None, attrs)
        given: Mapping[str, str] = value or {}
        root = str(context["widget"]["attrs"].get("id", name))
        context["widget"]["groups"] = [self._drawn(group, name, root, given) for group in self.groups()]
        context["widget"]["root"] = root
        return context

    def _drawn(self, group: PickGroup, name: str, root: str, given: Mapping[str, str]) -> DrawnGroup:
        nothing = self.answers[0][0]
        items = tuple(
            DrawnItem(
                id=item.id,
                text=item.text,
                name=f"{name}-{item.id}",
                auto_id=f"{root}-{item.id}",
                answers=tuple(
                    (value, label, given.get(item.id, nothing) == value) for value, label in self.answers
                ),
            )
            for item in group.items
        )
        answered = sum(item.id in given for item in group.items)
        return DrawnGroup(group.id, group.title, items, group.open or bool(answered), answered)


class PickListField(forms.Field):
    """Answers about many items. Gives a dict item id -> answer, without the items nothing was said about.

    groups: the groups, or a function giving them (called at each drawing, so its texts may depend on the
    language). answers: (value, label) pairs, the first of which means that nothing is said.
    """

    widget = PickListWidget
    default_error_messages = {"answer": _("Choose one of the answers offered for each item.")}

    def __init__(
        self,
        groups: Sequence[PickGroup] | Callable[[], Sequence[PickGroup]],
        *,
        answers: Sequence[tuple[str, Any]] = ANSWERS,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.widget.groups = groups if callable(groups) else lambda: groups
        self.widget.answers = answers

    def clean(self, value: Any) -> dict[str, str]:
        """The answers. Raises ValidationError for an answer that is not offered, or when one is required."""
        given: dict[str, str] = dict(value or {})
        offered = {answer for answer, _label in self.widget.answers}
        if not set(given.values()) <= offered:
            raise ValidationError(self.error_messages["answer"], code="answer")
        if self.required and not given:
            raise ValidationError(self.error_messages["required"], code="required")
        return given

    def has_changed(self, initial: Any, data: Any) -> bool:
        return dict(initial or {}) != dict(data or {})
