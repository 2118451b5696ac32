"""A process that records concerns, and one that reads them all: `python -m tests.support.writer write 20`.

For tests that kill it, back its work up or read it elsewhere. `write` prints the id of each event once its
transaction has been committed, and not before; `read` prints all that can be read, decrypted, as JSON.
"""

from __future__ import annotations

import json
import sys
import uuid

from noddfa.web.operations import platform


def write(count: int) -> None:
    """Record concerns until the count is reached, each acknowledged after its commit."""
    from django.utils import timezone

    from tests.support import invented

    by = invented.practitioner(f"{uuid.uuid4().hex[:8]}@dychmygol.example")
    for number in range(count):
        event = uuid.uuid4()
        invented.concern(
            by,
            timezone.now(),
            seen=f"Seen at the gate, Gwên {number} ŵ",
            name=f"Enghraifft {number}",
            event_id=event,
        )
        print(event, flush=True)  # noqa: T201


def read() -> None:
    """Everything recorded, in order of reference: content of events, and identities."""
    from noddfa.chronicle.models import Event, Record
    from noddfa.people import keys, vault

    found = []
    for record in Record.objects.order_by("reference"):
        key = keys.open_key(record.wrapped_key, f"record:{record.pk}")
        found.append(
            {
                "reference": record.reference,
                "head": record.head_hash,
                "person": str(vault.read(record.person_id)) if record.person_id else "",
                "events": [
                    [
                        str(event.pk),
                        event.kind,
                        event.facts,
                        key.open(event.sealed, f"event:{event.pk}").decode(),
                    ]
                    for event in Event.objects.filter(record=record).order_by("seq")
                ],
            }
        )
    print(json.dumps(found, ensure_ascii=False, sort_keys=True))  # noqa: T201


if __name__ == "__main__":
    platform.load()
    if sys.argv[1] == "write":
        write(int(sys.argv[2]))
    else:
        read()
