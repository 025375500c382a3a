"""The lines of a cart as an order will show them, in every language, with what was ticked."""

from collections.abc import Callable, Mapping

from app.cart.queries import ExtraView, GroupView, LineView
from app.catalogue.queries import Sellable
from app.orders.services.review import LineDraft
from app.web.language import speaking

Goods = Mapping[str, Mapping[int, Sellable]]
LANGUAGES = ("tr", "en")


def lines_of(group: GroupView, goods: Goods) -> list[LineDraft]:
    """Every line of a supplier's group, each followed by its extras."""
    drafts: list[LineDraft] = []
    for line in group.lines:
        here = len(drafts)
        drafts.append(_line(line, goods))
        drafts += [_extra(extra, here, line, goods) for extra in line.extras]
    return drafts


def in_every_language(sentence: Callable[[], str]) -> dict[str, str]:
    """A sentence of the shop as a snapshot keeps it."""
    said: dict[str, str] = {}
    for code in LANGUAGES:
        with speaking(code):
            said[code] = sentence()
    return said


def _line(line: LineView, goods: Goods) -> LineDraft:
    good = line.good
    return LineDraft(
        product_id=good.product_id,
        variant_id=good.variant_id,
        sku=good.sku,
        snapshot=_snapshot(good, goods)
        | {
            "picture": line.picture.src if line.picture else None,
            "ground": line.picture.ground if line.picture else "linen",
        },
        unit_price_minor=good.price_minor,
        vat_bp=good.vat_bp,
        wd_code=line.wd_code,
        quantity=line.quantity * good.deliveries,
        kind=good.kind,
        personalisation=line.personalisation,
        deliveries=good.deliveries,
        parts_count=good.parts_count,
        starts_at=good.starts_at,
        weight_g=good.weight_g,
    )


def _extra(extra: ExtraView, here: int, line: LineView, goods: Goods) -> LineDraft:
    good = extra.good
    return LineDraft(
        product_id=good.product_id,
        variant_id=good.variant_id,
        sku=good.sku,
        snapshot=_snapshot(good, goods) | {"accepted_at": extra.accepted_at, "ground": "linen"},
        unit_price_minor=good.price_minor,
        vat_bp=good.vat_bp,
        wd_code="none",
        quantity=extra.quantity,
        kind=good.kind,
        beside=here,
    )


def _snapshot(good: Sellable, goods: Goods) -> dict[str, object]:
    """The words and facts of a good as they stand now (art. 5(2))."""
    spoken = {code: found[good.variant_id] for code, found in goods.items()}
    facts: dict[str, object] = {
        "name": {code: one.name for code, one in spoken.items()},
        "label": {code: one.label for code, one in spoken.items()},
        "qualities": {code: one.qualities for code, one in spoken.items()},
        "entered_by": {code: one.entered_by for code, one in spoken.items()},
        "slug": good.slug,
        "net_amount": good.net_amount,
        "net_unit": good.net_unit,
        "deposit_minor": good.deposit_minor,
    }
    if good.net_at_least:
        facts["net_at_least"] = True
    if good.personal_most:
        facts["prompt"] = {code: one.personal_prompt for code, one in spoken.items()}
    if good.parts_count > 1:
        facts["parts_count"] = good.parts_count
    if good.deliveries > 1:
        facts["interval_months"] = good.interval_months
    if good.starts_at is not None:
        facts["place"] = {code: one.place for code, one in spoken.items()}
    if good.protection or good.compatibility:
        facts["protection"] = {code: one.protection for code, one in spoken.items()}
        facts["compatibility"] = {code: one.compatibility for code, one in spoken.items()}
    if good.authorised_install:
        facts["authorised_install"] = True
    if good.party:
        facts["party"] = good.party
    return facts
