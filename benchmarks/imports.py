"""A file of 10,000 goods on its way into an empty shop: seconds and peak memory of each step."""

import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from app import create_app  # noqa: E402
from app.catalogue.models import Category, Product, Variant  # noqa: E402
from app.config import from_environment  # noqa: E402
from app.extensions import db  # noqa: E402
from app.imports import pages, writers  # noqa: E402
from app.imports.services import confirm, receive, receiving, running  # noqa: E402
from app.kernel import transactions  # noqa: E402

HEADERS = "SKU,Ad,Fiyat,Stok,Kategori,KDV,Net miktar,Birim,Kısa tanıtım (Türkçe),"
HEADERS += "Açıklama (Türkçe),Temel nitelikler (Türkçe)"


def a_file(rows: int, kind: str) -> bytes:
    """So many goods, each with a paragraph of its own."""
    words = "Güneşte kurutuldu, elde ayıklandı, taş değirmende çekildi. " * 8
    return writers.written(
        kind,
        HEADERS.split(","),
        (
            f"k-{n}|Tarhana {n}|{n % 900 + 1},50|{n % 50}|Kiler|1|500|g|Ev yapımı|{words}|"
            f"İçindekiler: un, yoğurt\nYıl: {n % 10 + 2016}".split("|")
            for n in range(rows)
        ),
    )


def timed(name: str, work: Callable[[], object]) -> float:
    """Say how long it took and the most memory of the process so far."""
    began = time.monotonic()
    work()
    seconds = time.monotonic() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{name}: {seconds:.1f} s, peak {peak} MB")
    return seconds


def main(rows: int, kind: str, folder: str) -> None:
    """The whole way, twice."""
    app = create_app(
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
    with app.app_context():
        db.create_all()
        supplier_id, member_id = _people()
        body = a_file(rows, kind)
        timed(f"start, with {rows} rows of {kind}, {len(body) // 1024} kB", lambda: None)
        for time_ in ("first", "second"):
            whole = timed(f"{time_} time, read", lambda: _send(supplier_id, member_id, body))
            whole += timed(f"{time_} time, checked", _check)
            whole += timed(f"{time_} time, written", running.run_due)
            print(f"{time_} time, all: {whole:.1f} s")
        print(f"products {db.session.query(Product).count()}, {db.session.query(Variant).count()}")


def _people() -> tuple[int, int]:
    from tests import builders

    db.session.add(Category(slug="kiler", texts={"tr": {"name": "Kiler", "lead": ""}}))
    supplier = builders.a_supplier()
    return supplier.id, builders.a_member(supplier=supplier).id


def _send(supplier_id: int, member_id: int, body: bytes) -> None:
    kept = receiving.keep(body)
    receive(supplier_id, member_id, "goods", kept)
    transactions.save()


def _check() -> None:
    from app.imports.models import Import

    file = db.session.query(Import).order_by(Import.id.desc()).first()
    assert file is not None
    with app_request():
        print("  ", pages.forecast(file, "all", 1).counts)
    db.session.rollback()
    file = db.session.get_one(Import, file.id)
    confirm(file)
    transactions.save()


def app_request():  # type: ignore[no-untyped-def]
    """Sentences need a language."""
    from flask import current_app

    return current_app.test_request_context("/")


if __name__ == "__main__":
    given = sys.argv[1:]
    with tempfile.TemporaryDirectory() as made:
        main(int(given[0]) if given else 10_000, given[1] if len(given) > 1 else "csv", made)
