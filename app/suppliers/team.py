"""A supplier's team: invited, joined, given another role, removed; every step is on record."""

from datetime import timedelta

from flask import request
from flask_babel import gettext as _
from sqlalchemy import select

from app.accounts import login, passwords, throttle
from app.accounts.members import add_member
from app.accounts.models import Audience, Member
from app.accounts.services import key_of, promise
from app.evidence import services as evidence
from app.extensions import db
from app.kernel import clock, ids
from app.kernel.errors import NotFound, Refused
from app.kernel.transactions import locked
from app.suppliers import messages, queries, roles
from app.suppliers.models import Supplier, TeamInvitation, TeamMember
from app.suppliers.roles import Role

INVITE_FOR = timedelta(days=7)
INVITATIONS_AN_HOUR = 20


class NotInvited(Refused):
    """This person cannot be invited to this team."""


class InvitationOver(Refused):
    """The invitation has been used, taken back or is too old."""

    status = 404


class LastOwner(Refused):
    """One owner must stay."""


def invite(
    supplier: Supplier, email: str, role: str, by: Member, language: str = ""
) -> TeamInvitation:
    """Invite somebody by a link that works once within seven days; an earlier one ends.

    `by` is an owner or somebody of the cooperative. Raises NotInvited for who is in the team.
    """
    locked(supplier)
    if any(place.member.email_key == key_of(email) for place in queries.places_in(supplier.id)):
        raise NotInvited(_("Somebody with this address is in the team already."))
    for earlier in queries.open_invitations(supplier.id):
        if earlier.email_key == key_of(email):
            earlier.revoked_at = clock.now()
    token = ids.token()
    invitation = TeamInvitation(
        supplier=supplier,
        email=email,
        email_key=key_of(email),
        role=Role(role),
        token_hash=ids.token_hash(token),
        invited_by=by.id,
        created_at=clock.now(),
        ends_at=clock.now() + INVITE_FOR,
    )
    db.session.add(invitation)
    db.session.flush()
    promise(
        "team-invitation",
        messages.invitation(supplier, invitation.role, token, language or by.language),
        email,
        language or by.language,
        f"team-invitation:{invitation.token_hash[:24]}",
    )
    _record(supplier, "team_invited", by, invitation=invitation.id, role=invitation.role)
    return invitation


def count_invitation(supplier_id: int) -> None:
    """At most twenty invitations an hour by one supplier. Call it first. Raises TooMany."""
    throttle.count("team-invitation", str(supplier_id), INVITATIONS_AN_HOUR, 60)


def revoke(supplier: Supplier, invitation_id: int, by: Member) -> None:
    """Take an invitation back; its link is dead at once. Raises NotFound for another's."""
    found = next(
        (i for i in queries.open_invitations(supplier.id) if i.id == invitation_id),
        None,
    )
    if found is None:
        raise NotFound
    found.revoked_at = clock.now()
    _record(supplier, "team_invitation_revoked", by, invitation=found.id)


def invitation_by(token: str) -> TeamInvitation:
    """The invitation that a link opens. Raises InvitationOver."""
    found = db.session.scalar(
        select(TeamInvitation).where(TeamInvitation.token_hash == ids.token_hash(token))
    )
    if (
        found is None
        or found.accepted_at
        or found.revoked_at
        or found.ends_at <= clock.now()
        or found.supplier.state == "closed"
    ):
        raise InvitationOver(
            _("This invitation has been used, taken back or is too old. Ask for a new one.")
        )
    return found


def join(token: str, member: Member) -> TeamMember:
    """The invited person joins with their own account. Raises InvitationOver, NotInvited."""
    return _take_place(_held(token), member)


def join_anew(token: str, name: str, password: str) -> TeamMember:
    """The invited person has no account yet: one is made, and they are logged in."""
    throttle.count("team-join", request.remote_addr or "", 30, 15)
    secret = passwords.hashed(password)
    invitation = _held(token)
    if account_of(invitation) is not None:
        raise NotInvited(_("There is an account with this address. Log in first."))
    language = invitation.supplier.language
    member, _seed = add_member(invitation.email, name, (), secret, language)
    member.confirmed_at = clock.now()
    place = _take_place(invitation, member)
    login.begin(Audience.MEMBER, member.id, login.device_name())
    return place


def _held(token: str) -> TeamInvitation:
    """The invitation, while nobody else changes its team. Raises InvitationOver."""
    locked(invitation_by(token).supplier)
    return invitation_by(token)


def _take_place(invitation: TeamInvitation, member: Member) -> TeamMember:
    if member.email_key != invitation.email_key or member.left_at is not None:
        raise NotInvited(_("This invitation is for another address."))
    supplier = invitation.supplier
    place = db.session.get(TeamMember, (supplier.id, member.id))
    if place is None:
        place = TeamMember(supplier_id=supplier.id, member_id=member.id, role=invitation.role)
        db.session.add(place)
    invitation.accepted_at = clock.now()
    invitation.accepted_by = member.id
    _record(supplier, "team_joined", member, invitation=invitation.id, role=place.role)
    return place


def account_of(invitation: TeamInvitation) -> Member | None:
    """The account of the invited address, ended or not."""
    return db.session.scalar(select(Member).where(Member.email_key == invitation.email_key))


def change_role(supplier: Supplier, member_id: int, role: str, by: Member) -> None:
    """Another role from the next request on. Raises LastOwner, NotFound."""
    place = _place(supplier, member_id)
    if role not in set(Role):
        raise NotFound
    if role != Role.OWNER:
        _one_owner_stays(supplier, place)
    before, place.role = place.role, Role(role)
    _record(supplier, "team_role_changed", by, member=member_id, before=before, role=place.role)


def remove(supplier: Supplier, member_id: int, by: Member) -> None:
    """Somebody is out of the team from the next request on. Raises LastOwner, NotFound."""
    place = _place(supplier, member_id)
    _one_owner_stays(supplier, place)
    db.session.delete(place)
    left = member_id == by.id
    _record(supplier, "team_left" if left else "team_removed", by, member=member_id)


def _place(supplier: Supplier, member_id: int) -> TeamMember:
    """Somebody's place, while nobody else changes the team. Raises NotFound."""
    locked(supplier)
    place = db.session.get(TeamMember, (supplier.id, member_id))
    if place is None:
        raise NotFound
    return place


def _one_owner_stays(supplier: Supplier, place: TeamMember) -> None:
    owners = sum(other.role == Role.OWNER for other in queries.places_in(supplier.id))
    if place.role == Role.OWNER and not roles.may_lose_owner(owners):
        raise LastOwner(_("One owner must stay. Make somebody else an owner first."))


def _record(supplier: Supplier, kind: str, by: Member, **facts: int | str) -> None:
    """In the supplier's own chain: ids and roles, no names."""
    role = "SU" if db.session.get(TeamMember, (supplier.id, by.id)) or not by.is_staff else "ADM"
    evidence.record(f"supplier:{supplier.id}", kind, facts, role, str(by.id))
