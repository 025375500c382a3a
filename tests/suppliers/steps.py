"""What applicants and reviewers do, step by step, through the pages."""

import io
import re

from PIL import Image
from sqlalchemy import select

from app.extensions import db
from app.messaging.models import Message
from app.suppliers.applying.models import Application
from tests.page import Page

EMAIL = "zeliha@example.org"
NATIONAL_ID, TAX_NUMBER, IBAN = "10000000146", "1234567890", "TR330006100519786457841326"
ANSWERS = {
    "kind": {"kind": "exempt_artisan", "seller_of_record": "cooperative"},
    "business": {
        "name": "Zeliha'nın Mutfağı",
        "title": "Zeliha Örnek",
        "national_id": NATIONAL_ID,
        "certificate_number": "2026/417",
        "certificate_on": "2026-01-12",
    },
    "contact": {
        "phone": "0555 000 00 00",
        "province": "35",
        "district": "35:Urla",
        "street": "İskele Mah. Fener Sok. 8",
        "website": "www.example.org",
        "socials": "",
    },
    "goods": {"makes": "Dried figs and jam, about forty jars a month."},
}


def letter(kind):
    """The newest letter of a kind."""
    db.session.rollback()
    return db.session.scalars(
        select(Message).where(Message.kind == kind).order_by(Message.id.desc())
    ).first()


def link_in(kind):
    """The address of the link in the newest letter of a kind."""
    return re.search(r"http://127\.0\.0\.1:8000(/\S*/link/[\w-]+)", letter(kind).text)[1]


def application():
    """The newest application, as it stands."""
    db.session.rollback()
    db.session.expire_all()
    return db.session.scalars(select(Application).order_by(Application.id.desc())).first()


def home():
    return f"/en/supplier/apply/{application().number}"


def begin(client, email=EMAIL):
    """Begin and confirm the address by the link."""
    client.post("/en/supplier/apply", data={"contact_person": "Zeliha Örnek", "email": email})
    link = link_in("application-started")
    db.session.rollback()
    client.post(link)


def write(client, step, **changes):
    """Save one step."""
    path = f"{home()}/{step}"
    db.session.rollback()
    return client.post(path, data=ANSWERS[step] | changes)


def a_photo():
    body = io.BytesIO()
    Image.new("RGB", (640, 480), "#c9b28f").save(body, "JPEG")
    return body.getvalue()


def add_paper(client, body=None, name="belge.jpg"):
    path = f"{home()}/papers"
    db.session.rollback()
    files = {"paper": (io.BytesIO(body if body is not None else a_photo()), name)}
    return client.post(path, data=files, content_type="multipart/form-data")


def act(client, what, **data):
    """One act of the applicant on the application's page."""
    path = f"{home()}/{what}"
    db.session.rollback()
    return client.post(path, data=data)


def fill(client, **changes):
    """Everything but sending it."""
    begin(client)
    for step in ANSWERS:
        write(client, step, **(changes if step in {"kind", "business"} else {}))
    add_paper(client)


def send(client, **changes):
    """A whole application, sent."""
    fill(client, **changes)
    return act(client, "send", true="y")


def desk(client, what, **data):
    """One act of a reviewer."""
    path = f"/en/admin/suppliers/applications/{application().number}/{what}"
    db.session.rollback()
    return client.post(path, data=data)


def desk_page(client):
    path = f"/en/admin/suppliers/applications/{application().number}"
    db.session.rollback()
    return Page(client.get(path))


def verify(client, *points):
    for point in points or ("papers", "register"):
        desk(client, f"verify/{point}")


def offered(client, reviewer):
    """An application whose applicant is asked for a day."""
    send(client)
    verify(reviewer)
    desk(reviewer, "offer")


def talked(client, reviewer, at="2026-03-20T10:00"):
    """An application after the talk."""
    offered(client, reviewer)
    desk(reviewer, "agree", at=at, place="Urla, İskele")
    desk(reviewer, "outcome", outcome="completed")


def approved(client, reviewer, second):
    """An application that two have approved."""
    talked(client, reviewer)
    desk(reviewer, "approve")
    desk(second, "approve")


CONTRACT = {"iban": IBAN, "return_carrier": "Deniz Kargo", "agreed": "y"}
