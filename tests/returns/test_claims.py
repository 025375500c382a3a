"""Claims: damaged, defective, missing, wrong (4.6.2, C-11, C-19)."""

import io

import pytest
from PIL import Image

from app.extensions import db
from app.kernel import transactions
from app.media import papers
from app.payments.models import RefundState
from app.payments.services import refunds as paying
from app.returns.models import CaseState, GoodsReturnState
from app.returns.services import claims, files
from app.storage import gateway as storage
from tests.builders import a_product
from tests.page import Page
from tests.returns.steps import (
    WHAT_IS_WRONG,
    a_paper,
    a_photo,
    case,
    case_page,
    claim,
    day,
    decide,
    decide_claim,
    letters,
    refunds,
    statement,
    withdraw,
)
from tests.shopping import buy, deliver

pytestmark = pytest.mark.usefixtures("open_shop")


def word(client, text, **more):
    return client.post(f"/en/returns/{case().number}/word", data={"text": text} | more)


@pytest.mark.requirement("HR-02")
def test_the_first_question_is_what_it_is_about(visitor, delivered):
    page = Page(visitor.get(f"/en/orders/{delivered.reference}/return"))

    assert [" ".join(h.get_text().split()) for h in page.soup.select("main h2")] == [
        "I changed my mind",
        "It arrived damaged",
        "It is defective",
        "Something is missing",
        "It is not what I ordered",
    ]
    assert page.link("I changed my mind").endswith("/withdraw")  # straight to confirm
    assert page.link("It is defective").endswith("/claim/defective")


@pytest.mark.requirement("SM-4.6.2")
@pytest.mark.requirement("HR-03")
@pytest.mark.requirement("C-11")
@pytest.mark.parametrize("message", ["", "broken", "x" * 2001])
def test_what_is_wrong_must_be_said(visitor, delivered, message):
    answer = claim(visitor, delivered, "defective", message=message)

    assert answer.status_code == 422
    assert Page(answer).errors[0].startswith("What is wrong?")


@pytest.mark.requirement("C-11")
def test_a_withdrawal_needs_no_message(visitor, delivered, today):
    today("2026-03-03")
    assert withdraw(visitor, delivered, message="").status_code == 303


@pytest.mark.requirement("HR-09")
@pytest.mark.requirement("C-19")
@pytest.mark.requirement("SM-4.6.2")
@pytest.mark.parametrize("kind", ["damaged", "defective", "missing", "wrong"])
def test_a_claim_minds_neither_the_fourteen_days_nor_art_15(visitor, bank, today, kind):
    today("2026-03-02 09:00:00")
    order = buy(visitor, bank, a_product(wd_code="c", wd_approved=True))
    deliver(order, "2026-03-02")
    today("2027-09-01")

    claim(visitor, order, kind)

    assert case().state is CaseState.UNDER_REVIEW
    assert statement().number in letters("withdrawal-received")[0].subject
    assert "claim" in letters("withdrawal-received")[0].subject
    assert WHAT_IS_WRONG in letters("claim-for-supplier")[0].text


@pytest.mark.requirement("SM-4.6.2")
@pytest.mark.requirement("HR-04")
def test_undecided_after_three_business_days_the_buyer_is_right(visitor, delivered, today):
    today("2026-03-16 10:00:00")
    claim(visitor, delivered)
    assert case().decide_by == day("2026-03-19")  # Monday 2026-03-16 to Thursday 2026-03-19
    today("2026-03-19 23:00:00")
    assert claims.approve_undecided() == 0
    today("2026-03-20 00:05:00")

    assert claims.approve_undecided() == 1
    db.session.commit()

    assert case().state is CaseState.APPROVED
    assert refunds()[0].kind == "claim"
    assert refunds()[0].due_on == day("2026-03-30")


def test_after_two_years_a_person_decides_and_silence_grants_nothing(visitor, delivered, today):
    today("2028-03-03")
    claim(visitor, delivered)
    today("2028-03-20")

    assert claims.approve_undecided() == 0
    assert case().ground == "late"


@pytest.mark.requirement("HR-06")
def test_spoiled_food_with_a_photo_is_paid_back_without_return(visitor, bank, today, staff):
    today("2026-03-02 09:00:00")
    order = buy(visitor, bank, a_product(wd_code="c", wd_approved=True, name="Midye"))
    deliver(order, "2026-03-02")
    claim(visitor, order, files=(("midye.jpg", a_photo()),))
    desk = staff("orders")
    page = Page(desk.get(f"/en/admin/returns/{case().number}"))
    assert page.button("Approve: pay back without the goods")["class"] == ["btn", "next"]

    decide_claim(desk, "without-goods", "Spoiled food is not sent round.")

    assert case().goods.state is GoodsReturnState.CLOSED
    assert refunds()[0].state is RefundState.CLOSED
    assert bank.payments["pay_1"]["refunded"] == order.total_minor
    assert "You need not send anything back" in letters("return-approved")[0].text


