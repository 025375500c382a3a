"""The optional purposes for which a browser is asked (specification B §8); none is on by itself."""

from dataclasses import dataclass

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from app.settings import queries as settings
from app.web.cookies import RECENT, Cookie


@dataclass(frozen=True, slots=True)
class Purpose:
    """One purpose, one consent; `setting` switches it on, `cookies` go when it is withdrawn."""

    key: str
    setting: str
    name: LazyString
    sentence: LazyString
    cookies: tuple[Cookie, ...]


FUNCTIONAL = Purpose(
    "cookies_functional",
    "recently_viewed",
    _l("Recently viewed"),
    _l("to show you again what you looked at last"),
    (RECENT,),
)
KNOWN = (FUNCTIONAL,)


def switched_on() -> tuple[Purpose, ...]:
    """The purposes that this shop uses now."""
    return tuple(purpose for purpose in KNOWN if settings.flag(purpose.setting))
