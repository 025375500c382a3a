"""What every answer says about safety and keeping."""

import base64
import hashlib
import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from flask import Flask, Response, abort, current_app, g, request

from app.config import is_loopback
from app.extensions import csrf
from app.kernel.transactions import SAFE_METHODS
from app.web import cookies, origin

STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
REFUSALS = ("Sec-GPC", "DNT")  # what a browser says for its person (CK-12)
VARY = ", ".join(("Cookie", *REFUSALS))
MOST_BYTES_WITH_FILES = 100 * 1024 * 1024


def policy(pages: Iterable[str]) -> str:
    """A content policy: nothing inline, nothing foreign, the provider's page to post on to."""
    parts = (urlsplit(page) for page in pages)
    on_to = "".join(f" {page.scheme}://{page.netloc}" for page in parts if page.netloc)
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self'",
            "font-src 'self'",
            "connect-src 'self'",
            "manifest-src 'self'",
            f"form-action 'self'{on_to}",
            "frame-ancestors 'none'",
            "base-uri 'none'",
        )
    )


def sealed(html: str) -> str:
    """A policy for a stored paper or message: it may do nothing, and show its own style alone."""
    styles = STYLE.findall(html)
    hashes = (base64.b64encode(hashlib.sha256(s.encode()).digest()).decode() for s in styles)
    allowed = " ".join(f"'sha256-{digest}'" for digest in hashes) or "'none'"
    return f"sandbox allow-modals; default-src 'none'; style-src {allowed}"


def is_private() -> bool:
    """Whether this visitor's page may differ from everybody's (rule 16)."""
    refusing = any(request.headers.get(name) == "1" for name in REFUSALS)
    return refusing or not cookies.names().isdisjoint(request.cookies)


def _headers(response: Response) -> Response:
    config = current_app.config
    response.headers.setdefault("Content-Security-Policy", policy(config["PAYMENT_PAGES"]))
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    response.headers.setdefault("Referrer-Policy", "same-origin")
    response.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
    response.headers.setdefault(
        "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()"
    )
    if config["SESSION_COOKIE_SECURE"]:
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    if "Cache-Control" not in response.headers:
        response.headers["Cache-Control"] = "no-store"
    return response


def _only_known_hosts() -> None:
    """The demo answers on this machine only; a public shop on its own name only."""
    host = request.host
    if current_app.config["DEMO"]:
        if not is_loopback(host):
            abort(400)
    elif not is_loopback(host) and host != urlsplit(current_app.config["PUBLIC_URL"]).netloc:
        abort(400)


def _proof_of_origin() -> None:
    """Every POST: the browser's word that our own page made it, or our token (0.6)."""
    if request.method in SAFE_METHODS or not request.endpoint:
        return
    view = current_app.view_functions.get(request.endpoint)
    if view is not None and getattr(view, "takes_files", None):
        request.max_content_length = MOST_BYTES_WITH_FILES  # each file has its own limit
    if view is not None and getattr(view, "token_free", None):
        return
    if origin.is_ours():
        g.csrf_valid = True
        return
    csrf.protect()


def register(app: Flask) -> None:
    """Put the checks before, and the headers on, every answer."""
    app.before_request(_only_known_hosts)
    app.before_request(_proof_of_origin)
    app.after_request(_headers)
