"""Every job that comes round, on one page (specification D §13)."""

from datetime import time, timedelta

from app.accounting import reconciling
from app.accounts import resets
from app.cart import services as carts
from app.checkout import audit as extras
from app.contracts.services import informing
from app.evidence import queries as evidence
from app.extensions import db
from app.helpdesk.services import answering
from app.imports.services import keeping as import_files
from app.imports.services import running as imports
from app.invoices import queries as invoices
from app.invoices.services import issuing
from app.kernel import transactions
from app.media import papers
from app.media import services as media
from app.messaging import delivery as messages
from app.messaging import queries as message_lists
from app.orders.services import delivery_watch, fulfilment, keeping, performance, review, setbacks
from app.payments.disputes import watching as disputes
from app.payments.services import (
    asking,
    coming_back,
    fees,
    incoming,
    refunds,
    reminding,
    settling,
)
from app.payments.services import delivery as commands
from app.records import checkpoints
from app.returns import maintenance, waiting
from app.returns.services import (
    arrivals,
    claims,
    damage,
    deciding,
    desk,
    door,
    endings,
    files,
    goods,
    labels,
    reminders,
)
from app.settlements.services import putting_together as payouts
from app.settlements.services import statements as supplier_months
from app.suppliers import holidays
from app.suppliers.applying import expiring as applications
from app.suppliers.applying import queries as applying
from app.timers.services import Job
from app.timers.turns import OneAtATime
from app.web.logs import log

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
JUST_AFTER_MIDNIGHT = time(0, 5)
_sending = OneAtATime()
_writing = OneAtATime()


class ChainsBroken(RuntimeError):
    """The evidence does not hold; the names stand in the timer's row and on the desk."""


def heartbeat() -> None:
    """The worker lives: the time of this job's last success is asked by /readyz."""


def verify_evidence() -> None:
    """Every chain, every night; nobody waits for it to write."""
    with transactions.reading():
        broken = evidence.broken_chains()
        db.session.rollback()
    if broken:
        raise ChainsBroken(", ".join(broken))


def reviews_and_holds() -> None:
    """Holds nobody paid for are given up, each by itself; reviews older than 30 minutes lapse."""
    settling.end_holds()
    review.lapse_reviews()


def outbox() -> None:
    """Who wants a new password gets a link; then every message that waits, in one thread."""
    _sending.do(_send)


def _send() -> None:
    resets.answer_wishes()
    while messages.deliver_due():
        pass


def drain() -> None:
    """Whatever was promised to the outside world, at once: commands first, then mail."""
    commands.deliver_due()
    outbox()
    write_imports()


def write_imports() -> None:
    """Files of goods that were confirmed; one thread writes, mail does not wait for it."""
    _writing.do(imports.run_due)


def ack_watch() -> None:
    """Acknowledgements that did not leave in time: the desk lists them, the log counts them."""
    if late := message_lists.in_trouble():
        log.warning("messages in trouble", count=len(late))


def pictures() -> None:
    """Missing sizes of pictures, a few at a time, so that other jobs get their turn."""
    for _round in range(15):
        if not media.render_some():
            return


def uploads() -> None:
    """Files that were sent with a form and never belonged to anything."""
    papers.forget_unattached(
        files.paper_hashes() | applying.paper_hashes() | invoices.paper_hashes()
    )


def take_in() -> None:
    """Statements that came while the shop was closed for work, once it is open again."""
    if not maintenance.is_on():
        waiting.take_in()


def cases() -> None:
    """Decisions nobody took in time, answers nobody gave, what was never sent."""
    fulfilment.accept_undecided()
    performance.note_happened()
    setbacks.refund_the_silent()
    door.take_silence_as_withdrawal()
    deciding.accept_undecided()
    claims.stop_waiting()
    claims.approve_undecided()
    goods.approve_undecided()
    labels.collected()
    arrivals.inspect_undecided()
    damage.reject_unanswered()
    goods.close_never_sent()
    desk.ask_again()
    desk.park()


def expiries() -> None:
    """What was left alone past its last day: requests, applications of suppliers."""
    answering.close_silent()
    applications.run_out()


def periods() -> None:
    """Periods that end: their days kept, reminders before, and orders that are over after."""
    keeping.keep_last_days()
    reminders.of_the_period()
    reminders.of_sending_back()
    endings.close_finished()


def transfers() -> None:
    """What did not come in time is given up; who still may pay is reminded once (4.3)."""
    settling.end_transfers()
    incoming.remind()


def money_back() -> None:
    """What may wait no longer leaves; who must act is told; who is silent is asked again."""
    refunds.release_due()
    asking.note_silence()
    asking.remind_of_unclaimed()
    reminding.remind()


JOBS = (
    Job("heartbeat", heartbeat, MINUTE),
    Job("commands", commands.deliver_due, MINUTE),
    Job("transfers", transfers, daily_at=JUST_AFTER_MIDNIGHT),
    Job("reconcile", settling.reconcile, MINUTE),
    Job("holds", reviews_and_holds, MINUTE),
    Job("outbox", outbox, MINUTE),
    Job("ack_watch", ack_watch, 5 * MINUTE),
    Job("imports", write_imports, MINUTE),
    Job("pictures", pictures, MINUTE),
    Job("invoices", issuing.issue_due, 5 * MINUTE),
    Job("take_in", take_in, MINUTE),
    Job("refunds", money_back, HOUR),
    Job("disputes", disputes.watch, HOUR),
    Job("fees", fees.book_due, 5 * MINUTE),
    Job("refunds_back", coming_back.look, daily_at=time(4, 0)),
    Job("delivery_watch", delivery_watch.watch, HOUR),
    Job("cases", cases, daily_at=JUST_AFTER_MIDNIGHT),
    Job("holidays", holidays.remind, daily_at=time(8, 0)),
    Job("payouts", payouts.run_daily, daily_at=time(6, 0)),
    Job("statements", supplier_months.finish_months, daily_at=time(5, 0)),
    Job("periods", periods, daily_at=JUST_AFTER_MIDNIGHT),
    Job("expiries", expiries, daily_at=JUST_AFTER_MIDNIGHT),
    Job("uploads", uploads, daily_at=time(3, 30)),
    Job("import_files", import_files.forget_old, daily_at=time(3, 40)),
    Job("reconciliation", reconciling.tonight, daily_at=time(4, 0)),
    Job("carts", carts.forget_old, daily_at=JUST_AFTER_MIDNIGHT),
    Job("extras_audit", extras.extras_audit, daily_at=time(2, 0)),
    Job("informing", informing.judge_open, daily_at=JUST_AFTER_MIDNIGHT),
    Job("evidence_chain", verify_evidence, daily_at=time(3, 0)),
    Job("checkpoint", checkpoints.send, daily_at=time(3, 30)),
)
