from flask import Blueprint, Response, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.privacy import export, persons, queries, words
from app.web.audience import for_shoppers

blueprint = for_shoppers(Blueprint("my_data", __name__, url_prefix="/account/data"))


@blueprint.get("")
def show() -> ResponseReturnValue:
    """What is held of the person, why, who receives it, and who of the staff looked."""
    person = persons.of_shopper(current_user)
    return render_template(
        "privacy/mine.html",
        held=export.held_of(person),
        looked=queries.looks_at(person),
        words=words,
    )


@blueprint.get("/export.zip")
def download() -> Response:
    """All of it, to take along."""
    answer = Response(export.packed(persons.of_shopper(current_user)), mimetype="application/zip")
    answer.headers["Content-Disposition"] = 'attachment; filename="my-data.zip"'
    return answer
