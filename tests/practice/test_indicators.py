"""The 111 signs: whole, sourced, in both languages, found by search, prompting and not scoring."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from noddfa.practice import LANGS, Lang, PracticeError, indicators
from tests.practice.damage import damaged

pytestmark = pytest.mark.instrument


def found(text: str, lang: Lang = "cy") -> list[str]:
    return [item.id for item in indicators.search(text, lang)]


def test_it_is_whole() -> None:
    items = indicators.load()
    assert len(items) == 111
    assert len(indicators.groups()) == 16
    assert {item.group for item in items} == {group.code for group in indicators.groups()}
    assert Counter(item.group for item in items)["exploitation"] == 11


def test_every_item_has_its_own_words_in_each_language() -> None:
    for lang in LANGS:
        texts = [item.say("text", lang) for item in indicators.load()]
        assert len(set(texts)) == 111
    assert all(item.text_en != item.text_cy for item in indicators.load())


def test_an_item_from_memory_says_so() -> None:
    debt = indicators.indicator("EXP10")
    assert (debt.source.code, debt.status) == ("memory", "to_verify")
    assert all((item.source.code == "memory") == (item.status == "to_verify") for item in indicators.load())


def test_exploitation_and_movement_prompt_to_tell_now() -> None:
    assert indicators.prompts(["EXP06"]).tell_now
    assert indicators.prompts(["MOV07"]).tell_now
    assert not indicators.prompts(["EXP06"]).call_999


def test_possible_danger_prompts_for_999_and_to_tell() -> None:
    assert indicators.prompts(["BEH04", "HEA07"]) == indicators.Prompts(call_999=True, tell_now=True)


def test_no_number_of_other_ticks_adds_up_to_a_prompt() -> None:
    quiet = [item.id for item in indicators.load() if item.group in ("behaviour", "education", "account")]
    assert len(quiet) > 10
    assert indicators.prompts(quiet) == indicators.Prompts(call_999=False, tell_now=False)


def test_danger_is_kept_narrow() -> None:
    assert 0 < sum(item.immediate_danger for item in indicators.load()) <= 10


@pytest.mark.parametrize("code", ["call_999", "tell_now", "not_a_test", "no_ticks", "own_words"])
def test_the_standing_sentences_are_there(code: str) -> None:
    note = indicators.note(code)
    assert note.text_en != note.text_cy


def test_search_in_english_and_in_welsh() -> None:
    assert found("debt", "en") == ["EXP10"]
    assert found("dyled", "cy") == ["EXP10"]


def test_search_meets_the_other_language_after_the_one_on_screen() -> None:
    assert found("cannabis", "cy") == ["EXP07"]
    # 'plan' is English in MOV01 and the beginning of Welsh 'plant' elsewhere
    assert found("plan", "en")[0] == "MOV01"
    assert found("plan", "cy")[-1] == "MOV01"
    assert set(found("plan", "en")) == set(found("plan", "cy"))


@pytest.mark.parametrize("typed", ["ty", "tŷ", "TŶ", "tŷ "])
def test_search_does_not_mind_accents_or_case(typed: str) -> None:
    assert "EXP08" in found(typed)
    assert found(typed) == found("tŷ")


@pytest.mark.parametrize("typed", ["plentyn", "blentyn", "phlentyn"])
def test_search_meets_mutated_words(typed: str) -> None:
    assert {"MOV05", "PLA02", "PLA09"} <= set(found(typed))


def test_every_word_must_be_found() -> None:
    assert found("brother of a phone", "en") == []
    assert found("more than one phone", "en") == ["CRI03"]


def test_the_name_of_the_group_counts() -> None:
    assert {"SEX01", "SEX06"} <= set(found("camfanteisio rhywiol"))


@pytest.mark.parametrize("typed", ["", "   ", "!?", "\u200b"])
def test_an_empty_search_finds_nothing(typed: str) -> None:
    assert found(typed) == []


def test_only_the_two_languages_are_known() -> None:
    with pytest.raises(ValueError, match="lang must be one of en, cy; got 'fr'"):
        indicators.search("debt", "fr")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "Cariad sy’n llawer hŷn",
            "",
            "indicators.csv, line 25, field text_cy: must not be empty",
        ),
        (
            "CON02",
            "CON01",
            "indicators.csv, line 25, field id: 'CON01' is already used on line 24",
        ),
        (
            "EXP01,exploitation",
            "EXP01,exploitative",
            "indicators.csv, line 2, field group: must be one of account, behaviour, ",
        ),
        ("EXP01", "exp-1", "indicators.csv, line 2, field id: must look like EXP01; got 'exp-1'"),
        (
            "child,no,matrix-2011",
            "child,no,matrix-1911",
            "indicators.csv, line 2, field source: 'matrix-1911' is not to be found in sources.csv",
        ),
        (
            "part_seen,unchecked",
            "part_seen,fine",
            "indicators.csv, line 2, field cy_status: must be one of checked, ",
        ),
    ],
)
def test_a_damaged_row_is_named(tmp_path: Path, old: str, new: str, message: str) -> None:
    with pytest.raises(PracticeError) as wrong:
        indicators.load(damaged(tmp_path, "indicators.csv", old, new))
    assert str(wrong.value).startswith(message)


def test_a_lost_row_is_noticed(tmp_path: Path) -> None:
    copy = damaged(tmp_path, "indicators.csv", "CON02,", "CON02,")
    lines = copy.read_text(encoding="utf-8").splitlines(keepends=True)
    copy.write_text("".join(lines[:-1]), encoding="utf-8")
    with pytest.raises(PracticeError, match=r"indicators\.csv: must be 111; got 110"):
        indicators.load(copy)


def test_a_damaged_group_is_named(tmp_path: Path) -> None:
    copy = damaged(tmp_path, "indicator_groups.toml", 'label_cy = "Symud"', 'label_cy = ""')
    with pytest.raises(
        PracticeError, match=r"indicator_groups\.toml, line \d+, field label_cy: must not be empty"
    ):
        indicators.pack(copy)
