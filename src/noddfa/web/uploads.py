"""How much of an upload is taken in at all, before any form asks how large its own file may be."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler

LARGEST = 8 * 1024 * 1024  # bytes of a whole sending; the largest file any form takes is a quarter of it


class NotTooMuch(FileUploadHandler):
    """Refuses a sending by its announced length, so that nobody fills the disk with files that are refused anyway."""

    def handle_raw_input(
        self, input_data: Any, META: Any, content_length: int, boundary: Any, encoding: Any = None
    ) -> None:
        """Raise RequestDataTooBig, which is answered by the page for 413."""
        if content_length > LARGEST:
            raise RequestDataTooBig(f"a sending must be {LARGEST} bytes or smaller; got {content_length}")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Hand everything on to the next handler."""
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The next handler has the file."""
        return
