"""What a line's kind adds to its qualities, its withdrawal right and its papers."""

from flask_babel import gettext as _

from app.catalogue.kinds import ProductKind, install_advice
from app.orders.models import OrderLine, SubOrder
from app.web.filters import datetime_long, money
from app.web.language import current, said


def spoken(line: OrderLine, fact: str) -> str:
    """A text of the line's snapshot in the language being spoken, or nothing."""
    texts = line.snapshot.get(fact)
    return said(texts, current()) if isinstance(texts, dict) else ""


def facts_of(line: OrderLine) -> list[str]:
    """What the kind adds to the main qualities (art. 5(1)(a), (ı), (i); DC-5.4)."""
    facts: list[str] = []
    if line.personalisation:
        facts.append(_("Your own words on it: “%(wish)s”", wish=line.personalisation))
    parts = line.snapshot.get("parts_count")
    if isinstance(parts, int):
        facts.append(_("Comes in %(parts)s parts", parts=str(parts)))
    if line.deliveries > 1:
        facts.append(box_of(line))
    if line.starts_at is not None:
        facts.append(
            _(
                "On %(moment)s, at: %(place)s",
                moment=datetime_long(line.starts_at),
                place=spoken(line, "place"),
            )
        )
    if line.kind is ProductKind.DIGITAL:
        facts += [protection_of(line), compatibility_of(line)]
    if line.kind is ProductKind.WARRANTY:
        facts.append(_("Contract of: %(party)s", party=party_of(line)))
    if line.snapshot.get("authorised_install"):
        facts.append(install_advice().rstrip("."))
    return facts


def box_of(line: OrderLine) -> str:
    """How often a box comes, and what each costs (DC-5.4)."""
    months = line.snapshot.get("interval_months")
    every = (
        _("one every month")
        if months == 1
        else _("one every %(months)s months", months=str(months or 1))
    )
    return _(
        "%(deliveries)s deliveries, %(every)s, each %(price)s; it ends by itself after the last",
        deliveries=str(line.deliveries),
        every=every,
        price=money(line.unit_price_minor * (line.ordered // line.deliveries)),
    )


def period_of(suborder: SubOrder) -> str:
    """What a box costs each time with its delivery, and how many times (art. 5, DC-5.4)."""
    boxes = [line for line in suborder.lines if line.deliveries > 1]
    rounds = max(line.deliveries for line in boxes)
    each = sum(line.unit_price_minor * line.ordered // line.deliveries for line in boxes)
    every = {line.snapshot.get("interval_months") for line in boxes}
    price = f"{(each + suborder.delivery_minor // rounds) / 100:.2f} TRY"
    if every == {1}:
        return _(
            "%(price)s per month, delivery included, %(rounds)s times",
            price=price,
            rounds=str(rounds),
        )
    return _(
        "%(price)s per delivery, carriage included, %(rounds)s times",
        price=price,
        rounds=str(rounds),
    )


def protection_of(line: OrderLine) -> str:
    """Technical protection of digital content (art. 5(1)(ı))."""
    return _("Technical protection: %(text)s", text=spoken(line, "protection").rstrip("."))


def compatibility_of(line: OrderLine) -> str:
    """What digital content works with (art. 5(1)(i))."""
    return _("Works with: %(text)s", text=spoken(line, "compatibility").rstrip("."))


def party_of(line: OrderLine) -> str:
    """Whose contract a warranty is: name, address, contact."""
    party = line.snapshot.get("party")
    if not isinstance(party, dict):
        return ""
    return ", ".join(filter(None, (party.get(k) for k in ("name", "address", "phone", "email"))))


def right_of(line: OrderLine) -> str | None:
    """How the right to withdraw reads for this kind; None: as for all goods (art. 9)."""
    if line.parent is not None and line.kind is ProductKind.EXTRA:
        return _("goes with “%(name)s”", name=spoken(line.parent, "name"))
    if line.parent is not None and line.kind is ProductKind.WARRANTY:
        return _(
            "14 days; ends by itself and is paid back when you withdraw from “%(name)s”",
            name=spoken(line.parent, "name"),
        )
    if not line.travels:
        return _("14 days from the contract; nothing has to be sent back")
    if line.deliveries > 1:
        return _("14 days from the first delivery; deliveries not yet sent can be given up")
    return None


def begins(line: OrderLine) -> str | None:
    """When the period of this kind begins, where not with the last good (art. 9)."""
    if line.deliveries > 1:
        return _("%(name)s: the period begins with the first delivery.", name=spoken(line, "name"))
    if line.parent is None and not line.travels:
        return _(
            "%(name)s: the period begins with the contract; ordered together with goods, it ends "
            "no earlier than theirs.",
            name=spoken(line, "name"),
        )
    return None
