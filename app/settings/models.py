from datetime import date, datetime

from sqlalchemy import JSON, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Model
from app.kernel.clock import UtcDateTime

SettingValue = str | int | bool | None | list[object] | dict[str, object]


class Setting(Model):
    """One saved value of a business setting; the newest version of a key is in force."""

    __tablename__ = "settings"
    __table_args__ = (Index("uq_settings_key_version", "key", "version", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(60))
    version: Mapped[int]
    value: Mapped[object] = mapped_column(JSON)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changed_by: Mapped[str] = mapped_column(String(60))


class Holiday(Model):
    """A public holiday or its eve, confirmed by staff (CLK-5)."""

    __tablename__ = "holidays"

    day: Mapped[date] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    half_day: Mapped[bool] = mapped_column(default=False)
    source: Mapped[str] = mapped_column(String(60))
    confirmed: Mapped[bool] = mapped_column(default=False)
