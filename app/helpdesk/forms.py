from datetime import UTC, datetime, time, timedelta

from flask_babel import lazy_gettext as _l
from wtforms import DateField, HiddenField, SelectField, StringField, TextAreaField, TimeField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from app.kernel import clock
from app.web.forms import Form, valid_email
from app.web.language import NAMES

KINDS = [
    SelectChoice("complaint", _l("Complaint about delivery or performance")),
    SelectChoice("refund", _l("Request for a refund")),
    SelectChoice("record", _l("Request for records")),
]
OLDEST_DAYS = 3 * 366
LONG = Length(max=4000, message=_l("At most %(max)d characters."))


class RequestForm(Form):
    """What is asked for; records need no words."""

    kind = SelectField(_l("What is it about?"), choices=KINDS)
    seller = SelectField(_l("Which maker?"), choices=[], validators=[Optional()])
    message = TextAreaField(_l("What has happened, and what do you wish?"), validators=[LONG])
    nonce = HiddenField(validators=[Optional(), Length(max=64)])

    def validate_message(self, field: TextAreaField) -> None:
        if self.kind.data != "record" and len(field.data or "") < 10:
            raise ValidationError(_l("Write a sentence or two, so that we can help."))


class PublicRequestForm(RequestForm):
    """The same of somebody without an account or link; the order as they know it."""

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
    order = StringField(
        _l("Order number"),
        validators=[
            InputRequired(_l("Write the order number, or what you know of the order.")),
            Length(max=120),
        ],
    )


class FindRequestForm(Form):
    """A request by its number and e-mail address."""

    number = StringField(
        _l("Request number"),
        validators=[InputRequired(_l("Write the number from your message.")), Length(max=40)],
    )
    address = StringField(
        _l("E-mail"),
        validators=[InputRequired(_l("Write the address you gave.")), Length(max=254)],
    )


class WordsForm(Form):
    """Something more to say."""

    words = TextAreaField(
        _l("Write more"),
        validators=[InputRequired(_l("Write what you want to say.")), LONG],
    )


class AnswerForm(Form):
    """The answer, what came of it, and what has begun."""

    outcome = SelectField(
        _l("Outcome"),
        choices=[
            SelectChoice("explained", _l("Explained or put right")),
            SelectChoice("refund", _l("Money is paid back")),
            SelectChoice("begun", _l("A case has begun")),
            SelectChoice("refused", _l("Not granted, with reasons")),
        ],
    )
    led_to = StringField(_l("Number of what has begun"), validators=[Length(max=40)])
    words = TextAreaField(
        _l("Answer"),
        validators=[
            InputRequired(_l("Write the answer.")),
            Length(min=10, max=4000, message=_l("Write it in a sentence the buyer understands.")),
        ],
    )

    def validate_led_to(self, field: StringField) -> None:
        if self.outcome.data in {"refund", "begun"} and not field.data:
            raise ValidationError(_l("Name the return, the refund or the ending that has begun."))


class FoundForm(Form):
    """Which order a request means."""

    reference = StringField(
        _l("Order number"),
        validators=[InputRequired(_l("Write the order number.")), Length(max=40)],
    )


class KindForm(Form):
    """What a request really is."""

    kind = SelectField(
        _l("It is really"),
        choices=[
            SelectChoice("withdrawal", _l("A withdrawal from the contract")),
            SelectChoice("termination", _l("An end of the contract, because nothing came")),
            SelectChoice("damaged", _l("A claim: it arrived damaged")),
            SelectChoice("defective", _l("A claim: it is defective")),
            SelectChoice("missing", _l("A claim: something is missing")),
            SelectChoice("wrong", _l("A claim: it is not what was ordered")),
            *KINDS,
        ],
    )


class ReceivedForm(Form):
    """A request that came by telephone or letter, with the time at which it reached us."""

    kind = SelectField(_l("What is it about?"), choices=KINDS)
    channel = SelectField(
        _l("How it came"),
        choices=[
            SelectChoice("telephone", _l("telephone")),
            SelectChoice("letter", _l("letter")),
            SelectChoice("email", _l("e-mail")),
            SelectChoice("counter", _l("in person")),
        ],
    )
    received_on = DateField(
        _l("Reached us on"), validators=[InputRequired(_l("Write the day it reached us."))]
    )
    at = TimeField(_l("At what time"), validators=[Optional()])
    language = SelectField(
        _l("Language of the answer"), choices=[SelectChoice(*pair) for pair in NAMES.items()]
    )
    name = StringField(
        _l("Name and surname"),
        validators=[InputRequired(_l("Write who asks.")), Length(max=120)],
    )
    email = StringField(
        _l("E-mail for the receipt"), validators=[Optional(), Length(max=254), valid_email]
    )
    order = StringField(_l("Order number"), validators=[Optional(), Length(max=120)])
    message = TextAreaField(_l("What was said or written"), validators=[LONG])
    nonce = HiddenField(validators=[Optional(), Length(max=64)])

    @property
    def moment(self) -> datetime:
        """The day at the given time; without one noon, but on the same day never later than now."""
        day, now = self.received_on.data, clock.now()
        local = datetime.combine(day, self.at.data or time(12), clock.SHOP_ZONE)
        moment = local.astimezone(UTC)
        return min(moment, now) if self.at.data is None and day == clock.day_of(now) else moment

    def validate_received_on(self, field: DateField) -> None:
        if field.data is None:
            return
        if field.data < clock.today() - timedelta(days=OLDEST_DAYS):
            raise ValidationError(_l("Choose a day of the last three years."))
        if self.moment > clock.now():
            raise ValidationError(_l("This lies in the future. Write when it reached us."))

    def validate_message(self, field: TextAreaField) -> None:
        if self.kind.data != "record" and len(field.data or "") < 10:
            raise ValidationError(_l("Write down in a sentence or two what is asked."))
