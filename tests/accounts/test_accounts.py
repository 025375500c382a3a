"""People: log in, log out, everywhere; nobody learns who has an account."""

from datetime import timedelta

import pyotp
import pytest
from sqlalchemy import select

from app.accounts import passwords, resets, rules, throttle
from app.accounts.models import LoginSession, Member, Shopper
from app.extensions import db
from app.kernel import clock
from app.kernel.errors import TooMany
from app.messaging.models import Message
from tests.builders import PASSWORD, SEED, a_member, a_product, a_shopper
from tests.page import Page
from tests.shopping import fill_cart

pytestmark = pytest.mark.usefixtures("open_shop")
NEW = {"name": "李 Ayşe 🌊", "email": "ayse@example.org", "password": "denizde bir tekne"}


def link_of(kind):
    letter = db.session.scalars(
        select(Message).where(Message.kind == kind).order_by(Message.id.desc())
    ).first()
    link = next(word for word in letter.text.split() if word.startswith("http"))
    return link.removeprefix("http://127.0.0.1:8000")


def log_in(client, email, password=PASSWORD):
    return client.post("/en/account/log-in", data={"email": email, "password": password})


def test_a_new_account_works_once_the_address_is_confirmed(visitor):
    visitor.post("/en/account/register", data=NEW)
    assert log_in(visitor, NEW["email"], NEW["password"]).status_code == 422

    link = link_of("confirm")
    assert visitor.get(link).status_code == 200
    assert db.session.scalars(select(Shopper)).one().confirmed_at is None  # a link only asks
    visitor.post(link)

    assert log_in(visitor, "AYSE@example.org ", NEW["password"]).status_code == 303
    assert Page(visitor.get("/en/account")).heading == "My account"


def test_registering_a_known_address_looks_the_same_and_tells_its_owner(visitor):
    known = a_shopper()

    fresh = visitor.post("/en/account/register", data=NEW)
    again = visitor.post("/en/account/register", data=NEW | {"email": known.email})

    assert (fresh.status_code, fresh.headers["Location"]) == (
        again.status_code,
        again.headers["Location"],
    )
    told = select(Message.kind).where(Message.recipient == known.email)
    assert db.session.scalars(told).all() == ["already-registered"]


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(visitor):
    known = a_shopper()

    wrong = Page(log_in(visitor, known.email, "not this one"))
    unknown = Page(log_in(visitor, "nobody@example.org", "not this one"))

    assert wrong.status == unknown.status == 422
    assert wrong.errors == unknown.errors == ["This e-mail and password do not go together."]
    assert wrong.value("E-mail") == known.email


def test_guessing_is_stopped_for_that_address(visitor):
    known = a_shopper()
    answers = [log_in(visitor, known.email, "guess").status_code for _ in range(9)]

    assert answers == [422] * 8 + [429]
    assert log_in(visitor, known.email).status_code == 429


def test_the_count_holds_in_another_process(app):
    for _ in range(3):
        throttle.count("find", "somebody", 3, 15)
    db.engine.dispose()

    with pytest.raises(TooMany):
        throttle.count("find", "somebody", 3, 15)


def test_hashing_holds_no_write_transaction(visitor, monkeypatch):
    known = a_shopper()
    open_while_hashing = []
    real = passwords.matches

    def watched(kept, password):
        open_while_hashing.append(db.session().in_transaction())
        return real(kept, password)

    monkeypatch.setattr(passwords, "matches", watched)
    log_in(visitor, known.email)

    assert open_while_hashing == [False]


def test_a_reset_link_works_once_and_ends_every_session(open_shop, visitor):
    known = a_shopper()
    other = open_shop.test_client()
    log_in(other, known.email)
    visitor.post("/en/account/forgot", data={"email": known.email})
    resets.answer_wishes()
    link = link_of("reset")

    visitor.post(link, data={"password": "yepyeni bir cümle"})

    assert other.get("/en/account").status_code == 303
    assert log_in(visitor, known.email, "yepyeni bir cümle").status_code == 303
    assert visitor.post(link, data={"password": "bir başka cümle"}).status_code == 422


def test_asking_for_a_reset_of_an_unknown_address_looks_the_same(visitor):
    known = a_shopper()
    answers = {
        visitor.post("/en/account/forgot", data={"email": email}).headers["Location"]
        for email in (known.email, "nobody@example.org")
    }

    assert answers == {"/en/account/sent"}


