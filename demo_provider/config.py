"""Settings of the bank, read from the environment once."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from demo_provider.origins import origin_of


class SettingRefused(RuntimeError):
    """A setting is missing or unsafe; the sentence names it."""


@dataclass(frozen=True)
class Config:
    """Settings of one bank; `background` starts the thread that sends notifications."""

    secret: str
    shop_origin: str
    database: Path = Path("var/demo_provider.db")
    origin: str | None = None
    late_seconds: int = 20
    testing: bool = False
    background: bool = True

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> "Config":
        secret = environ.get("DEMO_PROVIDER_SECRET", "")
        if len(secret) < 16:
            raise SettingRefused("DEMO_PROVIDER_SECRET must have at least 16 characters.")
        late = environ.get("DEMO_PROVIDER_LATE_SECONDS", "20")
        if not (late.isascii() and late.isdecimal()):
            raise SettingRefused("DEMO_PROVIDER_LATE_SECONDS must be a whole number of seconds.")
        own = environ.get("DEMO_PROVIDER_ORIGIN")
        return cls(
            secret=secret,
            shop_origin=_origin("SHOP_ORIGIN", environ.get("SHOP_ORIGIN", "")),
            database=Path(environ.get("DEMO_PROVIDER_DB") or "var/demo_provider.db"),
            origin=_origin("DEMO_PROVIDER_ORIGIN", own) if own else None,
            late_seconds=int(late),
            testing=environ.get("DEMO_PROVIDER_TESTING") == "1",
        )


def _origin(name: str, written: str) -> str:
    origin = origin_of(written)
    if origin is None or written.rstrip("/").lower() not in (
        origin,
        f"{origin}:80",
        f"{origin}:443",
    ):
        raise SettingRefused(f"{name} must be an origin such as http://127.0.0.1:8000.")
    return origin
