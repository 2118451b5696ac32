"""Saying in one sentence when a step is due and why, in English or Welsh.

The sentence is one main statement and as many further ones as apply, each whole, joined by semicolons. The
templates stand in practice/protocol_sentences.toml; dates are formatted by Babel. No gettext here: the
instrument answers in both languages wherever it runs.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from babel.dates import format_date

from .days import WALES_ZONE, local_day
from .due import Basis, Due
from .model import Kind, Lane, Phase, Text, Unit, Verification
from .shipped import shipped_words
from .status import Status
from .vocabulary import MarkName
from .words import Words

_LOCALES = {"en": "en_GB", "cy": "cy"}
_SECTIONS: dict[type, str] = {
    MarkName: "marks",
    Status: "statuses",
    Lane: "lanes",
    Phase: "phases",
    Kind: "kinds",
    Verification: "verifications",
}


def label(code: MarkName | Status | Lane | Phase | Kind | Verification | str) -> Text:
    """The words for a mark, status, lane, phase, kind or verification; a plain string is a role's code.

    Raises KeyError for a role that protocol_words.toml does not name.
    """
    return shipped_words().labels[_SECTIONS.get(type(code), "roles")][str(code)]


def explain(due: Due, lang: str) -> str:
    """One whole sentence: what is due when, counted from what, what was left out, and by which source.

    `lang` is 'en' or 'cy'. Raises ValueError for another language.
    """
    sentence = "; ".join(explain_parts(due, lang)) + "."
    return sentence[0].upper() + sentence[1:]


def explain_parts(due: Due, lang: str) -> tuple[str, ...]:
    """The statements of `explain` one by one, for a screen that lists them."""
    language = Text("en", "cy").get(lang)
    return tuple(_Speaker(due, language, shipped_words()).statements())


class _Speaker:
    """Puts one due time into words in one language."""

    def __init__(self, due: Due, lang: str, words: Words) -> None:
        self.due, self.basis, self.lang, self.words = due, due.basis, lang, words

    def statements(self) -> Iterator[str]:
        basis = self.basis
        yield self.say(self._main(), due=self._due_words(), period=self._period())
        if basis.skipped:
            days = [
                self.say("skipped_day", name=skipped.name.get(self.lang), date=self._short(skipped.day))
                for skipped in basis.skipped
            ]
            yield self.say("skipped", days=", ".join(days))
        if basis.started_on_day_off:
            yield self.say("start_day_off")
        if basis.last_working_day is not None:
            yield self.say("end_day_off", day=self._day(basis.last_working_day))
        if basis.unknown_years:
            yield self.say("years_unknown", years=", ".join(str(year) for year in basis.unknown_years))
        if basis.unit is Unit.DAYS:
            yield self.say("unit_unsaid")
        if self.due.at_earliest != self.due.at:
            yield self.say("time_unknown", earliest=self._time(self.due.at_earliest))
        yield from self._variance(basis)
        if basis.limit.note is not None:
            yield basis.limit.note.get(self.lang)
        if basis.limit.verification is not Verification.SEEN:
            yield self.say(str(basis.limit.verification))
        yield self.say("source", source=basis.limit.source.get(self.lang))

    def say(self, name: str, /, **values: str) -> str:
        """One statement, with what every statement may mention."""
        return (
            self.words.sentences[name]
            .get(self.lang)
            .format(
                step=self.basis.title.get(self.lang),
                mark=label(self.basis.start_name).get(self.lang),
                start=self._start(),
                **values,
            )
        )

    def _main(self) -> str:
        kind = self.due.kind
        exactness = "time" if self.due.exact else "day"
        if self.basis.variance is not None and self.basis.variance.until is not None:
            return f"until_{exactness}"
        if kind in (Kind.MINIMUM, Kind.TRIGGER, Kind.ELIGIBILITY, Kind.IMMEDIATE):
            return str(kind)
        return f"{kind}_{exactness}"

    def _variance(self, basis: Basis) -> Iterator[str]:
        variance = basis.variance
        if variance is None or basis.unvaried_at is None:
            return
        was = (
            self._time(basis.unvaried_at)
            if basis.limit.unit is Unit.HOURS
            else self._moment_day(basis.unvaried_at)
        )
        name = "varied_late" if basis.varied_late else "varied"
        yield self.say(
            name, recorded=self._moment_day(variance.recorded), reason=variance.reason.strip(), was=was
        )

    def _due_words(self) -> str:
        return self._time(self.due.at) if self.due.exact else self._day(self.due.day)

    def _period(self) -> str:
        if self.basis.number is None or self.basis.unit is None:
            return ""
        return self.words.periods[self.basis.unit].get(self.lang, self.basis.number)

    def _start(self) -> str:
        exact = self.basis.start_precision == "minute" and self.basis.unit is Unit.HOURS
        return self._time(self.basis.start) if exact else self._moment_day(self.basis.start)

    def _moment_day(self, moment: datetime) -> str:
        return self._day(local_day(moment))

    def _day(self, day: date) -> str:
        words = str(format_date(day, "EEEE d MMMM y", locale=_LOCALES[self.lang]))
        return words[0].lower() + words[1:] if self.lang == "cy" else words

    def _short(self, day: date) -> str:
        return str(format_date(day, "d MMMM y", locale=_LOCALES[self.lang]))

    def _time(self, moment: datetime) -> str:
        local = moment.astimezone(WALES_ZONE)
        return (
            self.words.sentences["day_at_time"]
            .get(self.lang)
            .format(day=self._day(local.date()), time=f"{local:%H:%M}")
        )
