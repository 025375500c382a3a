"""The last step: the agreement is accepted, and the applicant is a supplier (4.1)."""

import re
import unicodedata

from flask import render_template
from flask_babel import gettext as _
from sqlalchemy import select

from app.accounts.models import Member
from app.extensions import db
from app.kernel import clock, events
from app.kernel.errors import Refused
from app.messaging.letters import Enclosure
from app.settings.texts import Text
from app.suppliers import profile, secrets, team
from app.suppliers.agreeing import papers
from app.suppliers.agreeing import queries as agreements
from app.suppliers.agreeing import services as agreeing
from app.suppliers.applying import course, messages
from app.suppliers.applying.forms import ContractForm
from app.suppliers.applying.models import Application
from app.suppliers.applying.starting import tell
from app.suppliers.events import ShopChanged
from app.suppliers.models import Supplier, SupplierState
from app.suppliers.roles import Role
from app.web import turkish


class NotWhole(Refused):
    """A fact is missing that buyers must be told before an order (art. 5(1)(b), (c), (g))."""


def accept(application: Application, form: ContractForm) -> Supplier:
    """Accept the agreement in force, add account and way back; the shop opens.

    Raises NotNow, NotWhole.
    """
    course.held(application)
    version = agreements.newest()
    agreement = papers.paper_of(version, application.language)
    secrets.keep(application, "iban", form.iban.data)
    application.agreement_version = agreement.version
    course.move(
        application,
        "accept_contract",
        course.CANDIDATE,
        agreement=agreement.version,
        agreement_sha256=papers.sha256_of(agreement),
        language=application.language,
    )
    supplier = _supplier(application, form)
    db.session.add(supplier)
    db.session.flush()
    if missing := profile.missing(supplier):
        raise NotWhole(" ".join(missing))
    agreeing.note(supplier, version, application.language, None)
    application.supplier = supplier
    application.decided_at = clock.now()
    db.session.flush()
    tell(
        application,
        "application-active",
        messages.opened(application),
        enclosures=(_paper(agreement),),
    )
    events.publish(ShopChanged(supplier.id))
    reviewer = db.session.get_one(Member, application.approved_by)
    team.invite(supplier, application.email, Role.OWNER, reviewer, application.language)
    return supplier


def _paper(agreement: Text) -> Enclosure:
    """The agreement as a page of its own, in the words that were shown."""
    page = render_template("contracts/agreement.html", text=agreement)
    return Enclosure(_("supplier-agreement") + ".html", "text/html", page)


def _supplier(application: Application, form: ContractForm) -> Supplier:
    """A supplier with everything that was told, and no way of delivery yet."""
    name = application.name or ""
    supplier = Supplier(
        slug=_free_slug(name),
        name=name,
        sort_key=turkish.sort_key(name),
        title=application.title,
        kind=str(application.kind),
        seller_of_record=application.seller_of_record,
        mersis=application.mersis,
        without_mersis=application.without_mersis,
        tax_office=application.tax_office,
        certificate_number=application.certificate_number,
        certificate_on=application.certificate_on,
        contact_person=application.contact_person,
        email=application.email,
        phone=application.phone,
        website=application.website,
        socials=application.socials,
        address=application.address,
        province=application.province,
        district=application.district,
        return_carrier=form.return_carrier.data or None,
        collects_returns=form.collects_returns.data,
        return_address="",
        texts={},
        language=application.language,
        state=SupplierState.ACTIVE,
        created_at=clock.now(),
    )
    for secret in secrets.SECRETS:
        secrets.hand_over(application, supplier, secret)
    supplier.return_address = f"{supplier.address}, {supplier.district}, {supplier.province}"
    return supplier


def _free_slug(name: str) -> str:
    """A name for addresses that nobody has yet."""
    plain = unicodedata.normalize("NFKD", name.casefold().replace("ı", "i"))
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    stem = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60] or "shop"
    taken = set(db.session.scalars(select(Supplier.slug).where(Supplier.slug.startswith(stem))))
    slug, number = stem, 2
    while slug in taken:
        slug, number = f"{stem}-{number}", number + 1
    return slug
