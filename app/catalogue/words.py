"""What states of listings and their parts are called."""

from flask_babel import gettext as _

from app.catalogue import states
from app.catalogue.models import ListingRevision, Product, RevisionState


def standing(product: Product) -> tuple[str, str]:
    """The state of a listing and its tone."""
    return {
        "draft": (_("Draft"), ""),
        "in_review": (_("In review"), "sea"),
        "changes_requested": (_("A question for you"), "amber"),
        "rejected": (_("Not taken"), "coral"),
        "published": (_("On sale"), "kelp"),
        "sold_out": (_("Sold out"), "amber"),
        "paused": (_("Paused"), ""),
        "blocked": (_("Taken off sale"), "coral"),
        "archived": (_("Ended"), ""),
    }[states.standing(product)]


def revision(found: ListingRevision) -> tuple[str, str]:
    """The state of a version and its tone."""
    return {
        RevisionState.DRAFT: (_("New version: not complete"), "amber"),
        RevisionState.IN_REVIEW: (_("New version in review"), "sea"),
        RevisionState.CHANGES_REQUESTED: (_("New version: a question for you"), "amber"),
        RevisionState.REJECTED: (_("New version not taken"), "coral"),
        RevisionState.APPROVED: (_("Approved"), "kelp"),
        RevisionState.DROPPED: (_("Dropped"), ""),
    }[found.state]


def section(name: str) -> str:
    """What a section of a listing's form is called."""
    return {
        "text": _("Name and text"),
        "pictures": _("Pictures"),
        "sizes": _("Sizes, prices and stock"),
        "food": _("Food facts"),
        "terms": _("Category, delivery and withdrawal"),
        "profile": _("Shop page"),
        "delivery": _("Delivery"),
        "kind": _("Details of its kind"),
    }[name]


def kinds() -> list[tuple[str, str, str]]:
    """What a new listing can be: key, name, what it means."""
    return [
        ("goods", _("Plain good"), _("Something that is sent or fetched.")),
        ("box", _("Prepaid box"), _("Paid once, comes several times: every month, for example.")),
        ("digital", _("Digital download"), _("A PDF or EPUB that buyers load themselves.")),
        (
            "experience",
            _("Dated experience"),
            _("A tour or a course on a day that you name, with so many places."),
        ),
    ]
