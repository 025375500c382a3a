"""The demo cooperative is whole, and alive on its first day."""

import pytest
from sqlalchemy import func, select

from app import demo_seed
from app.catalogue.listing_pages import name_of
from app.catalogue.models import Category, Product, ProductState
from app.catalogue.queries import listings
from app.desks import due
from app.evidence import queries as evidence
from app.extensions import db
from app.imports.models import Import, ImportRow, ImportState
from app.invoices import missing
from app.invoices.models import InvoiceDocument
from app.invoices.rules import Owed
from app.orders.models import Order, OrderState
from app.payments.models import Refund, RefundState
from app.returns.models import GoodsReturn
from app.storage import gateway as storage
from app.suppliers.applying import checks
from app.suppliers.applying.models import Application
from app.suppliers.models import Supplier
from demo import people
from tests.page import Page


@pytest.fixture
def demo(app, tmp_path, monkeypatch):
    monkeypatch.setenv("DEMO_PROVIDER_DB", str(tmp_path / "bank.db"))
    demo_seed.seed()
    db.session.commit()
    return app


def count(model):
    return db.session.scalar(select(func.count()).select_from(model))


def test_the_demo_is_a_whole_shop_with_open_work_for_everybody(demo):
    assert count(Supplier) >= 6
    assert count(Product) >= 120
    parents = set(db.session.scalars(select(Category.parent_id)))
    assert len(parents - {None}) >= 3
    assert count(Category) >= 12
    pages = db.session.scalars(select(Product)).all()
    assert sum(bool(page.pictures) for page in pages) >= 120
    assert sum({"tr", "en"} <= {t.language for t in page.texts} for page in pages) >= 120

    assert set(db.session.scalars(select(Order.state))) == {OrderState.FORMED}
    assert len(set(db.session.scalars(select(GoodsReturn.state)))) >= 4
    states = set(db.session.scalars(select(Refund.state)))
    assert {RefundState.COMPUTED, RefundState.CLOSED} <= states
    assert evidence.broken_chains() == []

    with demo.test_request_context("/admin"):
        for person in people.TEAM:
            if "orders" in person.rights:
                assert due.of_staff(_member(person.email))
        for supplier in db.session.scalars(select(Supplier).where(Supplier.slug == "poyraz")):
            assert due.of_supplier(supplier.id)


def _member(email):
    from app.accounts.models import Member

    return db.session.scalars(select(Member).where(Member.email == email)).one()


def test_the_printed_log_ins_open_their_doors(demo):
    lines = demo_seed.log_ins()

    assert len(lines) == 1 + len(people.TEAM)
    kinds = [line.split("  ")[1].strip() for line in lines]
    assert {"shopper", "supplier", "administrator", "privacy contact", "finance"} <= set(kinds)
    assert kinds.count("supplier") == kinds.count("administrator") == 2
    answer = demo.test_client().post(
        "/en/account/log-in",
        data={"email": people.SHOPPER.email, "password": people.PASSWORD},
    )
    assert answer.headers["Location"] == "/en/account"
    browser = demo.test_client()
    browser.post(
        "/account/log-in", data={"email": people.SHOPPER.email, "password": people.PASSWORD}
    )
    assert "M-" in Page(browser.get("/account")).text


def test_a_maker_has_something_for_the_review_desk_and_something_begun(demo):
    waiting = listings.in_review()

    assert [name_of(revision.product) for revision in waiting] == ["Lakerda"]
    hers = Product.supplier_id == waiting[0].product.supplier_id
    drafts = db.session.scalars(select(Product).where(hers, Product.state == ProductState.DRAFT))
    assert [name_of(product) for product in drafts] == ["Torik lakerdası"]


def test_one_application_waits_for_a_reviewer_and_one_for_its_answer(demo):
    told = {
        application.name: (str(application.state), len(application.papers), application.question)
        for application in db.session.scalars(select(Application))
    }
    assert told["Nazlı'nın Reçelleri"] == ("submitted", 1, None)
    state, papers, question = told["Yamaç Balları"]
    assert (state, papers) == ("needs_info", 1)
    assert "analiz raporu" in question
    for application in db.session.scalars(select(Application)):
        failed = [point.name for point in checks.points_of(application) if not point.met]
        assert set(failed) == {"papers", "register", "interview"}
    with demo.test_request_context("/admin"):
        reviewer = _member("deniz@example.org")
        assert "Nazlı'nın Reçelleri" in " ".join(todo.title for todo in due.of_staff(reviewer))


def test_some_orders_have_their_invoice_and_some_wait_for_one(demo):
    assert count(InvoiceDocument) >= 4
    with demo.test_request_context("/admin"):
        what = {duty.what for duty in missing.due()}
    assert what == {Owed.INVOICE, Owed.CORRECTION}
    for document in db.session.scalars(select(InvoiceDocument)):
        assert storage.read_apart(document.sha256).startswith(b"%PDF-1.4")


def test_a_maker_finds_a_file_taken_with_two_rows_to_correct(demo):
    file = db.session.scalars(select(Import)).one()
    outcomes = [
        row.outcome for row in db.session.scalars(select(ImportRow).order_by(ImportRow.row))
    ]

    assert file.state is ImportState.DONE
    assert outcomes == ["new", "new", "refused", "new", "refused"]
