"""Back up the whole shop into one sealed file, and bring it back (specification B, P-24, PR-5.7b).

A backup holds the database and the files. The keys of the installation are never in it: keep them
apart, and the same ones must be there when it is brought back; their short public names stand in
the backup, so that nobody finds out too late. What is older than 35 days is deleted.
"""

import json
import shutil
import tarfile
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from app.backups import databases, sealing
from app.extensions import db
from app.kernel import clock, crypto
from app.storage import gateway as storage

KEPT = timedelta(days=35)
SUFFIX = ".backup"
STAMP = "%Y%m%dT%H%M%SZ"
DATABASE, FILES, MANIFEST = "database", "files", "manifest.json"


class Refused(Exception):
    """It is not done; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself."""

    made_at: str
    dialect: str
    key_ids: tuple[str, ...]


def back_up(folder: Path, key: str) -> Path:
    """Write one sealed file; it appears under its name only when it is whole."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    now = clock.now()
    target = folder / f"{now.strftime(STAMP)}{SUFFIX}"
    manifest = Manifest(now.isoformat(), db.engine.dialect.name, crypto.key_ids())
    with tempfile.TemporaryDirectory(dir=folder, prefix=".making-") as rough:
        database, packed, part = (Path(rough) / name for name in (DATABASE, "tar", "part"))
        databases.dump(db.engine, database)
        (Path(rough) / MANIFEST).write_text(json.dumps(_told(manifest)), encoding="utf-8")
        with tarfile.open(packed, "w") as tar:
            tar.add(Path(rough) / MANIFEST, MANIFEST)
            tar.add(database, DATABASE)
            tar.add(storage.folder(), FILES)
        with packed.open("rb") as plain, part.open("wb") as sealed:
            sealing.seal(plain, sealed, key)
        part.chmod(0o600)
        part.replace(target)
    return target


def delete_old(folder: Path) -> list[str]:
    """Delete what is older than 35 days; returns the names (P-24)."""
    gone = []
    for path in sorted(folder.glob(f"*{SUFFIX}")) if folder.exists() else []:
        made = _made_at(path)
        if made is not None and made < clock.now() - KEPT:
            path.unlink()
            gone.append(path.name)
    return gone


def restore(source: Path, key: str, *, replace: bool) -> Manifest:
    """Bring a backup back: database and files. Raises Refused, NotOurs, Failed.

    Nothing is touched before the whole file has been opened and its manifest agreed to.
    """
    with tempfile.TemporaryDirectory(prefix="restoring-") as rough:
        packed = Path(rough) / "tar"
        with source.open("rb") as sealed, packed.open("wb") as plain:
            for piece in sealing.opened(sealed, key):
                plain.write(piece)
        with tarfile.open(packed) as tar:
            tar.extractall(rough, filter="data")
        manifest = _read(Path(rough) / MANIFEST)
        _agree(manifest, replace)
        databases.restore(db.engine, Path(rough) / DATABASE)
        _put_back(Path(rough) / FILES)
    return manifest


def _agree(manifest: Manifest, replace: bool) -> None:
    here = db.engine.dialect.name
    if manifest.dialect != here:
        raise Refused(f"this backup is of {manifest.dialect}; DATABASE_URL names {here}")
    if not set(manifest.key_ids) & set(crypto.key_ids()):
        raise Refused(
            "SECRET_KEYS: none of the keys of this backup is here; put them back first, "
            f"they are called {', '.join(manifest.key_ids)}"
        )
    if not replace and not databases.is_empty(db.engine):
        raise Refused("there is a shop in this database; say --replace to put the backup over it")


def _put_back(files: Path) -> None:
    """The files of the backup, and no others."""
    here = storage.folder()
    for path in here.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    shutil.copytree(files, here, dirs_exist_ok=True)


def _told(manifest: Manifest) -> Mapping[str, object]:
    return {
        "made_at": manifest.made_at,
        "dialect": manifest.dialect,
        "key_ids": list(manifest.key_ids),
    }


def _read(path: Path) -> Manifest:
    told = json.loads(path.read_text(encoding="utf-8"))
    return Manifest(told["made_at"], told["dialect"], tuple(told["key_ids"]))


def _made_at(path: Path) -> datetime | None:
    try:
        return datetime.strptime(path.name.removesuffix(SUFFIX), STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None
