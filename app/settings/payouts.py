"""How long sellers wait for their money: `withdrawal_end+1d` or `delivered_business_days:10`."""

import re

from app.law.payouts import PayoutAfter, Since

DEFAULT = "withdrawal_end+1d"
FORMS = {
    Since.WITHDRAWAL_END: re.compile(r"withdrawal_end\+(\d{1,3})d"),
    Since.DELIVERY: re.compile(r"delivered_business_days:(\d{1,3})"),
}
LIMITS = {Since.WITHDRAWAL_END: range(31), Since.DELIVERY: range(5, 21)}


def read(written: str) -> PayoutAfter:
    """What the setting says, in days. Raises ValueError."""
    for since, form in FORMS.items():
        if found := form.fullmatch(written):
            return PayoutAfter(since, int(found[1]))
    raise ValueError(written)


def is_allowed(value: object) -> bool:
    """Whether the setting may be this: 0 to 30 days after the period, or 5 to 20 business days."""
    try:
        after = read(value) if isinstance(value, str) else None
    except ValueError:
        return False
    return after is not None and after.days in LIMITS[after.since]
