"""An integrator issues instead of a person: asked after dispatch, once, whatever goes wrong."""

from dataclasses import dataclass, field

import pytest

from app.extensions import db
from app.invoices.gateway import Issued, NotIssued
from app.invoices.models import InvoiceRequest
from app.invoices.services.issuing import issue_due
from app.kernel import clock
from app.settings import services as settings
from tests.builders import a_product
from tests.checkout.test_invoice_wish import PERSON, TCKN, bought
from tests.invoices.steps import UBL, documents, letters
from tests.returns.steps import case, withdraw

pytestmark = pytest.mark.requirement("IN-2")


@dataclass
class PracticeSource:
    """Issues numbered UBL files; the same key, the same document. It can fail before or after."""

    name: str = "practice"
    issued: dict = field(default_factory=dict)
    drafts: list = field(default_factory=list)
    fails: list = field(default_factory=list)

    def serves(self, seller):
        return "Poyraz" in seller["name"]

    def issue(self, draft):
        assert not db.session().in_transaction(), "asked while a transaction is open"
        self.drafts.append(draft)
        failure = self.fails.pop(0) if self.fails else ""
        if failure == "before":
            raise NotIssued("no answer")
        number = f"EAR2026{len(self.issued) + 1:09}"
        made = Issued(number, clock.today(), f"{number}.xml", UBL)
        known = self.issued.setdefault(draft.key, made)
        if failure == "after":
            raise NotIssued("the answer got lost")
        return known


@pytest.fixture
def source(app):
    app.extensions["invoice_source"] = made = PracticeSource()
    yield made
    del app.extensions["invoice_source"]


def test_what_has_left_is_invoiced_and_the_shopper_told(sale, source):
    issue_due()
    assert documents() == []
    sale.send()
    issue_due()

    (document,) = documents()
    assert (document.number, document.source) == ("EAR2026000000001", "SYS:practice")
    assert document.media_type == "application/xml"
    assert len(letters()) == 1
    (draft,) = source.drafts
    assert (draft.key, draft.total_minor) == (sale.reference, 81_400)
    assert [(line.name, line.quantity, line.vat_bp) for line in draft.lines] == [
        ("Lakerda", 3, 100),
        ("Teslimat", 1, 2000),
    ]


@pytest.mark.parametrize("failure", ["before", "after"])
def test_a_lost_answer_delays_and_makes_no_second_invoice(sale, source, failure):
    sale.send()
    source.fails = [failure]
    issue_due()
    request = db.session.get_one(InvoiceRequest, sale.reference)
    assert (documents(), request.tries, request.done_at) == ([], 1, None)

    sale.today("2026-03-02 11:06:00")
    issue_due()
    issue_due()
    assert [d.number for d in documents()] == ["EAR2026000000001"]
    assert len(source.issued) == 1


def test_a_person_who_was_quicker_is_not_asked_twice(sale, source):
    sale.send()
    source.fails = ["before"]
    issue_due()
    sale.invoice()
    sale.today("2026-03-02 13:00:00")
    issue_due()

    assert [d.number for d in documents()] == ["MAV2026000000001"]
    assert len(source.drafts) == 1


def test_what_goes_back_is_corrected_by_the_integrator_too(sale, source, staff):
    sale.send()
    issue_due()
    sale.today("2026-03-05")
    withdraw(sale.buyer, sale.order, 1)
    from tests.invoices.test_corrections import arrived

    arrived(sale, staff, 1)
    issue_due()

    assert documents()[1].cause == case().number
    correction = source.drafts[1]
    assert (correction.corrects, correction.total_minor) == ("EAR2026000000001", 24_500)


@pytest.mark.requirement("P-19")
def test_a_national_number_goes_to_who_issues_and_to_nobody_else(sale, source, bank):
    settings.change("tckn_on_invoice", True, "test")
    db.session.commit()
    sale.order = bought(sale.buyer, bank, a_product(supplier=sale.supplier), **PERSON)
    sale.send()
    issue_due()

    named = [draft for draft in source.drafts if draft.national_id]
    assert [(d.buyer_title, d.national_id) for d in named] == [("Elif Deniz Yalın", TCKN)]


def test_without_an_integrator_nothing_is_written_down(sale):
    sale.send()

    assert issue_due() == 0
    assert db.session.query(InvoiceRequest).count() == 0
