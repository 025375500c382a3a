"""The manners of the API: who may ask, one answer per key, ordered faults, refusals as JSON."""

import hmac
from collections.abc import Callable
from sqlite3 import Connection

from flask import Blueprint, current_app, jsonify, make_response, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException, InternalServerError, RequestEntityTooLarge

from demo_provider import faults, idempotency
from demo_provider.bank import bank
from demo_provider.errors import Refused

Work = Callable[[Connection], idempotency.Answer]


def for_the_shop(blueprint: Blueprint) -> Blueprint:
    """Let in only who knows the shared secret, and answer every refusal as JSON."""
    blueprint.before_request(require_secret)
    blueprint.register_error_handler(Refused, _refusal)
    blueprint.register_error_handler(RequestEntityTooLarge, _too_large)
    blueprint.register_error_handler(InternalServerError, _internal)
    return blueprint


def require_secret() -> None:
    given = request.headers.get("Authorization", "").encode("utf-8", "replace")
    if not hmac.compare_digest(given, f"Bearer {bank().config.secret}".encode()):
        raise Refused(401, "unauthorised", "The shared secret is missing or wrong.")


def change(endpoint: str, body: dict[str, object], work: Work) -> ResponseReturnValue:
    """Do the work in one transaction, once per `Idempotency-Key`."""
    key = request.headers.get("Idempotency-Key", "")
    if not 1 <= len(key) <= 200:
        raise Refused(400, "idempotency_key_missing", "Idempotency-Key: 1 to 200 characters.")
    fault = _fault_of(endpoint)
    if fault is not None and fault.kind == "decline":
        work = _declined
    asked = idempotency.fingerprint(request.path, body)
    with bank().store.writing() as connection:
        (status, answer), is_old = idempotency.answer_once(connection, key, asked, work)
    _time_out(fault)
    response = make_response(jsonify(answer), status)
    if is_old:
        response.headers["Idempotent-Replay"] = "true"
    return response


def look(endpoint: str, read: Callable[[], dict[str, object]]) -> ResponseReturnValue:
    """Answer a question."""
    fault = _fault_of(endpoint)
    if fault is not None and fault.kind == "decline":
        raise Refused(402, "declined", "The bank declined this.")
    answer = read()
    _time_out(fault)
    return jsonify(answer)


def _fault_of(endpoint: str) -> faults.Fault | None:
    fault = faults.next_fault(bank().store, endpoint) if bank().config.testing else None
    if fault is not None and fault.kind == "error_500":
        raise Refused(500, "internal", "Something went wrong at the bank.")
    return fault


def _time_out(fault: faults.Fault | None) -> None:
    if fault is not None and fault.kind == "timeout_after_work":
        fault.wait()
        raise Refused(504, "timeout", "The bank did not answer in time.")


def _declined(_: Connection) -> idempotency.Answer:
    raise Refused(402, "declined", "The bank declined this.")


def _refusal(refusal: Exception) -> ResponseReturnValue:
    assert isinstance(refusal, Refused)
    return jsonify(refusal.as_json()), refusal.status


def _too_large(_: Exception) -> ResponseReturnValue:
    return _refusal(Refused(413, "too_large", "The body may have 16 kB."))


def _internal(error: Exception) -> ResponseReturnValue:
    assert isinstance(error, HTTPException)
    current_app.logger.error("the bank failed: %s", error)
    return _refusal(Refused(500, "internal", "Something went wrong at the bank."))
