from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from app.suppliers.agreeing import papers, queries
from app.web import language as languages
from app.web.audience import for_everyone

blueprint = for_everyone(Blueprint("agreements", __name__))


@blueprint.get(f"/legal/{papers.NAME}")
def show() -> ResponseReturnValue:
    """The agreement that whoever sells here is asked to accept now."""
    text = papers.paper_of(queries.newest(), languages.current())
    return render_template("legal/text.html", text=text)
