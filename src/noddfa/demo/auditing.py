"""Newport's audit of this year: most criteria answered with evidence, some not yet, one answered further.

The evidence is invented; it reads as such evidence reads, so that the pages can be judged.
"""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass

from noddfa.audit.issue import asked_as, asked_of, current
from noddfa.audit.services import AuditSigned, CriterionAnswered, Evidence, answer, begin, sign
from noddfa.demo.stage import Stage
from noddfa.design.dates import day_in_wales


@dataclass(frozen=True)
class Item:
    """An item of evidence. days: how many days ago it is dated; period: how many days it covers, 0 for none."""

    kind: str
    what: str
    where: str
    days: int
    period: int = 0


@dataclass(frozen=True)
class Answer:
    """How a criterion is answered."""

    criterion: str
    rating: str
    items: tuple[Item, ...] = ()
    missing: str = ""
    reason: str = ""


# A3.3, A4.4, A5.2, A6.3, A7.3, A8.1, A9.2 and A9.3 are not answered yet.
ANSWERS = (
    Answer(
        "A1.1",
        "green",
        (
            Item(
                "document",
                "Role description of the head of children’s services names it.",
                "HR folder 14",
                210,
            ),
            Item("document", "Reported to cabinet twice since.", "Cabinet minutes", 60),
        ),
    ),
    Answer(
        "A1.3",
        "amber",
        (Item("document", "Terms of reference agreed, two meetings held.", "Transitions group", 95),),
        missing="No list yet of young people who turn 18 within six months.",
    ),
    Answer(
        "A2.1",
        "green",
        (
            Item("document", "Adopted by the management team.", "Decision 2026/31", 240),
            Item("survey", "81 of 96 staff found the guide, 34 of them in Welsh.", "Staff survey", 40, 14),
        ),
    ),
    Answer(
        "A2.2",
        "amber",
        (
            Item(
                "survey", "Three test calls at night: two were answered as the pathway says.", "Duty log", 33
            ),
        ),
        missing="The out-of-hours team works from last year’s copy.",
    ),
    Answer("A2.3", "green", (Item("document", "Section 4, children moved inside Wales.", "Protocol", 180),)),
    Answer("A2.4", "red", missing="Age dispute and cross-border steps are not written down."),
    Answer(
        "A3.1",
        "green",
        (Item("survey", "9 in 10 staff could name theirs without looking.", "Staff survey", 40, 14),),
    ),
    Answer(
        "A3.2",
        "amber",
        (Item("survey", "Half could name three signs and the route.", "Staff survey", 40, 14),),
        missing="Reception, licensing and housing staff have not been asked.",
    ),
    Answer(
        "A4.1",
        "green",
        (
            Item("number", "46 of 48 initial decisions within one working day.", "Noddfa, lists", 25, 365),
            Item("file_audit", "12 of 12 files show who decided and why.", "File audit, autumn", 30),
        ),
    ),
    Answer(
        "A4.2",
        "amber",
        (Item("number", "Police took part in 19 of 23 strategy discussions.", "Minutes", 25, 365),),
        missing="Four were held without police; two files do not say why.",
    ),
    Answer("A4.3", "not_known", missing="Conference dates are kept in another system and were not counted."),
    Answer(
        "A4.6",
        "red",
        (Item("file_audit", "In 3 of 5 files a limit was varied without a reason.", "File audit", 30),),
        missing="Managers have been told; to be looked at again in the new year.",
    ),
    Answer("A5.1", "red", missing="No placement for a child under 16 could be found the same day this year."),
    Answer(
        "A5.3",
        "amber",
        (Item("file_audit", "Plan made on the first day in 7 of 11 files.", "File audit, autumn", 30),),
    ),
    Answer("A5.4", "red", missing="Return talks are offered by the child’s own social worker."),
    Answer(
        "A5.5",
        "green",
        (Item("document", "Both areas notified for all six children placed out of area.", "Register", 20),),
    ),
    Answer(
        "A6.1",
        "amber",
        (Item("document", "Five trained, none at weekends.", "Training record", 50),),
    ),
    Answer(
        "A6.2",
        "green",
        (Item("number", "11 of 11 with date and outcome held.", "Case list", 25, 365),),
    ),
    Answer("A6.4", "amber", missing="Seen in most files; nobody has counted."),
    Answer("A6.5", "not_known", missing="The youth offending team is to answer by the end of the month."),
    Answer("A6.6", "not_applicable", reason="The council holds no devolved decision panel. (Invented.)"),
    Answer(
        "A7.1",
        "amber",
        (
            Item(
                "number",
                "3 of the 8 people with a place in Noddfa have passed module 1.",
                "Noddfa, learning",
                3,
            ),
        ),
        missing="Licensing and youth services.",
    ),
    Answer("A7.2", "green", (Item("document", "Course outline, group B and above.", "Training unit", 120),)),
    Answer(
        "A7.4",
        "green",
        (
            Item(
                "file_audit",
                "Supervision notes speak of trafficking in 8 of 9 files.",
                "Supervision audit",
                75,
            ),
        ),
    ),
    Answer(
        "A8.2",
        "amber",
        (Item("document", "Protocol signed, ends in three months.", "Protocol register", 630),),
    ),
    Answer(
        "A9.1",
        "green",
        (
            Item("file_audit", "Own words in 10 of 12 files.", "File audit, autumn", 30),
            Item(
                "testimony",
                "“Fe wnaeth hi ofyn i mi gyntaf.” (A young person, invented.)",
                "With the participation officer",
                28,
            ),
        ),
    ),
)
LATER = Answer(
    "A5.4",
    "amber",
    (Item("document", "An independent service was commissioned and begins next month.", "Contract", 4),),
    missing="No return talk by it yet.",
)


