"""What both desks do with a document that is attached; and how it goes out again."""

from collections.abc import Callable

from flask import Response
from flask_babel import gettext as _

from app.invoices import queries
from app.invoices.forms import InvoiceForm
from app.invoices.models import InvoiceDocument
from app.invoices.owing import SALE, Duty
from app.invoices.services import attaching
from app.invoices.services.attaching import KnownNumber, Written, WrongDay
from app.kernel.errors import Refused
from app.media import papers, posted
from app.media.posted import Posted
from app.orders.models import SubOrder
from app.orders.services.actors import Actor

Found = Callable[[], SubOrder]


def cause_of(key: str) -> str:
    """The case that an address names; none for the sale itself."""
    return "" if key == SALE else key


def attached(form: InvoiceForm, find: Found, cause: str, actor: Actor) -> tuple[Posted, int]:
    """Attach what the form says; returns its file and the status: 303, or why not, in the form.

    `find` gets the sub-order: it is asked again after the file, which no transaction waits for.
    """
    queries.duty_of(find(), cause)
    files = posted.files_of("file", 2, papers.WITH_UBL)
    sound = form.validate_on_submit()
    if not files.uploads and not files.problems:
        files.problems.append(("file", _("Choose the file of the invoice.")))
    if not sound or files.problems:
        return files, 422
    written = Written(form.number.data, form.issued_on.data, files.uploads[-1])
    try:
        attaching.attach(find(), cause, written, actor)
    except WrongDay as refusal:
        form.issued_on.errors = [*form.issued_on.errors, str(refusal)]
    except KnownNumber as refusal:
        form.number.errors = [*form.number.errors, str(refusal)]
    except Refused as refusal:
        form.form_errors.append(str(refusal))
    else:
        return files, 303
    return files, 422


def versions_of(duty: Duty) -> list[InvoiceDocument]:
    """Every file that was attached for this duty, the newest first."""
    found = queries.documents_about([duty.suborder])[duty.suborder.id]
    return [d for d in reversed(found) if d.cause == duty.cause]


def download(document: InvoiceDocument) -> Response:
    """The file as kept, never shown inside a page."""
    return papers.as_download(document.name, document.media_type, document.sha256)
