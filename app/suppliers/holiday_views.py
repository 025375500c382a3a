from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from wtforms import DateField, RadioField, StringField
from wtforms.validators import InputRequired, Length, Optional

from app.kernel import clock
from app.kernel.transactions import commits
from app.suppliers import holidays
from app.suppliers.queries import supplier_of
from app.web.audience import for_suppliers
from app.web.forms import Form, status_of

blueprint = for_suppliers(
    Blueprint("supplier_holiday", __name__, url_prefix="/supplier/holiday"), "shop"
)


class HolidayForm(Form):
    """From when to when, what shoppers read, and whether they can order meanwhile."""

    first = DateField(_l("First day"), validators=[InputRequired(_l("Choose the first day."))])
    last = DateField(_l("Last day"), validators=[InputRequired(_l("Choose the last day."))])
    orders = RadioField(
        _l("Orders meanwhile"), validators=[InputRequired(_l("Choose what happens with orders."))]
    )
    words_tr = StringField(
        _l("A sentence for shoppers, in Turkish"), validators=[Optional(), Length(max=200)]
    )
    words_en = StringField(_l("The same in English"), validators=[Optional(), Length(max=200)])


@blueprint.route("", methods=["GET", "POST"])
@commits
def show() -> ResponseReturnValue:
    """The shop's holidays, and the form for one more."""
    supplier = supplier_of(current_user)
    form = HolidayForm()
    form.orders.choices = [
        ("later", _("Shoppers may order; the promised day moves to after the holiday.")),
        ("stop", _("Nothing can be ordered until the shop opens again.")),
    ]
    if form.validate_on_submit():
        words = {"tr": form.words_tr.data or "", "en": form.words_en.data or ""}
        stops, by = form.orders.data == "stop", str(current_user.id)
        try:
            holidays.take(supplier, form.first.data, form.last.data, stops, words, by)
        except holidays.NotThen as refusal:
            form.first.errors = [str(refusal)]
        else:
            flash(_("Your holiday is noted. Orders that run go on as promised."))
            return redirect(url_for("supplier_holiday.show"), 303)
    page = render_template(
        "supplier/holiday.html",
        form=form,
        holidays=holidays.upcoming(supplier),
        shown=holidays.shown(supplier),
        today=clock.today(),
    )
    return page, status_of(form)


@blueprint.post("/<int:holiday_id>/end")
@commits
def end(holiday_id: int) -> ResponseReturnValue:
    """Back earlier than planned."""
    holidays.end(supplier_of(current_user), holiday_id)
    flash(_("The shop is open again."))
    return redirect(url_for("supplier_holiday.show"), 303)
