"""Goods and quantities as they can be chosen, and what was chosen."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import gettext as _

from app.catalogue.kinds import ProductKind
from app.contracts import words
from app.law import exemptions
from app.orders.lines import is_performed
from app.orders.models import Order, OrderLine, SubOrder
from app.returns.models import Kind
from app.returns.services.quantities import Wish
from app.web.filters import date_long

Wishes = dict[int, Wish]


@dataclass(frozen=True, slots=True)
class Choice:
    """A line one may give up, with what is known and what is asked."""

    line: OrderLine
    name: str
    label: str
    kept: int
    state: str
    exempt: str
    question: str
    ticked: bool
    quantity: str
    seal: str


def choices(
    order: Order, chosen: Wishes, typed: Mapping[str, str], kind: Kind = Kind.WITHDRAWAL
) -> list[tuple[SubOrder, list[Choice]]]:
    """The lines of an order by seller, as they can be given up or complained of."""
    return [
        (
            suborder,
            [
                _choice(line, chosen, typed, kind)
                for line in suborder.lines
                if line.kind is not ProductKind.EXTRA
            ],
        )
        for suborder in order.suborders
    ]


def most(line: OrderLine, kind: Kind) -> int:
    """How many one may speak of: all that is kept, for a claim only what has left the seller."""
    return line.kept if kind is Kind.WITHDRAWAL else min(line.kept, line.dispatched)


def _choice(line: OrderLine, chosen: Wishes, typed: Mapping[str, str], kind: Kind) -> Choice:
    code = line.wd_code if kind is Kind.WITHDRAWAL else "none"
    question = exemptions.question(code) if line.dispatched else None
    flat = code != "none" and exemptions.question(code) is None
    flat = flat and (code not in {"g2", "h"} or is_performed(line))
    wish = chosen.get(line.id)
    return Choice(
        line=line,
        name=words.name_of(line),
        label=", ".join([words.label_of(line), *_beside(line)]),
        kept=most(line, kind),
        state=_where(line),
        exempt=_(exemptions.disclosure(code)) if flat else "",
        question=_(question) if question else "",
        ticked=wish is not None or f"line-{line.id}" in typed,
        quantity=typed.get(f"quantity-{line.id}", str(most(line, kind))),
        seal=typed.get(f"seal-{line.id}", ""),
    )


def _beside(line: OrderLine) -> list[str]:
    """The wish on a line, and what goes back with it."""
    own = [f"“{line.personalisation}”"] if line.personalisation else []
    with_it = [words.name_of(follower) for follower in line.followers if follower.kept]
    return own + ([_("with %(names)s", names=", ".join(with_it))] if with_it else [])


def _where(line: OrderLine) -> str:
    if not line.travels:
        return _("nothing has to be sent back")
    if line.received_on and line.received:
        return _("received on %(day)s", day=date_long(line.received_on))
    return _("on its way") if line.dispatched else _("not sent yet")


def chosen(
    order: Order, typed: Mapping[str, str], kind: Kind = Kind.WITHDRAWAL
) -> tuple[Wishes, list[tuple[str, str]]]:
    """The lines ticked with their quantities, and what does not fit (field id, sentence)."""
    wishes: Wishes = {}
    problems: list[tuple[str, str]] = []
    for suborder in order.suborders:
        for line in suborder.lines:
            if f"line-{line.id}" not in typed:
                continue
            limit = most(line, kind)
            text = typed.get(f"quantity-{line.id}", str(limit)).strip()
            number = int(text) if text.isascii() and text.isdigit() and len(text) < 5 else 0
            if not 1 <= number <= limit:
                problems.append(
                    (
                        f"quantity-{line.id}",
                        _(
                            "%(name)s: write a number from 1 to %(kept)s.",
                            name=words.name_of(line),
                            kept=str(limit),
                        ),
                    )
                )
                continue
            seal = typed.get(f"seal-{line.id}")
            wishes[line.id] = Wish(number, seal if seal in {"yes", "no"} else None)
    if not wishes and not problems:
        sentence = (
            _("Tick at least one thing you want to give up.")
            if kind is Kind.WITHDRAWAL
            else _("Tick at least one thing that is not as it should be.")
        )
        problems.append(("goods", sentence))
    return wishes, problems


def goods_text(order: Order, wishes: Wishes) -> str:
    """The goods given up, in words."""
    return "; ".join(
        f"{wishes[line.id].quantity} × {words.name_of(line)}, {words.label_of(line)}"
        for suborder in order.suborders
        for line in suborder.lines
        if line.id in wishes
    )


def confirmation(order: Order, wishes: Wishes) -> dict[str, object]:
    """What is read once more before it is declared."""
    lines = [
        (line, wishes[line.id])
        for suborder in order.suborders
        for line in suborder.lines
        if line.id in wishes
    ]
    return {
        "order": order,
        "rows": [
            {
                "line": line,
                "name": words.name_of(line),
                "label": words.label_of(line),
                "seller": line.suborder.seller["name"],
                "wish": wish,
                "amount_minor": line.unit_price_minor * wish.quantity,
            }
            for line, wish in lines
        ],
        "goods_minor": sum(line.unit_price_minor * wish.quantity for line, wish in lines),
    }
