"""What the application may refuse to do. Messages are shown to people."""


class Refused(Exception):
    """A rule forbids this. `str(error)` is a sentence for the person who asked."""

    status = 422


class Conflict(Refused):
    """What was asked no longer fits the state of things (answered 409)."""

    status = 409


class NotFound(Exception):
    """There is no such thing, or it is not theirs to see."""


class TooMany(Refused):
    """Asked too often (answered 429)."""

    status = 429


class ShopClosed(Refused):
    """The operator's identity is incomplete: nothing may be sold yet (answered 503)."""

    status = 503
