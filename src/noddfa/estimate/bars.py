"""Bars on a terminal that show how far each method is: over all people, then group by group."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import Progress, TaskID

from noddfa.estimate.wording import METHODS, Lang
from noddfa.estimate.wording_of_command import SAID


class Bars:
    """A bar for each method; where there are strata, another for the method group by group."""

    def __init__(self, drawn: Progress, lang: Lang) -> None:
        self._drawn, self._lang = drawn, lang
        self._bars: dict[str, TaskID] = {}

    def of_all(self, code: str, done: float) -> None:
        """The method at work on all people."""
        self._show(METHODS[code][self._lang], done)

    def of_strata(self, code: str, done: float) -> None:
        """The method at work on one group after the other."""
        self._show(SAID["by_group"][self._lang].format(method=METHODS[code][self._lang]), done)

    def _show(self, text: str, done: float) -> None:
        if text not in self._bars:
            self._bars[text] = self._drawn.add_task(text, total=1.0)
        self._drawn.update(self._bars[text], completed=done)


@contextmanager
def shown_bars(lang: Lang) -> Iterator[Bars]:
    """Bars on the error stream, gone when the work is done."""
    with Progress(console=Console(stderr=True), transient=True) as drawn:
        yield Bars(drawn, lang)
