"""A whole shop for the browser: server, practice bank and worker, on ports of their own."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

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


@dataclass(frozen=True)
class Shop:
    """Where the running shop answers."""

    url: str
    bank: str
    database_url: str


def _free_pair() -> int:
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
    port = _free_pair()
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


class Watched:
    """A page whose requests and console are watched: nothing leaves the shop but to the bank."""

    def __init__(self, browser: Browser, shop: Shop, width: int, scripts: bool) -> None:
        self.shop = shop
        self.foreign: list[str] = []
        self.errors: list[str] = []
        self.context = browser.new_context(
            viewport={"width": width, "height": 900}, java_script_enabled=scripts
        )
        self.page: Page = self.context.new_page()
        self.page.on("request", self._request)
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))

    def _request(self, request) -> None:  # type: ignore[no-untyped-def]
        if not request.url.startswith((self.shop.url, self.shop.bank, "data:")):
            self.foreign.append(request.url)

    def _console(self, message) -> None:  # type: ignore[no-untyped-def]
        answered_422 = "status of 4" in message.text  # the browser's own note of a refused form
        if message.type == "error" and not answered_422:
            self.errors.append(message.text)

    def go(self, path: str) -> None:
        self.page.goto(self.shop.url + path)

    def press(self, name: str) -> None:
        """Press the button or link with this name."""
        self.page.get_by_role("button", name=name).or_(
            self.page.get_by_role("link", name=name)
        ).first.click()
        self.page.wait_for_load_state()

    def says(self, text: str) -> bool:
        return text in self.page.inner_text("body")
