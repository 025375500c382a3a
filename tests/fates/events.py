"""What may happen to an order: each by its service, to something chosen at random."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from random import Random

from app.accounts.models import Member
from app.extensions import db
from app.kernel import clock
from app.orders.gateway import CarrierWord
from app.orders.models import Order, ReceiptSource, Setback, Shipment, SubOrder
from app.orders.services import carrier_words, endings, fulfilment, performance, setbacks
from app.orders.services.actors import Actor
from app.orders.services.endings import Impossibility
from app.payments import rules as payments
from app.payments.models import Refund, RefundState
from app.payments.services import executing, refunds
from app.payments.services.executing import Executed
from app.returns.models import Case, Kind
from app.returns.services import arrivals, claims, deciding, door, goods, statements
from app.returns.services.arrivals import Arrival
from app.returns.services.statements import Wish, Words

SELLER = Actor("SU", "1")
BUYER = Actor("SH")
AGENT = "7"
CARRIER = Actor("CA", "Deniz Kargo")
IBAN = "TR330006100519786457841326"
_nonce = count(1)


class Nothing(Exception):
    """There is nothing here to which this could happen."""


@dataclass
class Happening:
    """An order, and the dice."""

    order: Order
    dice: Random

    @property
    def suborder(self) -> SubOrder:
        return self.dice.choice(self.order.suborders)

    @property
    def parcel(self) -> Shipment:
        parcels = [p for suborder in self.order.suborders for p in suborder.shipments]
        if not parcels:
            raise Nothing
        return self.dice.choice(parcels)

    @property
    def setback(self) -> Setback:
        told = [setback for suborder in self.order.suborders for setback in suborder.setbacks]
        if not told:
            raise Nothing
        return self.dice.choice(told)

    def refund(self, *states: RefundState) -> Refund:
        """One of the order's refunds that stands so."""
        found = db.session.query(Refund).filter(
            Refund.order_id == self.order.id, Refund.state.in_(states)
        )
        rows = found.order_by(Refund.id).all()
        if not rows:
            raise Nothing
        return self.dice.choice(rows)

    @property
    def case(self) -> Case:
        numbers = [suborder.id for suborder in self.order.suborders]
        cases = db.session.query(Case).filter(Case.suborder_id.in_(numbers)).all()
        if not cases:
            raise Nothing
        return self.dice.choice(sorted(cases, key=lambda case: case.id))


def accept(h: Happening) -> None:
    fulfilment.accept(h.suborder, SELLER)


def send_all(h: Happening) -> None:
    suborder = h.suborder
    wanted = {line.id: line.ordered for line in suborder.lines}
    fulfilment.dispatch(suborder, "Deniz Kargo", "DK 1", wanted, SELLER)


def send_part(h: Happening) -> None:
    suborder = h.suborder
    wanted = {line.id: h.dice.randint(0, line.ordered) for line in suborder.lines}
    fulfilment.dispatch(suborder, "Deniz Kargo", "DK 2", wanted, SELLER)


def send_a_part_of_each(h: Happening) -> None:
    """Of what travels in several parts, the first only (art. 9(3)(b))."""
    suborder = h.suborder
    several = [line for line in suborder.lines if line.parts_count > 1]
    if not several:
        raise Nothing
    line = h.dice.choice(several)
    fulfilment.dispatch(suborder, "Deniz Kargo", "DK 4", {line.id: 1}, SELLER, {line.id: 1})


def scanned(kind: str, to_whom: str = "shopper") -> "Event":
    """The carrier says this of a parcel, of now or of up to a day ago."""

    def event(h: Happening) -> None:
        at = clock.now() - timedelta(hours=h.dice.choice([0, 0, 0, 2, 24]))
        word = CarrierWord(kind, at, to_whom, reason="torn", report="T-1")
        if not carrier_words.note(h.parcel, word, "adapter", CARRIER):
            raise Nothing

    event.__name__ = kind if to_whom == "shopper" else f"{kind}_to_{to_whom}"
    return event


