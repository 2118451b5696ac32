"""The page and its pictures: whole, self-contained, in both languages, with a table beside every picture."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import numpy as np
import pytest

from noddfa.estimate import (
    Bearing,
    CaptureHistories,
    Estimate,
    Findings,
    Interval,
    chao_lower_bound,
    datasets,
    independence,
    report_csv,
    report_html,
    report_json,
    report_text,
)
from noddfa.estimate.pictures import Figure, estimates_picture
from noddfa.estimate.pictures.scale import linear, logarithmic
from noddfa.estimate.posteriors import Bins, bins_of_distribution, bins_of_draws
from noddfa.estimate.report import Strata, findings_from_json, pictures
from noddfa.estimate.wording import Lang

pytestmark = pytest.mark.instrument

DRAWS = np.random.default_rng(5).gamma(9.0, 400.0, size=4000) + 2744


@pytest.fixture(scope="module")
def found() -> Findings:
    histories = datasets.load("uk-2013-six-lists")
    info = datasets.info("uk-2013-six-lists")
    shares = bins_of_draws(DRAWS)
    assert shares is not None
    bayesian = Estimate(
        "decomposable",
        6300.0,
        Interval(4500.0, 9500.0, 0.95, "posterior"),
        histories.n_seen,
        Bearing("bears_estimate", ()),
        {"posterior": shares.to_json()},
    )
    refused = Estimate("lincoln-petersen", None, None, histories.n_seen, Bearing("bears_none", ()))
    return Findings(
        histories,
        (chao_lower_bound(histories), independence(histories), bayesian, refused),
        name="uk",
        title="<b>Y Deyrnas Unedig</b>",
        source=info.source,
        labels=info.names_in("cy"),
        left_out=("latent-class",),
    )


@pytest.mark.parametrize("lang", ["en", "cy"])
def test_the_page_needs_nothing_from_elsewhere(lang: Lang, found: Findings) -> None:
    page = report_html(found, lang)
    assert f'<html lang="{lang}">' in page
    assert set(re.findall(r"https?://[^\s\"'<]+", page)) <= {"http://www.w3.org/2000/svg"}
    assert not re.search(r"<(script|link|img|iframe)\b|url\(|@import", page)
    assert "<b>Y Deyrnas" not in page
    assert len(re.findall(r'id="([^"]+)"', page)) == len(set(re.findall(r'id="([^"]+)"', page)))


def test_every_picture_of_the_page_has_its_table_after_it(found: Findings) -> None:
    page = report_html(found, "en")
    parts = page.split("<figure>")[1:]
    assert len(parts) == len(pictures(found, "en")) == 4
    assert all("<table" in part for part in parts)


@pytest.mark.parametrize(("lang", "says"), [("en", "no answer"), ("cy", "dim ateb")])
def test_the_picture_of_estimates_says_in_words_what_it_draws(lang: Lang, says: str, found: Findings) -> None:
    svg = ElementTree.fromstring(pictures(found, lang)["estimates"])
    described = svg.findtext("{http://www.w3.org/2000/svg}desc") or ""
    assert "15,628 (13,839" in described
    assert says in described
    kinds = [one.get("class", "") for one in svg.iter()]
    assert kinds.count("estimates-picture__point") == 3  # the method without an answer has no dot


def test_a_floor_is_a_ring_and_an_estimate_a_dot() -> None:
    drawn = estimates_picture([Figure("a", 10.0, 8.0, 12.0, floor=True), Figure("b", 11.0)], 5, "en")
    points = [one for one in ElementTree.fromstring(drawn).iter() if "__point" in one.get("class", "")]
    assert [one.get("fill") for one in points] == ["none", "currentColor"]


def test_an_interval_without_end_is_cut_with_an_arrow_and_keeps_its_words() -> None:
    drawn = estimates_picture([Figure("a", 300.0, 110.0, 9e9)], 100, "en")
    assert "→" in drawn
    assert "9,000,000,000" in drawn
    places = [float(x) for x in re.findall(r'[xc]{1,2}[12]?="([\d.]+)%"', drawn)]
    assert max(places) <= 100


@pytest.mark.parametrize("high", [1.0, 7.0, 2744.0, 99_999.0, 3.2e7])
def test_scales_have_few_round_ticks_in_order(high: float) -> None:
    for scale in (linear(0.0, high), logarithmic(high / 900, high)):
        places = [scale.at(tick) for tick in scale.ticks]
        assert 1 <= len(places) <= 4
        assert places == sorted(set(places))


def test_a_posterior_in_bins_keeps_its_probability() -> None:
    for shares in (
        bins_of_draws(DRAWS),
        bins_of_distribution(
            lambda q: float(np.quantile(DRAWS, q)), lambda most: float((most >= DRAWS).mean())
        ),
    ):
        assert shares is not None
        assert sum(shares.shares) == pytest.approx(0.99, abs=0.003)
        assert sum(share for _, _, share in shares.rows()) == pytest.approx(sum(shares.shares))
        middle = np.searchsorted(np.cumsum(shares.shares), 0.5)
        assert shares.edges[middle] == pytest.approx(np.median(DRAWS), rel=0.05)
        assert Bins.from_details({"posterior": shares.to_json()}) == shares
    assert bins_of_draws(np.full(9, 3.0)) is None


def test_what_was_kept_as_json_reads_as_it_was_said(found: Findings) -> None:
    again = findings_from_json(
        report_json(found), found.histories, title=found.title, labels=found.labels, left_out=found.left_out
    )
    for lang in ("en", "cy"):
        assert report_html(again, lang) == report_html(found, lang)
        assert report_text(again, lang) == report_text(found, lang)


def test_strata_are_told_with_their_sum(found: Findings) -> None:
    histories = CaptureHistories.from_patterns(("A", "B"), [((1, 0), 40), ((0, 1), 30), ((1, 1), 12)])
    one = chao_lower_bound(histories)
    told = Findings(
        histories, (one,), strata=(Strata({"=plentyn": one, "oedolyn": one}, one),), strata_columns=("grŵp",)
    )
    assert "Pob grŵp gyda'i gilydd" in report_text(told, "cy")
    assert report_html(told, "cy").count("oedolyn") >= 1
    assert list(report_json(told)["strata"]["methods"][0]["strata"]) == ["=plentyn", "oedolyn"]
    assert "\n'=plentyn,chao," in report_csv(told)  # a spreadsheet takes no value for a formula


def test_findings_need_an_estimate(found: Findings) -> None:
    with pytest.raises(ValueError, match="at least one"):
        Findings(found.histories, ())
