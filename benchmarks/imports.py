"""A file of 10,000 goods on its way into an empty shop: seconds and peak memory of each step.

The file and the empty shop are made by one process, each way of the file is gone by a new one: so
the peaks are those of the import alone. It fails beyond 60 seconds or 300 MB.
"""

import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

HEADERS = "SKU,Ad,Fiyat,Stok,Kategori,KDV,Net miktar,Birim,Kısa tanıtım (Türkçe),"
HEADERS += "Açıklama (Türkçe),Temel nitelikler (Türkçe)"
TIMES = ("first", "second")
MOST_SECONDS, MOST_MB = 60, 300


def a_file(rows: int, kind: str) -> bytes:
    """So many goods, each with a paragraph of its own."""
    from app.imports import writers

    words = "Güneşte kurutuldu, elde ayıklandı, taş değirmende çekildi. " * 8
    return writers.written(
        kind,
        HEADERS.split(","),
        (
            f"k-{n}|Tarhana {n}|{n % 900 + 1},50|{n % 50}|Kiler|1|500|g|Ev yapımı|{n} {words}|"
            f"İçindekiler: un, yoğurt\nYıl: {n % 10 + 2016}".split("|")
            for n in range(rows)
        ),
    )


def peak() -> int:
    """The most memory of this process since it was last asked, in MB."""
    most = re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())
    Path("/proc/self/clear_refs").write_text("5")
    return int(most[1]) // 1024 if most else 0


def timed(name: str, work: Callable[[], object]) -> tuple[float, int]:
    """Do it, and say how long it took and its peak of memory."""
    began = time.monotonic()
    work()
    seconds, most = time.monotonic() - began, peak()
    print(f"{name}: {seconds:.1f} s, peak {most} MB", flush=True)
    return seconds, most


def shop(folder: str):  # type: ignore[no-untyped-def]
    """The application over the files in a folder."""
    from app import create_app
    from app.config import from_environment

    return create_app(
        from_environment(
            {
                "DEMO": "1",
                "DATABASE_URL": f"sqlite:///{folder}/shop.db",
                "QUEUE_URL": "memory:",
                "MEDIA_URL": f"file://{folder}/media",
                "SECRET_KEYS": "only-for-benchmarks-0123456789-0123456789",
            }
        )
    )


def prepare(folder: str, rows: int, kind: str) -> None:
    """An empty shop with one supplier, and the file."""
    with shop(folder).app_context():
        from app.catalogue.models import Category
        from app.extensions import db
        from app.kernel import transactions
        from tests import builders

        db.create_all()
        db.session.add(Category(slug="kiler", texts={"tr": {"name": "Kiler", "lead": ""}}))
        builders.a_member(supplier=builders.a_supplier())
        transactions.save()
    body = a_file(rows, kind)
    Path(folder, "goods").write_bytes(body)
    print(f"{rows} rows of {kind}, {len(body) // 1024} kB", flush=True)


def go(folder: str, name: str) -> None:
    """The whole way of the file, once."""
    with shop(folder).app_context():
        from app.catalogue.models import Product, Variant
        from app.extensions import db
        from app.imports.services import running

        body = Path(folder, "goods").read_bytes()
        timed(f"{name} time, before", lambda: None)
        steps = [
            timed(f"{name} time, read", lambda: _send(body)),
            timed(f"{name} time, checked", _check),
            timed(f"{name} time, written", running.run_due),
        ]
        print(f"products {db.session.query(Product).count()}, {db.session.query(Variant).count()}")
    whole, most = sum(seconds for seconds, _mb in steps), max(mb for _seconds, mb in steps)
    print(f"{name} time, all: {whole:.1f} s, peak {most} MB")
    if whole > MOST_SECONDS or most > MOST_MB:
        sys.exit(f"more than {MOST_SECONDS} s or {MOST_MB} MB")


def _send(body: bytes) -> None:
    from app.accounts.models import Member
    from app.extensions import db
    from app.imports.services import receive, receiving
    from app.kernel import transactions
    from app.suppliers.models import Supplier

    supplier = db.session.query(Supplier.id).scalar()
    member = db.session.query(Member.id).scalar()
    kept = receiving.keep(body)
    receive(supplier, member, "goods", kept)
    transactions.save()


def _check() -> None:
    from flask import current_app

    from app.extensions import db
    from app.imports import pages
    from app.imports.models import Import
    from app.imports.services import confirm
    from app.kernel import transactions

    file = db.session.query(Import).order_by(Import.id.desc()).first()
    assert file is not None
    with current_app.test_request_context("/"):
        print("  ", pages.forecast(file, "all", 1).counts)
    db.session.rollback()
    confirm(db.session.get_one(Import, file.id))
    transactions.save()


def main(rows: str, kind: str) -> None:
    """Each step in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        for step in (["prepare", folder, rows, kind], *(["go", folder, name] for name in TIMES)):
            subprocess.run([sys.executable, __file__, *step], check=True)  # noqa: S603


if __name__ == "__main__":
    given = sys.argv[1:]
    if given[:1] == ["prepare"]:
        prepare(given[1], int(given[2]), given[3])
    elif given[:1] == ["go"]:
        go(given[1], given[2])
    else:
        main(given[0] if given else "10000", given[1] if len(given) > 1 else "csv")
