"""The API of disputes, for the shop."""

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue

from demo_provider import api, disputes, fields
from demo_provider.bank import bank

blueprint = api.for_the_shop(Blueprint("disputes", __name__, url_prefix="/api/disputes"))


@blueprint.get("")
def index() -> ResponseReturnValue:
    moment = fields.moment({"since": request.args.get("since", "")}, "since")
    with bank().store.reading() as books:
        return jsonify({"disputes": [disputes.as_json(d) for d in disputes.since(books, moment)]})


@blueprint.get("/<dispute_id>")
def status(dispute_id: str) -> ResponseReturnValue:
    with bank().store.reading() as books:
        return jsonify(disputes.as_json(disputes.find(books, dispute_id)))


@blueprint.post("/<dispute_id>/contest")
def contest(dispute_id: str) -> ResponseReturnValue:
    body = fields.json_body()
    words = fields.text(body, "words", most=2000)
    return api.change(
        "contest",
        body,
        lambda books: (200, disputes.as_json(disputes.contest(books, dispute_id, words))),
    )


@blueprint.post("/<dispute_id>/concede")
def concede(dispute_id: str) -> ResponseReturnValue:
    return api.change(
        "concede",
        fields.json_body(),
        lambda books: (200, disputes.as_json(disputes.concede(books, dispute_id))),
    )
