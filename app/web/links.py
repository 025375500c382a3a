"""Addresses for messages: whole, in the message's language, built from PUBLIC_URL."""

from flask import current_app

from app.web import language as languages


def external(endpoint: str, language: str, **values: str | int) -> str:
    """The full address of a page in one language (rule 13)."""
    adapter = current_app.url_map.bind("shop.invalid")
    path = adapter.build(endpoint, values)
    return str(current_app.config["PUBLIC_URL"]) + languages.address_in(language, path)
