"""The HTTP adapter: a carrier posts signed JSON (`Carrier-Signature: t=<seconds>,v1=<hex>`).

The signature is HMAC-SHA-256 over `<seconds>.<raw body>` under the carrier's own key.
"""

import json
import re

from app.kernel import clock, crypto
from app.orders.gateway import CarrierWord, NotReadable, reading

FRESH_SECONDS = 300
MOST_EVENTS = 500
HEADER = re.compile(r"t=(\d{1,12}),v1=([0-9a-f]{64})")


class Forged(ValueError):
    """Not signed by this carrier, or not now."""


def key_of(carrier: str) -> str:
    """The key a carrier signs with, hex; made from the installation's own and rotated with it."""
    return crypto.derived(_purpose(carrier)).hex()


def read(carrier: str, signature: str, body: bytes) -> list[tuple[str, CarrierWord | str]]:
    """What the carrier says: parcel number and word, or why it cannot be read. Raises Forged."""
    found = HEADER.fullmatch(signature.strip())
    if found is None:
        raise Forged("no signature")
    seconds, hexadecimal = found.groups()
    if abs(clock.now().timestamp() - int(seconds)) > FRESH_SECONDS:
        raise Forged("too old")
    if not crypto.signed(_purpose(carrier), seconds.encode() + b"." + body, hexadecimal):
        raise Forged("wrong signature")
    return [_one(row) for row in _events(body)]


def _purpose(carrier: str) -> str:
    return f"carrier:{carrier}"


def _events(body: bytes) -> list[dict[str, object]]:
    try:
        said = json.loads(body)
    except ValueError as error:
        raise NotReadable("no JSON") from error
    events = said.get("events") if isinstance(said, dict) else None
    if not isinstance(events, list) or len(events) > MOST_EVENTS:
        raise NotReadable("events: a list of at most 500")
    if not all(isinstance(event, dict) for event in events):
        raise NotReadable("events: a list of objects")
    return events


def _one(row: dict[str, object]) -> tuple[str, CarrierWord | str]:
    parcel = str(row.get("parcel") or "").strip()
    try:
        return parcel, reading.word(row)
    except NotReadable as error:
        return parcel, str(error)
