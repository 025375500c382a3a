"""The first listing: on a telephone, with a photograph, to the review desk and into the shop."""

import pytest

from app.media import services as media
from tests.builders import a_category, a_delivery_method, a_supplier
from tests.journeys.opening import add_photo, begin_listing, fill_part, fits


@pytest.fixture
def maker(travel):
    """A supplier with a carrier for cold goods, and the shelf of fish; a telephone in hand."""
    with travel.inside():
        methods = [a_delivery_method(), a_delivery_method(cold_chain=True)]
        number = a_supplier(delivery=methods).id
        texts = {"tr": {"name": "Balık"}, "en": {"name": "Fish"}}
        a_category(slug="balik", texts=texts, food_preset="chilled")
    return travel.supplier(number, width=360, scripts=True)


@pytest.mark.requirement("SM-4.2")
@pytest.mark.requirement("FD-1")
def test_a_first_listing_from_a_telephone_to_the_shop(travel, maker):
    travel.at("2026-03-16 20:10")
    begin_listing(maker, "Lakerda", "Fish")
    fill_part(maker, "Name and text", {"lead-tr": "Tuzda", "qualities-tr": "Tür: Palamut"})
    maker.press("Sizes, prices and stock")
    maker.page.select_option("#unit-0", "g")
    sizes = {"sku-0": "LAK-350", "amount-0": "350", "price-0": "0", "stock-0": "12"}
    for name, value in sizes.items():
        maker.page.fill(f"#{name}", value)
    maker.press("Save")
    assert maker.says("Write a price between 0.01 and 1,000,000 TL.")
    maker.page.fill("#price-0", "245,50")
    maker.press("Save")
    told = {"ingredients-tr": "Palamut, tuz", "origin-tr": "Ege", "registration": "TR-35-K-000"}
    fill_part(maker, "Food facts", told, "[name=allergen-fish]", "[name=at_least]")
    add_photo(maker, "Bir kavanoz lakerda")
    maker.press("See it as shoppers will")
    assert maker.says("Preview: only you and the cooperative see this page.")
    assert fits(maker)
    maker.page.go_back()
    assert fits(maker)
    maker.press("Hand in for review")
    assert maker.says("answers within three working days")
    guest = travel.guest(width=360)
    guest.go("/search?q=lakerda")
    assert guest.page.get_by_role("link", name="Lakerda", exact=True).count() == 0

    desk = travel.staff("catalogue")
    desk.go("/en/admin/listings")
    assert desk.says("19 March")
    desk.press("Open Lakerda")
    assert desk.says("Palamut, tuz")
    desk.press("Approve")
    assert desk.says("The maker has been told")

    with travel.inside():
        media.render_some()
    guest.go("/search?q=lakerda")
    guest.page.get_by_role("link", name="Lakerda", exact=True).click()
    assert guest.says("en az 350 g")
    assert guest.says("Balık")
    assert guest.page.get_by_role("img", name="Bir kavanoz lakerda").first.is_visible()
    guest.press("Sepete ekle")
    maker.go("/en/supplier/listings")
    assert maker.says("On sale")
    travel.drain()
    assert not maker.foreign
    assert not maker.errors
