"""The component tags, built in to every template. What each takes is told in docs/design.md."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from noddfa.design import dates, drawing, icons
from noddfa.design.cards import Card
from noddfa.design.components import Column, Kind, Status, SummaryRow, Table
from noddfa.design.forms.base import problems_of

register = template.Library()
Context = template.Context

# ---- forms ----

register.simple_tag(drawing.field_kind, name="field_kind")
register.simple_tag(drawing.input_type, name="input_type")
register.simple_tag(drawing.is_wrong, name="is_wrong")
register.simple_tag(drawing.input_attrs, name="input_attrs")
register.simple_tag(drawing.choice_groups, name="choice_groups")


@register.filter
def item(mapping: dict[str, Any], key: str) -> Any:
    """The value of a key that a template cannot write with a dot."""
    return mapping.get(key)


@register.inclusion_tag("design/parts/error_summary.html")
def error_summary(form: Any) -> dict[str, Any]:
    """What is wrong with a form, each line a link to its field. Nothing for a form without errors."""
    bad = isinstance(form, BaseForm) and form.is_bound and bool(form.errors)
    return {"problems": list(problems_of(form)) if bad else []}


@register.filter
def has_problems(form: Any) -> bool:
    """Whether a form (or anything else in its place) was sent and has errors."""
    return isinstance(form, BaseForm) and form.is_bound and bool(form.errors)


@register.inclusion_tag("design/parts/form.html", takes_context=True)
def form(
    context: Context,
    form: BaseForm,
    submit: str = "",
    id: str = "page-form",
    action: str = "",
    draft: str = "",
    cancel_url: str = "",
    cancel_text: str = "",
    warning: bool = False,
) -> dict[str, Any]:
    """A whole form with its button. draft: the token of a draft; then what is typed is saved as it is typed.

    A form of a page that keeps drafts (chronicle/keeping.py) brings its own, and says so when it is as it was left.
    """
    kept = getattr(form, "kept", None)
    return {
        "request": context.get("request"),
        "csrf_token": context.get("csrf_token"),
        "form": form,
        "redirect_field": context.get("redirect_field", ""),  # where to go on to, on the account's pages
        "submit": submit or _("Continue"),
        "id": id,
        "action": action,
        "draft": kept.token if kept else draft,
        "left": kept.saved if kept else "",
        "cancel_url": cancel_url,
        "cancel_text": cancel_text or _("Cancel"),
        "warning": warning,
        "multipart": form.is_multipart(),
    }


@register.inclusion_tag("design/parts/saved.html")
def saved_region() -> dict[str, Any]:
    """Where the page says that what was typed is saved; for forms written out by hand with data-draft-url."""
    return {}


@register.inclusion_tag("design/parts/language.html", takes_context=True)
def language_switch(context: Context, form: str = "") -> dict[str, Any]:
    """The way to the same page in the other language. form: the id of a form whose text is to travel along."""
    frame = context.get("page_frame")
    return {"frame": frame, "form": form or context.get("switch_form", ""), "lang": get_language()}


# ---- words and signs ----


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """A small picture. Without a label it is decoration and hidden from screen readers."""
    return icons.draw(name, label)


@register.simple_tag
def status_tag(status: Status | str, kind: Kind = "note") -> SafeString:
    """A state as text, shape and colour."""
    what = status if isinstance(status, Status) else Status(status, kind)
    return format_html(
        '<strong class="noddfa-status noddfa-status--{}">{}<span class="noddfa-status__text">{}</span></strong>',
        what.kind,
        icons.draw(what.kind),
        what.text,
    )


@register.simple_tag
def local_date(day: dt.date | dt.datetime | None, weekday: bool = False) -> SafeString | str:
    """A day in the reader's language, by the calendar in Wales."""
    if day is None:
        return ""
    on = dates.day_in_wales(day) if isinstance(day, dt.datetime) else day
    return format_html('<time datetime="{}">{}</time>', on.isoformat(), dates.show_day(on, weekday=weekday))


@register.simple_tag
def local_time(moment: dt.datetime | None) -> SafeString | str:
    """The time of day, by the clock in Wales."""
    if moment is None:
        return ""
    return format_html('<time datetime="{}">{}</time>', moment.isoformat(), dates.show_clock(moment))


@register.simple_tag
def local_moment(moment: dt.datetime | None) -> SafeString | str:
    """Day and time of day, by calendar and clock in Wales."""
    if moment is None:
        return ""
    return format_html('<time datetime="{}">{}</time>', moment.isoformat(), dates.show_moment(moment))


