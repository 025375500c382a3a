"""Addresses: whole ones for messages, built from PUBLIC_URL; and where a form may lead on to."""

from urllib.parse import urlsplit

from flask import current_app, request

from app.web import language as languages


def external(endpoint: str, language: str, **values: str | int) -> str:
    """The full address of a page in one language (rule 13)."""
    adapter = current_app.url_map.bind("shop.invalid")
    path = adapter.build(endpoint, values)
    return str(current_app.config["PUBLIC_URL"]) + languages.address_in(language, path)


def local_path(target: str | None, otherwise: str) -> str:
    """Where to go on to: only a path of this shop."""
    if not target or not target.startswith("/") or target.startswith(("//", "/\\")):
        return otherwise
    parts = urlsplit(target)
    return otherwise if parts.scheme or parts.netloc else request.script_root + target
