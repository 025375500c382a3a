"""What a buyer is told before the order, and what the contract says after it."""

import re

import pytest

from app.contracts import documents as papers
from app.contracts import queries
from app.extensions import db
from app.settings import services as settings
from tests.builders import IDENTITY, a_delivery_method, a_product, a_supplier
from tests.page import Page
from tests.shopping import buy, fill_cart, newest_order, to_review

OLD, NEW = "2025-12-31", "2026-01-02"


def bought(visitor, bank, **differences):
    return buy(visitor, bank, a_product(**differences))


def paper(order, kind, language="en"):
    found = [
        link
        for link in queries.documents_of(order.reference)
        if link.kind == kind and link.document.language == language
    ]
    return papers.as_text(queries.document(found[0].sha256))


@pytest.mark.requirement("DC-2.1")
@pytest.mark.requirement("DC-4.h")
@pytest.mark.requirement("V21")
@pytest.mark.parametrize(("day", "rules"), [("2025-12-31", "DC-2014"), ("2026-01-01", "DC-2026")])
def test_every_order_is_a_consumers_distance_contract_of_its_day(
    open_shop, visitor, bank, today, day, rules
):
    today(day)
    order = bought(visitor, bank)

    assert order.rule_set == rules
    assert order.terms["buyer_type"] == "consumer"


@pytest.mark.requirement("DC-3.1")
@pytest.mark.requirement("C-01")
def test_the_contract_names_the_law_in_force_and_no_other(open_shop, visitor, bank):
    order = bought(visitor, bank)
    for language in ("tr", "en"):
        text = paper(order, "contract", language)
        assert "6502" in text
        assert re.search(r"\b48\b.*\b84\b", text)
        assert "2011" not in text
        assert "4077" not in text


@pytest.mark.requirement("C-07")
@pytest.mark.requirement("CT-3")
def test_nothing_is_deemed_accepted_and_nothing_left_blank(open_shop, visitor, bank, today):
    today("2026-03-16")
    order = bought(visitor, bank)
    contract = paper(order, "contract")

    assert "Monday, 16 March 2026" in contract
    assert "2026-03-16" in contract
    for text in (contract, paper(order, "contract", "tr"), paper(order, "information")):
        assert "…/…" not in text
        assert "deemed" not in text
        assert "sayılır" not in text


@pytest.mark.requirement("CT-2")
def test_the_contract_has_its_subject_and_its_goods_from_the_snapshot(open_shop, visitor, bank):
    order = bought(visitor, bank, name="Lakerda")
    contract = paper(order, "contract")

    for heading in ("Parties", "Subject", "Goods", "Delivery", "Withdrawal", "Disputes"):
        assert f"\n{heading}\n---" in contract
    assert "Lakerda, 350 g | Ingredients: Bonito, salt" in contract


@pytest.mark.requirement("CT-1")
def test_each_contract_names_its_own_seller_and_the_buyer_in_full(open_shop, visitor, bank):
    makers = {
        title: a_supplier(title=title, phone=phone, email=f"{phone[-2:]}@example.org")
        for title, phone in (("Kekik Ürt.", "+902320000041"), ("Zeytin Ürt.", "+902320000042"))
    }
    fill_cart(visitor, a_product(supplier=makers["Kekik Ürt."]))
    order = bought(visitor, bank, supplier=makers["Zeytin Ürt."])
    contracts = [
        papers.as_text(queries.document(link.sha256))
        for link in queries.documents_of(order.reference)
        if link.kind == "contract" and link.document.language == "en"
    ]

    assert len(contracts) == 2
    buyer = f"{order.name}, {order.street}, {order.district}/{order.province}"
    for title, maker in makers.items():
        (own,) = [text for text in contracts if title in text]
        for fact in ("İskele Mah. Ağcılar Sok. 9", maker.phone, maker.email):
            assert fact in own, fact
        for fact in (buyer, order.phone, order.email):
            assert fact in own, fact


@pytest.mark.requirement("DC-5.1.b")
@pytest.mark.requirement("DC-5.1.c")
@pytest.mark.requirement("DC-4.fg")
def test_each_seller_is_named_and_the_platform_beside(open_shop, visitor, bank):
    fill_cart(visitor, a_product(supplier=a_supplier(title="Kekik Üreticileri", mersis=None)))
    order = bought(visitor, bank)
    told = paper(order, "information")

    assert "Kekik Üreticileri, İskele Mah. Ağcılar Sok. 9" in told
    assert "no MERSİS number" in told
    assert "S.S. Poyraz Kadın Balıkçılar Kooperatifi" in told
    assert "MERSİS no. 0000000000000025" in told
    assert f"Intermediary acting for the sellers: {IDENTITY['operator.legal_name']}" in told


@pytest.mark.requirement("AM-12A.3")
def test_a_text_that_the_platform_translated_is_marked_as_its_own(open_shop, visitor, bank):
    product = a_product()
    next(text for text in product.texts if text.language == "en").entered_by = "OP"
    db.session.commit()
    order = buy(visitor, bank, product)

    assert order.suborders[0].lines[0].snapshot["entered_by"] == {"tr": "SU", "en": "OP"}


@pytest.mark.requirement("DC-5.1.c")
@pytest.mark.parametrize(("day", "named"), [(OLD, False), (NEW, True)])
def test_the_platforms_register_number_stands_there_since_2026(
    open_shop, visitor, bank, today, day, named
):
    today(day)
    order = bought(visitor, bank)

    for kind in ("information", "contract"):
        told = paper(order, kind)
        assert IDENTITY["operator.address"] in told
        assert (f"MERSİS no. {IDENTITY['operator.mersis']}" in told) == named


