import hashlib

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from app.extensions import db
from app.kernel.errors import NotFound
from app.kernel.transactions import commits
from app.payments import gateway, queries
from app.payments.gateway import ProviderRefused, ProviderUnreachable
from app.payments.models import AttemptState, PaymentAttempt
from app.payments.services import settling
from app.web.audience import for_machines
from app.web.origin import proven_by

blueprint = for_machines(Blueprint("webhooks", __name__, url_prefix="/webhooks"))


@blueprint.post("/<provider>")
@proven_by("signature over the raw body")
@commits
def notified(provider: str) -> ResponseReturnValue:
    """A provider tells us something. We check the signature, then ask it how things stand."""
    try:
        sender = gateway.named(provider)
    except ProviderRefused as unknown:
        raise NotFound from unknown
    body = request.get_data()
    try:
        said = sender.read_notification(dict(request.headers), body)
    except (ProviderRefused, ValueError, KeyError, TypeError, AttributeError):
        return "bad signature", 400
    except ProviderUnreachable:
        return "ask again later", 503
    attempt = queries.attempt_by_ref(provider, said.ref)
    open_id = attempt.id if attempt and attempt.state is AttemptState.OPEN else None
    db.session.rollback()
    status = None
    if open_id is not None:
        try:
            status = settling.ask(provider, said.ref)
        except (ProviderUnreachable, ProviderRefused):
            return "ask again later", 503
    if not settling.note_notification(
        provider, said.event_id, said.kind, hashlib.sha256(body).hexdigest()
    ):
        return "known", 200
    if open_id is not None and status is not None:
        settling.apply(db.session.get_one(PaymentAttempt, open_id), status)
    return "thank you", 200
