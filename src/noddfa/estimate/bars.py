"""How far the command is, on a terminal: one line for the method at work, whatever the size of the window."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn
from rich.table import Column

from noddfa.estimate.wording import METHODS, Lang
from noddfa.estimate.wording_of_command import SAID


class Bars:
    """A bar for the method at work; it makes room for the next. Of `steps` in all it says which this is."""

    def __init__(self, drawn: Progress, steps: int, lang: Lang) -> None:
        self._drawn, self._steps, self._lang = drawn, steps, lang
        self._begun: list[str] = []
        self._bar = drawn.add_task("", total=1.0, visible=False)

    def of_all(self, code: str, done: float) -> None:
        """The method at work on all people."""
        self._show(METHODS[code][self._lang], done)

    def of_strata(self, code: str, done: float) -> None:
        """The method at work on one group after the other."""
        self._show(SAID["by_group"][self._lang].format(method=METHODS[code][self._lang]), done)

    def _show(self, method: str, done: float) -> None:
        if method not in self._begun:
            self._begun.append(method)
            text = SAID["step"][self._lang].format(at=len(self._begun), steps=self._steps, method=method)
            self._drawn.reset(self._bar, visible=True, description=text)
        self._drawn.update(self._bar, completed=done)


@contextmanager
def shown_bars(steps: int, lang: Lang) -> Iterator[Bars]:
    """Bars on the error stream, gone when the work is done."""
    columns = (
        TextColumn("{task.description}", table_column=Column(ratio=3, no_wrap=True, overflow="ellipsis")),
        BarColumn(bar_width=None, table_column=Column(ratio=2, min_width=8)),
        TaskProgressColumn(table_column=Column(no_wrap=True, min_width=4)),
        TimeRemainingColumn(table_column=Column(no_wrap=True, min_width=7)),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True, expand=True) as drawn:
        yield Bars(drawn, steps, lang)
