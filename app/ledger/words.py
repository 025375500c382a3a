"""Accounts and kinds of transfers, as finance reads them."""

from flask_babel import gettext as _


def account(name: str) -> str:
    """An account in words, with the number that tells it from its like."""
    kind, _colon, number = name.partition(":")
    words = {
        "provider": _("Payment provider"),
        "bank": _("Bank"),
        "shopper": _("Buyer"),
        "supplier": _("Supplier"),
        "delivery": _("Carriage"),
        "refunds": _("Refunds owed"),
        "commission": _("Commission"),
        "commission_vat": _("VAT on commission"),
        "cooperative": _("Cooperative"),
        "withholding": _("Tax withheld"),
        "disputes": _("Card disputes"),
        "provider_fees": _("Provider's fees"),
    }
    return f"{words.get(kind, kind)} {number}".strip()


def kind(name: str) -> str:
    """What moved, in words."""
    return {
        "capture": _("Payment taken"),
        "sale": _("Goods sold"),
        "delivery": _("Delivery fee"),
        "donation": _("Donation"),
        "commission": _("Commission"),
        "commission_vat": _("VAT on commission"),
        "refund_goods": _("Goods given back"),
        "refund_delivery": _("Delivery fee given back"),
        "interest": _("Interest"),
        "late_interest": _("Interest"),
        "outlay": _("Laid out by the buyer"),
        "commission_back": _("Commission given back"),
        "commission_vat_back": _("VAT on commission given back"),
        "withholding": _("Tax withheld"),
        "withholding_back": _("Withheld tax given back"),
        "set_off": _("Damage set off"),
        "damage": _("Damage agreed to"),
        "refund_sent": _("Refund sent"),
        "provider_payout": _("Paid out to our bank"),
        "payout": _("Payout"),
        "provider_fee": _("Provider's fee"),
        "dispute_taken": _("Taken by a card dispute"),
        "dispute_given_back": _("Given back by a card dispute"),
        "dispute_borne": _("Lost card dispute"),
    }.get(name, name)
