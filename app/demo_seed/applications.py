"""Two people apply to the demo cooperative: one waits for a reviewer, one was asked something."""

import io
from datetime import timedelta

from PIL import Image, ImageDraw
from sqlalchemy import select

from app.accounts.models import Member
from app.extensions import db
from app.kernel import clock, transactions
from app.media import papers
from app.suppliers import secrets
from app.suppliers.applying import papers as documents
from app.suppliers.applying import reviewing, rules, sending, starting
from app.suppliers.applying.models import ApplicantKind, Application
from app.web.language import speaking
from demo.applicants import APPLICANTS, Applicant

PAGE = (595, 842)
REVIEWER = "deniz@example.org"


def seed() -> None:
    """Every applicant of the demo, as far as they have come; their papers are made first."""
    taken = [_paper(applicant) for applicant in APPLICANTS]
    reviewer = db.session.scalars(select(Member).where(Member.email_key == REVIEWER)).one()
    for applicant, document in zip(APPLICANTS, taken, strict=True):
        _apply(applicant, document, reviewer)
    transactions.save()


def _apply(applicant: Applicant, document: papers.Paper, reviewer: Member) -> None:
    with speaking("tr"):
        with clock.earlier(timedelta(days=applicant.days, hours=1)):
            application = _sent(applicant, document)
        if applicant.question:
            with clock.earlier(timedelta(days=applicant.days - 1)):
                reviewing.ask_more(application, applicant.question, applicant.reopened, reviewer)


def _sent(applicant: Applicant, document: papers.Paper) -> Application:
    application = starting.start(applicant.person, applicant.email)
    application.email_confirmed_at = clock.now()
    for name, value in applicant.facts.items():
        setattr(application, name, value)
    application.kind = ApplicantKind(applicant.facts["kind"])
    if application.kind is ApplicantKind.EXEMPT_ARTISAN:
        application.certificate_on = clock.today() - timedelta(days=60)
    for name, number in applicant.secrets.items():
        secrets.keep(application, name, number)
    application.saved = list(rules.STEPS[:-1])
    documents.add(application, document)
    sending.submit(application)
    return application


def _paper(applicant: Applicant) -> papers.Paper:
    """A page that says which document it stands for."""
    page = Image.new("L", PAGE, 255)
    ImageDraw.Draw(page).text((60, 80), f"{applicant.paper} (örnek)", fill=0)
    body = io.BytesIO()
    page.save(body, "PDF")
    return papers.take(f"{applicant.paper}.pdf", body.getvalue())
