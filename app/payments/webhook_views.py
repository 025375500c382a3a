import hashlib

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from app.extensions import db
from app.kernel.errors import NotFound
from app.kernel.transactions import commits
from app.payments import gateway
from app.payments.gateway import ProviderRefused, ProviderUnreachable
from app.payments.services import hearing, settling
from app.web.audience import for_machines
from app.web.logs import log
from app.web.origin import proven_by

blueprint = for_machines(Blueprint("webhooks", __name__, url_prefix="/webhooks"))

MOST_BYTES = 256 * 1024


@blueprint.post("/<provider>")
@proven_by("signature over the raw body")
@commits
def notified(provider: str) -> ResponseReturnValue:
    """A provider tells us something. We check the signature, then ask it how things stand."""
    try:
        sender = gateway.named(provider)
    except ProviderRefused as unknown:
        raise NotFound from unknown
    request.max_content_length = MOST_BYTES
    body = request.get_data()
    try:
        said = sender.read_notification(dict(request.headers), body)
    except (ProviderRefused, ValueError, KeyError, TypeError, AttributeError):
        return "bad signature", 400
    except ProviderUnreachable:
        return "ask again later", 503
    heard = hearing.heard(provider, said)
    db.session.rollback()
    answer = None
    if heard is not None:
        try:
            answer = heard.ask()
        except ProviderUnreachable:
            return "ask again later", 503
        except ProviderRefused as error:
            log.warning("a word that leads nowhere", provider=provider, why=str(error))
            heard = None
    if not settling.note_notification(
        provider, said.event_id, said.kind, hashlib.sha256(body).hexdigest()
    ):
        return "known", 200
    if heard is not None:
        heard.act(answer)
    return "thank you", 200
