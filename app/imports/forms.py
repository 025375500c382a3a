from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import FieldList, FileField, RadioField, SelectField, StringField
from wtforms.validators import InputRequired

from app.imports import formats
from app.imports.choices import Choices
from app.imports.columns import FIELDS, FOREIGN, OWN, label_of
from app.imports.readers import MOST_BYTES, Table
from app.imports.shelves import Shelves
from app.law.vat import RATES_BP
from app.web import language
from app.web.forms import Form

SIGNS = {"comma": ",", "semicolon": ";", "tab": "\t", "stroke": "|"}
MOST_REQUEST = 100 * 1024 * 1024


class FileForm(Form):
    """A file of goods."""

    file = FileField(_l("File of your goods (CSV or XLSX)"))


class PicturesForm(Form):
    """A ZIP of pictures."""

    pictures = FileField(_l("Pictures as a ZIP"))


class MatchingForm(Form):
    """How a file is read and what its columns mean; every choice is a guess until corrected."""

    format = SelectField(_l("Format"))
    encoding = SelectField(_l("Letters (encoding)"))
    delimiter = SelectField(_l("Between columns"))
    decimal = SelectField(_l("Decimal sign of the prices"))
    weight_unit = SelectField(_l("Unit of the weights"))
    prices = RadioField(_l("Which price counts?"))
    category = SelectField(_l("Category of new products whose row says none"))
    vat_bp = SelectField(_l("VAT of new products whose row says none"), coerce=int)
    lead_days = StringField(
        _l("Days until you send, where a row says none"),
        validators=[InputRequired(_l("Write a number of days from 1 to 30."))],
    )
    columns = FieldList(SelectField(_l("Meaning")))
    shelves = FieldList(SelectField(_l("Category")))


def matching(
    table: Table, chosen: Choices, shelves: Shelves, categories: list[str], posted: bool
) -> MatchingForm:
    """The form with this file's choices."""
    form = MatchingForm(
        data={
            "format": chosen.format,
            "encoding": chosen.encoding or "utf-8",
            "delimiter": next(n for n, sign in SIGNS.items() if sign == (chosen.delimiter or ",")),
            "decimal": chosen.decimal,
            "weight_unit": chosen.weight_unit,
            "prices": "sale" if chosen.use_sale else "regular",
            "category": chosen.category,
            "vat_bp": chosen.vat_bp,
            "lead_days": str(chosen.lead_days),
            "columns": [*chosen.columns, *[""] * len(table.headers)][: len(table.headers)],
            "shelves": [_shelf(name, chosen, shelves) for name in categories],
        },
        formdata=request.form if posted else None,
    )
    _offer(form, shelves)
    return form


def _shelf(name: str, chosen: Choices, shelves: Shelves) -> str:
    if name in chosen.categories:
        return chosen.categories[name]
    found = shelves.found(name)
    return shelves.slugs[found] if found else ""


def _offer(form: MatchingForm, shelves: Shelves) -> None:
    """What can be chosen, in the page's language."""
    form.format.choices = list(formats.NAMES.items())
    form.encoding.choices = [
        ("utf-8", "UTF-8"),
        ("windows-1254", _("Windows, Turkish (1254)")),
        ("utf-16", "UTF-16"),
        ("windows-1252", _("Windows, Western (1252)")),
    ]
    form.delimiter.choices = [
        ("comma", _("Comma")),
        ("semicolon", _("Semicolon")),
        ("tab", _("Tab")),
        ("stroke", _("Upright stroke")),
    ]
    form.decimal.choices = [(",", _("Comma: 1.234,50")), (".", _("Point: 1,234.50"))]
    form.weight_unit.choices = [
        ("g", _("Grams")),
        ("kg", _("Kilograms")),
        ("lb", _("Pounds (lbs)")),
        ("oz", _("Ounces (oz)")),
    ]
    form.prices.choices = [
        ("regular", _("The regular price")),
        ("sale", _("The reduced price, where there is one")),
    ]
    form.vat_bp.choices = [(rate, f"%{rate // 100}") for rate in RATES_BP]
    names = [("", _("– choose –")), *_categories(shelves)]
    form.category.choices = names
    for field in form.shelves:
        field.choices = names
    meanings = [("", _("– not used –")), *((field, label_of(field)) for field in FIELDS)]
    own = [("", _("– not used –")), *((f, label_of(f)) for f in (*OWN, "sale_price"))]
    for field in form.columns:
        uses_foreign = form.format.data != "own" or field.data in FOREIGN
        field.choices = meanings if uses_foreign else own


def _categories(shelves: Shelves) -> list[tuple[str, str]]:
    here = language.current()
    return [
        (slug, names.get(here) or names["tr"])
        for slug, names in shelves.names.items()
        if shelves.by_slug[slug] not in shelves.closed
    ]


def faults(form: MatchingForm) -> list[tuple[str, str]]:
    """What the columns lack or have twice, as (id of the field, sentence)."""
    found: list[tuple[str, str]] = []
    used: dict[str, str] = {}
    for field in form.columns:
        if field.data and field.data in used:
            found.append(
                (field.id, _("Two columns mean “%(name)s”. Keep one.", name=label_of(field.data)))
            )
        used[field.data] = field.id
    first = form.columns[0].id if len(form.columns) else "format"
    for wanted in ("sku",) if form.format.data == "own" else ():
        if wanted not in used:
            found.append(
                (first, _("Say which column is “%(name)s”: goods go by it.", name=label_of(wanted)))
            )
    days = (form.lead_days.data or "").strip()
    if not (days.isascii() and days.isdigit() and 1 <= int(days) <= 30) and days:
        found.append((form.lead_days.id, _("Write a number of days from 1 to 30.")))
    return found


def chosen_in(form: MatchingForm, before: Choices, categories: list[str]) -> Choices:
    """The choices as posted."""
    return Choices(
        format=form.format.data,
        columns=[field.data or "" for field in form.columns],
        decimal=form.decimal.data,
        decimal_shown=before.decimal_shown,
        weight_unit=form.weight_unit.data,
        encoding=form.encoding.data if before.encoding else "",
        delimiter=SIGNS[form.delimiter.data] if before.delimiter else "",
        use_sale=form.prices.data == "sale",
        category=form.category.data or "",
        categories={
            name: field.data
            for name, field in zip(categories, form.shelves, strict=False)
            if field.data
        },
        vat_bp=form.vat_bp.data,
        lead_days=int(form.lead_days.data),
    )


def most_mb() -> int:
    """What a file may weigh."""
    return MOST_BYTES // 1024 // 1024
