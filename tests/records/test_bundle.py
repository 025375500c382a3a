"""Whoever asks gets the whole record, and can check it without us."""

import csv
import hashlib
import io
import json
import subprocess
import zipfile

import pytest

from app.accounts.models import AccessLogEntry
from app.contracts import pdf
from app.extensions import db
from app.orders.services import links
from tests.builders import a_product
from tests.invoices.steps import attach
from tests.page import Page
from tests.shopping import buy, deliver


@pytest.fixture
def order(open_shop, visitor, bank, today):
    today("2026-03-02")
    order = buy(visitor, bank, a_product())
    deliver(order, "2026-03-02")
    return order


def fetch(client, address):
    """Download it, with no transaction of the test's own in the way."""
    db.session.rollback()
    return client.get(address)


def own(client, order):
    answer = fetch(client, f"/en/orders/{order.reference}/records.zip")
    assert answer.status_code == 200
    return zipfile.ZipFile(io.BytesIO(answer.get_data()))


def files_in(bundle, folder):
    return sorted(name.split("/", 1)[1] for name in bundle.namelist() if f"/{folder}/" in name)


@pytest.mark.requirement("DC-20.2")
@pytest.mark.requirement("AM-12A.4")
def test_a_shopper_gets_every_record_at_once_from_the_order_page(visitor, order):
    page = Page(visitor.get(f"/en/orders/{order.reference}"))
    assert page.link("Request my records (ZIP)").endswith(f"/{order.reference}/records.zip")
    bundle = own(visitor, order)

    papers = files_in(bundle, "documents")
    assert {name.rsplit(".")[-1] for name in papers} == {"pdf", "html", "txt", "json"}
    assert len(papers) == 5 * 4  # information and contract in two languages, and the form
    assert any(
        name.startswith("messages/001-order-formed") for name in files_in(bundle, "messages")
    )
    assert files_in(bundle, "states") == [
        f"states/{name}.json" for name in ("order", "payments", "refunds", "sellers", "withdrawals")
    ]
    kinds = [name.split("-", 1)[1] for name in files_in(bundle, "evidence") if name[9].isdigit()]
    assert kinds[:2] == ["preinfo_shown.json", "preinfo_confirmed.json"]


@pytest.mark.requirement("DC-20.2")
def test_a_stranger_verifies_it_with_sha256sum(visitor, order, tmp_path):
    own(visitor, order).extractall(tmp_path)
    folder = tmp_path / order.reference
    check = ["sha256sum", "-c", "--strict", "SHA256SUMS"]

    assert subprocess.run(check, cwd=folder, capture_output=True).returncode == 0
    every = {str(f.relative_to(folder)) for f in folder.rglob("*") if f.is_file()}
    listed = {line[66:] for line in (folder / "SHA256SUMS").read_text().splitlines()}
    assert every - listed == {"SHA256SUMS"}

    (folder / "states" / "order.json").write_text("{}")
    assert subprocess.run(check, cwd=folder, capture_output=True).returncode == 1


@pytest.mark.requirement("DC-5.6")
def test_what_was_shown_and_what_was_confirmed_are_one_document(visitor, order):
    bundle = own(visitor, order)
    shown, confirmed = (
        json.loads(bundle.read(f"{order.reference}/evidence/{name}.json"))
        for name in ("001-preinfo_shown", "002-preinfo_confirmed")
    )
    paper = f"{order.reference}/documents/information-en-{shown['document']}.json"

    assert shown["document"] == confirmed["document"]
    assert hashlib.sha256(bundle.read(paper)).hexdigest() == shown["document"]


def test_the_chain_names_every_body_by_its_hash(visitor, order):
    bundle = own(visitor, order)
    table = bundle.read(f"{order.reference}/evidence/chain.csv").decode()
    rows = list(csv.DictReader(io.StringIO(table)))

    assert [int(row["seq"]) for row in rows] == list(range(1, len(rows) + 1))
    for row in rows:
        body = bundle.read(f"{order.reference}/{row['file']}")
        assert hashlib.sha256(body).hexdigest() == row["body_sha256"]


def test_no_key_and_nothing_of_others_leaves_with_it(visitor, order):
    token = links.give_link(order)
    db.session.commit()
    bundle = own(visitor, order)
    everything = b"".join(bundle.read(name) for name in bundle.namelist())

    assert token.encode() not in everything
    assert b"return_hash" not in everything
    assert b"/orders/open/\xe2\x80\xa6" in everything  # the link without its secret
    assert not any("suborder-new" in name for name in bundle.namelist())


