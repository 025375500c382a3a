"""Files as they come with a form; nothing that was sent is asked for twice."""

from collections.abc import Collection
from dataclasses import dataclass, field

from flask import request
from flask_babel import gettext as _

from app.extensions import db
from app.kernel.errors import Refused
from app.media import papers
from app.media.papers import Paper

MOST_FILES = 5


@dataclass(frozen=True, slots=True)
class Posted:
    """The files that came, also those of an earlier try, and what did not fit (id, sentence)."""

    uploads: list[Paper] = field(default_factory=list)
    problems: list[tuple[str, str]] = field(default_factory=list)


def files_of(
    name: str = "files", most: int = MOST_FILES, kinds: Collection[str] = papers.PHOTO_OR_PDF
) -> Posted:
    """Make the files of this request safe before anything is written (rule 6)."""
    db.session.rollback()  # whoever asks has been looked up; no transaction waits for pictures
    posted = Posted()
    for carried in request.form.getlist(f"kept-{name}"):
        seal, _dot, called = carried.partition("|")
        if (upload := papers.unsealed(seal, called)) is not None:
            posted.uploads.append(upload)
    for sent in request.files.getlist(name):
        if not sent.filename:
            continue
        if len(posted.uploads) == most:
            sentence = _("At most %(number)s files.", number=str(most))
            posted.problems.append((name, sentence))
            break
        try:
            body = sent.stream.read(papers.MOST_BYTES + 1)
            posted.uploads.append(papers.take(sent.filename[:100], body, kinds))
        except Refused as refusal:
            posted.problems.append((name, str(refusal)))
    return posted
