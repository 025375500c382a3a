"""E-invoices as files: UBL documents of OASIS, recognised without believing anything in them."""

from xml.parsers import expat  # noqa: S407: no entity is ever declared or fetched, see below

INVOICE = "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
CREDIT_NOTE = "urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2"
ROOTS = frozenset({f"{INVOICE} Invoice", f"{CREDIT_NOTE} CreditNote"})


class _Refused(ValueError):
    """What no e-invoice needs: a document type, and with it entities."""


def is_document(body: bytes) -> bool:
    """Whether these bytes are one well-formed UBL invoice or credit note.

    A document type is refused at its first word, so that no entity can grow or reach out.
    """
    if not body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return False
    roots: list[str] = []
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = lambda name, _attributes: roots.append(name) if not roots else None
    try:
        parser.Parse(body, True)
    except (expat.ExpatError, _Refused, ValueError):
        return False
    return bool(roots) and roots[0] in ROOTS


def _refuse(*_declared: object) -> None:
    raise _Refused
