"""What the answers of a concern call for: prompts, never verdicts. Nothing is added up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from noddfa.practice import indicators


@dataclass(frozen=True)
class Advice:
    """What the answers call for.

    danger: somebody is in danger now, by the writer's own answer or by a sign that says so.
    tell_now: tell the designated safeguarding person and social services now.
    """

    danger: bool
    tell_now: bool


def advice_on(facts: Mapping[str, Any]) -> Advice:
    """What the open part of a concern calls for."""
    known = {item.id for item in indicators.load()}
    marked = [sign for sign in facts.get("signs", {}).get("answers", {}) if sign in known]
    prompts = indicators.prompts(marked)
    return Advice(
        danger=facts.get("danger") == "yes" or prompts.call_999,
        tell_now=prompts.tell_now or bool(facts.get("exploitation")),
    )
