"""Why a row is refused: a code with what it speaks of, kept as data, said in any language."""

from collections.abc import Callable
from typing import NamedTuple

from flask_babel import gettext as _

from app.imports import values
from app.imports.columns import label_of


class Problem(NamedTuple):
    """`code` names the sentence, `field` the column, `value` what the cell says or the limit."""

    code: str
    field: str = ""
    value: str = ""


def sentence(problem: Problem) -> str:
    """What a person reads beside the row."""
    say = _SENTENCES.get(problem.code)
    if say is None:
        return problem.code
    return say(label_of(problem.field) if problem.field else "", problem.value)


_SENTENCES: dict[str, Callable[[str, str], str]] = {
    "missing": lambda field, _value: _("%(field)s is missing.", field=field),
    "unclear": lambda field, value: _(
        "%(field)s: “%(value)s” is not a number here. Check the decimal sign.",
        field=field,
        value=value,
    ),
    "formula_failed": lambda field, value: _(
        "%(field)s: the formula gives an error (%(value)s). Write its result instead.",
        field=field,
        value=value,
    ),
    "foreign_money": lambda field, value: _(
        "%(field)s: “%(value)s” is not in lira. Prices here are in TL.", field=field, value=value
    ),
    "price_zero": lambda field, _value: _("%(field)s: a price is more than 0.", field=field),
    "price_most": lambda field, _value: _(
        "%(field)s: a price may be at most %(most)s TL.",
        field=field,
        most=f"{values.MOST_PRICE_MINOR // 100}",
    ),
    "price_decimals": lambda field, value: _(
        "%(field)s: “%(value)s” has more than two decimals. Check the decimal sign.",
        field=field,
        value=value,
    ),
    "not_whole": lambda field, value: _(
        "%(field)s: “%(value)s” is not a whole number.", field=field, value=value
    ),
    "out_of_limits": lambda field, value: _(
        "%(field)s: “%(value)s” is too small or too large.", field=field, value=value
    ),
    "no_such_rate": lambda field, value: _(
        "%(field)s: “%(value)s” is no rate of VAT. Write 1, 10 or 20.", field=field, value=value
    ),
    "not_yes_or_no": lambda field, value: _(
        "%(field)s: “%(value)s” is neither yes nor no.", field=field, value=value
    ),
    "no_such_unit": lambda field, value: _(
        "%(field)s: “%(value)s” is no unit. Write g, kg, ml, l, cm or piece.",
        field=field,
        value=value,
    ),
    "no_such_code": lambda field, value: _(
        "%(field)s: “%(value)s” is not in the list.", field=field, value=value
    ),
    "no_such_category": lambda field, value: _(
        "%(field)s: the shop has no “%(value)s”. Choose one for it in the matching.",
        field=field,
        value=value,
    ),
    "not_listable": lambda _field, value: value,
    "said": lambda _field, value: value,
    "too_long": lambda field, value: _(
        "%(field)s is longer than %(most)s letters.", field=field, most=value
    ),
    "no_quality": lambda field, value: _(
        "%(field)s: “%(value)s” has no colon. Write “label: value”.", field=field, value=value
    ),
    "twice": lambda _field, value: _("The code “%(value)s” stands in two rows.", value=value),
    "differs": lambda field, value: _(
        "%(field)s differs from row %(value)s, although both are one product.",
        field=field,
        value=value,
    ),
    "other_product": lambda _field, value: _(
        "The code “%(value)s” already belongs to another of your products.", value=value
    ),
    "no_parent": lambda _field, value: _(
        "The product “%(value)s” that this option belongs to is not in the file.", value=value
    ),
    "no_options": lambda _field, _value: _("No row of the file is an option of this product."),
    "with_it": lambda _field, value: _("Refused together with row %(value)s.", value=value),
    "kind_grouped": lambda _field, _value: _("Sets of other products are not taken here."),
    "kind_external": lambda _field, _value: _(
        "What is sold on another site cannot be listed here."
    ),
    "kind_digital": lambda _field, _value: _(
        "Downloads and services need more than a row: add them in the listing editor."
    ),
    "kind_unknown": lambda _field, value: _("“%(value)s” is no kind of row.", value=value),
    "not_open": lambda _field, _value: _(
        "This product is archived or blocked and cannot be changed by a file."
    ),
    "no_turkish": lambda field, _value: _(
        "%(field)s is missing for the texts in English.", field=field
    ),
    "not_written": lambda _field, _value: _("It could not be written. Load this row again."),
    "too_many_options": lambda _field, value: _(
        "One product may have at most %(value)s options.", value=value
    ),
}
