"""Which numbers each kind of seller has (SR-2)."""

from collections.abc import Mapping

PURPOSE = "numbers"
PLAIN = ("tax_office", "certificate_number", "certificate_on")
PARTS = ("kind", *PLAIN, "tax_number", "national_id", "iban")
OF_KIND: Mapping[str, frozenset[str]] = {
    "legal_person": frozenset({"tax_office", "tax_number"}),
    "taxpayer": frozenset({"tax_office", "tax_number", "national_id"}),
    "exempt_artisan": frozenset({"certificate_number", "certificate_on", "national_id"}),
    "member": frozenset({"national_id"}),
}
NOT_OF_EVERY_KIND = frozenset().union(*OF_KIND.values())


def foreign_to(kind: str) -> frozenset[str]:
    """What a seller of this kind does not have, and so is not kept."""
    return NOT_OF_EVERY_KIND - OF_KIND[kind]
