"""`flask backup` and `flask restore`."""

from pathlib import Path

import click
from flask import current_app
from flask_migrate import upgrade

from app.backups import databases, sealing, services


def _key() -> str:
    key = str(current_app.config["BACKUP_KEY"])
    if len(key) < 32:
        raise click.ClickException("BACKUP_KEY: set a random key of 32 characters or more")
    return key


@click.command("backup")
def backup() -> None:
    """Write database and files into one sealed file; delete what is older than 35 days."""
    folder = Path(current_app.config["BACKUP_FOLDER"])
    key = _key()
    try:
        written = services.back_up(folder, key)
    except databases.Failed as failure:
        raise click.ClickException(str(failure)) from failure
    click.echo(f"written: {written}")
    for name in services.delete_old(folder):
        click.echo(f"deleted after 35 days: {name}")


@click.command("restore")
@click.argument("source", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--replace", is_flag=True, help="Put it over the shop that is there.")
def restore(source: Path, replace: bool) -> None:
    """Bring a backup back. Stop the shop first; the keys must be the ones it was made with."""
    try:
        manifest = services.restore(source, _key(), replace=replace)
    except (sealing.NotOurs, services.Refused, databases.Failed) as refusal:
        raise click.ClickException(str(refusal)) from refusal
    upgrade()
    click.echo(f"restored: the shop as it was on {manifest.made_at}")
