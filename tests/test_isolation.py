"""No supplier sees or changes anything of another: every route, file, export and role.

Generated from the URL map. An address that names an object takes it from the maker's own
examples in `tests/world.py`; one that no example covers fails until it has one there or in `MORE`.
"""

import io
from datetime import timedelta

import pytest
from python_calamine import CalamineWorkbook

from app.extensions import db
from app.kernel import clock
from app.orders.models import SubOrder
from app.returns.models import Case
from app.suppliers import roles
from app.suppliers.models import ShopHoliday, SupplierPicture, TeamInvitation, TeamMember
from app.web.audience import duty_of
from tests.builders import a_member, a_product, a_supplier, logged_in
from tests.page import Page
from tests.test_access import filled, rules
from tests.world import EXAMPLES, World, one

NO_OBJECT = {"supplier_delivery.add"}  # its argument is a kind, nobody's object
MORE = {
    "supplier_team.revoke": lambda _w: {"invitation_id": one_of(TeamInvitation).id},
    "supplier_team.change_role": lambda _w: {"member_id": one_of(TeamMember).member_id},
    "supplier_team.remove": lambda _w: {"member_id": one_of(TeamMember).member_id},
    "supplier_listings.change_picture": lambda w: {
        "product_id": w.product.id,
        "picture_id": w.product.pictures[0].id,
    },
    "supplier_holiday.end": lambda _w: {"holiday_id": one_of(ShopHoliday).id},
    "supplier_shop.change_picture": lambda _w: {"place_id": one_of(SupplierPicture).id},
    "supplier_returns.damage_event": lambda _w: {"number": one(Case).number, "event": "drop"},
}


def one_of(model):
    return db.session.query(model).first()


@pytest.fixture
def world(open_shop, bank):
    found = World(open_shop, bank)
    rest = clock.today() + timedelta(days=60)
    maker, picture = found.product.supplier, found.product.pictures[0].picture
    db.session.add(SupplierPicture(supplier_id=maker.id, picture_id=picture.id))
    db.session.add(
        ShopHoliday(
            supplier=found.product.supplier,
            first=rest,
            last=rest,
            stops_orders=True,
            words={},
            entered_by="1",
            entered_at=clock.now(),
        )
    )
    db.session.commit()
    return found


@pytest.fixture
def asked(app, world):
    """Every supplier route and method with each of the maker's own objects, as addresses."""
    table = {}
    for rule, method in rules(app, "suppliers"):
        own = _own_values(world, rule)
        assert own, f"{rule.endpoint} has no example of the maker's own: see tests/world.py"
        for values in own:
            table.setdefault((rule.endpoint, method), []).append(_address(rule, values))
    db.session.rollback()
    return table


def _own_values(world, rule):
    if rule.endpoint in MORE:
        return [MORE[rule.endpoint](world)]
    made = [e for e in EXAMPLES if e.who == "maker" and e.status == 200]
    mine = [e.values(world) for e in made if e.endpoint == rule.endpoint]
    if mine or not rule.arguments or rule.endpoint in NO_OBJECT:
        return mine or [{}]
    room = rule.endpoint.split(".")[0] + "."
    near = [e.values(world) for e in made if e.endpoint.startswith(room)]
    return [values for values in near if rule.arguments <= set(values)][:1]


def _address(rule, values):
    query = "&".join(f"{name}={values[name]}" for name in set(values) - rule.arguments)
    return filled(rule, values) + (f"?{query}" if query else "")


def names_an_object(app, endpoint, address):
    """Whether an address names something that belongs to somebody."""
    rule = next(r for r in app.url_map.iter_rules() if r.endpoint == endpoint)
    return ("?" in address or bool(rule.arguments)) and endpoint not in NO_OBJECT


def removed_people(app, supplier):
    """Somebody of each role who was in this team a second ago."""
    people = []
    for role in roles.Role:
        member = a_member(supplier=supplier, role=role)
        people.append(logged_in(app, "member", member.id))
        db.session.delete(db.session.get(TeamMember, (supplier.id, member.id)))
        db.session.commit()
    return people


def others(app, world, team):
    """Each role of another supplier, staff with every right, and an owner of several others."""
    elsewhere = a_supplier(name="Rüzgâr", sort_key="ruzgar", title="S.S. Rüzgâr Kooperatifi")
    a_product(supplier=elsewhere)
    people = {role: team(elsewhere, role) for role in roles.Role}
    double = a_member(supplier=elsewhere)
    db.session.add(
        TeamMember(supplier_id=a_supplier(title="Lodos").id, member_id=double.id, role="owner")
    )
    db.session.commit()
    return people | {
        "owner of two": logged_in(app, "member", double.id),
        "staff": world.browser("staff"),
    }


