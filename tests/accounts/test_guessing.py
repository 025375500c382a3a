"""Nobody learns who has an account by asking for a new password, or guesses an old one."""

import pytest
from sqlalchemy import event, select

from app.accounts import passwords, resets
from app.accounts.models import ResetWish, Shopper
from app.extensions import db
from app.messaging.models import Message
from tests.builders import PASSWORD, a_member, a_shopper, logged_in
from tests.page import Page

pytestmark = pytest.mark.usefixtures("open_shop")
NEW = "yepyeni bir cümle"


def forgot(client, email, door="account", address="192.0.2.1"):
    return client.post(
        f"/en/{door}/forgot", data={"email": email}, environ_base={"REMOTE_ADDR": address}
    )


def letters_to(email):
    resets.answer_wishes()
    found = select(Message).where(Message.recipient == email, Message.kind == "reset")
    return db.session.scalars(found).all()


@pytest.fixture
def work_done():
    """Statements with their commits, in order: what an answer takes its time for."""
    seen = []

    def statement(_connection, _cursor, text, *_rest):
        seen.append(text.split(" VALUES")[0])

    def commit(_connection):
        seen.append("COMMIT")

    event.listen(db.engine, "before_cursor_execute", statement)
    event.listen(db.engine, "commit", commit)
    yield seen
    event.remove(db.engine, "before_cursor_execute", statement)
    event.remove(db.engine, "commit", commit)


@pytest.mark.parametrize("door", ["account", "team"])
def test_a_wish_for_a_new_password_costs_the_same_for_every_address(open_shop, work_done, door):
    known = a_shopper().email if door == "account" else a_member().email
    forgot(open_shop.test_client(), "first@example.org", door)  # what is read once is read
    answers, work = [], []
    for email in (known, "nobody@example.org"):
        client = open_shop.test_client()
        work_done.clear()
        answer = forgot(client, email, door)
        answers.append((answer.status_code, answer.headers["Location"], answer.data))
        work.append(list(work_done))

    assert answers[0] == answers[1]
    assert work[0] == work[1]
    assert work[0].count("COMMIT") >= 2
    assert len(letters_to(known)) == 1
    assert letters_to("nobody@example.org") == []


def test_the_wish_is_forgotten_once_it_is_answered(visitor):
    forgot(visitor, a_shopper().email)
    forgot(visitor, "nobody@example.org")
    resets.answer_wishes()

    assert db.session.query(ResetWish).count() == 0


def test_wishes_are_counted_for_an_address_known_or_not(open_shop):
    for email in (a_shopper().email, "nobody@example.org"):
        answers = [
            forgot(open_shop.test_client(), email, address=f"192.0.2.{n}").status_code
            for n in range(6)
        ]
        assert answers == [303] * 5 + [429]


def test_wishes_from_one_place_are_counted_whoever_is_meant(open_shop):
    def ask(number, address):
        return forgot(
            open_shop.test_client(), f"n{number}@example.org", address=address
        ).status_code

    assert [ask(n, "192.0.2.7") for n in range(21)] == [303] * 20 + [429]
    assert ask(21, "192.0.2.8") == 303


def test_a_makers_forgotten_password_is_set_anew_by_link(visitor):
    maker = a_member()
    forgot(visitor, maker.email.upper(), "team")
    (letter,) = letters_to(maker.email)
    link = next(word for word in letter.text.split() if "/team/reset/" in word)

    visitor.post(link.removeprefix("http://127.0.0.1:8000"), data={"password": NEW})

    typed = {"email": maker.email, "password": NEW, "code": ""}
    assert visitor.post("/en/team/log-in", data=typed).status_code == 303


def test_a_link_of_the_shops_door_opens_no_desk(visitor):
    known = a_shopper()
    a_member(email="b@example.org")
    forgot(visitor, known.email)
    (letter,) = letters_to(known.email)
    token = next(word for word in letter.text.split() if "/reset/" in word).rpartition("/")[2]

    assert visitor.post(f"/en/team/reset/{token}", data={"password": NEW}).status_code == 422


def change(client, old):
    return client.post("/en/account/security", data={"old": old, "password": NEW})


def test_guesses_of_the_old_password_are_counted(open_shop):
    person = a_shopper()
    thief = logged_in(open_shop, "shopper", person.id)
    answers = [change(thief, f"guess {n}") for n in range(9)]

    assert [answer.status_code for answer in answers] == [422] * 8 + [429]
    assert Page(answers[8]).errors == [
        "Present password: Too many tries. Wait a quarter of an hour and try again."
    ]
    assert change(thief, PASSWORD).status_code == 429
    kept = db.session.get_one(Shopper, person.id).password_hash
    assert passwords.matches(kept, PASSWORD)


def test_the_right_password_ends_the_counting(open_shop):
    person = a_shopper()
    client = logged_in(open_shop, "shopper", person.id)
    for n in range(7):
        change(client, f"guess {n}")
    assert change(client, PASSWORD).status_code == 303

    assert [change(client, f"guess {n}").status_code for n in range(3)] == [422] * 3
