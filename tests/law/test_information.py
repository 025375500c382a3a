import pytest

from app.law.information import (
    BEFORE_THE_BUTTON,
    ITEMS,
    LETTERS,
    missing_before_the_button,
    missing_items,
)

ALL = dict.fromkeys(ITEMS, True)


def without(*items: str) -> dict[str, bool]:
    return ALL | dict.fromkeys(items, False)


@pytest.mark.requirement("DC-5.1")
def test_there_are_thirteen_items_in_the_order_of_the_article():
    assert len(ITEMS) == 13
    assert list(LETTERS.values()) == list("abcçdefgğh\N{LATIN SMALL LETTER DOTLESS I}ij")


@pytest.mark.requirement("DC-5.1")
def test_nothing_is_missing_when_everything_was_told():
    assert missing_items(ALL, exempt=True, digital=True) == ()


@pytest.mark.requirement("DC-5.1")
@pytest.mark.parametrize("item", ["a", "b", "c", "d", "e", "f", "g", "h", "j"])
def test_every_item_that_always_counts_is_missed(item):
    assert missing_items(without(item)) == (item,)


@pytest.mark.requirement("DC-5.1.c")
def test_a_sellers_name_does_not_stand_for_the_address():
    assert missing_items(without("c")) == ("c",)


@pytest.mark.requirement("DC-5.1.ç")
def test_a_complaint_contact_of_its_own_is_optional():
    assert missing_items(without("c2")) == ()


@pytest.mark.requirement("DC-5.1.ğ")
def test_what_is_lost_by_article_15_is_told_where_a_line_is_exempt():
    assert missing_items(without("g2"), exempt=True) == ("g2",)
    assert missing_items(without("g2")) == ()


@pytest.mark.requirement("DC-5.1.\N{LATIN SMALL LETTER DOTLESS I}")
@pytest.mark.requirement("DC-5.1.i")
def test_the_items_on_digital_content_count_where_a_line_is_digital():
    assert missing_items(without("i1", "i2"), digital=True) == ("i1", "i2")
    assert missing_items(without("i1", "i2")) == ()


@pytest.mark.requirement("DC-5.1")
def test_what_is_missing_comes_in_the_order_of_the_article():
    assert missing_items({}) == ("a", "b", "c", "d", "e", "f", "g", "h", "j")


@pytest.mark.requirement("DC-6.2.a")
def test_four_items_stand_right_above_the_button():
    assert BEFORE_THE_BUTTON == ("a", "d", "g", "h")
    assert missing_before_the_button(ALL) == ()
    assert missing_before_the_button(without("d", "j")) == ("d",)


@pytest.mark.requirement("DC-6.2.a")
def test_an_item_nobody_spoke_of_is_not_in_the_block():
    assert missing_before_the_button({"a": True, "d": True, "g": True}) == ("h",)
