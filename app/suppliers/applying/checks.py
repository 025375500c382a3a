"""The reviewer's checklist: what is computed, what was attested, what a person has verified.

Nothing computed is stored; verdicts are. It is asked at two points only: before the interview is
offered, and before the application is approved.
"""

from dataclasses import dataclass

from flask_babel import gettext as _

from app.extensions import db
from app.kernel import clock
from app.kernel.errors import Refused
from app.settings import phones
from app.suppliers import numbers, secrets
from app.suppliers.applying import course, queries, words
from app.suppliers.applying.models import (
    ApplicantKind,
    Application,
    ApplicationState,
    ApplicationVerdict,
)

NEVER_WAIVED = {"true", "interview"}


class Unchecked(Refused):
    """Points of the checklist are open."""


class NoReason(Refused):
    """Waiving a point needs a written reason."""


@dataclass(frozen=True, slots=True)
class Point:
    """One point: `source` computed, attested or verified; waived ones count as met."""

    name: str
    source: str
    met: bool
    verdict: ApplicationVerdict | None

    @property
    def said(self) -> str:
        return words.point_said(self.name)

    @property
    def waived(self) -> bool:
        return self.verdict is not None and self.verdict.verdict == "waived"


def points_of(application: Application) -> list[Point]:
    """The checklist of an application as it stands now."""
    told = {verdict.point: verdict for verdict in application.verdicts}
    found = []
    for name, met in _computed(application).items():
        found.append(Point(name, "computed", met or _waived(told.get(name)), told.get(name)))
    found.append(Point("true", "attested", application.submitted_at is not None, None))
    for name in to_verify(application):
        found.append(Point(name, "verified", name in told, told.get(name)))
    return found


def _waived(verdict: ApplicationVerdict | None) -> bool:
    return verdict is not None and verdict.verdict == "waived"


def _computed(application: Application) -> dict[str, bool]:
    kind = application.kind
    national_id = secrets.read(application, "national_id")
    tax_number = secrets.read(application, "tax_number")
    others, suppliers = queries.twins_of(application)
    rows = {
        "email": application.email_confirmed_at is not None,
        "phone": _is_ordinary(application.phone or ""),
    }
    if kind is not ApplicantKind.LEGAL_PERSON:
        rows["national_id"] = _fits(numbers.read_national_id, national_id)
    if kind in {ApplicantKind.LEGAL_PERSON, ApplicantKind.TAXPAYER}:
        rows["tax_number"] = _fits(numbers.read_tax_number, tax_number)
    if application.mersis:
        rows["mersis"] = numbers.mersis_names(application.mersis, tax_number, national_id)
    if kind is ApplicantKind.EXEMPT_ARTISAN:
        rows["certificate"] = bool(application.certificate_number and application.certificate_on)
    return rows | {"twin": not others and not suppliers}


def _fits(read: numbers.Read, number: str) -> bool:
    try:
        return bool(read(number))
    except numbers.WrongNumber:
        return False


def _is_ordinary(phone: str) -> bool:
    try:
        return bool(phones.read_phone(phone))
    except phones.NotOrdinary:
        return False


def to_verify(application: Application) -> tuple[str, ...]:
    """What a person must look at, by the kind of applicant."""
    points = ["papers"] if application.papers else []
    if application.kind is ApplicantKind.MEMBER:
        points.append("membership")
    else:
        points.append("register")
    if application.kind is ApplicantKind.LEGAL_PERSON and not application.mersis:
        points.append("without_mersis")
    return (*points, "interview")


def open_points(application: Application) -> list[Point]:
    """What is still to be done before this application may go on."""
    before_interview = application.state is ApplicationState.SUBMITTED
    return [
        point
        for point in points_of(application)
        if not point.met and not (before_interview and point.name == "interview")
    ]


def must_be_checked(application: Application) -> None:
    """Raises Unchecked while a point is open."""
    if left := open_points(application):
        raise Unchecked(
            _("Still open: %(points)s.", points="; ".join(point.said for point in left))
        )


def verify(application: Application, point: str, by: int) -> None:
    """A person has looked at this point and found it right. Raises NotNow."""
    course.held(application)
    if point not in to_verify(application) or application.decided_at:
        raise course.NotNow(_("There is nothing to verify here."))
    _keep(application, point, "verified", None, by)


def waive(application: Application, point: str, reason: str, by: int) -> None:
    """Let a point pass although it is not met, for a written reason. NoReason, NotNow."""
    course.held(application)
    known = {
        found.name
        for found in points_of(application)
        if found.source != "attested" and found.name != "interview"
    }
    if point not in known or application.decided_at:
        raise course.NotNow(_("There is nothing to waive here."))
    if len(reason) < 10:
        raise NoReason(_("Write in a sentence why this point may pass."))
    _keep(application, point, "waived", reason, by)


def _keep(application: Application, point: str, verdict: str, reason: str | None, by: int) -> None:
    told = next((row for row in application.verdicts if row.point == point), None)
    if told is None:
        told = ApplicationVerdict(point=point)
        application.verdicts.append(told)
    told.verdict, told.reason, told.member_id, told.at = verdict, reason, by, clock.now()
    db.session.flush()
    course.record(application, verdict, course.REVIEWER, str(by), point=point)