@pytest.mark.requirement("DC-5.1.ç")
def test_complaints_go_to_their_own_contact_or_to_those_above(open_shop, visitor):
    fill_cart(visitor, a_product())
    assert "the contact of the seller and of the intermediary above" in to_review(visitor).text
    settings.change("operator.complaints", "sikayet@example.org", "test")
    db.session.commit()

    assert "Complaints: sikayet@example.org." in to_review(visitor).text


@pytest.mark.requirement("DC-5.1.a")
@pytest.mark.requirement("DC-5.1.d")
def test_qualities_quantity_and_every_cost_are_told_per_line_and_seller(open_shop, visitor, bank):
    fill_cart(visitor, a_product(name="Bal", price_minor=10000), 2)
    order = bought(visitor, bank, name="Lakerda")
    told = paper(order, "information")

    for line in ("Lakerda, 350 g", "Bal, 350 g"):
        assert line in told
    assert told.count("Ingredients: Bonito, salt; Net quantity: 350 g") == 2
    assert "200.00\u00a0TL" in told
    assert told.count("Delivery from Poyraz Kadın Balıkçılar: 79.00\u00a0TL") == 2
    assert "Total with all taxes: 603.00\u00a0TL" in told  # 245 + 2 × 100 + 2 × 79
    assert "No further cost can come up later." in told


@pytest.mark.requirement("DC-5.1.f")
def test_payment_delivery_and_how_complaints_are_solved_are_told(open_shop, visitor, bank, today):
    today("2026-03-02")
    told = paper(bought(visitor, bank), "information")

    assert "Deniz Kargo, at the latest on Thursday, 5 March 2026" in told
    assert "No delivery may come later than Wednesday, 1 April 2026" in told
    assert "You pay by card" in told
    assert "Complaints:" in told


@pytest.mark.requirement("DC-5.1.g")
def test_the_right_to_withdraw_its_time_its_way_and_its_carrier_are_told(open_shop, visitor, bank):
    told = paper(bought(visitor, bank), "information")

    assert "within 14 days without giving a reason" in told
    assert "“Withdraw from contract here”" in told
    assert "Deniz Kargo, free of charge, to İskele Mah." in told


@pytest.mark.requirement("DC-5.1.g")
def test_where_no_carrier_is_named_the_seller_collects(open_shop, visitor, bank):
    supplier = a_supplier(return_carrier=None)

    told = paper(bought(visitor, bank, supplier=supplier), "information")

    assert "we collect the goods from you free of charge" in told


@pytest.mark.requirement("DC-5.1.j")
@pytest.mark.requirement("C-06")
@pytest.mark.parametrize(
    ("day", "mediation", "limit"),
    [("2025-12-31", False, "149,000.00"), ("2026-01-02", True, "186,000.00")],
)
def test_disputes_are_told_by_the_law_and_the_limit_of_the_day(
    open_shop, visitor, bank, today, day, mediation, limit
):
    today(day)
    order = bought(visitor, bank)

    for kind in ("information", "contract"):
        told = paper(order, kind)
        assert ("mediation" in told) == mediation
        assert f"Up to {limit}\u00a0TL" in told


@pytest.mark.requirement("LG-5")
def test_the_turkish_information_is_stored_beside_the_buyers(open_shop, visitor, bank):
    order = bought(visitor, bank)
    languages = sorted(
        link.document.language
        for link in queries.documents_of(order.reference)
        if link.kind in {"information", "contract"}
    )

    assert languages == ["en", "en", "tr", "tr"]
    assert "Ön bilgilendirme" in paper(order, "information", "tr")


@pytest.mark.requirement("DC-4.e")
def test_an_online_order_that_is_collected_stays_a_distance_contract(open_shop, visitor, bank):
    stall = a_delivery_method(
        kind="collection",
        name={"tr": "Tezgâh", "en": "Stall"},
        fee_minor=0,
        address="İskele Meydanı 1, Urla",
        hours={"tr": "Cumartesi 9-13", "en": "Saturday 9 to 13"},
    )
    order = bought(visitor, bank, supplier=a_supplier(delivery=[stall]))
    page = Page(visitor.get(f"/en/orders/{order.reference}"))

    assert order.suborders[0].delivery_kind == "collection"
    assert page.has_link("Withdraw from contract here")


def test_what_was_shown_under_the_old_law_is_shown_anew_under_the_new(
    open_shop, visitor, bank, today
):
    from tests.shopping import review_form

    today("2025-12-31 23:59:00")
    fill_cart(visitor, a_product())
    page = to_review(visitor)
    today("2026-01-01 00:01:00")
    answer = visitor.post("/en/checkout/review", data=review_form(page))

    assert answer.status_code == 409
    assert newest_order().rule_set == "DC-2026"
    assert "mediation" in Page(answer).text


@pytest.mark.requirement("C-05")
def test_no_paper_asks_the_buyer_to_write_to_a_lender(open_shop, visitor, bank):
    order = bought(visitor, bank)
    for kind in ("information", "contract", "withdrawal_form"):
        told = paper(order, kind)
        assert "lender" not in told
        assert "credit" not in told.replace("credit card", "")


@pytest.mark.parametrize("typed", ["", "2026", "2026: 0", "2026: 186000; 2025: 1", "x: 5"])
def test_a_list_of_limits_that_nobody_can_read_is_refused(app, typed):
    with pytest.raises(settings.OutsideLimits):
        settings.change("committee_limit_try", typed, "test")
