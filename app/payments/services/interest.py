"""Interest on a refund: from the payment after a termination, else from the day it is late."""

from dataclasses import dataclass
from datetime import date

from app.kernel import clock
from app.law import interest as law
from app.payments.models import Refund
from app.settings import queries as settings

FROM_THE_PAYMENT = "termination"


@dataclass(frozen=True, slots=True)
class Sheet:
    """How interest was computed: on what, from which day, to which day, at which rates (kuruş)."""

    base_minor: int
    first: date
    until: date
    spans: tuple[law.Span, ...]
    interest_minor: int

    def as_inputs(self) -> dict[str, object]:
        """The sheet as it is kept with the refund."""
        return {
            "base": self.base_minor,
            "from": self.first.isoformat(),
            "until": self.until.isoformat(),
            "days": sum(span.days for span in self.spans),
            "spans": [
                {
                    "from": span.first.isoformat(),
                    "until": span.until.isoformat(),
                    "days": span.days,
                    "rate_bp": span.rate_bp,
                }
                for span in self.spans
            ],
            "interest": self.interest_minor,
        }


def on_top_of(refund: Refund, sent_on: date) -> Sheet | None:
    """The interest on a refund that is sent on this day; None where none is owed. Raises NoRate.

    Only what had been paid bears interest: never interest itself, nor an outlay.
    """
    first = _first_day(refund)
    base = refund.principal_minor
    if base == 0 or sent_on <= first:
        return None
    rates = settings.interest_rates()
    return Sheet(
        base,
        first,
        sent_on,
        law.spans(first, sent_on, rates),
        law.interest(base, first, sent_on, rates),
    )


def _first_day(refund: Refund) -> date:
    """The day from which each day counts: of the payment (DC-16.3.a), or after the last day.

    Money that came back bears no interest for the days whose interest has been owed already.
    """
    if isinstance(until := refund.inputs.get("interest_until"), str):
        return date.fromisoformat(until)
    if refund.kind != FROM_THE_PAYMENT:
        return law.first_late_day(refund.due_on)
    paid_at = refund.attempt.captured_at if refund.attempt else None
    paid_at = paid_at or refund.order.formed_at or refund.order.created_at
    return clock.day_of(paid_at)
