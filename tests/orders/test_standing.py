"""A sub-order's state is what its remaining lines show (machine 4.4)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.orders.models import SubOrderState as S
from app.orders.rules import ENDED, SUBORDER, Pieces, standing


def line(**where):
    live = where.pop("live", 1)
    return Pieces(**{"live": live, "to_send": 0, "dispatched": 0, "received": 0, **where})


@pytest.mark.requirement("SM-4.4")
@pytest.mark.parametrize(
    ("lines", "current", "cause", "expected"),
    [
        ([line(to_send=1)], S.NEW, None, S.NEW),
        ([line(to_send=1)], S.PREPARING, None, S.PREPARING),
        ([line(to_send=1)], S.READY, None, S.READY),
        ([line(to_send=1), line(dispatched=1)], S.PREPARING, None, S.PARTLY_DISPATCHED),
        ([line(dispatched=1)], S.PREPARING, None, S.DISPATCHED),
        (
            [line(dispatched=1, received=1), line(dispatched=1)],
            S.DISPATCHED,
            None,
            S.PARTLY_DELIVERED,
        ),
        ([line(dispatched=1, received=1), line(to_send=1)], S.DISPATCHED, None, S.PARTLY_DELIVERED),
        ([line(dispatched=1, received=1)], S.DISPATCHED, None, S.DELIVERED),
        ([line(dispatched=1, received=1), line(live=0)], S.PARTLY_DELIVERED, None, S.DELIVERED),
        ([line(live=0)], S.NEW, None, S.CANCELLED),
        ([line(live=0)], S.NEW, "cancellation", S.CANCELLED),
        ([line(live=0)], S.NEW, "termination", S.TERMINATED),
        ([line(live=0)], S.DISPATCHED, "impossibility", S.IMPOSSIBLE),
        ([line(live=0)], S.DISPATCHED, "lost", S.CANCELLED),
        ([line(dispatched=1, coming_back=1)], S.DISPATCHED, None, S.COMING_BACK),
        ([line(dispatched=1, returned=1)], S.COMING_BACK, None, S.RETURNED),
        (
            [line(dispatched=1, received=1), line(dispatched=1, coming_back=1)],
            S.PARTLY_DELIVERED,
            None,
            S.COMING_BACK,
        ),
        (
            [line(dispatched=1, received=1), line(dispatched=1, returned=1)],
            S.COMING_BACK,
            None,
            S.DELIVERED,
        ),
        ([line(to_send=1)], S.DISPATCHED, None, S.PREPARING),  # lost, to be sent again
    ],
)
def test_the_remaining_lines_show_the_state(lines, current, cause, expected):
    assert standing(lines, current, cause) is expected


@pytest.mark.requirement("SM-4.4")
def test_what_the_table_lets_follow():
    def hears(event):
        return {str(state) for state in SUBORDER[event][0]}

    assert hears("terminated") == {
        "new",
        "preparing",
        "ready",
        "partly_dispatched",
        "dispatched",
        "partly_delivered",
    }
    assert "partly_delivered" not in hears("impossible")
    assert hears("accept") == {"new"}
    assert {str(state) for state in ENDED} == {
        "cancelled",
        "impossible",
        "terminated",
        "returned",
    }
    assert not {S.DELIVERED, *ENDED} & SUBORDER["terminated"][0]


@given(
    st.lists(
        st.builds(
            lambda live, to_send, sent, came, back: Pieces(
                live, to_send, sent, min(came, sent), min(back, max(0, sent - came))
            ),
            *(st.integers(0, 3) for _ in range(5)),
        ),
        min_size=1,
        max_size=3,
    ),
    st.sampled_from(S),
    st.sampled_from([None, "termination", "impossibility", "lost"]),
)
def test_whatever_the_lines_show_there_is_a_state_and_ended_ones_never_count(lines, current, cause):
    shown = standing(lines, current, cause)

    assert standing([*lines, line(live=0, received=3)], current, cause) is shown
    if any(each.live and each.to_send for each in lines):
        assert shown not in ENDED | {S.DELIVERED, S.DISPATCHED, S.COMING_BACK}
    if not any(each.live for each in lines):
        assert shown in ENDED
