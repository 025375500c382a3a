"""A shop whose suppliers each had a rate of their own keeps it, and its running orders theirs."""

from datetime import date, datetime

import pytest
from flask_migrate import upgrade
from sqlalchemy import MetaData, Table, select, text
from sqlalchemy.types import JSON, Boolean, Date, DateTime, Integer

from app import create_app
from app.config import from_environment
from app.extensions import db
from app.payments.services import terms
from app.suppliers.agreeing import queries

DAY = datetime(2026, 3, 2, 9)
RATES = ((1200, "member"), (800, "taxpayer"), (1200, "member"))
FILLERS = ((Boolean, False), (JSON, {}), (DateTime, DAY), (Date, date(2026, 3, 2)), (Integer, 0))


@pytest.fixture
def old_shop(tmp_path):
    """Suppliers at 12, 8 and 12 %; an order of the second, with a gift of 5.00."""
    other = create_app(
        from_environment({"DEMO": "1", "DATABASE_URL": f"sqlite:///{tmp_path / 'old.db'}"})
    )
    with other.app_context():
        upgrade(revision="0039")
        for number, (rate, kind) in enumerate(RATES, start=1):
            add(
                "suppliers",
                id=number,
                slug=f"s-{number}",
                commission_bp=rate,
                kind=kind,
                state="ACTIVE",
                seller_of_record="supplier",
            )
        add(
            "orders",
            id=1,
            reference="M-1",
            state="FORMED",
            formed_at=DAY,
            goods_minor=10000,
            donation_minor=500,
            total_minor=10500,
        )
        add("suborders", id=1, order_id=1, reference="M-1-1", supplier_id=2, state="NEW")
        add("order_lines", id=7, suborder_id=1, ordered=2, unit_price_minor=5000, kind="GOODS")
        for kind, minor in (("commission", 800), ("commission_vat", 160)):
            source = f"formed:M-1-1:{kind}"
            add(
                "ledger_transfers",
                debit="supplier:2",
                credit=kind,
                amount_minor=minor,
                source=source,
                kind=kind,
                about="M-1",
            )
        db.session.commit()
        upgrade()
        yield other
        db.session.remove()
        db.engine.dispose()


def add(name, **values):
    """A row with these values; whatever else must be there is filled with nothing much."""
    table = Table(name, MetaData(), autoload_with=db.session.connection())
    needed = [c for c in table.columns if not (c.nullable or c.server_default or c.primary_key)]
    filled = {column.name: filler(column) for column in needed} | values
    db.session.execute(table.insert().values(filled))


def filler(column):
    return next((value for kind, value in FILLERS if isinstance(column.type, kind)), "x")


def test_each_supplier_keeps_its_rate_and_newcomers_get_the_usual_one(old_shop):
    held = queries.in_force({1, 2, 3})

    assert {supplier: version.commission_bp for supplier, version in held.items()} == {
        1: 1200,
        2: 800,
        3: 1200,
    }
    assert queries.newest().commission_bp == 1200


def test_a_running_contract_keeps_the_commission_that_was_booked(old_shop):
    kept = terms.of("M-1-1")

    assert (kept.goods_minor, kept.commission_minor, kept.commission_vat_minor) == (10000, 800, 160)
    assert kept.line_bp == {"7": 800}
    assert kept.withholding_bp == 100


def test_a_gift_that_was_never_booked_is_booked_once(old_shop):
    booked = select(text("debit, credit, amount_minor")).select_from(text("ledger_transfers"))

    rows = db.session.execute(booked.where(text("source = 'formed:M-1:donation'"))).all()

    assert [tuple(row) for row in rows] == [("shopper:M-1", "cooperative", 500)]
