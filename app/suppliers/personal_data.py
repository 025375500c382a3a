"""Columns of this room that say nothing of anybody, and where a person's rows begin."""

from sqlalchemy import select

from app.extensions import Where
from app.law.personal_data import Person, Plain
from app.suppliers.models import IdentityChange, Supplier, TeamInvitation, TeamMember
from app.suppliers.renumbering.models import NumberChange

PLAIN: Plain = {
    "agreement_acceptances": "supplier_id number accepted_at accepted_by language sha256",
    "agreement_versions": "number texts commission_bp rates published_at published_by",
    "carriers": "name tracking_pattern active",
    "delivery_methods": (
        "id supplier_id position kind name carrier fee_minor vat_bp free_from_minor coverage "
        "provinces districts tariff weekdays cold_chain extra_days address hours active version"
    ),
    "identity_changes": "id supplier_id asked_by asked_at decided_at decided_by accepted",
    "number_changes": "id supplier_id parts kind asked_by asked_at decided_at decided_by accepted",
    "shop_holidays": (
        "id supplier_id first last stops_orders words entered_by entered_at reminded_at"
    ),
    "supplier_pictures": "id supplier_id picture_id alt",
    "suppliers": (
        "id slug kind without_mersis seller_of_record return_carrier return_code "
        "collects_returns return_coverage return_places shipping_days closures picture_id "
        "founded links_shown carrier_contract language state standing_reason "
        "review_by created_at"
    ),
    "team_invitations": (
        "id supplier_id role token_hash invited_by created_at ends_at revoked_at accepted_at "
        "accepted_by"
    ),
    "team_members": "supplier_id member_id role",
}


def roots(person: Person) -> tuple[Where, ...]:
    """The shops that they keep; what is sold there is other people's and is not walked to."""
    theirs = select(TeamMember.supplier_id).where(
        TeamMember.member_id == person.member_id, TeamMember.role == "owner"
    )
    return (
        (Supplier, Supplier.id.in_(theirs)),
        (IdentityChange, IdentityChange.supplier_id.in_(theirs)),
        (NumberChange, NumberChange.supplier_id.in_(theirs)),
        (TeamInvitation, TeamInvitation.email_key.in_(person.email_keys)),
    )