def play(stage: Stage) -> None:
    """Last year's audit, signed; and this year's, which the manager begins and answers over three weeks."""
    _last_year(stage)
    manager = stage.cast["manager"]
    audit = begin(stage.now.year, by=manager, now=stage.working_ago(29, 9, 30))
    given: dict[str, uuid.UUID] = {}
    for place, each in enumerate(ANSWERS):
        when = stage.working_ago(24 - place // 2, 10 + place % 2, 5 * (place % 7))
        given[each.criterion] = answer(audit.pk, _content(each, when), by=manager, now=when).pk
    when = stage.ago(3, 14, 20)
    answer(audit.pk, _content(LATER, when), by=manager, now=when, instead_of=given[LATER.criterion])


def _last_year(stage: Stage) -> None:
    """All criteria as they were then: those that are green now were amber, the rest red. Signed as complete."""
    manager, when = stage.cast["manager"], stage.working_ago(360, 10, 0)
    audit = begin(stage.now.year - 1, by=manager, now=when)
    better = {each.criterion for each in ANSWERS if each.rating == "green"}
    for criterion in asked_of(current(), asked_as("local_authority")):
        each = Answer(
            criterion.id,
            "amber" if criterion.id in better else "red",
            (Item("document", "As found last year.", "Audit file", 30),) if criterion.id in better else (),
            missing="As found last year. (Invented.)",
        )
        answer(audit.pk, _content(each, when), by=manager, now=when + dt.timedelta(hours=1))
    said = AuditSigned(statement="The guide and the records come first next year. (Invented.)")
    sign(audit.pk, said, by=manager, now=when + dt.timedelta(days=7))


def _content(each: Answer, when: dt.datetime) -> CriterionAnswered:
    return CriterionAnswered(
        criterion=each.criterion,
        rating=each.rating,
        reason=each.reason,
        evidence=tuple(_evidence(item, day_in_wales(when)) for item in each.items),
        missing=each.missing,
    )


def _evidence(item: Item, answered: dt.date) -> Evidence:
    """Dated so many days before the answer itself, so that no evidence is later than what rests on it."""
    last = answered - dt.timedelta(days=item.days)
    return Evidence(
        kind=item.kind,
        what=f"{item.what} (Invented.)",
        first=last - dt.timedelta(days=item.period) if item.period else None,
        dated=last,
        where=item.where,
    )
