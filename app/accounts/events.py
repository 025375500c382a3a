from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LoggedIn:
    """A shopper has just logged in in the browser that is asking."""

    shopper_id: int
