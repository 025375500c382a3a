"""One shop with one of everything, and an example of every page that it can show.

Whoever adds a GET endpoint adds its example to `EXAMPLES`: the nets then ask for it in both
languages, weigh it, read its headers and let axe look at it in a real Chromium.
"""

import io
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from PIL import Image
from sqlalchemy import select

from app.accounting import reconciling
from app.accounts.models import Address, Audience, Member
from app.accounts.services import new_token
from app.catalogue.models import Product, ProductPicture, ProductState
from app.contracts.services import amendments
from app.contracts.services.amendments import Change
from app.conversations import services as conversations
from app.conversations.models import OrderMessage, Side
from app.extensions import db
from app.helpdesk.models import RequestKind
from app.helpdesk.services import receiving
from app.imports.services import running
from app.invoices.models import InvoiceDocument
from app.invoices.services import attaching
from app.invoices.services.attaching import Written
from app.kernel import clock, crypto, ids
from app.media import papers as kept
from app.media import services as media
from app.messaging.models import Attachment, Message
from app.orders import proofs
from app.orders.models import Ending, Order, SubOrder
from app.orders.services import endings, links, lots
from app.orders.services.actors import Actor
from app.orders.services.lots import Packed
from app.payments import statements_in
from app.payments.disputes import noting, proving
from app.payments.gateway import Disputed
from app.payments.models import DisputeProof, PaymentAttempt, Refund, RefundState
from app.payments.services import files, incoming
from app.privacy import breaches
from app.privacy.breaches import Learned
from app.privacy.models import Breach
from app.recalls import services as recalls
from app.recalls.models import Recall, RecallState
from app.records import services as authorities
from app.records.models import AuthorityRequest
from app.returns.models import Case, Statement, StatementFile
from app.returns.services import statements
from app.returns.services.quantities import Wish
from app.settings import services as settings
from app.settings.texts import NAMES
from app.settlements.models import Payout, PayoutFile, PayoutLine, PayoutState
from app.suppliers import team
from app.suppliers.applying import papers as documents
from app.suppliers.applying.models import Application, ApplicationPaper
from app.suppliers.models import Carrier, DeliveryKind, IdentityChange
from app.suppliers.renumbering import services as renumbering
from app.web.audience import RIGHTS
from tests import builders, kinds
from tests.bank import Bank
from tests.returns import steps
from tests.shopping import buy, deliver, fill_cart, place, press_button, to_review


def one(model: type[Any], *conditions: Any) -> Any:
    """The first row of a kind."""
    return db.session.scalars(select(model).where(*conditions).order_by(model.id)).first()


