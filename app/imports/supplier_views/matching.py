"""How a file is read and what its columns mean: guesses, corrected by the person."""

from dataclasses import dataclass

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.extensions import db
from app.imports import choices, forms, guessing, pages, pictures, queries, readers, services
from app.imports import shelves as shop_shelves
from app.imports.choices import Choices
from app.imports.forms import PicturesForm
from app.imports.models import Import, ImportState
from app.imports.readers import Unreadable
from app.imports.services import receiving
from app.imports.supplier_views.desk import blueprint, own
from app.kernel import transactions
from app.kernel.transactions import commits
from app.storage import gateway as storage


def page(file: Import, posted: bool = False) -> ResponseReturnValue:
    table = queries.table_of(file)
    chosen = choices.of(file.choices)
    categories = guessing.categories_in(table, chosen.columns)
    form = forms.matching(table, chosen, shop_shelves.shelves(), categories, posted)
    problems = forms.faults(form) if posted else []
    return matching_page(file, table, form, categories, problems)


def matching_page(
    file: Import,
    table: readers.Table,
    form: forms.MatchingForm,
    categories: list[str],
    problems: list[tuple[str, str]],
    zip_form: PicturesForm | None = None,
) -> ResponseReturnValue:
    chosen = choices.of(file.choices)
    zip_form = zip_form or PicturesForm(formdata=None)
    page = render_template(
        "supplier/import_match.html",
        file=file,
        form=form,
        table=table,
        chosen=chosen,
        samples=pages.samples(table),
        categories=categories,
        problems=problems,
        zip_form=zip_form,
        fault_said=pictures.said,
        **pages.context(),
    )
    return page, 422 if problems or form.errors or zip_form.errors else 200


@blueprint.post("/<number>")
@commits
def choose(number: str) -> ResponseReturnValue:
    """Either read the file anew with another format or letters, or go on with the columns."""
    db.session.rollback()
    with transactions.reading():  # a large file takes its time: nobody waits for it (rule 6)
        file = own(number)
        if file.state is not ImportState.OPEN:
            raise receiving.NotOpen
        answer = _read_again(file) if "again" in request.form else _chosen(file)
        file_id = file.id
        db.session.rollback()
    if not isinstance(answer, Chosen):
        return answer
    services.choose(db.session.get_one(Import, file_id), answer.choices, answer.rows)
    if "again" in request.form:
        flash(_("Read anew. Look at the columns once more."))
        return redirect(url_for("supplier_import.show", number=number), 303)
    return redirect(url_for("supplier_import.check", number=number), 303)


@dataclass(frozen=True, slots=True)
class Chosen:
    """Choices that hold, and how many rows the file has with them."""

    choices: Choices
    rows: int


def _chosen(file: Import) -> Chosen | ResponseReturnValue:
    table, before = queries.table_of(file), choices.of(file.choices)
    categories = guessing.categories_in(table, before.columns)
    form = forms.matching(table, before, shop_shelves.shelves(), categories, True)
    problems = forms.faults(form)
    if not form.validate_on_submit() or problems:
        return matching_page(file, table, form, categories, problems)
    return Chosen(forms.chosen_in(form, before, categories), len(table.rows))


def _read_again(file: Import) -> Chosen | ResponseReturnValue:
    """With the format, letters and delimiter just chosen; the columns are guessed anew."""
    before = choices.of(file.choices)
    encoding = request.form.get("encoding", "") if before.encoding else ""
    delimiter = forms.SIGNS.get(request.form.get("delimiter", ""), "") if before.delimiter else ""
    wish = request.form.get("format", "")
    known = (encoding or "utf-8") in readers.ENCODINGS
    try:
        if not known or wish not in pages.FORMATS:
            raise Unreadable(_("Choose from the list."))
        table = readers.read(storage.read(file.stored), encoding or None, delimiter or None)
    except Unreadable as refusal:
        old = queries.table_of(file)
        categories = guessing.categories_in(old, before.columns)
        form = forms.matching(old, before, shop_shelves.shelves(), categories, True)
        return matching_page(file, old, form, categories, [("encoding", str(refusal))])
    return Chosen(guessing.choices_for(table, wish), len(table.rows))
