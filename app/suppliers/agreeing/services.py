"""A new version of the agreement is published; each supplier accepts it, or goes on as before."""

from collections.abc import Mapping, Sequence

from flask_babel import gettext as _

from app.accounts.models import Member
from app.evidence import services as evidence
from app.extensions import db
from app.kernel import clock
from app.kernel.errors import Conflict, Refused
from app.kernel.transactions import locked
from app.messaging import services as messaging
from app.settings import texts as standing
from app.suppliers.agreeing import messages, papers, queries
from app.suppliers.agreeing.models import AgreementAcceptance, AgreementVersion, CategoryRate
from app.suppliers.models import Supplier


class UnknownPlace(Refused):
    """The text of a language names a place to fill in that nobody knows."""

    def __init__(self, language: str, sentence: str) -> None:
        super().__init__(sentence)
        self.language = language


class NewerOne(Conflict):
    """Meanwhile another version has been published."""


def publish(
    texts: Mapping[str, str], commission_bp: int, rates: Sequence[CategoryRate], by: Member
) -> AgreementVersion:
    """Publish a version and tell every supplier; nobody is bound before it accepts. UnknownPlace.

    Orders that run keep what they were made with.
    """
    for language, source in texts.items():
        strange = standing.unknown_places(source)
        if strange:
            sentence = _("Nothing is known to fill in for %(place)s.", place=", ".join(strange))
            raise UnknownPlace(language, sentence)
    before = keep(queries.newest())
    version = AgreementVersion(
        number=before.number + 1,
        texts=dict(texts),
        commission_bp=commission_bp,
        rates=list(rates),
        published_at=clock.now(),
        published_by=by.id,
    )
    db.session.add(version)
    db.session.flush()
    for supplier, _accepted in queries.acceptances(version.number):
        _tell(supplier, version)
    return version


def keep(version: AgreementVersion) -> AgreementVersion:
    """The version as a row; the shop's own first one is written down when it is first needed."""
    if version not in db.session:
        db.session.add(version)
        db.session.flush()
    return version


def _tell(supplier: Supplier, version: AgreementVersion) -> None:
    messaging.promise(
        "agreement-published",
        messages.published(supplier, papers.label_of(version, supplier.language)),
        to=supplier.email,
        language=supplier.language,
        about=f"supplier:{supplier.id}",
        key=f"agreement:{version.number}:{supplier.id}",
    )


def accept(supplier: Supplier, number: int, language: str, by: Member) -> AgreementAcceptance:
    """The supplier accepts what it was shown; it holds for orders from now on. Raises NewerOne."""
    locked(supplier)
    version = queries.newest()
    if version.number != number:
        raise NewerOne(_("A newer version has been published meanwhile. Read that one."))
    known = db.session.get(AgreementAcceptance, (supplier.id, number))
    if known is not None:
        return known
    acceptance = note(supplier, version, language, by.id)
    evidence.record(
        f"supplier:{supplier.id}",
        "agreement_accepted",
        {"version": number, "sha256": acceptance.sha256, "language": language},
        "SU",
        str(by.id),
    )
    return acceptance


def note(
    supplier: Supplier, version: AgreementVersion, language: str, by: int | None
) -> AgreementAcceptance:
    """Write down which version a supplier has accepted, and the hash of what was shown."""
    acceptance = AgreementAcceptance(
        supplier_id=supplier.id,
        number=keep(version).number,
        accepted_at=clock.now(),
        accepted_by=by,
        language=language,
        sha256=papers.sha256_of(papers.paper_of(version, language)),
    )
    db.session.add(acceptance)
    db.session.flush()
    return acceptance
