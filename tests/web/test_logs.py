"""Nothing about a person stands in a log."""

import pytest

from app.web.logs import without_persons


@pytest.mark.requirement("PR-3.3")
@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("paid with 4111 1111 1111 1111 today", "paid with card … today"),
        ("parcel 123456789012345", "parcel 123456789012345"),
        ("TR33 0006 1005 1978 6457 8413 26", "TR33 0006 1005 1978 6457 8413 26"),
        ("mail to elif@example.org failed", "mail to …@… failed"),
    ],
)
def test_addresses_and_card_numbers_are_masked_and_nothing_else(written, kept):
    assert without_persons(written) == kept


def test_every_answer_has_a_number_of_its_own(visitor):
    first = visitor.get("/healthz").headers["X-Request-Id"]
    assert first != visitor.get("/healthz").headers["X-Request-Id"]
