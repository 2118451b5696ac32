"""What must happen by when. Pure: `(protocol, marks, now[, known_at]) -> steps with status and due time`.

    protocols = load_protocols()
    steps = due_steps(protocols["wales-child-2021"], marks, now=now)
    explain(steps[0].due, "cy")

Protocols are dated files under practice/; this package reads and checks them, counts their limits in working
days of Wales, and says why each due time is what it is. Every function takes the moment asked about as an
argument. Not here: who may act (access), what was recorded and how a correction is stored (chronicle), how a
step looks (protect).

The rooms: `vocabulary` (the marks there are), `marks` (what a record says and what of it stands), `model` (what
a protocol is), `read`, `timescales`, `table`, `words`, `shipped` (the files), `days`, `due` (counting), `runs`
(pairing marks with steps), `state` (judging), `explain` (saying).
"""

from .days import WalesDays
from .due import Basis, Due
from .errors import NotVariable, ProtocolError, ProtocolFileError, RecordError, UnknownProtocol
from .explain import explain, label
from .marks import Mark, Move, Variance, disputes
from .model import Protocol, Step, Text
from .shipped import load_protocols, protocol_for, protocol_in_force
from .state import StepState, check_may_vary, due_steps
from .status import Status
from .vocabulary import MarkName

__all__ = [
    "Basis",
    "Due",
    "Mark",
    "MarkName",
    "Move",
    "NotVariable",
    "Protocol",
    "ProtocolError",
    "ProtocolFileError",
    "RecordError",
    "Status",
    "Step",
    "StepState",
    "Text",
    "UnknownProtocol",
    "Variance",
    "WalesDays",
    "check_may_vary",
    "disputes",
    "due_steps",
    "explain",
    "label",
    "load_protocols",
    "protocol_for",
    "protocol_in_force",
]
