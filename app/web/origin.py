"""Proof that a POST comes from our own pages: a token, or for public forms the browser's word."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar
from urllib.parse import urlsplit

from flask import abort, current_app, request

from app.extensions import csrf

P = ParamSpec("P")
R = TypeVar("R")


def is_ours() -> bool:
    """Whether the browser says that this request was made by a page of this shop."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    origin = request.headers.get("Origin")
    public = urlsplit(current_app.config["PUBLIC_URL"])
    return origin == f"{public.scheme}://{public.netloc}"


def same_origin(view: Callable[P, R]) -> Callable[P, R]:
    """Take a form without a token, if the browser vouches for where it comes from (rule 16)."""

    @wraps(view)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> R:
        if request.method == "POST" and not is_ours():
            abort(400)
        return view(*args, **kwargs)

    wrapped.token_free = "same origin"  # type: ignore[attr-defined]  # noqa: S105
    return csrf.exempt(wrapped)


def proven_by(proof: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Mark a POST whose body carries its own proof (a signature, an attempt token)."""

    def mark(view: Callable[P, R]) -> Callable[P, R]:
        view.token_free = proof  # type: ignore[attr-defined]
        return csrf.exempt(view)

    return mark
