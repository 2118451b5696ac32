"""Every benchmark still starts and finishes; what it measures is not looked at."""

from __future__ import annotations

import os
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.instrument
FOLDER = Path(__file__).resolve().parent.parent / "benchmarks"
ALL = sorted(path.stem for path in FOLDER.glob("*.py") if "__main__" in path.read_text(encoding="utf-8"))
APART = ["recording"]  # chooses the platform's surroundings, so it wants a process of its own


def test_every_benchmark_is_here() -> None:
    assert {*APART, "all_models", "coverage_study", "latent_class"} <= set(ALL)


@pytest.mark.parametrize("name", [name for name in ALL if name not in APART])
def test_a_benchmark_of_estimates_runs(
    name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.syspath_prepend(str(FOLDER))
    monkeypatch.setattr(sys, "argv", [f"{name}.py", "--quick"])
    try:
        runpy.run_path(str(FOLDER / f"{name}.py"), run_name="__main__")
    except SystemExit as end:
        assert not end.code
    assert capsys.readouterr().out.count("\n") >= 1


@pytest.mark.parametrize("name", APART)
def test_a_benchmark_of_the_platform_runs(name: str) -> None:
    around = {key: value for key, value in os.environ.items() if key not in ("DATABASE_URL", "NODDFA_HOME")}
    around.pop("DJANGO_SETTINGS_MODULE", None)
    done = subprocess.run(
        [sys.executable, FOLDER / f"{name}.py", "--quick"], env=around, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert "0 problems" in done.stdout
