"""A new key: everything encrypted comes under it, and is still found by its number."""

import pytest
from cryptography.fernet import InvalidToken
from sqlalchemy import select

from app.accounts.models import Member
from app.extensions import db
from app.kernel import crypto
from app.privacy import rotating
from app.suppliers import secrets
from app.suppliers.models import Supplier
from tests.builders import a_member, a_product, a_supplier
from tests.shopping import buy

pytestmark = pytest.mark.usefixtures("open_shop")
NEWER = "a-newer-key-0123456789-0123456789-012"
IBAN = "TR960006100000000000000001"


@pytest.fixture
def newer_key(app, monkeypatch):
    """The operator puts a new key first and leaves the old one behind it."""
    old = app.config["SECRET_KEYS"][0]

    def put_first(keys=None):
        monkeypatch.setitem(app.config, "SECRET_KEYS", keys or [NEWER, old])

    return put_first


def test_after_the_run_the_old_key_is_needed_for_nothing_encrypted(app, newer_key):
    supplier, member = a_supplier(), a_member().id
    secrets.keep(supplier, "iban", IBAN)
    db.session.commit()
    supplier = supplier.id
    newer_key()

    done = dict(rotating.rotate())
    newer_key([NEWER])
    db.session.expire_all()

    assert done["suppliers.iban_cipher"] >= 1
    assert crypto.decrypt(db.session.get_one(Supplier, supplier).iban_cipher) == IBAN
    assert crypto.decrypt(db.session.get_one(Member, member).totp_cipher)


def test_a_number_is_found_by_its_blind_index_under_the_new_key(app, newer_key):
    supplier = a_supplier()
    secrets.keep(supplier, "iban", IBAN)
    db.session.commit()
    expected = supplier.id
    newer_key()
    by_number = select(Supplier.id).where(Supplier.iban_index == crypto.blind("iban", IBAN))
    assert db.session.scalar(by_number) is None

    rotating.rotate()

    assert db.session.scalar(by_number) == expected


def test_a_second_run_changes_nothing(app, newer_key):
    secrets.keep(a_supplier(), "iban", IBAN)
    db.session.commit()
    newer_key()
    rotating.rotate()

    assert {count for _place, count in rotating.rotate()} == {0}


def test_the_command_says_which_key_the_evidence_still_needs(app, newer_key, visitor, bank):
    buy(visitor, bank, a_product())
    old = crypto.key_id()
    newer_key()

    done = app.test_cli_runner().invoke(args=["rotate-keys"])

    assert done.exit_code == 0, done.output
    assert f"rows of evidence are signed by key {old}: keep it in SECRET_KEYS" in done.output


def test_what_no_key_of_ours_opens_stops_the_run(app, newer_key):
    supplier = a_supplier()
    supplier.iban_cipher = "not ours"
    db.session.commit()

    with pytest.raises(InvalidToken):
        rotating.rotate()
