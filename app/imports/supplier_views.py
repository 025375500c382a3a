"""`/supplier/import`: a file, its matching, what would happen, the result."""

import io
from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.extensions import db
from app.imports import (
    choices,
    forms,
    guessing,
    pages,
    pictures,
    queries,
    readers,
    services,
    writers,
)
from app.imports import refused as refused_rows
from app.imports import shelves as shop_shelves
from app.imports.choices import Choices
from app.imports.comparing import Outcome
from app.imports.forms import FileForm, PicturesForm
from app.imports.models import Import, ImportState
from app.imports.readers import Unreadable
from app.imports.services import receiving
from app.kernel import ids, transactions
from app.kernel.errors import Refused
from app.kernel.transactions import commits
from app.storage import gateway as storage
from app.suppliers.queries import supplier_of
from app.web.audience import for_suppliers
from app.web.forms import takes_files

blueprint = for_suppliers(
    Blueprint("supplier_import", __name__, url_prefix="/supplier/import"), "listings"
)
REFRESH_SECONDS = "3"
MOST_DRAINED = 1024 * 1024 * 1024


def own(number: str) -> Import:
    """One of this person's supplier's imports. Raises NotFound."""
    return queries.import_of(number, supplier_of(current_user).id)


@blueprint.get("")
def index() -> ResponseReturnValue:
    return _list(FileForm(formdata=None))


def _list(form: FileForm) -> ResponseReturnValue:
    page = render_template(
        "supplier/imports.html",
        form=form,
        files=queries.imports_of(supplier_of(current_user).id),
        most=forms.most_mb(),
        **pages.context(),
    )
    return page, 422 if form.errors else 200


@blueprint.post("")
@takes_files
@commits
def receive() -> ResponseReturnValue:
    if _too_large():
        form = FileForm(formdata=None)
        form.file.errors = [receiving.too_large()]
        return _list(form)
    form = FileForm()
    sent = request.files.get("file")
    body = sent.read(readers.MOST_BYTES + 1) if sent else b""
    member, supplier = current_user.id, supplier_of(current_user).id
    db.session.rollback()
    try:
        if not sent or not sent.filename:
            raise Unreadable(_("Choose a file."))
        kept = receiving.keep(body)
    except Refused as refusal:
        form.file.errors = [str(refusal)]
        return _list(form)
    file = services.receive(supplier, member, sent.filename, kept)
    return redirect(url_for("supplier_import.show", number=file.number), 303)


def _too_large() -> bool:
    """Whether more is being sent than is taken; it is read away, so that our answer is heard."""
    if (request.content_length or 0) <= forms.MOST_REQUEST:
        return False
    request.max_content_length = MOST_DRAINED
    left = min(request.content_length or 0, MOST_DRAINED)
    while left > 0 and (part := request.stream.read(min(left, 1 << 20))):
        left -= len(part)
    return True


@blueprint.get("/<number>")
def show(number: str) -> ResponseReturnValue:
    file = own(number)
    return _match(file) if file.state is ImportState.OPEN else _results(file)


def _match(file: Import, posted: bool = False) -> ResponseReturnValue:
    table = queries.table_of(file)
    chosen = choices.of(file.choices)
    categories = guessing.categories_in(table, chosen.columns)
    form = forms.matching(table, chosen, shop_shelves.shelves(), categories, posted)
    problems = forms.faults(form) if posted else []
    return _matching_page(file, table, form, categories, problems)


def _matching_page(
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
        return _matching_page(file, table, form, categories, problems)
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
        return _matching_page(file, old, form, categories, [("encoding", str(refusal))])
    return Chosen(guessing.choices_for(table, wish), len(table.rows))


@blueprint.post("/<number>/pictures")
@takes_files
@commits
def take_pictures(number: str) -> ResponseReturnValue:
    file = own(number)
    zip_form = PicturesForm(formdata=None)
    if _too_large():
        zip_form.pictures.errors = [_("The ZIP is larger than 95 MB. Divide it into several.")]
        return _with_zip(file, zip_form)
    sent = request.files.get("pictures")
    file_id = file.id
    db.session.rollback()
    try:
        if not sent or not sent.filename:
            raise pictures.NotAZip(_("Choose a ZIP file."))
        found = pictures.looked_through(sent.stream)
    except Refused as refusal:
        zip_form.pictures.errors = [str(refusal)]
        return _with_zip(own(number), zip_form)
    stored = f"import-{ids.token()}"
    sent.stream.seek(0)
    storage.put_stream(stored, sent.stream)
    services.take_pictures(db.session.get_one(Import, file_id), found, stored)
    good = sum(not picture.fault for picture in found)
    flash(_("%(good)d of %(all)d pictures can be used.", good=good, all=len(found)))
    return redirect(url_for("supplier_import.show", number=number), 303)


def _with_zip(file: Import, zip_form: PicturesForm) -> ResponseReturnValue:
    if file.state is not ImportState.OPEN:
        raise receiving.NotOpen
    table, chosen = queries.table_of(file), choices.of(file.choices)
    categories = guessing.categories_in(table, chosen.columns)
    form = forms.matching(table, chosen, shop_shelves.shelves(), categories, False)
    return _matching_page(file, table, form, categories, [], zip_form)


@blueprint.get("/<number>/check")
def check(number: str) -> ResponseReturnValue:
    """What would happen to each row; nothing is written yet."""
    file = own(number)
    if file.state is not ImportState.OPEN:
        return redirect(url_for("supplier_import.show", number=number), 303)
    wish, page = _wish(), _page_number()
    forecast = pages.forecast(file, wish, page)
    return render_template(
        "supplier/import_check.html",
        file=file,
        forecast=forecast,
        wish=wish,
        number=page,
        **pages.context(),
    )


@blueprint.post("/<number>/confirm")
@commits
def confirm(number: str) -> ResponseReturnValue:
    services.confirm(own(number))
    return redirect(url_for("supplier_import.show", number=number), 303)


@blueprint.post("/<number>/drop")
@commits
def drop(number: str) -> ResponseReturnValue:
    services.drop(own(number))
    flash(_("Dropped. Nothing was written."))
    return redirect(url_for("supplier_import.index"), 303)


def _results(file: Import) -> ResponseReturnValue:
    wish, page = _wish(), _page_number()
    rows, last = queries.rows_of(file, None if wish == "all" else Outcome(wish), page)
    counts = queries.outcomes(file)
    text = render_template(
        "supplier/import.html",
        file=file,
        run=file.run,
        counts=counts,
        lines=pages.results(rows),
        wish=wish,
        number=page,
        last=last,
        **pages.context(),
    )
    running = file.state is ImportState.RUNNING
    return text, 200, {"Refresh": REFRESH_SECONDS} if running else {}


def _wish() -> str:
    wish = request.args.get("show", "all")
    return wish if wish in {*map(str, Outcome)} else "all"


def _page_number() -> int:
    typed = request.args.get("page", "1")
    return max(1, min(int(typed), 1000)) if typed.isascii() and typed.isdigit() else 1


@blueprint.get("/<number>/refused")
def refused(number: str) -> ResponseReturnValue:
    """The rows that were not taken, to correct and load again."""
    file = own(number)
    body = refused_rows.file_of(file)
    name = f"{file.number}.{file.kind}"
    return send_file(
        io.BytesIO(body),
        mimetype=writers.TYPES[file.kind],
        as_attachment=True,
        download_name=name,
    )
