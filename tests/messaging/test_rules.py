"""How often a message is tried, and which links are nobody else's."""

from datetime import timedelta
from itertools import count, takewhile

import pytest

from app.messaging.rules import pause_after, without_proofs


@pytest.mark.requirement("DC-4.c")
def test_a_message_is_tried_soon_then_hourly_and_for_72_hours_in_all():
    pauses = list(takewhile(bool, (pause_after(tries) for tries in count(1))))

    assert [p.total_seconds() / 60 for p in pauses[:5]] == [1, 5, 15, 60, 60]
    assert timedelta(hours=72) <= sum(pauses, timedelta()) < timedelta(hours=73)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("https://a.example/en/reset/AbCdEfGhIjKlMnOpQrStUv", "https://a.example/en/reset/…"),
        ('<a href="https://a.example/o/0123456789abcdef0123">', '<a href="https://a.example/o/…">'),
        ("https://a.example/x?token=0123456789abcdef0123&b=1", "https://a.example/x?token=…&b=1"),
        ("https://a.example/orders/find", "https://a.example/orders/find"),
        ("parcel 12345678901234567890", "parcel 12345678901234567890"),
    ],
)
def test_a_link_that_proves_something_loses_its_secret_part(written, shown):
    assert without_proofs(written) == shown
