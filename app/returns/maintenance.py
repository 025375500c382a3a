"""Closed for work: every page says so, and still takes a withdrawal, without the database."""

import secrets
from dataclasses import dataclass
from pathlib import Path

from flask import Flask, Response, current_app, request

from app.returns import waiting
from app.returns.forms import PublicForm
from app.returns.waiting import Waiting
from app.web import language as languages

OPEN = ("/static/", "/healthz", "/readyz")
RETRY_SECONDS = "600"


def is_on() -> bool:
    """By setting (`MAINTENANCE=1`) or by the file `var/maintenance`."""
    return bool(current_app.config["MAINTENANCE"]) or _mark().exists()


def _mark() -> Path:
    return Path(str(current_app.config["VAR_FOLDER"])) / "maintenance"


def register(app: Flask) -> None:
    """Ask before every request."""
    app.before_request(_closed)


def _closed() -> Response | None:
    if not is_on() or request.path.startswith(OPEN):
        return None
    form = PublicForm()
    if request.method != "POST" or request.path != "/withdraw":
        form = PublicForm(formdata=None)
        form.nonce.data = secrets.token_hex(16)
        return _answer("closed", 503, form=form)
    if not form.validate() or form.step.data == "change":
        return _answer("closed", 422 if form.errors else 503, form=form)
    form.nonce.data = form.nonce.data or secrets.token_hex(16)
    if form.step.data != "confirm":
        return _answer("confirm", 200, form=form)
    return _answer("receipt", 200, statement=_kept(form))


def _kept(form: PublicForm) -> Waiting:
    return waiting.keep(
        Waiting(
            name=form.name.data,
            email=form.email.data,
            order_text=form.order.data,
            goods_text=form.goods.data or "",
            message=form.message.data or "",
            language=languages.current(),
            nonce=form.nonce.data,
        )
    )


@dataclass(frozen=True, slots=True)
class Frame:
    """What a page's frame needs when nothing may be asked of the database."""

    language: str
    direction: str
    languages: tuple[tuple[str, str, str], ...]


def _answer(name: str, status: int, **shown: object) -> Response:
    """A page rendered without the frame of the shop, which would ask the database."""
    path = "/withdraw"
    frame = Frame(
        languages.current(),
        languages.direction(),
        tuple(
            (code, label, languages.address_in(code, path))
            for code, label in languages.NAMES.items()
            if code != languages.current()
        ),
    )
    template = current_app.jinja_env.get_template(f"maintenance/{name}.html")
    answer = Response(template.render(page=frame, **shown), status, mimetype="text/html")
    if status == 503:
        answer.headers["Retry-After"] = RETRY_SECONDS
    return answer
