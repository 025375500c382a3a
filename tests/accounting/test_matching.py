"""The pure comparison: missing, double and wrong money is named, the rest agrees."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from app.accounting.matching import Item, differences

DAY = date(2026, 3, 2)


def item(key="payment:M-1", amount=24000, **more):
    return Item(key, "capture", more.pop("about", "M-1"), amount, DAY, **more)


def told(ours, theirs):
    return [
        (d.ours and d.ours.amount_minor, d.theirs and d.theirs.amount_minor, d.amount_minor)
        for d in differences(ours, theirs)
    ]


def test_the_same_money_on_both_sides_is_no_difference():
    assert told([item()], [item()]) == []


def test_what_only_one_side_has_is_named():
    assert told([item()], []) == [(24000, None, -24000)]
    assert told([], [item()]) == [(None, 24000, 24000)]


def test_what_the_other_side_took_twice_is_named_once():
    assert told([item()], [item(), item()]) == [(None, 24000, 24000)]


def test_another_sum_is_one_difference_with_both_sides():
    assert told([item()], [item(amount=23999)]) == [(24000, 23999, -1)]


def test_two_parts_of_one_sum_are_that_sum():
    assert told([item()], [item(amount=10000), item(amount=14000)]) == []


def test_a_line_without_a_number_is_known_by_the_banks_own_word_and_its_sum():
    ours = item("out:P-1", -5000, about="P-1", other="FT-2026-1")
    line = item("", -5000, about="EFT FT-2026-1 Elif")

    assert told([ours], [line]) == []
    assert told([ours], [item("", -4900, about="EFT FT-2026-1")]) == [
        (None, -4900, -4900),
        (-5000, None, 5000),
    ]


def test_two_lines_without_any_name_are_never_taken_for_each_other():
    assert told([item("", 100)], [item("", 100)]) == [(100, None, -100), (None, 100, 100)]


KEYS = st.sampled_from(["payment:M-1", "payment:M-2", "refund:re_1", ""])
ITEMS = st.lists(st.builds(item, KEYS, st.integers(-(10**6), 10**6).filter(bool)), max_size=8)


@given(ITEMS, ITEMS)
def test_the_differences_sum_to_what_the_sides_differ_by(ours, theirs):
    gap = sum(i.amount_minor for i in theirs) - sum(i.amount_minor for i in ours)

    assert sum(d.amount_minor for d in differences(ours, theirs)) == gap