def test_every_object_of_a_supplier_is_unknown_to_everybody_else(app, world, asked, team):
    people = others(app, world, team)
    count = 0
    for (endpoint, method), addresses in asked.items():
        for address in addresses:
            if not names_an_object(app, endpoint, address):
                continue
            for who, person in people.items():
                answer = person.open(address, method=method)
                assert answer.status_code == 404, (who, method, address)
            count += 1
    assert count >= 40


def test_the_examples_are_really_the_makers_own(app, world, asked):
    """A 404 proves something only where the maker gets an answer: asked last, as it may change."""
    for (_endpoint, method), addresses in asked.items():
        for address in addresses:
            if method == "GET":
                assert world.browser("maker").get(address).status_code == 200, address


@pytest.mark.requirement("PR-4.7")
def test_whoever_was_removed_a_second_ago_finds_nothing(app, world, asked):
    people = removed_people(app, world.product.supplier)
    for (_endpoint, method), addresses in asked.items():
        for address in addresses:
            for person in people:
                answer = person.open(address, method=method)
                assert answer.status_code == 404, (method, address)


def test_lists_and_exports_of_one_supplier_name_nothing_of_another(app, world, asked, team):
    secrets = {suborder.reference for suborder in db.session.query(SubOrder)}
    secrets |= {case.number for case in db.session.query(Case)}
    secrets |= {variant.sku for variant in world.product.variants}
    secrets |= {world.request, one_of(TeamInvitation).email, world.product.supplier.title}
    hers = "".join(_told(world.browser("maker").get(a)) for a in _lists(app, asked))
    told = sum(secret in hers for secret in secrets)
    people = others(app, world, team)
    for address in _lists(app, asked):
        for who, person in people.items():
            answer = person.get(address)
            assert answer.status_code in {200, 403, 404}, (who, address)
            shown = _told(answer)
            assert not [secret for secret in secrets if secret in shown], (who, address)
    assert told > 5


def _told(answer):
    """The words of an answer, of a workbook too."""
    if not answer.data.startswith(b"PK"):
        return answer.get_data(as_text=True)
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.data)).get_sheet_by_index(0)
    return "\n".join(str(cell) for row in rows.iter_rows() for cell in row)


def _lists(app, asked):
    return [
        address
        for (endpoint, method), addresses in asked.items()
        for address in addresses
        if method == "GET" and not names_an_object(app, endpoint, address)
    ]


def without(answer, reference):
    return Page(answer).text.replace(reference, "")


def test_many_orders_at_once_are_ones_own_orders_only(app, world, team):
    """The references are in the form, not in the address."""
    foreign = world.of(world.sent)
    reference, state = foreign.reference, foreign.state
    for person in [team(a_supplier(), role) for role in roles.Role]:
        for what in ("accept", "send"):
            typed = {"order": [reference], "do": what, f"carrier-{reference}": "Deniz Kargo"}
            made_up = {"order": ["S-XXXX-XXXX-X"], "do": what}
            foreign_answer = person.post("/en/supplier/orders/several", data=typed)
            unknown_answer = person.post("/en/supplier/orders/several", data=made_up)
            assert foreign_answer.status_code == unknown_answer.status_code == 422
            assert without(foreign_answer, reference) == without(unknown_answer, "S-XXXX-XXXX-X")
    db.session.rollback()
    db.session.expire_all()
    assert world.of(world.sent).state is state
    assert not world.of(world.sent).shipments


def test_every_route_asks_for_its_duty(app, world, asked, team):
    """Own objects, each role: 404 where the role has no duty, 403 for a whole room."""
    refused = 0
    for role in (roles.Role.SHIPPER, roles.Role.SELLER):
        person = team(world.product.supplier, role)
        for (endpoint, method), addresses in asked.items():
            may = duty_of(endpoint) in roles.MAY[role]
            for address in addresses:
                if may and method == "GET":
                    assert person.get(address).status_code == 200, (role, address)
                elif not may:
                    rule = next(r for r in app.url_map.iter_rules() if r.endpoint == endpoint)
                    status = 404 if rule.arguments else 403
                    answer = person.open(address, method=method)
                    assert answer.status_code == status, (role, method, address)
                    refused += 1
    assert refused >= 25


def test_the_objects_named_in_this_file_are_the_makers_own(world):
    supplier = world.product.supplier
    assert one_of(TeamInvitation).supplier_id == supplier.id
    assert one_of(TeamMember).supplier_id == supplier.id
    assert one(Case).suborder.supplier_id == supplier.id
