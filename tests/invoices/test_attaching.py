"""The seller of record attaches the invoice; the shopper downloads it; nothing is lost (IN-2)."""

import pytest

from app.evidence import queries as evidence
from app.invoices import queries
from tests.builders import a_product, a_supplier
from tests.invoices import steps
from tests.invoices.steps import PDF, UBL, attach, documents, letters, order_page
from tests.page import Page
from tests.returns.steps import a_photo, day
from tests.shopping import buy

pytestmark = pytest.mark.requirement("IN-2")


def test_who_sends_without_an_invoice_is_warned_and_may_send(sale):
    page = Page(sale.owner.get(f"/en/supplier/orders/{sale.reference}"))
    assert "No invoice is attached yet. You may send all the same" in page.text

    sale.invoice()
    page = Page(sale.owner.get(f"/en/supplier/orders/{sale.reference}"))
    assert "No invoice is attached yet" not in page.text
    assert page.button("Note as sent")


def test_the_list_of_parcels_says_which_orders_have_no_invoice(sale):
    several = "/en/supplier/orders/several"
    assert "no invoice yet" in Page(sale.owner.get(several)).text
    sale.invoice()
    assert "no invoice yet" not in Page(sale.owner.get(several)).text


def test_the_page_says_what_to_write_and_for_whom(sale):
    page = Page(sale.owner.get(steps.path(sale.reference)))

    assert [(row[0][:11], row[1], row[2]) for row in page.rows()] == [
        ("3 × Lakerda", "1%", "735.00 TL"),
        ("Delivery", "20%", "79.00 TL"),
        ("Together", "", "814.00 TL"),
    ]
    assert "To a consumer; nothing special was wished." in page.text


@pytest.mark.parametrize(
    ("body", "media_type"),
    [(PDF, "application/pdf"), (UBL, "application/xml"), (a_photo(), "image/jpeg")],
    ids=["pdf", "ubl", "photo"],
)
def test_an_attached_invoice_is_downloaded_by_the_shopper_and_never_shown(sale, body, media_type):
    assert sale.invoice(body=body).status_code == 303

    link = order_page(sale.buyer, sale.order).link("Invoice MAV2026000000001")
    answer = sale.buyer.get(link)
    assert answer.status_code == 200
    assert answer.mimetype == media_type
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer.headers["Content-Security-Policy"]


def test_a_guest_gets_there_by_the_link_of_the_mail(sale, app):
    sale.invoice()
    letter = letters()[0]
    assert letter.subject == f"Your invoice for order {sale.number}"
    path = next(word for word in letter.text.split() if "/orders/open/" in word)

    guest = app.test_client()
    assert guest.get(f"/en/orders/{sale.number}/invoices/{documents()[0].id}").status_code == 404
    guest.get(path[path.index("/en/orders") :])
    assert guest.get(f"/en/orders/{sale.number}/invoices/{documents()[0].id}").status_code == 200


def test_an_invoice_of_another_order_is_not_found(sale, bank):
    sale.invoice()
    other = buy(sale.buyer, bank, a_product())

    address = f"/en/orders/{other.reference}/invoices/{documents()[0].id}"
    assert sale.buyer.get(address).status_code == 404


def test_a_wrong_file_is_replaced_and_the_old_one_kept(sale):
    sale.invoice()
    sale.invoice(body=PDF + b"%right", number="MAV2026000000002")

    assert [(d.version, d.number[-1]) for d in documents()] == [(1, "1"), (2, "2")]
    page = order_page(sale.buyer, sale.order)
    assert page.has_link("Invoice MAV2026000000002")
    assert not page.has_link("Invoice MAV2026000000001")
    assert "corrected file" in page.text
    assert "has replaced a file by a new one" in letters()[1].text
    own = Page(sale.owner.get(steps.path(sale.reference)))
    assert sale.owner.get(own.link("MAV2026000000001")).data == PDF


def test_the_same_sent_twice_is_one_invoice_and_one_mail(sale):
    sale.invoice()
    sale.invoice()

    assert len(documents()) == 1
    assert len(letters()) == 1


