from flask_babel import lazy_gettext as _l
from wtforms import PasswordField, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from app.accounts.forms import LONG_ENOUGH, NEEDED
from app.suppliers import words
from app.suppliers.roles import Role
from app.web.forms import Form, valid_email


class InviteForm(Form):
    """Somebody new in the team."""

    email = StringField(
        _l("E-mail"), validators=[InputRequired(NEEDED), Length(max=254), valid_email]
    )
    role = RadioField(_l("Role"), validators=[InputRequired(_l("Choose a role."))])

    def offer(self) -> "InviteForm":
        """The roles in the words of the page's language."""
        self.role.choices = [
            SelectChoice(str(role), f"{words.role_said(role)}: {words.role_explained(role)}")
            for role in Role
        ]
        return self


class OwnerForm(Form):
    """Whom the cooperative invites as owner."""

    email = StringField(
        _l("E-mail"), validators=[InputRequired(NEEDED), Length(max=254), valid_email]
    )


class JoinForm(Form):
    """Who joins without an account."""

    name = StringField(_l("Name and surname"), validators=[InputRequired(NEEDED), Length(max=120)])
    password = PasswordField(_l("New password"), validators=[InputRequired(NEEDED), LONG_ENOUGH])


class StandingForm(Form):
    """Why a supplier is suspended or closed."""

    reason = TextAreaField(
        _l("Reason"), validators=[Length(max=2000, message=_l("At most %(max)d characters."))]
    )
