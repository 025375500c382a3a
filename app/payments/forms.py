from decimal import Decimal, InvalidOperation

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import DateField, Field, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, Optional, ValidationError

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
        typed = str((field or self.amount).data or "").replace(" ", "").replace(",", ".")
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
