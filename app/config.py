"""Deployment settings, read once from the environment or `.env`. Unsafe or missing: no start."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_network
from pathlib import Path
from urllib.parse import urlsplit

from dotenv import dotenv_values

ROOT = Path(__file__).resolve().parent.parent
LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]", "::1"})
DEMO_SECRET = "demo-secret-for-loopback-only-0123456789"  # noqa: S105
LANGUAGES = ("tr", "en")
BOUNCE = re.compile(r"[A-Za-z0-9._-]{1,20}@[A-Za-z0-9.-]{1,190}")


class Misconfigured(SystemExit):
    """A setting is missing or unsafe; the sentence names it."""


@dataclass(frozen=True, slots=True)
class Deployment:
    """Where and how this installation runs. Business settings are a table, not here."""

    demo: bool
    port: int
    public_url: str
    secret_keys: tuple[str, ...]
    trusted_proxies: int
    database_url: str
    queue_url: str
    media_url: str
    mail_url: str
    sms_url: str
    provider_url: str
    provider_secret: str
    stripe_secret_key: str = ""
    stripe_webhook_secret: str = ""
    stripe_api: str = ""
    bounce_address: str = ""
    maintenance: bool = False
    var_folder: str = str(ROOT / "var")
    backup_key: str = ""
    backup_folder: str = str(ROOT / "var" / "backups")

    @property
    def secure(self) -> bool:
        """Whether people reach us by HTTPS, so that cookies may say so."""
        return self.public_url.startswith("https://")

    @property
    def host(self) -> str:
        """The host name in the public address, without port."""
        return urlsplit(self.public_url).hostname or ""


def from_environment(environ: Mapping[str, str] | None = None) -> Deployment:
    """Read and check every deployment setting. Raises Misconfigured naming the first bad one."""
    given = dict(dotenv_values(ROOT / ".env")) if environ is None else {}
    values = dict({**given, **(os.environ if environ is None else environ)}.items())

    def read(name: str, default: str = "") -> str:
        return (values.get(name) or default).strip()

    demo = read("DEMO", "0") in {"1", "true", "yes"}
    port = _number("PORT", read("PORT", "8000"), 1, 65535)
    public_url = read("PUBLIC_URL", f"http://127.0.0.1:{port}" if demo else "").rstrip("/")
    keys = tuple(key.strip() for key in read("SECRET_KEYS").split(",") if key.strip())
    if not keys and demo:
        keys = (DEMO_SECRET,)
    deployment = Deployment(
        demo=demo,
        port=port,
        public_url=public_url,
        secret_keys=keys,
        trusted_proxies=_number("TRUSTED_PROXIES", read("TRUSTED_PROXIES", "0"), 0, 5),
        database_url=_database(read("DATABASE_URL", f"sqlite:///{ROOT / 'var' / 'imece.db'}")),
        queue_url=read("QUEUE_URL", f"sqlite:///{ROOT / 'var' / 'queue.db'}"),
        media_url=read("MEDIA_URL", f"file://{ROOT / 'var' / 'media'}"),
        mail_url=read("MAIL_URL", "outbox:" if demo else ""),
        sms_url=read("SMS_URL", "outbox:" if demo else ""),
        provider_url=read(
            "DEMO_PROVIDER_URL", f"http://127.0.0.1:{port + 1}" if demo else ""
        ).rstrip("/"),
        provider_secret=read("DEMO_PROVIDER_SECRET", "demo-provider-on-loopback"),
        stripe_secret_key=read("STRIPE_SECRET_KEY"),
        stripe_webhook_secret=read("STRIPE_WEBHOOK_SECRET"),
        stripe_api=read("STRIPE_API").rstrip("/"),
        bounce_address=read("BOUNCE_ADDRESS"),
        maintenance=read("MAINTENANCE", "0") in {"1", "true", "yes"},
        var_folder=read("VAR_FOLDER", str(ROOT / "var")),
        backup_key=read("BACKUP_KEY"),
        backup_folder=read("BACKUP_FOLDER", str(ROOT / "var" / "backups")),
    )
    _check(deployment)
    return deployment


def _check(deployment: Deployment) -> None:
    address = urlsplit(deployment.public_url)
    if address.scheme not in {"http", "https"} or not address.hostname:
        raise Misconfigured("PUBLIC_URL: set it to the address people type, such as https://…")
    local = address.hostname in LOOPBACK
    if deployment.demo and not local:
        raise Misconfigured("DEMO: the demo answers on this machine only; unset DEMO to go public")
    if not deployment.demo and not local and address.scheme != "https":
        raise Misconfigured("PUBLIC_URL: a public shop needs https://")
    if not deployment.secret_keys:
        raise Misconfigured("SECRET_KEYS: set at least one random key of 32 characters or more")
    if any(len(key) < 32 for key in deployment.secret_keys):
        raise Misconfigured("SECRET_KEYS: each key needs 32 characters or more")
    if DEMO_SECRET in deployment.secret_keys and not deployment.demo:
        raise Misconfigured("SECRET_KEYS: the demo's key is public; set a random one")
    if not deployment.mail_url:
        raise Misconfigured("MAIL_URL: set it, such as smtp://user:password@host:587")
    if urlsplit(deployment.mail_url).scheme not in {"smtp", "smtps", "outbox"}:
        raise Misconfigured("MAIL_URL: begin it with smtp://, smtps:// or outbox:")
    sms = urlsplit(deployment.sms_url)
    if sms.scheme not in {"", "https", "outbox"} and sms.hostname not in LOOPBACK:
        raise Misconfigured("SMS_URL: begin it with https://, or leave it out")
    if deployment.sms_url and sms.scheme not in {"https", "http", "outbox"}:
        raise Misconfigured("SMS_URL: begin it with https://, or leave it out")
    _check_stripe(deployment)
    if deployment.bounce_address and not BOUNCE.fullmatch(deployment.bounce_address):
        raise Misconfigured("BOUNCE_ADDRESS: a mailbox such as bounce@shop.example.org")
    if deployment.mail_url.startswith("outbox") and not deployment.demo and not local:
        raise Misconfigured("MAIL_URL: outbox: sends nothing; a public shop needs smtp://")


def _check_stripe(deployment: Deployment) -> None:
    key, secret = deployment.stripe_secret_key, deployment.stripe_webhook_secret
    if bool(key) != bool(secret):
        raise Misconfigured("STRIPE_SECRET_KEY, STRIPE_WEBHOOK_SECRET: set both or neither")
    if key and not key.startswith(("sk_", "rk_")):
        raise Misconfigured("STRIPE_SECRET_KEY: it begins with sk_ or rk_")
    if secret and not secret.startswith("whsec_"):
        raise Misconfigured("STRIPE_WEBHOOK_SECRET: it begins with whsec_")
    if deployment.demo and "_live_" in key:
        raise Misconfigured("STRIPE_SECRET_KEY: the demo moves no money; use a test key")
    if deployment.stripe_api and urlsplit(deployment.stripe_api).hostname not in LOOPBACK:
        raise Misconfigured("STRIPE_API: for a practice double on this machine only; unset it")


def _number(name: str, text: str, least: int, most: int) -> int:
    if not text.isdigit() or not least <= int(text) <= most:
        raise Misconfigured(f"{name}: a whole number from {least} to {most}")
    return int(text)


def _database(url: str) -> str:
    scheme = url.split(":", 1)[0]
    if scheme in {"postgres", "postgresql"}:
        return "postgresql+psycopg:" + url.split(":", 1)[1]
    if scheme not in {"sqlite", "postgresql+psycopg"}:
        raise Misconfigured("DATABASE_URL: begin it with sqlite:/// or postgresql://")
    return url


def is_loopback(host: str) -> bool:
    """Whether a Host header names this machine (with or without port)."""
    name = host.rsplit(":", 1)[0] if host.count(":") == 1 or host.startswith("[") else host
    if name in LOOPBACK:
        return True
    try:
        return ip_network(name.strip("[]")).is_loopback
    except ValueError:
        return False
