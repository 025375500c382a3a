from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.desks import due, figures
from app.kernel import clock
from app.web.audience import for_staff

blueprint = for_staff(Blueprint("admin", __name__, url_prefix="/admin"))


@blueprint.get("")
def home() -> ResponseReturnValue:
    """What must be done, by when, over all queues this person may see."""
    rows = due.of_staff(current_user)
    return render_template(
        "admin/home.html",
        todo_list=rows,
        figures=figures.of(rows),
        load=figures.load(rows),
        today=clock.today(),
    )


@blueprint.get("/components")
def components() -> ResponseReturnValue:
    """Every component of the house in every state."""
    return render_template("admin/components.html")
