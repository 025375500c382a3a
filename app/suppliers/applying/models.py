from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Member
from app.extensions import Model
from app.kernel.clock import UtcDateTime
from app.law.inventory import (
    ADDRESS,
    APPLICATION,
    CERTIFICATE,
    CITY,
    EMAIL,
    IBAN,
    NAME,
    NATIONAL_ID,
    OWN_WORDS,
    PAPERS,
    PHONE,
    SOCIAL,
    TAX,
    WEBSITE,
)
from app.law.personal_data import personal
from app.suppliers.models import SellerOfRecord, Supplier


class ApplicationState(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    NEEDS_INFO = "needs_info"
    INTERVIEW_OFFERED = "interview_offered"
    INTERVIEW_BOOKED = "interview_booked"
    INTERVIEW_DONE = "interview_done"
    CONTRACT_PENDING = "contract_pending"
    ACTIVE = "active"
    REJECTED = "rejected"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


class ApplicantKind(StrEnum):
    LEGAL_PERSON = "legal_person"
    TAXPAYER = "taxpayer"
    EXEMPT_ARTISAN = "exempt_artisan"
    MEMBER = "member"


class Application(Model):
    """Somebody who wishes to become a supplier, from the first step to the contract (4.1).

    `due_on` is the last day of whoever must act in this state; `reopened` names the steps that a
    reviewer has asked about; `saved` the steps that were saved. Numbers of persons, firms and
    accounts are encrypted, with a blind index beside each. `retain_until`: when a refused,
    expired or withdrawn one is no longer needed (C8).
    """

    __tablename__ = "applications"
    __table_args__ = (
        CheckConstraint(
            "seller_of_record IN ('supplier', 'cooperative')", name="seller_of_record_known"
        ),
        CheckConstraint("no_shows BETWEEN 0 AND 3", name="at_most_three_no_shows"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(20), unique=True)
    state: Mapped[ApplicationState] = mapped_column(index=True)
    state_since: Mapped[datetime] = mapped_column(UtcDateTime)
    due_on: Mapped[date | None] = mapped_column(index=True)
    reminded_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    language: Mapped[str] = mapped_column(String(2))
    notice_version: Mapped[str] = mapped_column(String(40))
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    submitted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    retain_until: Mapped[date | None]
    again_from: Mapped[date | None]
    saved: Mapped[list[str]] = mapped_column(JSON, default=list)
    reopened: Mapped[list[str]] = mapped_column(JSON, default=list)
    question: Mapped[str | None] = mapped_column(Text, info=personal(OWN_WORDS, APPLICATION))
    reply: Mapped[str | None] = mapped_column(Text, info=personal(OWN_WORDS, APPLICATION))
    reason: Mapped[str | None] = mapped_column(Text, info=personal(OWN_WORDS, APPLICATION))

    contact_person: Mapped[str] = mapped_column(String(120), info=personal(NAME, APPLICATION))
    email: Mapped[str] = mapped_column(String(254), info=personal(EMAIL, APPLICATION))
    email_key: Mapped[str] = mapped_column(
        String(254), index=True, info=personal(EMAIL, APPLICATION)
    )
    email_confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    kind: Mapped[ApplicantKind | None] = mapped_column()
    seller_of_record: Mapped[str] = mapped_column(String(12), default=SellerOfRecord.SUPPLIER)
    name: Mapped[str | None] = mapped_column(String(120), info=personal(NAME, APPLICATION))
    title: Mapped[str | None] = mapped_column(String(200), info=personal(NAME, APPLICATION))
    mersis: Mapped[str | None] = mapped_column(String(16), info=personal(TAX, APPLICATION))
    without_mersis: Mapped[bool] = mapped_column(default=False)
    national_id_cipher: Mapped[str | None] = mapped_column(
        String(300), info=personal(NATIONAL_ID, APPLICATION)
    )
    national_id_index: Mapped[str | None] = mapped_column(
        String(64), index=True, info=personal(NATIONAL_ID, APPLICATION)
    )
    tax_office: Mapped[str | None] = mapped_column(String(80), info=personal(TAX, APPLICATION))
    tax_number_cipher: Mapped[str | None] = mapped_column(
        String(300), info=personal(TAX, APPLICATION)
    )
    tax_number_index: Mapped[str | None] = mapped_column(
        String(64), index=True, info=personal(TAX, APPLICATION)
    )
    certificate_number: Mapped[str | None] = mapped_column(
        String(40), info=personal(CERTIFICATE, APPLICATION)
    )
    certificate_on: Mapped[date | None] = mapped_column(info=personal(CERTIFICATE, APPLICATION))
    membership: Mapped[str | None] = mapped_column(
        String(40), info=personal(CERTIFICATE, APPLICATION)
    )
    phone: Mapped[str | None] = mapped_column(String(20), info=personal(PHONE, APPLICATION))
    province: Mapped[str | None] = mapped_column(String(40), info=personal(CITY, APPLICATION))
    district: Mapped[str | None] = mapped_column(String(60), info=personal(CITY, APPLICATION))
    address: Mapped[str | None] = mapped_column(String(300), info=personal(ADDRESS, APPLICATION))
    website: Mapped[str | None] = mapped_column(String(200), info=personal(WEBSITE, APPLICATION))
    socials: Mapped[str | None] = mapped_column(Text, info=personal(SOCIAL, APPLICATION))
    makes: Mapped[str | None] = mapped_column(Text, info=personal(OWN_WORDS, APPLICATION))

    wish: Mapped[str | None] = mapped_column(Text, info=personal(OWN_WORDS, APPLICATION))
    interview_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    interview_place: Mapped[str | None] = mapped_column(String(200))
    no_shows: Mapped[int] = mapped_column(default=0)
    approved_by: Mapped[int | None] = mapped_column(ForeignKey("members.id"))

    iban_cipher: Mapped[str | None] = mapped_column(String(300), info=personal(IBAN, APPLICATION))
    iban_index: Mapped[str | None] = mapped_column(
        String(64), index=True, info=personal(IBAN, APPLICATION)
    )
    agreement_version: Mapped[str | None] = mapped_column(String(40))
    supplier_id: Mapped[int | None] = mapped_column(ForeignKey("suppliers.id"))

    supplier: Mapped[Supplier | None] = relationship()
    papers: Mapped[list["ApplicationPaper"]] = relationship(
        order_by="ApplicationPaper.id", back_populates="application"
    )
    verdicts: Mapped[list["ApplicationVerdict"]] = relationship()


class ApplicationPaper(Model):
    """A document of the applicant: a PDF or a picture without its data, kept apart."""

    __tablename__ = "application_papers"

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id"), index=True)
    name: Mapped[str] = mapped_column(String(120), info=personal(PAPERS, APPLICATION))
    media_type: Mapped[str] = mapped_column(String(40))
    sha256: Mapped[str] = mapped_column(String(64), index=True, info=personal(PAPERS, APPLICATION))
    size: Mapped[int]
    at: Mapped[datetime] = mapped_column(UtcDateTime)

    application: Mapped[Application] = relationship(back_populates="papers")


class ApplicationLink(Model):
    """A link by which an applicant comes back; it proves the e-mail address."""

    __tablename__ = "application_links"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ends_at: Mapped[datetime] = mapped_column(UtcDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    application: Mapped[Application] = relationship()


class ApplicationVerdict(Model):
    """A reviewer's word on one point of the checklist: seen to be right, or waived with a reason.

    A computed point is never written down; only that it was waived is.
    """

    __tablename__ = "application_verdicts"
    __table_args__ = (
        UniqueConstraint("application_id", "point", name="uq_application_verdicts_point"),
        CheckConstraint("verdict IN ('verified', 'waived')", name="verdict_known"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id"))
    point: Mapped[str] = mapped_column(String(30))
    verdict: Mapped[str] = mapped_column(String(10))
    reason: Mapped[str | None] = mapped_column(Text, info=personal(OWN_WORDS, APPLICATION))
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)

    member: Mapped[Member] = relationship()