@dataclass
class World:
    """The rows that examples name, and a browser of everybody."""

    app: Flask
    bank: Bank
    browsers: dict[str, FlaskClient] = field(default_factory=dict)
    product: Product = field(init=False)
    order_id: int = field(init=False)

    def __post_init__(self) -> None:
        self._stock()
        shopper = builders.a_shopper(addresses=[builders.an_address()])
        maker = builders.a_member(supplier=self.product.supplier)
        boss = builders.a_member(rights=list(RIGHTS))
        for who, audience, account in (
            ("member", "shopper", shopper),
            ("buyer", "shopper", shopper),
            ("maker", "member", maker),
            ("staff", "member", boss),
        ):
            self.browsers[who] = builders.logged_in(self.app, audience, account.id)
        builders.saved(
            IdentityChange(
                supplier_id=self.product.supplier.id,
                wanted={"title": "S.S. Yeni Poyraz Kooperatifi", "without_mersis": True},
                words="We have moved.",
                asked_by=maker.id,
                asked_at=clock.now(),
            )
        )
        wanted = {"iban": "TR330006100519786457841326", "tax_office": "Urla"}
        renumbering.ask(self.product.supplier, wanted, "Another bank.", maker)
        self.browsers["guest"] = self.app.test_client()
        self._trade()
        self.invitation = self._invite(maker)
        self._import()
        self.application_link = self._apply()
        self._publish()
        self.confirm = new_token("confirm", Audience.SHOPPER, shopper.id, timedelta(hours=1))
        db.session.commit()

    def _stock(self) -> None:
        """A product with a picture, one sold out, one archived, each with its page."""
        raw = io.BytesIO()
        Image.new("RGB", (800, 1000), "#dbe9f0").save(raw, "JPEG")
        picture = media.add(raw.getvalue())
        self.product = builders.a_product(stock=40)
        shown = ProductPicture(picture=picture, position=0, alt={"tr": "Kavanoz", "en": "A jar"})
        self.product.pictures = [shown]
        shelf, maker = self.product.category, self.product.supplier
        self.sold_out = builders.a_product(stock=0, category=shelf, supplier=maker)
        self.service = builders.a_product(
            wd_code="h", wd_approved=True, category=shelf, supplier=maker
        )
        self.archived = builders.a_product(
            state=ProductState.ARCHIVED, category=shelf, supplier=maker
        )
        own = {"category": shelf, "supplier": maker, "state": ProductState.DRAFT}
        self.book, self.box = kinds.a_download(**own), kinds.a_box(**own)
        self.tour = kinds.a_tour("2099-05-02T10:00", **own)
        db.session.merge(Carrier(name="Deniz Kargo", tracking_pattern="https://example.org/{no}"))
        db.session.commit()
        media.render_some()
        self.picture = f"{picture.sha256[:24]}.jpg"

    def _trade(self) -> None:
        """A delivered order with a piece coming back, one given up, one unpaid, one in the cart."""
        order = buy(self.browsers["member"], self.bank, self.product, 3)
        self.order_id = order.id
        deliver(order, clock.today().isoformat())
        self._invoice(order)
        self.receipt = self._give_up(order, "n1")
        self._give_up(buy(self.browsers["member"], self.bank, self.product), "n2")
        lost = statements.Words(
            "Elif", "elif@example.org", "the jars of March", "", "", "en", f"n3-{order.id}"
        )
        statements.declare(lost, None)
        self.link = links.give_link(self.order)
        db.session.commit()
        _order, self.declined = place(self.browsers["guest"], self.product)
        self.bank.decline(f"pay_{len(self.bank.payments)}")
        self.sent = buy(self.browsers["guest"], self.bank, self.product).reference
        self.asked = buy(self.browsers["guest"], self.bank, self.service).reference
        self._ask(order)
        self._register(order)
        self._release()
        self._register(order)
        self._claim(order)
        self._propose(order)
        self._recall(order)
        self._talk(order)
        self.payment_file = self._hand_over()
        self.dispute = self._dispute(buy(self.browsers["member"], self.bank, self.product))
        self.transfer = self._await_transfer()
        self.payout, self.payout_file = self._pay_out()
        self._fail(buy(self.browsers["member"], self.bank, self.product))
        self._reconcile()
        fill_cart(self.browsers["guest"], self.product)
        to_review(self.browsers["guest"])
        _order, self.open_attempt = place(self.browsers["buyer"], self.product)

    def _publish(self) -> None:
        """A new supplier agreement waits for the maker's yes."""
        written = {
            "text_tr": "# Üretici sözleşmesi\n\nYeni.",
            "text_en": "# Supplier agreement\n\nNew.",
            "commission": "10",
            f"rate_{self.product.category_id}": "8",
        }
        self.browsers["staff"].post("/en/admin/agreements/new", data=written)

    def _invite(self, owner: Member) -> str:
        """The maker asks somebody new to help with the parcels; the link's token."""
        team.invite(self.product.supplier, "zeynep@example.org", "shipper", owner)
        letter = one(Message, Message.kind == "team-invitation")
        return re.search(r"/team/join/([\w-]+)", letter.text)[1]

    def _import(self) -> None:
        """The maker sends a file with a good row and two with faults; another is written."""
        db.session.commit()
        code = self.product.variants[0].sku
        rows = f"SKU;Ad;Fiyat\n{code};Lakerda;245,00\nx-1;Bal;0\nx-2;;5\n"
        numbers = []
        for _time in range(2):
            sent = {"file": (io.BytesIO(rows.encode()), "goods.csv")}
            answer = self.browsers["maker"].post("/en/supplier/import", data=sent)
            numbers.append(answer.headers["Location"].rpartition("/")[2])
        self.import_open, self.import_done = numbers
        self.browsers["maker"].post(f"/en/supplier/import/{self.import_done}/confirm")
        db.session.commit()
        running.run_due()

    def _apply(self) -> str:
        """Somebody applies to become a supplier and goes on with the link; its token."""
        browser = self.browsers["applicant"] = self.app.test_client()
        who = {"contact_person": "Zeliha Örnek", "email": "zeliha@example.org"}
        browser.post("/en/supplier/apply", data=who)
        letter = one(Message, Message.kind == "application-started")
        token = re.search(r"/link/([\w-]+)", letter.text)[1]
        number = one(Application).number
        db.session.rollback()
        browser.post(f"/en/supplier/apply/link/{token}")
        kind = {"kind": "exempt_artisan", "seller_of_record": "cooperative"}
        browser.post(f"/en/supplier/apply/{number}/kind", data=kind)
        documents.add(one(Application), kept.take("belge.pdf", b"%PDF-1.7"))
        db.session.commit()
        return token

    def _ask(self, order: Order) -> None:
        """A member asks for the records of an order and follows the link of the receipt."""
        words = receiving.Words(
            RequestKind.RECORD, order.name, order.email, order.reference, "All, please.", "en", "q"
        )
        asked = receiving.send(words, order)
        self.request, self.request_link = asked.number, receiving.link_token(asked)
        db.session.commit()
        self.browsers["member"].get(f"/en/requests/open/{self.request_link}")

    def _register(self, order: Order) -> None:
        """An authority asks for the records of an order."""
        typed = {
            "authority": "Ticaret Bakanlığı",
            "reference": "2026/17",
            "scope": "Order and contract",
            "order_reference": order.reference,
            "received_on": clock.today().isoformat(),
        }
        answer = self.browsers["staff"].post("/en/admin/records", data=typed)
        self.record = answer.headers["Location"].rpartition("/")[2]

    def _talk(self, order: Order) -> None:
        """The buyer sends a photo, the maker answers."""
        raw = io.BytesIO()
        Image.new("RGB", (80, 60), "#dbe9f0").save(raw, "JPEG")
        photo = conversations.keep_photo(raw.getvalue())
        part = order.suborders[0]
        conversations.write(part, Side.SHOPPER, "Is this how it should look?", photo, "t1", None)
        conversations.write(part, Side.SUPPLIER, "Yes, it is the salt.", None, "t2", "1")
        db.session.commit()

    def _invoice(self, order: Order) -> None:
        """The maker attaches the invoice; a piece that comes back later is to be corrected."""
        written = Written("MAV2026000000001", clock.today(), kept.take("a.pdf", b"%PDF-1.7"))
        attaching.attach(order.suborders[0], "", written, Actor("SU", "1"))
        db.session.commit()

    def _recall(self, order: Order) -> None:
        """One lot is recalled and its buyer told, another is asked for."""
        parcel = order.suborders[0].shipments[0]
        line = order.suborders[0].lines[0].id
        lots.correct(parcel, {line: Packed(("7",), clock.today())}, Actor("SU", "1"))
        for lot in ("8", "7"):
            wish = recalls.Wish(
                order.suborders[0].supplier,
                None,
                [lot],
                {"tr": "Lütfen yemeyin.", "en": "Do not eat."},
            )
            asked = recalls.ask(wish, Actor("SU", "1"))
        recalls.announce(asked, Actor("ADM", "1"))
        db.session.commit()

    def _hand_over(self) -> str:
        """A refund by transfer that is at the bank; the number of its file."""
        refund = Refund(
            number=ids.reference("P"),
            order_id=self.order_id,
            suborder_reference=self.order.suborders[0].reference,
            supplier_id=self.product.supplier_id,
            cause=f"{self.order.reference}-C",
            kind="return_cost",
            instrument="transfer",
            state=RefundState.RELEASED,
            goods_minor=0,
            delivery_minor=0,
            cost_minor=4_200,
            amount_minor=4_200,
            notice_on=clock.today(),
            due_on=clock.today(),
            release_on=clock.today(),
            inputs={},
            opened_at=clock.now(),
            iban_cipher=crypto.encrypt("TR940001000999990123456789"),
            holder="Elif Yalın",
        )
        db.session.add(refund)
        number = files.make(one(Member).id).number
        db.session.commit()
        return number

    def _pay_out(self) -> tuple[str, str]:
        """A payout of the maker's that is at the bank; its number and that of its file."""
        supplier = self.product.supplier
        cipher = crypto.encrypt("TR940001000999990123456789")
        supplier.iban_cipher, supplier.iban_index = cipher, "test"
        line = PayoutLine(
            suborder=self.order.suborders[0].reference, goods_minor=12_000, delivery_minor=4_000
        )
        payout = Payout(
            number=ids.reference("H"),
            supplier_id=supplier.id,
            state=PayoutState.IN_FILE,
            amount_minor=16_000,
            made_at=clock.now(),
            iban_cipher=cipher,
            iban_index="test",
            holder=supplier.title,
            lines=[line],
        )
        file = PayoutFile(
            number=ids.reference("HF"),
            made_on=clock.today(),
            made_at=clock.now(),
            member_id=one(Member).id,
            payouts=[payout],
        )
        db.session.add(file)
        db.session.commit()
        return payout.number, file.number

    def _dispute(self, order: Order) -> str:
        """A buyer disputes her payment, the maker has shown a photo; the dispute's number."""
        photo = proofs.keep(steps.a_photo())
        paid = one(PaymentAttempt, PaymentAttempt.order_id == order.id)
        found = Disputed(
            ref="dis_1",
            payment=paid.provider_ref,
            amount_minor=order.total_minor,
            reason="product_not_received",
            state="needs_answer",
            taken_minor=order.total_minor,
            movements=1,
            answer_by=clock.now() + timedelta(days=9),
        )
        dispute = noting.note("demo", found)
        assert dispute is not None
        proving.give(dispute, order.suborders[0].supplier_id, "Signed for.", photo, one(Member))
        db.session.commit()
        return dispute.number

    def _await_transfer(self) -> str:
        """An order that waits for a transfer, of which something unclear has come; its token."""
        settings.change("transfer_iban", "TR330006100519786457841326", "test")
        db.session.commit()
        guest = self.app.test_client()
        fill_cart(guest, self.product)
        token = press_button(guest, to_review(guest, means="transfer"))
        line = statements_in.by_hand(clock.today(), 4_200, "Zeynep Kaya", "", "kavanozlar")
        incoming.take_in([line], one(Member).id)
        db.session.commit()
        return token

    def _reconcile(self) -> None:
        """The provider says it has paid out what came in, and took money nobody knows of."""
        with clock.earlier(timedelta(days=1)):
            self.bank.note("payment", "M-unknown", 9_900)
        self.bank.note("payout", "po_1", -4_200, pending=True)
        db.session.commit()
        reconciling.tonight()

    def _fail(self, order: Order) -> None:
        """The maker cannot deliver, and says why (art. 16(4))."""
        code = endings.IMPOSSIBILITY_CODES[0]
        self.proof = proofs.keep(steps.a_photo())
        why = endings.Impossibility(clock.today(), code, "The jetty has burnt down.", self.proof)
        endings.perform_not(order.suborders[0], why, Actor("SU", "1"))
        db.session.commit()
        self.failed = order.reference

    def _claim(self, order: Order) -> None:
        """A piece came damaged, and a photo shows it."""
        photo = (("jar.jpg", steps.a_photo()),)
        steps.claim(self.browsers["member"], order, files=photo, nonce="n5")

    def _propose(self, order: Order) -> None:
        """The maker proposes another day, to be accepted or declined."""
        change = Change("Teslim 20 Mart.", "Delivery on 20 March.")
        self.amendment = amendments.propose(order.suborders[0], change, "1").number
        db.session.commit()

    def _release(self) -> None:
        """A second person approves what was registered; the records may go."""
        second = builders.a_member(rights=["privacy"])
        entry = one(AuthorityRequest)
        authorities.approve(entry, second)
        authorities.release(entry, second)
        db.session.commit()
        self.released = entry.number

    @property
    def breach(self) -> str:
        """The number of a breach, recorded the first time that somebody asks."""
        known = one(Breach)
        if known is None:
            member = builders.a_member(rights=["privacy"])
            learned = Learned(clock.now(), "a list lay open", "buyers", 12, "few", "taken in")
            known = breaches.enter(learned, member)
            db.session.commit()
        return str(known.number)

    def of(self, reference: str) -> SubOrder:
        """The first part of an order."""
        return db.session.scalars(
            select(SubOrder).join(Order).where(Order.reference == reference)
        ).first()

    def _give_up(self, order: Order, nonce: str) -> str:
        line = order.suborders[0].lines[0]
        words = statements.Words(
            "Elif Yalın", order.email, order.reference, "", "", order.language, nonce
        )
        return statements.withdraw(order, words, {line.id: Wish(1)})[1]

    @property
    def order(self) -> Order:
        return db.session.get_one(Order, self.order_id)

    def browser(self, who: str) -> FlaskClient:
        """That person's browser; `nobody` has a fresh one."""
        return self.app.test_client() if who == "nobody" else self.browsers[who]

    def path(self, example: "Example", prefix: str = "/en") -> str:
        """The address of an example in one language."""
        adapter = self.app.url_map.bind("shop.invalid")
        values = example.values(self) | example.query
        db.session.rollback()  # a test's question holds the lock of a writer; a page must not wait
        return prefix + adapter.build(example.endpoint, values)


