from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from app.law.inventory import NOT_COLLECTED
from app.law.personal_data import Class, Group
from app.privacy import recipients, register, words
from app.web.audience import for_everyone

blueprint = for_everyone(Blueprint("privacy", __name__, url_prefix="/privacy"))
PUBLIC = (Group.SUPPORTER, Group.CANDIDATE, Group.SUPPLIER)


@blueprint.get("/data")
def inventory() -> ResponseReturnValue:
    """Which data come from whom, when, why, on which ground, and who receives them (annex 2a)."""
    return _page("data", groups=[(group, register.rows(group)) for group in PUBLIC])


@blueprint.get("/special")
def special() -> ResponseReturnValue:
    """Special categories: which there are, and which are not asked for (annex 2b)."""
    kept = [row for row in register.rows() if row.datum.special]
    return _page("special", kept=kept, refused=[d for d in NOT_COLLECTED if d.special])


@blueprint.get("/destruction")
def destruction() -> ResponseReturnValue:
    """What becomes of each datum when its time is over (annex 3)."""
    return _page("destruction", rows=register.rows())


@blueprint.get("/retention")
def retention() -> ResponseReturnValue:
    """How long each class is kept, and what makes its data go (annex 1)."""
    used = {kept for row in register.rows() for kept in row.classes}
    return _page("retention", classes=[kept for kept in Class if kept in used])


@blueprint.get("/recipients")
def receivers() -> ResponseReturnValue:
    """Who receives personal data today, where, why and on which ground (PR-4.5)."""
    return _page("recipients", entries=recipients.receiving())


def _page(name: str, **shown: object) -> ResponseReturnValue:
    return render_template(f"privacy/{name}.html", words=words, absent=NOT_COLLECTED, **shown)
