"""A recall reaches the buyers of a lot, all of them and nobody else (FD-2)."""

import pytest
from sqlalchemy import select

from app.accounts.models import AccessLogEntry
from app.extensions import db
from app.messaging.models import Message, MessageState
from app.orders.models import Order, SubOrderState
from app.orders.services import fulfilment, lots
from app.orders.services.actors import Actor
from app.orders.services.lots import Packed
from app.recalls.models import Recall, RecallState
from app.suppliers.models import DeliveryKind
from tests.builders import a_product, a_supplier
from tests.page import Page
from tests.shopping import buy

pytestmark = pytest.mark.usefixtures("open_shop")
SELLER = Actor("SU", "1")
WORDS = {"words_tr": "Bu kavanozları yemeyin, atın; paranızı geri alırsınız.", "words_en": ""}


class Trade:
    """Buyers with parcels from lots."""

    def __init__(self, app, bank):
        self.app, self.bank = app, bank
        self.jar = a_product(stock=40)
        self.supplier = self.jar.supplier
        self.honey = a_product(stock=40, name="Bal", supplier=self.supplier)
        self.elsewhere = a_product(stock=40, name="Reçel", supplier=a_supplier())

    def sold(self, product, lot, quantity=1):
        """A parcel on its way; returns the order's number."""
        order = buy(self.app.test_client(), self.bank, product, quantity)
        part = order.suborders[0]
        packed = {part.lines[0].id: Packed((lot,), None)} if lot else {}
        pieces = {part.lines[0].id: quantity}
        fulfilment.dispatch(part, "Deniz Kargo", "DK 1", pieces, SELLER, packed=packed)
        db.session.commit()
        return order.reference


@pytest.fixture
def trade(app, bank):
    return Trade(app, bank)


def told():
    """The orders whose buyers have a safety notice."""
    db.session.rollback()
    return sorted(db.session.scalars(select(Message.about).where(Message.kind == "recall")))


def begin(client, trade, typed=(), desk="admin"):
    fields = {"lots": "7", "sku": ""} | WORDS | dict(typed)
    if desk == "admin":
        fields["supplier"] = trade.supplier.id
    db.session.rollback()
    answer = client.post(f"/en/{desk}/recalls", data=fields)
    assert answer.status_code == 303, Page(answer).errors
    return answer.headers["Location"]


@pytest.mark.requirement("FD-2")
def test_recall_of_lot_7_tells_its_three_buyers_and_nobody_else(trade, staff):
    buyers = [trade.sold(trade.jar, lot) for lot in ("7", "7", " 7")]
    trade.sold(trade.jar, "8")
    trade.sold(trade.jar, "77")
    trade.sold(trade.jar, None)
    trade.sold(trade.elsewhere, "7")
    desk = staff("orders")
    path = begin(desk, trade)
    page = Page(desk.get(path))
    assert "3 orders have these lots" in page.headings()
    assert told() == []

    assert desk.post(f"{path}/announce").status_code == 303

    assert told() == sorted(buyers)
    letters = db.session.scalars(select(Message).where(Message.kind == "recall")).all()
    assert all(letter.statutory for letter in letters)
    assert {letter.recipient for letter in letters} == {"elif@example.org"}
    assert "Bu kavanozları yemeyin" in letters[0].text
    assert "Lakerda: lot 7" in letters[0].text


def test_a_recall_of_one_product_leaves_others_of_the_same_lot_alone(trade, staff):
    jar = trade.sold(trade.jar, "7")
    trade.sold(trade.honey, "7")
    trade.sold(trade.jar, None)
    desk = staff("orders")
    path = begin(desk, trade, {"sku": trade.jar.variants[0].sku})
    page = Page(desk.get(path))
    assert "1 line of this product left without a lot" in page.text

    desk.post(f"{path}/announce")

    assert told() == [jar]


def test_the_list_says_who_was_reached_and_looking_is_logged(trade, staff):
    first, second = (trade.sold(trade.jar, "7") for _n in range(2))
    desk = staff("orders")
    path = begin(desk, trade)
    desk.post(f"{path}/announce")
    db.session.rollback()
    letter = db.session.scalars(select(Message).where(Message.about == first)).all()[-1]
    letter.state = MessageState.HANDED_OVER
    db.session.commit()

    page = Page(desk.get(path))

    assert "1 of 2 reached" in page.text
    rows = {row[0].rpartition("-")[0]: row[4] for row in page.rows()}
    assert rows[first].startswith("Handed over")
    assert rows[second].startswith("Promised")
    table = desk.get(f"{path}/reached.csv").get_data(as_text=True)
    assert table.count("Elif Yalın") == 2
    db.session.rollback()
    assert (
        len(db.session.scalars(select(AccessLogEntry).where(AccessLogEntry.what == "recall")).all())
        == 2
    )


def test_the_maker_asks_and_the_cooperative_finds_it_on_its_list(trade, staff, team):
    trade.sold(trade.jar, "7")
    maker, desk = team(trade.supplier), staff("orders")

    path = begin(maker, trade, desk="supplier")

    assert "1 order has these lots" in Page(maker.get(path)).text
    assert told() == []
    link = Page(desk.get("/en/admin")).link("Decide")
    desk.post(f"{link}/announce")
    assert len(told()) == 1
    assert "0 of 1 reached" in Page(maker.get(path)).text
    mine = db.session.scalars(select(Message).where(Message.kind == "recall-for-supplier")).one()
    assert mine.recipient == trade.supplier.email


