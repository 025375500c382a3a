from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, StringField
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from app.extensions import db
from app.kernel.errors import NotFound
from app.kernel.transactions import commits
from app.suppliers import services
from app.suppliers.models import Carrier
from app.suppliers.queries import every_carrier
from app.web.audience import for_staff
from app.web.forms import Form, status_of

blueprint = for_staff(Blueprint("admin_carriers", __name__, url_prefix="/admin/carriers"), "orders")


class CarrierForm(Form):
    """Where a carrier's parcels can be followed, and whether it is offered."""

    tracking_pattern = StringField(
        _l("Address of the tracking page"), validators=[Optional(), Length(max=200)]
    )
    active = BooleanField(_l("Offered"), default=True)

    def validate_tracking_pattern(self, field: StringField) -> None:
        if not field.data.startswith("https://") or "{no}" not in field.data:
            raise ValidationError(
                _("Write an https:// address with {no} where the parcel number belongs.")
            )


class NewCarrierForm(CarrierForm):
    """One more carrier."""

    name = StringField(
        _l("Name"), validators=[InputRequired(_l("This is needed.")), Length(max=80)]
    )

    def validate_name(self, field: StringField) -> None:
        if db.session.get(Carrier, field.data) is not None:
            raise ValidationError(_("This carrier is in the table already."))


@blueprint.get("")
def index() -> ResponseReturnValue:
    """Every carrier, each a row that can be changed."""
    return _page(NewCarrierForm(formdata=None), 200)


def _page(
    form: NewCarrierForm, status: int, changed: str = "", problem: CarrierForm | None = None
) -> ResponseReturnValue:
    page = render_template(
        "admin/carriers.html",
        carriers=every_carrier(),
        form=form,
        changed=changed,
        problem=problem,
    )
    return page, status


@blueprint.post("")
@commits
def add() -> ResponseReturnValue:
    form = NewCarrierForm()
    if not form.validate_on_submit():
        return _page(form, status_of(form))
    services.keep_carrier(form.name.data, form.tracking_pattern.data, form.active.data)
    return _saved(form.name.data)


@blueprint.post("/<name>")
@commits
def change(name: str) -> ResponseReturnValue:
    if db.session.get(Carrier, name) is None:
        raise NotFound
    form = CarrierForm()
    if not form.validate_on_submit():
        return _page(NewCarrierForm(formdata=None), 422, name, form)
    services.keep_carrier(name, form.tracking_pattern.data, form.active.data)
    return _saved(name)


def _saved(name: str) -> ResponseReturnValue:
    flash(_("Saved: %(key)s.", key=name))
    return redirect(url_for("admin_carriers.index"), 303)
