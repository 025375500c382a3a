"""One order seen by its supplier before shipping, after delivery and at day 91 (PR-3.4)."""

import pytest

from app.conversations.models import OrderMessage, Side
from app.extensions import db
from app.helpdesk.models import RequestKind
from app.helpdesk.services import receiving
from app.kernel import clock
from app.orders.models import Order, OrderState
from app.suppliers.models import DeliveryKind
from tests.builders import a_delivery_method, a_product, a_supplier
from tests.page import Page
from tests.returns.steps import a_photo, case, claim, withdraw
from tests.shopping import buy, deliver

FIELDS = {
    "name": "Elif Yalın",
    "street": "Bahçelievler Mah. Çınar Sok. 12/5",
    "postcode": "35460 Urla",
    "phone": "+905550000000",
    "email": "elif@example.org",
    "note": "Zile basmayın",
    "receiver": "Kemal Usta",
    "wish": "Elif Nine'ye",
    "words": "Kapıda köpek var",
}
LABEL = {"name", "street", "postcode", "note", "receiver", "wish"}
DEALINGS = {"name", "street", "postcode", "wish", "words"}
MOMENTS = {"before": "2026-03-02", "after": "2026-03-05", "day 90": "2026-07-01"}
MOMENTS["day 91"] = "2026-07-02"


class Seller:
    """An order of 2 March, delivered on the 4th, closed on 2 April; and the supplier's people."""

    def __init__(self, visitor, bank, team, today, own=False):
        method = a_delivery_method(kind=DeliveryKind.OWN, carrier=None, name={"tr": "Kendi aracı"})
        supplier = a_supplier(delivery=[method] if own else None)
        self.today = today
        today("2026-03-02")
        order = buy(visitor, bank, a_product(supplier=supplier))
        self.id, self.order_reference = order.id, order.reference
        part = order.suborders[0]
        order.note, part.named_receiver = FIELDS["note"], FIELDS["receiver"]
        part.lines[0].personalisation = FIELDS["wish"]
        said = {"key": "k", "side": Side.SHOPPER, "at": clock.now(), "words": FIELDS["words"]}
        db.session.add(OrderMessage(suborder=part, **said))
        db.session.commit()
        self.reference = part.reference
        self.people = {role: team(supplier, role) for role in ("owner", "seller", "shipper")}

    @property
    def order(self):
        return db.session.get_one(Order, self.id)

    def come_to(self, moment):
        """Let happen what has happened by then."""
        if moment != "before":
            self.today("2026-03-04")
            deliver(self.order, "2026-03-04")
        self.today(MOMENTS[moment])
        if moment.startswith("day"):
            self.close(moment)

    def close(self, moment="day 91"):
        """The order was closed on 2 April, 90 or 91 days before."""
        self.today("2026-04-02")
        order = self.order
        order.state, order.closed_at = OrderState.CLOSED, clock.now()
        db.session.commit()
        self.today(MOMENTS[moment])

    def sees(self, role, path=None):
        page = Page(self.people[role].get(path or f"/en/supplier/orders/{self.reference}"))
        assert page.status == 200
        return {field for field, value in FIELDS.items() if value in page.text}


@pytest.fixture
def sold(open_shop, visitor, bank, team, today):
    return Seller(visitor, bank, team, today)


@pytest.mark.requirement("PR-3.4")
@pytest.mark.parametrize(
    ("moment", "role", "shown"),
    [
        ("before", "owner", LABEL | DEALINGS),
        ("before", "seller", LABEL | DEALINGS),
        ("before", "shipper", LABEL),
        ("after", "owner", DEALINGS),
        ("after", "seller", DEALINGS),
        ("after", "shipper", set()),
        ("day 90", "owner", DEALINGS),
        ("day 90", "seller", DEALINGS),
        ("day 90", "shipper", set()),
        ("day 91", "owner", set()),
        ("day 91", "seller", set()),
        ("day 91", "shipper", set()),
    ],
)
def test_an_order_shows_of_its_buyer_what_the_moment_and_the_role_need(sold, moment, role, shown):
    sold.come_to(moment)

    assert sold.sees(role) == shown


@pytest.mark.parametrize(("moment", "shown"), [("before", True), ("after", False)])
def test_who_brings_it_in_person_may_telephone_until_it_is_there(
    open_shop, visitor, bank, team, today, moment, shown
):
    sold = Seller(visitor, bank, team, today, own=True)
    sold.come_to(moment)

    for role in ("owner", "seller", "shipper"):
        assert ("phone" in sold.sees(role)) is shown, role


