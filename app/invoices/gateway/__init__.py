"""Integrators that issue e-invoices: what they are told, what they give back (IN-2).

An installation names its own in `app.extensions["invoice_source"]`; without one people attach.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from flask import current_app


class NotIssued(Exception):
    """The integrator refused or was not reached; the text is for the desk. Asked again later."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the document; kuruş with VAT, VAT in basis points."""

    name: str
    quantity: int
    amount_minor: int
    vat_bp: int


@dataclass(frozen=True, slots=True)
class Draft:
    """Everything a document needs. `corrects` is the number of the invoice it corrects, or empty.

    `key` names it once and for all: the integrator asked twice with it issues once. The buyer is a
    consumer without numbers unless somebody wished otherwise.
    """

    key: str
    reference: str
    seller: Mapping[str, object]
    buyer_title: str
    buyer_address: str
    buyer_email: str
    tax_office: str
    tax_number: str
    national_id: str
    lines: tuple[Line, ...]
    total_minor: int
    corrects: str


@dataclass(frozen=True, slots=True)
class Issued:
    """What the integrator issued: number, civil day, and the file (PDF or UBL)."""

    number: str
    issued_on: date
    file_name: str
    body: bytes


class InvoiceSource(Protocol):
    """Somebody who issues invoices in a seller's name."""

    name: str

    def serves(self, seller: Mapping[str, object]) -> bool:
        """Whether it issues for this seller of record."""

    def issue(self, draft: Draft) -> Issued:
        """The document for this draft; the same key, the same document. Raises NotIssued."""


def source() -> InvoiceSource | None:
    """The integrator of this installation, if it has one."""
    found: InvoiceSource | None = current_app.extensions.get("invoice_source")
    return found
