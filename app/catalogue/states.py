"""The states of a listing (machine 4.2): one table, one function that applies it."""

from enum import StrEnum

from flask_babel import gettext as _

from app.catalogue.models import Product, ProductState
from app.kernel.errors import Conflict

S = ProductState


class Event(StrEnum):
    """What may happen to a listing."""

    SUBMIT = "submit"
    ASK = "request_changes"
    APPROVE = "approve"
    REJECT = "reject"
    PAUSE = "pause"
    RESUME = "resume"
    BLOCK = "block"
    UNBLOCK = "unblock"
    ARCHIVE = "archive"


class NotNow(Conflict):
    """A listing in this state cannot do that."""


NEXT: dict[tuple[ProductState, Event], ProductState] = {
    (S.DRAFT, Event.SUBMIT): S.IN_REVIEW,
    (S.CHANGES_REQUESTED, Event.SUBMIT): S.IN_REVIEW,
    (S.IN_REVIEW, Event.ASK): S.CHANGES_REQUESTED,
    (S.IN_REVIEW, Event.APPROVE): S.PUBLISHED,
    (S.IN_REVIEW, Event.REJECT): S.REJECTED,
    (S.PUBLISHED, Event.APPROVE): S.PUBLISHED,
    (S.PAUSED, Event.APPROVE): S.PAUSED,
    (S.PUBLISHED, Event.PAUSE): S.PAUSED,
    (S.PAUSED, Event.RESUME): S.PUBLISHED,
    (S.PUBLISHED, Event.BLOCK): S.BLOCKED,
    (S.PAUSED, Event.BLOCK): S.BLOCKED,
    (S.BLOCKED, Event.UNBLOCK): S.IN_REVIEW,
    **{(state, Event.ARCHIVE): S.ARCHIVED for state in S if state is not S.ARCHIVED},
}
OLD_STAYS = frozenset({Event.ASK, Event.REJECT})


def may(product: Product, event: Event) -> bool:
    """Whether this can happen to it now."""
    return (product.state, event) in NEXT


def move(product: Product, event: Event) -> None:
    """Apply an event to a listing that is held. Raises NotNow.

    Asked back or rejected, a listing that was on sale stays as it was: the old version goes on
    selling, and one that was blocked stays blocked.
    """
    target = NEXT.get((product.state, event))
    if event in OLD_STAYS and product.published_at is not None:
        target = S.BLOCKED if product.state is S.IN_REVIEW else product.state
    if target is None:
        raise NotNow(_("That is no longer possible: the listing has changed meanwhile."))
    product.state = target


def standing(product: Product) -> str:
    """What people call its state: one on sale without stock is sold out (computed)."""
    if product.state is S.PUBLISHED and not product.in_stock:
        return "sold_out"
    return str(product.state)
