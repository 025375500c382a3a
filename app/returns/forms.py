from datetime import date, datetime, time

from flask_babel import lazy_gettext as _l
from wtforms import DateField, HiddenField, SelectField, StringField, TextAreaField, TimeField
from wtforms.validators import InputRequired, Length, Optional

from app.kernel import clock
from app.returns import rules
from app.returns.models import Kind
from app.returns.words import channel_in_words, kind_in_words
from app.web.forms import Form, valid_email
from app.web.language import NAMES


class PersonForm(Form):
    """Who declares, and where the receipt goes. Nothing else may be demanded (EU-2)."""

    name = StringField(
        _l("Name and surname"),
        validators=[InputRequired(_l("Write your name.")), Length(max=120)],
    )
    email = StringField(
        _l("E-mail for the receipt"),
        validators=[
            InputRequired(_l("Write where the receipt should go.")),
            Length(max=254),
            valid_email,
        ],
    )
    message = TextAreaField(
        _l("Anything you wish to add"),
        validators=[Optional(), Length(max=2000, message=_l("At most %(max)d characters."))],
    )
    nonce = HiddenField(validators=[Optional(), Length(max=64)])
    step = HiddenField(validators=[Optional()])


class ClaimForm(PersonForm):
    """What is wrong with the goods; here a sentence is needed (C-11, HR-03)."""

    message = TextAreaField(
        _l("What is wrong?"),
        validators=[
            InputRequired(_l("Write in a sentence what is wrong.")),
            Length(
                rules.MESSAGE_AT_LEAST,
                rules.MESSAGE_AT_MOST,
                _l("Write 10 to 2,000 characters."),
            ),
        ],
    )


class PublicForm(PersonForm):
    """The statement of somebody without an account or link (DC-11.guest)."""

    order = StringField(
        _l("Order number"),
        validators=[
            InputRequired(_l("Write the order number, or what you know of the order.")),
            Length(max=120),
        ],
    )
    goods = TextAreaField(
        _l("Only these goods"),
        validators=[Optional(), Length(max=1000, message=_l("At most %(max)d characters."))],
    )


class WordForm(Form):
    """A further word about a statement."""

    text = TextAreaField(
        _l("Your words"),
        validators=[
            InputRequired(_l("Write a sentence.")),
            Length(max=2000, message=_l("At most %(max)d characters.")),
        ],
    )


class ReasonForm(Form):
    """A written reason."""

    reason = TextAreaField(_l("Reason"), validators=[Optional(), Length(max=2000)])


class ServiceForm(Form):
    """Which authorised service comes, and on which day."""

    service_on = DateField(
        _l("Day of the service"), validators=[InputRequired(_l("Choose a day."))]
    )
    words = TextAreaField(
        _l("What the buyer should know"),
        validators=[
            InputRequired(_l("Write which service comes, and when.")),
            Length(max=2000, message=_l("At most %(max)d characters.")),
        ],
    )


class MatchForm(Form):
    """Which order a statement means."""

    reference = StringField(
        _l("Order number"),
        validators=[InputRequired(_l("Write the order number.")), Length(max=40)],
    )


class RegisterForm(Form):
    """A statement that came on another way than the web form (C-25)."""

    kind = SelectField(_l("What is declared"))
    channel = SelectField(_l("How it came"))
    language = SelectField(_l("Language of the answer"))
    name = StringField(
        _l("Name and surname"),
        validators=[InputRequired(_l("Write who declares.")), Length(max=120)],
    )
    email = StringField(
        _l("E-mail, if known"), validators=[Optional(), Length(max=254), valid_email]
    )
    order = StringField(
        _l("Order, as written"),
        validators=[InputRequired(_l("Write what is known of the order.")), Length(max=120)],
    )
    goods = TextAreaField(_l("Goods, as written"), validators=[Optional(), Length(max=1000)])
    message = TextAreaField(
        _l("The statement in its own words"), validators=[Optional(), Length(max=2000)]
    )
    sent_on = DateField(
        _l("Sent on"), validators=[InputRequired(_l("Write the day of the postmark or call."))]
    )
    received_on = DateField(
        _l("Reached us on"), validators=[InputRequired(_l("Write the day it reached us."))]
    )
    at = TimeField(_l("At what time"), validators=[Optional()])
    nonce = HiddenField(validators=[Optional(), Length(max=64)])

    def offer(self) -> None:
        """Fill the lists in the page's language."""
        self.kind.choices = [(kind.value, kind_in_words(kind)) for kind in Kind]
        self.channel.choices = [(name, channel_in_words(name)) for name in rules.CHANNELS]
        self.language.choices = list(NAMES.items())

    def moment(self, day: date) -> datetime:
        """The civil day at the given time, else at noon; never later than now on the same day."""
        clock_time = self.at.data or time(12)
        moment = datetime.combine(day, clock_time, clock.SHOP_ZONE)
        now = clock.now()
        return min(moment, now) if clock.day_of(now) == day else moment


class DoorForm(Form):
    """Why a parcel was not taken (HR-08)."""

    kind = HiddenField(validators=[InputRequired()])
    message = TextAreaField(
        _l("What was wrong with the parcel?"), validators=[Optional(), Length(max=2000)]
    )

    @property
    def chosen(self) -> Kind:
        """Damage only where it was said; anything else is a withdrawal."""
        return Kind.DAMAGED if self.kind.data == Kind.DAMAGED else Kind.WITHDRAWAL


class CodeForm(Form):
    """A carrier's code for one return."""

    carrier = StringField(
        _l("Carrier"), validators=[InputRequired(_l("Write the carrier.")), Length(max=80)]
    )
    code = StringField(_l("Code"), validators=[Optional(), Length(max=40)])


class CollectionForm(Form):
    """The day on which the seller fetches the goods."""

    day = DateField(_l("Day of collection"), validators=[InputRequired(_l("Choose a day."))])
