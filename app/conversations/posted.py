"""What both sides' pages do with a message that comes in."""

import secrets
from collections.abc import Callable

from flask import Response, request
from flask_babel import gettext as _

from app.accounts import throttle
from app.conversations import queries, rules, services
from app.conversations.forms import MessageForm
from app.conversations.models import Side
from app.conversations.queries import Talk
from app.extensions import db
from app.kernel.errors import Refused, TooMany
from app.orders import proofs
from app.orders.models import SubOrder

Found = Callable[[], SubOrder]


def bound() -> MessageForm:
    """The form as it comes in, or a fresh one."""
    form = MessageForm()
    form.nonce.data = form.nonce.data or secrets.token_hex(16)
    return form


def written(form: MessageForm, find: Found, side: Side, by: str | None) -> int:
    """Write what the form says; returns the status: 303 for done, or why not, said in the form.

    `find` gets the sub-order: it is asked again after the photo, which no transaction waits for.
    """
    suborder_id = find().id
    problem = _keep_photo(form)
    form.validate_on_submit()
    if problem:
        form.photo.errors = [problem]
    elif not (form.words.data or form.photo_kept.data):
        form.words.errors = [_("Write something, or send a photo.")]
    if form.errors:
        return 422
    try:
        throttle.count("order-message", f"{side}:{suborder_id}", rules.MOST, rules.IN_MINUTES)
    except TooMany as refusal:
        form.form_errors.append(str(refusal))
        return refusal.status
    try:
        services.write(
            find(), side, form.words.data or "", form.photo_kept.data or None, form.nonce.data, by
        )
    except Refused as refusal:
        form.form_errors.append(str(refusal))
        return refusal.status
    return 303


def _keep_photo(form: MessageForm) -> str:
    """Keep the photo sent now, or the one sent before; why it is none, or nothing."""
    sent = request.files.get("photo")
    body = sent.read() if sent else b""
    kept = form.photo_kept.data or ""
    form.photo_kept.data = kept if proofs.is_kept(kept) else ""
    if not body:
        return ""
    db.session.rollback()
    try:
        form.photo_kept.data = services.keep_photo(body)
    except services.NotAPhoto as refusal:
        return str(refusal)
    return ""


def photo(talk: Talk, message_id: int) -> Response:
    """The picture of a message of this talk."""
    body, media_type = proofs.read(queries.photo_of(talk, message_id))
    return Response(body, mimetype=media_type)
