"""Bank account numbers as people write them: checked, kept unreadable, shown masked."""

from flask_babel import gettext as _
from stdnum import iban
from stdnum.exceptions import ValidationError

from app.kernel import crypto
from app.kernel.errors import Refused

SHOWN = 4


class NotAnIban(Refused):
    """The digits do not add up (ISO 13616, mod 97)."""


def read_iban(typed: str) -> str:
    """The account number without spaces, whatever its spacing and case. Raises NotAnIban."""
    try:
        return str(iban.validate(typed))
    except ValidationError as error:
        raise NotAnIban(
            _("This is no valid IBAN. Look at it once more; in Türkiye it is TR and 24 digits.")
        ) from error


def written(cipher: str) -> str:
    """The whole number, in fours, for who has to pay to it."""
    return str(iban.format(crypto.decrypt(cipher)))


def masked(cipher: str) -> str:
    """Enough to recognise one's own account: `TR33 … 1326`."""
    number = crypto.decrypt(cipher)
    return f"{number[:SHOWN]} … {number[-SHOWN:]}"