def test_log_out_everywhere_ends_the_other_telephone(open_shop, visitor):
    known = a_shopper()
    other = open_shop.test_client()
    log_in(visitor, known.email)
    log_in(other, known.email)

    visitor.post("/en/account/security/end-all")

    assert other.get("/en/account").status_code == 303


def test_next_leads_only_inside_the_shop(visitor):
    known = a_shopper()
    form = {"email": known.email, "password": PASSWORD}

    evil = visitor.post("/en/account/log-in?next=https://evil.example/", data=form)
    good = visitor.post("/en/account/log-in?next=/account/security", data=form)

    assert evil.headers["Location"] == "/en/account"
    assert good.headers["Location"] == "/en/account/security"


def test_the_cart_of_this_browser_joins_the_members_own(open_shop, visitor):
    known = a_shopper()
    jar, honey = a_product(), a_product(name="Bal")
    other = open_shop.test_client()
    log_in(other, known.email)
    fill_cart(other, jar)
    fill_cart(visitor, honey)

    log_in(visitor, known.email)

    text = Page(visitor.get("/en/cart")).text
    assert "Lakerda" in text
    assert "Bal" in text


def code(at=None):
    return pyotp.TOTP(SEED).at(at or clock.now())


def team_log_in(client, member, totp):
    form = {"email": member.email, "password": PASSWORD, "code": totp}
    return client.post("/en/team/log-in", data=form)


def test_staff_need_the_code_and_each_code_works_once(open_shop, visitor):
    member = a_member(rights=["orders"])

    assert team_log_in(visitor, member, "").status_code == 422
    assert team_log_in(visitor, member, "000000").status_code == 422
    now = code()
    assert team_log_in(visitor, member, now).headers["Location"] == "/en/admin"
    assert team_log_in(open_shop.test_client(), member, now).status_code == 422


@pytest.mark.requirement("PR-4.7")
def test_a_leavers_rights_end_at_the_next_request(staff, open_shop):
    boss, desk = staff("people"), staff("orders")
    assert desk.get("/en/admin/returns").status_code == 200
    leaver = db.session.scalars(select(Member).order_by(Member.id.desc())).first()

    boss.post(f"/en/admin/people/{leaver.id}/leave")

    assert desk.get("/en/admin/returns").status_code == 303


def test_rights_open_only_their_own_desks(staff):
    finance = staff("finance")

    assert finance.get("/en/admin/refunds").status_code == 200
    assert finance.get("/en/admin/returns").status_code == 403
    assert finance.get("/en/admin/settings").status_code == 403


def test_an_invitation_sets_the_password_and_shows_the_second_key_once(staff, visitor):
    staff("people").post(
        "/en/admin/people",
        data={"name": "Yeni", "email": "yeni@example.org", "preset": "desk"},
    )
    link = link_of("invite")

    page = Page(visitor.post(link, data={"password": "denizde bir tekne"}))

    assert page.heading == "Note your second key"
    assert visitor.post(link, data={"password": "bir daha denerim"}).status_code == 422


def test_an_idle_desk_is_logged_out(staff):
    desk = staff("orders")
    for row in db.session.scalars(select(LoginSession)):
        row.seen_at = clock.now() - timedelta(minutes=61)
    db.session.commit()

    assert desk.get("/en/admin").status_code == 303


@pytest.mark.requirement("PR-5.7a")
@pytest.mark.parametrize(
    ("hours", "holders", "same", "mode", "allowed"),
    [
        (0, 2, False, "required", True),
        (23, 1, True, "delayed", False),
        (24, 1, True, "delayed", True),
        (24, 2, True, "delayed", False),
        (48, 1, True, "required", False),
    ],
)
def test_two_people_or_the_same_one_after_a_day(hours, holders, same, mode, allowed):
    first = clock.now()
    verdict = rules.may_confirm(
        first_by=1,
        first_at=first,
        second_by=1 if same else 2,
        second_at=first + timedelta(hours=hours),
        holders=holders,
        mode=mode,
        reason="alone today",
    )

    assert verdict.allowed is allowed
    assert verdict.single_person is (allowed and same)
