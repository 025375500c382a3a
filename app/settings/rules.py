"""Every business setting: its default and the limits that no saving may cross."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from stdnum import iban

from app.settings import by_year, payouts

Check = Callable[[object], bool]


@dataclass(frozen=True, slots=True)
class Key:
    """A setting's default, what it may be, and how that is said to a person (English msgid)."""

    default: object
    allowed: Check
    limit: str


def _whole(least: int, most: int | None = None) -> Check:
    def check(value: object) -> bool:
        if isinstance(value, bool) or not isinstance(value, int):
            return False
        return value >= least and (most is None or value <= most)

    return check


def _one_of(*choices: str) -> Check:
    return lambda value: value in choices


def _flag(value: object) -> bool:
    return isinstance(value, bool)


def _text(longest: int) -> Check:
    return lambda value: isinstance(value, str) and len(value) <= longest


STATUTORY_RATES = "2006-01-01=900 2024-06-01=2400"


def read_rates(text: str) -> tuple[tuple[date, int], ...]:
    """Statutory interest by the day from which it holds, in basis points. Raises ValueError."""
    pairs = (entry.split("=", 1) for entry in text.split())
    rates = tuple((date.fromisoformat(day), int(rate)) for day, rate in pairs)
    if list(rates) != sorted(rates) or len({day for day, _ in rates}) < len(rates):
        raise ValueError("days in order")
    return rates


def _rates(value: object) -> bool:
    """Only ever appended to: what was owed for days gone by stays what it was."""
    if not isinstance(value, str) or len(value) > 400 or not value.startswith(STATUTORY_RATES):
        return False
    try:
        return all(rate >= 0 for _, rate in read_rates(value))
    except ValueError:
        return False


def _prefixes(value: object) -> bool:
    """Beginnings of numbers with a raised tariff; Türkiye's own 900 can never be taken out."""
    parts = value.replace(",", " ").split() if isinstance(value, str) else []
    return "900" in parts and all(p.isdigit() and 2 <= len(p) <= 6 for p in parts)


def _iban(value: object) -> bool:
    """An account of ours that adds up (ISO 13616), or none."""
    return isinstance(value, str) and (not value or iban.is_valid(value))


KEYS: Mapping[str, Key] = {
    "rule_set": Key("auto", _one_of("auto", "DC-2014", "DC-2026"), "auto, DC-2014, DC-2026"),
    "withdrawal_days": Key(14, _whole(14, 365), "14 or more"),
    "split_scope": Key("order", _one_of("order", "suborder"), "order, suborder"),
    "send_back_days": Key(14, _whole(10, 60), "the rule set's days or more"),
    "refund_days": Key(14, _whole(1, 14), "at most 14"),
    "refund_clock": Key(
        "notification", _one_of("notification", "rule_set"), "notification, rule_set"
    ),
    "refund_release": Key(
        "goods_or_deadline",
        _one_of("goods_or_deadline", "at_approval"),
        "goods_or_deadline, at_approval",
    ),
    "refund_latest_release_day": Key(12, _whole(1, 13), "1 to 13"),
    "refund_auto_limit": Key(500_000, _whole(0), "kuruş, 0 or more"),
    "interest_rates": Key(
        STATUTORY_RATES, _rates, "day=basis points a year, only added to at the end"
    ),
    "delivery_max_days": Key(30, _whole(1, 30), "at most 30"),
    "record_years": Key(3, _whole(3, 30), "3 or more"),
    "approval_business_days": Key(1, _whole(0, 2), "0 to 2"),
    "refusal_business_days": Key(2, _whole(1, 3), "1 to 3"),
    "defect_review_business_days": Key(3, _whole(1, 5), "1 to 5"),
    "defect_claim_years": Key(2, _whole(2, 10), "2 or more"),
    "damage_claim_enabled": Key(True, _flag, "yes or no"),
    "door_refusal_is_notice": Key(True, _flag, "yes or no"),
    "reminder_day": Key(10, _whole(1, 13), "1 to 13"),
    "apply_to_food_rounds": Key(True, _flag, "yes or no"),
    "donation_enabled": Key(False, _flag, "yes or no"),
    "recently_viewed": Key(False, _flag, "yes or no"),
    "card_hold_minutes": Key(35, _whole(31, 60), "31 to 60"),
    "transfer_hold_days": Key(3, _whole(1, 5), "1 to 5"),
    "transfer_holder": Key("", _text(120), "at most 120 characters"),
    "transfer_bank": Key("", _text(80), "at most 80 characters"),
    "transfer_iban": Key("", _iban, "an IBAN, or empty: no transfers"),
    "tckn_on_invoice": Key(False, _flag, "yes or no"),
    "invoice_days": Key(7, _whole(1, 7), "1 to 7"),
    "open_holds_per_cart": Key(3, _whole(1, 10), "1 to 10"),
    "second_person": Key("delayed", _one_of("required", "delayed"), "required, delayed"),
    "saturday_is_holiday": Key(True, _flag, "yes or no"),
    "eve_is_holiday": Key(True, _flag, "yes or no"),
    "evidence.store_ip": Key(False, _flag, "yes or no"),
    "committee_limit_try": Key(
        "2025: 149000, 2026: 186000", by_year.is_table, "year: lira, year: lira …"
    ),
    "arrival_first_ask_days": Key(3, _whole(1, 14), "1 to 14"),
    "arrival_next_ask_days": Key(4, _whole(1, 14), "1 to 14"),
    "assumed_delivered_days": Key(10, _whole(5, 30), "5 to 30"),
    "payout_after": Key(
        payouts.DEFAULT,
        payouts.is_allowed,
        "withdrawal_end+0d to 30d, or delivered_business_days:5 to 20",
    ),
    "withholding_bp": Key(100, _whole(0, 10_000), "0 to 10000 basis points"),
    "carrier_adapter": Key("off", _one_of("off", "webhook"), "off, webhook"),
    "supplier_view_days": Key(90, _whole(1, 365), "1 to 365"),
    "checkpoint_to": Key("", _text(254), "an address outside the system"),
    "premium_prefixes": Key("900, 888, 898", _prefixes, "numbers of 2 to 6 digits, 900 among them"),
    "strip_notice_tr": Key("", _text(120), "at most 120 characters"),
    "strip_notice_en": Key("", _text(120), "at most 120 characters"),
    "operator.shop_name": Key("", _text(60), "at most 60 characters"),
    "operator.legal_name": Key("", _text(200), "at most 200 characters"),
    "operator.mersis": Key("", _text(16), "16 digits"),
    "operator.tax_office": Key("", _text(80), "at most 80 characters"),
    "operator.address": Key("", _text(300), "at most 300 characters"),
    "operator.phone": Key("", _text(20), "a number of the ordinary tariff"),
    "operator.email": Key("", _text(254), "an e-mail address"),
    "operator.kep": Key("", _text(254), "a registered e-mail address, if any"),
    "operator.complaints": Key("", _text(300), "if other than the address above"),
    "operator.hours": Key("", _text(120), "at most 120 characters"),
}

OBLIGATORY_IDENTITY = (
    "operator.shop_name",
    "operator.legal_name",
    "operator.mersis",
    "operator.address",
    "operator.phone",
    "operator.email",
)