def nothing(_world: World) -> dict[str, Any]:
    return {}


@dataclass(frozen=True)
class Example:
    """A page: who looks, at what; `status` where it is not 200."""

    endpoint: str
    who: str = "nobody"
    values: Callable[[World], dict[str, Any]] = nothing
    query: dict[str, str] = field(default_factory=dict)
    status: int = 200

    def __str__(self) -> str:
        query = "&".join(f"{name}={value}" for name, value in self.query.items())
        return self.endpoint + (f"?{query}" if query else "")


def product_page(product: Product) -> dict[str, Any]:
    return {"slug": product.texts[0].slug, "product_id": product.id}


def listing(world: World) -> dict[str, Any]:
    return {"product_id": world.product.id}


def special(world: World, name: str, section: str) -> dict[str, Any]:
    """A section of what is no plain good."""
    return {"product_id": getattr(world, name).id, "section": section}


def an_order(world: World) -> dict[str, Any]:
    return {"reference": world.order.reference}


def maker(world: World) -> dict[str, Any]:
    return {"supplier_id": world.product.supplier.id}


def suborder(world: World) -> dict[str, Any]:
    return {"reference": world.order.suborders[0].reference}


def month(_world: World) -> dict[str, Any]:
    return {"month": f"{clock.today():%Y-%m}"}


