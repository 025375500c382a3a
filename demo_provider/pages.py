"""The hosted page: where the person decides, and how they go back to the shop."""

import hmac
from sqlite3 import Connection, Row

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from demo_provider import disputes, payments
from demo_provider.bank import bank
from demo_provider.errors import Refused
from demo_provider.words import amount_in_words, words_for

CODE = "1234"
MOST_WRONG_CODES = 3
CHOICES = ("approve", "approve_3ds", "decline", "back", "approve_late", "approve_never")
NOTIFY = {"once": 1, "twice": 2, "never": 0, "late": 1}
DECISIONS = ("won", "lost")
PARTING = {"approve_late": "late", "approve_never": "never"}

blueprint = Blueprint("pages", __name__)


@blueprint.after_request
def closed_to_others(response: Response) -> Response:
    """No script, no frame, nothing kept, and forms lead only here or to the shop."""
    shop = bank().config.shop_origin
    response.headers["Content-Security-Policy"] = (
        "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; "
        f"form-action 'self' {shop}; frame-ancestors 'none'"
    )
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


@blueprint.errorhandler(Refused)
def unknown(refusal: Refused) -> ResponseReturnValue:
    language = request.accept_languages.best_match(["tr", "en"]) or "tr"
    return render_template("unknown.html", words=_words(language)), refusal.status


@blueprint.get("/pay/<payment_id>")
def pay(payment_id: str) -> ResponseReturnValue:
    payment = payments.as_it_stands(bank().store, payment_id)
    return _page(_face(payment), payment)


@blueprint.post("/pay/<payment_id>")
def choose(payment_id: str) -> ResponseReturnValue:
    choice, notify = request.form.get("choice", ""), request.form.get("notify", "once")
    if choice not in CHOICES or notify not in NOTIFY:
        payment = payments.as_it_stands(bank().store, payment_id)
        return _page(_face(payment), payment, error="choose"), 422
    with bank().store.writing() as books:
        payment = payments.settled(books, payment_id)
        if payment["state"] == "open":
            _remember(books, payment_id, choice, notify)
            payment = _act(books, payments.find(books, payment_id), choice)
    bank().notifier.wake()
    if payment["awaits_code"] and payment["state"] == "open":
        return redirect(url_for("pages.verify", payment_id=payment_id), 303)
    return _onwards(payment)


@blueprint.get("/pay/<payment_id>/verify")
def verify(payment_id: str) -> ResponseReturnValue:
    payment = payments.as_it_stands(bank().store, payment_id)
    if payment["state"] != "open" or not payment["awaits_code"]:
        return redirect(url_for("pages.pay", payment_id=payment_id), 303)
    return _page("verify.html", payment)


@blueprint.post("/pay/<payment_id>/verify")
def check_code(payment_id: str) -> ResponseReturnValue:
    given = "".join(request.form.get("code", "").split()).encode("utf-8", "replace")
    with bank().store.writing() as books:
        payment = payments.settled(books, payment_id)
        if payment["state"] == "open" and payment["awaits_code"]:
            payment = _verified(books, payment, hmac.compare_digest(given, CODE.encode()))
    bank().notifier.wake()
    if payment["state"] == "open" and payment["awaits_code"]:
        return _page("verify.html", payment, error="wrong_code"), 422
    return _onwards(payment)


@blueprint.post("/pay/<payment_id>/dispute")
def dispute(payment_id: str) -> ResponseReturnValue:
    """The person disputes a payment, or plays the bank that decides about it."""
    choice = request.form.get("choice", "")
    with bank().store.writing() as books:
        payment = payments.settled(books, payment_id)
        known = disputes.of_payment(books, payment_id)
        if choice in disputes.REASONS and disputes.may_open(books, payment):
            disputes.open_about(books, payment_id, choice)
        elif known and known["state"] in disputes.GOING_ON and choice in DECISIONS:
            disputes.decide(books, known["id"], won=choice == "won")
    bank().notifier.wake()
    return redirect(url_for("pages.pay", payment_id=payment_id), 303)


@blueprint.get("/pay/<payment_id>/leave")
def leave(payment_id: str) -> ResponseReturnValue:
    payment = payments.as_it_stands(bank().store, payment_id)
    if payment["parting"] == "now" and not payment["return_by_post"]:
        return redirect(url_for("pages.pay", payment_id=payment_id), 303)
    return _page("leave.html", payment)


def _face(payment: Row) -> str:
    return "pay.html" if payment["state"] == "open" else "closed.html"


def _remember(books: Connection, payment_id: str, choice: str, notify: str) -> None:
    """Keep how the shop is to be told and how the person goes back."""
    books.execute(
        "UPDATE payments SET notify_times = ?, notify_after = ?, parting = ?, return_by_post = ?,"
        " awaits_code = ? WHERE id = ?",
        (
            NOTIFY[notify],
            bank().config.late_seconds if notify == "late" else 0,
            PARTING.get(choice, "now"),
            "return_by_post" in request.form,
            choice == "approve_3ds",
            payment_id,
        ),
    )


def _act(books: Connection, payment: Row, choice: str) -> Row:
    if choice in ("approve", "approve_late", "approve_never"):
        return payments.approve(books, payment)
    if choice == "decline":
        return payments.decline(books, payment)
    return payment


def _verified(books: Connection, payment: Row, is_right: bool) -> Row:
    """Approve with the right code; after three wrong ones the bank declines."""
    if is_right:
        return payments.approve(books, payment)
    books.execute(
        "UPDATE payments SET wrong_codes = wrong_codes + 1 WHERE id = ?", (payment["id"],)
    )
    payment = payments.find(books, payment["id"])
    return (
        payments.decline(books, payment) if payment["wrong_codes"] >= MOST_WRONG_CODES else payment
    )


def _onwards(payment: Row) -> ResponseReturnValue:
    """Back to the shop at once, or to the page that leaves it to the person."""
    if payment["state"] in ("expired", "voided"):
        return redirect(url_for("pages.pay", payment_id=payment["id"]), 303)
    if payment["parting"] == "now" and not payment["return_by_post"]:
        return redirect(payment["return_url"], 303)
    return redirect(url_for("pages.leave", payment_id=payment["id"]), 303)


def _page(template: str, payment: Row, *, error: str | None = None) -> str:
    words = _words(payment["language"])
    amount = amount_in_words(payment["amount_minor"], payment["currency"], words["lang"])
    with bank().store.reading() as books:
        known = disputes.of_payment(books, payment["id"])
        may_dispute = disputes.may_open(books, payment)
    return render_template(
        template, words=words, payment=payment, amount=amount, error=error, typed=request.form,
        choices=CHOICES, ways_to_notify=tuple(NOTIFY), dispute=known, may_dispute=may_dispute,
        reasons=disputes.REASONS, decisions=DECISIONS, going_on=disputes.GOING_ON,
    )  # fmt: skip


def _words(language: str) -> dict[str, str]:
    return words_for(language, code=CODE, late_seconds=bank().config.late_seconds)
