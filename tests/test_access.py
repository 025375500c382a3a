"""Who may ask what, generated from the URL map: every audience, every POST, everybody's objects."""

import pytest
from werkzeug.routing import IntegerConverter

from app.suppliers import roles
from app.web.audience import AUDIENCES, RIGHTS, duty_of
from tests.builders import a_shopper, a_supplier, logged_in
from tests.world import World, one

FOREIGN = {"Sec-Fetch-Site": "cross-site", "Origin": "https://elsewhere.example"}


def filled(rule, values=None):
    """The English address of a rule, with these values or with any."""
    given = {}
    for name, converter in rule._converters.items():
        choices = getattr(converter, "items", ("x",))
        made_up = 1 if isinstance(converter, IntegerConverter) else next(iter(choices))
        given[name] = (values or {}).get(name, made_up)
    return "/en" + rule.build(given)[1]


def rules(app, *audiences):
    """Rules whose blueprint is for one of these audiences (its beginning), with their methods."""
    for rule in app.url_map.iter_rules():
        audience = AUDIENCES.get(rule.endpoint.split(".")[0], "")
        if audience.split(":")[0] in audiences:
            for method in sorted(rule.methods & {"GET", "POST"}):
                yield rule, method


def test_every_blueprint_says_who_it_is_for(app):
    assert set(app.blueprints) == set(AUDIENCES)


def test_every_supplier_route_names_a_duty_of_the_team(app):
    """`for_suppliers(blueprint, duty)`, or `@asks(duty)` on the view; see suppliers.roles."""
    duties = {rule.endpoint: duty_of(rule.endpoint) for rule, _method in rules(app, "suppliers")}

    assert {endpoint for endpoint, duty in duties.items() if duty not in roles.OWNS} == set()


def test_every_post_without_a_token_says_what_proves_it(app):
    free = {
        endpoint: view.token_free
        for endpoint, view in app.view_functions.items()
        if getattr(view, "token_free", None)
    }
    assert free == {
        "cart.add": "same origin",
        "cart.change": "same origin",
        "cart.province": "same origin",
        "cookies.choose": "same origin",
        "payments.back": "attempt token",
        "payments.again": "attempt token",
        "carriers.said": "signature over the raw body",
        "webhooks.notified": "signature over the raw body",
    }


@pytest.mark.usefixtures("open_shop")
def test_every_post_from_another_site_is_refused(app, visitor):
    """A token of the attempt or a signature proves itself; all else needs our own page's word."""
    asked = 0
    for rule in app.url_map.iter_rules():
        proof = getattr(app.view_functions[rule.endpoint], "token_free", None)
        if "POST" in rule.methods and proof in {None, "same origin"}:
            for headers in (FOREIGN, {"Sec-Fetch-Site": None, "Origin": None}):
                answer = visitor.post(filled(rule), headers=headers)
                assert answer.status_code == 400, (rule.rule, headers)
            asked += 1
    assert asked > 25


@pytest.mark.usefixtures("open_shop")
def test_nobody_enters_a_desk_or_an_account_without_logging_in(app, visitor):
    for rule, method in rules(app, "suppliers", "staff", "shoppers"):
        answer = visitor.open(filled(rule), method=method)
        assert answer.status_code == 303, (method, rule.rule)
        assert "/log-in" in answer.headers["Location"], (method, rule.rule)


@pytest.mark.usefixtures("open_shop")
def test_a_shopper_is_nobody_at_the_desks(app, shopper):
    for rule, method in rules(app, "suppliers", "staff"):
        answer = shopper.open(filled(rule), method=method)
        assert answer.status_code == 303, (method, rule.rule)


@pytest.mark.usefixtures("open_shop")
def test_a_suppliers_person_is_refused_at_the_desk_of_the_cooperative(app, team):
    maker = team(a_supplier())
    for rule, method in rules(app, "staff"):
        assert maker.open(filled(rule), method=method).status_code == 403, (method, rule.rule)


@pytest.mark.requirement("PR-4.7")
@pytest.mark.parametrize("missing", RIGHTS)
def test_staff_without_a_right_are_refused_where_it_is_asked(app, staff, missing):
    person = staff(*(right for right in RIGHTS if right != missing))
    for rule, method in rules(app, "staff"):
        if AUDIENCES[rule.endpoint.split(".")[0]] == f"staff:{missing}":
            answer = person.open(filled(rule), method=method)
            assert answer.status_code == 403, (method, rule.rule)


@pytest.fixture
def world(open_shop, bank):
    return World(open_shop, bank)


def objects(world):
    """What belongs to one shopper and one supplier, by the names the addresses use."""
    from app.returns.models import Case, Statement

    order = world.order
    return {
        "reference": order.reference,
        "sha256": order.information_sha256,
        "shipment_id": order.suborders[0].shipments[0].id,
        "product_id": world.product.id,
        "number": one(Statement).number,
        "case": one(Case).number,
    }


def test_every_order_and_return_hides_from_other_shoppers(app, world):
    """A fresh browser, another member, the supplier and staff in the shop: 404 for all."""
    other = logged_in(app, "shopper", a_shopper().id)
    asked = 0
    for rule, method in rules(app, "everyone", "shoppers"):
        if not rule.arguments & {"reference", "number"}:
            continue
        for person in (app.test_client(), other, world.browser("maker"), world.browser("staff")):
            answer = person.open(filled(rule, objects(world)), method=method)
            guarded = AUDIENCES[rule.endpoint.split(".")[0]] == "shoppers"
            turned_away = {404, 303} if guarded else {404}
            assert answer.status_code in turned_away, (method, rule.rule, answer.status_code)
        asked += 1
    assert asked >= 7
