from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from wtforms import IntegerField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from app.catalogue.forms import terms
from app.catalogue.kinds import ProductKind
from app.catalogue.models import Category
from app.catalogue.services import shelves
from app.extensions import db
from app.kernel.errors import NotFound, Refused
from app.kernel.transactions import commits
from app.web.audience import for_staff
from app.web.forms import Form, status_of

blueprint = for_staff(
    Blueprint("admin_categories", __name__, url_prefix="/admin/categories"), "catalogue"
)
FOOD = (
    ("none", _l("No food: nothing more is asked")),
    ("packed", _l("Packed food, such as jam")),
    ("chilled", _l("Chilled food, such as fish")),
    ("whole", _l("One unmixed food, such as olive oil")),
)


class CategoryForm(Form):
    """A shelf: its names, its place, and what is presumed of the goods on it."""

    name_tr = StringField(
        _l("Name in Turkish"), validators=[InputRequired(_l("Give it a name.")), Length(max=80)]
    )
    name_en = StringField(
        _l("Name in English"), validators=[InputRequired(_l("Give it a name.")), Length(max=80)]
    )
    lead_tr = TextAreaField(_l("Sentence in Turkish"), validators=[Optional(), Length(max=300)])
    lead_en = TextAreaField(_l("Sentence in English"), validators=[Optional(), Length(max=300)])
    parent = SelectField(_l("Stands under"), coerce=str)
    position = IntegerField(
        _l("Place in the list"),
        default=0,
        validators=[
            InputRequired(_l("Write a number from 0 to 999.")),
            NumberRange(0, 999, _l("Write a number from 0 to 999.")),
        ],
    )
    food_preset = SelectField(_l("Food facts asked of its goods"))
    wd_preset = SelectField(_l("Right of withdrawal proposed for its goods"))

    def offer(self, category: Category | None) -> None:
        """The shelves of the first level, and the presets."""
        tops = db.session.scalars(
            select(Category)
            .where(Category.parent_id.is_(None))
            .order_by(Category.position, Category.id)
        )
        self.parent.choices = [SelectChoice("", _("The first level"))] + [
            SelectChoice(str(top.id), top.texts["tr"]["name"])
            for top in tops
            if top is not category
        ]
        self.food_preset.choices = [SelectChoice(key, label) for key, label in FOOD]
        self.wd_preset.choices = [
            SelectChoice(code, said) for code, said in terms.reasons(ProductKind.GOODS)
        ]

    def texts(self, before: dict[str, dict[str, str]]) -> dict[str, dict[str, str]]:
        """The names and sentences by language, beside whatever else stood there."""
        return {
            code: {
                **before.get(code, {}),
                "name": self[f"name_{code}"].data,
                "lead": self[f"lead_{code}"].data or "",
            }
            for code in ("tr", "en")
        }


@blueprint.get("")
def index() -> ResponseReturnValue:
    """Every shelf under its own, with what is presumed of it."""
    every = list(db.session.scalars(select(Category).order_by(Category.position, Category.id)))
    return render_template(
        "admin/categories.html",
        tops=[c for c in every if c.parent_id is None],
        inner={top.id: [c for c in every if c.parent_id == top.id] for top in every},
        food=dict(FOOD),
    )


@blueprint.route("/new", methods=["GET", "POST"])
@commits
def new() -> ResponseReturnValue:
    return _edit(Category(texts={}), CategoryForm())


@blueprint.route("/<int:category_id>", methods=["GET", "POST"])
@commits
def edit(category_id: int) -> ResponseReturnValue:
    category = db.session.get(Category, category_id)
    if category is None:
        raise NotFound
    told = {
        f"{part}_{code}": category.texts.get(code, {}).get(part, "")
        for code in ("tr", "en")
        for part in ("name", "lead")
    }
    form = CategoryForm(
        **told,
        parent=str(category.parent_id or ""),
        position=category.position,
        food_preset=category.food_preset,
        wd_preset=category.wd_preset,
    )
    return _edit(category, form)


def _edit(category: Category, form: CategoryForm) -> ResponseReturnValue:
    form.offer(category)
    if form.validate_on_submit():
        parent = form.parent.data
        category.position = form.position.data or 0
        category.food_preset = form.food_preset.data
        category.wd_preset = form.wd_preset.data
        try:
            shelves.save(category, form.texts(category.texts), int(parent) if parent else None)
        except Refused as refusal:
            form.parent.errors = [str(refusal)]
            return _form(category, form, refusal.status)
        flash(_("Saved: %(key)s.", key=form.name_tr.data))
        return redirect(url_for("admin_categories.index"), 303)
    return _form(category, form, status_of(form))


def _form(category: Category, form: CategoryForm, status: int) -> ResponseReturnValue:
    return render_template("admin/category.html", category=category, form=form), status
