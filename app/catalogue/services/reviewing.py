"""From draft to shelf: the supplier submits, a reviewer of the cooperative decides (4.2)."""

from typing import cast

from flask_babel import gettext as _

from app.accounts.models import Approval
from app.catalogue import content as contents
from app.catalogue import states
from app.catalogue.events import ListingBlocked, ListingDecided
from app.catalogue.models import ListingRevision, Product, RevisionState
from app.catalogue.queries.listings import gaps_of, open_revision
from app.catalogue.queries.reviews import agreed_since
from app.catalogue.services import touch
from app.catalogue.services.drafting import add_revision
from app.catalogue.services.listings import Incomplete, put_on_sale
from app.catalogue.services.shelving import hold, hold_version
from app.catalogue.states import Event
from app.evidence import services as evidence
from app.extensions import db
from app.kernel import clock, events
from app.kernel.errors import Conflict, Refused
from app.suppliers.models import TeamMember

UNBLOCKING = "unblock_listing"


class NoWords(Refused):
    """The supplier is told why."""


class NothingToReview(Conflict):
    """No version waits for a decision."""


class ExemptionOpen(Refused):
    """The withdrawal code is decided on its own first."""


class OwnListing(Refused):
    """Nobody reviews what their own supplier sells."""


class SecondPerson(Refused):
    """The same person cannot be both of the two."""


def submit(product: Product, version: int, by: int) -> None:
    """Hand a listing in for review. Raises Incomplete, NotNow, ChangedMeanwhile."""
    held = hold_version(product, version)
    if missing := gaps_of(held):
        raise Incomplete(" ".join(gap.sentence for gap in missing))
    revision = open_revision(held)
    if held.published_at is None:
        states.move(held, Event.SUBMIT)
        revision = add_revision(held, by)
        revision.content = cast("dict[str, object]", contents.content_of(held))
    elif revision is None:
        raise NothingToReview(_("There is nothing new to review."))
    elif revision.state is not RevisionState.DRAFT:
        sent_back = revision
        revision = add_revision(held, by)
        revision.content = sent_back.content
    revision.state, revision.submitted_at = RevisionState.IN_REVIEW, clock.now()
    held.version += 1
    _note(held, revision, "listing_submitted", "SU", by)


def judge_exemption(product: Product, version: int, approved: bool, by: int) -> None:
    """The reviewer's own word on the withdrawal code, apart from the listing (5.2)."""
    _held, revision = _under_review(product, version, by)
    revision.wd_approved = approved
    body = {"number": revision.number, "code": revision.content["wd_code"], "approved": approved}
    evidence.record(_chain(product), "exemption_judged", body, "ADM", str(by))
    db.session.flush()


def approve(product: Product, version: int, by: int) -> None:
    """The version seen becomes the one on sale. Raises ExemptionOpen, Incomplete, ChangedMeanwhile.

    An exemption that was not approved does not count: buyers keep the full right.
    """
    held, revision = _under_review(product, version, by)
    if revision.content["wd_code"] != "none" and revision.wd_approved is None:
        raise ExemptionOpen(_("Decide on the exemption from withdrawal first."))
    contents.apply(held, contents.content_of_version(revision))
    held.wd_approved = bool(revision.wd_approved) and held.wd_code != "none"
    states.move(held, Event.APPROVE)
    put_on_sale(held)
    _decide(held, revision, RevisionState.APPROVED, "", by)


def reject(product: Product, version: int, words: str, by: int) -> None:
    """Say no, with the reason; the old version of what is on sale goes on selling. NoWords."""
    reason = _said(words)
    held, revision = _under_review(product, version, by)
    states.move(held, Event.REJECT)
    _decide(held, revision, RevisionState.REJECTED, reason, by)


def ask(product: Product, version: int, words: str, by: int) -> None:
    """Ask the supplier to change something; the version goes back to them. NoWords."""
    reason = _said(words)
    held, revision = _under_review(product, version, by)
    states.move(held, Event.ASK)
    _decide(held, revision, RevisionState.CHANGES_REQUESTED, reason, by)


def block(product: Product, words: str, by: int, *, safety: bool) -> None:
    """Take a listing off sale at once; for reasons of safety its buyers are told today. NoWords."""
    reason = _said(words)
    held = hold(product)
    states.move(held, Event.BLOCK)
    held.blocked_at, held.blocked_words = clock.now(), reason
    held.version += 1
    body = {"reason": reason, "safety": safety}
    evidence.record(_chain(held), "listing_blocked", body, "ADM", str(by))
    db.session.flush()
    touch()
    events.publish(ListingBlocked(held.id, held.version, reason, safety))


def unblock(product: Product, by: int) -> bool:
    """One of the two words that are needed; True when the second was said: back to review."""
    held = hold(product)
    if not states.may(held, Event.UNBLOCK):
        states.move(held, Event.UNBLOCK)
    _not_their_own(held, by)
    said = said_unblock(held)
    if by in said:
        raise SecondPerson(_("You have said so already; a second person must agree."))
    db.session.add(Approval(purpose=UNBLOCKING, subject=_chain(held), member_id=by, at=clock.now()))
    if not said:
        db.session.flush()
        return False
    states.move(held, Event.UNBLOCK)
    held.version += 1
    revision = open_revision(held)
    if revision is None:
        revision = add_revision(held, None)
        revision.content = cast("dict[str, object]", contents.content_of(held))
    revision.state, revision.submitted_at = RevisionState.IN_REVIEW, clock.now()
    _note(held, revision, "listing_unblocked", "ADM", by)
    return True


def said_unblock(product: Product) -> list[int]:
    """Who has already said that this blocked listing may come back to review."""
    return agreed_since(_chain(product), UNBLOCKING, product.blocked_at or clock.now())


def _under_review(product: Product, version: int, by: int) -> tuple[Product, ListingRevision]:
    held = hold_version(product, version)
    revision = open_revision(held)
    if revision is None or revision.state is not RevisionState.IN_REVIEW:
        raise NothingToReview(_("This version is no longer in review."))
    _not_their_own(held, by)
    return held, revision


def _not_their_own(product: Product, by: int) -> None:
    if db.session.get(TeamMember, (product.supplier_id, by)) is not None:
        raise OwnListing(_("Somebody else must review this: it is of your own team."))


def _said(words: str) -> str:
    if len(words.strip()) < 10:
        raise NoWords(_("Write at least 10 characters; the supplier reads them."))
    return words.strip()[:1000]


def _decide(
    product: Product, revision: ListingRevision, state: RevisionState, words: str, by: int
) -> None:
    revision.state, revision.words = state, words
    revision.reviewer_id, revision.decided_at = by, clock.now()
    product.version += 1
    _note(product, revision, f"listing_{state}", "ADM", by)
    events.publish(ListingDecided(product.id, revision.number, str(state)))


def _note(product: Product, revision: ListingRevision, kind: str, role: str, by: int) -> None:
    body = {
        "number": revision.number,
        "state": str(revision.state),
        "content": revision.content,
        "words": revision.words or "",
    }
    evidence.record(_chain(product), kind, body, role, str(by))
    db.session.flush()


def _chain(product: Product) -> str:
    return f"LISTING-{product.id}"
