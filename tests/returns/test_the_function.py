"""The withdrawal function as the law wants it: where it stands, what it asks, what it leaves."""

import pytest
from sqlalchemy import select

from app.accounts.models import LoginSession
from app.extensions import db
from app.messaging.models import Message
from app.returns.models import CaseState, Statement, StatementState
from tests.builders import a_product, a_shopper, logged_in
from tests.page import Page
from tests.returns.steps import approve, case, day, letters, statement, withdraw
from tests.returns.test_offline import match, register
from tests.shopping import buy, deliver

pytestmark = pytest.mark.usefixtures("open_shop")
LABEL = "Withdraw from contract here"


@pytest.mark.requirement("EU-1")
@pytest.mark.parametrize("moment", ["2026-03-02 09:00:01", "2026-03-16 23:59:59"])
def test_from_the_first_day_to_the_last_second_it_is_two_clicks_away_without_login(
    app, visitor, delivered, today, moment
):
    today(moment)
    order_page = Page(visitor.get(f"/en/orders/{delivered.reference}"))
    assert visitor.get(order_page.link(LABEL)).status_code == 200

    stranger = app.test_client()
    foot = Page(stranger.get("/en/")).soup.select_one("a.wd")
    assert foot.text.strip() == LABEL
    form = Page(stranger.get(foot["href"]))
    assert [form.field(label)["name"] for label in ("Name and surname", "Order number")] == [
        "name",
        "order",
    ]


@pytest.mark.requirement("EU-1")
@pytest.mark.requirement("DC-9.1")
@pytest.mark.parametrize("moment", ["2026-03-02 09:00:01", "2026-03-16 23:59:59"])
def test_a_member_finds_it_beside_every_order_of_the_list(app, bank, today, moment):
    today("2026-03-02 09:00:00")
    member = logged_in(app, "shopper", a_shopper().id)
    orders = [buy(member, bank, a_product(), 1) for _number in range(2)]
    for order in orders:
        deliver(order, "2026-03-02")
    today(moment)

    page = Page(member.get("/en/account"))

    links = [tag["href"] for tag in page.soup.select(".box a") if tag.text.strip() == LABEL]
    assert sorted(links) == sorted(f"/en/orders/{o.reference}/withdraw" for o in orders)
    assert all(member.get(link).status_code == 200 for link in links)
    assert withdraw(member, orders[0]).status_code == 303
    assert case().state is CaseState.ACCEPTED


@pytest.mark.requirement("EU-2")
@pytest.mark.requirement("C-11")
def test_name_order_and_address_are_taken_without_another_word(app, delivered, today):
    today("2026-03-03")
    three = {"name": "Elif", "order": delivered.reference, "email": "elif@example.org"}
    guest = app.test_client()

    assert guest.post("/en/withdraw", data=three).status_code == 200  # read once more
    answer = guest.post("/en/withdraw", data=three | {"step": "confirm"})

    assert answer.status_code == 303
    assert statement().state is StatementState.MATCHED
    assert statement().message in {"", None}
    assert case().state is CaseState.ACCEPTED


@pytest.mark.requirement("DC-11.guest")
def test_after_five_tries_even_the_right_pair_matches_nothing_and_looks_the_same(
    app, delivered, today
):
    today("2026-03-03 10:00:00")
    guest = app.test_client()

    def declare(order, number):
        data = {"name": "Elif", "order": order, "email": "elif@example.org", "step": "confirm"}
        answer = guest.post("/en/withdraw", data=data | {"nonce": f"try-{number}"})
        return Page(guest.get(answer.headers["Location"])).heading

    headings = {declare("M-2222-2222-2", number) for number in range(5)}
    headings.add(declare(delivered.reference, 6))
    assert headings == {"Your return number"}
    assert statement().state is StatementState.UNMATCHED
    today("2026-03-03 10:16:00")

    declare(delivered.reference, 7)

    assert statement().state is StatementState.MATCHED


@pytest.mark.requirement("DC-11.4")
def test_the_link_in_the_mail_gives_the_proof_without_the_account(app, bank, today):
    today("2026-03-02 09:00:00")
    person = a_shopper()
    member = logged_in(app, "shopper", person.id)
    order = buy(member, bank, a_product(), 1)
    deliver(order, "2026-03-02")
    today("2026-03-03 10:00:00")
    withdraw(member, order)
    link = next(w for w in letters("withdrawal-received")[0].text.split() if "/receipt/" in w)
    order.shopper_id = None
    db.session.query(LoginSession).delete()
    db.session.commit()
    stranger = app.test_client()

    path = link[link.index("/returns/") :].rstrip(".,)")
    proof = stranger.get(f"/en{path}/download")

    assert proof.status_code == 200
    assert "attachment" in proof.headers["Content-Disposition"]
    body = proof.get_data(as_text=True)
    assert statement().number in body
    assert "3 March 2026, 10:00:00" in body


@pytest.mark.requirement("C-25")
@pytest.mark.parametrize("channel", ["letter", "email", "telephone", "counter"])
def test_whichever_way_it_comes_its_real_time_counts(delivered, today, staff, channel):
    today("2026-03-19 10:00:00")
    clerk = staff("orders")

    register(clerk, order=delivered.reference, channel=channel)
    match(clerk, delivered)

    assert statement().channel == channel
    assert statement().sent_at.date() <= day("2026-03-16")
    assert statement().recorded_at.date() == day("2026-03-19")
    assert case().state is CaseState.ACCEPTED


@pytest.mark.requirement("DC-11.2.b")
def test_buyer_and_seller_hear_of_it_within_the_same_request(visitor, delivered, today):
    today("2026-03-10 20:14:36")

    withdraw(visitor, delivered)

    told = {
        message.kind: message
        for message in db.session.scalars(select(Message))
        if message.kind in {"withdrawal-received", "withdrawal-for-supplier"}
    }
    moment = db.session.scalars(select(Statement)).one().received_at
    assert told["withdrawal-received"].recipient == "elif@example.org"
    seller = delivered.suborders[0].supplier.email
    assert told["withdrawal-for-supplier"].recipient == seller
    assert all((message.promised_at - moment).total_seconds() <= 60 for message in told.values())


@pytest.mark.requirement("C-23")
@pytest.mark.parametrize(
    ("approved_on", "send_by"), [("2026-03-16", "2026-03-30"), ("2026-03-18", "2026-04-01")]
)
def test_the_days_that_the_approval_took_are_added_to_the_days_for_sending(
    visitor, delivered, today, staff, approved_on, send_by
):
    today("2026-03-16 10:00:00")
    withdraw(visitor, delivered)
    assert case().goods.return_address is None  # it comes with the approval
    today(f"{approved_on} 11:00:00")

    approve(staff("orders"))

    assert case().goods.send_back_by == day(send_by)
    assert case().goods.return_address
