"""Read the fields of a JSON request; what does not fit is refused by name."""

import json
import re
from datetime import UTC, datetime

from flask import request

from demo_provider.errors import Refused

LARGEST_AMOUNT = 1_000_000_000


def json_body() -> dict[str, object]:
    """The request's JSON object; an empty body is an empty object."""
    try:
        body = json.loads(request.get_data() or b"{}")
    except (ValueError, RecursionError):
        body = None
    if not isinstance(body, dict):
        raise Refused(400, "invalid_json", "The body must be a JSON object.")
    return body


def text(body: dict[str, object], name: str, *, least: int = 1, most: int) -> str:
    value = body.get(name)
    if not isinstance(value, str) or not least <= len(value) <= most:
        raise invalid(name, f"must be a text of {least} to {most} characters")
    try:
        value.encode()
    except UnicodeEncodeError:
        raise invalid(name, "must be valid Unicode") from None
    return value


def amount(body: dict[str, object], name: str = "amount_minor") -> int:
    return whole(body, name, most=LARGEST_AMOUNT)


def whole(body: dict[str, object], name: str, *, most: int) -> int:
    value = body.get(name)
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= most:
        raise invalid(name, f"must be a whole number from 1 to {most}")
    return value


def currency(body: dict[str, object]) -> str:
    value = text(body, "currency", least=3, most=3)
    if not re.fullmatch(r"[A-Z]{3}", value):
        raise invalid("currency", "must be three capital letters")
    return value


def moment(body: dict[str, object], name: str) -> datetime:
    try:
        value = datetime.fromisoformat(text(body, name, most=40))
        aware = value.astimezone(UTC) if value.tzinfo else None
    except (ValueError, OverflowError):
        aware = None
    if aware is None:
        raise invalid(name, "must be an ISO 8601 moment with its offset")
    return aware


def one_of(body: dict[str, object], name: str, allowed: tuple[str, ...]) -> str:
    value = body.get(name)
    if not isinstance(value, str) or value not in allowed:
        raise invalid(name, f"must be one of {', '.join(allowed)}")
    return value


def invalid(name: str, wrong: str) -> Refused:
    return Refused(422, "invalid_field", f"{name} {wrong}.", field=name)
