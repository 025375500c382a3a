"""Sentences of the law that stand in more than one document, in the language being spoken."""

from flask_babel import gettext as _

from app.contracts import kinds
from app.law import exemptions, rule_sets
from app.orders.models import Order, OrderLine, SubOrder
from app.settings import queries as settings
from app.web.filters import money, net_quantity, weekdays
from app.web.language import current, said


def order_button() -> str:
    """The label that says what pressing it means (art. 8(1))."""
    return _("Order with obligation to pay")


def duty_to_pay(total_minor: int) -> str:
    """The notice right above the button (art. 8(1))."""
    return _(
        "By pressing the button below you take on an obligation to pay %(total)s.",
        total=money(total_minor),
    )


def how_to_pay(order: Order) -> str:
    """The means of payment that was chosen."""
    if order.means == "transfer":
        days = settings.number("transfer_hold_days")
        return _(
            "You pay by bank transfer to %(holder)s, in full and within %(days)s business days; "
            "until then the goods are kept for you. The account is shown with your order number.",
            holder=settings.text("transfer_holder") or settings.text("operator.legal_name"),
            days=days,
        )
    return _("You pay by card on the payment provider's page; we never see your card.")


def withdraw_link() -> str:
    """The name of the withdrawal function (EU-1)."""
    return _("Withdraw from contract here")


def withdrawal_right(line: OrderLine, suborder: SubOrder) -> str:
    """What a buyer may do with one line: the right, its condition, or that there is none."""
    if line.wd_code != "none":
        return said_of(exemptions.disclosure(line.wd_code))
    if own := kinds.right_of(line):
        return own
    carrier = str(suborder.seller.get("return_carrier") or "")
    if carrier:
        return _("14 days from receipt; return free of charge with %(carrier)s", carrier=carrier)
    return _("14 days from receipt; we collect the goods free of charge")


def said_of(message_id: str) -> str:
    """A sentence that the law's tables hold as a message id."""
    return _(message_id)


def name_of(line: OrderLine) -> str:
    """The good's name in the language being spoken."""
    names = line.snapshot["name"]
    assert isinstance(names, dict)
    return said(names, current())


def label_of(line: OrderLine) -> str:
    """The variant's label in the language being spoken."""
    labels = line.snapshot["label"]
    assert isinstance(labels, dict)
    return said(labels, current())


def qualities_of(line: OrderLine) -> str:
    """The main qualities (art. 5(1)(a)): label and value, net quantity, what the kind adds."""
    by_language = line.snapshot["qualities"]
    assert isinstance(by_language, dict)
    rows = by_language.get(current()) or by_language.get("tr") or []
    parts = [f"{label}: {value}" for label, value in rows]
    amount, unit = line.snapshot.get("net_amount"), line.snapshot.get("net_unit")
    if isinstance(amount, int) and isinstance(unit, str):
        said_quantity = net_quantity(amount, unit)
        if line.snapshot.get("net_at_least"):
            said_quantity = _("at least %(quantity)s", quantity=said_quantity)
        parts.append(_("Net quantity: %(quantity)s", quantity=said_quantity))
    return "; ".join([*parts, *kinds.facts_of(line)])


def deposit_of(line: OrderLine) -> str:
    """The deposit and when it comes back, or that there is none (art. 5(1)(h))."""
    deposit = line.snapshot.get("deposit_minor")
    if not isinstance(deposit, int) or not deposit:
        return _("No deposit")
    return _("%(amount)s, given back with the container", amount=money(deposit))


def delivery_name(suborder: SubOrder) -> str:
    """The way in which a sub-order comes."""
    names = suborder.delivery["name"]
    assert isinstance(names, dict)
    return said(names, current())


def delivery_way(suborder: SubOrder) -> str:
    """The way with what one must know of it: where and when to collect, on which days it comes."""
    facts = [delivery_name(suborder)]
    hours = suborder.delivery.get("hours")
    days = suborder.delivery.get("weekdays")
    if suborder.delivery.get("address"):
        facts.append(str(suborder.delivery["address"]))
    if isinstance(hours, dict) and hours:
        facts.append(said(hours, current()))
    if isinstance(days, list) and days:
        facts.append(weekdays(days))
    return ", ".join(facts)


def intermediary(order: Order) -> str:
    """Who acts in the sellers' name: name, address, contact (art. 5(1)(c)).

    With the MERSİS number where the amended text asks for it.
    """
    facts = [
        settings.text(f"operator.{part}") for part in ("legal_name", "address", "phone", "email")
    ]
    if rule_sets.RULE_SETS[order.rule_set].intermediary_named:
        number = settings.text("operator.mersis")
        facts.append(_("MERSİS no. %(number)s", number=number))
    return ", ".join(facts)


def seller(suborder: SubOrder) -> str:
    """The seller of record as a party: title, address, contact, register number (SR-1)."""
    facts = suborder.seller
    mersis = str(facts.get("mersis") or "")
    return ", ".join(
        (
            *(str(facts[part]) for part in ("title", "address", "phone", "email")),
            _("MERSİS no. %(number)s", number=mersis) if mersis else _("no MERSİS number"),
        )
    )


def producer(suborder: SubOrder) -> str:
    """Who made the goods, where the cooperative sells them in its own name; else empty."""
    return str(suborder.seller.get("producer") or "")


def seller_name(suborder: SubOrder) -> str:
    """The seller in a table of goods; with its producer where that is another."""
    if producer(suborder):
        return _(
            "%(seller)s (producer: %(producer)s)",
            seller=str(suborder.seller["title"]),
            producer=str(suborder.seller["name"]),
        )
    return str(suborder.seller["name"])


def disputes(order: Order) -> str:
    """Where to go when we do not agree (art. 5(1)(j)), by rule set and with the year's limit."""
    limit = money(int(str(order.terms["committee_limit_try"])) * 100)
    rules = rule_sets.RULE_SETS[order.rule_set]
    if rules.mediation_first:
        return _(
            "Up to %(limit)s you may turn to a consumer arbitration committee; above that to a "
            "consumer court, after the mediation that the law requires first (Law 6502, "
            "art. 73/A). The committee and the court of the place where you live are competent "
            "too.",
            limit=limit,
        )
    return _(
        "Up to %(limit)s you may turn to a consumer arbitration committee; above that to a "
        "consumer court, also where you live.",
        limit=limit,
    )
