"""A supplier says that its numbers have changed; they hold when two of the staff agree.

An account is where the money goes: the password is asked again before, the owner is told by e-mail
at once, and no one person changes it (privacy inventory, row 21).
"""

from collections.abc import Mapping
from datetime import date

from flask_babel import gettext as _

from app.accounts import members
from app.accounts.access import note_access
from app.accounts.models import Member
from app.evidence import services as evidence
from app.extensions import Model, db
from app.kernel import clock, events
from app.kernel.errors import Conflict, NotFound, Refused
from app.kernel.transactions import locked
from app.messaging import services as messaging
from app.messaging.letters import Letter
from app.suppliers import queries as suppliers
from app.suppliers import secrets
from app.suppliers.events import ShopChanged
from app.suppliers.models import Supplier
from app.suppliers.renumbering import messages, queries, rules
from app.suppliers.renumbering.models import NumberChange
from app.suppliers.roles import Role

RIGHT = "finance"
Wanted = Mapping[str, str | date]


class NothingWaits(Conflict):
    """Somebody has decided this already, or it was taken back."""


class ReasonNeeded(Refused):
    """A refusal says why."""


class OwnNumbers(Refused):
    """Who works for the supplier does not decide about it."""


def ask(supplier: Supplier, wanted: Wanted, words: str, by: Member) -> NumberChange:
    """Say what has changed; what was said before and still waits is taken back."""
    locked(supplier)
    if earlier := queries.waiting_of(supplier.id):
        _end(earlier, False, None, by)
        _record(earlier, "numbers_taken_back", "SU", by)
    change = NumberChange(
        supplier=supplier,
        parts=[part for part in rules.PARTS if part in wanted],
        words=words,
        asked_by=by.id,
        asked_at=clock.now(),
    )
    for part, value in wanted.items():
        _set(change, part, value)
    db.session.add(change)
    db.session.flush()
    _record(change, "numbers_asked", "SU", by)
    _tell(change, "numbers-asked", messages.asked(change))
    return change


def _set(holder: Model, part: str, value: str | date | None) -> None:
    if part in secrets.SECRETS:
        secrets.keep(holder, part, str(value) if value else None)
    else:
        setattr(holder, part, value)


def accept(change_id: int, reason: str, by: Member) -> bool:
    """One word for it; the second makes it so. NothingWaits, OwnNumbers, NotYet, NotFound."""
    change = _held(change_id)
    if any(place.member_id == by.id for place in suppliers.places_in(change.supplier_id)):
        raise OwnNumbers(_("You work for this supplier; somebody else must decide."))
    if not members.approve(rules.PURPOSE, str(change.id), by, RIGHT, reason):
        _record(change, "numbers_first_word", "ADM", by)
        return False
    _apply(change)
    _end(change, True, None, by)
    _record(change, "numbers_accepted", "ADM", by)
    events.publish(ShopChanged(change.supplier_id))
    _tell(change, "numbers-decided", messages.decided(change))
    return True


def refuse(change_id: int, reason: str, by: Member) -> None:
    """The numbers stay as they are, with a reason. Raises NothingWaits, ReasonNeeded, NotFound."""
    change = _held(change_id)
    if len(reason) < 5:
        raise ReasonNeeded(_("Write why, so that the supplier knows what to do."))
    _end(change, False, reason, by)
    _record(change, "numbers_refused", "ADM", by)
    _tell(change, "numbers-decided", messages.decided(change))


def _held(change_id: int) -> NumberChange:
    change = db.session.get(NumberChange, change_id)
    if change is None:
        raise NotFound
    locked(change.supplier)
    db.session.refresh(change)
    if change.decided_at is not None:
        raise NothingWaits(_("This has been decided already, or was taken back."))
    return change


def _apply(change: NumberChange) -> None:
    supplier = change.supplier
    for part in change.parts:
        if part in secrets.SECRETS:
            secrets.hand_over(change, supplier, part)
        else:
            setattr(supplier, part, getattr(change, part))
    for part in rules.foreign_to(supplier.kind):
        _set(supplier, part, None)


def _end(change: NumberChange, accepted: bool, reason: str | None, by: Member) -> None:
    """Decided or taken back: what was wanted is kept here no longer."""
    change.decided_at, change.decided_by = clock.now(), by.id
    change.accepted, change.reason = accepted, reason
    for part in rules.PARTS:
        _set(change, part, None)
    db.session.flush()


def reveal(holder: Supplier | NumberChange, name: str, reason: str, by: Member) -> str:
    """Show one number whole: who, what, when and why are on record (PR-4.7). NotFound."""
    if name not in secrets.SECRETS or not secrets.has(holder, name):
        raise NotFound
    supplier_id = holder.id if isinstance(holder, Supplier) else holder.supplier_id
    note_access(by, f"reveal {name}", f"supplier:{supplier_id}")
    facts = {"secret": name, "wanted": isinstance(holder, NumberChange), "reason": reason}
    evidence.record(f"supplier:{supplier_id}", "number_revealed", facts, "ADM", str(by.id))
    return secrets.read(holder, name)


def _record(change: NumberChange, kind: str, role: str, by: Member) -> None:
    facts = {"change": change.id, "parts": change.parts}
    evidence.record(f"supplier:{change.supplier_id}", kind, facts, role, str(by.id))


def _tell(change: NumberChange, kind: str, letter: Letter) -> None:
    """The shop's address and each owner's own: whoever took over one of them is still noticed."""
    supplier = change.supplier
    owners = [
        place.member.email for place in suppliers.places_in(supplier.id) if place.role == Role.OWNER
    ]
    for place, address in enumerate(dict.fromkeys([supplier.email, *owners])):
        messaging.promise(
            kind,
            letter,
            to=address,
            language=supplier.language,
            about=f"supplier:{supplier.id}",
            key=f"{kind}:{change.id}" + (f":{place}" if place else ""),
        )
