from io import BytesIO

from flask import Blueprint, Response, render_template, send_file
from flask.typing import ResponseReturnValue

from app.contracts import files
from app.contracts import queries as kept
from app.contracts.documents import Document
from app.kernel.errors import NotFound
from app.messaging import enclosed, links, queries
from app.messaging.enclosed import File
from app.messaging.models import Message
from app.web.audience import for_everyone
from app.web.headers import sealed

blueprint = for_everyone(Blueprint("notices", __name__, url_prefix="/m"))


@blueprint.get("/<token>")
def show(token: str) -> ResponseReturnValue:
    """A statutory message as it was said, for whoever holds its link (DC-4.c)."""
    message, document = _opened(token)
    return render_template("notices/show.html", message=message, document=document, token=token)


@blueprint.get("/<token>/message.<any(html, txt, pdf):suffix>")
def download(token: str, suffix: str) -> ResponseReturnValue:
    """The same, to keep."""
    message, document = _opened(token)
    file = files.rendering(document.sha256, suffix)
    return _file(File(f"{message.about}-{message.id}.{suffix}", file.media_type, file.body))


@blueprint.get("/<token>/papers/<int:attachment_id>")
def paper(token: str, attachment_id: int) -> ResponseReturnValue:
    """A paper that went with the message."""
    message, _document = _opened(token)
    return _file(enclosed.files_of(queries.attachment(message.id, attachment_id))[0])


def _file(file: File) -> Response:
    text = file.media_type.startswith("text/")
    answer = send_file(
        BytesIO(file.body),
        mimetype=f"{file.media_type}; charset=utf-8" if text else file.media_type,
        as_attachment=True,
        download_name=file.name,
        etag=False,
    )
    answer.headers["Content-Security-Policy"] = sealed(file.body.decode() if text else "")
    return answer


def _opened(token: str) -> tuple[Message, Document]:
    message = links.message_by_link(token)
    if message is None or message.document_sha256 is None:
        raise NotFound
    return message, kept.document(message.document_sha256)
