"""Documents of an applicant, kept apart as every paper is (`media.papers`)."""

from flask import Response
from flask_babel import gettext as _

from app.extensions import db
from app.kernel import clock
from app.media import papers
from app.media.papers import NotTaken, Paper
from app.suppliers.applying import course, steps
from app.suppliers.applying.models import Application, ApplicationPaper

MOST_PAPERS = 8


def add(application: Application, paper: Paper) -> None:
    """The document belongs to this application. Raises NotNow, NotTaken for too many."""
    course.held(application)
    steps.must_be_open(application, "papers")
    if any(known.sha256 == paper.sha256 for known in application.papers):
        return
    if len(application.papers) >= MOST_PAPERS:
        raise NotTaken(_("At most %(most)s documents. Take one out first.", most=str(MOST_PAPERS)))
    application.papers.append(
        ApplicationPaper(
            name=paper.name,
            media_type=paper.media_type,
            sha256=paper.sha256,
            size=paper.size,
            at=clock.now(),
        )
    )
    db.session.flush()
    course.record(application, "paper_added", course.CANDIDATE, sha256=paper.sha256)


def take_out(application: Application, paper: ApplicationPaper) -> None:
    """The applicant takes a document back; its file goes with the nightly clearing."""
    course.held(application)
    steps.must_be_open(application, "papers")
    course.record(application, "paper_removed", course.CANDIDATE, sha256=paper.sha256)
    application.papers.remove(paper)
    db.session.delete(paper)
    db.session.flush()


def as_download(paper: ApplicationPaper) -> Response:
    """The document as kept. Raises NotFound when it is gone."""
    return papers.as_download(paper.name, paper.media_type, paper.sha256)
