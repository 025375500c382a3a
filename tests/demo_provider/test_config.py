import pytest

from demo_provider.config import Config, SettingRefused

GOOD = {"DEMO_PROVIDER_SECRET": "x" * 16, "SHOP_ORIGIN": "http://127.0.0.1:8000/"}


def test_the_shops_origin_is_kept_as_a_browser_writes_it():
    assert Config.from_environment(GOOD).shop_origin == "http://127.0.0.1:8000"


def test_failures_and_threads_are_off_and_on_by_default():
    config = Config.from_environment(GOOD)

    assert (config.testing, config.background, config.late_seconds) == (False, True, 20)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DEMO_PROVIDER_SECRET", "short"),
        ("SHOP_ORIGIN", ""),
        ("SHOP_ORIGIN", "127.0.0.1:8000"),
        ("SHOP_ORIGIN", "http://127.0.0.1:8000/shop"),
        ("SHOP_ORIGIN", "http://a;script-src *"),
        ("DEMO_PROVIDER_LATE_SECONDS", "soon"),
    ],
)
def test_an_unsafe_setting_is_named(name, value):
    with pytest.raises(SettingRefused, match=name):
        Config.from_environment(GOOD | {name: value})
