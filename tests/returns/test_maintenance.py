"""Closed for work, even without the database: a withdrawal still counts from its own second."""

import json
import os
import stat

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from app.extensions import db
from app.messaging.models import Message
from app.returns import waiting
from app.returns.models import Statement, StatementState
from app.timers_list import take_in
from tests.builders import a_product
from tests.page import Page
from tests.shopping import buy

pytestmark = pytest.mark.usefixtures("open_shop")


@pytest.fixture(autouse=True)
def var(app, tmp_path, monkeypatch):
    monkeypatch.setitem(app.config, "VAR_FOLDER", str(tmp_path))
    return tmp_path


@pytest.fixture
def closed(var):
    (var / "maintenance").touch()
    yield
    (var / "maintenance").unlink(missing_ok=True)


@pytest.fixture
def no_database(open_shop, monkeypatch):
    def down(*_args, **_more):
        raise OperationalError("down", None, Exception("down"))

    with monkeypatch.context() as broken:
        for verb in ("execute", "scalars", "scalar", "get"):
            broken.setattr(db.session(), verb, down)
        broken.setattr(type(db.engine), "connect", down)
        yield


def written(page, **more):
    nonce = str(page.soup.find("input", {"name": "nonce"})["value"])
    said = {"name": "Elif Yalın", "email": "elif@example.org", "order": "M-7K2M-9CDX-4"}
    return said | {"nonce": nonce} | more


def statements():
    db.session.rollback()
    return list(db.session.scalars(select(Statement).order_by(Statement.id)))


@pytest.mark.requirement("AM-12A.1")
@pytest.mark.usefixtures("closed", "no_database")
@pytest.mark.parametrize("path", ["/en/", "/en/cart", "/en/admin", "/en/nowhere", "/en/withdraw"])
def test_every_page_says_closed_and_offers_the_withdrawal(visitor, path):
    answer = visitor.get(path)
    page = Page(answer)

    assert answer.status_code == 503
    assert answer.headers["Retry-After"]
    assert page.heading == "The shop is closed for the moment"
    assert "Withdraw from contract here" in page.headings()
    assert page.field("Order number").name == "input"


@pytest.mark.requirement("AM-12A.1")
@pytest.mark.usefixtures("closed", "no_database")
def test_a_withdrawal_is_stored_with_its_time_while_the_database_is_down(visitor, today):
    today("2026-03-16 23:59:59")
    form = written(Page(visitor.get("/en/withdraw")))
    read = Page(visitor.post("/en/withdraw", data=form))
    assert read.heading == "Read your declaration once more"
    receipt = Page(visitor.post("/en/withdraw", data=form | {"step": "confirm"}))

    assert receipt.status == 200
    assert receipt.heading == "Your return number"
    assert "16 March 2026, 23:59:59" in receipt.text
    kept = json.loads(next(waiting.folder().glob("*.json")).read_text())
    assert kept["received_at"] == "2026-03-16T20:59:59+00:00"
    assert kept["number"] in receipt.text


@pytest.mark.requirement("AM-12A.1")
def test_what_waited_is_taken_in_with_its_number_and_time_once(
    app, visitor, bank, var, today, closed
):
    (var / "maintenance").unlink()
    today("2026-03-10 12:00:00")
    order = buy(visitor, bank, a_product())
    (var / "maintenance").touch()
    today("2026-03-16 23:59:59")
    form = written(Page(visitor.get("/en/withdraw")), order=order.reference, email=order.email)
    for _twice in range(2):
        visitor.post("/en/withdraw", data=form | {"step": "confirm"})
    number = waiting.read(next(waiting.folder().glob("*.json"))).number
    take_in()
    assert statements() == []  # still closed

    (var / "maintenance").unlink()
    today("2026-03-17 08:00:00")
    take_in()
    take_in()

    found = statements()
    assert [s.number for s in found] == [number]
    assert found[0].state is StatementState.MATCHED
    assert found[0].received_at.isoformat() == "2026-03-16T20:59:59+00:00"
    assert found[0].order_id == order.id
    assert list(waiting.folder().iterdir()) == []
    receipt = db.session.scalars(select(Message).where(Message.kind == "withdrawal-received")).all()
    assert receipt
    assert "16 Mart 2026" in receipt[0].text or "16 March 2026" in receipt[0].text


