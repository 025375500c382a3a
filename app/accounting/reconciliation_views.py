"""`/admin/reconciliation`: ledger, provider and bank beside each other."""

from datetime import date

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.accounting import payouts_in, reconciling, words
from app.accounting.reconciling import Compared
from app.kernel import clock
from app.kernel.errors import NotFound
from app.kernel.transactions import commits
from app.ledger import months
from app.ledger import words as ledger_words
from app.ledger.months import Month
from app.payments.services.booking import BANK
from app.web.audience import for_staff

blueprint = for_staff(
    Blueprint("admin_reconciliation", __name__, url_prefix="/admin/reconciliation"), "finance"
)


@blueprint.get("")
def index() -> ResponseReturnValue:
    return _page(months.this_month())


@blueprint.get("/<wanted>")
def show(wanted: str) -> ResponseReturnValue:
    return _page(months.written(wanted))


def _page(month: Month) -> ResponseReturnValue:
    """A month by day, every difference by name, and payouts that may have arrived."""
    until = min(month.plus(1).first, clock.today())
    compared = [reconciling.compare(name, month.first, until) for name in reconciling.accounts()]
    return render_template(
        "admin/reconciliation.html",
        month=month,
        may_go_on=month < months.this_month(),
        compared=compared,
        days=_days(compared),
        results=reconciling.latest(),
        offers=payouts_in.offers(),
        account=ledger_words.account,
        what=words.movement,
        waits=words.waits,
    )


def _days(compared: list[Compared]) -> list[tuple[date, list[int], int]]:
    """Each day with money: ledger and provider, ledger and bank, and how much of it differs."""
    days = sorted({item.day for side in compared for item in [*side.ours, *side.theirs]})
    rows = []
    for day in days:
        at_providers = [side for side in compared if side.account != BANK]
        at_bank = [side for side in compared if side.account == BANK]
        sums = [
            sum(side.ours_minor(day) for side in at_providers),
            sum(side.theirs_minor(day) for side in at_providers),
            sum(side.ours_minor(day) for side in at_bank),
            sum(side.theirs_minor(day) for side in at_bank),
        ]
        differ = sum(d.day == day for side in compared for d in side.differences)
        rows.append((day, sums, differ))
    return rows


@blueprint.post("/payouts")
@commits
def payout() -> ResponseReturnValue:
    """A line of the statement is what a provider has paid out."""
    named = [request.form.get(name, "") for name in ("payout", "line")]
    if not all(number.isdigit() and len(number) < 12 for number in named):
        raise NotFound
    payouts_in.is_it(int(named[0]), int(named[1]), current_user.id)
    flash(_("Noted: the payout has arrived at the bank."))
    return redirect(url_for("admin_reconciliation.index"), 303)