def unsent(world: World) -> dict[str, Any]:
    return {"reference": world.of(world.sent).reference}


def papers(world: World, kind: str) -> dict[str, Any]:
    return {"kind": kind, "order": world.of(world.sent).reference}


def unsent_part(world: World) -> dict[str, Any]:
    return {"reference": world.sent, "part": world.of(world.sent).reference}


def asked_line(world: World) -> dict[str, Any]:
    return {"reference": world.asked, "line_id": world.of(world.asked).lines[0].id}


def ended(_world: World) -> dict[str, Any]:
    ending = one(Ending)
    return {"reference": ending.suborder.order.reference, "number": ending.number}


def case(world: World) -> dict[str, Any]:
    return {"number": one(Case).number}


def parcel(world: World) -> dict[str, Any]:
    part = world.order.suborders[0]
    return {"reference": part.reference, "shipment_id": part.shipments[0].id}


def part(world: World) -> dict[str, Any]:
    return {"part": world.order.suborders[0].reference}


def an_invoice(_world: World) -> dict[str, Any]:
    found = one(InvoiceDocument)
    return {"reference": found.suborder.reference, "document_id": found.id}


def a_correction() -> dict[str, Any]:
    return {"key": one(Case).number}


def a_photo() -> dict[str, Any]:
    return {"message_id": one(OrderMessage, OrderMessage.photo.is_not(None)).id}


