"""What time does to applications: reminded a week before, run out a day after (timer)."""

from app.kernel import clock
from app.suppliers.applying import course, messages, queries
from app.suppliers.applying.starting import new_link, tell


def run_out() -> None:
    """Remind whoever has a week left; end what was left alone past its last day."""
    today = clock.today()
    for application in queries.overdue(today):
        course.move(application, "expire", course.SYSTEM)
        tell(application, "application-expired", messages.expired(application))
    for application in queries.to_remind(today):
        application.reminded_at = clock.now()
        course.record(application, "reminded", course.SYSTEM)
        tell(
            application,
            "application-reminder",
            messages.reminder(application, new_link(application)),
        )
