"""Whose format a file is in, and what its columns mean: guessed here, corrected by the person."""

from collections.abc import Mapping, Sequence

from app.imports.formats import own, shopify, woocommerce
from app.web import turkish

ALIASES: Mapping[str, Mapping[str, str]] = {
    "own": own.ALIASES,
    "woocommerce": woocommerce.ALIASES,
    "shopify": shopify.ALIASES,
}
NAMES = {"own": "İmece", "woocommerce": "WooCommerce", "shopify": "Shopify"}
MARKS = {"woocommerce": woocommerce.MARKS, "shopify": shopify.MARKS}
ENOUGH = 3


def guessed(headers: Sequence[str]) -> str:
    """The format with most of its own marks among the heads; our own where too few speak."""
    heads = {turkish.fold(header) for header in headers}
    best = max(MARKS, key=lambda name: len(heads & MARKS[name]))
    return best if len(heads & MARKS[best]) >= ENOUGH else "own"


def columns(headers: Sequence[str], format_name: str) -> list[str]:
    """The field of each column, empty where it is not used; no field twice."""
    aliases = ALIASES[format_name]
    found: list[str] = []
    for header in headers:
        field = aliases.get(turkish.fold(header), "")
        found.append("" if field in found else field)
    return found
