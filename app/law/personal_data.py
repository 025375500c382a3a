"""What personal data are and how they are treated: the words of the inventory (KVKK art. 10).

A column of a model carries one `Mark`: which datum it holds, and by which activity it came. The
datum says the category, whether it is critical and how it is destroyed (annexes 2a, 2b and 3 of the
policy); the activity says of whom, when, for which purpose, on which ground, who receives it and
which class keeps it. The mark in the model is the row of the inventory; nothing else is.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

MARK = "personal_data"
Plain = Mapping[str, str]  # table -> its columns that say nothing of anybody


class Group(StrEnum):
    """Whose data (PR-1.2). Staff stand outside the public policy and have a notice of their own."""

    SUPPORTER = "supporter"
    CANDIDATE = "candidate"
    SUPPLIER = "supplier"
    STAFF = "staff"


class Ground(StrEnum):
    """Why it is lawful: contract, legal duty, explicit consent, legitimate interest (art. 5)."""

    CONTRACT = "contract"
    DUTY = "duty"
    CONSENT = "consent"
    INTEREST = "interest"


class Method(StrEnum):
    """How a value is destroyed (annex 3): the filler is random and never derived from the value."""

    FILL = "fill"
    FILL_IF_GIVEN = "fill_if_given"
    DELETE = "delete"
    KEEP = "keep"


class Class(StrEnum):
    """How long (specification B §5.2)."""

    ORDERS = "C1"
    ARCHIVE = "C2"
    ACCOUNT = "C3"
    OPTIONAL = "C4"
    CONSENTS = "C5"
    REQUESTS = "C6"
    DESTRUCTION = "C7"
    REFUSED = "C8"
    APPOINTMENTS = "C9"
    HELP = "C10"
    WEB_LOGS = "C11"
    BREACHES = "C12"
    DRAFTS = "C13"
    ACCESS = "C14"


class Recipient(StrEnum):
    """Who else gets to see it."""

    HOST = "host"
    SUPPLIER = "supplier"
    CARRIER = "carrier"
    PAYMENT_PROVIDER = "payment_provider"
    BANK = "bank"
    MAIL = "mail"
    TAX = "tax"
    ACCOUNTANT = "accountant"
    SHOPPERS = "shoppers"
    AUTHORITIES = "authorities"


@dataclass(frozen=True, slots=True)
class Datum:
    """One kind of datum: a row of the inventory. `row` is its number there."""

    key: str
    row: str
    category: str
    method: Method
    critical: bool = True
    special: bool = False


@dataclass(frozen=True, slots=True)
class Activity:
    """One way in which data come and are used: of whom, when, why, on which ground, how long."""

    key: str
    groups: tuple[Group, ...]
    ground: Ground
    kept: Class
    recipients: tuple[Recipient, ...] = (Recipient.HOST,)


@dataclass(frozen=True, slots=True)
class Mark:
    """What a column says about a person, and by which activity it came there."""

    datum: Datum
    activity: Activity
    kept: Class

    @property
    def method(self) -> Method:
        """How this column is destroyed."""
        return self.datum.method


def personal(datum: Datum, activity: Activity, kept: Class | None = None) -> dict[str, object]:
    """The `info` of a column that says something about a person (KVKK art. 3(1)(d)).

    `kept`: a class other than its activity's.
    """
    return {MARK: Mark(datum, activity, kept or activity.kept)}


def mark_of(info: Mapping[object, object]) -> Mark | None:
    """The mark that a column carries, if it carries one (KVKK art. 3(1)(d))."""
    found = info.get(MARK)
    return found if isinstance(found, Mark) else None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody as the tables know them: by folded address, by account, by reference numbers.

    `references` are the numbers of what is theirs (orders, statements, refunds), by which rows are
    found that no key of the database ties to them.
    """

    email_keys: frozenset[str] = frozenset()
    shopper_id: int | None = None
    member_id: int | None = None
    references: frozenset[str] = frozenset()
