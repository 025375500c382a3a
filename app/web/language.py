"""The language is the address: Turkish without a prefix, every other under `/<code>`."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

from flask import g, has_request_context, request
from flask_babel import refresh

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

DEFAULT = "tr"
NAMES = {"tr": "Türkçe", "en": "English"}
RIGHT_TO_LEFT = frozenset({"ar", "fa"})
UNPREFIXED = ("/static/", "/media/", "/webhooks/", "/healthz", "/readyz", "/metrics", "/feeds/")

WsgiApp = Callable[["WSGIEnvironment", "StartResponse"], Iterable[bytes]]


class LanguagePrefix:
    """Moves `/en` to SCRIPT_NAME, so that `url_for` writes it by itself."""

    def __init__(self, app: WsgiApp, languages: tuple[str, ...]) -> None:
        self.app = app
        self.prefixed = tuple(language for language in languages if language != DEFAULT)

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        path: str = environ.get("PATH_INFO", "")
        first = path[1:].split("/", 1)[0]
        environ["imece.language"] = DEFAULT
        if first in self.prefixed and not path[1 + len(first) :].startswith(UNPREFIXED):
            environ["imece.language"] = first
            environ["SCRIPT_NAME"] = environ.get("SCRIPT_NAME", "") + "/" + first
            environ["PATH_INFO"] = path[1 + len(first) :] or "/"
        return self.app(environ, start_response)


def current() -> str:
    """The language of the page, or of the message being written outside a request."""
    forced: str | None = g.get("language")
    if forced:
        return forced
    if has_request_context():
        return str(request.environ.get("imece.language", DEFAULT))
    return DEFAULT


def direction() -> str:
    """`rtl` for Arabic and Persian, else `ltr`."""
    return "rtl" if current() in RIGHT_TO_LEFT else "ltr"


def address_in(language: str, path: str) -> str:
    """The same page in another language, as a path."""
    return path if language == DEFAULT else f"/{language}{path}"


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Write in this language whatever the page's own is (messages, documents)."""
    before = g.get("language")
    g.language = language
    refresh()
    try:
        yield
    finally:
        g.language = before
        refresh()


def said(texts: Mapping[str, str], in_language: str | None = None) -> str:
    """The text in the page's language (or the one asked), else in Turkish, else nothing."""
    return texts.get(in_language or current()) or texts.get(DEFAULT) or ""
