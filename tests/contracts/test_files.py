"""The papers of an order: kept as sent, the same file ever after, never in anybody's way."""

import hashlib
import io

import pypdf
import pytest
from sqlalchemy import select

from app.contracts import files, pdf, queries
from app.contracts.models import DocumentFile
from app.extensions import db
from app.messaging import delivery
from app.messaging.models import Message
from app.orders.services import links
from app.storage import gateway as storage
from tests.builders import a_product
from tests.page import Page
from tests.post import post_office
from tests.shopping import buy, deliver

SUFFIXES = ("pdf", "html", "txt", "json")


@pytest.fixture
def order(open_shop, visitor, bank):
    return buy(visitor, bank, a_product())


def papers_of(order):
    return [link.sha256 for link in queries.documents_of(order.reference)]


def fetch(client, order, sha256, suffix):
    """Download it, with no transaction of the test's own in the way."""
    address = f"/en/orders/{order.reference}/documents/{sha256}.{suffix}"
    db.session.rollback()
    return client.get(address)


@pytest.mark.requirement("DC-4.c")
@pytest.mark.requirement("DC-11.4")
def test_every_document_can_be_kept_as_pdf_page_and_text(visitor, order):
    page = Page(visitor.get(f"/en/orders/{order.reference}"))
    sha256 = papers_of(order)[0]

    for suffix in SUFFIXES:
        answer = fetch(visitor, order, sha256, suffix)
        assert answer.status_code == 200
        assert "attachment" in answer.headers["Content-Disposition"]
        assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert page.link("PDF").endswith(".pdf")
    assert page.link("Plain text").endswith(".txt")


def test_the_canonical_json_is_what_its_hash_says(visitor, order):
    for sha256 in papers_of(order):
        answer = fetch(visitor, order, sha256, "json")
        assert hashlib.sha256(answer.get_data()).hexdigest() == sha256


def test_the_pdf_is_made_once_and_served_the_same_ever_after(visitor, order, monkeypatch):
    sha256 = papers_of(order)[0]
    first = fetch(visitor, order, sha256, "pdf").get_data()
    monkeypatch.setattr(pdf, "as_pdf", lambda *_args: pytest.fail("made again"))

    assert fetch(visitor, order, sha256, "pdf").get_data() == first
    db.session.rollback()
    kept = db.session.get_one(DocumentFile, sha256)
    assert kept.file_sha256 == hashlib.sha256(first).hexdigest()


def test_a_file_that_was_lost_or_damaged_is_made_the_same_again(visitor, order):
    sha256 = papers_of(order)[0]
    first = fetch(visitor, order, sha256, "pdf").get_data()
    storage.put(f"document-{sha256}.pdf", b"damaged")

    assert fetch(visitor, order, sha256, "pdf").get_data() == first


def test_another_file_never_takes_the_place_of_the_one_that_was_sent(visitor, order, monkeypatch):
    sha256 = papers_of(order)[0]
    fetch(visitor, order, sha256, "pdf")
    storage.put(f"document-{sha256}.pdf", b"damaged")
    monkeypatch.setattr(pdf, "as_pdf", lambda *_args: b"%PDF-1.7 another")

    assert fetch(visitor, order, sha256, "pdf").status_code == 503
    db.session.rollback()
    assert "cannot be made the same" in db.session.get_one(DocumentFile, sha256).problem


def test_papers_are_not_among_the_pictures(visitor, order):
    sha256 = papers_of(order)[0]
    fetch(visitor, order, sha256, "pdf")

    assert visitor.get(f"/media/document-{sha256}.pdf").status_code == 404


