"""What would become of a file, and what became of it."""

import io

from flask import flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.imports import pages, queries, services, writers
from app.imports import refused as refused_rows
from app.imports.comparing import Outcome
from app.imports.models import Import, ImportState
from app.imports.supplier_views import matching
from app.imports.supplier_views.desk import blueprint, own
from app.kernel.transactions import commits

REFRESH_SECONDS = "3"


@blueprint.get("/<number>")
def show(number: str) -> ResponseReturnValue:
    file = own(number)
    return matching.page(file) if file.state is ImportState.OPEN else _results(file)


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
