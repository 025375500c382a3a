"""What the settings are called on the page of staff, in groups; a key not named here shows bare."""

from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from app.settings.rules import KEYS

Names = Mapping[str, LazyString]
GROUPS: tuple[tuple[LazyString, Names], ...] = (
    (
        _l("Who sells: the operator"),
        {
            "operator.shop_name": _l("Name of the shop"),
            "operator.legal_name": _l("Legal name"),
            "operator.mersis": _l("MERSİS number"),
            "operator.tax_office": _l("Tax office"),
            "operator.address": _l("Address"),
            "operator.phone": _l("Telephone"),
            "operator.email": _l("E-mail"),
            "operator.kep": _l("Registered e-mail (KEP)"),
            "operator.complaints": _l("Where complaints go"),
            "operator.hours": _l("When we answer"),
        },
    ),
    (
        _l("Withdrawal and returns"),
        {
            "withdrawal_days": _l("Days to withdraw"),
            "send_back_days": _l("Days to send the goods back"),
            "approval_business_days": _l("Business days until a return is approved by itself"),
            "refusal_business_days": _l("Business days to confirm a refusal"),
            "reminder_day": _l("Day on which we remind of the period"),
            "split_scope": _l("What a period belongs to: the order or each maker's part"),
            "rule_set": _l("Which text of the regulation applies"),
        },
    ),
    (
        _l("Money that goes back"),
        {
            "refund_days": _l("Days to pay back"),
            "refund_clock": _l("What those days count from"),
            "refund_release": _l("When a refund is sent"),
            "refund_latest_release_day": _l("Day on which a refund is sent at the latest"),
            "refund_auto_limit": _l("Sum above which a second person must agree"),
            "second_person": _l("A second person is"),
            "interest_rates": _l("Statutory interest"),
            "committee_limit_try": _l("Limit of the consumer arbitration committee"),
        },
    ),
    (
        _l("Delivery"),
        {
            "delivery_max_days": _l("Days until delivery at most"),
            "arrival_first_ask_days": _l("Days after dispatch until we ask whether it came"),
            "arrival_next_ask_days": _l("Days until we ask again"),
            "supplier_view_days": _l("Days a maker sees the address after the order is closed"),
            "saturday_is_holiday": _l("Saturday is no business day"),
            "eve_is_holiday": _l("The eve of a holiday is no business day"),
        },
    ),
    (
        _l("Order and payment"),
        {
            "card_hold_minutes": _l("Minutes for which goods are held for a payment"),
            "transfer_hold_days": _l("Business days for which goods are held for a transfer"),
            "transfer_holder": _l("Holder of the account for transfers"),
            "transfer_bank": _l("Bank of that account"),
            "transfer_iban": _l("IBAN of that account"),
            "open_holds_per_cart": _l("Payments that may be open for one cart"),
            "invoice_days": _l("Days after dispatch until an invoice is due"),
            "recently_viewed": _l("Show what a visitor looked at last, if she allows it"),
            "tckn_on_invoice": _l("A named invoice may carry the national identity number"),
        },
    ),
    (
        _l("What sellers are paid"),
        {
            "payout_after": _l("When a maker's money may leave"),
            "withholding_bp": _l("Tax withheld from makers with a tax office"),
        },
    ),
    (
        _l("Records and notices"),
        {
            "record_years": _l("Years for which records are kept"),
            "evidence.store_ip": _l("Keep the network address with a statement"),
            "checkpoint_to": _l("Where the checkpoint of the evidence goes"),
            "strip_notice_tr": _l("Line at the top of the shop, Turkish"),
            "strip_notice_en": _l("Line at the top of the shop, English"),
        },
    ),
)


# The limits of `rules.KEYS` as message ids: the page translates them where it shows them.
LIMITS = (
    _l("14 or more"),
    _l("the rule set's days or more"),
    _l("at most 14"),
    _l("at most 30"),
    _l("3 or more"),
    _l("0 to 2"),
    _l("1 to 3"),
    _l("1 to 5"),
    _l("1 to 7"),
    _l("1 to 10"),
    _l("an IBAN, or empty: no transfers"),
    _l("1 to 13"),
    _l("1 to 14"),
    _l("1 to 365"),
    _l("31 to 60"),
    _l("kuruş, 0 or more"),
    _l("lira, 1 or more"),
    _l("day=basis points a year, only added to at the end"),
    _l("yes or no"),
    _l("0 to 10000 basis points"),
    _l("withdrawal_end+0d to 30d, or delivered_business_days:5 to 20"),
    _l("an address outside the system"),
    _l("at most 60 characters"),
    _l("at most 80 characters"),
    _l("at most 120 characters"),
    _l("at most 200 characters"),
    _l("at most 300 characters"),
    _l("16 digits"),
    _l("a number of the ordinary tariff"),
    _l("an e-mail address"),
    _l("a registered e-mail address, if any"),
    _l("if other than the address above"),
)


def name_of(key: str) -> str:
    """What a setting is called."""
    return next((str(names[key]) for _title, names in GROUPS if key in names), key)


def groups() -> list[tuple[str, list[str]]]:
    """Every key of the table in its group; what has none stands in a group of its own."""
    named = [(str(title), [key for key in names if key in KEYS]) for title, names in GROUPS]
    known = {key for _title, keys in named for key in keys}
    rest = [key for key in KEYS if key not in known]
    return [*named, (str(_l("More")), rest)] if rest else named
