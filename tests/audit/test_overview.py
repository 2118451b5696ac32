"""The whole of an audit: the spread of each standard, the reds that stand alone, and all of it on paper."""

from __future__ import annotations

import html
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from noddfa.audit import issue
from noddfa.audit.models import AuditRow
from noddfa.chronicle import recording
from tests.audit.conftest import NOW, Audited, browse, rate

pytestmark = pytest.mark.django_db


def overview(it: Audited, language: str = "en") -> str:
    address = reverse("audit:audit", args=it.place).replace("/en/", f"/{language}/")
    return browse(it.auditor).get(address).content.decode()


def test_all_nine_standards_are_there_and_open(it: Audited) -> None:
    browser = browse(it.auditor)
    page, welsh = overview(it), overview(it, "cy")
    for standard in issue.current().standards:
        address = f"/en/audit/{it.record.pk}/standards/{standard.number}"
        assert address in page
        assert standard.title_en in html.unescape(browser.get(address).content.decode())
        assert standard.title_cy in html.unescape(welsh)
        there = browser.get(address.replace("/en/", "/cy/")).content.decode()
        assert standard.title_cy in html.unescape(there)
    assert browser.get(f"/en/audit/{it.record.pk}/standards/10").status_code == 404
    assert browser.get(f"/en/audit/{it.record.pk}/standards/0").status_code == 404


def test_the_spread_is_told_by_text_shape_and_colour_and_never_averaged(it: Audited) -> None:
    for criterion, rating in (("A4.1", "green"), ("A4.2", "amber"), ("A4.3", "red"), ("A4.4", "not_known")):
        rate(it, criterion, rating)
    rate(it, "A4.6", "not_applicable")
    page = overview(it)
    fourth = page.split("4. Response and protection")[1].split("5. Safe accommodation")[0]
    for label, code in (
        ("Green", "green"),
        ("Amber", "amber"),
        ("Red", "red"),
        ("Not known", "not_known"),
        ("Not applicable", "not_applicable"),
    ):
        assert f"{label}: 1" in fourth
        assert f"audit-shape--{code}" in fourth
    shapes = re.findall(r'audit-mark" href="[^"]+"><svg[^>]*>(.*?)</svg>', fourth)
    assert len(shapes) == len(set(shapes)) == 5  # each rating has a shape of its own
    assert "average" not in page.lower()
    assert "%" not in fourth


def test_progress_counts_what_is_asked_of_such_a_body(it: Audited) -> None:
    asked = len(issue.asked_of(issue.current(), "council"))
    rate(it, "A4.1", "red")
    rate(it, "A1.2", "red")  # asked of boards
    page = overview(it)
    assert f"1 of {asked} answered" in page
    assert f'value="1" max="{asked}"' in page
    assert "A1.2" in page  # answered all the same, so it is shown
    assert "A8.3" not in page


def test_reds_of_standards_four_and_five_stand_alone(it: Audited) -> None:
    assert "None among the answers so far." in overview(it)
    rate(it, "A4.3", "red")
    rate(it, "A5.1", "not_known")
    rate(it, "A2.1", "red")
    page = overview(it)
    alone = page.split('id="alone"')[1].split("</section>")[0]
    assert "A4.3" in alone
    assert "A5.1" in alone
    assert "A2.1" not in alone
    assert AuditRow.objects.get().red_alone == 1
    assert "Coch yn safonau 4, 5" in overview(it, "cy")


def test_no_query_for_each_answer(it: Audited) -> None:
    browser = browse(it.auditor)
    pages = [
        reverse("audit:audit", args=it.place),
        reverse("audit:standard", args=[*it.place, 4]),
        reverse("audit:print", args=it.place),
        reverse("audit:criterion", args=[*it.place, "A4.1"]),
    ]

    def queries() -> list[int]:
        counts = []
        for page in pages:
            with CaptureQueriesContext(connection) as seen:
                browser.get(page)
            counts.append(len(seen))
        return counts

    rate(it, "A4.1", "green")
    one = queries()
    for criterion in issue.asked_of(issue.current(), "council"):
        rate(it, criterion.id, "green")
    assert queries() == one


def test_on_paper_everything_is_there(it: Audited) -> None:
    rate(it, "A4.1", "red", missing="No report was made.")
    rate(it, "A4.1", "green")
    rate(it, "A6.6", "not_applicable")
    page = browse(it.co_ordinator).get(reverse("audit:print", args=it.place)).content.decode()
    for said in (
        "Rota of the invented team.",
        "The invented council has none.",
        "Earlier answer:",
        "data-print",
        "24 November 2026 at 10:30",
    ):
        assert said in page
    for criterion in issue.asked_of(issue.current(), "council"):
        assert f'id="c{criterion.id}"' in page


def test_after_erasure_the_ratings_stay_and_the_words_are_gone(it: Audited) -> None:
    rate(it, "A4.1", "green")
    recording.shred(it.record.pk, by=it.manager, now=NOW)
    page = browse(it.auditor).get(reverse("audit:standard", args=[*it.place, 4])).content.decode()
    assert "were erased" in page
    assert "Rota of the invented team." not in page
    assert "Green: 1" in overview(it)


@pytest.mark.parametrize("language", ["en", "cy"])
def test_the_page_speaks_one_language(it: Audited, language: str) -> None:
    rate(it, "A4.1", "green")
    main = overview(it, language).split("<main")[1].split("</main>")[0]
    text = re.sub(r"<[^>]+>", " ", main)
    foreign = {
        "en": ("Gwyrdd", "Safon", "Ymateb"),
        "cy": ("Green", "Not answered", "Sign", "standard", "answer"),
    }
    for word in foreign[language]:
        assert word not in text
