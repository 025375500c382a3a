from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from app.kernel.errors import NotFound
from app.settings import texts
from app.web import language as languages
from app.web.audience import for_everyone

blueprint = for_everyone(Blueprint("legal", __name__))


@blueprint.get("/legal/<name>")
def document(name: str) -> ResponseReturnValue:
    """One of the shop's standing texts, in the page's language."""
    if name not in texts.NAMES:
        raise NotFound
    return render_template("legal/text.html", text=texts.text(name, languages.current()))


@blueprint.get("/privacy")
def privacy() -> ResponseReturnValue:
    return document("privacy")
