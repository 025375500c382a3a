"""Telephone numbers of the ordinary tariff: every place that takes one asks here (DC-18.1)."""

import phonenumbers
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from phonenumbers import PhoneNumber, PhoneNumberFormat, PhoneNumberType
from wtforms import Field, StringField
from wtforms.validators import InputRequired, Length, ValidationError

from app.settings import queries as settings

NO_NUMBER = _l("Write a telephone number, such as 0555 000 00 00.")
RAISED_TARIFF = _l("Numbers of a raised tariff cannot be used.")


class NotOrdinary(ValueError):
    """Not a number that can be called at the ordinary tariff; the sentence says why."""


def read_phone(typed: str) -> str:
    """A number in any spacing as E.164; Turkish unless it begins with +. Raises NotOrdinary."""
    try:
        number = phonenumbers.parse(typed, "TR")
    except phonenumbers.NumberParseException as error:
        raise NotOrdinary(NO_NUMBER) from error
    if not phonenumbers.is_possible_number(number):
        raise NotOrdinary(NO_NUMBER)
    if _is_premium(number):
        raise NotOrdinary(RAISED_TARIFF)
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


def _is_premium(number: PhoneNumber) -> bool:
    if phonenumbers.number_type(number) is PhoneNumberType.PREMIUM_RATE:
        return True
    prefixes = tuple(settings.text("premium_prefixes").replace(",", " ").split())
    return str(number.national_number).startswith(prefixes)


def valid_phone(_form: FlaskForm, field: Field) -> None:
    """For forms: the number as E.164, or a sentence."""
    try:
        field.data = read_phone(field.data)
    except NotOrdinary as error:
        raise ValidationError(error.args[0]) from error


def mobile() -> StringField:
    """The field of whoever awaits a parcel."""
    return StringField(
        _l("Mobile telephone"),
        validators=[
            InputRequired(_l("Write a number the carrier can call.")),
            Length(max=40),
            valid_phone,
        ],
    )
