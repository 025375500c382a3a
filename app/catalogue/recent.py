"""What this browser looked at last, kept in the browser itself and only with its consent (F2)."""

from urllib.parse import urlsplit

from flask import Response, current_app, request

from app.catalogue.queries import shelves
from app.catalogue.queries.shelves import Card
from app.consents import browser
from app.consents.purposes import FUNCTIONAL
from app.web import language as languages
from app.web.cookies import RECENT

MOST = 8


def looked_at() -> list[int]:
    """The goods looked at, newest first; nothing without consent, and nothing that is no number."""
    if not browser.allows(FUNCTIONAL.key):
        return []
    numbers = request.cookies.get(RECENT.name, "").split(".")
    return [int(number) for number in numbers if number.isascii() and number.isdigit()][:MOST]


def cards(but: int | None = None) -> list[Card]:
    """Cards of what was looked at and is still on sale, newest first, without the page's own."""
    wanted = [number for number in looked_at() if number != but and number < 2**31]
    found = {card.id: card for card in shelves.these(languages.current(), wanted)} if wanted else {}
    return [found[number] for number in wanted if number in found]


def remember(answer: Response, product_id: int) -> Response:
    """Put a product first, if this browser allows it."""
    if browser.allows(FUNCTIONAL.key):
        numbers = [product_id, *(n for n in looked_at() if n != product_id)][:MOST]
        answer.set_cookie(
            RECENT.name,
            ".".join(str(number) for number in numbers),
            max_age=RECENT.lasts,
            httponly=True,
            samesite="Lax",
            secure=urlsplit(current_app.config["PUBLIC_URL"]).scheme == "https",
        )
    return answer