def recall(_world: World) -> dict[str, Any]:
    return {"number": one(Recall).number}


def a_dispute(world: World) -> dict[str, Any]:
    return {"number": world.dispute}


def a_proof(world: World) -> dict[str, Any]:
    return a_dispute(world) | {"name": one(DisputeProof).file}


def announced(_world: World) -> dict[str, Any]:
    return {"number": one(Recall, Recall.state == RecallState.ANNOUNCED).number}


def this_month(_world: World) -> dict[str, Any]:
    return {"wanted": f"{clock.today():%Y-%m}"}


def asked_for(world: World) -> dict[str, Any]:
    return {"number": world.request}


def delivery_method(world: World) -> dict[str, Any]:
    return {"method_id": world.product.supplier.delivery_methods[0].id}


def notice(_world: World) -> dict[str, Any]:
    """A message kept as a page, by the token of its own text."""
    kept = re.search(r"/m/([\w-]+)", one(Attachment).message.text)
    return {"token": kept[1]} if kept else {}


def case_file(_world: World) -> dict[str, Any]:
    """The photo that came with the claim; every case of a statement has its files."""
    found = one(StatementFile)
    return {"number": found.statement.cases[0].number, "file_id": found.id}


def statement_file(_world: World) -> dict[str, Any]:
    found = one(StatementFile)
    return {"number": found.statement.number, "file_id": found.id}


def failed_part(world: World) -> dict[str, Any]:
    return {"reference": world.of(world.failed).reference}


def an_application(_world: World) -> dict[str, Any]:
    return {"number": one(Application).number}


def a_paper(_world: World) -> dict[str, Any]:
    return an_application(_world) | {"paper_id": one(ApplicationPaper).id}


def message(world: World) -> dict[str, Any]:
    found = one(Attachment)
    return {"message_id": found.message_id}