@pytest.mark.parametrize("kind", ["slips", "labels-a4", "labels-100x150"])
@pytest.mark.parametrize(
    ("moment", "printed"),
    [
        ("before", {"owner": 200, "seller": 200, "shipper": 200}),
        ("after", {"owner": 200, "seller": 200, "shipper": 404}),
        ("day 91", {"owner": 404, "seller": 404, "shipper": 404}),
    ],
)
def test_papers_are_printed_only_for_who_sees_the_address(sold, monkeypatch, kind, moment, printed):
    from app.desks import parcel_papers

    monkeypatch.setattr(parcel_papers, "as_pdf", lambda said, _moment: str(said).encode())
    sold.come_to(moment)
    path = f"/en/supplier/papers/{kind}.pdf?order={sold.reference}"

    assert {role: person.get(path).status_code for role, person in sold.people.items()} == printed


def test_a_label_after_delivery_names_no_telephone_and_no_third_person(sold, monkeypatch):
    from app.desks import parcel_papers

    monkeypatch.setattr(parcel_papers, "as_pdf", lambda said, _moment: str(said).encode())
    path = f"/en/supplier/papers/labels-a4.pdf?order={sold.reference}"
    before = sold.people["owner"].get(path).get_data(as_text=True)
    sold.come_to("after")
    after = sold.people["owner"].get(path).get_data(as_text=True)

    assert FIELDS["receiver"] in before
    assert FIELDS["note"] in before
    assert FIELDS["receiver"] not in after
    assert FIELDS["note"] not in after


@pytest.mark.parametrize(
    ("moment", "shown"), [("before", True), ("day 90", True), ("day 91", False)]
)
def test_talks_and_requests_are_hidden_with_the_address(sold, moment, shown):
    words = receiving.Words(
        RequestKind.COMPLAINT, FIELDS["name"], FIELDS["email"], sold.order_reference,
        FIELDS["words"], "en", "q",
    )  # fmt: skip
    asked = receiving.send(words, sold.order).number
    db.session.commit()
    sold.come_to(moment)
    expected = {"name", "words"} if shown else set()

    for role in ("owner", "seller"):
        assert sold.sees(role, f"/en/supplier/requests/{asked}") == expected
        talk = sold.sees(role, f"/en/supplier/messages/{sold.reference}")
        assert ("words" in talk) is shown


@pytest.mark.parametrize(
    ("moment", "role", "status"),
    [
        ("after", "owner", 200),
        ("after", "seller", 200),
        ("after", "shipper", 404),
        ("day 91", "owner", 404),
        ("day 91", "seller", 404),
        ("day 91", "shipper", 404),
    ],
)
def test_words_and_photos_of_a_claim_are_hidden_with_the_address(
    sold, visitor, moment, role, status
):
    sold.come_to("after")
    claim(visitor, sold.order, message=FIELDS["words"], files=(("a.jpg", a_photo()),))
    number, file_id = case().number, case().statement.files[0].id
    if moment == "day 91":
        sold.close()
    path = f"/en/supplier/returns/{number}"

    assert ("words" in sold.sees(role, path)) is (status == 200)
    assert sold.people[role].get(f"{path}/files/{file_id}").status_code == status


@pytest.mark.parametrize(
    "path", ["messages/{part}", "orders/{part}/later", "orders/{part}/amend", "requests"]
)
def test_a_shipper_has_no_room_for_what_buyers_write_or_agree(sold, path):
    answer = sold.people["shipper"].get(f"/en/supplier/{path.format(part=sold.reference)}")

    assert answer.status_code == (403 if path == "requests" else 404)


def test_a_shipper_sees_no_money_and_no_way_to_it(sold):
    shipper, owner = sold.people["shipper"], sold.people["owner"]
    for path in ("/en/supplier", f"/en/supplier/orders/{sold.reference}"):
        page = Page(shipper.get(path))
        assert "245" not in page.text, path
        assert not page.has_link("Propose a change of the contract")
        assert not page.has_link("Ask the buyer to cancel pieces")
    assert "245" in Page(owner.get("/en/supplier")).text
    offered = {str(a["href"]) for a in Page(shipper.get("/en/supplier")).soup.select("main a")}
    assert {shipper.get(href).status_code for href in offered} == {200}


def test_a_shipper_counts_what_came_back_without_a_sum(sold, visitor, staff):
    sold.come_to("after")
    withdraw(visitor, sold.order)
    staff("orders").post(f"/en/admin/returns/{case().number}/approve")
    path = f"/en/supplier/returns/{case().number}"
    seen = {role: Page(person.get(path)).text for role, person in sold.people.items()}

    assert "324.00 TL" in seen["owner"]
    assert "324.00 TL" in seen["seller"]
    assert "TL" not in seen["shipper"]
    assert "1 × Lakerda" in seen["shipper"]
