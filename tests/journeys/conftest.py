"""A whole shop for the browser: server, practice bank and worker, on ports of their own."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, sync_playwright

from tests.conftest import a_database
from tests.journeys import travel as travel_agency
from tests.journeys.browser import Shop
from tests.journeys.travel import Traveller

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent
FLAGS = [
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def free_pair() -> int:
    for port in range(int(os.environ.get("JOURNEY_PORTS", "18200")), 19000, 2):
        with socket.socket() as one, socket.socket() as two:
            try:
                one.bind(("127.0.0.1", port))
                two.bind(("127.0.0.1", port + 1))
            except OSError:
                continue
            return port
    raise RuntimeError("no free ports")


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory, database_url: str) -> Iterator[Shop]:
    """The seeded demo, started as `make run` starts it, on its own database."""
    folder = tmp_path_factory.mktemp("shop")
    port = free_pair()
    url = database_url
    if url.startswith("sqlite"):
        url = f"sqlite:///{folder / 'shop.db'}"
    shop = f"http://127.0.0.1:{port}"
    env = {
        **os.environ,
        "DEMO": "1",
        "PORT": str(port),
        "PUBLIC_URL": shop,
        "DATABASE_URL": url,
        "QUEUE_URL": f"sqlite:///{folder / 'queue.db'}",
        "MEDIA_URL": f"file://{folder / 'media'}",
        "SECRET_KEYS": "only-for-journeys-0123456789-0123456789",
        "DEMO_PROVIDER_SECRET": "only-for-journeys-0123456789",
        "DEMO_PROVIDER_DB": str(folder / "bank.db"),
        "DEMO_PROVIDER_LATE_SECONDS": "1",
        "SHOP_ORIGIN": shop,
        "FLASK_APP": "wsgi:app",
    }
    subprocess.run([BIN / "flask", "prepare"], cwd=ROOT, env=env, check=True)
    gunicorn = [BIN / "gunicorn", "--no-control-socket", "--worker-class", "gthread"]
    children = [
        subprocess.Popen(command, cwd=ROOT, env=env)
        for command in (
            [*gunicorn, "--threads", "4", "-w", "2", "-b", f"127.0.0.1:{port}", "wsgi:app"],
            [*gunicorn, "--threads", "4", "-b", f"127.0.0.1:{port + 1}", "demo_provider.wsgi:app"],
            [BIN / "flask", "worker"],
        )
    ]
    try:
        for address in (f"{shop}/healthz", f"http://127.0.0.1:{port + 1}/healthz"):
            _wait_for(address)
        yield Shop(shop, f"http://127.0.0.1:{port + 1}", url)
    finally:
        for child in children:
            child.terminate()
        for child in children:
            child.wait(20)


def _wait_for(address: str) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError(f"{address} does not answer")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, or whichever CHROMIUM names."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM") or "/usr/bin/chromium", args=FLAGS
        )
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def town(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[tuple[Flask, Shop]]:
    """A shop and a bank in this process, on a database of their own."""
    folder = tmp_path_factory.mktemp("town")
    with (
        a_database(f"town_{worker_id}", folder) as url,
        travel_agency.town(free_pair(), url, folder) as both,
    ):
        yield both


@pytest.fixture
def travel(
    town: tuple[Flask, Shop], chromium: Browser, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Traveller]:
    """A shop whose clock the test moves; `Traveller` says what it can do."""
    with travel_agency.travelling(*town, chromium, monkeypatch) as traveller:
        yield traveller
