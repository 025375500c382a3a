"""The permanently open door of art. 12/A: sent at any hour, followed, answered in time."""

import pytest
from sqlalchemy import select

from app.evidence import queries as evidence
from app.extensions import db
from app.helpdesk.models import Request, RequestKind, RequestState
from app.helpdesk.services import answering
from app.kernel import ids
from app.messaging import delivery
from app.messaging.models import Message, MessageState
from tests.builders import a_product, a_supplier
from tests.page import Page
from tests.post import post_office
from tests.returns.steps import refunds, withdraw
from tests.shopping import buy, fill_cart

pytestmark = pytest.mark.usefixtures("open_shop")
COMPLAINT = "Söz verilen gün geçti, paket hâlâ gelmedi."


@pytest.fixture
def order(visitor, bank):
    return buy(visitor, bank, a_product())


def form_of(client, path):
    page = Page(client.get(path))
    assert page.status == 200, page.text
    return {"nonce": str(page.soup.find("input", {"name": "nonce"})["value"])}


def send(client, order, **asked):
    path = f"/en/orders/{order.reference}/requests"
    words = {"kind": "complaint", "message": COMPLAINT} | asked
    answer = client.post(path, data=form_of(client, path) | words)
    assert answer.status_code == 303, Page(answer).errors
    return newest()


def newest():
    db.session.rollback()
    db.session.expire_all()
    return db.session.scalars(select(Request).order_by(Request.id.desc()).limit(1)).one()


def messages(kind):
    return list(db.session.scalars(select(Message).where(Message.kind == kind)))


@pytest.mark.requirement("AM-12A.1")
def test_a_guest_sends_a_complaint_and_gets_a_number_at_once(visitor, order, today):
    today("2026-03-16 10:00:00")
    request = send(visitor, order)

    page = Page(visitor.get(f"/en/requests/{request.number}"))
    assert ids.read_reference("B", request.number) == request.number
    assert page.heading == "Your request number"
    assert request.number in page.text
    assert COMPLAINT in page.text
    assert "31 March 2026" in page.text
    receipt = messages("request-received")[0]
    assert receipt.state is MessageState.HANDED_OVER
    assert request.number in receipt.text
    assert COMPLAINT in receipt.text
    assert evidence.bodies_of(order.reference, "request_sent")[0]["words"] == COMPLAINT


@pytest.mark.requirement("AM-12A.2")
def test_the_seller_is_told_in_the_same_transaction(visitor, bank):
    other = a_product(name="Bal")
    fill_cart(visitor, a_product())
    order = buy(visitor, bank, other)
    suborder = next(s for s in order.suborders if s.supplier_id == other.supplier_id)

    send(visitor, order, seller=suborder.reference)
    assert [m.recipient for m in messages("request-for-supplier")] == [suborder.supplier.email]
    send(visitor, order)
    told = {m.recipient for m in messages("request-for-supplier")}
    assert told == {s.supplier.email for s in order.suborders}
    assert all(m.statutory for m in messages("request-for-supplier"))


@pytest.mark.requirement("DC-11.2.b")
def test_a_mail_server_that_is_down_still_gives_the_receipt_on_the_page(app, visitor, order):
    app.config["MAIL_URL"], before = "smtp://127.0.0.1:1", app.config["MAIL_URL"]
    try:
        request = send(visitor, order)
    finally:
        app.config["MAIL_URL"] = before

    assert request.number in Page(visitor.get(f"/en/requests/{request.number}")).text
    assert messages("request-received")[0].state is MessageState.PROMISED


def test_the_same_submission_twice_is_one_request(visitor, order):
    path = f"/en/orders/{order.reference}/requests"
    words = form_of(visitor, path) | {"kind": "refund", "message": COMPLAINT}

    for _twice in range(2):
        assert visitor.post(path, data=words).status_code == 303

    assert len(db.session.scalars(select(Request)).all()) == 1


def test_a_complaint_needs_a_sentence_and_keeps_what_was_typed(visitor, order):
    path = f"/en/orders/{order.reference}/requests"
    page = Page(
        visitor.post(path, data=form_of(visitor, path) | {"kind": "refund", "message": "x"})
    )

    assert page.status == 422
    assert page.errors == [
        "What has happened, and what do you wish?: Write a sentence or two, so that we can help."
    ]
    assert page.value("What has happened") == "x"
    assert page.value("What is it about?") == "refund"
    assert db.session.scalars(select(Request)).all() == []


@pytest.mark.requirement("AM-12A.1")
def test_nobody_else_sees_a_request_or_the_page_of_an_order(app, visitor, order):
    request = send(visitor, order)
    stranger = app.test_client()

    for path in (
        f"/en/orders/{order.reference}/requests",
        f"/en/requests/{request.number}",
        "/en/requests/B-2222-2222-2",
    ):
        assert stranger.get(path).status_code == 404, path
    assert stranger.post(f"/en/requests/{request.number}/reply").status_code == 404


