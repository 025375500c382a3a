"""Which cart belongs to the browser that is asking (cookie N5)."""

from flask import Response, current_app, request
from flask_login import current_user

from app.cart import queries, services
from app.cart.models import Cart
from app.web.cookies import CART


def shopper_id() -> int | None:
    """The member logged in here, if any; asks nothing of a browser without a session."""
    if "session" not in request.cookies:
        return None
    return current_user.id if getattr(current_user, "is_shopper", False) else None


def cart_of_browser() -> Cart | None:
    """The cart of this browser or member."""
    return queries.cart_here(request.cookies.get(CART.name), shopper_id())


def open_for_browser() -> tuple[Cart, str | None]:
    """The cart of this browser, made when there is none, with the token of a new cookie."""
    found = cart_of_browser()
    if found is not None:
        return found, None
    return services.open_cart(shopper_id())


def give_cookie(answer: Response, token: str | None) -> Response:
    """Hand a new cart's cookie to the browser."""
    if token is not None:
        answer.set_cookie(
            CART.name,
            token,
            max_age=CART.lasts,
            httponly=True,
            secure=bool(current_app.config["SESSION_COOKIE_SECURE"]),
            samesite="Lax",
        )
    return answer