def test_every_version_is_evidence(sale):
    sale.invoice()
    sale.invoice(number="MAV2026000000002")

    first = evidence.bodies_of(sale.number, "invoice_attached")[0]
    assert first["number"] == "MAV2026000000001"
    assert first["file_sha256"] == documents()[0].sha256
    assert evidence.bodies_of(sale.number, "invoice_replaced")[0]["version"] == 2


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"number": ""}, "Write the number that stands on the invoice."),
        ({"issued_on": ""}, "Write the day that stands on the invoice."),
        ({"issued_on": "2026-03-03"}, "Choose a day from that of the order"),
        ({"issued_on": "2026-03-01"}, "Choose a day from that of the order"),
        ({"body": None}, "Choose the file of the invoice."),
        ({"body": b"<html></html>"}, "is no photo (JPEG, PNG, WebP), PDF or e-invoice"),
        ({"body": b"%PDF-" + b"0" * (10 * 1024 * 1024)}, "is larger than 10 MB"),
    ],
)
def test_what_cannot_be_taken_is_said_at_its_field_and_nothing_is_lost(sale, typed, sentence):
    given = {"day": typed.pop("issued_on", "2026-03-02")} | typed
    answer = attach(sale.owner, sale.reference, **given)

    page = Page(answer)
    assert answer.status_code == 422
    assert sentence in page.errors[0]
    assert page.value("Invoice number") == given.get("number", "MAV2026000000001")
    assert documents() == []
    if given.get("body", PDF) == PDF:
        kept = page.soup.select_one("input[name=kept-file]")["value"]
        again = {"number": "MAV1", "kept-file": kept}
        assert attach(sale.owner, sale.reference, "2026-03-02", body=None, **again)
        assert documents()[0].number == "MAV1"


def test_a_number_that_stands_on_another_order_is_asked_about(sale, bank):
    sale.invoice()
    other = buy(sale.buyer, bank, a_product(supplier=sale.supplier)).suborders[0].reference

    answer = attach(sale.owner, other, "2026-03-02", number="mav 2026 000000001")

    assert answer.status_code == 422
    assert f"This number stands on {sale.reference} already." in Page(answer).errors[0]


def test_another_makers_number_may_be_the_same(sale, bank):
    sale.invoice()
    other = a_supplier()
    order = buy(sale.buyer, bank, a_product(supplier=other))

    reference = order.suborders[0].reference
    assert attach(sale.team(other), reference, "2026-03-02").status_code == 303


def test_who_packs_writes_no_invoice(sale):
    shipper = sale.team(sale.supplier, "shipper")

    assert shipper.get(steps.path(sale.reference)).status_code == 404
    assert attach(shipper, sale.reference, "2026-03-02").status_code == 404


@pytest.mark.requirement("SR-1")
def test_where_the_cooperative_sells_it_writes_the_invoice(sold_by_cooperative, finance):
    sale = sold_by_cooperative
    maker = Page(sale.owner.get(f"/en/supplier/orders/{sale.reference}"))
    assert "The cooperative sells for you and writes the invoice." in maker.text
    assert attach(sale.owner, sale.reference, "2026-03-02").status_code == 404

    done = attach(finance, sale.reference, "2026-03-02", desk="admin")
    assert done.status_code == 303
    assert documents()[0].source.startswith("ADM:")
    assert order_page(sale.buyer, sale.order).has_link("Invoice MAV2026000000001")


def test_the_cooperative_writes_no_makers_invoice(sale, finance):
    assert attach(finance, sale.reference, "2026-03-02", desk="admin").status_code == 404
    page = Page(finance.get(steps.path(sale.reference, desk="admin")))
    assert "writes and attaches it." in page.text


def test_the_accountants_list_has_the_newest_version_of_the_days_asked_for(sale):
    sale.invoice()
    sale.invoice(number="MAV2026000000002")

    found = queries.documents_of(day("2026-03-01"), day("2026-03-31"))
    assert [(d.suborder.reference, d.number, d.issued_on) for d in found] == [
        (sale.reference, "MAV2026000000002", day("2026-03-02"))
    ]
    assert queries.documents_of(day("2026-04-01"), day("2026-04-30")) == []
