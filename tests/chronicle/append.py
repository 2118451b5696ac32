"""Run by test_concurrency.py in a process of its own: append events to one record, or send one form twice at once.

    python -m tests.chronicle.append RECORD USER BODY COUNT EVENT_ID

COUNT events are added as fast as may be; EVENT_ID, when not '-', is added once more by every process.
"""

from __future__ import annotations

import sys
import uuid


def main(record: str, user: str, body: str, count: str, event_id: str) -> None:
    import django

    django.setup()

    from django.utils import timezone

    from noddfa import chronicle
    from noddfa.access.actor import Actor
    from noddfa.access.roles import Role
    from noddfa.chronicle import registry
    from tests.chronicle.invented import kind as invented

    registry.add_family(invented.FAMILY)
    for kind in invented.KINDS:
        registry.add_kind(kind)
    by = Actor(uuid.UUID(user), "Enghraifft", "en", body, "local_authority", Role.CASE_LEAD, 1)
    chain, same = uuid.UUID(record), invented.Plain(words="Yr un un")
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    for number in range(int(count)):
        chronicle.record(chain, invented.Plain(words=f"Gair {number}"), by=by, now=timezone.now())
        if event_id != "-" and number == int(count) // 2:
            chronicle.record(chain, same, by=by, now=timezone.now(), event_id=uuid.UUID(event_id))


if __name__ == "__main__":
    main(*sys.argv[1:])
