"""Logs for machines: one JSON line a request, with nothing about a person in it (PR-3.3)."""

import logging
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


SHARED: list[structlog.types.Processor] = [
    structlog.processors.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]
WRITTEN: list[structlog.types.Processor] = [
    structlog.processors.format_exc_info,
    _mask,
    structlog.processors.JSONRenderer(ensure_ascii=False),
]


def _library_lines() -> logging.Handler:
    """What libraries log, from warnings up, in our form and masked as ours is."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=SHARED,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *WRITTEN],
        )
    )
    return handler


def _failed(_exc_info: object) -> None:
    log.error(
        "failed",
        id=g.get("request_id"),
        method=request.method,
        endpoint=request.endpoint or "-",
        exc_info=True,
    )


def register(app: Flask) -> None:
    """Note every answer: endpoint and duration, never a path, a query or who asked."""
    structlog.configure(
        processors=[*SHARED, *WRITTEN],
        logger_factory=lambda *_names: structlog.PrintLogger(sys.stderr),
    )
    if not app.testing:
        logging.basicConfig(handlers=[_library_lines()], level=logging.WARNING)
    app.log_exception = _failed  # type: ignore[method-assign,assignment]

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