def test_a_guest_gets_it_by_link_and_a_stranger_does_not(app, order):
    token = links.give_link(order)
    db.session.commit()
    reference = order.reference

    assert fetch(app.test_client(), f"/en/orders/papers/{token}/records.zip").status_code == 200
    assert fetch(app.test_client(), f"/en/orders/{reference}/records.zip").status_code == 404
    assert fetch(app.test_client(), "/en/orders/papers/AAAA/records.zip").status_code == 404


def test_without_a_pdf_the_rest_is_given_all_the_same(visitor, order, monkeypatch):
    def fails(*_args):
        raise pdf.NotPrintable("no glyph")

    monkeypatch.setattr(pdf, "as_pdf", fails)

    assert {n.rsplit(".")[-1] for n in files_in(own(visitor, order), "documents")} == {
        "html",
        "txt",
        "json",
    }


def letter(order, **differences):
    return {
        "authority": "Urla İlçe Tüketici Hakem Heyeti",
        "reference": "2026/114",
        "scope": "Sözleşme ve iletiler, 6502 sayılı Kanun m. 67",
        "order_reference": order.reference,
        "received_on": "2026-03-01",
    } | differences


def entered(client, order):
    answer = client.post("/en/admin/records", data=letter(order))
    assert answer.status_code == 303, Page(answer).errors
    return answer.headers["Location"]


@pytest.mark.requirement("DC-20.2")
@pytest.mark.requirement("AM-12A.4")
def test_an_authority_gets_records_after_a_second_person_agreed(staff, order):
    first, second = staff("privacy"), staff("privacy")
    address = entered(first, order)
    assert second.post(f"{address}/approve").status_code == 303
    assert first.post(f"{address}/release").status_code == 303
    answer = fetch(first, f"{address}/records.zip")

    bundle = zipfile.ZipFile(io.BytesIO(answer.get_data()))
    assert any("suborder-new" in name for name in bundle.namelist())  # the seller's side too
    noted = db.session.query(AccessLogEntry).filter_by(what="records").one()
    assert noted.subject == order.reference


@pytest.mark.requirement("DC-20.2")
@pytest.mark.parametrize(
    ("differences", "error"),
    [
        ({"reference": ""}, "Nothing is released without the authority's reference."),
        ({"scope": " "}, "Write what is asked for."),
        ({"order_reference": "M-2222-2222-2"}, "There is no such order."),
        ({"received_on": "2026-03-03"}, "This day lies in the future."),
    ],
)
def test_a_request_without_what_proves_it_is_not_entered(staff, order, differences, error):
    answer = staff("privacy").post("/en/admin/records", data=letter(order, **differences))

    assert answer.status_code == 422
    assert any(error in line for line in Page(answer).errors)
    assert Page(answer).value("Authority") == "Urla İlçe Tüketici Hakem Heyeti"


@pytest.mark.requirement("DC-20.2")
def test_without_second_approval_nothing_is_released(staff, order):
    first = staff("privacy")
    address = entered(first, order)

    own_approval = first.post(f"{address}/approve")
    assert own_approval.status_code == 422
    assert "Another person" in Page(own_approval).text
    assert first.post(f"{address}/release").status_code == 422
    assert fetch(first, f"{address}/records.zip").status_code == 422
    assert db.session.query(AccessLogEntry).filter_by(what="records").count() == 0


def test_only_who_has_the_right_sees_the_register(staff):
    assert staff("orders").get("/en/admin/records").status_code == 403
    assert staff("privacy").get("/en/admin/records/A-2222-2222-2").status_code == 404


def test_what_an_authority_waits_for_stands_on_the_desk(staff, order):
    desk = staff("privacy")
    entered(desk, order)

    assert "Urla İlçe Tüketici Hakem Heyeti asks for records" in Page(desk.get("/en/admin")).text


@pytest.mark.requirement("DC-20.2")
def test_the_records_hold_every_invoice_also_one_that_was_replaced(visitor, order, team):
    part = order.suborders[0].reference
    maker = team(order.suborders[0].supplier)
    attach(maker, part, "2026-03-02")
    attach(maker, part, "2026-03-02", body=b"%PDF-1.7 right", number="MAV2")
    bundle = own(visitor, order)

    assert files_in(bundle, "invoices") == [
        f"invoices/{part}-invoice-1.pdf",
        f"invoices/{part}-invoice-2.pdf",
        "invoices/index.json",
    ]
    listed = json.loads(bundle.read(f"{order.reference}/invoices/index.json"))
    assert [row["number"] for row in listed["documents"]] == ["MAV2026000000001", "MAV2"]
    assert b"right" in bundle.read(f"{order.reference}/invoices/{part}-invoice-2.pdf")