def shelve(h: Happening) -> None:
    carrier_words.put_back_on_the_shelf(h.parcel, SELLER)


def say_why_at_the_door(h: Happening) -> None:
    kind = h.dice.choice([Kind.WITHDRAWAL, Kind.DAMAGED])
    door.choose(h.case.statement, kind, "The parcel was wet and open.")


def download(h: Happening) -> None:
    books = [
        line
        for suborder in h.order.suborders
        for line in suborder.lines
        if line.kept and performance.file_of(line)
    ]
    if not books:
        raise Nothing
    line = h.dice.choice(books)
    performance.ask_now(h.order, line, performance.consequence(line))
    performance.note_download(h.order, line)


def name_an_account(h: Happening) -> None:
    """Whoever is asked in writing may answer at any time (machine 4.7)."""
    refund = h.refund(*payments.ASKS_FOR_IBAN)
    refunds.account_named(refund, IBAN, "Elif Yalın")


def pay_by_transfer(h: Happening) -> None:
    """Two people of finance say that the bank has paid what is owed on that day."""
    refund = h.refund(RefundState.RELEASED)
    if not refund.by_transfer:
        raise Nothing
    day = clock.today()
    paid = Executed(executing.owed_on(refund, day), day, f"FT-{refund.number}")
    for member in db.session.query(Member).order_by(Member.id):
        if executing.record_transfer(refund, paid, member, "as the statement says"):
            return


def arrive(h: Happening) -> None:
    """The carrier names a day; now and then one that cannot be."""
    day = clock.today() - timedelta(days=h.dice.choice([0, 0, 0, 1, 2, -1]))
    fulfilment.record_receipt(h.parcel, ReceiptSource.CARRIER, day, SELLER)


def say_it_came(h: Happening) -> None:
    fulfilment.record_receipt(h.parcel, ReceiptSource.SHOPPER, clock.today(), BUYER)


def give_up_some(h: Happening) -> None:
    """A right: whatever the order's state, what is kept may be given up."""
    wishes = {
        line.id: Wish(h.dice.randint(1, line.kept), h.dice.choice(["yes", "no", None]))
        for suborder in h.order.suborders
        for line in suborder.lines
        if line.kept > 0 and h.dice.random() < 0.6
    }
    if not wishes:
        raise Nothing
    statements.withdraw(h.order, words(h), wishes)


def give_up_all(h: Happening) -> None:
    wishes = statements.everything_kept(h.order)
    if not wishes:
        raise Nothing
    statements.withdraw(h.order, words(h), wishes)


def give_up_too_much(h: Happening) -> None:
    line = h.suborder.lines[0]
    statements.withdraw(h.order, words(h), {line.id: Wish(line.kept + 1)})


def declare_publicly(h: Happening) -> None:
    statements.declare(words(h), h.order)


def claim_a_defect(h: Happening) -> None:
    """A right too, whatever the state; art. 15 and the fourteen days do not bound it."""
    received = [
        line
        for suborder in h.order.suborders
        for line in suborder.lines
        if line.received and line.kept
    ]
    if not received:
        raise Nothing
    line = h.dice.choice(received)
    said = words(h, Kind.DEFECTIVE, "The lid was open and the jar half empty.")
    statements.withdraw(h.order, said, {line.id: Wish(1)})


def complain(h: Happening) -> None:
    deciding.complain(h.case, "I have a photo now that shows the seal.", "SH")


def approve_the_claim(h: Happening) -> None:
    case = h.case
    claims.approve(case, [part.id for part in case.lines], AGENT)


def ask_about_the_claim(h: Happening) -> None:
    claims.ask(h.case, "Please send a photo of the lid.", AGENT)


def answer_the_question(h: Happening) -> None:
    claims.reply(h.case, "Here it is.", "SH")


def keep_after_all(h: Happening) -> None:
    deciding.keep(h.case, h.dice.choice(["SH", "SU:1"]))


def lose_what_comes_back(h: Happening) -> None:
    goods.mark_lost(h.case, AGENT)


