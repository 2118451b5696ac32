"""Errors are told without what people wrote."""

from __future__ import annotations

import logging

import pytest

from noddfa.web import discreet

pytestmark = pytest.mark.instrument


def caught() -> BaseException:
    try:
        try:
            int("Enghraifft")
        except ValueError as problem:
            raise LookupError("no Dychmygol here") from problem
    except LookupError as problem:
        return problem


def test_frames_name_places_and_kinds_and_no_words() -> None:
    told = discreet.frames(caught())
    assert "in caught" in told
    assert told.index("builtins.ValueError") < told.index("builtins.LookupError")
    assert "Enghraifft" not in told
    assert "Dychmygol" not in told


def test_a_logged_exception_keeps_its_words_to_itself() -> None:
    problem = caught()
    record = logging.LogRecord(
        "x", logging.ERROR, __file__, 1, "went wrong", None, (LookupError, problem, None)
    )
    told = discreet.Formatter("{message}", style="{").format(record)
    assert told.startswith("went wrong\n")
    assert "Dychmygol" not in told


def test_the_log_of_the_platform_is_discreet() -> None:
    formatters = {type(handler.formatter) for handler in logging.getLogger().handlers if handler.formatter}
    assert discreet.Formatter in formatters


def test_a_ring_of_causes_ends() -> None:
    one, two = ValueError("a"), LookupError("b")
    one.__cause__, two.__cause__ = two, one
    assert discreet.frames(one).count("builtins.") == 2