EXAMPLES = (
    Example("storefront.home"),
    Example("storefront.category", values=lambda w: {"slug": w.product.category.slug}),
    Example("storefront.product", values=lambda w: product_page(w.product)),
    Example("storefront.product", values=lambda w: product_page(w.sold_out)),
    Example("storefront.product", values=lambda w: product_page(w.archived)),
    Example("storefront.product", values=lambda w: {"slug": "x", "product_id": 10**6}, status=404),
    Example("storefront.search", query={"q": "lakerda"}),
    Example("storefront.search", query={"q": "zzzz"}),
    Example("storefront.suppliers"),
    Example("storefront.supplier", values=lambda w: {"slug": w.product.supplier.slug}),
    Example("cookies.show"),
    Example("legal.privacy"),
    *(
        Example(f"privacy.{table}")
        for table in ("inventory", "special", "destruction", "retention", "receivers")
    ),
    Example("my_data.show", "member"),
    Example("my_data.download", "buyer"),
    Example("admin_privacy.show", "staff"),
    Example("admin_breaches.index", "staff"),
    Example("admin_breaches.show", "staff", lambda w: {"number": w.breach}),
    Example("admin_recipients.index", "staff"),
    Example("admin_privacy.download", "staff"),
    *(Example("legal.document", values=lambda _w, name=name: {"name": name}) for name in NAMES),
    Example("legal.document", values=lambda _w: {"name": "nothing"}, status=404),
    Example("static", values=lambda _w: {"filename": "css/shop.css"}),
    Example("media.file", values=lambda w: {"name": w.picture}),
    Example("health.alive"),
    Example("health.ready", status=503),
    Example("cart.show"),
    Example("cart.show", "guest"),
    Example("checkout.address", "guest"),
    Example("checkout.delivery", "guest"),
    Example("checkout.review", "guest"),
    Example("checkout.done", "guest", lambda w: {"reference": w.sent}),
    Example("payments.pay", "buyer", lambda w: {"token": w.open_attempt}, status=303),
    Example("payments.back", "guest", lambda w: {"token": w.declined}),
    Example("accounts.log_in"),
    Example("accounts.register"),
    Example("accounts.forgot"),
    Example("accounts.sent"),
    Example("accounts.confirm", values=lambda w: {"token": w.confirm}),
    Example("accounts.reset", values=lambda _w: {"token": "x"}),
    Example("account.home", "member"),
    Example("account.home", status=303),
    Example("security.show", "member"),
    Example("addresses.index", "member"),
    Example("addresses.add", "member"),
    Example("addresses.change", "member", lambda _w: {"address_id": one(Address).id}),
    Example("team.log_in"),
    Example("team.forgot"),
    Example("team.reset", values=lambda _w: {"token": "x"}),
    Example("team.accept", values=lambda _w: {"token": "x"}),
    Example("orders.find"),
    Example("orders.open_link", values=lambda w: {"token": w.link}, status=303),
    Example("orders.open_link", values=lambda _w: {"token": "x"}, status=404),
    Example("orders.show", "member", an_order),
    Example("orders.show", "nobody", an_order, status=404),
    *(
        Example(
            "orders.document",
            "member",
            lambda w, suffix=suffix: (
                an_order(w) | {"sha256": w.order.information_sha256, "suffix": suffix}
            ),
        )
        for suffix in ("html", "txt", "pdf", "json")
    ),
    Example("orders.linked_documents", values=lambda w: {"token": w.link}),
    Example("orders.linked_documents", values=lambda _w: {"token": "x"}, status=404),
    Example(
        "orders.linked_document",
        values=lambda w: {
            "token": w.link,
            "sha256": w.order.information_sha256,
            "suffix": "html",
        },
    ),
    Example(
        "refunds.show",
        "member",
        lambda _w: {"reference": one(Refund).order.reference, "number": one(Refund).number},
    ),
    Example("order_ends.terminate", "guest", unsent_part),
    Example("order_ends.receiver", "guest", unsent_part),
    Example("order_ends.ended", "member", ended),
    Example("downloads.ask", "guest", asked_line),
    Example("downloads.file", "guest", asked_line, status=303),
    Example("amendments.show", "member", lambda w: an_order(w) | {"number": w.amendment}),
    Example("records.own", "member", an_order),
    Example("records.linked", values=lambda w: {"token": w.link}),
    Example("requests.public"),
    Example("requests.show", "member", asked_for),
    Example("requests.show", "nobody", asked_for, status=404),
    Example("requests.open_link", values=lambda w: {"token": w.request_link}, status=303),
    Example("my_requests.show", "member", an_order),
    Example("account.requests", "member"),
    Example("notices.show", values=notice),
    *(
        Example("notices.download", values=lambda w, suffix=suffix: notice(w) | {"suffix": suffix})
        for suffix in ("html", "txt", "pdf")
    ),
    Example("notices.paper", values=lambda w: notice(w) | {"attachment_id": one(Attachment).id}),
    Example("returns.public_withdraw"),
    Example("returns.withdraw", "member", an_order),
    Example("returns.what", "member", an_order),
    Example("returns.claim", "member", lambda w: an_order(w) | {"kind": "damaged"}),
    Example("returns.file", "member", statement_file),
    Example("returns.show", "member", lambda _w: {"number": one(Statement).number}),
    Example("returns.receipt", values=lambda w: {"token": w.receipt}),
    Example("returns.download", values=lambda w: {"token": w.receipt}),
    Example("supplier.home", "maker"),
    Example("supplier_listings.index", "maker"),
    Example("supplier_listings.index", "maker", query={"show": "ended"}),
    Example("supplier_listings.new", "maker"),
    Example("supplier_listings.show", "maker", listing),
    Example("supplier_listings.preview", "maker", listing),
    Example("supplier_listings.pictures", "maker", listing),
    *(
        Example("supplier_listings.section", "maker", lambda w, s=s: listing(w) | {"section": s})
        for s in ("text", "sizes", "food", "terms")
    ),
    *(
        Example("supplier_listings.section", "maker", lambda w, n=n, s=s: special(w, n, s))
        for n, s in (("book", "kind"), ("box", "kind"), ("tour", "kind"), ("tour", "sizes"))
    ),
    Example("supplier_orders.index", "maker"),
    Example("supplier_orders.index", "maker", query={"show": "all"}),
    Example("supplier_orders.show", "maker", suborder),
    Example("supplier_orders.several_at_once", "maker"),
    *(
        Example("supplier_papers.show", "maker", lambda w, kind=kind: papers(w, kind))
        for kind in ("slips", "labels-a4", "labels-100x150")
    ),
    Example("supplier_orders.impossible", "maker", unsent),
    Example("supplier_orders.later", "maker", unsent),
    Example("supplier_orders.cancel", "maker", unsent),
    Example("supplier_orders.proof", "maker", lambda w: failed_part(w) | {"name": w.proof}),
    Example("supplier_contracts.amend", "maker", unsent),
    Example("supplier_orders.parcel", "maker", parcel),
    Example("supplier_orders.parcel_lots", "maker", parcel),
    Example("supplier_messages.index", "maker"),
    Example("supplier_messages.show", "maker", suborder),
    Example("supplier_messages.photo", "maker", lambda w: suborder(w) | a_photo()),
    Example("order_messages.show", "member", lambda w: an_order(w) | part(w)),
    Example("order_messages.photo", "member", lambda w: an_order(w) | part(w) | a_photo()),
    Example("invoices.file", "member", lambda w: an_invoice(w) | an_order(w)),
    Example("supplier_invoices.index", "maker"),
    Example("supplier_invoices.attach", "maker", lambda w: suborder(w) | {"key": "sale"}),
    Example("supplier_invoices.attach", "maker", lambda w: suborder(w) | a_correction()),
    Example("supplier_invoices.attach", "maker", lambda w: unsent(w) | {"key": "sale"}),
    Example("supplier_invoices.file", "maker", an_invoice),
    Example("admin_invoices.index", "staff"),
    Example("admin_invoices.show", "staff", lambda w: suborder(w) | {"key": "sale"}),
    Example("admin_invoices.show", "staff", lambda w: suborder(w) | a_correction()),
    Example("admin_invoices.file", "staff", an_invoice),
    Example("admin_messages.show", "staff", suborder),
    Example("admin_messages.photo", "staff", lambda w: suborder(w) | a_photo()),
    Example("supplier.months", "maker"),
    Example("supplier_money.index", "maker"),
    Example("supplier_money.payout", "maker", lambda w: {"number": w.payout}),
    Example("supplier_money.suborder", "maker", suborder),
    Example("supplier_money.statement", "maker", month),
    Example("supplier_money.statement_csv", "maker", month),
    Example("supplier_money.statement_pdf", "maker", month),
    Example("supplier_holiday.show", "maker"),
    Example("supplier_recalls.index", "maker"),
    Example("supplier_recalls.show", "maker", recall),
    Example("supplier_import.index", "maker"),
    Example("supplier_export.show", "maker"),
    Example("supplier_export.as_csv", "maker"),
    Example("supplier_export.as_xlsx", "maker"),
    *(
        Example(f"supplier_import.{view}", "maker", lambda w: {"number": w.import_open})
        for view in ("show", "check", "refused")
    ),
    Example("supplier_import.show", "maker", lambda w: {"number": w.import_done}),
    Example("supplier_requests.index", "maker"),
    Example("supplier_requests.show", "maker", asked_for),
    Example("supplier_team.show", "maker"),
    Example("joining.show", values=lambda w: {"token": w.invitation}),
    Example("applying.start"),
    Example("applying.link", values=lambda w: {"token": w.application_link}),
    Example("applying.link", values=lambda _w: {"token": "x"}, status=404),
    Example("applying.show", "applicant", an_application),
    Example("applying.show", "nobody", an_application, status=404),
    *(
        Example("applying.write", "applicant", lambda _w, s=step: an_application(_w) | {"step": s})
        for step in ("kind", "business", "contact", "goods")
    ),
    Example("applying.documents", "applicant", an_application),
    Example("applying.paper", "applicant", a_paper),
    Example("joining.show", values=lambda _w: {"token": "x"}, status=404),
    Example("supplier_delivery.show", "maker"),
    *(
        Example("supplier_delivery.add", "maker", lambda _w, kind=kind: {"kind": kind})
        for kind in DeliveryKind
    ),
    Example("supplier_delivery.change", "maker", delivery_method),
    Example("supplier_delivery.returns", "maker"),
    Example("supplier_shop.show", "maker"),
    Example("supplier_shop.identity", "maker"),
    Example("supplier_numbers.show", "maker"),
    Example("admin_numbers.index", "staff"),
    Example("admin_numbers.show", "staff", lambda w: {"supplier_id": w.product.supplier_id}),
    Example("admin_carriers.index", "staff"),
    Example("admin_identities.index", "staff"),
    Example("supplier_returns.index", "maker"),
    Example("supplier_returns.show", "maker", case),
    Example("supplier_returns.file", "maker", case_file),
    Example("supplier_disputes.show", "maker", a_dispute),
    Example("supplier_disputes.proof", "maker", a_proof),
    Example("admin_disputes.index", "staff"),
    Example("admin_disputes.index", "staff", query={"show": "done"}),
    Example("admin_disputes.show", "staff", a_dispute),
    Example("admin_disputes.proof", "staff", a_proof),
    Example("dispute_records.show", "staff", a_dispute),
    Example("admin.home", "staff"),
    Example("admin.components", "staff"),
    Example("admin_categories.index", "staff"),
    Example("admin_categories.new", "staff"),
    Example("admin_categories.edit", "staff", lambda w: {"category_id": w.product.category_id}),
    Example("admin_listings.index", "staff"),
    Example("admin_listings.index", "staff", query={"show": "all"}),
    Example("admin_listings.show", "staff", listing),
    Example("admin_listings.preview", "staff", listing),
    Example("admin_orders.index", "staff"),
    Example("admin_orders.show", "staff", an_order),
    Example("admin_orders.carrier_reports", "staff"),
    Example("admin_orders.parcel", "staff", lambda w: parcel(w) | an_order(w)),
    Example("admin_orders.proof", "staff", lambda w: {"reference": w.failed, "name": w.proof}),
    Example("admin_ledger.show", "staff"),
    Example("admin_finance.show", "staff"),
    Example("admin_finance.show", "staff", query={"by": "week"}),
    Example("admin_reconciliation.index", "staff"),
    Example("admin_reconciliation.show", "staff", this_month),
    Example("admin_accounting.index", "staff", status=303),
    *(
        Example(f"admin_accounting.{view}", "staff", this_month)
        for view in ("show", "as_csv", "papers_csv")
    ),
    Example("admin_accounting.show", "staff", lambda _w: {"wanted": "2026-13"}, status=404),
    Example("admin_contracts.index", "staff"),
    Example("admin_records.index", "staff"),
    Example("admin_records.show", "staff", lambda w: {"number": w.record}),
    Example("admin_records.records", "staff", lambda w: {"number": w.released}),
    Example("admin_recalls.index", "staff"),
    Example("admin_recalls.show", "staff", recall),
    Example("admin_recalls.show", "staff", announced),
    Example("admin_recalls.reached", "staff", announced),
    Example("admin_requests.index", "staff"),
    Example("admin_requests.register", "staff"),
    Example("admin_requests.show", "staff", asked_for),
    Example("admin_suppliers.index", "staff"),
    Example("agreements.show"),
    Example("supplier_agreement.show", "maker"),
    Example("admin_agreements.index", "staff"),
    Example("admin_agreements.show", "staff", lambda _w: {"number": 2}),
    Example("admin_agreements.new", "staff"),
    Example("admin_makers.index", "staff"),
    Example("admin_makers.show", "staff", maker),
    *(
        Example("admin_makers.screen", "staff", lambda w, page=page: maker(w) | {"page": page})
        for page in ("", "orders", "team")
    ),
    Example("admin_makers.screen", "staff", lambda w: maker(w) | {"page": "none"}, status=404),
    Example("admin_standing.index", "staff"),
    Example("admin_standing.show", "staff", lambda w: {"supplier_id": w.product.supplier_id}),
    Example("supplier_closing.show", "maker"),
    Example("admin_applications.index", "staff"),
    Example("admin_applications.show", "staff", an_application),
    Example("admin_applications.paper", "staff", a_paper),
    Example("admin_outbox.print_letter", "staff", message),
    Example("admin_outbox.index", "staff"),
    Example("admin_outbox.show", "staff", message),
    Example("admin_outbox.html", "staff", message),
    Example(
        "admin_outbox.attachment",
        "staff",
        lambda w: message(w) | {"attachment_id": one(Attachment).id},
    ),
    Example("admin_people.show", "staff"),
    Example("admin_transfers.index", "staff"),
    Example("admin_payment_files.index", "staff"),
    Example("admin_payment_files.show", "staff", lambda w: {"number": w.payment_file}),
    Example("admin_payment_files.download", "staff", lambda w: {"number": w.payment_file}),
    *(
        Example("admin_payouts.index", "staff", query={"show": show})
        for show in ("open", "bank", "back", "done")
    ),
    Example("admin_payouts.show", "staff", lambda w: {"number": w.payout}),
    Example("admin_payouts.file", "staff", lambda w: {"number": w.payout_file}),
    Example("admin_payouts.download", "staff", lambda w: {"number": w.payout_file}),
    Example("transfers.show", values=lambda w: {"token": w.transfer}),
    Example("admin_refunds.index", "staff"),
    Example("admin_refunds.show", "staff", lambda _w: {"number": one(Refund).number}),
    Example("admin_returns.index", "staff"),
    Example("admin_returns.register", "staff"),
    Example("admin_returns.file", "staff", statement_file),
    Example("admin_returns.index", "staff", query={"show": "closed"}),
    Example("admin_returns.show", "staff", case),
    Example(
        "admin_returns.match",
        "staff",
        lambda _w: {"number": one(Statement, Statement.order_id.is_(None)).number},
    ),
    Example("admin_settings.show", "staff"),
)
