"""What is done from the command line."""

import secrets
import sys
from pathlib import Path
from typing import TextIO

import click
from flask import Flask, current_app
from flask_migrate import upgrade

from app import demo_seed, worker
from app.accounts import members, passwords
from app.accounts.rules import RIGHTS
from app.backups.commands import backup, restore
from app.evidence import checkpoints
from app.evidence import queries as evidence
from app.kernel import transactions
from app.kernel.transactions import unit_of_work
from app.messaging import bounces
from app.privacy import rotating
from app.returns import waiting
from app.settings import services as settings


def register(app: Flask) -> None:
    """Add every command to `flask`."""
    for command in (
        fill_holidays,
        seed_demo,
        prepare,
        demo_logins,
        create_admin,
        run_worker,
        verify_evidence,
        read_bounces,
        take_in,
        rotate_keys,
        backup,
        restore,
    ):
        app.cli.add_command(command)


@click.command("fill-holidays")
@click.argument("first_year", type=int)
@unit_of_work
def fill_holidays(first_year: int) -> None:
    """Fill the table of holidays five years ahead (CLK-5)."""
    click.echo(f"{settings.fill_holidays(first_year)} days added")


@click.command("seed-demo")
@click.option("--if-empty", is_flag=True, help="Do nothing when somebody sells here already.")
@unit_of_work
def seed_demo(if_empty: bool) -> None:
    """Fill the database with the demo cooperative."""
    if not current_app.config["DEMO"]:
        raise click.ClickException("DEMO: the demo is seeded only with DEMO=1")
    if not demo_seed.is_empty():
        if not if_empty:
            raise click.ClickException("there is a shop in this database already")
        return
    click.echo(f"{demo_seed.seed()} products seeded")


@click.command("prepare")
def prepare() -> None:
    """Bring the schema up to date; in the demo, fill an empty shop. Called at every start."""
    upgrade()
    if current_app.config["DEMO"]:
        _seed_if_empty()


@unit_of_work
def _seed_if_empty() -> None:
    if demo_seed.is_empty():
        click.echo(f"{demo_seed.seed()} products seeded")


@click.command("demo-logins")
def demo_logins() -> None:
    """Print the demo's log-ins."""
    click.echo("\n".join(demo_seed.log_ins()))


@click.command("create-admin")
@click.option("--email", prompt=True)
@click.option("--name", prompt=True)
@click.option("--password", default="", help="Left out, one is made and printed.")
@unit_of_work
def create_admin(email: str, name: str, password: str) -> None:
    """Make the first administrator, with every right; prints the TOTP seed."""
    chosen = password or secrets.token_urlsafe(12)
    if len(chosen) < passwords.LEAST:
        raise click.ClickException(f"a password needs {passwords.LEAST} characters")
    _member, seed = members.add_member(email, name, RIGHTS, passwords.hashed(chosen))
    click.echo(f"password: {chosen}\nTOTP seed: {seed}")


@click.command("worker")
def run_worker() -> None:
    """Deliver messages and payment commands, and run whatever comes round, until stopped."""
    worker.run(current_app._get_current_object())  # type: ignore[attr-defined]


@click.command("verify-evidence")
@click.option(
    "--checkpoint",
    type=click.File(encoding="utf-8"),
    help="A checkpoint kept outside: finds a missing last row and a chain written anew.",
)
def verify_evidence(checkpoint: TextIO | None) -> None:
    """Check every chain of evidence; exit 1 and name those that do not hold."""
    with transactions.reading():
        broken = evidence.broken_chains()
        if checkpoint is not None:
            broken += _contradicted(checkpoint.read())
    if broken:
        click.echo("\n".join(sorted(set(broken))))
        sys.exit(1)
    click.echo("every chain holds")


def _contradicted(text: str) -> list[str]:
    try:
        return checkpoints.contradicted(text)
    except checkpoints.Unreadable as refusal:
        raise click.ClickException(str(refusal)) from refusal


@click.command("rotate-keys")
def rotate_keys() -> None:
    """Bring every encrypted column and its blind index under the newest of SECRET_KEYS."""
    for place, count in rotating.rotate():
        click.echo(f"{place}: {count}")
    for key, count in rotating.signed_by_older_keys():
        click.echo(f"{count} rows of evidence are signed by key {key}: keep it in SECRET_KEYS")
    click.echo("every encrypted column is under the newest key")


@click.command("read-bounces")
@click.argument("path", required=False, type=click.Path(exists=True, path_type=Path))
@unit_of_work
def read_bounces(path: Path | None) -> None:
    """Read delivery reports (RFC 3464) from an mbox, a Maildir, or standard input.

    The mailbox of BOUNCE_ADDRESS gets them. Reading the same report again changes nothing.
    """
    if path is None:
        bounced, count = bounces.read(bounces.letters_in(sys.stdin.buffer.read()))
    else:
        bounced, count = bounces.read(bounces.letters_at(path))
    click.echo(f"{count} read, {bounced} bounced")


@click.command("take-in")
@unit_of_work
def take_in() -> None:
    """Register the withdrawals that came while the shop was closed for work."""
    click.echo(f"{waiting.take_in()} taken in")
