from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.kernel.errors import NotFound
from app.kernel.transactions import commits
from app.settings import labels, queries, services
from app.settings.rules import KEYS
from app.web.audience import for_staff

blueprint = for_staff(
    Blueprint("admin_settings", __name__, url_prefix="/admin/settings"), "settings"
)


@blueprint.get("")
def show() -> ResponseReturnValue:
    return _page()


def _page(
    key: str = "", problem: str = "", typed: str = "", status: int = 200
) -> ResponseReturnValue:
    page = render_template(
        "admin/settings.html",
        values=queries.all_values(),
        keys=KEYS,
        groups=labels.groups(),
        name_of=labels.name_of,
        missing=queries.missing_identity(),
        wrong=key,
        problem=problem,
        typed=typed,
    )
    return page, status


@blueprint.post("/<key>")
@commits
def change(key: str) -> ResponseReturnValue:
    if key not in KEYS:
        raise NotFound
    typed = request.form.get("value", "").strip()
    try:
        services.change(key, services.read_as(key, typed), f"member:{current_user.id}")
    except services.OutsideLimits as refusal:
        return _page(key, str(refusal), typed, 422)
    flash(_("Saved: %(key)s.", key=labels.name_of(key)))
    return redirect(url_for("admin_settings.show"), 303)
