import re

from flask import Blueprint, Response, send_from_directory

from app.kernel.errors import NotFound
from app.storage import gateway as storage
from app.web.audience import for_everyone

blueprint = for_everyone(Blueprint("media", __name__))
NAME = re.compile(r"[0-9a-f]{24}(-\d{2,4})?\.(jpg|avif)")
YEAR_SECONDS = 31_536_000


@blueprint.get("/media/<name>")
def file(name: str) -> Response:
    """A picture; its name is its content, so it may be kept for ever."""
    if not NAME.fullmatch(name) or not storage.has(name):
        raise NotFound
    answer = send_from_directory(storage.folder(), name, max_age=YEAR_SECONDS)
    answer.headers["Cache-Control"] = f"public, max-age={YEAR_SECONDS}, immutable"
    return answer
