from io import BytesIO

from flask import (
    Blueprint,
    Response,
    current_app,
    flash,
    redirect,
    render_template,
    request,
    send_file,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.kernel.transactions import commits
from app.messaging import delivery, enclosed, queries, rules, services
from app.messaging.models import MessageState
from app.web.audience import for_staff
from app.web.headers import sealed

blueprint = for_staff(Blueprint("admin_outbox", __name__, url_prefix="/admin/outbox"), "orders")


@blueprint.get("")
def index() -> ResponseReturnValue:
    page = max(1, request.args.get("page", 1, type=int))
    state = request.args.get("state", "")
    messages, total = queries.page_of(state, page)
    return render_template(
        "admin/outbox.html",
        messages=messages,
        total=total,
        number=page,
        pages=max(1, -(-total // queries.PER_PAGE)),
        state=state,
        states=list(MessageState),
    )


@blueprint.get("/<int:message_id>")
def show(message_id: int) -> ResponseReturnValue:
    message = queries.message(message_id)
    return render_template("admin/message.html", message=message, text=_for_staff(message.text))


@blueprint.get("/<int:message_id>/html")
def html(message_id: int) -> ResponseReturnValue:
    """The message as a mail program shows it, in a page that may do nothing."""
    html = _for_staff(queries.message(message_id).html)
    answer = Response(html, mimetype="text/html")
    answer.headers["Content-Security-Policy"] = sealed(html)
    return answer


def _for_staff(text: str) -> str:
    """Staff read what was said, not the links that would let them in as somebody else."""
    return text if current_app.config["DEMO"] else rules.without_proofs(text)


@blueprint.get("/<int:message_id>/attachments/<int:attachment_id>")
def attachment(message_id: int, attachment_id: int) -> ResponseReturnValue:
    found = queries.attachment(message_id, attachment_id)
    file = enclosed.files_of(found)[0]
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


@blueprint.post("/<int:message_id>/again")
@commits
def again(message_id: int) -> ResponseReturnValue:
    message = queries.message(message_id)
    delivery.again(message)
    services.soon(message.id)
    flash(_("It is being sent once more."))
    return redirect(url_for("admin_outbox.show", message_id=message_id), 303)
