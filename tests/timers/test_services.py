"""What comes round comes round, once, whoever was away."""

from datetime import time, timedelta

import pytest

from app import timers_list
from app.extensions import db
from app.kernel import clock
from app.timers import services as timers
from app.timers.models import Timer
from app.timers.services import Job

pytestmark = pytest.mark.usefixtures("app")
MINUTE = timedelta(minutes=1)


@pytest.fixture
def ran():
    return []


@pytest.fixture
def minutely(ran):
    return Job("minutely", lambda: ran.append(1), MINUTE)


@pytest.fixture
def nightly(ran):
    return Job("nightly", lambda: ran.append(1), daily_at=time(0, 5))


def timer(name):
    db.session.expire_all()
    return db.session.get(Timer, name)


def test_a_job_of_every_minute_runs_at_every_tick(today, minutely, ran):
    for moment in ("10:00:00.4", "10:01:00.1", "10:02:00.2"):
        today(f"2026-03-02 {moment}00000")
        timers.run_due([minutely])

    assert len(ran) == 3


@pytest.mark.parametrize(
    ("began", "comes"),
    [
        ("2026-03-02 00:04:00", "2026-03-02 00:05"),
        ("2026-03-02 00:05:00", "2026-03-03 00:05"),
        ("2026-03-02 14:00:00", "2026-03-03 00:05"),
    ],
)
def test_a_nightly_job_comes_at_its_hour_of_the_shops_day(today, nightly, began, comes):
    today(began)

    due = timers.next_due(nightly, clock.now()).astimezone(clock.SHOP_ZONE)

    assert f"{due:%Y-%m-%d %H:%M}" == comes


def test_a_missed_night_is_made_up_for_once(today, nightly, ran):
    for moment in ("2026-03-02 00:05:00", "2026-03-05 09:00:00", "2026-03-05 09:01:00"):
        today(moment)
        timers.run_due([nightly])

    assert len(ran) == 2


def test_what_another_worker_holds_is_left_to_it(today, minutely, ran):
    today("2026-03-02 10:00:00")
    assert timers._take(minutely)

    assert timers.run_due([minutely]) == []


def test_a_dead_workers_job_is_taken_over_when_its_lease_ends(today, minutely, ran):
    today("2026-03-02 10:00:00")
    timers._take(minutely)
    today("2026-03-02 10:02:01")

    assert timers.run_due([minutely]) == ["minutely"]


def test_who_outlived_a_lease_does_not_end_anothers(today, minutely):
    today("2026-03-02 10:00:00")
    mine = timers._take(minutely)
    today("2026-03-02 10:03:00")
    theirs = timers._take(minutely)
    timers._note(minutely, mine, None)

    assert timer("minutely").lease_until == theirs


def test_a_fault_is_written_down_without_the_person_and_tried_again(today, ran):
    def fails():
        ran.append(1)
        raise RuntimeError("no such person: elif@example.org")

    job = Job("nightly", fails, daily_at=time(0, 5))
    for moment in ("00:05:00", "00:06:00", "00:15:00"):
        today(f"2026-03-02 {moment}")
        timers.run_due([job])

    assert len(ran) == 2
    assert timer("nightly").last_error == "RuntimeError: no such person: …@…"
    assert timer("nightly").last_ok_at is None


@pytest.mark.requirement("TJ-evidence_chain")
def test_broken_evidence_stands_on_the_desk(open_shop, staff):
    from app.evidence import services as evidence
    from app.evidence.models import EvidenceChain
    from tests.page import Page

    evidence.record("M-1", "one", {}, "SYS")
    db.session.query(EvidenceChain).one().length = 7
    db.session.commit()
    timers.run_due([job for job in timers_list.JOBS if job.name == "evidence_chain"])

    assert "evidence_chain" in Page(staff("settings").get("/en/admin")).text


def test_every_job_runs_on_an_empty_shop_and_has_a_name_of_its_own():
    names = [job.name for job in timers_list.JOBS]

    assert timers.run_due(timers_list.JOBS) == names
    assert len(set(names)) == len(names)
