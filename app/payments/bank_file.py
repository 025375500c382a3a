"""Transfers as the operator's bank takes them: holder, account, lira with a comma, remark."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass

from flask import Response

from app.kernel import crypto

HEAD = ("Alıcı", "IBAN", "Tutar", "Para birimi", "Açıklama")


@dataclass(frozen=True, slots=True)
class Transfer:
    """One transfer to be made: to whom, to which account, kuruş, under which words."""

    holder: str
    iban_cipher: str
    amount_minor: int
    remark: str


def answer(number: str, transfers: Iterable[Transfer]) -> Response:
    """The file itself, with whole account numbers."""
    return Response(
        "\ufeff" + _table(transfers),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{number}.csv"'},
    )


def _table(transfers: Iterable[Transfer]) -> str:
    """No cell can be read as a formula."""
    text = io.StringIO()
    table = csv.writer(text, delimiter=";", lineterminator="\r\n")
    table.writerow(HEAD)
    for transfer in transfers:
        lira, kurus = divmod(transfer.amount_minor, 100)
        holder = transfer.holder.lstrip("=+-@\t\r ")
        account = crypto.decrypt(transfer.iban_cipher)
        table.writerow([holder, account, f"{lira},{kurus:02}", "TRY", transfer.remark])
    return text.getvalue()
