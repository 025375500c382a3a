from flask import Blueprint, Response, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.contracts import files
from app.extensions import db
from app.kernel import clock
from app.ledger import words as ledger
from app.ledger.months import Month, this_month, written
from app.orders import queries as orders
from app.payments import ibans
from app.payments.services import terms
from app.settlements import accounts, pages, papers, words
from app.settlements.models import MonthlyStatement
from app.settlements.queries import movements, payouts, statements
from app.settlements.queries.amounts import owed_to
from app.settlements.queries.positions import positions_of
from app.suppliers.queries import supplier_of
from app.web import language
from app.web.audience import for_suppliers
from app.web.filters import money

blueprint = for_suppliers(
    Blueprint("supplier_money", __name__, url_prefix="/supplier/money"), "money"
)


@blueprint.get("")
def index() -> ResponseReturnValue:
    """What comes when and why: the next payout, what waits for its day, what is held."""
    supplier = supplier_of(current_user)
    return render_template(
        "supplier/money.html",
        money=pages.money_of(positions_of(supplier.id)),
        owed_minor=owed_to(supplier.id),
        obstacle=accounts.obstacle(supplier),
        account=ibans.masked(supplier.iban_cipher) if supplier.iban_cipher else "",
        tax_bp=terms.withholding_bp(supplier),
        payouts=payouts.of_supplier(supplier.id),
        state_of=words.state_of,
        day_of=clock.day_of,
        goods_of=words.goods_of,
        months=_months(supplier.id),
    )


def _months(supplier_id: int) -> list[tuple[Month, MonthlyStatement | None]]:
    """The month that runs, then the final statements, the newest first."""
    if statements.first_month(supplier_id) is None:
        return []
    final = statements.final_statements(supplier_id)
    return [(this_month(), None), *((Month(row.month), row) for row in final)]


@blueprint.get("/<month>")
def statement(month: str) -> ResponseReturnValue:
    """A month's statement: brought forward, what moved, carried forward."""
    supplier = supplier_of(current_user)
    found = statements.statement_of(supplier.id, written(month))
    return render_template(
        "supplier/statement.html",
        statement=found,
        rows=[(ledger.kind(line.kind), money(line.minor)) for line in found.lines],
        final=statements.kept(supplier.id, found.month),
        kind=ledger.kind,
    )


@blueprint.get("/<month>.csv")
def statement_csv(month: str) -> ResponseReturnValue:
    """Every movement of a month as a table."""
    supplier = supplier_of(current_user)
    found = statements.statement_of(supplier.id, written(month))
    return Response(
        papers.as_csv(found),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{supplier.slug}-{month}.csv"'},
    )


@blueprint.get("/<month>.pdf")
def statement_pdf(month: str) -> ResponseReturnValue:
    """The statement to print and keep: the final one as it was made, else as it is now."""
    supplier = supplier_of(current_user)
    asked = written(month)
    kept = statements.kept(supplier.id, asked)
    if kept is not None:
        body = files.rendering(kept.document_sha256, "pdf").body
    else:
        found = statements.statement_of(supplier.id, asked)
        document = papers.document_of(found, supplier, language.current())
        db.session.rollback()  # setting takes its time; nothing is left to read
        body = files.set_now(document)
    answer = Response(body, mimetype="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="{month}.pdf"'
    return answer


@blueprint.get("/payouts/<number>")
def payout(number: str) -> ResponseReturnValue:
    """One payout, order by order."""
    found = payouts.payout_of(number, supplier_of(current_user).id)
    return render_template(
        "supplier/payout.html",
        payout=found,
        account=ibans.masked(found.iban_cipher) if found.iban_cipher else "",
        state=words.state_of(found.state),
    )


@blueprint.get("/orders/<reference>")
def suborder(reference: str) -> ResponseReturnValue:
    """The money of one order: how it stands, and every movement."""
    supplier = supplier_of(current_user)
    found = orders.suborder_of(reference, supplier.id)
    moved = movements.of_suborder(supplier.id, reference)
    return render_template(
        "supplier/suborder_money.html",
        suborder=found,
        positions=[p for p in positions_of(supplier.id) if p.suborder.id == found.id],
        movements=moved,
        open_minor=sum(movement.minor for movement in moved if movement.theirs),
        standing_of=words.standing_of,
        goods_of=words.goods_of,
        kind=ledger.kind,
    )
