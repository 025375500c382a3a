from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Member
from app.extensions import Model
from app.kernel.clock import UtcDateTime
from app.law.inventory import (
    ADDRESS,
    CERTIFICATE,
    CITY,
    EMAIL,
    IBAN,
    NAME,
    NATIONAL_ID,
    OWN_WORDS,
    PAYOUT,
    PHONE,
    SOCIAL,
    SUPPLY,
    TAX,
    TEAM,
    WEBSITE,
)
from app.law.personal_data import personal
from app.media.models import Picture


class SupplierState(StrEnum):
    ACTIVE = "active"
    SUSPENDED = "suspended"
    CLOSED = "closed"


class SellerOfRecord(StrEnum):
    SUPPLIER = "supplier"
    COOPERATIVE = "cooperative"


class Supplier(Model):
    """Who sells: one party of each contract (art. 5(1)(b), (c), (ç)).

    `carrier_contract`: supplier or cooperative, who holds the contract with the carrier and so
    bears what is lost on the way (5.3). `return_coverage` with `return_places` (such as
    "Çanakkale" or "Çanakkale: Bozcaada"): where the carrier named for returns has branches,
    everywhere_except those or only those. `texts` holds
    `{language: {"tagline": …, "story": …}}`; `sort_key` orders names in Turkish.
    `shipping_days`: weekdays on which parcels leave (0 Monday; none named: any day); `closures`:
    [first, last] ISO days on which nobody works.

    `website`, `socials` (one a line) stand on the public page only when `links_shown`.
    `seller_of_record`: whose contract it is with the buyer (SR-1). An exempt artisan has a
    certificate instead of a tax office (SR-2). Numbers of persons and accounts are encrypted, with
    a blind index beside each. `standing_reason`, `review_by`: why suspended, until when that is
    looked at again.
    """

    __tablename__ = "suppliers"
    __table_args__ = (
        CheckConstraint(
            "return_coverage IN ('everywhere_except', 'only')", name="return_coverage_known"
        ),
        CheckConstraint(
            "seller_of_record IN ('supplier', 'cooperative')", name="seller_of_record_known"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[str] = mapped_column(String(120), info=personal(NAME, SUPPLY))
    sort_key: Mapped[str] = mapped_column(String(200), info=personal(NAME, SUPPLY))
    title: Mapped[str] = mapped_column(String(200), info=personal(NAME, SUPPLY))
    kind: Mapped[str] = mapped_column(String(20))
    mersis: Mapped[str | None] = mapped_column(String(16), info=personal(TAX, PAYOUT))
    without_mersis: Mapped[bool] = mapped_column(default=False)
    tax_office: Mapped[str | None] = mapped_column(String(80), info=personal(TAX, PAYOUT))
    tax_number_cipher: Mapped[str | None] = mapped_column(String(300), info=personal(TAX, PAYOUT))
    tax_number_index: Mapped[str | None] = mapped_column(
        String(64), index=True, info=personal(TAX, PAYOUT)
    )
    national_id_cipher: Mapped[str | None] = mapped_column(
        String(300), info=personal(NATIONAL_ID, PAYOUT)
    )
    national_id_index: Mapped[str | None] = mapped_column(
        String(64), index=True, info=personal(NATIONAL_ID, PAYOUT)
    )
    iban_cipher: Mapped[str | None] = mapped_column(String(300), info=personal(IBAN, PAYOUT))
    iban_index: Mapped[str | None] = mapped_column(
        String(64), index=True, info=personal(IBAN, PAYOUT)
    )
    certificate_number: Mapped[str | None] = mapped_column(
        String(40), info=personal(CERTIFICATE, PAYOUT)
    )
    certificate_on: Mapped[date | None] = mapped_column(info=personal(CERTIFICATE, PAYOUT))
    seller_of_record: Mapped[str] = mapped_column(String(12), default=SellerOfRecord.SUPPLIER)
    contact_person: Mapped[str] = mapped_column(String(120), info=personal(NAME, SUPPLY))
    email: Mapped[str] = mapped_column(String(254), info=personal(EMAIL, SUPPLY))
    phone: Mapped[str] = mapped_column(String(20), info=personal(PHONE, SUPPLY))
    website: Mapped[str | None] = mapped_column(String(200), info=personal(WEBSITE, SUPPLY))
    socials: Mapped[str | None] = mapped_column(Text, info=personal(SOCIAL, SUPPLY))
    links_shown: Mapped[bool] = mapped_column(default=False)
    address: Mapped[str] = mapped_column(String(300), info=personal(ADDRESS, SUPPLY))
    province: Mapped[str] = mapped_column(String(40), info=personal(CITY, SUPPLY))
    district: Mapped[str] = mapped_column(String(60), info=personal(CITY, SUPPLY))
    return_carrier: Mapped[str | None] = mapped_column(String(80))
    return_code: Mapped[str | None] = mapped_column(String(40))
    return_address: Mapped[str] = mapped_column(String(300), info=personal(ADDRESS, SUPPLY))
    collects_returns: Mapped[bool] = mapped_column(default=False)
    return_coverage: Mapped[str] = mapped_column(String(20), default="everywhere_except")
    return_places: Mapped[list[str]] = mapped_column(JSON, default=list)
    shipping_days: Mapped[list[int]] = mapped_column(JSON, default=list)
    closures: Mapped[list[list[str]]] = mapped_column(JSON, default=list)
    texts: Mapped[dict[str, dict[str, str]]] = mapped_column(
        JSON, default=dict, info=personal(OWN_WORDS, SUPPLY)
    )
    picture_id: Mapped[int | None] = mapped_column(ForeignKey("pictures.id"))
    founded: Mapped[int | None]
    carrier_contract: Mapped[str] = mapped_column(String(12), default="supplier")
    language: Mapped[str] = mapped_column(String(2), default="tr")
    state: Mapped[SupplierState] = mapped_column(default=SupplierState.ACTIVE)
    standing_reason: Mapped[str | None] = mapped_column(Text)
    review_by: Mapped[date | None]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    picture: Mapped[Picture | None] = relationship()
    delivery_methods: Mapped[list["DeliveryMethod"]] = relationship(
        back_populates="supplier", order_by="DeliveryMethod.position"
    )
    team: Mapped[list["TeamMember"]] = relationship(back_populates="supplier")
    holidays: Mapped[list["ShopHoliday"]] = relationship(
        back_populates="supplier", order_by="ShopHoliday.first"
    )


class ShopHoliday(Model):
    """Days on which a whole shop rests, the first and the last included.

    `stops_orders`: nothing can be ordered meanwhile; otherwise the promised day moves. `words`:
    `{language: sentence that shoppers read}`. A holiday ended early keeps the row with a new
    `last`; orders that run are not touched by any of it.
    """

    __tablename__ = "shop_holidays"
    __table_args__ = (CheckConstraint("last >= first", name="ends_after_it_begins"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    supplier_id: Mapped[int] = mapped_column(ForeignKey("suppliers.id"), index=True)
    first: Mapped[date]
    last: Mapped[date]
    stops_orders: Mapped[bool]
    words: Mapped[dict[str, str]] = mapped_column(JSON)
    entered_by: Mapped[str] = mapped_column(String(40))
    entered_at: Mapped[datetime] = mapped_column(UtcDateTime)
    reminded_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    supplier: Mapped[Supplier] = relationship(back_populates="holidays")


class TeamMember(Model):
    """A person's place in a supplier's team: owner, seller or shipper."""

    __tablename__ = "team_members"
    __table_args__ = (CheckConstraint("role IN ('owner', 'seller', 'shipper')", name="role_known"),)

    supplier_id: Mapped[int] = mapped_column(ForeignKey("suppliers.id"), primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), primary_key=True)
    role: Mapped[str] = mapped_column(String(12))

    supplier: Mapped[Supplier] = relationship(back_populates="team")
    member: Mapped[Member] = relationship()


class TeamInvitation(Model):
    """A link by e-mail with which one person joins a team: once, until it ends or is revoked."""

    __tablename__ = "team_invitations"
    __table_args__ = (CheckConstraint("role IN ('owner', 'seller', 'shipper')", name="role_known"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    supplier_id: Mapped[int] = mapped_column(ForeignKey("suppliers.id"), index=True)
    email: Mapped[str] = mapped_column(String(254), info=personal(EMAIL, TEAM))
    email_key: Mapped[str] = mapped_column(String(254), info=personal(EMAIL, TEAM))
    role: Mapped[str] = mapped_column(String(12))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    invited_by: Mapped[int] = mapped_column(ForeignKey("members.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ends_at: Mapped[datetime] = mapped_column(UtcDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    accepted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    accepted_by: Mapped[int | None] = mapped_column(ForeignKey("members.id"))

    supplier: Mapped[Supplier] = relationship()


class DeliveryKind(StrEnum):
    CARRIER = "carrier"
    OWN = "own"
    COLLECTION = "collection"


class DeliveryMethod(Model):
    """A way in which a supplier delivers, what it costs and where it goes (DL-1).

    `coverage` with `provinces` (plate numbers) and `districts` ("17:Bozcaada"):
    everywhere_except those, or only those. `name` and `hours` are `{language: text}`.
    `tariff`: fees by province group and weight band (`suppliers.tariffs`); empty: `fee_minor` for
    all. `weekdays` (0 Monday) on which the own van drives or the collection point is open.
    `version` counts the changes, so that of two people who edit it the second is told.
    """

    __tablename__ = "delivery_methods"
    __table_args__ = (
        CheckConstraint("fee_minor >= 0", name="fee_not_negative"),
        CheckConstraint("coverage IN ('everywhere_except', 'only')", name="coverage_known"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    supplier_id: Mapped[int] = mapped_column(ForeignKey("suppliers.id"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    kind: Mapped[DeliveryKind] = mapped_column()
    name: Mapped[dict[str, str]] = mapped_column(JSON)
    carrier: Mapped[str | None] = mapped_column(String(80))
    fee_minor: Mapped[int]
    vat_bp: Mapped[int]
    free_from_minor: Mapped[int | None]
    coverage: Mapped[str] = mapped_column(String(20), default="everywhere_except")
    provinces: Mapped[list[int]] = mapped_column(JSON, default=list)
    districts: Mapped[list[str]] = mapped_column(JSON, default=list)
    tariff: Mapped[list[dict[str, object]]] = mapped_column(JSON, default=list)
    weekdays: Mapped[list[int]] = mapped_column(JSON, default=list)
    cold_chain: Mapped[bool] = mapped_column(default=False)
    extra_days: Mapped[int] = mapped_column(default=0)
    address: Mapped[str | None] = mapped_column(Text)
    hours: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    active: Mapped[bool] = mapped_column(default=True)
    version: Mapped[int] = mapped_column(default=1)

    supplier: Mapped[Supplier] = relationship(back_populates="delivery_methods")


class Carrier(Model):
    """A parcel carrier; `{no}` stands for the number in the address of its tracking page."""

    __tablename__ = "carriers"

    name: Mapped[str] = mapped_column(String(80), primary_key=True)
    tracking_pattern: Mapped[str | None] = mapped_column(String(200))
    active: Mapped[bool] = mapped_column(default=True)


class SupplierPicture(Model):
    """One more picture of a maker's page, after the main one. `alt` is `{language: text}`."""

    __tablename__ = "supplier_pictures"

    id: Mapped[int] = mapped_column(primary_key=True)
    supplier_id: Mapped[int] = mapped_column(ForeignKey("suppliers.id"), index=True)
    picture_id: Mapped[int] = mapped_column(ForeignKey("pictures.id"))
    alt: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)

    picture: Mapped[Picture] = relationship()


class IdentityChange(Model):
    """What a supplier wants its legal identity to be; it holds once staff have looked at it.

    `wanted`: title, mersis, without_mersis, address, province, district as buyers would be told
    (art. 5(1)(b), (c)).
    """

    __tablename__ = "identity_changes"

    id: Mapped[int] = mapped_column(primary_key=True)
    supplier_id: Mapped[int] = mapped_column(ForeignKey("suppliers.id"), index=True)
    wanted: Mapped[dict[str, str | bool | None]] = mapped_column(JSON, info=personal(NAME, SUPPLY))
    words: Mapped[str] = mapped_column(String(500), info=personal(OWN_WORDS, SUPPLY))
    asked_by: Mapped[int] = mapped_column(ForeignKey("members.id"))
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    accepted: Mapped[bool | None]
    reason: Mapped[str | None] = mapped_column(String(500), info=personal(OWN_WORDS, SUPPLY))

    supplier: Mapped[Supplier] = relationship()
