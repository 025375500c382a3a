"""A person's file on its way out: always as a download, never inside a page."""

from flask import Response

from app.kernel.errors import NotFound
from app.returns.models import StatementFile
from app.storage import gateway as storage


def as_download(file: StatementFile) -> Response:
    """The bytes as kept. Raises NotFound when they are gone."""
    try:
        body = storage.read_apart(file.sha256)
    except FileNotFoundError as error:
        raise NotFound from error
    answer = Response(body, mimetype=file.media_type)
    answer.headers.set("Content-Disposition", "attachment", filename=file.name)
    answer.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer
