"""The one door of every supplier page: who works for whom, and as what."""

from flask import Flask, abort, request
from flask_login import current_user

from app.kernel.errors import NotFound
from app.suppliers import roles
from app.suppliers.queries import place_of
from app.web.audience import AUDIENCES, duty_of


def turn_away() -> None:
    """Outside a team, 404; a duty of another role: 403, and 404 where an object is asked for."""
    endpoint = request.endpoint or ""
    if AUDIENCES.get(endpoint.split(".")[0]) != "suppliers" or not current_user.is_authenticated:
        return
    if not roles.may(place_of(current_user).role, duty_of(endpoint)):
        if request.view_args:
            raise NotFound
        abort(403)


def register(app: Flask) -> None:
    """Ask before every request."""
    app.before_request(turn_away)
