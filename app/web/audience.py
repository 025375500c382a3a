"""Who a blueprint is for. Every blueprint says so once, on its first line."""

from collections.abc import Callable

from flask import Blueprint, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

AUDIENCES: dict[str, str] = {}
RIGHTS = ("catalogue", "orders", "finance", "privacy", "texts", "settings", "people")


def for_everyone(blueprint: Blueprint) -> Blueprint:
    """The storefront: anybody, with or without an account."""
    return _guarded(blueprint, "everyone", lambda: True, "accounts.log_in")


def for_machines(blueprint: Blueprint) -> Blueprint:
    """Webhooks and health: no person, each request proves itself."""
    return _guarded(blueprint, "machines", lambda: True, "accounts.log_in")


def for_shoppers(blueprint: Blueprint) -> Blueprint:
    """A shopper with an account, logged in."""
    return _guarded(
        blueprint, "shoppers", lambda: getattr(current_user, "is_shopper", False), "accounts.log_in"
    )


def for_suppliers(blueprint: Blueprint) -> Blueprint:
    """A member of the team of one or more suppliers."""
    return _guarded(
        blueprint,
        "suppliers",
        lambda: getattr(current_user, "is_supplier", False),
        "team.log_in",
    )


def for_staff(blueprint: Blueprint, right: str | None = None) -> Blueprint:
    """Staff of the cooperative; with `right`, only those who hold it."""
    return _guarded(
        blueprint,
        f"staff:{right}" if right else "staff",
        lambda: (
            getattr(current_user, "is_staff", False) and (right is None or current_user.may(right))
        ),
        "team.log_in",
    )


def _guarded(
    blueprint: Blueprint, audience: str, welcomes: Callable[[], bool], log_in: str
) -> Blueprint:
    AUDIENCES[blueprint.name] = audience
    if audience in {"everyone", "machines"}:
        return blueprint

    @blueprint.before_request
    def turn_away_others() -> ResponseReturnValue | None:
        if current_user.is_authenticated:
            return None if welcomes() else abort(403)
        if request.method in {"GET", "HEAD"}:
            return redirect(url_for(log_in, next=request.full_path.rstrip("?")), 303)
        return redirect(url_for(log_in), 303)

    return blueprint
