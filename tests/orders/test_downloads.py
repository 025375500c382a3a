"""A file is bought, asked for, delivered and logged."""

import pytest

from app.catalogue.models import Variant
from app.catalogue.services.files import NotDeliverable, add_file, looked_into
from app.evidence import queries as evidence
from app.extensions import db
from app.orders.models import Download, SubOrderState
from app.storage import gateway as storage
from tests.builders import a_product
from tests.kinds import BOOK, a_download
from tests.page import Page
from tests.shopping import buy, fill_cart, newest_order, to_review

pytestmark = pytest.mark.usefixtures("open_shop")


def addresses(order):
    line = order.suborders[0].lines[0]
    base = f"/en/orders/{order.reference}"
    return f"{base}/now/{line.id}", f"{base}/files/{line.id}"


def ask(client, order):
    now, _file = addresses(order)
    token = Page(client.get(now)).soup.select_one("form[method=post] input[name=csrf_token]")
    return client.post(now, data={"csrf_token": token["value"], "now": "yes"})


def test_the_order_page_of_a_file_speaks_of_no_carrier(visitor, bank):
    order = buy(visitor, bank, a_download())

    text = Page(visitor.get(f"/en/orders/{order.reference}")).text

    assert "Nothing is sent: download it" in text
    assert "The carrier brings it" not in text
    assert "The maker prepares it" not in text
    assert "Somebody else takes it" not in text


@pytest.mark.requirement("C-18")
def test_a_file_is_given_out_only_after_the_buyer_asked_knowing_what_it_means(visitor, bank):
    order = buy(visitor, bank, a_download())
    now, file = addresses(order)

    first = visitor.get(file)
    page = Page(visitor.get(now))

    assert first.status_code == 303
    assert first.headers["Location"].endswith(now)
    assert "lose my right to withdraw with the first download" in page.text
    assert not page.field("I want it now").has_attr("checked")
    assert db.session.query(Download).count() == 0


@pytest.mark.requirement("DC-20.3")
def test_every_download_is_logged_with_checksum_and_version(visitor, bank, today):
    today("2026-03-10")
    order = buy(visitor, bank, a_download())
    _now, file = addresses(order)
    assert ask(visitor, order).status_code == 303

    answer = visitor.get(file)
    visitor.get(file)

    assert answer.data == BOOK
    assert answer.headers["Content-Disposition"].startswith("attachment")
    logged = db.session.query(Download).all()
    assert [(row.version, len(row.sha256)) for row in logged] == [("1.0", 64)] * 2
    assert evidence.kinds_of(order.reference).count("downloaded") == 1
    assert newest_order().suborders[0].state is SubOrderState.DELIVERED


def test_nobody_else_gets_the_file(visitor, bank, app):
    order = buy(visitor, bank, a_download())
    stranger = app.test_client()

    for address in addresses(order):
        assert stranger.get(address).status_code == 404


@pytest.mark.requirement("DC-20.3")
def test_a_file_that_is_not_the_one_looked_into_is_not_given_out(visitor, bank):
    product = a_download()
    order = buy(visitor, bank, product)
    ask(visitor, order)
    storage.put(f"file-{product.files[0].sha256}", b"%PDF- something else")

    assert visitor.get(addresses(order)[1]).status_code == 409
    assert db.session.query(Download).count() == 0


def test_after_the_period_no_question_is_left_to_ask(visitor, bank, today):
    today("2026-03-10")
    order = buy(visitor, bank, a_download())
    today("2026-03-25")

    assert visitor.get(addresses(order)[1]).status_code == 200


@pytest.mark.requirement("DC-5.1.ı")
@pytest.mark.requirement("DC-5.1.i")
def test_protection_and_compatibility_stand_on_product_page_and_review(visitor):
    product = a_download()
    url = f"/en/p/{product.texts[1].slug}-{product.id}"

    for page in (Page(visitor.get(url)), (fill_cart(visitor, product), to_review(visitor))[1]):
        assert "Technical protection: Yok / none" in page.text
        assert "Works with: PDF" in page.text


def test_a_mixed_order_sends_the_parcel_and_offers_the_file(visitor, bank):
    jar = a_product()
    fill_cart(visitor, jar)
    order = buy(visitor, bank, a_download(supplier=jar.supplier))

    assert len(order.suborders) == 1
    assert order.delivery_minor == 7900
    assert Page(visitor.get(f"/en/orders/{order.reference}")).has_link("Have it now")


def test_a_file_sells_as_often_as_its_stock_says(visitor, bank):
    product = a_download(stock=2)
    buy(visitor, bank, product)
    assert db.session.get(Variant, product.variants[0].id).stock == 1


@pytest.mark.requirement("DC-20.3")
@pytest.mark.parametrize(
    "body",
    [
        b"MZ program",
        b"%PDF-1.7 /OpenAction << /S /JavaScript /JS (app.alert(1)) >>",
        b"PK not a zip",
    ],
)
def test_programs_and_active_content_are_not_taken(body):
    with pytest.raises(NotDeliverable):
        looked_into(body)


def test_active_content_hidden_in_a_packed_stream_is_found():
    import zlib

    packed = zlib.compress(b"<< /S /Launch /F (cmd.exe) >>")
    with pytest.raises(NotDeliverable):
        looked_into(b"%PDF-1.7\n<< /Filter /FlateDecode >>\nstream\n" + packed + b"\nendstream")


def test_a_file_is_kept_under_its_hash_with_what_was_found(app):
    product = a_product()
    file = add_file(product, "defter.pdf", BOOK, "1.0")
    db.session.commit()

    assert storage.read(f"file-{file.sha256}") == BOOK
    assert file.scan == "PDF, no active content"
