"""Numbers of persons, firms and accounts in Türkiye: read in any spacing, checked, masked."""

import re
from collections.abc import Callable

from flask_babel import lazy_gettext as _l
from stdnum import iban
from stdnum.exceptions import ValidationError as Wrong
from stdnum.tr import tckimlik, vkn

from app.law import sellers

SHOWN = 3
FOREIGN = re.compile(r"[A-Z]{2}\d{2}")
Read = Callable[[str], str]


class WrongNumber(ValueError):
    """The number has a wrong length or check digit; the sentence says what to do."""


def _bare(typed: str) -> str:
    return "".join(c for c in typed if c.isalnum())


def _digits(typed: str) -> str:
    """Only digits of 0 to 9, whatever stood between them; other scripts' digits are read too."""
    return "".join(str(int(c)) if c.isdecimal() else c for c in _bare(typed))


def read_national_id(typed: str) -> str:
    """A national identity number: 11 digits, the last two check the rest. Raises WrongNumber."""
    number = _digits(typed)
    try:
        return str(tckimlik.validate(number))
    except Wrong as error:
        raise WrongNumber(
            _l("Check the national identity number: it has 11 digits and one of them is wrong.")
        ) from error


def read_tax_number(typed: str) -> str:
    """A tax number: 10 digits, the last checks the rest. Raises WrongNumber."""
    number = _digits(typed)
    try:
        return str(vkn.validate(number))
    except Wrong as error:
        raise WrongNumber(
            _l("Check the tax number: it has 10 digits and one of them is wrong.")
        ) from error


def read_mersis(typed: str) -> str:
    """A MERSİS number: 16 digits, not all of them zero (art. 5(1)(b)). Raises WrongNumber."""
    number = _digits(typed)
    if not (number.isascii() and sellers.is_mersis(number) and number.strip("0")):
        raise WrongNumber(_l("Check the MERSİS number: it has 16 digits."))
    return number


def mersis_names(mersis: str, tax_number: str, national_id: str = "") -> bool:
    """Whether a MERSİS number begins with this firm's (0 and ten digits) or person's number."""
    known = {f"0{tax_number}"} if tax_number else set()
    return mersis[:11] in known | ({national_id} if national_id else set())


def read_iban(typed: str) -> str:
    """A Turkish IBAN: TR and 24 digits, modulo 97 (ISO 13616). Raises WrongNumber."""
    number = _bare(typed).upper()
    if FOREIGN.match(number) and not number.startswith("TR"):
        raise WrongNumber(
            _l("Money goes only to accounts in Türkiye: give an IBAN that begins with TR.")
        )
    try:
        if not number.startswith("TR"):
            raise Wrong
        return str(iban.validate(number))
    except Wrong as error:
        raise WrongNumber(
            _l("Check the IBAN: it begins with TR, 24 digits follow, and one of them is wrong.")
        ) from error


def masked(number: str) -> str:
    """The last three signs; the rest as dots."""
    return "•" * max(0, len(number) - SHOWN) + number[-SHOWN:]
