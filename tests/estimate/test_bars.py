"""The bar on a terminal: which method is at work, out of how many, in windows of any width."""

from __future__ import annotations

import io
import sys

import pytest

from noddfa.estimate.bars import shown_bars

pytestmark = pytest.mark.instrument


class Terminal(io.StringIO):
    """An error stream that somebody looks at."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("columns", [40, 100])
def test_one_line_says_how_far_it_is(columns: int, monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setenv("TERM", "xterm-256color")
    with shown_bars(4, "cy") as bars:
        for tell in (bars.of_all, bars.of_strata):
            for code in ("chao", "latent-class"):
                tell(code, 0.5)
        bars._drawn.refresh()
    text = terminal.getvalue()
    assert "4 o 4: Dosbarth" in text
    assert "50%" in text
