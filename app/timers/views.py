from datetime import timedelta

from flask import Blueprint, current_app, jsonify
from flask.typing import ResponseReturnValue
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from app.extensions import db
from app.kernel import clock
from app.settings import queries as settings
from app.timers.models import Timer
from app.web.audience import for_machines

blueprint = for_machines(Blueprint("health", __name__))
QUIET = timedelta(minutes=3)


@blueprint.get("/healthz")
def alive() -> ResponseReturnValue:
    """The process answers."""
    return "ok", 200, {"Content-Type": "text/plain"}


@blueprint.get("/readyz")
def ready() -> ResponseReturnValue:
    """The database answers, the worker is alive, the operator's identity is whole."""
    missing: list[str] = []
    try:
        db.session.execute(text("SELECT 1"))
        pulse = db.session.get(Timer, "outbox")
        if pulse is None or pulse.last_ok_at is None or clock.now() - pulse.last_ok_at > QUIET:
            missing.append("worker")
        missing += settings.missing_identity()
        if not current_app.config["PROVIDER_URL"]:
            missing.append("payment provider")
    except SQLAlchemyError:
        missing.append("database")
    return jsonify(ready=not missing, missing=missing), 503 if missing else 200
