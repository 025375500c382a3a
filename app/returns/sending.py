"""A person's file on its way out: always as a download, never inside a page."""

from flask import Response

from app.media import papers
from app.returns.models import StatementFile


def as_download(file: StatementFile) -> Response:
    """The bytes as kept. Raises NotFound when they are gone."""
    return papers.as_download(file.name, file.media_type, file.sha256)
