"""Kinds, states and steps of requests in words."""

from flask_babel import gettext as _


def kind(name: str) -> str:
    """What is asked for."""
    return {
        "record": _("Request for records"),
        "refund": _("Request for a refund"),
        "complaint": _("Complaint about delivery or performance"),
    }[name]


def state(name: str) -> str:
    """Where it stands."""
    return {
        "received": _("Received"),
        "in_work": _("Being worked on"),
        "answered": _("Answered"),
        "closed": _("Closed"),
    }[name]


def tone(name: str) -> str:
    """The colour of a state."""
    return {"received": "sea", "in_work": "amber", "answered": "kelp", "closed": ""}[name]


def outcome(name: str) -> str:
    """What came of it."""
    return {
        "explained": _("Explained or put right"),
        "refund": _("Money is paid back"),
        "begun": _("A case has begun"),
        "refused": _("Not granted, with reasons"),
        "converted": _("Taken up as another case"),
    }[name]


def step(what: str, role: str) -> str:
    """A line of the course, by whoever made it."""
    if what == "answered":
        return {
            "SU": _("The maker answered"),
            "SYS": _("Answered at once"),
        }.get(role, _("We answered"))
    return {
        "sent": _("Request sent"),
        "taken": _("A person has taken it up"),
        "replied": _("More was written"),
        "converted": _("Taken up as"),
        "matched": _("Order found"),
        "closed": _("Closed after fourteen quiet days"),
    }.get(what, what)
