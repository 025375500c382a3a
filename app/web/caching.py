"""Public pages: one HTML per address, an ETag known before rendering (rule 16)."""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

from flask import Response, current_app, make_response, request
from flask.typing import ResponseReturnValue

from app.kernel import clock
from app.web import language as languages
from app.web.headers import VARY, is_private

P = ParamSpec("P")


def public_page(
    version: Callable[[], int],
) -> Callable[[Callable[P, ResponseReturnValue]], Callable[P, Response]]:
    """Answer 304 where nothing changed; a visitor with a cookie gets a page of their own."""

    def mark(view: Callable[P, ResponseReturnValue]) -> Callable[P, Response]:
        @wraps(view)
        def wrapped(*args: P.args, **kwargs: P.kwargs) -> Response:
            if is_private():
                response = make_response(view(*args, **kwargs))
                response.headers["Cache-Control"] = "private, no-cache"
                response.headers["Vary"] = VARY
                return response
            etag = _etag(version())
            if request.if_none_match.contains(etag):
                response = Response(status=304)
            else:
                response = make_response(view(*args, **kwargs))
            if response.status_code in {200, 304}:
                response.set_etag(etag)
                response.headers["Cache-Control"] = "public, max-age=0, must-revalidate"
                response.headers["Vary"] = VARY
            return response

        return wrapped

    return mark


def _etag(version: int) -> str:
    built = str(current_app.config.get("BUILD", ""))
    today = clock.today().isoformat()  # promised days stand on public pages
    parts = (built, str(version), today, languages.current(), request.full_path)
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:20]
