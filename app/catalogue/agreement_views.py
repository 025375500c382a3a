from collections.abc import Sequence

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from sqlalchemy import select
from wtforms import Field, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from app.catalogue.models import Category
from app.extensions import db
from app.kernel.transactions import commits
from app.suppliers.agreeing import papers, queries, services
from app.suppliers.agreeing.models import AgreementVersion, CategoryRate
from app.suppliers.agreeing.rules import NoPercentage, percent, read_percent
from app.web import language as languages
from app.web.audience import for_staff
from app.web.forms import Form, status_of

blueprint = for_staff(
    Blueprint("admin_agreements", __name__, url_prefix="/admin/agreements"), "finance"
)
LANGUAGES = ("tr", "en")


def with_title(_form: Form, field: Field) -> None:
    """The first line names the agreement."""
    if not field.data.startswith("# "):
        raise ValidationError(_l("Begin with the title: a line that starts with “# ”."))


def percentage(_form: Form, field: Field) -> None:
    """A percentage in any usual spelling."""
    try:
        read_percent(field.data)
    except NoPercentage as error:
        raise ValidationError(_l("Write a percentage from 0 to 100, such as 12 or 7.5.")) from error


WRITTEN = (InputRequired(_l("Write the text.")), Length(max=40_000), with_title)


class AgreementForm(Form):
    """A new version: its text in each language, and what the cooperative takes."""

    text_tr = TextAreaField(_l("Text in Turkish"), validators=WRITTEN)
    text_en = TextAreaField(_l("Text in English"), validators=WRITTEN)
    commission = StringField(
        _l("Commission in per cent"),
        validators=[InputRequired(_l("Write a percentage.")), percentage],
    )

    def rates(self, shelves: Sequence[Category]) -> list[CategoryRate]:
        """The shelves with a rate of their own, under the names they have today."""
        return [
            CategoryRate(
                category=shelf.id,
                bp=read_percent(self[f"rate_{shelf.id}"].data),
                names={code: said["name"] for code, said in shelf.texts.items() if "name" in said},
            )
            for shelf in shelves
            if self[f"rate_{shelf.id}"].data
        ]


def _form(shelves: Sequence[Category], before: AgreementVersion) -> AgreementForm:
    """The form as the newest version stands, with a field for each shelf."""

    class WithRates(AgreementForm):
        pass

    for shelf in shelves:
        rate = StringField(languages.said(_names(shelf)), validators=[Optional(), percentage])
        setattr(WithRates, f"rate_{shelf.id}", rate)
    known = {f"rate_{category}": percent(bp) for category, bp in before.category_bp.items()}
    texts = {f"text_{code}": papers.source_of(before, code) for code in LANGUAGES}
    return WithRates(data=known | texts | {"commission": percent(before.commission_bp)})


def _names(shelf: Category) -> dict[str, str]:
    return {code: said.get("name", "") for code, said in shelf.texts.items()}


def _shelves() -> list[Category]:
    """Every shelf under its own, the first level in its order."""
    every = list(db.session.scalars(select(Category).order_by(Category.position, Category.id)))
    tops = [shelf for shelf in every if shelf.parent_id is None]
    return [s for top in tops for s in (top, *(i for i in every if i.parent_id == top.id))]


@blueprint.get("")
def index() -> ResponseReturnValue:
    """Every version of the supplier agreement, and how many have accepted it."""
    return render_template(
        "admin/agreements.html",
        versions=queries.versions(),
        counts=queries.accepted_counts(),
        label_of=papers.label_of,
        percent=percent,
    )


@blueprint.get("/<int:number>")
def show(number: int) -> ResponseReturnValue:
    """One version: its text, and who has accepted it when."""
    version = queries.version(number)
    return render_template(
        "admin/agreement.html",
        version=version,
        paper=papers.paper_of(version, languages.current()),
        suppliers=queries.acceptances(number),
    )


@blueprint.route("/new", methods=["GET", "POST"])
@commits
def new() -> ResponseReturnValue:
    """Publish another version; every supplier is told and asked to accept it."""
    shelves = _shelves()
    form = _form(shelves, queries.newest())
    if form.validate_on_submit():
        texts = {code: form[f"text_{code}"].data for code in LANGUAGES}
        try:
            version = services.publish(
                texts, read_percent(form.commission.data or ""), form.rates(shelves), current_user
            )
        except services.UnknownPlace as refusal:
            form[f"text_{refusal.language}"].errors = [str(refusal)]
        else:
            flash(_("Published. Every supplier has been told."))
            return redirect(url_for("admin_agreements.show", number=version.number), 303)
    page = render_template("admin/agreement_new.html", form=form, shelves=shelves)
    return page, status_of(form)
