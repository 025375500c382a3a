"""What a person does when a message did not arrive: another address, a text, a letter, an end.

The new message says what the first one said, word for word; the first one keeps its course.
"""

import hashlib
from datetime import date

from flask_babel import gettext as _

from app.extensions import db
from app.kernel import clock, events, ids
from app.kernel.errors import Conflict, Refused
from app.messaging import course, links, rules, sms_gateway
from app.messaging.events import MessagePromised
from app.messaging.models import Attachment, Message, MessageState
from app.messaging.services import wake
from app.settings import queries as settings
from app.web.language import speaking
from app.web.links import external


class NoTextMessages(Conflict):
    """This installation has no service for text messages."""


class NotALetter(Conflict):
    """Only a letter that waits for the post can be posted."""


class ImpossibleDay(Refused):
    """A letter is posted today or earlier, never before it was written."""


def to_other_address(message: Message, address: str, reason: str, by: str) -> Message:
    """Send the same to an address that staff were given; why is written down."""
    copy = _instead(message, "email", address)
    if copy.id is None:
        _promise(copy, message, "other_address", f"{address}: {reason}", by)
        wake()
    return copy


def by_text(message: Message, phone: str, by: str) -> Message:
    """Send a text with a link to the page on which the message is kept. Raises NoTextMessages."""
    if not sms_gateway.is_offered():
        raise NoTextMessages(_("No service for text messages is set up here."))
    copy = _instead(message, "sms", phone)
    if copy.id is None:
        token = ids.token()
        copy.text = _short(message, external("notices.show", message.language, token=token))
        copy.html = ""
        copy.attachments = []
        links.keep_link(message, token)
        _promise(copy, message, "sms", phone, by)
        wake()
    return copy


def by_post(message: Message, postal_address: str, by: str) -> Message:
    """Prepare the message as a letter; it waits on the desk until somebody has posted it."""
    letter = _instead(message, "letter", postal_address)
    if letter.id is None:
        letter.done_at = clock.now()  # nothing here is the worker's to do
        _promise(letter, message, "letter", postal_address, by)
    return letter


def posted(letter: Message, on: date, number: str, by: str) -> None:
    """A person took the letter to the post on this day. Raises NotALetter, ImpossibleDay."""
    if letter.channel != "letter" or letter.state is not MessageState.PROMISED:
        raise NotALetter(_("This letter has been posted already."))
    if not clock.day_of(letter.promised_at) <= on <= clock.today():
        raise ImpossibleDay(_("Choose a day between the writing of the letter and today."))
    letter.state = MessageState.HANDED_OVER
    letter.handed_over_at = clock.now()
    letter.server_answer = f"{on.isoformat()} {number}".strip()
    db.session.flush()
    course.note(letter.id, "handed_over", letter.server_answer, by)


def settle(message: Message, reason: str, by: str) -> None:
    """A person has seen to it in another way; it leaves the desk, its state stays as it is."""
    if message.settled_at is not None:
        return
    message.settled_at = clock.now()
    db.session.flush()
    course.note(message.id, "settled", reason, by)


def _instead(message: Message, channel: str, to: str) -> Message:
    """A copy for another address, or the one that was made for it before (asked twice is once)."""
    mark = hashlib.sha256(f"{channel}:{to}".encode()).hexdigest()[:16]
    key = f"instead:{message.id}:{mark}"
    known = db.session.query(Message).filter_by(key=key).one_or_none()
    return known or Message(
        key=key,
        channel=channel,
        kind=message.kind,
        about=message.about,
        statutory=message.statutory,
        recipient=to,
        language=message.language,
        subject=message.subject,
        text=message.text,
        html=message.html,
        document_sha256=message.document_sha256,
        promised_at=clock.now(),
        run_at=clock.now(),
        attachments=[_same(attachment) for attachment in message.attachments],
    )


def _same(attachment: Attachment) -> Attachment:
    return Attachment(
        name=attachment.name,
        media_type=attachment.media_type,
        body=attachment.body,
        document_sha256=attachment.document_sha256,
    )


def _promise(copy: Message, first: Message, how: str, words: str, by: str) -> None:
    db.session.add(copy)
    first.settled_at = first.settled_at or clock.now()
    db.session.flush()
    course.note(first.id, how, words, by, led_to=copy.id)
    events.publish(MessagePromised(copy.id, None))


def _short(message: Message, link: str) -> str:
    """One purpose, at most 160 letters: who writes, where the message stands."""
    shop = settings.text("operator.shop_name") or "İmece"
    with speaking(message.language):
        lead = _("%(shop)s: an important message for you:", shop=shop)
    return f"{rules.short_text(lead)[: rules.SHORT - len(link) - 1]} {link}"
