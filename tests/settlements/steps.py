"""What tests of payouts share: a maker with an account, her sales, the bank's word."""

from sqlalchemy import select

from app.accounts.models import Member
from app.extensions import db
from app.kernel import clock, crypto, transactions
from app.payments.services.executing import Executed
from app.settings import services as settings
from app.settlements.models import Payout, PayoutFile
from app.settlements.services import executing, files, putting_together
from app.suppliers.models import Supplier
from tests.builders import a_delivery_method, a_member, a_product, a_supplier
from tests.shopping import buy, deliver

HERS = "TR940001000999990123456789"
OTHER = "TR330006100519786457841326"
WORTH = 17_120 + 4_000


def a_maker(**differences):
    """An exempt artisan with 12 % commission and an account, who charges 40.00 for carriage."""
    cipher, index = on_account(HERS)
    return a_supplier(
        **{
            "kind": "exempt_artisan",
            "delivery": [a_delivery_method(fee_minor=4000, free_from_minor=None)],
            "iban_cipher": cipher,
            "iban_index": index,
        }
        | differences
    )


def on_account(iban):
    return crypto.encrypt(iban), crypto.blind("iban", iban)


def sold(visitor, bank, today, maker, day="2026-03-02", pieces=2):
    """Two jars for 100.00 each, received on this day: worth 171.20 and 40.00 to the maker."""
    today(f"{day} 09:00:00")
    order = buy(visitor, bank, a_product(price_minor=10_000, supplier=maker), pieces)
    deliver(order, day)
    return order


def run():
    """The morning's run."""
    putting_together.run_daily()
    fresh()


def fresh():
    db.session.rollback()
    db.session.expire_all()


def the_payouts(**wanted):
    fresh()
    statement = select(Payout).order_by(Payout.id).filter_by(**wanted)
    return list(db.session.scalars(statement))


def to_the_bank():
    """A file of what is put together."""
    file = files.make(1)
    transactions.save()
    return db.session.get_one(PayoutFile, file.id)


def paid(desk, payout, day, **differences):
    """Finance writes down that the bank has paid it."""
    number, said = payout.number, f"{payout.amount_minor / 100:.2f}"
    fresh()
    data = {"amount": said, "value_on": day, "reference": "EFT 7"} | differences
    return desk.post(f"/en/admin/payouts/{number}/executed", data=data)


def pay_out():
    """What is put together goes to the bank, which pays it on the same day."""
    fresh()
    settings.change("refund_auto_limit", 10**9, "test")
    transactions.save()
    number = a_member(rights=["finance"]).id
    for payout in to_the_bank().payouts:
        said = Executed(payout.amount_minor, clock.today(), "EFT 1")
        executing.record_executed(payout, said, db.session.get_one(Member, number), "")
    transactions.save()
    fresh()


def owner_of(maker):
    fresh()
    return db.session.get_one(Supplier, maker.id)
