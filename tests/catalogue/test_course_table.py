"""Machine 4.2 as a table, written a second time: what is not in it answers "not now" (4.2)."""

from itertools import product as pairs

import pytest

from app.catalogue import states
from app.catalogue.models import ProductState as S
from app.catalogue.states import Event, NotNow
from app.extensions import db
from tests.catalogue.listing import Listing

pytestmark = [pytest.mark.usefixtures("open_shop"), pytest.mark.requirement("SM-4.2")]
NEVER_ON_SALE = {
    (S.DRAFT, Event.SUBMIT): S.IN_REVIEW,
    (S.CHANGES_REQUESTED, Event.SUBMIT): S.IN_REVIEW,
    (S.IN_REVIEW, Event.ASK): S.CHANGES_REQUESTED,
    (S.IN_REVIEW, Event.APPROVE): S.PUBLISHED,
    (S.IN_REVIEW, Event.REJECT): S.REJECTED,
}
ON_SALE = {
    (S.PUBLISHED, Event.PAUSE): S.PAUSED,
    (S.PAUSED, Event.RESUME): S.PUBLISHED,
    (S.PUBLISHED, Event.APPROVE): S.PUBLISHED,
    (S.PAUSED, Event.APPROVE): S.PAUSED,
    (S.PUBLISHED, Event.BLOCK): S.BLOCKED,
    (S.PAUSED, Event.BLOCK): S.BLOCKED,
    (S.BLOCKED, Event.UNBLOCK): S.IN_REVIEW,
}
ARCHIVED = {(state, Event.ARCHIVE): S.ARCHIVED for state in S if state is not S.ARCHIVED}


def test_the_table_is_the_one_of_the_machine():
    assert NEVER_ON_SALE | ON_SALE | ARCHIVED == states.NEXT


@pytest.fixture
def listing():
    return Listing().fill().product


@pytest.mark.parametrize(
    ("state", "event"), [pair for pair in pairs(S, Event) if pair not in states.NEXT]
)
def test_what_is_not_in_the_table_changes_nothing(listing, state, event):
    listing.state = state
    db.session.commit()

    with pytest.raises(NotNow):
        states.move(listing, event)

    assert listing.state is state


@pytest.mark.parametrize("event", [Event.ASK, Event.REJECT])
@pytest.mark.parametrize(
    ("state", "after"),
    [(S.PUBLISHED, S.PUBLISHED), (S.PAUSED, S.PAUSED), (S.IN_REVIEW, S.BLOCKED)],
)
def test_of_what_was_on_sale_the_old_version_stays_and_a_blocked_one_stays_blocked(
    state, after, event
):
    product = Listing().on_sale().product
    product.state = state
    db.session.commit()

    states.move(product, event)

    assert product.state is after


@pytest.mark.parametrize("state", [state for state in S if state is not S.ARCHIVED])
def test_its_maker_may_end_a_listing_at_any_time(listing, state):
    listing.state = state

    states.move(listing, Event.ARCHIVE)

    assert listing.state is S.ARCHIVED