def words(h: Happening, kind: Kind = Kind.WITHDRAWAL, message: str = "") -> Words:
    return Words(
        name=h.order.name,
        email=h.order.email,
        order_text=h.order.reference,
        goods_text="",
        message=message,
        language="tr",
        kind=kind,
        nonce=f"fate-{next(_nonce)}",
    )


def approve(h: Happening) -> None:
    goods.approve_goods_back(h.case, AGENT)


def approve_without(h: Happening) -> None:
    goods.approve_without_goods(h.case, "not worth the carriage", AGENT)


def send_back(h: Happening) -> None:
    goods.mark_sent(h.case, "DK 3")


def count_what_came_back(h: Happening) -> None:
    case = h.case
    counts = {}
    for part in case.lines:
        good = h.dice.randint(0, part.dispatched)
        counts[part.id] = Arrival(good, part.dispatched - good, 0)
    arrivals.record_arrival(case, counts, AGENT)


def refuse(h: Happening) -> None:
    deciding.confirm_refusal(h.case, "The period had ended before it was sent.", AGENT)


def overrule(h: Happening) -> None:
    deciding.overrule(h.case, "", AGENT)


def end_for_non_delivery(h: Happening) -> None:
    """Before the day it is refused; after it, whatever has not come may be ended."""
    endings.terminate(h.suborder, {}, BUYER)


def end_some_for_non_delivery(h: Happening) -> None:
    suborder = h.suborder
    endings.terminate(suborder, {suborder.lines[0].id: 1}, BUYER)


def become_impossible(h: Happening) -> None:
    learned_on = clock.today() - timedelta(days=h.dice.choice([0, 1, 5, -1]))
    code = h.dice.choice(["destroyed", "banned", "stock"])
    endings.perform_not(h.suborder, Impossibility(learned_on, code, "a flood"), SELLER)


def ask_to_cancel(h: Happening) -> None:
    suborder = h.suborder
    wanted = {line.id: h.dice.randint(0, line.ordered) for line in suborder.lines}
    setbacks.propose_cancellation(suborder, wanted, "a broken jar", SELLER)


def be_out_of_stock(h: Happening) -> None:
    suborder = h.suborder
    wanted = {line.id: h.dice.randint(0, line.ordered) for line in suborder.lines}
    later = clock.today() + timedelta(days=h.dice.choice([9, 0]))
    setbacks.announce_stock_out(suborder, wanted, "", later, SELLER)


def choose(h: Happening) -> None:
    setback = h.setback
    choices = setbacks.choices_of(setback)
    setbacks.choose(setback, h.dice.choice([*choices, "nothing of these"]), BUYER)


Event = Callable[[Happening], None]
RIGHTS = (give_up_some, give_up_all, declare_publicly, claim_a_defect, name_an_account)
OFTEN: tuple[Event, ...] = (
    send_all,
    send_part,
    arrive,
    give_up_some,
    send_back,
    count_what_came_back,
    choose,
    scanned("delivered"),
    scanned("lost"),
    scanned("coming_back"),
    scanned("returned"),
)
SELDOM: tuple[Event, ...] = (
    accept,
    send_a_part_of_each,
    scanned("delivered", "other"),
    scanned("at_branch"),
    scanned("damaged"),
    scanned("refused_at_door"),
    scanned("refused_at_door"),
    scanned("found"),
    shelve,
    say_why_at_the_door,
    download,
    name_an_account,
    pay_by_transfer,
    say_it_came,
    give_up_all,
    give_up_too_much,
    declare_publicly,
    approve,
    approve_without,
    refuse,
    overrule,
    claim_a_defect,
    complain,
    approve_the_claim,
    ask_about_the_claim,
    answer_the_question,
    keep_after_all,
    lose_what_comes_back,
    end_for_non_delivery,
    end_some_for_non_delivery,
    become_impossible,
    ask_to_cancel,
    be_out_of_stock,
)
EVENTS = (*OFTEN, *OFTEN, *OFTEN, *SELDOM)


def on(day: date, hour: int) -> str:
    """A moment of that day at the shop."""
    return f"{day} {hour:02}:30:00"
