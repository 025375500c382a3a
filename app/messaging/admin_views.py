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
from flask_login import current_user
from wtforms import Field

from app.kernel import clock
from app.kernel.errors import Refused
from app.kernel.transactions import commits
from app.messaging import delivery, enclosed, forms, queries, remedies, rules, services, words
from app.messaging.models import Message, MessageState
from app.messaging.queries import Wanted
from app.messaging.sms_gateway import is_offered
from app.web.audience import for_staff
from app.web.forms import Form
from app.web.headers import sealed

blueprint = for_staff(Blueprint("admin_outbox", __name__, url_prefix="/admin/outbox"), "orders")


def _me() -> str:
    return f"ADM:{current_user.id}"


@blueprint.get("")
def index() -> ResponseReturnValue:
    page = max(1, request.args.get("page", 1, type=int))
    wanted = Wanted(*(request.args.get(name, "").strip() for name in ("state", "kind", "about")))
    messages, total = queries.page_of(wanted, page)
    return render_template(
        "admin/outbox.html",
        messages=messages,
        total=total,
        number=page,
        pages=max(1, -(-total // queries.PER_PAGE)),
        wanted=wanted,
        states=list(MessageState),
        kinds=queries.kinds(),
        words=words,
    )


@blueprint.get("/<int:message_id>")
def show(message_id: int) -> ResponseReturnValue:
    return _page(queries.message(message_id))


def _page(message: Message, sent: Form | None = None, status: int = 200) -> ResponseReturnValue:
    """The message with its course and what can be done about it; `sent` keeps what was typed."""
    kinds = (
        forms.OtherAddressForm,
        forms.TextForm,
        forms.PostForm,
        forms.PostedForm,
        forms.SettleForm,
    )
    asked = {
        kind.__name__: sent if isinstance(sent, kind) else kind(formdata=None) for kind in kinds
    }
    page = render_template(
        "admin/message.html",
        message=message,
        text=_for_staff(message.text),
        words=words,
        sent=sent,
        forms=asked,
        instead=queries.sent_instead(message),
        first=queries.stands_for(message),
        troubled=message.id in {m.id for m in queries.in_trouble()},
        texts_offered=is_offered(),
        today=clock.today(),
    )
    return page, status


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


@blueprint.get("/<int:message_id>/print")
def print_letter(message_id: int) -> ResponseReturnValue:
    """A letter for the post: the address for the window, the message, its papers by name."""
    message = queries.message(message_id)
    page = render_template("messages/post.html", message=message, written=clock.today())
    answer = Response(page, mimetype="text/html")
    answer.headers["Content-Security-Policy"] = sealed(page)
    return answer


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
    delivery.again(message, _me())
    services.soon(message.id)
    flash(_("It is being sent once more."))
    return redirect(url_for("admin_outbox.show", message_id=message_id), 303)


@blueprint.post("/<int:message_id>/other-address")
@commits
def other_address(message_id: int) -> ResponseReturnValue:
    """Send the same to an address that a person gave us."""
    message = queries.message(message_id)
    form = forms.OtherAddressForm()
    if not form.validate_on_submit():
        return _page(message, form, 422)
    copy = remedies.to_other_address(message, form.email.data, form.reason.data, _me())
    services.soon(copy.id)
    return _on_to(copy, _("It is on its way to the other address."))


@blueprint.post("/<int:message_id>/text")
@commits
def text(message_id: int) -> ResponseReturnValue:
    """Send a link to the message's page as a text message."""
    message = queries.message(message_id)
    form = forms.TextForm()
    if not form.validate_on_submit():
        return _page(message, form, 422)
    try:
        copy = remedies.by_text(message, form.phone.data, _me())
    except Refused as refusal:
        return _refused(message, form, form.phone, refusal)
    services.soon(copy.id)
    return _on_to(copy, _("The link is on its way as a text message."))


@blueprint.post("/<int:message_id>/letter")
@commits
def letter(message_id: int) -> ResponseReturnValue:
    """Prepare the message for the post."""
    message = queries.message(message_id)
    form = forms.PostForm()
    if not form.validate_on_submit():
        return _page(message, form, 422)
    made = remedies.by_post(message, form.address.data, _me())
    return _on_to(made, _("The letter is ready: print it, post it, then note the day here."))


@blueprint.post("/<int:message_id>/posted")
@commits
def posted(message_id: int) -> ResponseReturnValue:
    message = queries.message(message_id)
    form = forms.PostedForm()
    if not form.validate_on_submit():
        return _page(message, form, 422)
    try:
        remedies.posted(message, form.posted_on.data, form.number.data or "", _me())
    except Refused as refusal:
        return _refused(message, form, form.posted_on, refusal)
    return _on_to(message, _("Noted as posted."))


@blueprint.post("/<int:message_id>/settle")
@commits
def settle(message_id: int) -> ResponseReturnValue:
    message = queries.message(message_id)
    form = forms.SettleForm()
    if not form.validate_on_submit():
        return _page(message, form, 422)
    remedies.settle(message, form.how.data, _me())
    return _on_to(message, _("Settled. It no longer stands on the desk."))


def _refused(message: Message, form: Form, field: Field, refusal: Refused) -> ResponseReturnValue:
    field.errors = [*field.errors, str(refusal)]
    return _page(message, form, refusal.status)


def _on_to(message: Message, said: str) -> ResponseReturnValue:
    flash(said)
    return redirect(url_for("admin_outbox.show", message_id=message.id), 303)
