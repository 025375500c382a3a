"""Which text of the regulation governs a contract: chosen by the day it is formed (0.7)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

AMENDED_FROM = date(2026, 1, 1)


@dataclass(frozen=True, slots=True)
class RuleSet:
    """What differs between the text of 2014 and the amended one. Days are civil days."""

    key: str
    send_back_days: int
    mediation_first: bool
    intermediary_named: bool
    online_withdrawal_obligatory: bool
    refund_follows_goods: bool


RULE_SETS: Mapping[str, RuleSet] = {
    "DC-2014": RuleSet("DC-2014", 10, False, False, False, False),
    "DC-2026": RuleSet("DC-2026", 14, True, True, True, True),
}


def rule_set_for(formed_on: date, setting: str = "auto") -> RuleSet:
    """The rule set of a contract formed on this day, unless the house pins one.

    Art. 13(1) and art. 12/A as amended apply to contracts formed on or after 1 January 2026.
    """
    if setting != "auto":
        return RULE_SETS[setting]
    return RULE_SETS["DC-2026" if formed_on >= AMENDED_FROM else "DC-2014"]