@pytest.mark.requirement("DC-4.c")
@pytest.mark.requirement("LG-5")
def test_the_message_carries_every_paper_as_pdf_in_turkish_and_in_the_buyers_words(app, order):
    with post_office(app) as office:
        while delivery.deliver_due():
            pass
    mail = next(m for m in map(parsed, office.taken) if m["To"] == "elif@example.org")
    papers = {part.get_filename(): part.get_content() for part in mail.iter_attachments()}

    assert len(papers) == 5
    for name in ("information-tr", "information-en", "-1-tr", "-1-en", "withdrawal-form-en"):
        assert sum(name in file for file in papers) == 1, papers.keys()
    assert all(body.startswith(b"%PDF-1.7") for body in papers.values())
    titles = {pypdf.PdfReader(io.BytesIO(body)).metadata.title for body in papers.values()}
    assert "Information before the contract" in titles
    assert "Ön bilgilendirme" in titles


def parsed(raw):
    from email import message_from_bytes, policy

    return message_from_bytes(raw, policy=policy.default)


def test_where_no_pdf_can_be_made_page_and_text_travel_and_the_desk_is_told(
    app, order, staff, monkeypatch
):
    def fails(*_args):
        raise pdf.NotPrintable("no glyph")

    monkeypatch.setattr(pdf, "as_pdf", fails)
    with post_office(app) as office:
        while delivery.deliver_due():
            pass
    mail = next(m for m in map(parsed, office.taken) if m["To"] == "elif@example.org")
    kinds = {part.get_content_type() for part in mail.iter_attachments()}

    assert kinds == {"text/html", "text/plain"}
    desk = Page(staff("orders").get("/en/admin"))
    assert "A PDF could not be made" in desk.text


def test_no_order_waits_for_a_pdf(open_shop, visitor, bank, monkeypatch):
    monkeypatch.setattr(pdf, "as_pdf", lambda *_args: pytest.fail("made while ordering"))

    assert buy(visitor, bank, a_product()).formed_at is not None
    assert files.MEDIA_TYPES.keys() == set(SUFFIXES)


def linked(order):
    """A stranger's browser with a fresh link to the order."""
    token = links.give_link(order)
    db.session.commit()
    return f"/en/orders/papers/{token}"


def test_a_link_from_a_message_opens_the_papers_without_a_log_in(app, order):
    stranger, address = app.test_client(), linked(order)
    page = Page(stranger.get(address))

    assert page.heading == "Your documents"
    db.session.rollback()
    assert stranger.get(page.link("PDF")).get_data().startswith(b"%PDF")
    db.session.rollback()
    letter = db.session.scalars(select(Message).where(Message.kind == "order-formed")).one()
    assert "/en/orders/papers/" in letter.text


def test_a_wrong_link_or_a_paper_of_another_order_is_not_there(app, order, visitor, bank):
    other = buy(visitor, bank, a_product())
    address, foreign = linked(order), papers_of(other)[0]

    assert app.test_client().get("/en/orders/papers/AAAAAAAAAAAAAAAAAAAAAA").status_code == 404
    assert app.test_client().get(f"{address}/{foreign}.pdf").status_code == 404


@pytest.mark.requirement("AM-12A.4")
def test_links_work_until_the_records_may_go_and_then_end(open_shop, visitor, bank, today):
    from app.returns.services import endings

    today("2026-03-02")
    order = buy(visitor, bank, a_product())
    deliver(order, "2026-03-02")
    address = linked(order)
    today("2026-03-30")
    endings.close_finished()
    db.session.commit()

    today("2029-03-30")
    assert open_shop.test_client().get(address).status_code == 200
    today("2029-03-31")
    assert open_shop.test_client().get(address).status_code == 404


@pytest.mark.requirement("C-29")
def test_the_house_may_keep_records_longer_than_the_law_but_not_shorter(
    open_shop, visitor, bank, today
):
    from app.evidence.models import EvidenceChain
    from app.returns.services import endings
    from app.settings import services as settings

    with pytest.raises(settings.OutsideLimits):
        settings.change("record_years", 2, "test")
    settings.change("record_years", 10, "test")
    db.session.commit()
    today("2026-03-02")
    deliver(buy(visitor, bank, a_product()), "2026-03-02")
    today("2026-03-30")
    endings.close_finished()
    db.session.commit()

    assert str(db.session.scalars(select(EvidenceChain.retain_until)).one()) == "2036-03-30"
