"""The standing texts of the shop: files per language, filled from the settings."""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from flask import url_for
from markdown_it import MarkdownIt
from markupsafe import Markup

from app.config import ROOT
from app.kernel import clock
from app.settings import queries as settings

FOLDER = ROOT / "texts" / "legal"
NAMES = (
    "imprint",
    "about",
    "withdrawal-and-returns",
    "withdrawal-form",
    "delivery-and-payment",
    "distance-sales-contract",
    "pre-contract-information",
    "membership-terms",
    "supplier-agreement",
    "privacy",
    "cookies",
    "accessibility",
)
VERSION = re.compile(r"<!-- version: (.+?) -->")
PLACE = re.compile(r"\{\{(\w+)\}\}")


@dataclass(frozen=True, slots=True)
class Text:
    """A text as shown."""

    name: str
    title: str
    html: Markup
    version: str = ""


@lru_cache(maxsize=64)
def _source(name: str, language: str, folder: Path = FOLDER) -> str:
    return (folder / f"{name}.{language}.md").read_text(encoding="utf-8")


def facts() -> dict[str, str]:
    """What the placeholders of the texts stand for."""
    operator = {
        f"operator_{part}": settings.text(f"operator.{part}") or "—"
        for part in ("legal_name", "address", "mersis", "phone", "email", "kep", "tax_office")
    }
    return {
        **operator,
        "operator_name": settings.text("operator.shop_name") or "—",
        "complaint_contact": settings.text("operator.complaints")
        or settings.text("operator.email")
        or "—",
        "withdraw_url": url_for("returns.public_withdraw"),
        "privacy_url": url_for("legal.privacy"),
        "cookies_url": url_for("cookies.show"),
        "data_url": url_for("privacy.inventory"),
        "retention_url": url_for("privacy.retention"),
        "destruction_url": url_for("privacy.destruction"),
        "withdrawal_days": str(settings.number("withdrawal_days")),
        "refund_days": str(settings.number("refund_days")),
        "send_back_days": str(settings.number("send_back_days")),
        "approval_business_days": str(settings.number("approval_business_days")),
        "committee_limit": f"{settings.committee_limit(clock.today().year):,}".replace(",", "."),
        "record_years": str(settings.number("record_years")),
    }


def text(name: str, language: str) -> Text:
    """One text, filled and rendered. Raises KeyError for a placeholder nobody knows."""
    return rendered(name, source(name, language), version(name, language))


def source(name: str, language: str) -> str:
    """A text as it was written, without the line of its version."""
    lines = _source(name, language).splitlines()
    return "\n".join(line for line in lines if not line.startswith("<!--"))


def rendered(name: str, written: str, version: str) -> Text:
    """A text of our own, filled and rendered; its first heading is the title. Raises KeyError."""
    known = facts()
    lines = PLACE.sub(lambda place: known[place.group(1)], written).splitlines()
    title = next((line.removeprefix("# ") for line in lines if line.startswith("# ")), "")
    body = "\n".join(line for line in lines if not line.startswith("# "))
    html = MarkdownIt("commonmark", {"html": False}).enable("table").render(body)
    return Text(name, title, Markup(html), version)  # noqa: S704 - html is off


def unknown_places(written: str) -> list[str]:
    """What a text wants filled in and nobody knows."""
    known = facts()
    return [place for place in PLACE.findall(written) if place not in known]


def version(name: str, language: str) -> str:
    """The version that a text's first line carries: its number and its day."""
    found = VERSION.search(_source(name, language))
    return found.group(1) if found else ""