@pytest.mark.requirement("AM-12A.1")
def test_a_request_is_found_by_number_and_address_or_by_its_link(app, visitor, order):
    request = send(visitor, order)
    stranger = app.test_client()
    wrong = stranger.post(
        "/en/requests/find", data={"number": request.number, "address": "b@example.org"}
    )
    assert wrong.status_code == 422
    right = stranger.post(
        "/en/requests/find",
        data={"number": request.number.lower().replace("-", " "), "address": order.email},
    )
    assert right.status_code == 303
    assert stranger.get(f"/en/requests/{request.number}").status_code == 200

    link = next(w for w in messages("request-received")[0].text.split() if "/requests/open/" in w)
    another = app.test_client()
    assert another.get(link.removeprefix("http://127.0.0.1:8000")).status_code == 303
    assert another.get(f"/en/requests/{request.number}").status_code == 200
    assert another.get("/en/requests/open/x").status_code == 404


def test_trying_pairs_stops_after_five_and_says_nothing_more(app, visitor, order):
    request = send(visitor, order)
    stranger = app.test_client()
    asked = {"number": request.number, "address": "b@example.org"}
    answers = [stranger.post("/en/requests/find", data=asked).status_code for _ in range(6)]

    assert answers == [422] * 5 + [429]


def public(client, **asked):
    words = {
        "kind": "complaint",
        "name": "Elif Yalın",
        "email": "elif@example.org",
        "order": "geçen hafta aldığım lakerda",
        "message": COMPLAINT,
    } | asked
    return client.post("/en/requests", data=form_of(client, "/en/requests") | words)


@pytest.mark.requirement("AM-12A.1")
def test_without_link_or_account_a_request_gets_its_number_and_staff_find_the_order(
    app, visitor, order, staff, today
):
    stranger = app.test_client()
    answer = public(stranger)
    assert answer.status_code == 303
    request = newest()
    assert request.order is None
    assert stranger.get(answer.headers["Location"]).status_code == 200
    assert messages("request-for-supplier") == []

    desk = staff("orders")
    address = f"/en/admin/requests/{request.number}"
    wrong = desk.post(f"{address}/match", data={"reference": "M-2222-2222-2"})
    assert wrong.status_code == 422
    assert desk.post(f"{address}/match", data={"reference": order.reference}).status_code == 303
    request = newest()
    assert request.order_id == order.id
    assert len(messages("request-for-supplier")) == 1
    again = desk.post(f"{address}/match", data={"reference": order.reference})
    assert again.status_code == 409


def test_a_right_pair_and_a_wrong_one_look_the_same_to_the_writer(app, visitor, order):
    one, two = app.test_client(), app.test_client()
    hit = one.get(public(one, order=order.reference, email=order.email).headers["Location"])
    attached = newest().order_id
    miss = two.get(public(two, order=order.reference).headers["Location"])

    assert attached == order.id
    assert newest().order_id == (order.id if order.email == "elif@example.org" else None)
    assert Page(hit).heading == Page(miss).heading == "Your request number"


@pytest.mark.requirement("SM-4.11a")
def test_staff_take_answer_and_fourteen_quiet_days_close_it(visitor, order, staff, today):
    today("2026-03-16 10:00:00")
    request = send(visitor, order)
    desk = staff("orders")
    due = Page(desk.get("/en/admin"))
    assert f"Request {request.number}" in due.text
    address = f"/en/admin/requests/{request.number}"
    desk.post(f"{address}/take")
    assert newest().state is RequestState.IN_WORK
    assert desk.post(f"{address}/take").status_code == 409

    short = Page(desk.post(f"{address}/answer", data={"outcome": "refund", "words": "ok"}))
    assert short.status == 422
    assert len(short.errors) == 2
    withdraw(visitor, order)
    refund = refunds()[0].number
    said = {"outcome": "refund", "led_to": refund, "words": "Paranız geri gönderildi."}
    desk.post(f"{address}/answer", data=said)
    request = newest()
    assert request.state is RequestState.ANSWERED
    assert request.led_to == refund
    answer = messages("request-answered")[0]
    assert "Paranız geri gönderildi." in answer.text
    assert refund in answer.text
    assert f"Request {request.number}" not in Page(desk.get("/en/admin")).text

    today("2026-03-30 23:59:00")
    assert answering.close_silent() == 0
    today("2026-03-31 00:05:00")
    assert answering.close_silent() == 1
    db.session.commit()
    assert newest().state is RequestState.CLOSED
    assert evidence.kinds_of(order.reference)[-1] == "request_closed"


