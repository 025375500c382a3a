"""What the pages of an application show, for the applicant and for the desk."""

from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from app.settings.texts import Text
from app.suppliers import queries as suppliers
from app.suppliers import secrets
from app.suppliers.agreeing import papers
from app.suppliers.agreeing import queries as agreements
from app.suppliers.applying import rules, steps, words
from app.suppliers.applying.forms import ContractForm, ReplyForm, SendForm, WishForm
from app.suppliers.applying.models import Application
from app.web.filters import date_long
from app.web.forms import Form

Fact = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Step:
    """A step with what was said in it."""

    name: str
    title: str
    at_desk: str
    done: bool
    open: bool
    facts: list[Fact]


@dataclass(frozen=True, slots=True)
class View:
    """An application as a page shows it; numbers masked."""

    application: Application
    status: str
    tone: str
    steps: list[Step]
    missing: list[str]
    secrets: dict[str, str]

    @property
    def number(self) -> str:
        return self.application.number

    @property
    def kind_said(self) -> str:
        return words.kind_said(self.application.kind) if self.application.kind else ""

    @staticmethod
    def kind_explained(kind: str) -> str:
        return words.kind_explained(kind)

    @staticmethod
    def seller_explained(seller: str) -> str:
        return words.seller_explained(seller)

    @property
    def due_on(self) -> date | None:
        return self.application.due_on

    @property
    def can_withdraw(self) -> bool:
        return self.application.state in rules.OPEN_STATES

    @property
    def agreement(self) -> Text:
        return papers.paper_of(agreements.newest(), self.application.language)

    @property
    def carriers(self) -> list[str]:
        return [carrier.name for carrier in suppliers.carriers()]


def view_of(application: Application) -> View:
    """Everything a page needs of an application."""
    status, tone = words.state_said(application)
    open_now = rules.open_steps(application.state, application.reopened)
    left = steps.missing(application)
    told = facts(application)
    rows = [
        Step(
            name,
            words.step_said(name),
            words.step_at_desk(name),
            name not in left,
            name in open_now,
            told[name],
        )
        for name in rules.STEPS
        if name != "papers" or rules.needs_papers(application.kind) or application.papers
    ]
    masked = {name: secrets.masked(application, name) for name in secrets.SECRETS}
    return View(application, status, tone, rows, [words.step_said(n) for n in left], masked)


def facts(application: Application) -> dict[str, list[Fact]]:
    """What was written, step by step; empty answers are left out."""
    a = application
    place = f"{a.address}, {a.district}, {a.province}" if a.address else ""
    rows: dict[str, list[tuple[str, object]]] = {
        "kind": [
            (_("Kind of seller"), words.kind_said(a.kind) if a.kind else ""),
            (_("Seller"), words.seller_said(a.seller_of_record) if a.kind else ""),
        ],
        "business": [
            (_("Shop"), a.name),
            (_("Name or title"), a.title),
            (_("MERSİS number"), a.mersis or (_("none") if a.without_mersis else "")),
            (_("National identity number"), secrets.masked(a, "national_id")),
            (_("Tax office"), a.tax_office),
            (_("Tax number"), secrets.masked(a, "tax_number")),
            (_("Certificate"), a.certificate_number),
            (_("Date of the certificate"), a.certificate_on and date_long(a.certificate_on)),
            (_("Membership number"), a.membership),
        ],
        "contact": [
            (_("Telephone"), a.phone),
            (_("Address"), place),
            (_("Web address"), a.website),
            (_("Social media"), a.socials),
        ],
        "goods": [(_("Goods"), a.makes)],
        "papers": [(paper.name, f"{paper.size // 1024 + 1} kB") for paper in a.papers],
    }
    return {
        step: [(label, str(value)) for label, value in told if value] for step, told in rows.items()
    }


def forms(sent: Form | None) -> dict[str, Form]:
    """An empty form of each kind, but the one that was sent, with what was typed."""
    return {
        kind.__name__: sent if isinstance(sent, kind) else kind(formdata=None)
        for kind in (SendForm, ReplyForm, WishForm, ContractForm)
    }
