"""The case: what happened to one child, what must happen next, and who works on it.

A case begins when a duty desk decides to open one (refer calls `services.open_case`). It copies nothing of the report:
it points to the concern, and its clocks are worked out from the marks of both. Subjects stand in folders: `case`,
`strategy`, `missing`, `actions`, `limits`, `steps`, `closing`, `notes`, `circle`, `glass`, `chronology`, `clocks`.
Not here: who may (access), what an event is (chronicle), how time is counted (protocol), the needs record (support).
"""
