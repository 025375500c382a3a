from flask_babel import lazy_gettext as _l
from wtforms import DateField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, ValidationError

from app.kernel import clock, ids
from app.kernel.errors import NotFound
from app.orders import queries as orders
from app.web.forms import Form


class AuthorityForm(Form):
    """An authority's request for records, as it came in."""

    authority = StringField(
        _l("Authority"), validators=[DataRequired(_l("Write who asks.")), Length(max=160)]
    )
    reference = StringField(
        _l("The authority's reference"),
        validators=[
            DataRequired(_l("Nothing is released without the authority's reference.")),
            Length(max=80),
        ],
    )
    scope = TextAreaField(
        _l("What is asked for, and on what legal ground"),
        validators=[DataRequired(_l("Write what is asked for.")), Length(max=2000)],
    )
    order_reference = StringField(
        _l("Order number"),
        validators=[DataRequired(_l("Write the number of the order.")), Length(max=40)],
    )
    received_on = DateField(
        _l("Received on"), validators=[InputRequired(_l("Choose the day of receipt."))]
    )

    def validate_order_reference(self, field: StringField) -> None:
        """Such an order exists."""
        number = ids.read_reference("M", field.data or "")
        try:
            order = orders.order_by_reference(number or "")
        except NotFound as error:
            raise ValidationError(str(_l("There is no such order."))) from error
        field.data = order.reference

    def validate_received_on(self, field: DateField) -> None:
        """No request comes from the future."""
        if field.data and field.data > clock.today():
            raise ValidationError(str(_l("This day lies in the future.")))
