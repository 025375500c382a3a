"""A supplier's team: who may what, invited, joined, changed, gone."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.accounts.models import Member
from app.evidence.models import Evidence, EvidenceBody, EvidenceChain
from app.extensions import db
from app.kernel import clock
from app.messaging.models import Message
from app.suppliers import roles
from app.suppliers.models import TeamMember
from tests.builders import PASSWORD, a_member, a_supplier, logged_in
from tests.page import Page

pytestmark = pytest.mark.usefixtures("open_shop")
EMAIL = "zeynep@example.org"


@pytest.fixture
def supplier(open_shop):
    return a_supplier()


@pytest.fixture
def owner(supplier):
    return a_member(supplier=supplier, name="Hatice Denizer")


@pytest.fixture
def boss(open_shop, owner):
    return logged_in(open_shop, "member", owner.id)


def ask(client, email=EMAIL, role="shipper"):
    return client.post("/en/supplier/team/invite", data={"email": email, "role": role})


def link_to(email=EMAIL):
    letter = db.session.scalars(
        select(Message)
        .where(Message.kind == "team-invitation", Message.recipient == email)
        .order_by(Message.id.desc())
    ).first()
    link = next(word for word in letter.text.split() if "/team/join/" in word)
    return link.removeprefix("http://127.0.0.1:8000")


def role_of(supplier, member):
    db.session.rollback()
    db.session.expire_all()
    place = db.session.get(TeamMember, (supplier.id, member.id))
    return place.role if place else None


def on_record(supplier):
    db.session.rollback()
    rows = db.session.execute(
        select(Evidence.kind, Evidence.actor_role, EvidenceBody.body)
        .join(EvidenceChain, EvidenceChain.id == Evidence.chain_id)
        .join(EvidenceBody, EvidenceBody.sha256 == Evidence.body_sha256)
        .where(EvidenceChain.subject == f"supplier:{supplier.id}")
        .order_by(Evidence.seq)
    )
    return [(kind, role, json.loads(body)) for kind, role, body in rows]


def test_each_role_has_its_duties_and_what_is_not_named_is_the_owners():
    assert {role: set(duties) for role, duties in roles.MAY.items()} == {
        "shipper": {"desk", "pack", "receive"},
        "seller": {
            *("desk", "pack", "receive"),
            *("orders", "returns", "messages", "listings"),
        },
        "owner": {
            *("desk", "pack", "receive"),
            *("orders", "returns", "messages", "listings"),
            *("team", "shop", "money"),
        },
    }
    assert [roles.may(role, None) for role in roles.Role] == [True, False, False]


@pytest.mark.parametrize(
    ("role", "rooms"),
    [
        ("owner", ["To do", "Orders", "Returns", "Requests", "Team"]),
        ("seller", ["To do", "Orders", "Returns", "Requests", "Team"]),
        ("shipper", ["To do", "Orders", "Returns", "Team"]),
    ],
)
def test_the_rail_offers_only_rooms_of_the_role(supplier, team, role, rooms):
    page = Page(team(supplier, role).get("/en/supplier"))
    shown = [a.get_text(strip=True) for a in page.soup.select(".desk-nav a")]

    assert [title for title in shown if title in {"To do", *rooms, "Requests"}] == rooms


def test_a_room_of_another_role_is_refused(supplier, team):
    shipper, seller = team(supplier, "shipper"), team(supplier, "seller")

    assert shipper.get("/en/supplier/requests").status_code == 403
    assert seller.get("/en/supplier/requests").status_code == 200
    assert ask(seller).status_code == 403
    assert shipper.get("/en/supplier/orders").status_code == 200


def test_only_owners_read_the_addresses_of_the_team(supplier, owner, boss, team):
    shipper = team(supplier, "shipper")

    assert owner.email in Page(boss.get("/en/supplier/team")).text
    seen = Page(shipper.get("/en/supplier/team")).text
    assert owner.name in seen
    assert owner.email not in seen
    assert "Invite somebody" not in seen


def test_somebody_without_an_account_joins_with_a_name_and_a_password(supplier, boss, visitor):
    assert ask(boss).status_code == 303
    page = Page(visitor.get(link_to()))
    assert page.heading == f"Join the team of {supplier.name}"
    assert "Shipper" in page.text

    typed = {"name": "Zeynep Ak", "password": "denizde bir tekne"}
    answer = visitor.post(link_to(), data=typed)

    assert answer.headers["Location"] == "/en/supplier"
    assert Page(visitor.get("/en/supplier")).heading == "Good day, Zeynep Ak"
    joined = db.session.scalars(select(Member).where(Member.email_key == EMAIL)).one()
    assert role_of(supplier, joined) == "shipper"
    assert not joined.is_staff


def test_a_short_password_is_told_at_its_field_and_the_name_stays(boss, visitor):
    ask(boss)
    page = Page(visitor.post(link_to(), data={"name": "Zeynep Ak", "password": "kısa"}))

    assert page.status == 422
    assert page.errors == ["New password: Use at least 10 characters; a short sentence is good."]
    assert page.value("Name and surname") == "Zeynep Ak"


def test_somebody_with_an_account_logs_in_and_joins(supplier, boss, visitor):
    known = a_member(email=EMAIL, supplier=a_supplier(name="Rüzgâr"))
    ask(boss, role="seller")
    assert Page(visitor.get(link_to())).has_link("Log in")
    visitor.post("/en/team/log-in", data={"email": EMAIL, "password": PASSWORD})

    assert visitor.post(link_to()).status_code == 303

    assert role_of(supplier, known) == "seller"
    assert supplier.name in Page(visitor.get("/en/supplier")).text


def test_a_link_lets_nobody_take_over_an_account(boss, visitor):
    a_member(email=EMAIL)
    ask(boss)
    page = Page(visitor.post(link_to(), data={"name": "A", "password": "denizde bir tekne"}))

    assert page.has_link("Log in")
    assert visitor.get("/en/supplier").status_code == 303


def test_an_invitation_is_for_the_invited_address_alone(open_shop, supplier, boss):
    other = a_member()
    stranger = logged_in(open_shop, "member", other.id)
    ask(boss)

    assert "another address" in Page(stranger.get(link_to())).text
    stranger.post(link_to())

    assert role_of(supplier, other) is None


def test_an_invitation_works_once(supplier, boss, visitor, open_shop):
    ask(boss)
    link = link_to()
    visitor.post(link, data={"name": "Zeynep Ak", "password": "denizde bir tekne"})

    again = open_shop.test_client().get(link)

    assert again.status_code == 404
    assert "used, taken back or is too old" in Page(again).text


@pytest.mark.parametrize(("days", "status"), [(6.9, 200), (7, 404)])
def test_an_invitation_ends_after_seven_days(boss, visitor, monkeypatch, days, status):
    ask(boss)
    link, later = link_to(), clock.now() + timedelta(days=days)
    monkeypatch.setattr(clock, "now", lambda: later)

    assert visitor.get(link).status_code == status


def test_an_invitation_taken_back_opens_nothing(supplier, boss, visitor):
    ask(boss)
    page = Page(boss.get("/en/supplier/team"))
    form = page.button(f"Take back the invitation of {EMAIL}").find_parent("form")
    boss.post(form["action"])

    assert visitor.get(link_to()).status_code == 404
    typed = {"name": "Zeynep Ak", "password": "denizde bir tekne"}
    assert visitor.post(link_to(), data=typed).status_code == 404
    assert EMAIL not in Page(boss.get("/en/supplier/team")).text


def test_inviting_again_ends_the_earlier_link(boss, visitor):
    ask(boss)
    first = link_to()
    ask(boss, role="seller")

    assert visitor.get(first).status_code == 404
    assert "Seller" in Page(visitor.get(link_to())).text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"email": "nobody", "role": "seller"}, "E-mail: Write a whole e-mail address"),
        ({"email": EMAIL, "role": ""}, "Role: Choose a role."),
        ({"email": EMAIL, "role": "admin"}, "Role: "),
    ],
)
def test_a_wrong_invitation_says_what_to_correct_and_keeps_what_was_typed(boss, typed, said):
    page = Page(boss.post("/en/supplier/team/invite", data=typed))

    assert page.status == 422
    assert page.errors[0].startswith(said)
    assert page.value("E-mail") == typed["email"]


def test_who_is_in_the_team_is_not_invited_again(boss, owner):
    page = Page(ask(boss, owner.email.upper()))

    assert page.status == 422
    assert page.errors == ["E-mail: Somebody with this address is in the team already."]


def test_invitations_are_counted(boss):
    answers = [ask(boss, f"n{number}@example.org").status_code for number in range(21)]

    assert answers == [303] * 20 + [429]


def test_a_person_of_two_suppliers_works_for_one_at_a_time(open_shop, supplier, owner, boss):
    other = a_supplier(name="Rüzgâr Zeytinciliği", sort_key="ruzgar")
    db.session.add(TeamMember(supplier_id=other.id, member_id=owner.id, role="shipper"))
    db.session.commit()
    assert supplier.name in Page(boss.get("/en/supplier")).text

    boss.post("/en/team/supplier", data={"supplier": other.id})

    assert other.name in Page(boss.get("/en/supplier")).text
    assert boss.get("/en/supplier/requests").status_code == 403
    boss.post("/en/team/supplier", data={"supplier": a_supplier().id})
    assert supplier.name in Page(boss.get("/en/supplier")).text


def test_another_role_holds_from_the_next_request_on(open_shop, supplier, boss):
    person = a_member(supplier=supplier, role="shipper")
    client = logged_in(open_shop, "member", person.id)
    assert client.get("/en/supplier/requests").status_code == 403

    boss.post(f"/en/supplier/team/{person.id}/role", data={"role": "seller"})

    assert client.get("/en/supplier/requests").status_code == 200


def test_who_is_taken_out_sees_nothing_at_the_next_request(open_shop, supplier, boss):
    person = a_member(supplier=supplier, role="seller")
    client = logged_in(open_shop, "member", person.id)
    assert client.get("/en/supplier/orders").status_code == 200

    boss.post(f"/en/supplier/team/{person.id}/remove")

    assert client.get("/en/supplier/orders").status_code == 404
    assert client.get("/en/supplier").status_code == 404


@pytest.mark.parametrize("what", ["leave", "remove", "role"])
def test_the_last_owner_stays(supplier, owner, boss, what):
    path = "leave" if what == "leave" else f"{owner.id}/{what}"
    page = Page(boss.post(f"/en/supplier/team/{path}", data={"role": "seller"}))

    assert page.status == 422
    assert page.errors == ["One owner must stay. Make somebody else an owner first."]
    assert role_of(supplier, owner) == "owner"


def test_an_owner_may_leave_when_another_stays(supplier, owner, boss):
    a_member(supplier=supplier)

    boss.post("/en/supplier/team/leave")

    assert role_of(supplier, owner) is None
    assert boss.get("/en/supplier").status_code == 404


def test_an_owner_who_left_the_shop_altogether_counts_for_nothing(supplier, owner, boss):
    a_member(supplier=supplier, left_at=clock.now())

    assert boss.post("/en/supplier/team/leave").status_code == 422


def test_every_step_is_on_record_by_number_and_role_only(supplier, owner, boss, visitor):
    ask(boss)
    visitor.post(link_to(), data={"name": "Zeynep Ak", "password": "denizde bir tekne"})
    joined = db.session.scalars(select(Member).where(Member.email_key == EMAIL)).one()
    boss.post(f"/en/supplier/team/{joined.id}/role", data={"role": "seller"})
    boss.post(f"/en/supplier/team/{joined.id}/remove")
    ask(boss)
    invitation = Page(boss.get("/en/supplier/team")).button("Take back").find_parent("form")
    boss.post(invitation["action"])

    rows = on_record(supplier)

    assert [(kind, role) for kind, role, _body in rows] == [
        ("team_invited", "SU"),
        ("team_joined", "SU"),
        ("team_role_changed", "SU"),
        ("team_removed", "SU"),
        ("team_invited", "SU"),
        ("team_invitation_revoked", "SU"),
    ]
    assert rows[2][2] == {"member": joined.id, "before": "shipper", "role": "seller"}
    assert "Zeynep" not in str(rows)
    assert EMAIL not in str(rows)


def test_staff_invite_the_first_owner(open_shop, supplier):
    from app.suppliers import team

    clerk = a_member(rights=["catalogue"])
    team.invite(supplier, EMAIL, "owner", clerk)
    db.session.commit()

    assert on_record(supplier)[0][:2] == ("team_invited", "ADM")
