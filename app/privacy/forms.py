from flask_babel import lazy_gettext as _l
from wtforms import (
    DateField,
    DateTimeLocalField,
    IntegerField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional, Regexp

from app.privacy import words
from app.privacy.words import Words
from app.web.forms import Form

WRITE = _l("Write it in a few words.")
MOMENT = _l("Give the day and the time.")


def _choices(several: Words) -> list[SelectChoice]:
    return [SelectChoice(key, said) for key, said in several.items()]


class BreachForm(Form):
    """What is known of a breach."""

    learned_at = DateTimeLocalField(_l("When we learned of it"), validators=[InputRequired(MOMENT)])
    what = TextAreaField(
        _l("What happened, and to which data"), validators=[DataRequired(WRITE), Length(max=4000)]
    )
    whose = StringField(_l("Whose data"), validators=[DataRequired(WRITE), Length(max=300)])
    persons = IntegerField(
        _l("How many people, at least"),
        validators=[
            InputRequired(_l("Write a whole number; 0 while nobody knows.")),
            NumberRange(0, 10_000_000, _l("Write a whole number; 0 while nobody knows.")),
        ],
    )
    effects = TextAreaField(
        _l("What it may do to them"), validators=[DataRequired(WRITE), Length(max=4000)]
    )
    measures = TextAreaField(
        _l("What was done and will be done"), validators=[DataRequired(WRITE), Length(max=4000)]
    )


class BoardForm(Form):
    """When the Board was told, and why late, if late."""

    board_at = DateTimeLocalField(_l("When the Board was told"), validators=[InputRequired(MOMENT)])
    late_because = TextAreaField(
        _l("Why it was told after 72 hours"), validators=[Optional(), Length(max=2000)]
    )


class PersonsForm(Form):
    """When and how the people concerned were told."""

    persons_at = DateTimeLocalField(
        _l("When the people concerned were told"), validators=[InputRequired(MOMENT)]
    )
    how = StringField(_l("How"), validators=[DataRequired(WRITE), Length(max=300)])


class RecipientForm(Form):
    """Somebody to whom personal data go."""

    name = StringField(
        _l("Name of the recipient"), validators=[DataRequired(WRITE), Length(max=160)]
    )
    kind = SelectField(_l("What they are"), choices=_choices(words.RECIPIENTS))
    country = StringField(
        _l("Country, in two letters"),
        validators=[
            DataRequired(_l("Two letters, such as TR.")),
            Regexp(r"^[A-Z]{2}$", message=_l("Two letters, such as TR.")),
        ],
        filters=[lambda typed: typed.upper() if typed else typed],
    )
    data_kinds = StringField(_l("Which data"), validators=[DataRequired(WRITE), Length(max=500)])
    purpose = StringField(_l("Purpose"), validators=[DataRequired(WRITE), Length(max=500)])
    ground = SelectField(_l("Ground"), choices=_choices(words.GROUNDS))
    mechanism = SelectField(
        _l("Mechanism, for a recipient abroad"),
        choices=[SelectChoice("", "—"), *_choices(words.MECHANISMS)],
        validators=[Optional()],
    )
    signed_on = DateField(_l("Standard contract signed on"), validators=[Optional()])
    begins_on = DateField(
        _l("Receives data from"), validators=[InputRequired(_l("Choose the first day."))]
    )
