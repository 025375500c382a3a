"""Logs for machines: one JSON line a request, with nothing about a person in it (PR-3.3)."""

import re
import secrets
import sys
import time
from collections.abc import MutableMapping
from typing import Any

import structlog
from flask import Flask, Response, g, request

MAIL = re.compile(r"[^\s@<>\"]+@[^\s@<>\"]+")
DIGITS = re.compile(r"(?<!\d)(?:\d[ -]?){14,18}\d(?!\d)")
CARD_PREFIXES = ("2", "3", "4", "5", "6", "9792")
log = structlog.get_logger("imece")


def is_card_number(text: str) -> bool:
    """15 to 19 digits that are Luhn-valid and begin as cards do."""
    digits = [int(c) for c in text if c.isdigit()]
    if not 15 <= len(digits) <= 19 or not text.startswith(CARD_PREFIXES):
        return False
    doubled = (d if place % 2 == 0 else d * 2 - 9 * (d > 4) for place, d in enumerate(digits[::-1]))
    return sum(doubled) % 10 == 0


def without_persons(text: str) -> str:
    """E-mail addresses and card numbers masked."""
    masked = MAIL.sub("…@…", text)
    return DIGITS.sub(lambda m: "card …" if is_card_number(m[0]) else m[0], masked)


def _mask(_logger: object, _name: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    return {k: without_persons(v) if isinstance(v, str) else v for k, v in event.items()}


def register(app: Flask) -> None:
    """Note every answer: endpoint and duration, never a path, a query or who asked."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            _mask,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )

    @app.before_request
    def begin() -> None:
        g.request_id = secrets.token_hex(8)
        g.began = time.perf_counter()

    @app.after_request
    def note(response: Response) -> Response:
        response.headers["X-Request-Id"] = g.get("request_id", "")
        if not app.config["DEMO"] and not app.testing:
            log.info(
                "answered",
                id=g.get("request_id"),
                method=request.method,
                endpoint=request.endpoint or "-",
                status=response.status_code,
                ms=round(1000 * (time.perf_counter() - g.get("began", time.perf_counter()))),
            )
        return response
