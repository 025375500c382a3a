"""Kinds, states, steps and points of an application, as people read them."""

from flask_babel import gettext as _

from app.suppliers.applying.models import ApplicantKind, Application
from app.suppliers.applying.models import ApplicationState as S
from app.suppliers.models import SellerOfRecord

KINDS = tuple(ApplicantKind)
SELLERS = tuple(str(seller) for seller in SellerOfRecord)


def kind_said(kind: ApplicantKind | str) -> str:
    """What somebody is who applies (SR-2)."""
    return {
        "legal_person": _("A company, cooperative or association"),
        "taxpayer": _("A person with a tax office"),
        "exempt_artisan": _("I work at home and am exempt from tax"),
        "member": _("A member of this cooperative"),
    }[str(kind)]


def kind_explained(kind: str) -> str:
    """What will be asked of this kind."""
    return {
        "legal_person": _("We ask for the title, the MERSİS number and the tax office."),
        "taxpayer": _("We ask for your name, your identity and tax numbers and the tax office."),
        "exempt_artisan": _("We ask for the certificate of exemption instead of a tax office."),
        "member": _("We know you already; your membership number is enough."),
    }[kind]


def seller_said(seller: str) -> str:
    """Whose contract it is with the buyer (SR-1)."""
    return {
        "supplier": _("I sell in my own name"),
        "cooperative": _("The cooperative sells for me"),
    }[seller]


def seller_explained(seller: str) -> str:
    """What that means for contract, invoice, complaints and returns."""
    return {
        "supplier": _("The contract is yours: you write the invoice, returns come to you."),
        "cooperative": _(
            "The cooperative makes the contract and the invoice, and takes complaints and "
            "returns; you are named as the producer."
        ),
    }[seller]


def step_said(step: str) -> str:
    """A step of the application."""
    return {
        "kind": _("Who you are"),
        "business": _("Your business"),
        "contact": _("How to reach you"),
        "goods": _("What you make"),
        "papers": _("Documents"),
        "email": _("Your e-mail address"),
    }[step]


def step_at_desk(step: str) -> str:
    """The same step, as reviewers read it."""
    return {
        "kind": _("Who applies"),
        "business": _("The business"),
        "contact": _("How to reach them"),
        "goods": _("What they make"),
        "papers": _("Documents"),
    }[step]


def state_said(application: Application) -> tuple[str, str]:
    """The state for the applicant's eyes and the desk's: words and tone."""
    return {
        S.DRAFT: (_("Being written"), "amber"),
        S.SUBMITTED: (_("With the cooperative"), "sea"),
        S.NEEDS_INFO: (_("A question is open"), "amber"),
        S.INTERVIEW_OFFERED: (_("Let us find a day to talk"), "amber"),
        S.INTERVIEW_BOOKED: (_("We have a day to talk"), "sea"),
        S.INTERVIEW_DONE: (_("Talked; being decided"), "sea"),
        S.CONTRACT_PENDING: (_("Accepted: the agreement is next"), "amber"),
        S.ACTIVE: (_("A supplier"), "kelp"),
        S.REJECTED: (_("Not accepted"), "coral"),
        S.EXPIRED: (_("Run out"), ""),
        S.WITHDRAWN: (_("Withdrawn"), ""),
    }[application.state]


def point_said(point: str) -> str:
    """A point of the reviewer's checklist."""
    return {
        "email": _("The e-mail address is confirmed"),
        "phone": _("The telephone number has the ordinary tariff"),
        "national_id": _("The national identity number is given and its check digits fit"),
        "tax_number": _("The tax number is given and its check digit fits"),
        "mersis": _("The MERSİS number goes with the tax number"),
        "certificate": _("The exemption certificate has a number and a date"),
        "twin": _("Nobody else has the same identity or tax number"),
        "true": _("The applicant stands by what was written"),
        "papers": _("The documents are readable and belong to the applicant"),
        "register": _("Tax office, register or certificate looked up"),
        "without_mersis": _("There is really no MERSİS number"),
        "membership": _("The membership number is in the members' book"),
        "interview": _("We have talked"),
    }[point]


def outcome_said(outcome: str) -> str:
    """How a talk went."""
    return {
        "completed": _("We talked"),
        "no_show": _("Nobody came (the third time closes the application)"),
        "refused_no_code": _("Came without the code; another day"),
        "cancelled": _("The applicant called it off"),
        "moved": _("We move it to another day"),
    }[outcome]


SECRETS = ("national_id", "tax_number", "iban")


def secret_said(name: str) -> str:
    """A number that is shown masked."""
    return {
        "national_id": _("National identity number"),
        "tax_number": _("Tax number"),
        "iban": _("IBAN"),
    }[name]
