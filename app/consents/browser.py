"""What the browser before us has chosen, and how a new choice is laid into it."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from flask import Response, current_app, render_template, request

from app.consents import purposes, rules, services
from app.consents.models import Action
from app.consents.rules import Choice
from app.kernel import clock, crypto, ids
from app.web.cookies import CONSENT
from app.web.headers import REFUSALS

SIGNED = "consent-cookie"
SYMBOLS = 32


def choice_here() -> Choice | None:
    """The choice that still stands; None: nothing chosen, too old, other words, or tampered."""
    text, _dot, signature = request.cookies.get(CONSENT.name, "").rpartition(".")
    if not text or not crypto.signed(SIGNED, text.encode(), signature, SYMBOLS):
        return None
    choice = rules.read(text)
    if choice is None or not rules.holds(choice, version_now(), clock.today()):
        return None
    return choice


def version_now() -> str:
    """The version of the question that this shop asks today."""
    return rules.version_of(purpose.key for purpose in purposes.switched_on())


def allows(purpose: str) -> bool:
    """Whether this browser has agreed to a purpose that is on."""
    choice = choice_here()
    on = {one.key for one in purposes.switched_on()}
    return choice is not None and purpose in choice.given and purpose in on


def refuses_by_itself() -> bool:
    """`Sec-GPC` or `DNT`: the browser has refused for its person; nobody is asked (CK-12)."""
    return any(request.headers.get(name) == "1" for name in REFUSALS)


def is_asked() -> bool:
    """Whether the first layer stands on this page."""
    return not refuses_by_itself() and choice_here() is None


def choose(answer: Response, given: Iterable[str]) -> Response:
    """Lay a choice into the browser, write it down, and delete what is no longer allowed.

    Purposes that nobody knows are ignored. A purpose given before and not now is withdrawn.
    """
    on = purposes.switched_on()
    before = choice_here()
    allowed = frozenset(given) & {purpose.key for purpose in on}
    choice = Choice(
        before.visitor if before else ids.token(), version_now(), allowed, clock.today()
    )
    shown = render_template("components/consent.html", purposes=on)
    for purpose in on:
        services.record(
            f"visitor:{choice.visitor}",
            purpose.key,
            _act(purpose.key, before, allowed),
            channel="cookie",
            version=choice.version,
            shown=shown,
        )
        if purpose.key not in allowed:
            for cookie in purpose.cookies:
                answer.delete_cookie(cookie.name)
    text = rules.written(choice)
    answer.set_cookie(
        CONSENT.name,
        f"{text}.{crypto.sign(SIGNED, text.encode())[:SYMBOLS]}",
        max_age=CONSENT.lasts,
        httponly=True,
        samesite="Lax",
        secure=urlsplit(current_app.config["PUBLIC_URL"]).scheme == "https",
    )
    return answer


def _act(purpose: str, before: Choice | None, allowed: frozenset[str]) -> Action:
    if purpose in allowed:
        return Action.GRANT
    return Action.WITHDRAW if before and purpose in before.given else Action.REFUSE