@pytest.mark.requirement("SM-4.6.2")
def test_approved_goods_come_back_in_one_step(visitor, delivered, today, staff):
    today("2026-03-05")
    claim(visitor, delivered)

    decide_claim(staff("orders"), "goods-back")

    assert case().goods.state is GoodsReturnState.APPROVED_GOODS_BACK
    assert "IADE-100" in letters("return-approved")[0].text


def test_what_is_missing_need_not_come_back(visitor, delivered, today, staff):
    today("2026-03-05")
    claim(visitor, delivered, "missing")

    decide_claim(staff("orders"), "goods-back")

    assert case().goods.state is GoodsReturnState.CLOSED
    assert case().lines[0].order_line.returned == 1


@pytest.mark.requirement("SM-4.6.2")
def test_a_refusal_has_a_reason_and_the_pieces_stay(visitor, delivered, today, staff):
    today("2026-03-05")
    claim(visitor, delivered)
    desk = staff("orders")
    assert decide_claim(desk, "refuse", "").status_code == 422

    decide_claim(desk, "refuse", "The photo shows another brand's jar.")

    assert case().state is CaseState.REFUSED
    assert case().lines[0].order_line.kept == 2
    assert "another brand's jar" in letters("claim-refused")[0].text.replace("&#39;", "'")


def test_one_line_is_right_and_the_other_is_not(visitor, bank, today, staff):
    from tests.builders import a_supplier
    from tests.shopping import fill_cart

    today("2026-03-02 09:00:00")
    supplier = a_supplier()
    fill_cart(visitor, a_product(supplier=supplier, name="Hamsi"))
    order = buy(visitor, bank, a_product(supplier=supplier, name="Bal"))
    deliver(order, "2026-03-02")
    claim(visitor, order)
    desk = staff("orders")

    decide_claim(desk, "without-goods", "The jar is broken.", case().lines[:1])
    decide_claim(desk, "refuse", "The honey is as it should be.")

    states = [(c.number[-2:], str(c.state)) for c in statement().cases]
    assert states == [("-1", "approved"), ("-2", "refused")]
    assert [r.goods_minor for r in refunds()] == [24500]


@pytest.mark.requirement("SM-4.6.2")
@pytest.mark.requirement("HR-17")
def test_a_missing_report_is_asked_and_is_no_refusal(visitor, delivered, today, staff):
    today("2026-03-05")
    claim(visitor, delivered, "defective")

    decide(staff("orders"), "ask", "Please send us the report of the service.")

    assert case().state is CaseState.WAITING_INFO
    assert "report of the service" in letters("claim-question")[0].text
    assert "answer our question" in case_page(visitor).text
    files_sent = [(io.BytesIO(a_paper()), "servis-raporu.pdf")]
    word(visitor, "Here it is.", files=files_sent)
    assert case().state is CaseState.UNDER_REVIEW
    assert [f.name for f in statement().files] == ["servis-raporu.pdf"]


@pytest.mark.requirement("SM-4.6.2")
def test_the_clock_of_the_refund_stands_still_while_a_question_is_open(
    visitor, delivered, today, staff
):
    today("2026-03-05")
    claim(visitor, delivered)
    decide(staff("orders"), "ask", "What does the label say?")
    today("2026-03-09")
    word(visitor, "It says 350 g.")
    decide_claim(staff("orders"), "goods-back")

    assert case().paused_days == 4
    assert refunds()[0].due_on == day("2026-03-23")  # 5 March + 14 + 4


@pytest.mark.requirement("SM-4.6.2")
@pytest.mark.requirement("TJ-cases")
def test_fourteen_days_silent_the_file_is_decided_and_any_reply_counts(
    visitor, delivered, today, staff
):
    today("2026-03-05")
    claim(visitor, delivered)
    decide(staff("orders"), "ask", "What does the label say?")
    today("2026-03-19 00:05:00")
    assert claims.stop_waiting() == 0
    today("2026-03-24 00:05:00")  # Thursday 19 March is an eve, 20 to 22 March a holiday

    assert claims.stop_waiting() == 1
    db.session.commit()
    assert case().state is CaseState.UNDER_REVIEW
    word(visitor, "Sorry, I was away: 350 g.")
    assert "I was away" in case_page(visitor).text


