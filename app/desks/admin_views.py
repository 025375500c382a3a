from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.desks import due
from app.web.audience import for_staff

blueprint = for_staff(Blueprint("admin", __name__, url_prefix="/admin"))


@blueprint.get("")
def home() -> ResponseReturnValue:
    """What must be done, by when, over all queues this person may see."""
    return render_template("admin/home.html", todo_list=due.of_staff(current_user))


@blueprint.get("/components")
def components() -> ResponseReturnValue:
    """Every component of the house in every state."""
    return render_template("admin/components.html")
