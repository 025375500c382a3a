"""Which providers this installation has: those whose settings are given."""

from flask import Flask

from app.payments.gateway import Gateway
from app.payments.gateway.demo import DemoGateway
from app.payments.gateway.stripe import API, StripeGateway
from app.payments.gateway.transfer import TransferGateway


def install(app: Flask) -> None:
    """Put the providers in place; Stripe takes the new payments where it is set up."""
    config = app.config
    demo = DemoGateway(str(config["PROVIDER_URL"]), str(config["PROVIDER_SECRET"]))
    transfer = TransferGateway()
    gateways: dict[str, Gateway] = {demo.name: demo, transfer.name: transfer}
    active: Gateway = demo
    if config["STRIPE_SECRET_KEY"]:
        active = StripeGateway(
            config["STRIPE_SECRET_KEY"],
            config["STRIPE_WEBHOOK_SECRET"],
            config["STRIPE_API"] or API,
        )
        gateways[active.name] = active
    app.config["PAYMENT_PAGES"] = [active.pages] if active.pages else []
    app.extensions["gateways"] = gateways
    app.extensions["gateway"] = active
