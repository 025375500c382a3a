import pytest

from app.law.binding import is_binding


@pytest.mark.requirement("DC-8.1")
@pytest.mark.parametrize(
    ("notice", "button", "bound"),
    [
        ("You will have to pay 324.00 TL.", "Order with obligation to pay", True),
        ("", "Order with obligation to pay", False),
        ("  ", "Order with obligation to pay", False),
        ("You will have to pay 324.00 TL.", "", False),
        ("", "", False),
    ],
)
def test_a_buyer_is_bound_only_if_told_of_the_duty_to_pay(notice, button, bound):
    assert is_binding(notice, button) is bound
