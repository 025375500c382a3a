"""The registers that the authority asks for: breaches with their 72 hours, recipients abroad."""

from datetime import date, datetime

import pytest
from sqlalchemy.exc import IntegrityError

from app.extensions import db
from app.kernel import clock
from app.law import privacy as law
from app.law.deadlines import Holidays
from app.privacy import breaches, recipients
from app.privacy.models import DataRecipient
from tests.page import Page

pytestmark = pytest.mark.usefixtures("open_shop")
ISTANBUL = clock.SHOP_ZONE
BREACH = {
    "learned_at": "2026-05-04T09:00",
    "what": "A list of addresses lay open on the stall.",
    "whose": "Buyers of one market day",
    "persons": "12",
    "effects": "Strangers may know who bought what.",
    "measures": "The list was taken in and burnt.",
}
HOST = {
    "name": "Örnek Barındırma",
    "kind": "host",
    "country": "tr",
    "data_kinds": "everything",
    "purpose": "to keep the shop running",
    "ground": "contract",
    "begins_on": "2026-05-04",
}


@pytest.fixture
def desk(staff, today):
    today("2026-05-04 10:00")
    return staff("privacy")


def recorded(desk, **differences):
    answer = desk.post("/en/admin/privacy/breaches", data=BREACH | differences)
    assert answer.status_code == 303, Page(answer).errors
    return breaches.register()[0]


@pytest.mark.requirement("PR-4.8")
@pytest.mark.requirement("P-25")
def test_the_board_is_due_72_hours_after_learning(desk):
    """Learned on 2026-05-04 at 09:00: due on 2026-05-07 at 09:00."""
    breach = recorded(desk)

    due = law.board_due(breach.learned_at).astimezone(ISTANBUL)
    assert due == datetime(2026, 5, 7, 9, 0, tzinfo=ISTANBUL)
    assert "7 May 2026" in Page(desk.get(f"/en/admin/privacy/breaches/{breach.number}")).text
    assert f"Tell the Board of breach {breach.number}" in Page(desk.get("/en/admin")).text


@pytest.mark.requirement("PR-4.8")
def test_a_breach_learned_in_the_future_is_refused_at_the_field(desk):
    answer = desk.post(
        "/en/admin/privacy/breaches", data=BREACH | {"learned_at": "2026-05-04T11:00"}
    )

    page = Page(answer)
    assert answer.status_code == 422
    assert any("lies in the future" in error for error in page.errors)
    assert page.soup.find("textarea", attrs={"name": "what"}).get_text().strip() == BREACH["what"]
    assert breaches.register() == []


@pytest.mark.requirement("PR-4.8")
def test_after_72_hours_the_board_is_told_with_a_reason_or_not_written_down(desk, today):
    breach = recorded(desk)
    today("2026-05-07 12:00")
    path = f"/en/admin/privacy/breaches/{breach.number}/board"

    refused = desk.post(path, data={"board_at": "2026-05-07T11:00"})
    assert refused.status_code == 422
    assert any("write why the Board is told late" in e for e in Page(refused).errors)

    reason = {"board_at": "2026-05-07T11:00", "late_because": "Nobody could be reached."}
    assert desk.post(path, data=reason).status_code == 303
    db.session.expire_all()
    assert breaches.breach_of(breach.number).late_because == "Nobody could be reached."


def test_a_breach_is_closed_when_board_and_people_have_been_told(desk):
    breach = recorded(desk)
    path = f"/en/admin/privacy/breaches/{breach.number}"

    assert desk.post(f"{path}/close").status_code == 422
    desk.post(f"{path}/board", data={"board_at": "2026-05-04T09:30"})
    assert desk.post(f"{path}/close").status_code == 422
    desk.post(f"{path}/persons", data={"persons_at": "2026-05-04T09:45", "how": "by e-mail"})
    assert desk.post(f"{path}/close").status_code == 303

    db.session.expire_all()
    assert breaches.breach_of(breach.number).closed_at is not None
    assert breaches.untold() == []


@pytest.mark.requirement("PR-4.5")
def test_a_standard_contract_is_filed_within_five_business_days():
    """Signed on 2026-05-04: due on 2026-05-11."""
    none = Holidays(public=frozenset(), eves=frozenset())

    assert law.filing_due(date(2026, 5, 4), none) == date(2026, 5, 11)


@pytest.mark.requirement("PR-4.5")
@pytest.mark.requirement("P-13")
def test_a_recipient_abroad_without_a_mechanism_is_refused(desk):
    answer = desk.post("/en/admin/privacy/recipients", data=HOST | {"country": "DE"})

    assert answer.status_code == 422
    assert any("Abroad only with a mechanism" in error for error in Page(answer).errors)
    assert recipients.register() == []


@pytest.mark.requirement("P-13")
def test_the_database_itself_refuses_data_abroad_without_a_mechanism(app):
    db.session.add(
        DataRecipient(
            name="x", kind="host", country="DE", data="x", purpose="x", ground="contract",
            begins_on=date(2026, 5, 4),
        )
    )  # fmt: skip
    with pytest.raises(IntegrityError):
        db.session.flush()
    db.session.rollback()


@pytest.mark.requirement("PR-4.5")
def test_the_filing_stands_on_the_due_list_until_it_is_done(desk):
    abroad = HOST | {"country": "DE", "mechanism": "standard_contract", "signed_on": "2026-05-04"}
    assert desk.post("/en/admin/privacy/recipients", data=abroad).status_code == 303
    entry = recipients.register()[0]
    assert "File the standard contract with Örnek Barındırma" in Page(desk.get("/en/admin")).text

    desk.post(f"/en/admin/privacy/recipients/{entry.id}/filed")

    assert "File the standard contract" not in Page(desk.get("/en/admin")).text


@pytest.mark.requirement("PR-4.5")
def test_everybody_reads_who_receives_data_today(desk, visitor):
    desk.post("/en/admin/privacy/recipients", data=HOST)
    assert "Örnek Barındırma" in Page(visitor.get("/en/privacy/recipients")).text

    desk.post(f"/en/admin/privacy/recipients/{recipients.register()[0].id}/end")

    assert "Örnek Barındırma" not in Page(visitor.get("/en/privacy/recipients")).text
