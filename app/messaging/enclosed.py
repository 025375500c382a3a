"""The files that go with a message. Documents are rendered by whoever keeps them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from flask import Flask, current_app

from app.messaging.models import Attachment

Renderer = Callable[[str], Sequence[tuple[str, str, bytes]]]


@dataclass(frozen=True, slots=True)
class File:
    """A file as it travels."""

    name: str
    media_type: str
    body: bytes


def install(app: Flask, renderer: Renderer) -> None:
    """Say who turns a stored document (its SHA-256) into files: suffix, media type, bytes."""
    app.extensions["document_files"] = renderer


def files_of(attachment: Attachment) -> list[File]:
    """An attachment as files: its text, or the PDF of its document (else HTML and text)."""
    if attachment.document_sha256 is None:
        return [File(attachment.name, attachment.media_type, attachment.body.encode())]
    renderer: Renderer = current_app.extensions["document_files"]
    name = PurePath(attachment.name)
    return [
        File(str(name.with_suffix(f".{suffix}")), media_type, body)
        for suffix, media_type, body in renderer(attachment.document_sha256)
    ]
