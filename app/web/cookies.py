"""The registry of everything this shop keeps in a browser: nothing else is ever set (CK-8)."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Cookie:
    """One cookie of ours. `number` is its row in the inventory; `lasts` None: the browser session.

    All are necessary (exemption B), first-party, HttpOnly and SameSite=Lax.
    """

    name: str
    number: str
    lasts: timedelta | None


CART_LASTS = timedelta(days=30)
SESSION = Cookie("session", "N1", None)
CART = Cookie("cart", "N5", CART_LASTS)
COOKIES = (SESSION, CART)
STORAGE: tuple[str, ...] = ()  # keys of localStorage and sessionStorage: none (CK-11)


def names() -> frozenset[str]:
    """What a browser may send us that makes a page its own."""
    return frozenset(cookie.name for cookie in COOKIES)
