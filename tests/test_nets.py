"""Tests that guard the whole: audiences, templates, schemas, texts, headers, statement counts."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import create_engine, event, inspect, text

from app.extensions import db
from app.media.models import Picture
from app.settings.texts import NAMES
from app.timers import services as timers
from app.timers.services import Job
from app.web import cookies
from tests.builders import a_category, a_product
from tests.page import Page

ROOT = Path(__file__).resolve().parents[1]


def test_every_template_compiles_and_every_page_extends_a_layout(app):
    for file in sorted((ROOT / "templates").rglob("*.html")):
        name = file.relative_to(ROOT / "templates").as_posix()
        app.jinja_env.get_template(name)
        if name.split("/")[0] not in {"layouts", "components", "messages", "contracts"}:
            assert re.match(r"{% extends 'layouts/\w+\.html' %}", file.read_text()), name


def test_no_template_has_inline_script_style_or_a_ticked_priced_box(app):
    for file in (ROOT / "templates").rglob("*.html"):
        source = file.read_text()
        if "messages" in file.parts or file.name == "document.html":
            continue
        assert "style=" not in source, file
        assert not re.search(r"<script(?![^>]*src=)", source), file
        assert not re.search(r"\son\w+=", source), file


@pytest.mark.requirement("DC-19.1")
def test_no_box_that_costs_money_is_ticked_beforehand():
    priced = re.compile(r'<input(?=[^>]*name="(?:extra|donation|warranty))[^>]*>')
    found = 0
    for file in (ROOT / "templates").rglob("*.html"):
        source = file.read_text()
        if file.parent.name == "checkout":
            assert not re.search(r'type="checkbox"[^>]*checked', source), file
        for tag in priced.findall(source):
            assert "checked" not in tag, file
            assert 'name="donation"' not in tag or "value" not in tag, file
            found += 1
    assert found >= 2


def test_migrated_and_created_schemas_are_equal(app, tmp_path):
    from flask_migrate import upgrade

    from app import create_app
    from app.config import from_environment

    if db.engine.dialect.name == "postgresql":
        base = db.engine.url
        name = f"{base.database}_migrated"
        admin = create_engine(base.set(database="postgres"), isolation_level="AUTOCOMMIT")
        with admin.connect() as connection:
            connection.execute(text(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'))
            connection.execute(text(f'CREATE DATABASE "{name}"'))
        admin.dispose()
        url = base.set(database=name).render_as_string(hide_password=False)
    else:
        url = f"sqlite:///{tmp_path / 'migrated.db'}"
    other = create_app(from_environment({"DEMO": "1", "DATABASE_URL": url}))
    with other.app_context():
        upgrade()
        migrated = _shape(db.engine)
        db.session.remove()
        db.engine.dispose()
    assert migrated == _shape(db.engine)


def _shape(engine):
    seen = inspect(engine)
    shape = {}
    for table in seen.get_table_names():
        if table == "alembic_version":
            continue
        columns = {(c["name"], str(c["type"]), c["nullable"]) for c in seen.get_columns(table)}
        indexes = {
            (i["name"], tuple(i["column_names"]), bool(i["unique"]))
            for i in seen.get_indexes(table)
        }
        checks = {c["name"] for c in seen.get_check_constraints(table)}
        keys = {k["name"] for k in seen.get_foreign_keys(table)}
        shape[table] = (columns, indexes, checks, keys)
    query = (
        "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'"
        if engine.dialect.name == "sqlite"
        else "SELECT tgname, tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal"
    )
    with engine.connect() as connection:
        shape["triggers"] = {tuple(row) for row in connection.execute(text(query))}
    assert shape["triggers"]
    return shape


@pytest.mark.requirement("CK-1")
@pytest.mark.usefixtures("open_shop")
def test_a_first_visit_of_a_public_page_sets_no_cookie(visitor):
    product = a_product()
    for path in ("/", "/en/", "/search?q=x", "/makers", "/legal/about", "/cookies", "/cart"):
        assert "Set-Cookie" not in visitor.get(path).headers, path
    path = f"/p/{product.texts[0].slug}-{product.id}"
    assert "Set-Cookie" not in visitor.get(path).headers


@pytest.mark.requirement("CK-8")
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_cookie_text_lists_what_the_registry_holds(open_shop, visitor, prefix):
    """That nothing else is set is asked of every answer of every test (conftest, `Browser`)."""
    told = {row[0] for row in Page(visitor.get(f"{prefix}/cookies")).rows()}

    assert told == set(cookies.names())


@pytest.mark.usefixtures("open_shop")
def test_the_headers_let_nothing_inline_or_foreign_in(visitor):
    headers = visitor.get("/").headers
    policy = headers["Content-Security-Policy"]

    assert "unsafe" not in policy
    assert "nonce" not in policy
    assert policy.startswith("default-src 'none'")
    assert "form-action 'self' http://127.0.0.1:8001" in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_the_demo_answers_on_this_machine_only(visitor):
    assert visitor.get("/", headers={"Host": "shop.example"}).status_code == 400


@pytest.mark.usefixtures("open_shop")
def test_public_pages_say_304_before_rendering_and_change_with_the_catalogue(visitor):
    from app.catalogue import services as catalogue

    a_product()
    first = visitor.get("/en/")
    etag = first.headers["ETag"]
    assert visitor.get("/en/", headers={"If-None-Match": etag}).status_code == 304
    catalogue.touch()
    db.session.commit()

    assert visitor.get("/en/", headers={"If-None-Match": etag}).status_code == 200


@pytest.mark.requirement("LG-3")
@pytest.mark.usefixtures("open_shop")
def test_the_address_decides_the_language(visitor):
    turkish = Page(visitor.get("/", headers={"Accept-Language": "en"}))
    english = Page(visitor.get("/en/", headers={"Accept-Language": "tr"}))

    assert turkish.soup.html["lang"] == "tr"
    assert english.soup.html["lang"] == "en"
    assert turkish.heading == "Ağdan, tarladan, tezgâhtan: yapanın elinden."
    assert {a["hreflang"] for a in turkish.soup.select("link[rel=alternate]")} == {"tr", "en"}


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("name", NAMES)
def test_every_standing_text_stands_in_both_languages(open_shop, visitor, prefix, name):
    page = Page(visitor.get(f"{prefix}/legal/{name}"))

    assert page.status == 200
    assert page.heading
    assert "{{" not in page.text
    assert "…/…" not in page.text


@pytest.mark.requirement("CK-9")
def test_the_cookie_text_has_instructions_for_seven_browsers(open_shop, visitor):
    assert len(Page(visitor.get("/cookies")).headings(3)) == 7


@pytest.mark.requirement("DC-16.4.c")
def test_nothing_that_is_not_sold_has_a_route(app):
    rules = " ".join(rule.rule for rule in app.url_map.iter_rules())
    for word in ("auction", "voucher", "coupon", "subscription", "instalment", "phone-order"):
        assert word not in rules


@pytest.fixture
def statements():
    """The statements a request runs, without transaction control."""
    seen: list[str] = []

    def note(conn, cursor, statement, parameters, context, executemany):
        if not statement.startswith(("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "PRAGMA")):
            seen.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    yield seen
    event.remove(db.engine, "before_cursor_execute", note)


def test_the_number_of_statements_does_not_grow_with_the_shelf(open_shop, visitor, statements):
    category = a_category()
    counts = []
    for _round in range(2):
        for _n in range(8):
            product = a_product(category=category)
        db.session.expire_all()
        paths = ("/en/", f"/en/c/{category.slug}", f"/en/p/x-{product.id}", "/en/search?q=lakerda")
        row = []
        for path in paths:
            statements.clear()
            visitor.get(path, follow_redirects=True)
            row.append(len(statements))
        counts.append(row)

    assert counts[0] == counts[1]
    most = (9, 8, 19, 7)  # home, category, product after its redirect, search
    assert all(count <= limit for count, limit in zip(counts[1], most, strict=True)), counts


def test_get_never_waits_for_a_writer(open_shop, visitor, deployment):
    import sqlite3

    if db.engine.dialect.name != "sqlite":
        with db.engine.begin() as writer:
            writer.execute(text("LOCK TABLE settings IN ROW EXCLUSIVE MODE"))
            assert visitor.get("/en/").status_code == 200
        return
    writer = sqlite3.connect(str(db.engine.url.database))
    writer.execute("BEGIN IMMEDIATE")
    try:
        assert visitor.get("/en/").status_code == 200
    finally:
        writer.rollback()
        writer.close()


def test_a_timer_runs_once_and_a_failing_job_stops_no_other(app, today):
    ran: list[str] = []

    def fails() -> None:
        raise RuntimeError("broken")

    jobs = (
        Job("bad", fails, timedelta(hours=1)),
        Job("good", lambda: ran.append("good"), timedelta(hours=1)),
    )
    today("2026-03-02 10:00:00")
    timers.run_due(jobs)
    timers.run_due(jobs)

    assert ran == ["good"]


def test_search_folds_turkish_and_finds_beginnings(open_shop, visitor):
    a_product(name="Isırgan çorbası")
    a_product(name="Kırmızı biber")
    for query, found in (
        ("ISIRGAN", "Isırgan çorbası"),
        ("isirgan", "Isırgan çorbası"),
        ("kirmizi bib", "Kırmızı biber"),
        ("KIRMIZI", "Kırmızı biber"),
        ("poyraz biber", "Kırmızı biber"),
    ):
        page = Page(visitor.get("/en/search", query_string={"q": query}))
        assert found in [" ".join(h.get_text().split()) for h in page.soup.select(".card h3")], (
            query
        )
    assert "Nothing was found" in Page(visitor.get("/en/search?q=zzzz")).text


def test_pictures_are_re_encoded_without_their_data(app):
    import io

    from PIL import Image

    from app.media import services as media
    from app.storage import gateway as storage

    picture = Image.new("RGB", (1000, 800), "#336699")
    exif = Image.Exif()
    exif[0x010F] = "Telefon"
    raw = io.BytesIO()
    picture.save(raw, "JPEG", exif=exif)
    kept = media.add(raw.getvalue())
    db.session.commit()
    media.render_some()

    with Image.open(io.BytesIO(storage.read(f"{kept.sha256[:24]}.jpg"))) as stored:
        assert not stored.getexif()
    assert db.session.get(Picture, kept.id).widths == [320, 640, 960, 1000]
    with pytest.raises(media.NotAPicture):
        media.add(b"<svg onload=alert(1)>")