@pytest.mark.requirement("SM-4.11a")
@pytest.mark.parametrize("closed", [False, True])
def test_a_reply_opens_what_was_answered_or_closed(visitor, order, staff, today, closed):
    today("2026-03-16 10:00:00")
    request = send(visitor, order)
    answering.answer(request, "Yarın elinizde olacak.", "explained", "", "1")
    db.session.commit()
    if closed:
        today("2026-04-01 00:05:00")
        answering.close_silent()
        db.session.commit()

    page = f"/en/requests/{request.number}"
    assert visitor.post(f"{page}/reply", data={"words": ""}).status_code == 422
    assert visitor.post(f"{page}/reply", data={"words": "Hâlâ gelmedi."}).status_code == 303

    request = newest()
    assert request.state is RequestState.IN_WORK
    assert request.answered_at is None
    assert len(messages("request-for-supplier")) == 2
    answering.answer(request, "Bugün geldi mi?", "explained", "", "1")
    db.session.commit()
    assert len(messages("request-answered")) == 2
    assert "Hâlâ gelmedi." in Page(visitor.get(page)).text


@pytest.mark.requirement("AM-12A.2")
def test_the_maker_sees_its_own_and_answers_a_complaint(visitor, bank, order, team, staff):
    request = send(visitor, order)
    supplier = order.suborders[0].supplier
    maker, other = team(supplier), team(a_supplier())
    address = f"/en/supplier/requests/{request.number}"

    assert request.number in Page(maker.get("/en/supplier/requests")).text
    assert f"Request {request.number}" in Page(maker.get("/en/supplier")).text
    assert COMPLAINT in Page(maker.get(address)).text
    assert other.get(address).status_code == 404
    assert other.post(f"{address}/answer", data={"words": "x"}).status_code == 404
    assert maker.post(f"{address}/answer", data={"words": "Yarın yolda."}).status_code == 303

    request = newest()
    assert request.state is RequestState.ANSWERED
    page = Page(visitor.get(f"/en/requests/{request.number}"))
    assert "The maker answered" in page.text
    assert "Yarın yolda." in page.text
    assert maker.post(f"{address}/answer", data={"words": "Bir daha."}).status_code == 409


def test_a_maker_does_not_answer_for_records_or_money(visitor, order, team):
    request = send(visitor, order, kind="refund")
    maker = team(order.suborders[0].supplier)

    answer = maker.post(f"/en/supplier/requests/{request.number}/answer", data={"words": "Olmaz."})

    assert answer.status_code == 404
    assert newest().state is RequestState.RECEIVED


def test_a_maker_of_another_part_does_not_see_what_concerns_one_alone(visitor, bank, team):
    first, second = a_product(), a_product(name="Bal")
    fill_cart(visitor, first)
    order = buy(visitor, bank, second)
    one, two = order.suborders
    request = send(visitor, order, seller=one.reference)

    assert team(one.supplier).get(f"/en/supplier/requests/{request.number}").status_code == 200
    assert team(two.supplier).get(f"/en/supplier/requests/{request.number}").status_code == 404


@pytest.mark.requirement("SM-4.11a")
def test_another_kind_keeps_the_original_time(visitor, order, staff, today):
    today("2026-03-16 10:00:00")
    request = send(visitor, order)
    today("2026-03-18 09:00:00")

    staff("orders").post(f"/en/admin/requests/{request.number}/convert", data={"kind": "record"})

    request = newest()
    assert request.kind is RequestKind.RECORD
    assert request.received_at.isoformat() == "2026-03-16T07:00:00+00:00"
    assert request.answer_by.isoformat() == "2026-03-17"
    assert "Request for records" in Page(visitor.get(f"/en/requests/{request.number}")).text


@pytest.mark.requirement("AM-12A.1")
def test_withdrawals_and_requests_stand_in_one_list_for_guest_and_member(app, shopper, bank):
    order = buy(shopper, bank, a_product())
    send(shopper, order, kind="refund")
    line = order.suborders[0].lines[0]
    given_up = {f"line-{line.id}": "1", "name": "Elif", "email": "e@example.org", "step": "confirm"}
    shopper.post(f"/en/orders/{order.reference}/withdraw", data=given_up)

    for path in (f"/en/orders/{order.reference}/requests", "/en/account/requests"):
        page = Page(shopper.get(path))
        assert page.status == 200
        assert "Withdrawal" in page.headings()
        assert "Request for a refund" in page.headings()


