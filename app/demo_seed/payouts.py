"""The demo's makers have been paid once, and what is due today waits for finance."""

from sqlalchemy import select

from app.accounts.models import Member
from app.demo_seed.trade import days_ago
from app.extensions import db
from app.kernel import clock
from app.payments.services.executing import Executed
from app.settlements.services import executing, files, putting_together, statements
from app.web.language import speaking
from demo import people
from demo.trade import PAID_OUT


def pay_out() -> None:
    """Put together and handed over on one day, paid on the next; the months since are closed."""
    handed_over, paid = PAID_OUT
    finance = _finance()
    with speaking("tr"):
        with days_ago(handed_over):
            made = putting_together.run(None)
            if made:
                files.make(finance.id)
        with days_ago(paid):
            for payout in made:
                said = Executed(payout.amount_minor, clock.today(), f"EFT {payout.id:06}")
                executing.record_executed(payout, said, finance, "")
        with days_ago(0):
            statements.finish_months()
            putting_together.run(None)


def _finance() -> Member:
    person = next(person for person in people.TEAM if person.key == "finance")
    return db.session.scalars(select(Member).where(Member.email == person.email)).one()
