"""What a supplier does with a file, page by page."""

import csv
import io
import re

from app.extensions import db
from app.imports.models import Import
from app.imports.services import running
from tests.page import Page

ADDRESS = "/en/supplier/import"


def send(maker, body, name="goods.csv"):
    """Send a file; returns the number of its import."""
    if isinstance(body, str):
        body = body.encode()
    answer = maker.post(ADDRESS, data={"file": (io.BytesIO(body), name)})
    assert answer.status_code == 303, Page(answer).errors
    return answer.headers["Location"].rpartition("/")[2]


def form_of(maker, number):
    """The fields of the matching page as they stand."""
    page = Page(maker.get(f"{ADDRESS}/{number}"))
    form = page.soup.select_one("main form")
    fields = {}
    for tag in form.select("select"):
        chosen = tag.find("option", selected=True) or tag.find("option")
        fields[tag["name"]] = chosen["value"]
    for tag in form.select("input[name]"):
        if tag.get("type") != "radio" or tag.has_attr("checked"):
            fields[tag["name"]] = tag.get("value", "")
    return fields


def match(maker, number, **changes):
    """Choose; field names with a dash are written with two underscores."""
    fields = form_of(maker, number) | {k.replace("__", "-"): v for k, v in changes.items()}
    return maker.post(f"{ADDRESS}/{number}", data=fields)


def check(maker, number, show="all"):
    return Page(maker.get(f"{ADDRESS}/{number}/check", query_string={"show": show}))


def counts(page):
    """New, changed, same, refused as the page counts them."""
    numbers = [int(dd.get_text().replace(",", "")) for dd in page.soup.select(".kpi dd")]
    return dict(zip(("new", "changed", "same", "refused"), numbers, strict=True))


def write(maker, number):
    """Confirm, let the worker work, return the page of the result."""
    answer = maker.post(f"{ADDRESS}/{number}/confirm")
    assert answer.status_code == 303
    db.session.rollback()
    running.run_due()
    db.session.rollback()
    return Page(maker.get(f"{ADDRESS}/{number}"))


def load(maker, body, name="goods.csv", **changes):
    """The whole way with one file; returns the page of the result."""
    number = send(maker, body, name)
    answer = match(maker, number, **changes)
    assert answer.status_code == 303, Page(answer).errors
    return write(maker, number)


def refused(maker, page):
    """The file of refused rows that a page offers: its bytes and its rows."""
    body = maker.get(page.link("Refused rows as a file")).get_data()
    text = body.decode("utf-8-sig")
    first = text.splitlines()[0]
    delimiter = ";" if first.count(";") >= first.count(",") else ","
    return body, list(csv.reader(io.StringIO(text), delimiter=delimiter))


def import_of(page):
    """The row behind a page of the result."""
    number = re.search(r"Y-\w{4}-\w{4}-\w", page.text)[0]
    return db.session.query(Import).filter_by(number=number).one()
