"""A shop that was lost comes back whole, and nobody reads its backup on the way."""

import io
from dataclasses import replace
from datetime import datetime

import pytest
from flask_migrate import upgrade
from sqlalchemy import select, text

from app import create_app
from app.backups import sealing, services
from app.extensions import db
from app.kernel import clock
from app.settings import queries as settings
from app.settings import services as changing
from app.settings.models import Setting
from app.storage import gateway as storage
from tests.conftest import a_database

KEY = "a-key-for-backups-0123456789-0123456789"
OTHER = "another-key-0123456789-0123456789-01234"


@pytest.fixture
def lost(deployment, tmp_path, worker_id):
    """A shop of its own, migrated as a real one is, with one setting and one file."""
    with a_database(f"backups_{worker_id}", tmp_path) as url:
        own = replace(
            deployment,
            database_url=url,
            media_url=f"file://{tmp_path / 'media'}",
            backup_key=KEY,
            backup_folder=str(tmp_path / "backups"),
        )
        app = create_app(own, TESTING=True)
        with app.app_context():
            upgrade()
            changing.change("operator.email", "before@example.org", "test")
            db.session.commit()
            storage.put("picture.jpg", b"before")
            yield app
            db.session.remove()
            db.engine.dispose()


def backed_up(app):
    db.session.remove()
    done = app.test_cli_runner().invoke(args=["backup"])
    assert done.exit_code == 0, done.output
    return done.output.split("written: ")[1].splitlines()[0]


def go_on(app):
    """The shop goes on after the backup: another setting, another file."""
    changing.change("operator.email", "after@example.org", "test")
    db.session.commit()
    storage.put("later.jpg", b"after")
    storage.remove("picture.jpg")
    db.session.remove()


@pytest.mark.requirement("P-24")
def test_a_backup_brings_back_rows_files_and_what_guards_them(lost):
    written = backed_up(lost)
    go_on(lost)

    done = lost.test_cli_runner().invoke(args=["restore", written, "--replace"])

    assert done.exit_code == 0, done.output
    values = list(db.session.scalars(select(Setting.value).where(Setting.key == "operator.email")))
    assert values == ["before@example.org"]
    assert storage.read("picture.jpg") == b"before"
    assert not storage.has("later.jpg")
    triggers = (
        "SELECT count(*) FROM sqlite_master WHERE type = 'trigger'"
        if db.engine.dialect.name == "sqlite"
        else "SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal"
    )
    assert db.session.scalar(text(triggers)) >= 5


def test_over_a_living_shop_it_is_put_only_when_that_is_said(lost):
    written = backed_up(lost)
    go_on(lost)

    done = lost.test_cli_runner().invoke(args=["restore", written])

    assert done.exit_code == 1
    assert "say --replace" in done.output
    assert settings.text("operator.email") == "after@example.org"


def test_nobody_reads_a_backup_without_its_key(lost):
    written = backed_up(lost)

    raw = services.Path(written).read_bytes()
    lost.config["BACKUP_KEY"] = OTHER
    done = lost.test_cli_runner().invoke(args=["restore", written, "--replace"])

    assert b"before@example.org" not in raw
    assert done.exit_code == 1
    assert "BACKUP_KEY is another one" in done.output


def test_without_the_installations_keys_nothing_is_brought_back(lost):
    """The encrypted columns could not be read again; it is said before anything is touched."""
    written = backed_up(lost)
    go_on(lost)

    lost.config["SECRET_KEYS"] = [OTHER]
    done = lost.test_cli_runner().invoke(args=["restore", written, "--replace"])

    assert done.exit_code == 1
    assert "SECRET_KEYS: none of the keys of this backup is here" in done.output
    assert storage.read("later.jpg") == b"after"


@pytest.mark.requirement("P-24")
def test_what_is_older_than_35_days_is_deleted(lost, monkeypatch):
    """Written on 2 March 2026: still there on 6 April, gone on 7 April."""
    moments = iter(("2026-03-02T03:00:00+00:00", "2026-04-06T03:00:00+00:00"))
    for moment in moments:
        now = datetime.fromisoformat(moment)
        monkeypatch.setattr(clock, "now", lambda now=now: now)
        path = backed_up(lost)
    folder = services.Path(path).parent
    assert sorted(p.name for p in folder.iterdir()) == [
        "20260302T030000Z.backup",
        "20260406T030000Z.backup",
    ]

    later = datetime.fromisoformat("2026-04-07T03:00:00+00:00")
    monkeypatch.setattr(clock, "now", lambda: later)

    assert services.delete_old(folder) == ["20260302T030000Z.backup"]


def test_a_backup_without_a_key_is_refused_by_name(lost):
    lost.config["BACKUP_KEY"] = ""

    done = lost.test_cli_runner().invoke(args=["backup"])

    assert done.exit_code == 1
    assert "BACKUP_KEY: set a random key of 32 characters or more" in done.output


@pytest.mark.parametrize("size", [0, 1, sealing.PIECE, sealing.PIECE + 1, 3 * sealing.PIECE])
def test_what_is_sealed_opens_again_whatever_its_size(size):
    body = bytes(range(256)) * (size // 256) + b"x" * (size % 256)
    sealed = io.BytesIO()
    sealing.seal(io.BytesIO(body), sealed, KEY)

    assert b"".join(sealing.opened(io.BytesIO(sealed.getvalue()), KEY)) == body


@pytest.mark.parametrize("harm", ["cut", "changed", "swapped", "other file"])
def test_a_backup_that_was_cut_or_changed_is_refused(harm):
    body = b"a" * sealing.PIECE + b"b" * sealing.PIECE + b"c"
    out = io.BytesIO()
    sealing.seal(io.BytesIO(body), out, KEY)
    whole = out.getvalue()
    start, piece = len(sealing.MAGIC) + sealing.SALT, sealing.PIECE + sealing.TAG
    first, second = whole[start : start + piece], whole[start + piece : start + 2 * piece]
    harmed = {
        "cut": whole[: start + 2 * piece],
        "changed": whole[:-1] + bytes([whole[-1] ^ 1]),
        "swapped": whole[:start] + second + first + whole[start + 2 * piece :],
        "other file": b"PK\x03\x04" + whole,
    }[harm]

    with pytest.raises(sealing.NotOurs):
        b"".join(sealing.opened(io.BytesIO(harmed), KEY))
