"""What follows from what: every reaction that crosses domains upwards, on one page."""

from flask import request

from app.accounts.events import LoggedIn
from app.cart import services as carts
from app.catalogue import services as catalogue
from app.catalogue.events import ListingBlocked, ListingDecided
from app.catalogue.services import telling as listings
from app.contracts.services import conclusion
from app.desks import becoming
from app.desks import notices as statutory
from app.helpdesk.events import RecordsRequested, RequestMeansWithdrawal
from app.kernel.events import Reactions
from app.messaging.events import MessageMoved, MessagePromised
from app.orders import queries as orders
from app.orders.events import (
    GoodsCollected,
    LinesEnded,
    LotsNoted,
    OrderFormed,
    OrderNotFormed,
    ParcelCameBack,
    ParcelLost,
    ParcelRefused,
    SubOrderDispatched,
)
from app.orders.services import ancillary as tied
from app.orders.services import leaving as orders_open
from app.orders.services import notices
from app.payments.events import CaptureRefused, PaidAfterAll, PaymentOpened, RefundConfirmed
from app.payments.services import binding, booking, damage, incoming, owing, unpaid
from app.payments.services import leaving as refunds_open
from app.recalls import services as recalls
from app.recalls import warnings
from app.returns.events import DamageClaimAccepted
from app.returns.services import ancillary, door, goods
from app.settings.events import SettingChanged
from app.settlements.services import leaving as payouts_open
from app.suppliers.events import ShopChanged, SupplierClosed
from app.web.cookies import CART


def _leave_cart(reference: str) -> None:
    """What has been ordered leaves the cart it came from."""
    order = orders.order_by_reference(reference)
    if order.cart_id is not None:
        bought = {
            (line.variant_id, line.personalisation) for sub in order.suborders for line in sub.lines
        }
        carts.empty(order.cart_id, bought)


REACTIONS: Reactions = {
    SupplierClosed: (orders_open.refuse, refunds_open.refuse, payouts_open.refuse),
    ShopChanged: (lambda _changed: catalogue.touch(),),
    SettingChanged: (lambda _changed: catalogue.touch(),),
    RecordsRequested: (becoming.answered_records,),
    RequestMeansWithdrawal: (becoming.withdrawal,),
    MessagePromised: (statutory.keep,),
    MessageMoved: (statutory.record,),
    OrderFormed: (
        lambda formed: tied.conclude(formed.reference),
        lambda formed: conclusion.conclude(formed.reference),
        lambda formed: booking.formed(formed.reference),
        lambda formed: binding.judge(formed.reference),
        lambda formed: _leave_cart(formed.reference),
    ),
    PaymentOpened: (lambda opened: incoming.tell_account(opened.reference),),
    CaptureRefused: (unpaid.capture_refused,),
    PaidAfterAll: (unpaid.paid_after_all,),
    OrderNotFormed: (lambda ended: incoming.give_back_parts(ended.reference, ended.called_off),),
    ListingDecided: (listings.decided,),
    ListingBlocked: (listings.blocked, warnings.tell_buyers),
    LoggedIn: (lambda entered: carts.merge(request.cookies.get(CART.name), entered.shopper_id),),
    LinesEnded: (owing.lines_ended, ancillary.lines_ended),
    ParcelRefused: (door.parcel_refused,),
    ParcelCameBack: (door.parcel_came_back,),
    ParcelLost: (door.parcel_lost,),
    SubOrderDispatched: (
        recalls.refuse_recalled,
        unpaid.refuse_unpaid,
        lambda sent: notices.tell_dispatched(sent.shipment_id),
    ),
    GoodsCollected: (recalls.refuse_recalled, unpaid.refuse_unpaid),
    LotsNoted: (recalls.tell_found_later,),
    DamageClaimAccepted: (lambda claim: damage.settle(claim.case_number, claim.sum_minor),),
    RefundConfirmed: (lambda paid: goods.refund_confirmed(paid.cause),),
}
