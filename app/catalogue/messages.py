"""What a supplier reads by e-mail about a listing."""

from flask_babel import gettext as _

from app.catalogue.listing_pages import name_of
from app.catalogue.models import ListingRevision, Product, RevisionState
from app.messaging.letters import Action, Letter, Paragraph
from app.web.language import speaking
from app.web.links import external


def decided(product: Product, revision: ListingRevision) -> Letter:
    """A reviewer has decided on a version."""
    language = product.supplier.language
    with speaking(language):
        name = name_of(product)
        heading, text = {
            RevisionState.APPROVED: (
                _("%(name)s is on sale", name=name),
                _("Version %(n)s was approved.", n=revision.number),
            ),
            RevisionState.CHANGES_REQUESTED: (
                _("A question about %(name)s", name=name),
                _("The reviewer asks: %(words)s", words=revision.words),
            ),
            RevisionState.REJECTED: (
                _("Not taken: %(name)s", name=name),
                _("The reason: %(words)s", words=revision.words),
            ),
        }[revision.state]
        parts = [Paragraph(text)]
        if revision.state is not RevisionState.APPROVED and product.published_at:
            parts.append(Paragraph(_("What was on sale before stays on sale as it was.")))
        return Letter(heading, (*parts, _see(product)))


def blocked(product: Product) -> Letter:
    """The cooperative has taken a listing off sale."""
    language = product.supplier.language
    with speaking(language):
        return Letter(
            _("%(name)s was taken off sale", name=name_of(product)),
            (
                Paragraph(_("The reason: %(words)s", words=product.blocked_words)),
                Paragraph(_("Correct what is wrong; two reviewers can let it back into review.")),
                _see(product),
            ),
        )


def _see(product: Product) -> Action:
    address = external("supplier_listings.show", product.supplier.language, product_id=product.id)
    return Action(_("See the listing"), address)