def test_a_member_finds_the_way_from_account_and_order_page(shopper, bank):
    order = buy(shopper, bank, a_product())

    assert Page(shopper.get("/en/account")).link("Your requests") == "/en/account/requests"
    assert Page(shopper.get(f"/en/orders/{order.reference}")).has_link("Your requests")
    assert Page(shopper.get("/en/")).soup.find("footer").find("a", string="Your requests")


@pytest.mark.parametrize("words", ["<script>alert(1)</script>", "'; DROP TABLE requests; --", "💥"])
def test_whatever_is_written_is_shown_as_it_was_written(visitor, order, words):
    request = send(visitor, order, message=f"{words} ve başka bir şey")

    answer = visitor.get(f"/en/requests/{request.number}")
    assert words in Page(answer).text
    assert "<script>alert" not in answer.get_data(as_text=True)


def test_the_desk_filters_by_state_kind_and_number(visitor, order, staff):
    complaint, refund = send(visitor, order), send(visitor, order, kind="refund")
    answering.answer(refund, "Para yolda, bu hafta gelir.", "explained", "", "1")
    db.session.commit()
    desk = staff("orders")

    def rows(query):
        return len(Page(desk.get(f"/en/admin/requests?{query}")).rows())

    assert rows("") == 1
    assert rows("show=answered") == 1
    assert rows("show=all") == 2
    assert rows("show=all&kind=refund") == 1
    assert rows(f"show=all&q={complaint.number}") == 1
    assert rows(f"show=all&q={order.reference}") == 2
    assert rows("show=all&q=nobody") == 0


def test_the_receipt_that_bounces_stands_on_the_desk(app, visitor, order, staff):
    with post_office(app) as server:
        server.answer = "550 nobody here"
        send(visitor, order)
        delivery.deliver_due()

    assert "A message did not get through" in Page(staff("orders").get("/en/admin")).text


@pytest.mark.requirement("SM-4.11a")
@pytest.mark.requirement("DC-11.2.a")
def test_a_withdrawal_written_as_a_request_becomes_one_with_its_own_time(
    visitor, order, staff, today
):
    from app.returns.models import Statement

    today("2026-03-16 10:00:00")
    request = send(visitor, order, message="Bu siparişten vazgeçiyorum, geri gönderirim.")
    today("2026-03-18 09:00:00")

    staff("orders").post(
        f"/en/admin/requests/{request.number}/convert", data={"kind": "withdrawal"}
    )

    request = newest()
    statement = db.session.scalars(select(Statement)).one()
    assert request.state is RequestState.CLOSED
    assert request.outcome == "converted"
    assert request.led_to == statement.number
    assert statement.received_at.isoformat() == "2026-03-16T07:00:00+00:00"
    assert statement.order_id == order.id
    assert "vazgeçiyorum" in statement.message
    assert statement.number in Page(visitor.get(f"/en/requests/{request.number}")).text


@pytest.mark.requirement("AM-12A.1")
def test_an_ended_contract_stands_in_the_same_list(visitor, bank, today):
    from app.orders.services import endings
    from app.orders.services.actors import Actor

    today("2026-03-02 10:00:00")
    order = buy(visitor, bank, a_product(lead_days=3))
    today("2026-03-20 10:00:00")
    suborder = order.suborders[0]
    ending = endings.terminate(suborder, {suborder.lines[0].id: 1}, Actor("SH"))
    db.session.commit()

    page = Page(visitor.get(f"/en/orders/{order.reference}/requests"))

    assert "Contract ended for non-delivery" in page.headings()
    assert ending.number in page.text
    assert page.link("Contract ended for non-delivery").endswith(f"/ended/{ending.number}")


@pytest.mark.requirement("DC-20.2")
@pytest.mark.requirement("SM-4.11a")
def test_records_are_answered_by_the_system_at_once(app, visitor, order):
    request = send(visitor, order, kind="record", message="")

    assert request.state is RequestState.ANSWERED
    page = Page(visitor.get(f"/en/requests/{request.number}"))
    assert "Answered at once" in page.text
    db.session.rollback()
    own = visitor.get(page.link("Download the records"))
    assert own.status_code == 200
    assert own.mimetype == "application/zip"
    link = next(w for w in messages("request-answered")[0].text.split() if "records.zip" in w)
    db.session.rollback()  # or this session keeps the write lock from the download
    stranger = app.test_client()
    assert stranger.get(link.removeprefix("http://127.0.0.1:8000")).mimetype == "application/zip"


@pytest.mark.requirement("SM-4.11a")
def test_records_of_an_order_that_was_not_proven_wait_for_a_person(app, order, staff):
    public(app.test_client(), kind="record", message="")
    request = newest()
    assert request.state is RequestState.RECEIVED

    staff("orders").post(
        f"/en/admin/requests/{request.number}/match", data={"reference": order.reference}
    )

    assert newest().state is RequestState.ANSWERED
