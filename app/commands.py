"""What is done from the command line."""

import click
from flask import Flask

from app.kernel.transactions import unit_of_work
from app.settings import services as settings


def register(app: Flask) -> None:
    """Add every command to `flask`."""
    app.cli.add_command(fill_holidays)


@click.command("fill-holidays")
@click.argument("first_year", type=int)
@unit_of_work
def fill_holidays(first_year: int) -> None:
    """Fill the table of holidays five years ahead (CLK-5)."""
    click.echo(f"{settings.fill_holidays(first_year)} days added")
