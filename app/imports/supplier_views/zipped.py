"""Pictures for the goods of a file, in a ZIP."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.extensions import db
from app.imports import choices, forms, guessing, pictures, queries, services
from app.imports import shelves as shop_shelves
from app.imports.forms import PicturesForm
from app.imports.models import Import, ImportState
from app.imports.services import receiving
from app.imports.supplier_views.desk import blueprint, own, too_large
from app.imports.supplier_views.matching import matching_page
from app.kernel import ids
from app.kernel.errors import Refused
from app.kernel.transactions import commits
from app.storage import gateway as storage
from app.web.forms import takes_files


@blueprint.post("/<number>/pictures")
@takes_files
@commits
def take_pictures(number: str) -> ResponseReturnValue:
    file = own(number)
    zip_form = PicturesForm(formdata=None)
    if too_large():
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
    return matching_page(file, table, form, categories, [], zip_form)
