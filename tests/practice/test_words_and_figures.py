"""The glossary, the closed lists and the series of published figures."""

from __future__ import annotations

from pathlib import Path

import pytest

from noddfa.practice import LANGS, PracticeError, glossary, lists, series, sources, welsh
from tests.practice.damage import damaged

pytestmark = pytest.mark.instrument

# the eleven kinds of exploitation of the Human Trafficking Case Data Standard 2.0
HTCDS_EXPLOITATION = {
    "ForcedLabour", "SexualExploitation", "ChildLabour", "ForcedMarriage", "Servitude",
    "ForcedMilitaryByNonStateActors", "OrganRemoval", "ForcedBegging", "ForcedAdoption", "Surrogacy", "Other",
}  # fmt: skip


def test_the_glossary_is_whole() -> None:
    terms = {term.term_en: term for term in glossary.load()}
    assert len(terms) == 115
    assert terms["county lines"].term_cy == "llinellau cyffuriau"
    assert terms["survivor"].plural_cy == "goroeswyr"
    assert "camdriniaeth" in terms["abuse"].also_cy


def test_a_term_from_memory_is_unchecked() -> None:
    for term in glossary.load():
        assert (term.status == "to_verify") == (term.cy_status == "unchecked")


def test_the_glossary_is_ordered_in_each_language() -> None:
    welsh_order = [term.term_cy for term in glossary.in_order("cy")]
    assert welsh_order.index("dyletswydd i hysbysu") < welsh_order.index("eiriolaeth")
    assert welsh_order == sorted(welsh_order, key=welsh.sort_key)
    english = [term.term_en for term in glossary.in_order("en")]
    assert english[0] == "abuse"


NEEDED = {
    "who_is_worried", "area_basis", "age_now", "danger_now", "indicator_answers", "exploitation_types",
    "movement_kinds", "report_kinds", "relationships", "exploiter_relationships", "permission",
    "missing_circumstances", "missing_returns", "missing_return_signs", "strategy_agencies",
    "initial_decisions", "determinations", "organisation_kinds", "board_regions",
}  # fmt: skip


def test_the_lists_forms_need_are_there() -> None:
    assert set(lists.names()) >= NEEDED


@pytest.mark.parametrize("name", lists.names())
def test_a_list_has_different_labels_and_a_title(name: str) -> None:
    whole = lists.closed_list(name)
    assert whole.title_en and whole.title_cy
    for lang in LANGS:
        labels = [label for _, label in lists.choices(name, lang)]
        assert len(set(labels)) == len(labels) > 0


def test_a_child_lives_is_placed_or_is_found_in_an_area() -> None:
    assert [item.code for item in lists.load("area_basis")] == ["lives", "placed", "found"]


def test_the_report_can_end_in_each_recorded_way() -> None:
    assert {item.code for item in lists.load("initial_decisions")} == {
        "no_further_action", "information_advice", "assessment", "strategy_discussion", "already_open",
        "passed_to_council",
    }  # fmt: skip
    assert [item.code for item in lists.load("determinations")] == [
        "not_substantiated", "no_continuing_risk", "continuing_risk",
    ]  # fmt: skip


def test_kinds_of_exploitation_cover_the_standard_and_add_to_it() -> None:
    items = lists.load("exploitation_types")
    mapped = [item.htcds for item in items if item.htcds]
    assert set(mapped) == HTCDS_EXPLOITATION
    assert len(mapped) == len(set(mapped))
    assert {item.code for item in items if not item.htcds} == {
        "criminal",
        "financial",
        "cuckooing",
        "not_known",
    }


def test_an_item_has_its_lists_source_and_status_unless_it_states_its_own() -> None:
    assert lists.item("exploitation_types", "labour").source.code == "htcds-2"
    assert lists.item("exploitation_types", "criminal").source.code == "cce-guide-2021"


def test_a_retired_item_is_no_longer_offered_but_still_read(tmp_path: Path) -> None:
    copy = damaged(tmp_path, "lists/age_now.toml", 'code = "adult"', 'code = "adult"\nretired = true')
    whole = lists.closed_list("age_now", copy.parent)
    assert [item.code for item in whole.items if item.retired] == ["adult"]


def test_a_damaged_list_is_named(tmp_path: Path) -> None:
    copy = damaged(tmp_path, "lists/age_now.toml", 'cy = "O dan 18 oed"\n', "")
    with pytest.raises(PracticeError, match=r"age_now\.toml, line \d+, field cy: must not be empty"):
        lists.closed_list("age_now", copy.parent)


def test_a_list_that_is_not_there_is_named() -> None:
    with pytest.raises(PracticeError, match=r"lists/no_such_list\.toml: the file is not there"):
        lists.load("no_such_list")


def test_the_series_is_whole_and_dated() -> None:
    assert len(series.load()) == 26
    assert [(each.year, each.value) for each in series.series("wales", "nrm_referrals")] == [
        (2012, 34), (2016, 123), (2017, 193), (2018, 251), (2019, 329), (2020, 383), (2021, 479),
    ]  # fmt: skip
    assert series.series("gwent", "nrm_referrals_children") == ()


def test_a_derived_figure_says_so() -> None:
    derived = [each for each in series.load() if each.status == "derived"]
    assert [(each.year, each.value) for each in derived] == [(2020, 383)]
    assert derived[0].note_en and derived[0].note_cy


def test_the_caveat_that_goes_with_every_rise_is_there() -> None:
    assert lists.item("series_notes", "rise").label_en.startswith("A rise in referrals is not a rise")


def test_a_damaged_figure_is_named(tmp_path: Path) -> None:
    with pytest.raises(
        PracticeError, match=r"nrm_wales_series\.csv, line 7, field value: must be a whole number"
    ):
        series.load(damaged(tmp_path, "nrm_wales_series.csv", ",34,", ",thirty-four,"))


def test_a_figure_given_twice_is_refused(tmp_path: Path) -> None:
    copy = damaged(tmp_path, "nrm_wales_series.csv", "2016,wales", "2012,wales")
    with pytest.raises(PracticeError, match="already used on line 7"):
        series.load(copy)


def test_sources_are_named_in_both_languages() -> None:
    for source in sources.load().values():
        assert source.text_en and source.text_cy
        assert not source.url or source.url.startswith("https://")


def test_codes_in_files_are_plain(tmp_path: Path) -> None:
    copy = damaged(tmp_path, "sources.csv", "memory,", "from memory,")
    with pytest.raises(PracticeError, match=r"sources\.csv, line 2, field code: must look like"):
        sources.load(copy)
