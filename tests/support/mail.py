"""A real SMTP server on this machine, and what arrived at it."""

from __future__ import annotations

import email
import email.policy
import time
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.support.ports import free_port


class Mailbox:
    """Everything sent to the server, in order of arrival. `refusing` makes it answer with a temporary error."""

    def __init__(self) -> None:
        self.messages: list[EmailMessage] = []
        self.raw: list[bytes] = []
        self.refusing = False
        self.port = free_port()

    @property
    def url(self) -> str:
        """For EMAIL_URL."""
        return f"smtp://127.0.0.1:{self.port}"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.refusing:
            return "451 this server is resting; try again later"
        content = envelope.content if isinstance(envelope.content, bytes) else str(envelope.content).encode()
        self.raw.append(content)
        self.messages.append(email.message_from_bytes(content, policy=email.policy.default))  # type: ignore[arg-type]
        return "250 kept"

    def wait_for(self, count: int, seconds: float = 10) -> list[EmailMessage]:
        """The first `count` messages, waiting for them to arrive. Fails when they do not."""
        end = time.monotonic() + seconds
        while len(self.messages) < count:
            if time.monotonic() > end:
                raise AssertionError(
                    f"{count} messages expected within {seconds} s, {len(self.messages)} came"
                )
            time.sleep(0.05)
        return self.messages[:count]


@contextmanager
def serving() -> Iterator[Mailbox]:
    """A running SMTP server."""
    box = Mailbox()
    controller = Controller(box, hostname="127.0.0.1", port=box.port)
    controller.start()
    try:
        yield box
    finally:
        controller.stop(no_assert=True)


@pytest.fixture
def mailbox(settings: object) -> Iterator[Mailbox]:
    """Django's mail goes to a real SMTP server for this test; what arrived is in `.messages`."""
    with serving() as box:
        for name, value in {
            "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "EMAIL_HOST": "127.0.0.1",
            "EMAIL_PORT": box.port,
            "EMAIL_HOST_USER": "",
            "EMAIL_USE_TLS": False,
        }.items():
            setattr(settings, name, value)
        yield box
