from dataclasses import dataclass
from datetime import date

from flask import request, session
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from app.accounts.models import Member
from app.extensions import db
from app.kernel import clock
from app.kernel.errors import NotFound
from app.law.delivery import MOST_DAYS
from app.settings import queries as settings
from app.suppliers import calendar, rules, tariffs
from app.suppliers.calendar import Calendar
from app.suppliers.models import (
    Carrier,
    DeliveryKind,
    DeliveryMethod,
    Supplier,
    SupplierState,
    TeamInvitation,
    TeamMember,
)
from app.suppliers.roles import Role
from app.web.language import said

LENT = "imece.place"  # in a request's environ: the place that staff look at


@dataclass(frozen=True, slots=True)
class DeliveryChoice:
    """One way in which a supplier's goods can come; kuruş including VAT.

    `tariff` is that of the province asked for; `flat_minor` its fee where one holds for all.
    """

    id: int
    name: str
    kind: str
    carrier: str | None
    tariff: tariffs.Tariff
    flat_minor: int
    vat_bp: int
    cold_chain: bool
    extra_days: int
    address: str | None
    hours: str
    weekdays: tuple[int, ...]

    def promised_by(
        self, ordered_on: date, lead_days: int, days: Calendar, cold: bool
    ) -> date | None:
        """By which day what is ordered today is there by this way; None: not in thirty days."""
        lead = min(lead_days + self.extra_days, MOST_DAYS)
        if self.kind == "carrier":
            return calendar.sent_by(ordered_on, lead, days, cold)
        return calendar.brought_by(ordered_on, lead, self.weekdays, days)


@dataclass(frozen=True, slots=True)
class Place:
    """For whom somebody works now, and as what; `reading`: staff only look on."""

    supplier: Supplier
    role: str
    reading: bool = False


def place_of(member: Member) -> Place:
    """The team in which this person is working now. Raises NotFound for none."""
    lent: Place | None = request.environ.get(LENT)
    if lent is not None:
        return lent
    found = db.session.execute(
        select(Supplier, TeamMember.role)
        .join(TeamMember, TeamMember.supplier_id == Supplier.id)
        .where(TeamMember.member_id == member.id, Supplier.state != SupplierState.CLOSED)
        .order_by(Supplier.sort_key, Supplier.id)
    )
    own = [Place(supplier, role) for supplier, role in found]
    chosen = [place for place in own if place.supplier.id == session.get("supplier")]
    if not own:
        raise NotFound
    return (chosen or own)[0]


def supplier_of(member: Member) -> Supplier:
    """The supplier for whom this person is working now. Raises NotFound for no team."""
    return place_of(member).supplier


def suppliers_of(member: Member) -> list[Supplier]:
    """Every supplier in whose team this person is."""
    return list(
        db.session.scalars(
            select(Supplier)
            .join(TeamMember, TeamMember.supplier_id == Supplier.id)
            .where(TeamMember.member_id == member.id, Supplier.state != SupplierState.CLOSED)
            .order_by(Supplier.sort_key)
        )
    )


def by_id(supplier_ids: set[int]) -> dict[int, Supplier]:
    """Suppliers with their delivery methods."""
    found = db.session.scalars(
        select(Supplier)
        .where(Supplier.id.in_(supplier_ids))
        .options(selectinload(Supplier.delivery_methods), selectinload(Supplier.picture))
    )
    return {supplier.id: supplier for supplier in found}


def calendar_of(supplier: Supplier) -> Calendar:
    """The days on which this supplier works and ships, with the holidays on file."""
    return Calendar(
        shipping_days=frozenset(supplier.shipping_days),
        closures=tuple(
            (date.fromisoformat(first), date.fromisoformat(last))
            for first, last in supplier.closures
        )
        + tuple((holiday.first, holiday.last) for holiday in supplier.holidays),
        holidays=settings.public_holidays(),
        eves=settings.eves(),
    )


def choices_of(
    supplier: Supplier, plate: int | None, cold_chain: bool, district: str | None = None
) -> list[DeliveryChoice]:
    """The ways open to these goods in this province and district (None: not yet known).

    What is brought stands before what one collects, the cheaper before the dearer.

    Goods of the cold chain come only by a method that keeps it, or are collected.
    """
    return [
        _choice(method, plate)
        for method in sorted(supplier.delivery_methods, key=_brought_first)
        if method.active
        and (plate is None or rules.serves(method, plate, district))
        and (not cold_chain or method.cold_chain or method.kind == "collection")
        and (cold_chain or not method.cold_chain)
    ]


def without_parcel() -> DeliveryChoice:
    """The way of what is downloaded or happens: nothing travels, nothing is charged."""
    return DeliveryChoice(
        id=0,
        name=_("Without a parcel"),
        kind="none",
        carrier=None,
        tariff=tariffs.Tariff(tariffs.flat(0)),
        flat_minor=0,
        vat_bp=0,
        cold_chain=False,
        extra_days=0,
        address=None,
        hours="",
        weekdays=(),
    )


def _brought_first(method: DeliveryMethod) -> tuple[bool, int, int]:
    return method.kind is DeliveryKind.COLLECTION, method.fee_minor, method.position


def _choice(method: DeliveryMethod, plate: int | None) -> DeliveryChoice:
    return DeliveryChoice(
        id=method.id,
        name=said(method.name),
        kind=str(method.kind),
        carrier=method.carrier,
        tariff=tariffs.Tariff(
            tariffs.bands_for(method.tariff, plate, method.fee_minor), method.free_from_minor
        ),
        flat_minor=method.fee_minor,
        vat_bp=method.vat_bp,
        cold_chain=method.cold_chain,
        extra_days=method.extra_days,
        address=method.address,
        hours=said(method.hours),
        weekdays=tuple(method.weekdays),
    )


def carriers() -> list[Carrier]:
    """The parcel carriers that staff keep on file."""
    return list(db.session.scalars(select(Carrier).where(Carrier.active).order_by(Carrier.name)))


def places_in(supplier_id: int) -> list[TeamMember]:
    """A supplier's team with everybody's role, owners first."""
    found = db.session.scalars(
        select(TeamMember)
        .join(Member)
        .where(TeamMember.supplier_id == supplier_id, Member.left_at.is_(None))
        .options(joinedload(TeamMember.member))
        .order_by(Member.name, Member.id)
    )
    return sorted(found, key=lambda place: list(Role).index(Role(place.role)))


def open_invitations(supplier_id: int) -> list[TeamInvitation]:
    """Invitations that can still be accepted, the newest first."""
    return list(
        db.session.scalars(
            select(TeamInvitation)
            .where(
                TeamInvitation.supplier_id == supplier_id,
                TeamInvitation.accepted_at.is_(None),
                TeamInvitation.revoked_at.is_(None),
                TeamInvitation.ends_at > clock.now(),
            )
            .order_by(TeamInvitation.id.desc())
        )
    )


def every_carrier() -> list[Carrier]:
    """Every carrier, also those no longer offered."""
    return list(db.session.scalars(select(Carrier).order_by(Carrier.name)))


def team_of(supplier_id: int) -> list[Member]:
    """The people of a supplier's team."""
    return list(
        db.session.scalars(
            select(Member).join(TeamMember).where(TeamMember.supplier_id == supplier_id)
        )
    )


def suppliers_by_name() -> list[Supplier]:
    """Every supplier, in Turkish order."""
    return list(db.session.scalars(select(Supplier).order_by(Supplier.sort_key, Supplier.id)))