@pytest.mark.usefixtures("closed")
def test_an_unknown_order_waits_for_staff_with_its_own_time(app, visitor, var, today):
    today("2026-03-16 10:00:00")
    form = written(Page(visitor.get("/en/withdraw")), order="geçen haftaki zeytin")
    visitor.post("/en/withdraw", data=form | {"step": "confirm"})
    today("2026-03-18 10:00:00")

    result = app.test_cli_runner().invoke(args=["take-in"])

    assert result.output == "1 taken in\n"
    found = statements()[0]
    assert found.state is StatementState.UNMATCHED
    assert found.received_at.isoformat() == "2026-03-16T07:00:00+00:00"


@pytest.mark.usefixtures("closed")
def test_a_form_with_mistakes_is_sent_back_and_nothing_is_kept(visitor):
    form = written(Page(visitor.get("/en/withdraw")), name="", email="x", step="confirm")

    page = Page(visitor.post("/en/withdraw", data=form))

    assert page.status == 422
    assert len(page.errors) == 2
    assert page.value("Order number") == "M-7K2M-9CDX-4"
    assert list(waiting.folder().iterdir()) == []


@pytest.mark.usefixtures("closed")
def test_a_form_from_elsewhere_is_not_taken(visitor):
    form = written(Page(visitor.get("/en/withdraw")), step="confirm")

    answer = visitor.post("/en/withdraw", data=form, headers={"Sec-Fetch-Site": "cross-site"})

    assert answer.status_code == 400
    assert list(waiting.folder().iterdir()) == []


@pytest.mark.usefixtures("closed")
def test_only_we_may_read_what_waits(visitor):
    form = written(Page(visitor.get("/en/withdraw")), step="confirm")
    visitor.post("/en/withdraw", data=form)

    file = next(waiting.folder().glob("*.json"))
    assert stat.S_IMODE(os.stat(file).st_mode) == 0o600
    assert stat.S_IMODE(os.stat(file.parent).st_mode) == 0o700


@pytest.mark.parametrize("body", ["", "{}", "[1]", '{"name": 1}', "\x00", "null"])
def test_a_strange_file_stops_no_other_and_is_said_aloud(app, visitor, var, closed, body):
    form = written(Page(visitor.get("/en/withdraw")), step="confirm")
    visitor.post("/en/withdraw", data=form)
    (waiting.folder() / "aaa.json").write_text(body)

    with pytest.raises(waiting.NotReadable):
        waiting.take_in()

    assert len(statements()) == 1
    assert [p.suffix for p in waiting.folder().iterdir()] == [".strange"]


@pytest.mark.usefixtures("closed")
def test_a_fault_after_the_registering_registers_nothing_twice(visitor, monkeypatch):
    form = written(Page(visitor.get("/en/withdraw")), step="confirm")
    visitor.post("/en/withdraw", data=form)

    def full(*_args, **_more):
        raise OSError("disk")

    with monkeypatch.context() as broken:
        broken.setattr(waiting.Path, "unlink", full)
        with pytest.raises(OSError, match="disk"):
            waiting.take_in()
    waiting.take_in()

    assert len(statements()) == 1
    assert list(waiting.folder().glob("*.json")) == []


@pytest.mark.usefixtures("closed")
def test_machines_still_hear_that_the_process_lives(visitor):
    assert visitor.get("/healthz").status_code == 200
    assert visitor.get("/static/css/shop.css").status_code == 200
    assert visitor.post("/webhooks/demo", data="{}").status_code == 503


def test_the_setting_closes_too(app, visitor, monkeypatch):
    monkeypatch.setitem(app.config, "MAINTENANCE", True)

    assert visitor.get("/en/").status_code == 503
