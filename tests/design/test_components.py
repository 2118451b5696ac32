"""The component tags: what they print, in which language, and that nothing typed gets through as markup."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from noddfa.design import icons
from noddfa.design.cards import Card
from noddfa.design.components import (
    Cell,
    Column,
    Link,
    Order,
    Status,
    SummaryRow,
    Table,
    TimelineDay,
    TimelineEntry,
    order_of,
)

MOMENT = dt.datetime(2026, 1, 31, 23, 30, tzinfo=dt.UTC)
EVIL = "<script>alert('x')</script>"


def draw(template: str, **context: Any) -> str:
    return Template(template).render(Context(context))


@pytest.mark.parametrize("kind", ["done", "now", "soon", "late", "waiting", "stopped", "note"])
def test_a_status_is_text_shape_and_colour(kind: str) -> None:
    html = draw("{% status_tag text kind %}", text=EVIL, kind=kind)
    assert f"noddfa-status--{kind}" in html
    assert icons.SHAPES[kind] in html
    assert "&lt;script&gt;" in html
    assert "<script>" not in html


def test_every_kind_of_status_has_a_shape_of_its_own() -> None:
    shapes = [icons.SHAPES[kind] for kind in ("done", "now", "soon", "late", "waiting", "stopped", "note")]
    assert len(set(shapes)) == 7


def test_an_icon_is_hidden_or_has_a_name() -> None:
    assert 'aria-hidden="true"' in draw('{% icon "lock" %}')
    html = draw('{% icon "lock" label %}', label='Sealed "now"')
    assert 'role="img"' in html
    assert 'aria-label="Sealed &quot;now&quot;"' in html


def test_days_and_times_are_those_of_wales_in_the_readers_language() -> None:
    assert draw("{% local_date m %}", m=MOMENT) == '<time datetime="2026-01-31">31 January 2026</time>'
    summer = dt.datetime(2026, 6, 30, 23, 30, tzinfo=dt.UTC)
    assert "1 July 2026" in draw("{% local_date m %}", m=summer)
    assert ">00:30<" in draw("{% local_time m %}", m=summer)
    with translation.override("cy"):
        assert "Dydd Mercher 1 Gorffennaf 2026" in draw("{% local_date m True %}", m=summer)
        assert "1 Gorffennaf 2026 am 00:30" in draw("{% local_moment m %}", m=summer)
    assert draw("{% local_date m %}{% local_time m %}{% local_moment m %}", m=None) == ""


@pytest.mark.parametrize(
    ("status", "marked"),
    [
        ("from memory - to verify", True),
        ("seen; opening hours to verify", True),
        ("unchecked", True),
        ("to verify", True),
        ("seen", False),
        ("checked", False),
    ],
)
def test_facts_still_to_be_verified_are_marked(status: str, marked: bool) -> None:
    assert ("to verify" in draw("{% to_verify s %}", s=status)) == marked
    with translation.override("cy"):
        assert ("i’w wirio" in draw("{% to_verify s %}", s=status)) == marked


def test_a_summary_list() -> None:
    rows = [
        SummaryRow("Name", EVIL, actions=(Link("Change", "/x", "the name"),)),
        SummaryRow("State", status=Status("Late", "late")),
        SummaryRow("Notes", "one\ntwo", lang="cy"),
    ]
    html = draw("{% summary_list rows %}", rows=rows)
    assert "<script>" not in html
    assert '<span class="govuk-visually-hidden"> the name</span>' in html
    assert html.count("govuk-summary-list__row--no-actions") == 2
    assert "one<br>two" in html
    assert 'lang="cy"' in html


def table(order: Order | None = None, **kwargs: Any) -> Table:
    columns = (Column("Step", sort="step"), Column("Days", sort="days", numeric=True), Column("State"))
    return Table(
        "Steps",
        columns,
        [(Cell("One", "/1"), Cell("5"), Cell(status=Status("Late", "late")))],
        order,
        **kwargs,
    )


def test_a_table_is_sorted_by_links_that_keep_the_rest_of_the_address(rf: RequestFactory) -> None:
    request = rf.get("/cases?q=%C5%B7&page=3&sort=step")
    html = draw("{% table t %}", t=table(Order("step")), request=request)
    assert 'href="?q=%C5%B7&amp;sort=step&amp;order=desc"' in html
    assert 'href="?q=%C5%B7&amp;sort=days&amp;order=asc"' in html
    assert html.count("aria-sort=") == 1
    assert 'aria-sort="ascending"' in html
    assert 'scope="row"' in html


def test_a_stacked_table_keeps_its_roles_and_says_its_labels() -> None:
    html = draw("{% table t %}", t=table())
    for role in ("table", "row", "rowheader", "cell", "columnheader"):
        assert f'role="{role}"' in html
    assert '<span class="noddfa-table__label" aria-hidden="true">Days</span>' in html


def test_a_wide_table_can_be_scrolled_by_keyboard() -> None:
    assert 'tabindex="0" role="region" aria-label="Steps"' in draw("{% table t %}", t=table(stacked=False))


def test_a_row_with_a_cell_too_few_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="argument 2 is shorter"):
        draw("{% table t %}", t=Table("T", (Column("A"), Column("B")), [(Cell("x"),)]))


@pytest.mark.parametrize(
    ("query", "order"),
    [
        ("?sort=days&order=desc", Order("days", True)),
        ("?sort=days", Order("days", False)),
        ("?sort=name", Order("step", False)),
        ("", Order("step", False)),
    ],
)
def test_how_a_table_is_to_be_sorted(rf: RequestFactory, query: str, order: Order) -> None:
    assert order_of(rf.get(f"/{query}"), {"step", "days"}, "step") == order


def test_pages_of_a_long_list(rf: RequestFactory) -> None:
    page = Paginator(range(200), 20).get_page(4)
    html = draw("{% pagination p %}", p=page, request=rf.get("/?q=a&page=4"))
    assert 'href="?q=a&amp;page=3" rel="prev"' in html
    assert 'href="?q=a&amp;page=5" rel="next"' in html
    assert html.count('aria-current="page"') == 1
    assert draw("{% pagination p %}", p=Paginator([], 20).get_page(1)).strip() == ""


def test_a_chronology() -> None:
    entries = (
        TimelineEntry("14:05", EVIL, "a\n\nb", "Recorded later", MOMENT.isoformat(), anchor="e1"),
        TimelineEntry("15:00", "Gone", struck=True, note="Corrected", status=Status("Late", "late")),
    )
    html = draw("{% timeline days 4 %}", days=[TimelineDay(dt.date(2026, 1, 31), entries)])
    assert "<script>" not in html
    assert html.index("Saturday 31 January 2026") < html.index("14:05") < html.index("15:00")
    assert html.count("<h3") == 1
    assert html.count("<h4") == 2
    assert html.count("noddfa-timeline__entry--struck") == 1
    assert 'id="e1"' in html
    assert "<h2" in draw("{% timeline entries 2 %}", entries=list(entries))


def test_cards() -> None:
    html = draw(
        "{% cards cards %}", cards=[Card("Late reports", "/r", "One.", 0, urgent=True), Card("Cases", "/c")]
    )
    assert html.count("noddfa-card--urgent") == 1
    assert '<p class="noddfa-card__figure">0</p>' in html
    assert html.count("noddfa-card__figure") == 1


def test_banners_are_read_out_when_they_are_about_what_was_done() -> None:
    assert 'role="alert"' in draw('{% banner "Kept" kind="done" %}')
    assert 'role="region"' in draw('{% banner "News" %}')
    ids = re.findall(r'id="(banner-[^"]+)"', draw('{% banner "a" id=1 %}{% banner "b" id=2 %}'))
    assert len(set(ids)) == 2
