from flask_babel import lazy_gettext as _l
from wtforms import PasswordField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from app.accounts import passwords
from app.settings import phones
from app.web import address
from app.web.forms import Form, valid_email

NEEDED = _l("Fill this in.")
LONG_ENOUGH = Length(
    min=passwords.LEAST,
    max=passwords.MOST,
    message=_l("Use at least 10 characters; a short sentence is good."),
)


RIGHTS_SAID = {
    "catalogue": _l("goods"),
    "orders": _l("orders and returns"),
    "finance": _l("money"),
    "legal": _l("standing of suppliers"),
    "privacy": _l("personal data"),
    "texts": _l("texts"),
    "settings": _l("settings"),
    "people": _l("people"),
}


class LogInForm(Form):
    """Address and password."""

    email = StringField(_l("E-mail"), validators=[InputRequired(NEEDED), Length(max=254)])
    password = PasswordField(_l("Password"), validators=[InputRequired(NEEDED), Length(max=200)])


class TeamLogInForm(LogInForm):
    """The same, and the code of the authenticator for staff."""

    code = StringField(_l("Code of the authenticator"), validators=[Optional(), Length(max=12)])


class RegisterForm(Form):
    """A new account."""

    name = StringField(_l("Name and surname"), validators=[InputRequired(NEEDED), Length(max=120)])
    email = StringField(
        _l("E-mail"), validators=[InputRequired(NEEDED), Length(max=254), valid_email]
    )
    password = PasswordField(_l("Password"), validators=[InputRequired(NEEDED), LONG_ENOUGH])


class ForgotForm(Form):
    """Whose password."""

    email = StringField(
        _l("E-mail"), validators=[InputRequired(NEEDED), Length(max=254), valid_email]
    )


class NewPasswordForm(Form):
    """A new password."""

    password = PasswordField(_l("New password"), validators=[InputRequired(NEEDED), LONG_ENOUGH])


class ChangePasswordForm(NewPasswordForm):
    """The old one and a new one."""

    old = PasswordField(_l("Present password"), validators=[InputRequired(NEEDED), Length(max=200)])


class InviteForm(Form):
    """Somebody new at the desk."""

    name = StringField(_l("Name and surname"), validators=[InputRequired(NEEDED), Length(max=120)])
    email = StringField(
        _l("E-mail"), validators=[InputRequired(NEEDED), Length(max=254), valid_email]
    )
    preset = SelectField(
        _l("Rights"),
        choices=[
            SelectChoice("desk", _l("Desk: catalogue, orders, texts")),
            SelectChoice("finance", _l("Finance: orders, finance")),
            SelectChoice("privacy", _l("Privacy: privacy, texts")),
            SelectChoice("owner", _l("Owner: everything")),
        ],
    )


class PlaceForm(address.Places, Form):
    """A place where a member likes parcels to go."""

    name = address.recipient()
    phone = phones.mobile()
    province = address.province()
    district = address.district()
    street = address.street()
    postcode = address.postcode()
