import pytest

from app.law import scope


@pytest.mark.requirement("DC-2.2")
@pytest.mark.parametrize("kind", sorted(set(scope.EXCLUDED) - {"g2"}))
def test_what_the_regulation_leaves_out_is_not_offered(kind):
    assert not scope.is_listable(kind)


@pytest.mark.requirement("C-28")
def test_a_food_round_is_offered_only_with_the_same_protection():
    assert scope.is_listable("g2")
    assert not scope.is_listable("g2", food_rounds_protected=False)


@pytest.mark.requirement("DC-2.2")
def test_everything_else_is_offered():
    assert scope.is_listable(None)
    assert scope.is_listable(None, food_rounds_protected=False)
    assert len(scope.EXCLUDED) == 12


@pytest.mark.requirement("C-17")
def test_a_date_alone_or_a_kind_alone_exempts_nothing():
    assert scope.is_dated("leisure", has_date=True)
    assert not scope.is_dated("leisure", has_date=False)
    assert not scope.is_dated("training", has_date=True)
    assert not scope.is_dated(None, has_date=True)
