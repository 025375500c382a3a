from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from app.ledger import queries, words
from app.web.audience import for_staff

blueprint = for_staff(Blueprint("admin_ledger", __name__, url_prefix="/admin/ledger"), "finance")


@blueprint.get("")
def show() -> ResponseReturnValue:
    """The ledger: of one order, or the balances of all accounts with the last transfers."""
    wanted = request.args.get("q", "").strip()
    transfers = queries.transfers_about(wanted) if wanted else queries.newest()
    return render_template(
        "admin/ledger.html",
        wanted=wanted,
        transfers=transfers,
        accounts=queries.accounts_of(transfers) if wanted else queries.totals(),
        account=words.account,
        kind=words.kind,
    )
