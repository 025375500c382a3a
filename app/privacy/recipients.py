"""The register of who receives personal data (KVKK arts. 8, 9; PR-4.5)."""

from datetime import date

from flask_babel import gettext as _
from sqlalchemy import or_, select

from app.extensions import db
from app.kernel import clock
from app.kernel.errors import NotFound, Refused
from app.law import privacy as law
from app.law.deadlines import Holidays
from app.privacy.models import DataRecipient
from app.settings import queries as settings

STANDARD_CONTRACT = "standard_contract"
MECHANISMS = ("adequacy", STANDARD_CONTRACT, "binding_rules", "board_permission")


class NoMechanism(Refused):
    """A recipient abroad for which nothing of art. 9 stands."""


def enter(recipient: DataRecipient) -> None:
    """Write a recipient down; from `begins_on` data may go there. Raises NoMechanism."""
    if not law.may_receive(recipient.country, recipient.mechanism or ""):
        raise NoMechanism(_("Abroad only with a mechanism: an adequacy decision or a safeguard."))
    db.session.add(recipient)
    db.session.flush()


def filed(recipient: DataRecipient) -> None:
    """Its standard contract has been filed with the Authority today."""
    recipient.filed_on = clock.today()
    db.session.flush()


def end(recipient: DataRecipient) -> None:
    """From today on nothing goes there."""
    recipient.ended_on = clock.today()
    db.session.flush()


def filing_due(recipient: DataRecipient) -> date | None:
    """The last day to file a standard contract with the Authority; None when nothing is due."""
    if recipient.mechanism != STANDARD_CONTRACT or not recipient.signed_on or recipient.filed_on:
        return None
    holidays = Holidays(public=settings.public_holidays(), eves=settings.eves())
    return law.filing_due(recipient.signed_on, holidays)


def register() -> list[DataRecipient]:
    """Everybody, by name."""
    return list(db.session.scalars(select(DataRecipient).order_by(DataRecipient.name)))


def receiving() -> list[DataRecipient]:
    """Who receives data today: the public list."""
    today = clock.today()
    return list(
        db.session.scalars(
            select(DataRecipient)
            .where(
                DataRecipient.begins_on <= today,
                or_(DataRecipient.ended_on.is_(None), DataRecipient.ended_on > today),
            )
            .order_by(DataRecipient.name)
        )
    )


def recipient_of(recipient_id: int) -> DataRecipient:
    """One entry. Raises NotFound."""
    found = db.session.get(DataRecipient, recipient_id)
    if found is None:
        raise NotFound
    return found
