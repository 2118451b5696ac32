"""Hierarchical models are closed, named and read back without loss."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noddfa.estimate.loglinear import BadModel, Model

pytestmark = pytest.mark.instrument


@st.composite
def models(draw: st.DrawFn) -> Model:
    n_lists = draw(st.integers(2, 6))
    generators = draw(st.lists(st.integers(1, (1 << n_lists) - 1), max_size=5))
    return Model.from_generators(n_lists, generators)


@given(models())
def test_every_part_of_a_term_is_a_term(model: Model) -> None:
    for term in model.terms:
        parts = [part for part in range(1, 1 << model.n_lists) if part & term == part]
        assert set(parts) <= set(model.terms)


@given(models())
def test_a_model_is_read_back_from_its_label_its_generators_and_its_number(model: Model) -> None:
    names = [f"list {j}" for j in range(model.n_lists)]
    assert Model.parse(model.label(), model.n_lists) == model
    assert Model.parse(model.label(names), names) == model
    assert Model.from_generators(model.n_lists, model.generators) == model
    assert Model.from_bits(model.n_lists, model.bits) == model


@given(models())
def test_what_can_be_added_or_removed_alone_changes_one_parameter(model: Model) -> None:
    for term in model.addable():
        larger = model.adding(term)
        assert larger.n_parameters == model.n_parameters + 1
        assert larger.removing(term) == model
    for term in model.removable():
        assert model.removing(term).n_parameters == model.n_parameters - 1


def test_a_term_brings_its_parts_and_takes_with_it_what_it_is_part_of() -> None:
    model = Model.main_effects(4).adding(0b0111)
    assert model.label() == "[ABC][D]"
    assert model.removing(0b0011).label() == "[AC][BC][D]"
    assert str(Model.all_interactions(3, 2)) == "[AB][AC][BC]"
    assert Model.all_interactions(3, 3).is_saturated


def test_models_are_written_with_list_names() -> None:
    names = ["police", "health", "council"]
    model = Model.parse("[Police : health]", names)
    assert model.label(names) == "[police:health][council]"
    assert Model.parse("[AB] [C]", names) == model
    assert Model.parse("[pq][r]", ["p", "q", "r"]) == model


@pytest.mark.parametrize(
    ("text", "said"),
    [("AB", "written like"), ("[AB", "written like"), ("[AX]", "names no list"), ("[]", "names no list")],
)
def test_what_is_no_model_is_refused_in_words(text: str, said: str) -> None:
    with pytest.raises(BadModel, match=said):
        Model.parse(text, 3)


def test_open_or_headless_sets_of_terms_are_refused() -> None:
    with pytest.raises(BadModel, match="closed downward"):
        Model(3, (1, 2, 4, 7))
    with pytest.raises(BadModel, match="main effect"):
        Model(3, (1, 2))
    with pytest.raises(BadModel, match="stays in every model"):
        Model.main_effects(3).removing(1)
