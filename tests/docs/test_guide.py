"""The guide tells the truth: a page for every role in both languages, the words of the screens, the pictures."""

from __future__ import annotations

import importlib.util
import re
import sys
from functools import cache
from pathlib import Path

import pytest
from django.utils import translation

from noddfa.access.roles import Role
from tests.docs.words import found, plain

pytestmark = pytest.mark.instrument

ROOT = Path(__file__).resolve().parents[2]
GUIDE = ROOT / "docs" / "guide"
PICTURES = GUIDE / "pictures"
LANGS = ("en", "cy")
PAGES = ("everyone", *Role.values)
MOST_BYTES = 3_000_000  # of all pictures together: people fetch the repository over slow lines


def page(name: str, lang: str) -> str:
    return (GUIDE / lang / f"{name}.md").read_text(encoding="utf-8")


def quoted(name: str, lang: str) -> list[str]:
    """What a page says stands on the screen: whatever is in bold."""
    return [plain(words) for words in re.findall(r"\*\*(.+?)\*\*", page(name, lang), re.S)]


@cache
def shown() -> dict[str, list[str]]:
    """Pictures by file name, with the texts that stand for them where papers show them."""
    alts: dict[str, list[str]] = {}
    for path in (*GUIDE.rglob("*.md"), ROOT / "README.md"):
        for alt, target in re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", path.read_text(encoding="utf-8")):
            assert (path.parent / target).resolve().parent == PICTURES, f"{path.name} shows {target}"
            alts.setdefault(Path(target).name, []).append(alt)
    return alts


def taken() -> set[str]:
    """The file names that scripts/guide_pictures.py makes."""
    spec = importlib.util.spec_from_file_location("guide_pictures", ROOT / "scripts" / "guide_pictures.py")
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = script  # dataclasses look their module up
    spec.loader.exec_module(script)
    return {script.file_name(name, lang) for name in script.PICTURES for lang in LANGS}


@pytest.mark.parametrize("lang", LANGS)
def test_every_role_has_its_page_and_no_page_is_left_over(lang: str) -> None:
    assert {path.stem for path in (GUIDE / lang).glob("*.md")} == set(PAGES)
    for role in Role:
        with translation.override(lang):
            assert page(role, lang).startswith(f"# {role.label}\n")


def test_the_index_leads_to_every_page_and_to_running() -> None:
    index = (GUIDE / "README.md").read_text(encoding="utf-8")
    links = set(re.findall(r"\]\(([^)]+)\)", index))
    assert links >= {f"{lang}/{name}.md" for name in PAGES for lang in LANGS} | {"running.md"}


@pytest.mark.parametrize("name", PAGES)
def test_both_languages_have_the_same_parts(name: str) -> None:
    outlines = [re.findall(r"^(#+|\d+\.|-|!)\s?", page(name, lang), re.M) for lang in LANGS]
    assert outlines[0] == outlines[1]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", PAGES)
def test_what_is_quoted_stands_on_the_screens(name: str, lang: str) -> None:
    assert quoted(name, lang)
    assert [words for words in quoted(name, lang) if not found(words, lang)] == []


@pytest.mark.parametrize("name", PAGES)
def test_the_welsh_page_quotes_the_same_screens(name: str) -> None:
    for one, other in (("en", "cy"), ("cy", "en")):
        there = {text for words in quoted(name, other) for text in found(words, other)}
        alone = [words for words in quoted(name, one) if there.isdisjoint(found(words, one))]
        assert alone == [], f"quoted in {one} only"


def test_pictures_shown_taken_and_kept_are_the_same() -> None:
    kept = {path.name for path in PICTURES.iterdir()}
    assert (sorted(kept - set(shown())), sorted(set(shown()) - kept)) == ([], [])
    assert (sorted(kept - taken()), sorted(taken() - kept)) == ([], [])


def test_pictures_are_in_the_language_of_their_page_and_have_words_in_their_place() -> None:
    for lang in LANGS:
        for path in (GUIDE / lang).glob("*.md"):
            for alt, name in re.findall(r"!\[([^\]]*)\]\(\.\./pictures/([^)]+)\)", path.read_text()):
                assert name.endswith(f"-{lang}.png"), f"{path.name} in {lang} shows {name}"
                assert len(alt) >= 20, f"{path.name}: {name} says too little of what is to be seen"


def test_the_pictures_are_small() -> None:
    assert sum(path.stat().st_size for path in PICTURES.iterdir()) < MOST_BYTES
