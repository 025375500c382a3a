import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.law.bearing import Bearer, Commission, share_so_far, who_bears


@pytest.mark.parametrize(
    "kind",
    [
        "withdrawal",
        "claim",
        "cancellation",
        "termination",
        "impossibility",
        "uncollected",
        "stock_out",
        "return_cost",
        "complaint",
    ],
)
@pytest.mark.parametrize("held_by", Bearer)
def test_the_supplier_bears_its_own_goods_and_gets_the_commission_back(kind, held_by):
    bears = who_bears(kind, held_by)
    assert (bears.goods, bears.carriage) == (Bearer.SUPPLIER, Bearer.SUPPLIER)
    assert bears.commission is Commission.GIVEN_BACK


@pytest.mark.requirement("DC-17.1")
@pytest.mark.parametrize("kind", ["lost", "damaged"])
@pytest.mark.parametrize("held_by", Bearer)
def test_what_is_lost_on_the_way_is_borne_by_the_holder_of_the_carriers_contract(kind, held_by):
    bears = who_bears(kind, held_by)
    assert bears.goods is bears.carriage is held_by
    assert bears.commission is Commission.GIVEN_BACK


@pytest.mark.parametrize("kind", ["not_binding", "unasked_extra", "late_money"])
def test_the_cooperative_bears_its_own_faults_and_keeps_no_commission(kind):
    bears = who_bears(kind)
    assert bears.goods is bears.carriage is Bearer.COOPERATIVE
    assert bears.commission is Commission.KEPT_BY_NOBODY


def test_without_the_goods_and_against_the_suppliers_will_the_cooperative_bears_it():
    assert who_bears("withdrawal", against_objection=True).goods is Bearer.COOPERATIVE
    assert who_bears("lost", against_objection=True).goods is Bearer.COOPERATIVE


def test_the_providers_fee_is_always_the_cooperatives():
    assert {who_bears(kind).provider_fee for kind in ("withdrawal", "lost", "not_binding")} == {
        Bearer.COOPERATIVE
    }


def test_a_share_of_the_commission_is_rounded_half_up():
    assert share_so_far(1, 1, 2) == 1
    assert share_so_far(1, 49, 100) == 0
    assert share_so_far(30, 10, 20) == 15
    assert share_so_far(30, 0, 0) == 0


@given(whole=st.integers(0, 10**7), goods=st.lists(st.integers(1, 10**6), min_size=1, max_size=8))
def test_the_shares_of_a_commission_sum_to_the_whole_in_whatever_order(whole, goods):
    given_back = so_far = 0
    for part in goods:
        so_far += part
        now = share_so_far(whole, so_far, sum(goods)) - given_back
        assert now >= 0
        given_back += now
    assert given_back == whole
