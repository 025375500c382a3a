"""What moves in the ledger: at capture, when a contract is formed, at each refund (5.3)."""

from app.ledger import services as ledger
from app.orders import queries as orders
from app.orders.models import SubOrder
from app.orders.services.changes import locked
from app.payments.models import PaymentAttempt, Refund
from app.payments.services import terms, withholding

COOPERATIVE = "cooperative"
BANK = "bank"
FEES = "provider_fees"


def captured(attempt: PaymentAttempt, source: str) -> None:
    """The provider holds the shopper's money."""
    reference = attempt.order.reference
    ledger.move(
        till(attempt.provider),
        f"shopper:{reference}",
        attempt.captured_minor,
        kind="capture",
        source=source,
        about=reference,
    )


def till(provider: str) -> str:
    """Where a provider's money lies; a transfer comes to the operator's own account."""
    return BANK if provider == "transfer" else f"provider:{provider}"


def fee(attempt: PaymentAttempt, amount_minor: int, source: str) -> None:
    """What the provider kept for its work is the cooperative's cost (5.3); below 0 it came back."""
    reference, provider = attempt.order.reference, till(attempt.provider)
    debit, credit = (FEES, provider) if amount_minor > 0 else (provider, FEES)
    ledger.move(
        debit,
        credit,
        abs(amount_minor),
        kind="provider_fee",
        source=source if amount_minor > 0 else f"{source}:back",
        about=reference,
    )


def formed(reference: str) -> None:
    """The contracts are concluded: what each seller is owed, less the commission, frozen now.

    A donation is the cooperative's: a gift, no part of any contract (DC-2.3).
    """
    order = orders.order_by_reference(reference)
    for suborder in order.suborders:
        _sold(suborder)
    ledger.move(
        f"shopper:{reference}",
        COOPERATIVE,
        order.donation_minor,
        kind="donation",
        source=f"formed:{reference}:donation",
        about=reference,
    )


def _sold(suborder: SubOrder) -> None:
    shopper, supplier = f"shopper:{suborder.order.reference}", f"supplier:{suborder.supplier_id}"
    agreed = terms.freeze(suborder)
    moves = (
        ("sale", shopper, supplier, agreed.goods_minor),
        ("delivery", shopper, carriage_account(suborder), suborder.delivery_minor),
        ("commission", supplier, "commission", agreed.commission_minor),
        ("commission_vat", supplier, "commission_vat", agreed.commission_vat_minor),
    )
    for kind, debit, credit, amount in moves:
        ledger.move(
            debit,
            credit,
            amount,
            kind=kind,
            source=f"formed:{suborder.reference}:{kind}",
            about=suborder.order.reference,
            suborder=suborder.reference,
        )


def carriage_account(suborder: SubOrder) -> str:
    """Whose the delivery fee is: of who has the contract with the carrier."""
    held_by = suborder.supplier.carrier_contract
    return f"delivery:{COOPERATIVE if held_by == COOPERATIVE else suborder.supplier_id}"


def withheld(suborder_reference: str, payout: str) -> int:
    """A payout is put together: the tax on the goods still sold is the state's from now on.

    Returns what was kept back now, in kuruş: 0 the second time, unless more stands sold than then.
    `payout`: its number; the transfer's source begins with `payout:<number>:`.
    """
    suborder = orders.suborder_by_reference(suborder_reference)
    locked(suborder.order)
    amount = withholding.due(suborder)
    ledger.move(
        f"supplier:{suborder.supplier_id}",
        withholding.ACCOUNT,
        amount,
        kind="withholding",
        source=f"payout:{payout}:withholding:{suborder_reference}",
        about=suborder.order.reference,
        suborder=suborder_reference,
    )
    return amount


def opened(refund: Refund) -> None:
    """Owed to the shopper from now on, taken from who bears it."""
    amounts = {
        "refund_goods": refund.goods_minor,
        "refund_delivery": refund.delivery_minor,
        "interest": refund.interest_minor,
        "outlay": refund.cost_minor,
        "commission_back": sum(line.commission_minor for line in refund.lines),
        "commission_vat_back": sum(line.commission_vat_minor for line in refund.lines),
        "withholding_back": withholding.too_much(
            orders.suborder_by_reference(refund.suborder_reference)
        ),
    }
    for kind, amount in amounts.items():
        _move(refund, kind, amount)


