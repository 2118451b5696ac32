"""The frame of every page: menu, languages, who is signed in, the way out.

Each app offers its menu items in its own navigation.py:

    ITEMS = [(_("Your cases"), "protect:cases", "case.list")]   # label, URL name, permission of access/rules.py

They stand in the order of the apps in INSTALLED_APPS, and only those the actor may open are shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

from django.apps import apps
from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse, translate_url
from django.utils import timezone
from django.utils.module_loading import module_has_submodule
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from noddfa.access.actor import SESSION_MEMBERSHIP, Actor, actor_of
from noddfa.access.rules import may
from noddfa.design import welsh

Item = tuple[Any, str, str]

# A page nobody is surprised to find open; it tells nothing of what was open before.
LEAVE_URL = "https://www.bbc.co.uk/weather"

FOOTER: tuple[tuple[Any, str], ...] = (
    (_("Help lines"), "help_lines"),
    (_("Accessibility statement"), "accessibility"),
    (_("Privacy"), "privacy"),
)
LANGUAGES: tuple[tuple[str, str], ...] = (("en", "English"), ("cy", "Cymraeg"))


@dataclass(frozen=True)
class MenuLink:
    """A line of the menu or the footer. current: the page belongs to it."""

    label: Any
    url: str
    current: bool = False


@dataclass(frozen=True)
class LanguageLink:
    """The same page in one of the languages."""

    code: str
    name: str
    url: str
    current: bool


@dataclass(frozen=True)
class PageFrame:
    """What base.html needs to know about the page as a whole."""

    navigation: tuple[MenuLink, ...]
    language_links: tuple[LanguageLink, ...]
    footer: tuple[MenuLink, ...]
    user_name: str
    home_url: str
    account_url: str
    sign_in_url: str
    sign_out_url: str
    leave_url: str
    session_url: str
    session_seconds: int
    demo: bool
    welsh_unchecked: int


def page_frame(request: HttpRequest) -> dict[str, PageFrame]:
    """The context processor that gives every template its `page_frame`."""
    user = getattr(request, "user", None)
    signed_in = bool(user is not None and user.is_authenticated)
    session_url = address("stay") if signed_in else ""
    frame = PageFrame(
        navigation=menu(_actor(request), request.path) if signed_in else (),
        language_links=language_links(request.get_full_path()),
        footer=tuple(MenuLink(label, url) for label, name in FOOTER if (url := address(name))),
        user_name=str(user) if signed_in else "",
        home_url=address("home") or "/",
        account_url=address("mfa_index") if signed_in else "",
        sign_in_url="" if signed_in else address("account_login"),
        sign_out_url=address("account_logout") if signed_in else "",
        leave_url=LEAVE_URL,
        session_url=session_url,
        session_seconds=settings.SESSION_COOKIE_AGE if session_url else 0,
        demo=getattr(settings, "DEMO", False),
        welsh_unchecked=sum(room.unchecked for room in welsh.unchecked()) if get_language() == "cy" else 0,
    )
    return {"page_frame": frame}


def address(name: str) -> str:
    """The address of a URL name, or '' when no such page is there."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def menu(actor: Actor | None, path: str) -> tuple[MenuLink, ...]:
    """The items this actor may open; the one that leads furthest down the path is current."""
    allowed = [
        (label, url)
        for label, name, permission in items()
        if may(actor, permission) and (url := address(name))
    ]
    under = [url for _label, url in allowed if path.startswith(url)]
    current = max(under, key=len, default="")
    return tuple(MenuLink(label, url, url == current) for label, url in allowed)


@cache
def items() -> Sequence[Item]:
    """Every app's menu items, in the order of the apps."""
    found: list[Item] = []
    for config in apps.get_app_configs():
        ours = config.name.startswith("noddfa.") and config.name != "noddfa.web"
        if ours and module_has_submodule(config.module, "navigation"):
            found.extend(import_module(f"{config.name}.navigation").ITEMS)
    return tuple(found)


def language_links(path: str) -> tuple[LanguageLink, ...]:
    """This page in each language; an address that is no page of ours leads to the same address in the other."""
    now = get_language() or "en"
    return tuple(
        LanguageLink(code, name, path if code == now else in_language(path, now, code), code == now)
        for code, name in LANGUAGES
    )


def in_language(path: str, now: str, code: str) -> str:
    """The address of a page in another language, with its query kept."""
    translated = translate_url(path, code)
    if translated != path:
        return translated
    if path.startswith(f"/{now}/"):
        return f"/{code}/{path[len(now) + 2 :]}"
    return f"/{code}/"


def _actor(request: HttpRequest) -> Actor:
    """Who acts: as the guard found, else (on the account's own pages) as it would find."""
    actor = getattr(request, "actor", None)
    if actor is not None:
        return actor
    return actor_of(request.user, on=timezone.localdate(), chosen=request.session.get(SESSION_MEMBERSHIP))  # type: ignore[arg-type]
