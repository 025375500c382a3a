"""Who a blueprint is for. Every blueprint says so once, on its first line."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Blueprint, abort, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

View = TypeVar("View", bound=Callable[..., Any])
AUDIENCES: dict[str, str] = {}
DUTIES: dict[str, str] = {}
RIGHTS = ("catalogue", "orders", "finance", "legal", "privacy", "texts", "settings", "people")


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


def for_suppliers(blueprint: Blueprint, duty: str | None = None) -> Blueprint:
    """A member of the team of a supplier whose role has this duty (`suppliers.roles`).

    A view of another duty says so with `@asks`.
    """
    if duty is not None:
        DUTIES[blueprint.name] = duty
    return _guarded(
        blueprint,
        "suppliers",
        lambda: getattr(current_user, "is_supplier", False),
        "team.log_in",
    )


def asks(duty: str) -> Callable[[View], View]:
    """This view is for another duty than its blueprint's."""

    def marked(view: View) -> View:
        view.duty = duty  # type: ignore[attr-defined]
        return view

    return marked


def duty_of(endpoint: str) -> str | None:
    """Which duty in a supplier's team an endpoint asks for."""
    own: str | None = getattr(current_app.view_functions.get(endpoint), "duty", None)
    return own or DUTIES.get(endpoint.split(".")[0])


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
