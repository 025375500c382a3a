"""The course of an application as a table (4.1), and how long each side has."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from app.suppliers.applying.models import ApplicantKind
from app.suppliers.applying.models import ApplicationState as S

REVIEW_DAYS = 5
DRAFT_DAYS = 90
ANSWER_DAYS = 30
REMIND_BEFORE = timedelta(days=7)
AGAIN_AFTER_NO_SHOWS = timedelta(days=30)
MOST_NO_SHOWS = 3
KEPT_MONTHS = 6

STEPS = ("kind", "business", "contact", "goods", "papers")
OPEN_STATES = (
    S.DRAFT,
    S.SUBMITTED,
    S.NEEDS_INFO,
    S.INTERVIEW_OFFERED,
    S.INTERVIEW_BOOKED,
    S.INTERVIEW_DONE,
    S.CONTRACT_PENDING,
)
REVIEWED = (S.SUBMITTED, S.INTERVIEW_DONE)
WAITS_FOR_APPLICANT: Mapping[S, int] = {
    S.DRAFT: DRAFT_DAYS,
    S.NEEDS_INFO: ANSWER_DAYS,
    S.INTERVIEW_OFFERED: ANSWER_DAYS,
    S.CONTRACT_PENDING: ANSWER_DAYS,
}
ENDED_WITHOUT = (S.REJECTED, S.EXPIRED, S.WITHDRAWN)

COURSE: Mapping[tuple[S, str], S] = {
    (S.DRAFT, "submit"): S.SUBMITTED,
    (S.SUBMITTED, "ask_more"): S.NEEDS_INFO,
    (S.NEEDS_INFO, "reply"): S.SUBMITTED,
    (S.SUBMITTED, "offer_interview"): S.INTERVIEW_OFFERED,
    (S.INTERVIEW_OFFERED, "book"): S.INTERVIEW_BOOKED,
    (S.INTERVIEW_BOOKED, "no_show"): S.INTERVIEW_OFFERED,
    (S.INTERVIEW_BOOKED, "refused_no_code"): S.INTERVIEW_OFFERED,
    (S.INTERVIEW_BOOKED, "cancelled"): S.INTERVIEW_OFFERED,
    (S.INTERVIEW_BOOKED, "moved"): S.INTERVIEW_OFFERED,
    (S.INTERVIEW_BOOKED, "third_no_show"): S.EXPIRED,
    (S.INTERVIEW_BOOKED, "completed"): S.INTERVIEW_DONE,
    (S.INTERVIEW_DONE, "approve"): S.CONTRACT_PENDING,
    (S.SUBMITTED, "reject"): S.REJECTED,
    (S.INTERVIEW_DONE, "reject"): S.REJECTED,
    (S.CONTRACT_PENDING, "accept_contract"): S.ACTIVE,
    **{(state, "expire"): S.EXPIRED for state in WAITS_FOR_APPLICANT},
    **{(state, "withdraw"): S.WITHDRAWN for state in OPEN_STATES},
}
OUTCOMES = ("completed", "no_show", "refused_no_code", "cancelled", "moved")


def outcome_event(outcome: str, no_shows_before: int) -> str:
    """What an outcome of the interview means; only not coming counts towards three."""
    third = outcome == "no_show" and no_shows_before + 1 >= MOST_NO_SHOWS
    return "third_no_show" if third else outcome


def last_day(state: S, since: date) -> date | None:
    """The applicant's last day in a state, counted from the day after; None: not theirs."""
    days = WAITS_FOR_APPLICANT.get(state)
    return since + timedelta(days=days) if days else None


def open_steps(state: S, reopened: Sequence[str]) -> tuple[str, ...]:
    """Which steps the applicant may write on now: all of a draft, the reopened ones later."""
    if state is S.DRAFT:
        return STEPS
    return tuple(step for step in STEPS if step in reopened) if state is S.NEEDS_INFO else ()


def needs_papers(kind: ApplicantKind | None) -> bool:
    """Whether something must be shown on paper; a member is known to the cooperative."""
    return kind is not ApplicantKind.MEMBER
