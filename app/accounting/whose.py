"""Where the money lies and whose it is: two lists of the ledger's accounts with one sum."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from flask_babel import gettext as _

from app.ledger import queries as ledger
from app.ledger import words
from app.ledger.queries import Account

HELD = ("provider", "bank")
KEPT = ("commission", "cooperative", "provider_fees")


@dataclass(frozen=True, slots=True)
class Share:
    """One place or one owner of money: what it is, what that means, kuruş."""

    title: str
    hint: str
    amount_minor: int


@dataclass(frozen=True, slots=True)
class Standing:
    """What the shop holds, place by place, and whose it is; both sum to the same."""

    places: list[Share]
    owners: list[Share]

    @property
    def held_minor(self) -> int:
        """Everything that lies somewhere."""
        return sum(place.amount_minor for place in self.places)

    @property
    def owned_minor(self) -> int:
        """Everything that is somebody's."""
        return sum(owner.amount_minor for owner in self.owners)


def now() -> Standing:
    """How the ledger stands this moment."""
    return of(ledger.totals())


def of(accounts: Iterable[Account]) -> Standing:
    """Every account is a place or an owner, so that the two sides are equal."""
    places, owed = [], Counter[str]()
    for account in accounts:
        kind = account.name.partition(":")[0]
        if kind in HELD:
            hint = _("paid in, not yet paid out to our bank") if kind == "provider" else ""
            places.append(Share(words.account(account.name), hint, account.balance_minor))
        else:
            owed[_owner(kind, account)] -= account.balance_minor
    return Standing(
        places,
        [
            Share(title, hint, owed[key])
            for key, title, hint in _owners()
            if owed[key] or key in {"suppliers", "refunds", "own"}
        ],
    )


def _owner(kind: str, account: Account) -> str:
    if kind == "supplier" or (kind == "delivery" and not account.name.endswith("cooperative")):
        return "suppliers" if account.balance_minor <= 0 else "in_debt"
    if kind == "delivery":
        return "own_carriage"
    if kind in KEPT:
        return "own"
    return kind


def _owners() -> list[tuple[str, str, str]]:
    return [
        ("suppliers", _("Makers"), _("goods and delivery sold, commission taken off")),
        ("in_debt", _("Makers who owe"), _("taken off what they sell next")),
        ("refunds", _("Buyers, as refunds"), _("promised back, not yet sent")),
        ("shopper", _("Buyers, not yet a sale"), _("paid, without a contract so far")),
        ("disputes", _("Disputed payments"), _("taken back by the card scheme for now")),
        ("commission_vat", _("State: VAT on commission"), ""),
        ("withholding", _("State: tax withheld"), ""),
        ("own_carriage", _("Cooperative, for carriage"), _("fees where it ships by contract")),
        ("own", _("Cooperative"), _("commission and gifts, less what it bore and fees")),
    ]
