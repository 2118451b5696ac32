"""What users of the package may lean on."""

import pytest

import noddfa.protocol as protocol

pytestmark = pytest.mark.instrument

NAMES = {
    "Basis", "Due", "Mark", "MarkName", "Move", "NotVariable", "Protocol", "ProtocolError", "ProtocolFileError",
    "RecordError", "Status", "Step", "StepState", "Text", "UnknownProtocol", "Variance", "WalesDays",
    "check_may_vary", "disputes", "due_steps", "explain", "label", "load_protocols", "protocol_for",
    "protocol_in_force",
}  # fmt: skip


def test_the_public_names_are_these_and_no_others() -> None:
    assert sorted(protocol.__all__) == sorted(NAMES)
    assert all(hasattr(protocol, name) for name in NAMES)


def test_every_error_is_a_protocol_error() -> None:
    errors = (
        protocol.NotVariable,
        protocol.ProtocolFileError,
        protocol.RecordError,
        protocol.UnknownProtocol,
    )
    assert all(issubclass(error, protocol.ProtocolError) for error in errors)
