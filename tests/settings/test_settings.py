"""Business settings keep to their limits; every saving is a version."""

import pyotp
import pytest
from sqlalchemy import select

from app.extensions import db
from app.settings import labels, queries, services
from app.settings.models import Holiday, Setting
from app.web.language import speaking
from tests.page import Page

pytestmark = pytest.mark.usefixtures("open_shop")


@pytest.mark.requirement("C-02")
@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("withdrawal_days", "13"),
        ("refund_days", "15"),
        ("record_years", "2"),
        ("approval_business_days", "3"),
        ("card_hold_minutes", "30"),
        ("second_person", "nobody"),
        ("withdrawal_days", "fourteen"),
    ],
)
def test_a_value_beyond_the_law_is_refused_and_kept_as_typed(staff, key, value):
    answer = staff("settings").post(f"/en/admin/settings/{key}", data={"value": value})

    page = Page(answer)
    assert answer.status_code == 422
    with speaking("en"):
        name = labels.name_of(key)
    assert name in page.errors[0]
    assert page.value(name) == value


@pytest.mark.requirement("AM-12A.5")
@pytest.mark.parametrize(
    "value",
    [
        "withdrawal_end+31d",
        "withdrawal_end",
        "delivered_business_days:4",
        "delivered_business_days:21",
    ],
)
def test_sellers_are_never_paid_later_or_sooner_than_the_limits(staff, value):
    answer = staff("settings").post("/en/admin/settings/payout_after", data={"value": value})

    page = Page(answer)
    assert answer.status_code == 422
    assert "withdrawal_end+0d to 30d" in page.errors[0]
    assert page.value("When a maker's money may leave") == value


@pytest.mark.parametrize(
    "value", ["withdrawal_end+0d", "withdrawal_end+30d", "delivered_business_days:20"]
)
def test_sellers_may_be_paid_at_the_limits(staff, value):
    staff("settings").post("/en/admin/settings/payout_after", data={"value": value})

    assert queries.text("payout_after") == value


def test_a_value_within_the_limits_is_a_new_version(staff):
    client = staff("settings")
    client.post("/en/admin/settings/withdrawal_days", data={"value": "21"})
    client.post("/en/admin/settings/withdrawal_days", data={"value": "30"})

    versions = db.session.scalars(
        select(Setting.version).where(Setting.key == "withdrawal_days")
    ).all()
    assert versions == [1, 2]
    assert queries.number("withdrawal_days") == 30


@pytest.mark.requirement("CLK-5")
def test_the_holidays_of_2026_are_those_of_the_specification():
    days = {h.day.isoformat(): h.half_day for h in db.session.scalars(select(Holiday))}
    for day in ("2026-03-20", "2026-03-22", "2026-05-27", "2026-05-30", "2026-07-15"):
        assert days[day] is False, day
    for eve in ("2026-03-19", "2026-05-26", "2026-10-28"):
        assert days[eve] is True, eve


def test_filling_the_holidays_again_changes_nothing():
    assert services.fill_holidays(2026, 2) == 0


def test_the_first_administrator_is_made_from_the_command_line(open_shop, visitor):
    ran = open_shop.test_cli_runner().invoke(
        args=["create-admin", "--email", "ilk@example.org", "--name", "İlk"]
    )

    password = ran.output.split("password: ")[1].split("\n")[0]
    seed = ran.output.split("TOTP seed: ")[1].strip()
    form = {"email": "ilk@example.org", "password": password, "code": pyotp.TOTP(seed).now()}
    assert visitor.post("/en/team/log-in", data=form).headers["Location"] == "/en/admin"


@pytest.mark.parametrize("scheme", ["sqlite:///{}/q.db", "redis://127.0.0.1:6379/5", "memory:"])
def test_the_queue_is_chosen_by_its_address(open_shop, tmp_path, scheme, monkeypatch):
    from app import worker

    monkeypatch.setitem(open_shop.config, "QUEUE_URL", scheme.format(tmp_path))
    kind = type(worker.make_huey(open_shop)).__name__

    assert kind == {"s": "SqliteHuey", "r": "RedisHuey", "m": "MemoryHuey"}[scheme[0]]


@pytest.mark.requirement("DC-18.1")
@pytest.mark.requirement("DC-5.1.e")
@pytest.mark.parametrize("number", ["0900 111 22 33", "+90 900 111 22 33", "0888 111 22 33"])
def test_the_shops_own_line_is_never_of_a_raised_tariff(open_shop, number):
    with pytest.raises(services.OutsideLimits, match="Yüksek"):
        services.change("operator.phone", number, "test")


@pytest.mark.requirement("DC-18.1")
def test_staff_add_prefixes_but_never_take_out_900(open_shop, visitor):
    services.change("premium_prefixes", "900, 444", "test")
    db.session.commit()
    with pytest.raises(services.OutsideLimits):
        services.change("premium_prefixes", "444", "test")
    with pytest.raises(services.OutsideLimits):
        services.change("operator.phone", "444 11 22", "test")
    db.session.rollback()
    assert "ordinary tariff" in Page(visitor.get("/en/")).soup.get_text()
