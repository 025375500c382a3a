"""Sections, kinds, sellers and rates, as the accountant reads them."""

from flask_babel import gettext as _

from app.ledger import words as ledger_words

ORDER = (
    ("sales", ("sale", "delivery", "donation")),
    (
        "refunds",
        (
            "refund_goods",
            "refund_delivery",
            "interest",
            "late_interest",
            "outlay",
            "set_off",
            "damage",
            "dispute_borne",
        ),
    ),
    ("commission", ("commission", "commission_vat", "commission_back", "commission_vat_back")),
    ("withholding", ("withholding", "withholding_back")),
    ("fees", ("provider_fee",)),
    (
        "money",
        (
            "capture",
            "refund_sent",
            "provider_payout",
            "payout",
            "dispute_taken",
            "dispute_given_back",
        ),
    ),
)
PLACES = {
    kind: (section, place, number)
    for place, (section, kinds) in enumerate(ORDER)
    for number, kind in enumerate(kinds)
}


def section_of(kind: str) -> str:
    """The part of the month a kind belongs to, in words."""
    return {
        "sales": _("Sales"),
        "refunds": _("Refunds"),
        "commission": _("Commission"),
        "withholding": _("Tax withheld"),
        "fees": _("Provider's fees"),
        "money": _("Money moved"),
    }.get(PLACES.get(kind, ("", 0, 0))[0], _("Other"))


def place_of(kind: str) -> tuple[int, int, str]:
    """Where a kind stands among the others; an unknown one last."""
    _section, place, number = PLACES.get(kind, ("", len(ORDER), 0))
    return place, number, kind


def side(name: str) -> str:
    """Supplier or cooperative: the seller of record, or who bears a refund."""
    return {"supplier": _("Supplier"), "cooperative": _("Cooperative")}.get(name, "")


def rate(rate_bp: int | None) -> str:
    """A rate as it is written: `%1`."""
    return "" if rate_bp is None else f"%{rate_bp / 100:g}"


def movement(kind: str) -> str:
    """What moved, as ledger, provider or bank call it."""
    return {
        "payment": _("Payment taken"),
        "refund": _("Refund sent"),
        "dispute": _("Card dispute"),
        "payout": _("Payout"),
        "fee": _("Provider's fees"),
        "came_in": _("Came in"),
        "went_out": _("Went out"),
        "other": _("Other"),
    }.get(kind) or ledger_words.kind(kind)


def waits(why: str) -> str:
    """Why a line that only the other side has is no difference yet."""
    return {
        "payout": _("on its way to the bank"),
        "unassigned": _("waits under Transfers to be assigned"),
        "set_aside": _("set aside: not the shop's"),
        "part": _("part of a sum, the rest is awaited"),
    }.get(why, why)