@register.inclusion_tag("design/parts/to_verify.html")
def to_verify(status: str = "to verify", source: str = "") -> dict[str, Any]:
    """The mark on a fact that is still to be verified; nothing for one that was ('seen', 'checked')."""
    words = (status or "").lower()
    return {
        "unsure": any(word in words for word in ("verify", "memory", "unchecked")),
        "source": source,
    }


@register.inclusion_tag("design/parts/warning.html")
def warning(text: str) -> dict[str, Any]:
    """A sentence nobody should pass over."""
    return {"text": text}


@register.inclusion_tag("design/parts/emergency.html")
def emergency(text: str = "") -> dict[str, Any]:
    """The banner that says to ring 999."""
    return {"text": text}


@register.inclusion_tag("design/parts/banner.html")
def banner(
    text: str, title: str = "", kind: str = "note", id: str | int = 0, focus: bool = True
) -> dict[str, Any]:
    """News about what the person has done ('done', 'problem': takes the focus) or about the page ('note')."""
    titles = {"done": _("Done"), "problem": _("There is a problem")}
    shown = title or titles.get(kind, _("Important"))
    return {"text": text, "title": shown, "kind": kind, "id": id, "focus": focus}


@register.inclusion_tag("design/parts/cards.html")
def cards(cards: list[Card]) -> dict[str, Any]:
    """Where work waits: each card a heading that is a link, a figure, a sentence."""
    return {"cards": cards}


@register.inclusion_tag("design/parts/empty.html")
def empty_state(title: str, text: str = "", url: str = "", link: str = "") -> dict[str, Any]:
    """What stands where a list would, when there is nothing in it."""
    return {"title": title, "text": text, "url": url, "link": link}


@register.inclusion_tag("design/parts/back_link.html")
def back_link(url: str, text: str = "") -> dict[str, Any]:
    """The way back, for the breadcrumbs block of a page one level down."""
    return {"url": url, "text": text or _("Back")}


@register.inclusion_tag("design/parts/print.html")
def print_button() -> dict[str, Any]:
    """A button that prints; shown only where a script can do it."""
    return {}


# ---- lists ----


@register.inclusion_tag("design/parts/summary_list.html")
def summary_list(rows: list[SummaryRow]) -> dict[str, Any]:
    """Facts, one a line, with links to change them."""
    return {"rows": rows, "any_actions": any(row.actions for row in rows)}


@register.inclusion_tag("design/parts/timeline.html")
def timeline(entries: list[Any], level: int = 3) -> dict[str, Any]:
    """A chronology: TimelineEntry values, or TimelineDay values to group them. level: of the entries' headings."""
    days = [entry for entry in entries if hasattr(entry, "entries")]
    return {"days": days, "entries": [] if days else entries, "level": level, "day_level": level - 1}


@register.inclusion_tag("design/parts/table.html", takes_context=True)
def table(context: Context, table: Table) -> dict[str, Any]:
    """A table, sortable by links where its columns say so."""
    request: HttpRequest | None = context.get("request")
    columns = [_heading(column, table, request) for column in table.columns]
    rows = [list(zip(table.columns, row, strict=True)) for row in table.rows]
    return {"table": table, "columns": columns, "rows": rows, "sortable": any(c.sort for c in table.columns)}


def _heading(column: Column, table: Table, request: HttpRequest | None) -> dict[str, Any]:
    now = table.order
    current = now is not None and bool(column.sort) and now.by == column.sort
    url = ""
    if column.sort and request is not None:
        query = request.GET.copy()
        query["sort"] = column.sort
        query["order"] = "desc" if current and now is not None and not now.descending else "asc"
        query.pop("page", None)
        url = f"?{query.urlencode()}"
    sorted_as = ("descending" if now is not None and now.descending else "ascending") if current else ""
    return {"column": column, "url": url, "sorted": sorted_as}


@register.inclusion_tag("design/parts/table_notes.html")
def table_notes(notes: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """What the symbols in a table mean, a line each; a note without a symbol is of the whole table."""
    return {"notes": notes}


@register.inclusion_tag("design/parts/pagination.html", takes_context=True)
def pagination(context: Context, page: Page[Any]) -> dict[str, Any]:
    """Links to the other pages of a long list; keeps the rest of the address."""
    request: HttpRequest | None = context.get("request")

    def url(number: int) -> str:
        query = request.GET.copy() if request is not None else None
        if query is None:
            return f"?page={number}"
        query["page"] = str(number)
        return f"?{query.urlencode()}"

    numbers = [
        {"number": n, "url": url(n) if isinstance(n, int) else "", "current": n == page.number}
        for n in page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    ]
    return {
        "page": page,
        "numbers": numbers,
        "previous": url(page.previous_page_number()) if page.has_previous() else "",
        "next": url(page.next_page_number()) if page.has_next() else "",
    }
