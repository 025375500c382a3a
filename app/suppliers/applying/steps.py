"""The steps of an application: the form of each, filled and saved one by one."""

from collections.abc import Callable, Mapping

from flask_babel import gettext as _

from app.extensions import db
from app.suppliers import secrets
from app.suppliers.applying import course, rules
from app.suppliers.applying.forms import BusinessForm, ContactForm, GoodsForm, KindForm
from app.suppliers.applying.models import ApplicantKind, Application
from app.web import places
from app.web.forms import Form

OF_KIND: Mapping[ApplicantKind, frozenset[str]] = {
    ApplicantKind.LEGAL_PERSON: frozenset({"mersis", "without_mersis", "tax_office", "tax_number"}),
    ApplicantKind.TAXPAYER: frozenset({"national_id", "tax_office", "tax_number"}),
    ApplicantKind.EXEMPT_ARTISAN: frozenset(
        {"national_id", "certificate_number", "certificate_on"}
    ),
    ApplicantKind.MEMBER: frozenset({"national_id", "membership"}),
}
OPTIONAL_FIELDS = frozenset().union(*OF_KIND.values())


def form_for(application: Application, step: str) -> Form:
    """The form of a step as it was saved, or as it was typed just now."""
    return FORMS[step](application)


def _kind(application: Application) -> KindForm:
    form = KindForm(
        data={"kind": application.kind, "seller_of_record": application.seller_of_record}
    )
    form.offer()
    return form


def _business(application: Application) -> BusinessForm:
    asked = OF_KIND[application.kind] if application.kind else OPTIONAL_FIELDS
    known = {
        name: getattr(application, name)
        for name in BusinessForm()._fields
        if hasattr(application, name)
    }
    form = BusinessForm(data=known)
    for name in OPTIONAL_FIELDS - asked:
        del form[name]
    for name in ("national_id", "tax_number"):
        if name in form and secrets.read(application, name) and not form[name].data:
            form[name].data = ""
            form[name].validators = []
            form[name].flags.required = False
    return form


def _contact(application: Application) -> ContactForm:
    plate = places.plate_of(application.province or "")
    form = ContactForm(
        data={
            "phone": application.phone,
            "province": str(plate) if plate else "",
            "district": f"{plate}:{application.district}" if plate else "",
            "street": application.address,
            "website": application.website,
            "socials": application.socials,
        }
    )
    form.offer_places()
    return form


def _goods(application: Application) -> GoodsForm:
    return GoodsForm(data={"makes": application.makes})


FORMS: Mapping[str, Callable[[Application], Form]] = {
    "kind": _kind,
    "business": _business,
    "contact": _contact,
    "goods": _goods,
}


def save(application: Application, step: str, form: Form) -> None:
    """Keep what a step says. Raises NotNow when this step is not open."""
    course.held(application)
    must_be_open(application, step)
    SAVERS[step](application, form)
    application.saved = [known for known in rules.STEPS if known in {*application.saved, step}]
    db.session.flush()
    course.record(application, "step_saved", course.CANDIDATE, step=step)


def must_be_open(application: Application, step: str) -> None:
    """Raises NotNow when the applicant may not write on this step now."""
    if step not in rules.open_steps(application.state, application.reopened):
        raise course.NotNow(_("This step is closed now; what you sent is with the cooperative."))


def _save_kind(application: Application, form: Form) -> None:
    before, application.kind = application.kind, ApplicantKind(form["kind"].data)
    application.seller_of_record = form["seller_of_record"].data
    if before not in {None, application.kind}:
        _forget_other_kinds(application)


def _forget_other_kinds(application: Application) -> None:
    """What only another kind is asked is not kept; the business must be looked at again."""
    assert application.kind is not None
    for name in OPTIONAL_FIELDS - OF_KIND[application.kind]:
        if name in secrets.SECRETS:
            secrets.keep(application, name, None)
        else:
            setattr(application, name, False if name == "without_mersis" else None)
    application.saved = [step for step in application.saved if step != "business"]
    if application.reopened and "business" not in application.reopened:
        application.reopened = [*application.reopened, "business"]


def _save_business(application: Application, form: Form) -> None:
    for field in form:
        if field.name in secrets.SECRETS:
            if field.data:
                secrets.keep(application, field.name, field.data)
        elif field.name != "csrf_token":
            setattr(application, field.name, field.data or None)
    application.without_mersis = bool(application.without_mersis) and not application.mersis


def _save_contact(application: Application, form: Form) -> None:
    plate, _colon, district = form["district"].data.partition(":")
    application.phone = form["phone"].data
    application.province = places.province_name(int(plate))
    application.district = district
    application.address = form["street"].data
    application.website = form["website"].data or None
    application.socials = form["socials"].data or None


def _save_goods(application: Application, form: Form) -> None:
    application.makes = form["makes"].data


SAVERS: Mapping[str, Callable[[Application, Form], None]] = {
    "kind": _save_kind,
    "business": _save_business,
    "contact": _save_contact,
    "goods": _save_goods,
}


def missing(application: Application) -> list[str]:
    """The steps that must still be done before the application can be sent."""
    left = [step for step in rules.STEPS[:-1] if step not in application.saved]
    if rules.needs_papers(application.kind) and not application.papers:
        left.append("papers")
    return left


def next_step(application: Application, after: str) -> str | None:
    """The step that follows, among those that are open now; None: look over everything."""
    ahead = rules.STEPS[rules.STEPS.index(after) + 1 :]
    open_now = rules.open_steps(application.state, application.reopened)
    return next((step for step in ahead if step in open_now), None)
