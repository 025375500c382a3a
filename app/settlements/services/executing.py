"""What the bank did with a payout: executed, and only then the money has moved; or sent back."""

import hashlib

from flask_babel import gettext as _

from app.accounts import members
from app.accounts.models import Member
from app.kernel import clock
from app.kernel.transactions import locked
from app.ledger import services as ledger
from app.messaging import services as messaging
from app.messaging.letters import Letter
from app.payments.services.booking import BANK
from app.payments.services.executing import Executed, WrongAmount, WrongDay
from app.settings import queries as settings
from app.settlements import messages
from app.settlements.models import Payout, PayoutState
from app.settlements.queries.amounts import accounts_of
from app.settlements.services.machine import NotNow, move
from app.web.filters import money

PURPOSE = "payout"


def needs_two(payout: Payout) -> bool:
    """Whether this sum needs a second person, as a refund's does (`refund_auto_limit`)."""
    limit = settings.number("refund_auto_limit")
    return limit == 0 or payout.amount_minor > limit


def record_executed(payout: Payout, executed: Executed, member: Member, reason: str) -> bool:
    """The bank has paid it; above the limit two people say the same. True when it is paid.

    Raises NotNow, WrongDay, WrongAmount, NotYet.
    """
    locked(payout)
    _check(payout, executed)
    if needs_two(payout) and not members.approve(
        PURPOSE, _fingerprint(payout, executed), member, "finance", reason
    ):
        return False
    payout.value_on, payout.bank_reference = executed.value_on, executed.reference
    move(payout, "executed", member.id)
    _book(payout)
    _tell(payout, messages.paid(payout), "payout-paid")
    return True


def _check(payout: Payout, executed: Executed) -> None:
    if payout.state is not PayoutState.IN_FILE or payout.file is None:
        raise NotNow(_("This payout has moved on meanwhile. Please look at it again."))
    if not payout.file.made_on <= executed.value_on <= clock.today():
        raise WrongDay(_("The value date lies between the day of the file and today."))
    if executed.amount_minor != payout.amount_minor:
        raise WrongAmount(
            _("The payout is %(amount)s, no more and no less.", amount=money(payout.amount_minor))
        )


def _fingerprint(payout: Payout, executed: Executed) -> str:
    """Both people mean the same transfer."""
    words = f"{executed.amount_minor} {executed.value_on} {executed.reference}"
    return f"{payout.number}:{hashlib.sha256(words.encode()).hexdigest()[:12]}"


def _book(payout: Payout) -> None:
    """Each sub-order's part leaves its account; what is set off comes back to it."""
    goods, delivery = accounts_of(payout.supplier_id)
    for line in payout.lines:
        for account, minor in ((goods, line.goods_minor), (delivery, line.delivery_minor)):
            debit, credit = (account, BANK) if minor > 0 else (BANK, account)
            ledger.move(
                debit,
                credit,
                abs(minor),
                kind="payout",
                source=f"payout:{payout.number}:{line.suborder}:{account.partition(':')[0]}",
                about=payout.number,
                suborder=line.suborder,
            )


def record_return(payout: Payout, why: str, member: Member) -> None:
    """The bank sent it back: its lines are free again, and the supplier is asked. NotNow."""
    locked(payout)
    payout.why = why
    move(payout, "sent_back", member.id)
    _tell(payout, messages.sent_back(payout), "payout-sent-back")


def try_again(payout: Payout, member: Member) -> None:
    """Finance has asked the bank: the same account is right after all. Raises NotNow."""
    locked(payout)
    if payout.state is not PayoutState.SENT_BACK or payout.retry_at is not None:
        raise NotNow(_("This payout has moved on meanwhile. Please look at it again."))
    payout.retry_at = clock.now()


def _tell(payout: Payout, letter: Letter, kind: str) -> None:
    messaging.promise(
        kind,
        letter,
        to=payout.supplier.email,
        language=payout.supplier.language,
        about=payout.number,
        key=f"{kind}:{payout.number}",
    )
