"""Files that were sent, and a new one."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.extensions import db
from app.imports import forms, pages, queries, readers, services
from app.imports.forms import FileForm
from app.imports.readers import Unreadable
from app.imports.services import receiving
from app.imports.supplier_views.desk import blueprint, too_large
from app.kernel.errors import Refused
from app.kernel.transactions import commits
from app.suppliers.queries import supplier_of
from app.web.forms import takes_files


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
    if too_large():
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
