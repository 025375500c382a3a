from collections.abc import Callable

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, DateField, Field, RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from app.kernel import clock
from app.settings.phones import valid_phone
from app.suppliers import numbers
from app.suppliers.applying import words
from app.suppliers.numbers import WrongNumber
from app.web import address
from app.web.forms import Form, valid_email, valid_web_address

NEEDED = _l("Fill this in.")
LONG = Length(max=2000, message=_l("At most %(max)d characters."))


def checked(read: Callable[[str], str]) -> Callable[[Form, Field], None]:
    """For forms: the number in its plain form, or a sentence at its field."""

    def check(_form: Form, field: Field) -> None:
        try:
            field.data = read(field.data)
        except WrongNumber as error:
            raise ValidationError(error.args[0]) from error

    return check


class StartForm(Form):
    """Who begins, and where the link goes."""

    contact_person = StringField(
        _l("Name and surname"), validators=[InputRequired(NEEDED), Length(max=120)]
    )
    email = StringField(
        _l("E-mail"), validators=[InputRequired(NEEDED), Length(max=254), valid_email]
    )


class AgainForm(Form):
    """Where to send the link of an application that was begun."""

    address = StringField(
        _l("Your e-mail"), validators=[InputRequired(NEEDED), Length(max=254), valid_email]
    )


class KindForm(Form):
    """Who sells, and in whose name."""

    kind = RadioField(_l("Who are you?"), validators=[InputRequired(_l("Choose one."))])
    seller_of_record = RadioField(
        _l("Who is the seller?"), validators=[InputRequired(_l("Choose one."))]
    )

    def offer(self) -> None:
        """Fill the lists in the page's language."""
        self.kind.choices = [(str(k), words.kind_said(k)) for k in words.KINDS]
        self.seller_of_record.choices = [(s, words.seller_said(s)) for s in words.SELLERS]


class BusinessForm(Form):
    """The name buyers see and the party of the contract; fields a kind has not are taken out."""

    name = StringField(_l("Name of your shop"), validators=[InputRequired(NEEDED), Length(max=120)])
    title = StringField(
        _l("Full name or title"), validators=[InputRequired(NEEDED), Length(max=200)]
    )
    national_id = StringField(
        _l("National identity number"),
        validators=[InputRequired(NEEDED), Length(max=40), checked(numbers.read_national_id)],
    )
    tax_office = StringField(_l("Tax office"), validators=[InputRequired(NEEDED), Length(max=80)])
    tax_number = StringField(
        _l("Tax number"),
        validators=[InputRequired(NEEDED), Length(max=40), checked(numbers.read_tax_number)],
    )
    mersis = StringField(_l("MERSİS number"), validators=[Length(max=40)])
    without_mersis = BooleanField(_l("There is no MERSİS number"))
    certificate_number = StringField(
        _l("Number of the exemption certificate"),
        validators=[
            InputRequired(_l("Write the number on your certificate of tax exemption.")),
            Length(max=40),
        ],
    )
    certificate_on = DateField(
        _l("Date of the certificate"),
        validators=[InputRequired(_l("Write the date on your certificate."))],
    )
    membership = StringField(
        _l("Your membership number"), validators=[InputRequired(NEEDED), Length(max=40)]
    )

    def validate_mersis(self, field: Field) -> None:
        if field.data:
            checked(numbers.read_mersis)(self, field)
        elif not self.without_mersis.data:
            raise ValidationError(_l("Write the number, or tick that there is none."))

    def validate_certificate_on(self, field: Field) -> None:
        if field.data and field.data > clock.today():
            raise ValidationError(_l("This day is still to come."))


class ContactForm(address.Places, Form):
    """Where buyers and the cooperative reach the maker."""

    phone = StringField(
        _l("Telephone"),
        validators=[InputRequired(_l("Write a number of the ordinary tariff.")), valid_phone],
    )
    province = address.province()
    district = address.district()
    street = address.street()
    website = StringField(
        _l("Web address"), validators=[Optional(), Length(max=200), valid_web_address]
    )
    socials = TextAreaField(
        _l("Social media"), validators=[Optional(), Length(max=500, message=LONG.message)]
    )

    def validate_postcode(self, field: Field) -> None:
        """There is none in this form."""


class GoodsForm(Form):
    """What they make."""

    makes = TextAreaField(
        _l("What do you make?"),
        validators=[
            InputRequired(_l("Tell us in a few sentences what you make and how.")),
            Length(min=20, max=2000, message=_l("Write 20 to 2,000 characters.")),
        ],
    )


class SendForm(Form):
    """The applicant stands by what was written."""

    true = BooleanField(
        _l("What I have written is true"),
        validators=[InputRequired(_l("Tick that what you have written is true."))],
    )


class ReplyForm(Form):
    """An answer to what the reviewer asked."""

    reply = TextAreaField(_l("Your answer"), validators=[Optional(), LONG])


class WishForm(Form):
    """When the applicant can come to talk."""

    wish = TextAreaField(
        _l("When would it suit you?"),
        validators=[InputRequired(_l("Name two or three days and hours.")), LONG],
    )


class ContractForm(Form):
    """What is still needed before the shop opens: the agreement, the account, the way back."""

    iban = StringField(
        _l("IBAN"),
        validators=[
            InputRequired(_l("Write the IBAN to which your money goes.")),
            Length(max=60),
            checked(numbers.read_iban),
        ],
    )
    return_carrier = StringField(_l("Carrier for returns"), validators=[Length(max=80)])
    collects_returns = BooleanField(_l("I collect returns from the buyer myself"))
    agreed = BooleanField(
        _l("I accept the supplier agreement"),
        validators=[InputRequired(_l("Read the agreement and tick that you accept it."))],
    )

    def validate_return_carrier(self, field: Field) -> None:
        if not field.data and not self.collects_returns.data:
            raise ValidationError(
                _l("Name a carrier for returns, or say that you collect them yourself.")
            )
