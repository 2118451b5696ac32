"""Make a damaged copy of a practice file, to see that its loader says what is wrong and where."""

from __future__ import annotations

from pathlib import Path

from noddfa.practice.files import FOLDER


def damaged(into: Path, name: str, old: str, new: str) -> Path:
    """A copy of the practice file `name` with the first `old` replaced; `old` must be there."""
    text = (FOLDER / name).read_text(encoding="utf-8")
    assert old in text
    copy = into / Path(name).name
    copy.write_text(text.replace(old, new, 1), encoding="utf-8")
    return copy
