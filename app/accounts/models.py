from datetime import datetime
from enum import StrEnum

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.extensions import Model
from app.kernel.clock import UtcDateTime
from app.law.inventory import (
    ACCESS,
    ACTS,
    ADDRESS,
    CITY,
    DEVICE,
    EMAIL,
    MEMBERSHIP,
    NAME,
    PHONE,
    SECRETS,
    SECURITY,
    STAFF_ACTS,
    TEAM,
    WATCH,
)
from app.law.personal_data import personal


class Shopper(Model):
    """A person with an account who buys. `email_key` is the folded address that is unique."""

    __tablename__ = "shoppers"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254), info=personal(EMAIL, MEMBERSHIP))
    email_key: Mapped[str] = mapped_column(
        String(254), unique=True, info=personal(EMAIL, MEMBERSHIP)
    )
    name: Mapped[str] = mapped_column(String(120), info=personal(NAME, MEMBERSHIP))
    password_hash: Mapped[str] = mapped_column(String(200), info=personal(SECRETS, MEMBERSHIP))
    language: Mapped[str] = mapped_column(String(2), default="tr")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    addresses: Mapped[list["Address"]] = relationship(
        cascade="all, delete-orphan", order_by="Address.id"
    )

    is_authenticated = True
    is_active = True
    is_anonymous = False
    is_shopper = True
    is_supplier = False
    is_staff = False

    def get_id(self) -> str:
        return f"shopper:{self.id}"

    def may(self, right: str) -> bool:
        """A shopper holds no right of staff."""
        return False


class Address(Model):
    """A place where a shopper likes parcels to go."""

    __tablename__ = "addresses"

    id: Mapped[int] = mapped_column(primary_key=True)
    shopper_id: Mapped[int] = mapped_column(ForeignKey("shoppers.id"), index=True)
    name: Mapped[str] = mapped_column(String(120), info=personal(NAME, MEMBERSHIP))
    phone: Mapped[str] = mapped_column(String(20), info=personal(PHONE, MEMBERSHIP))
    province: Mapped[str] = mapped_column(String(40), info=personal(CITY, MEMBERSHIP))
    district: Mapped[str] = mapped_column(String(60), info=personal(CITY, MEMBERSHIP))
    street: Mapped[str] = mapped_column(String(300), info=personal(ADDRESS, MEMBERSHIP))
    postcode: Mapped[str | None] = mapped_column(String(5), info=personal(ADDRESS, MEMBERSHIP))


class Member(Model):
    """A person who works with us: in a supplier's team, on the cooperative's staff, or both.

    `rights` are the staff rights held; an empty list is no staff. `left_at` ends everything at
    the next request (PR-4.7). The TOTP seed is encrypted.
    """

    __tablename__ = "members"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254), info=personal(EMAIL, TEAM))
    email_key: Mapped[str] = mapped_column(String(254), unique=True, info=personal(EMAIL, TEAM))
    name: Mapped[str] = mapped_column(String(120), info=personal(NAME, TEAM))
    password_hash: Mapped[str] = mapped_column(String(200), info=personal(SECRETS, TEAM))
    language: Mapped[str] = mapped_column(String(2), default="tr")
    rights: Mapped[list[str]] = mapped_column(JSON, default=list)
    totp_cipher: Mapped[str | None] = mapped_column(String(300), info=personal(SECRETS, TEAM))
    totp_last_step: Mapped[int | None]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    left_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    is_authenticated = True
    is_active = True
    is_anonymous = False
    is_shopper = False
    is_supplier = True

    def get_id(self) -> str:
        return f"member:{self.id}"

    @property
    def is_staff(self) -> bool:
        """Whether this person works for the cooperative itself."""
        return bool(self.rights)

    def may(self, right: str) -> bool:
        """Whether this person holds a right of staff."""
        return right in self.rights


class Audience(StrEnum):
    SHOPPER = "shopper"
    MEMBER = "member"


class LoginSession(Model):
    """One browser in which somebody is logged in; ended here, it is ended everywhere at once."""

    __tablename__ = "login_sessions"
    __table_args__ = (Index("ix_login_sessions_account", "audience", "account_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    audience: Mapped[Audience] = mapped_column()
    account_id: Mapped[int]
    device: Mapped[str] = mapped_column(String(60), info=personal(DEVICE, SECURITY))
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime)
    proven_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ends_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class AccountToken(Model):
    """A link that proves an e-mail address: purpose `confirm`, `reset`, `invite`."""

    __tablename__ = "account_tokens"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    purpose: Mapped[str] = mapped_column(String(12))
    audience: Mapped[Audience] = mapped_column()
    account_id: Mapped[int]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ends_at: Mapped[datetime] = mapped_column(UtcDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class ResetWish(Model):
    """Somebody asked for a new password of an address, known or not; gone once it is answered."""

    __tablename__ = "reset_wishes"

    id: Mapped[int] = mapped_column(primary_key=True)
    audience: Mapped[Audience] = mapped_column()
    email: Mapped[str] = mapped_column(String(254), info=personal(EMAIL, SECURITY))
    language: Mapped[str] = mapped_column(String(2))
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Throttle(Model):
    """How often something was tried in a window, counted across processes.

    `bucket` is purpose and keyed hash of who or what (never an address in clear).
    """

    __tablename__ = "throttles"
    __table_args__ = (CheckConstraint("count >= 0", name="count_not_negative"),)

    bucket: Mapped[str] = mapped_column(String(80), primary_key=True)
    window_at: Mapped[datetime] = mapped_column(UtcDateTime, primary_key=True)
    count: Mapped[int]


class Approval(Model):
    """One person's word on something that needs two (PR-5.7a). `subject` is a reference number."""

    __tablename__ = "approvals"
    __table_args__ = (Index("ix_approvals_subject", "purpose", "subject"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    purpose: Mapped[str] = mapped_column(String(20))
    subject: Mapped[str] = mapped_column(String(40))
    member_id: Mapped[int] = mapped_column(
        ForeignKey("members.id"), info=personal(ACTS, STAFF_ACTS)
    )
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    reason: Mapped[str | None] = mapped_column(Text, info=personal(ACTS, STAFF_ACTS))
    single_person: Mapped[bool] = mapped_column(default=False)


class AccessLogEntry(Model):
    """Staff looked at a person's data: who, what, when (PR-4.7)."""

    __tablename__ = "access_log"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    member_id: Mapped[int] = mapped_column(
        ForeignKey("members.id"), index=True, info=personal(ACCESS, WATCH)
    )
    what: Mapped[str] = mapped_column(String(60))
    subject: Mapped[str] = mapped_column(String(60), index=True, info=personal(ACCESS, WATCH))
