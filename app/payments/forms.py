from decimal import Decimal, InvalidOperation

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired
from wtforms import DateField, Field, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, Optional, ValidationError

from app.kernel import clock
from app.payments.ibans import NotAnIban, read_iban
from app.web.forms import Form


class ReleaseForm(Form):
    """A person releases money; alone with the right, a written reason is asked (PR-5.7a)."""

    reason = TextAreaField(_l("Reason"), validators=[Optional(), Length(max=1000)])


class AccountForm(Form):
    """The account to which a refund shall go."""

    iban = StringField(
        _l("IBAN"), validators=[DataRequired(_l("Write your IBAN.")), Length(max=60)]
    )
    holder = StringField(
        _l("Name of the account's holder"),
        validators=[DataRequired(_l("Write whose account it is.")), Length(max=120)],
    )


class TransferForm(Form):
    """What the bank's statement says of a transfer that finance has made."""

    amount = StringField(_l("Amount in TL"), validators=[DataRequired(_l("Write the amount."))])
    value_on = DateField(_l("Value date"), validators=[DataRequired(_l("Choose the day."))])
    reference = StringField(
        _l("The bank's reference"),
        validators=[DataRequired(_l("Write the bank's reference.")), Length(max=80)],
    )
    reason = TextAreaField(_l("Reason"), validators=[Optional(), Length(max=1000)])

    def validate_amount(self, field: Field) -> None:
        self.amount_minor(field)

    def amount_minor(self, field: Field | None = None) -> int:
        """The amount in kuruş, with a comma or a point. Raises ValidationError."""
        typed = str((field or self.amount).data or "").removesuffix("TL")
        typed = "".join(typed.split()).replace(",", ".")
        try:
            kurus = Decimal(typed) * 100
        except InvalidOperation as error:
            raise ValidationError(_("Write the amount as 36,16.")) from error
        if kurus != kurus.to_integral_value() or not 0 < kurus < 10**12:
            raise ValidationError(_("Write the amount as 36,16."))
        return int(kurus)


class SentBackForm(Form):
    """Why the bank did not take a transfer, or the provider not send one."""

    why = StringField(
        _l("What they say"), validators=[DataRequired(_l("Write why.")), Length(max=200)]
    )


class IncomingForm(TransferForm):
    """Money seen on the bank's page, written down by hand."""

    reference = StringField(
        _l("Order number"),
        validators=[DataRequired(_l("Write the order's number.")), Length(max=40)],
    )
    payer = StringField(
        _l("Payer"), validators=[DataRequired(_l("Write who paid.")), Length(max=120)]
    )
    iban = StringField(_l("Payer's IBAN, if shown"), validators=[Optional(), Length(max=60)])

    def validate_value_on(self, field: Field) -> None:
        if field.data and field.data > clock.today():
            raise ValidationError(_("Money of a day to come has not arrived."))

    def validate_iban(self, field: Field) -> None:
        try:
            field.data = read_iban(field.data) if field.data else ""
        except NotAnIban as error:
            raise ValidationError(str(error)) from error


class StatementForm(Form):
    """A statement downloaded from the bank."""

    file = FileField(
        _l("Statement (CSV or XLSX)"), validators=[FileRequired(_l("Choose the bank's file."))]
    )