def test_a_recall_is_announced_once(trade, staff):
    trade.sold(trade.jar, "7")
    desk = staff("orders")
    path = begin(desk, trade)
    desk.post(f"{path}/announce")

    assert desk.post(f"{path}/announce").status_code == 409
    assert desk.post(f"{path}/decline", data={"reason": "A mistake."}).status_code == 409
    assert len(told()) == 1


def test_declined_with_a_reason_nobody_is_told_but_the_maker(trade, staff, team):
    trade.sold(trade.jar, "7")
    maker, desk = team(trade.supplier), staff("orders")
    path = begin(maker, trade, desk="supplier").replace("/supplier/", "/admin/")
    assert desk.post(f"{path}/decline", data={"reason": ""}).status_code == 422

    desk.post(f"{path}/decline", data={"reason": "The laboratory found nothing."})

    assert told() == []
    letter = db.session.scalars(select(Message).where(Message.kind == "recall-declined")).one()
    assert "The laboratory found nothing." in letter.text
    assert db.session.scalars(select(Recall)).one().state is RecallState.DECLINED


def test_what_is_recalled_does_not_leave_any_more(trade, staff, team):
    desk = staff("orders")
    desk.post(f"{begin(desk, trade)}/announce")
    reference = buy(trade.app.test_client(), trade.bank, trade.jar).suborders[0].reference
    part = db.session.scalars(select(Order).order_by(Order.id.desc())).first().suborders[0]
    line, maker = part.lines[0].id, team(trade.supplier)
    db.session.rollback()

    answer = maker.post(
        f"/en/supplier/orders/{reference}/dispatch",
        data={"carrier": "Deniz Kargo", f"pieces-{line}": "1", f"lot-{line}": "7"},
    )

    assert answer.status_code == 422
    assert Page(answer).errors == ["Lot 7 is recalled: it must not be sent or handed over."]
    assert Page(answer).value("Lot") == "7"
    db.session.rollback()
    db.session.expire_all()
    assert part.state is SubOrderState.NEW


class AtTheStall:
    """A jar that waits at the collection point for its buyer, who has the code."""

    def __init__(self, trade, maker):
        (way,) = trade.supplier.delivery_methods
        way.kind, way.fee_minor = DeliveryKind.COLLECTION, 0
        way.address = "İskele Meydanı 1, Urla"
        way.hours = {"tr": "Cumartesi 9–13", "en": "Saturday 9–13"}
        db.session.commit()
        self.maker, self.buyer = maker, trade.app.test_client()
        order = buy(self.buyer, trade.bank, trade.jar)
        self.reference, self.line = order.reference, order.suborders[0].lines[0].id
        db.session.rollback()
        self.page = f"/en/supplier/orders/{order.reference}-1"
        maker.post(f"{self.page}/ready")
        self.code = self.shown()

    def shown(self):
        """The six digits on the buyer's page; nothing once they are used."""
        number = Page(self.buyer.get(f"/en/orders/{self.reference}")).soup.select_one(".num")
        return "".join(number.get_text().split()) if number else ""

    def give(self, lot):
        """Hand the jar over, out of this lot."""
        fields = {"code": self.code, f"lot-{self.line}": lot}
        return self.maker.post(f"{self.page}/collect", data=fields)


@pytest.mark.requirement("FD-2")
def test_what_is_recalled_is_not_handed_over_at_the_stall_either(trade, staff, team):
    desk = staff("orders")
    desk.post(f"{begin(desk, trade)}/announce")
    stall = AtTheStall(trade, team(trade.supplier))

    refused = stall.give(" 7")

    assert refused.status_code == 422
    page = Page(refused)
    assert page.errors == ["Lot 7 is recalled: it must not be sent or handed over."]
    assert page.value("Lot") == " 7"
    assert page.button("Hand over")
    assert stall.shown() == stall.code
    assert stall.give("8").status_code == 303
    assert stall.shown() == ""


@pytest.mark.requirement("FD-2")
def test_a_recall_reaches_the_buyer_who_fetched_the_jar(trade, staff, team):
    stall = AtTheStall(trade, team(trade.supplier))
    stall.give("7")
    desk = staff("orders")

    desk.post(f"{begin(desk, trade)}/announce")

    assert told() == [stall.reference]


def test_a_lot_written_down_after_its_recall_tells_the_buyer_at_once(trade, staff):
    late = trade.sold(trade.jar, None)
    desk = staff("orders")
    desk.post(f"{begin(desk, trade)}/announce")
    assert told() == []
    part = db.session.scalars(select(Order).where(Order.reference == late)).one().suborders[0]

    for _twice in range(2):
        lots.correct(part.shipments[0], {part.lines[0].id: Packed(("7",), None)}, SELLER)
        db.session.commit()

    assert told() == [late]


def test_another_maker_cannot_see_it_or_name_its_goods(trade, team):
    path = begin(team(trade.supplier), trade, desk="supplier")
    other = team(trade.elsewhere.supplier)

    assert other.get(path).status_code == 404
    fields = {"lots": "7", "sku": trade.jar.variants[0].sku} | WORDS
    refused = other.post("/en/supplier/recalls", data=fields)
    assert refused.status_code == 422
    assert "no goods with this article number" in Page(refused).errors[0]


@pytest.mark.parametrize(("field", "typed"), [("lots", ""), ("lots", "–,"), ("words_tr", "kısa")])
def test_a_recall_without_lot_or_words_is_refused_at_its_field(trade, team, field, typed):
    maker = team(trade.supplier)
    fields = {"lots": "7", "sku": ""} | WORDS | {field: typed}

    answer = maker.post("/en/supplier/recalls", data=fields)

    assert answer.status_code == 422
    assert len(Page(answer).errors) == 1
