from typing import cast

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.consents import browser, purposes
from app.kernel.transactions import commits
from app.settings import texts
from app.web import cookies
from app.web import language as languages
from app.web.audience import for_everyone
from app.web.links import local_path
from app.web.origin import same_origin

blueprint = for_everyone(Blueprint("cookies", __name__, url_prefix="/cookies"))


@blueprint.get("")
def show() -> ResponseReturnValue:
    """The cookie policy: its table is read from the registry, the choice stands above it."""
    choice = browser.choice_here()
    return render_template(
        "consents/policy.html",
        text=texts.text("cookies", languages.current()),
        cookies=cookies.COOKIES,
        purposes=purposes.switched_on(),
        given=choice.given if choice else frozenset(),
        choice=choice,
        refused_by_browser=choice is None and browser.refuses_by_itself(),
        back=request.args.get("back", ""),
    )


@blueprint.post("/choice")
@same_origin
@commits
def choose() -> ResponseReturnValue:
    """Accept all, refuse all, or what is ticked: with effect in this answer."""
    on = [purpose.key for purpose in purposes.switched_on()]
    given = {"accept": on, "refuse": []}.get(
        request.form.get("all", ""), request.form.getlist("purpose")
    )
    back = local_path(request.form.get("back"), url_for("storefront.home"))
    return browser.choose(cast(Response, redirect(back, 303)), given)