@pytest.mark.requirement("SM-4.6.2")
def test_a_complaint_upheld_keeps_the_original_day(visitor, delivered, today, staff):
    today("2026-03-05")
    claim(visitor, delivered)
    decide_claim(staff("orders"), "refuse", "The jar looks in order to us.")
    today("2026-03-30")
    word(visitor, "The lid is cracked underneath, look.")
    assert case().state is CaseState.UNDER_REVIEW

    decide_claim(staff("orders"), "without-goods", "The lid is cracked.")

    goods, late = refunds()
    assert (goods.kind, goods.due_on) == ("complaint", day("2026-03-19"))
    assert goods.principal_minor == 24500
    assert late.interest_minor > 0  # overdue from the day after the nineteenth


def test_a_photo_loses_the_place_where_it_was_taken(visitor, delivered):
    claim(visitor, delivered, files=(("kavanoz.jpg", a_photo(place=True)),))

    body = storage.read_apart(statement().files[0].sha256)
    with Image.open(io.BytesIO(body)) as kept:
        assert not kept.getexif()


def test_files_are_downloads_for_who_may_see_the_order(visitor, delivered, open_shop):
    claim(visitor, delivered, files=(("kavanoz.jpg", a_photo()),))
    path = f"/en/returns/{statement().number}/files/{statement().files[0].id}"

    answer = visitor.get(path)

    assert answer.headers["Content-Disposition"] == "attachment; filename=kavanoz.jpg"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert open_shop.test_client().get(path).status_code == 404
    assert visitor.get(f"/media/{statement().files[0].sha256[:24]}.jpg").status_code == 404


@pytest.mark.parametrize(
    ("name", "body", "sentence"),
    [
        ("film.mp4", b"\x00\x00\x00 ftypisom" * 30, "film.mp4 is neither a photo"),
        ("page.svg", b"<svg onload=alert(1)>", "page.svg is neither a photo"),
        ("big.jpg", b"\xff\xd8" + b"0" * (50 * 1024 * 1024), "big.jpg is larger than 10 MB"),
    ],
)
def test_a_file_of_the_wrong_kind_or_size_is_said_at_its_field(
    visitor, delivered, name, body, sentence
):
    answer = claim(visitor, delivered, files=(("kavanoz.jpg", a_photo()), (name, body)))

    page = Page(answer)
    assert answer.status_code == 422
    assert sentence in page.errors[0]
    assert page.value("What is wrong?") == WHAT_IS_WRONG  # nothing typed is lost
    kept = page.soup.select_one("input[name=kept-files]")["value"]
    claim(visitor, delivered, **{"kept-files": kept})
    assert [file.name for file in statement().files] == ["kavanoz.jpg"]


def test_a_forged_seal_attaches_nothing(visitor, delivered):
    claim(visitor, delivered, files=(("kavanoz.jpg", a_photo()),), nonce="one")
    sha256 = statement().files[0].sha256

    claim(visitor, delivered, nonce="two", **{"kept-files": f"{sha256}.10.0000|a.jpg"})

    assert statement().files == []


def test_files_that_belong_to_nothing_are_forgotten(visitor, delivered, today):
    claim(visitor, delivered, message="", files=(("kavanoz.jpg", a_photo(size=(31, 31))),))
    today("2036-01-01")

    assert papers.forget_unattached(files.paper_hashes()) >= 1


def test_the_same_claim_twice_is_one(visitor, delivered):
    assert (
        claim(visitor, delivered).headers["Location"]
        == (claim(visitor, delivered).headers["Location"])
    )
    assert len(statement().cases) == 1


def test_a_claim_speaks_only_of_what_has_left_the_seller(visitor, bank, today):
    today("2026-03-02 09:00:00")
    order = buy(visitor, bank, a_product())

    answer = claim(visitor, order)

    assert answer.status_code == 422
    page = Page(visitor.get(f"/en/orders/{order.reference}/claim/damaged"))
    assert "not sent yet" in page.text


def test_paid_back_on_day_twelve_although_nothing_came_back(visitor, delivered, today, staff):
    today("2026-03-16 10:00:00")
    claim(visitor, delivered)
    decide_claim(staff("orders"), "goods-back")
    today("2026-03-28")

    assert paying.release_due() == 1
    transactions.save()
    assert refunds()[0].state is RefundState.CLOSED
