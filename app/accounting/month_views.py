"""`/admin/accounting`: the month as the accountant takes it away."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.accounting import month, papers, tables, words
from app.ledger import months
from app.ledger import words as ledger_words
from app.web.audience import for_staff

blueprint = for_staff(
    Blueprint("admin_accounting", __name__, url_prefix="/admin/accounting"), "finance"
)


@blueprint.get("")
def index() -> ResponseReturnValue:
    """The month before this one: the one that is being closed."""
    last = months.this_month().plus(-1)
    return redirect(url_for("admin_accounting.show", wanted=str(last)), 303)


@blueprint.get("/<wanted>")
def show(wanted: str) -> ResponseReturnValue:
    """Sales and VAT by rate, suppliers, and every kind beside the ledger."""
    chosen = months.written(wanted)
    return render_template(
        "admin/accounting.html",
        books=month.of_month(chosen),
        month=chosen,
        may_go_on=chosen < months.this_month(),
        kind=ledger_words.kind,
        section=words.section_of,
        side=words.side,
        rate=words.rate,
    )


@blueprint.get("/<wanted>.csv")
def as_csv(wanted: str) -> ResponseReturnValue:
    """Every row of the month."""
    chosen = months.written(wanted)
    return tables.answer(tables.of_month(month.of_month(chosen)), f"imece-{chosen}")


@blueprint.get("/<wanted>/papers.csv")
def papers_csv(wanted: str) -> ResponseReturnValue:
    """One row for each sub-order and refund."""
    chosen = months.written(wanted)
    return tables.answer(tables.of_papers(papers.of_month(chosen)), f"imece-{chosen}-papers")
