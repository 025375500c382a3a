"""Numbers that are kept encrypted, with a blind index: set, read, shown masked (PR-4.7)."""

from app.extensions import Model
from app.kernel import crypto
from app.suppliers import numbers

SECRETS = ("national_id", "tax_number", "iban")


def keep(holder: Model, name: str, number: str | None) -> None:
    """Keep a number encrypted, with its blind index; None forgets it."""
    setattr(holder, f"{name}_cipher", crypto.encrypt(number) if number else None)
    setattr(holder, f"{name}_index", crypto.blind(name, number) if number else None)


def hand_over(giver: Model, taker: Model, name: str) -> None:
    """Another row keeps this number from now on."""
    for part in ("cipher", "index"):
        setattr(taker, f"{name}_{part}", getattr(giver, f"{name}_{part}"))


def has(holder: Model, name: str) -> bool:
    """Whether a number is kept."""
    return getattr(holder, f"{name}_cipher") is not None


def read(holder: Model, name: str) -> str:
    """The number for computing with; never for a page."""
    cipher: str | None = getattr(holder, f"{name}_cipher")
    return crypto.decrypt(cipher) if cipher else ""


def masked(holder: Model, name: str) -> str:
    """The number for a page: its last three signs."""
    return numbers.masked(read(holder, name))
