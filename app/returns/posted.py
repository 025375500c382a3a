"""Files and sums as they come with a form; nothing that was sent is asked for twice."""

import re
from dataclasses import dataclass, field

from flask import request
from flask_babel import gettext as _

from app.extensions import db
from app.kernel.errors import Refused
from app.returns.services import files
from app.returns.services.files import Upload


@dataclass(frozen=True, slots=True)
class Posted:
    """The files that came, also those of an earlier try, and what did not fit (id, sentence)."""

    uploads: list[Upload] = field(default_factory=list)
    problems: list[tuple[str, str]] = field(default_factory=list)


def files_of(name: str = "files") -> Posted:
    """Make the files of this request safe before anything is written (rule 6)."""
    db.session.rollback()  # whoever asks has been looked up; no transaction waits for pictures
    posted = Posted()
    for carried in request.form.getlist(f"kept-{name}"):
        seal, _dot, called = carried.partition("|")
        if (upload := files.unsealed(seal, called)) is not None:
            posted.uploads.append(upload)
    for sent in request.files.getlist(name):
        if not sent.filename:
            continue
        if len(posted.uploads) == files.MOST_FILES:
            sentence = _("At most %(number)s files.", number=str(files.MOST_FILES))
            posted.problems.append((name, sentence))
            break
        try:
            body = sent.stream.read(files.MOST_BYTES + 1)
            posted.uploads.append(files.take(sent.filename[:100], body))
        except Refused as refusal:
            posted.problems.append((name, str(refusal)))
    return posted


def sum_of(text: str) -> int:
    """An amount as people write it (`65`, `65,00`, `1.250,50`, `65.00`), kuruş; 0: unreadable."""
    tidy = re.sub(r"[^\d.,]", "", text)
    match = re.fullmatch(r"(\d{1,3}(?:[.,]?\d{3})*|\d+)(?:[.,](\d{1,2}))?", tidy)
    if match is None or len(tidy) > 12:
        return 0
    whole = int(re.sub(r"[.,]", "", match[1]))
    return whole * 100 + int((match[2] or "0").ljust(2, "0"))
