"""What people do with returns, step by step, through the pages."""

import io
from datetime import date

from flask.testing import FlaskClient
from PIL import Image
from sqlalchemy import select
from werkzeug.test import TestResponse

from app.extensions import db
from app.messaging.models import Message
from app.orders.models import Order
from app.payments.models import Refund
from app.returns.models import Case, Statement
from tests.page import Page

PERSON = {"name": "Elif Yalın", "email": "elif@example.org", "nonce": "n1", "step": "confirm"}
WHAT_IS_WRONG = "The jar came open and the brine had run out."


def ticked(order: Order, quantity: int = 1) -> dict[str, str]:
    """So many of every line of an order."""
    data: dict[str, str] = {}
    for line in (line for suborder in order.suborders for line in suborder.lines):
        data |= {f"line-{line.id}": "1", f"quantity-{line.id}": str(quantity)}
    return data


def withdraw(client: FlaskClient, order: Order, quantity: int = 1, **more: str) -> TestResponse:
    data = PERSON | ticked(order, quantity) | more
    return client.post(f"/en/orders/{order.reference}/withdraw", data=data)


def claim(
    client: FlaskClient,
    order: Order,
    kind: str = "damaged",
    quantity: int = 1,
    message: str = WHAT_IS_WRONG,
    files: tuple[tuple[str, bytes], ...] = (),
    **more: str,
) -> TestResponse:
    data: dict[str, object] = PERSON | ticked(order, quantity) | {"message": message} | more
    data["files"] = [(io.BytesIO(body), name) for name, body in files]
    return client.post(f"/en/orders/{order.reference}/claim/{kind}", data=data)


def a_photo(place: bool = False, size: tuple[int, int] = (640, 480)) -> bytes:
    """A JPEG, with the place where it was taken if wished."""
    out = io.BytesIO()
    exif = Image.Exif()
    if place:
        exif[0x010F] = "Telefon"
        exif.get_ifd(0x8825)[2] = (38.0, 25.0, 12.0)
    Image.new("RGB", size, "#336699").save(out, "JPEG", exif=exif)
    return out.getvalue()


def a_paper() -> bytes:
    return b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def case() -> Case:
    """The newest case as it is now."""
    db.session.expire_all()
    return db.session.scalars(select(Case).order_by(Case.id.desc()).limit(1)).one()


def statement() -> Statement:
    db.session.expire_all()
    return db.session.scalars(select(Statement).order_by(Statement.id.desc()).limit(1)).one()


def refunds() -> list[Refund]:
    db.session.expire_all()
    return list(db.session.scalars(select(Refund).order_by(Refund.id)))


def letters(kind: str) -> list[Message]:
    return list(db.session.scalars(select(Message).where(Message.kind == kind)))


def approve(desk: FlaskClient, number: str = "") -> TestResponse:
    return desk.post(f"/en/admin/returns/{number or case().number}/approve")


def decide(desk: FlaskClient, decision: str, reason: str = "", **more: str) -> TestResponse:
    path = f"/en/admin/returns/{case().number}/decide/{decision}"
    return desk.post(path, data={"reason": reason} | more)


def decide_claim(desk: FlaskClient, decision: str, reason: str = "", lines=None) -> TestResponse:
    chosen = [str(part.id) for part in (lines if lines is not None else case().lines)]
    path = f"/en/admin/returns/{case().number}/claim/{decision}"
    return desk.post(path, data={"reason": reason, "line": chosen})


def count(seller: FlaskClient, good: int = 0, bad: int = 0, none: int = 0) -> TestResponse:
    """The seller counts what came back, the same for every line."""
    data = {}
    for part in case().lines:
        data |= {f"good-{part.id}": str(good), f"bad-{part.id}": str(bad)}
        data |= {f"none-{part.id}": str(none)}
    return seller.post(f"/en/supplier/returns/{case().number}/arrived", data=data)


def inspect(seller: FlaskClient, verdict: str, **more: object) -> TestResponse:
    path = f"/en/supplier/returns/{case().number}/inspect"
    return seller.post(path, data={"verdict": verdict} | more)


def case_page(client: FlaskClient) -> Page:
    return Page(client.get(f"/en/returns/{statement().number}"))


def day(iso: str) -> date:
    return date.fromisoformat(iso)
