from flask import Blueprint, current_app, jsonify
from flask.typing import ResponseReturnValue
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from app.extensions import db
from app.settings import queries as settings
from app.timers import queries
from app.web.audience import for_machines

blueprint = for_machines(Blueprint("health", __name__))


@blueprint.get("/healthz")
def alive() -> ResponseReturnValue:
    """The process answers."""
    return "ok", 200, {"Content-Type": "text/plain"}


@blueprint.get("/readyz")
def ready() -> ResponseReturnValue:
    """Database, schema, worker, the operator's identity, a provider: names of what is missing."""
    missing: list[str] = []
    try:
        if not queries.schema_is_current():
            missing.append("migrations")
        if not queries.worker_lives():
            missing.append("worker")
        missing += settings.missing_identity()
    except SQLAlchemyError:
        db.session.rollback()
        missing = ["migrations"] if _database_answers() else ["database"]
    if not current_app.config["PAYMENT_PAGES"]:
        missing.append("payment provider")
    return jsonify(ready=not missing, missing=missing), 503 if missing else 200


def _database_answers() -> bool:
    try:
        db.session.execute(text("SELECT 1"))
    except SQLAlchemyError:
        db.session.rollback()
        return False
    return True