def borne_anew(refund: Refund) -> None:
    """Who bears it was frozen anew: undo what was taken from the one, take it from the other.

    The goods stand sold again for the seller, so that the tax on them is kept back as before.
    """
    for undone in ledger.move_back(f"refund:{refund.number}:", _sides(refund)):
        if undone.kind != "withholding_back":
            _move(refund, undone.kind, undone.amount_minor)


def _sides(refund: Refund) -> dict[str, tuple[str, str]]:
    """Which account gives and which takes, for each kind of what bearing a refund moves."""
    reference = refund.order.reference
    owed, carriage, goods = f"refunds:{reference}", _bearer(refund, "carriage"), _goods(refund)
    given_back = refund.bearing.get("commission") == "given_back"
    commission_to = f"supplier:{refund.supplier_id}" if given_back else COOPERATIVE
    return {
        "refund_goods": (goods, owed),
        "refund_delivery": (_fee_account(refund), owed),
        "interest": (goods, owed),
        "late_interest": (_bearer(refund, "goods"), owed),
        "outlay": (carriage, owed),
        "commission_back": ("commission", commission_to),
        "commission_vat_back": ("commission_vat", commission_to),
        "withholding_back": (withholding.ACCOUNT, f"supplier:{refund.supplier_id}"),
    }


def _goods(refund: Refund) -> str:
    """For money paid too late nothing was sold: it is the shopper's own."""
    if refund.kind == "late_money":
        return f"shopper:{refund.order.reference}"
    return _bearer(refund, "goods")


def _bearer(refund: Refund, what: str) -> str:
    borne_by = refund.bearing.get(what, "supplier")
    return COOPERATIVE if borne_by == COOPERATIVE else f"supplier:{refund.supplier_id}"


def _fee_account(refund: Refund) -> str:
    """The fee goes back from where it went, if its holder bears it; else from who does."""
    held_by = refund.bearing.get("carrier_contract", "supplier")
    if held_by == refund.bearing.get("carriage", "supplier"):
        return f"delivery:{COOPERATIVE if held_by == COOPERATIVE else refund.supplier_id}"
    return _bearer(refund, "carriage")


def interest_added(refund: Refund, amount_minor: int) -> None:
    """Interest up to the value date of a transfer, on top of what was owed."""
    _move(refund, "late_interest", amount_minor)


def set_off(refund: Refund, amount_minor: int, source: str) -> None:
    """A claim for damage that the shopper has accepted in writing lowers what is owed (C-14)."""
    ledger.move(
        f"refunds:{refund.order.reference}",
        f"supplier:{refund.supplier_id}",
        amount_minor,
        kind="set_off",
        source=f"refund:{refund.number}:set_off:{source}",
        about=refund.order.reference,
        suborder=refund.suborder_reference,
    )


def sent(refund: Refund, source: str) -> None:
    """The money has left: by the provider that took it, or by the bank."""
    by_bank = refund.by_transfer or not refund.attempt
    ledger.move(
        f"refunds:{refund.order.reference}",
        BANK if by_bank or not refund.attempt else till(refund.attempt.provider),
        refund.amount_minor,
        kind="refund_sent",
        source=source,
        about=refund.order.reference,
        suborder=refund.suborder_reference,
    )


def came_back(refund: Refund) -> None:
    """The buyer's bank has given it back: the provider holds the money again, it is still owed."""
    ledger.move_back(f"refund:{refund.order.reference}:{refund.number}")


def cancelled(refund: Refund) -> None:
    """Nothing is owed after all: everything that was taken goes back where it was."""
    ledger.move_back(f"refund:{refund.number}:")


def _move(refund: Refund, kind: str, amount_minor: int) -> None:
    debit, credit = _sides(refund)[kind]
    frozen = refund.bearing.get("frozen", "1")
    ledger.move(
        debit,
        credit,
        amount_minor,
        kind=kind,
        source=f"refund:{refund.number}:{'' if frozen == '1' else frozen + ':'}{kind}",
        about=refund.order.reference,
        suborder=refund.suborder_reference,
    )
