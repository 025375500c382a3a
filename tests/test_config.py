"""Unsafe or missing: no start, and the sentence names the setting."""

import pytest

from app.config import Misconfigured, from_environment

GOOD = {
    "PUBLIC_URL": "https://shop.example.org",
    "SECRET_KEYS": "a-random-key-of-at-least-32-characters",
    "MAIL_URL": "smtp://mail.example.org",
}


def test_a_whole_configuration_starts():
    assert from_environment(GOOD).secure


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"PUBLIC_URL": ""}, "PUBLIC_URL"),
        ({"PUBLIC_URL": "http://shop.example.org"}, "PUBLIC_URL"),
        ({"SECRET_KEYS": ""}, "SECRET_KEYS"),
        ({"SECRET_KEYS": "short"}, "SECRET_KEYS"),
        ({"SECRET_KEYS": "demo-secret-for-loopback-only-0123456789"}, "SECRET_KEYS"),
        ({"MAIL_URL": ""}, "MAIL_URL"),
        ({"MAIL_URL": "http://mail"}, "MAIL_URL"),
        ({"MAIL_URL": "outbox:"}, "MAIL_URL"),
        ({"DATABASE_URL": "mysql://x"}, "DATABASE_URL"),
        ({"PORT": "eighty"}, "PORT"),
        ({"TRUSTED_PROXIES": "-1"}, "TRUSTED_PROXIES"),
        ({"DEMO": "1"}, "DEMO"),
        ({"STRIPE_SECRET_KEY": "sk_test_1"}, "STRIPE_WEBHOOK_SECRET"),
        ({"STRIPE_SECRET_KEY": "pk_1", "STRIPE_WEBHOOK_SECRET": "whsec_1"}, "STRIPE_SECRET_KEY"),
        ({"STRIPE_SECRET_KEY": "sk_1", "STRIPE_WEBHOOK_SECRET": "secret"}, "WEBHOOK_SECRET"),
        ({"STRIPE_API": "https://stripe.example.org"}, "STRIPE_API"),
    ],
)
def test_a_setting_that_is_unsafe_or_missing_is_named(change, named):
    with pytest.raises(Misconfigured, match=named):
        from_environment(GOOD | change)


def test_the_demo_takes_no_live_key():
    live = {"STRIPE_SECRET_KEY": "sk_live_1", "STRIPE_WEBHOOK_SECRET": "whsec_1"}
    with pytest.raises(Misconfigured, match="moves no money"):
        from_environment({"DEMO": "1"} | live)
