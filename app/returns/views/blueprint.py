from flask import Blueprint

from app.web.audience import for_everyone

blueprint = for_everyone(Blueprint("returns", __name__))
