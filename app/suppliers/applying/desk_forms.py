"""What reviewers write."""

from flask_babel import lazy_gettext as _l
from wtforms import (
    DateField,
    DateTimeLocalField,
    HiddenField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from app.suppliers.applying import rules, words
from app.web.forms import Form

LONG = Length(max=2000, message=_l("At most %(max)d characters."))


class AskForm(Form):
    """A question, and which steps to look at again."""

    question = TextAreaField(
        _l("What is missing?"), validators=[InputRequired(_l("Write what is missing.")), LONG]
    )
    reopened = SelectMultipleField(
        _l("Steps to look at again"), widget=ListWidget(), option_widget=CheckboxInput()
    )

    def offer(self) -> None:
        """Fill the list in the page's language."""
        self.reopened.choices = [(step, words.step_at_desk(step)) for step in rules.STEPS]


class AgreeForm(Form):
    """The day and hour of the talk, and where."""

    at = DateTimeLocalField(
        _l("Day and hour"), validators=[InputRequired(_l("Choose a day and an hour."))]
    )
    place = StringField(
        _l("Where"),
        validators=[InputRequired(_l("Write the place, or how you will call.")), Length(max=200)],
    )


class OutcomeForm(Form):
    """How the talk went."""

    outcome = SelectField(_l("What happened"))

    def offer(self) -> None:
        """Fill the list in the page's language."""
        self.outcome.choices = [(o, words.outcome_said(o)) for o in rules.OUTCOMES]


class ApproveForm(Form):
    """A reason, needed only by who is alone with this right."""

    reason = TextAreaField(_l("Reason"), validators=[Optional(), LONG])


class RejectForm(Form):
    """Why not, and from when again."""

    why = TextAreaField(
        _l("Why is it not accepted?"),
        validators=[
            InputRequired(_l("Write the reason in a sentence; the applicant reads it.")),
            Length(10, 2000, _l("Write 10 to 2,000 characters.")),
        ],
    )
    again_from = DateField(_l("May apply again from"), validators=[Optional()])


class WaiveForm(Form):
    """Why a point may pass."""

    point = HiddenField()
    because = TextAreaField(
        _l("Why may this point pass?"),
        validators=[
            InputRequired(_l("Write in a sentence why this point may pass.")),
            Length(10, 2000, _l("Write 10 to 2,000 characters.")),
        ],
    )


class RevealForm(Form):
    """Which number, and why."""

    secret = SelectField(_l("Number"))
    purpose = StringField(
        _l("Why do you need it?"),
        validators=[
            InputRequired(_l("Write why you need to see the whole number.")),
            Length(5, 300, _l("Write 5 to 300 characters.")),
        ],
    )

    def offer(self) -> None:
        """Fill the list in the page's language."""
        self.secret.choices = [(name, words.secret_said(name)) for name in words.SECRETS]
