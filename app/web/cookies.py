"""The registry of everything this shop keeps in a browser: nothing else is ever set (CK-8).

The table that people read is made from it, the tests compare every answer with it.
"""

from dataclasses import dataclass
from datetime import timedelta

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

NECESSARY, FUNCTIONAL = "necessary", "functional"


@dataclass(frozen=True, slots=True)
class Cookie:
    """One cookie of ours: first-party, HttpOnly, SameSite=Lax, read by nobody else.

    `number` is its row in the inventory; `lasts` None: the browser session. `reason` says by which
    test it needs no consent (A: for the transmission alone; B: for a service that was asked for),
    or for which purpose consent is asked (CK-2).
    """

    name: str
    number: str
    lasts: timedelta | None
    category: str
    purpose: LazyString
    reason: LazyString
    holds: LazyString


CART_LASTS = timedelta(days=30)
CONSENT_LASTS = timedelta(days=182)
SESSION = Cookie(
    "session",
    "N1",
    None,
    NECESSARY,
    _l("log-in, and the safety of forms"),
    _l("B: set when you log in or open a form that carries a token, which you asked for"),
    _l("random numbers"),
)
CONSENT = Cookie(
    "consent",
    "N2",
    CONSENT_LASTS,
    NECESSARY,
    _l("remembers what you chose about cookies"),
    _l("B: set when you choose, so that you are not asked on every page"),
    _l("the choice, its day and a random number"),
)
CART = Cookie(
    "cart",
    "N5",
    CART_LASTS,
    NECESSARY,
    _l("the cart and a half-finished order"),
    _l("B: set when you put the first thing in"),
    _l("a random number"),
)
RECENT = Cookie(
    "recent",
    "F2",
    timedelta(days=30),
    FUNCTIONAL,
    _l("shows you what you looked at last"),
    _l("with your consent only: useful, and not needed for what you asked"),
    _l("the numbers of up to eight goods"),
)
COOKIES = (SESSION, CONSENT, CART, RECENT)
STORAGE: tuple[str, ...] = ()  # keys of localStorage and sessionStorage: none (CK-11)


def names() -> frozenset[str]:
    """What a browser may send us that makes a page its own."""
    return frozenset(cookie.name for cookie in COOKIES)
