"""A practice bank: the payment provider of the demonstration, standing for the outside world.

It is an application of its own, on its own origin with its own SQLite file, and shares no code with
the shop. It knows one journey: the shop opens a payment and sends the person to the hosted page,
the person approves (or not), the shop captures or voids, and later refunds. No money ever moves.

Environment
-----------
``DEMO_PROVIDER_SECRET``        key of the API and of the notifications, at least 16 characters
``SHOP_ORIGIN``                 e.g. ``http://127.0.0.1:8000``: the only origin people return to
``DEMO_PROVIDER_DB``            path of the SQLite file (``var/demo_provider.db``)
``DEMO_PROVIDER_ORIGIN``        own origin in addresses it gives (else that of the request)
``DEMO_PROVIDER_LATE_SECONDS``  how late a late notification is (``20``)
``DEMO_PROVIDER_TESTING``       ``1`` opens ``/api/testing``; never in a demonstration others reach

Start it with any WSGI server as ``demo_provider.wsgi:app``. ``GET /healthz`` answers 200; the first
request, that one included, starts the thread that sends notifications left from before.

API
---
JSON both ways, UTF-8. Amounts are whole minor units (kurus). Every request carries
``Authorization: Bearer <secret>``. Every POST also carries ``Idempotency-Key`` (1 to 200
characters): the same key with the same path and JSON gives the stored answer again (header
``Idempotent-Replay: true``) and does nothing; with another path or JSON it is refused with 409
``idempotency_key_reused``. Refusals by a rule (402, 404, 409, 422 marked * below) are stored too:
a new try after one needs a new key. 400, 401, 422 ``invalid_field`` and 5xx are never stored: the
same key may be sent again.

``POST /api/payments``
    ``{reference, amount_minor, currency, description, return_url, notify_url, language,
    expires_at}`` -> 201 ``{id: "pay_...", url, state: "open", ...payment}``.
    ``reference`` 1-64 characters (the shop's payment attempt; not required to be unique),
    ``amount_minor`` 1-1 000 000 000, ``currency`` three capitals, ``description`` 0-200 characters,
    ``return_url`` on ``SHOP_ORIGIN``, ``notify_url`` on its host or on loopback, ``language``
    ``tr`` or ``en`` (another one is shown in English), ``expires_at`` ISO 8601 with an offset.
    Send the person to ``url`` by redirect (``form-action`` of the shop must allow that origin).

``GET /api/payments/<id>`` -> 200, the payment::

    {id, url, reference, currency, amount_minor, captured_minor, refunded_minor, expires_at,
     state: "open" | "authorised" | "captured" | "voided" | "declined" | "expired",
     refunds: [{id: "ref_...", amount_minor, state: "succeeded", key}],
     fees: [{id: "fee_...", amount_minor}]}

    ``fees`` is what the bank has kept for its work, simulated: see ``demo_provider.fees``.

``POST /api/payments/<id>/capture`` ``{amount_minor}`` -> 200, the payment, ``captured``.
    Once, in full or in part (the rest is released). 422* ``amount_too_large`` above what was
    authorised; 409* ``wrong_state`` unless ``authorised``.
``POST /api/payments/<id>/void`` ``{}`` -> 200, the payment, ``voided``.
    One already voided stays so (200). 409* ``wrong_state`` unless ``authorised``.
``POST /api/payments/<id>/expire`` ``{}`` -> 200, the payment, which can no longer be paid.
    ``open`` becomes ``expired``; ``declined``, ``voided`` and ``expired`` stay (``state`` tells).
    409* ``already_paid`` when ``authorised`` or ``captured``: void or refund instead.
``POST /api/payments/<id>/refund`` ``{amount_minor, key}`` -> 201 ``{id: "ref_...", amount_minor,
    state: "succeeded", key}``. ``key`` (1-200 characters) names the refund within the payment: the
    same key and amount gives the same refund (200), another amount 409* ``refund_key_reused``.
    422* ``amount_too_large`` (with ``refundable_minor``) above captured less refunded; 409*
    ``wrong_state`` unless ``captured``.

``GET /api/disputes?since=<moment>`` -> 200 ``{disputes: [...]}``, ``GET /api/disputes/<id>``::

    {id: "dis_...", payment_id, amount_minor, reason, taken_minor, movements, answer_by,
     state: "needs_answer" | "under_review" | "won" | "lost"}

    A person opens one on the page of a captured payment; what is left of it is taken from the shop
    at once (``taken_minor``; ``movements`` counts how often money moved) with a fee. There too she
    decides for or against the shop, for lack of a card scheme.
``POST /api/disputes/<id>/contest`` ``{words}``, ``POST /api/disputes/<id>/concede`` ``{}`` -> 200,
    the dispute. Once: 409* ``wrong_state`` unless ``needs_answer``.
``GET /api/movements?since=<seconds>`` -> 200 ``{movements: [{id: "mov_...", kind: "payment" |
    "refund" | "fee" | "dispute", about, amount_minor, at}]}``: what moved on the shop's balance
    since then, in order. ``about`` is the ``reference`` of a payment or what was disputed, the
    ``id`` of a refund or fee; what left is below nothing.

Every refusal is ``{error, message, ...}``; ``wrong_state`` and ``already_paid`` carry ``state``.
Further codes: 400 ``invalid_json``, ``idempotency_key_missing``; 401 ``unauthorised``; 402*
``declined`` (only by a test switch); 404* ``unknown_payment``, ``unknown_dispute``; 413 (over
16 kB); 422 ``invalid_field`` (with ``field``); 500 ``internal``; 504 ``timeout``. After 5xx or
silence the outcome is unknown: repeat with the same key, or ask ``GET``.

Return of the person
--------------------
By 303 to ``return_url`` as given, nothing added: the address proves nothing and says nothing, so
ask ``GET /api/payments/<id>``. If the person ticked "return by POST", a form posts
``payment_id=<id>`` there instead (cross-origin, without cookies that are ``SameSite=Lax``, and with
``Origin: null``). The payment may then still be ``open`` (went back without paying). The return may
come before or after the notification, late, twice or never.

Notifications
-------------
For what the person or the clock did, not for what the shop asked: ``payment.authorised``,
``payment.declined``, ``payment.expired`` (by time), ``dispute.<state>`` (with ``dispute_id``; it
has no ``amount_minor``). Ignore types you do not know.
``POST <notify_url>``, ``Content-Type: application/json``::

    {event_id: "evt_...", type, payment_id, reference, state, amount_minor, at}

``state`` is that at the moment of the event (ISO 8601 ``at``). Header
``Demo-Signature: t=<unix seconds>,v1=<hex>`` where ``v1`` is HMAC-SHA256 with the shared secret as
key over ``b"<t>." + raw body``. Compare in constant time and refuse a ``t`` more than 300 s away
(every attempt is signed anew). Any 2xx is success; else, or after 5 s, up to five more attempts
1, 2, 4, 8 and 16 s later. Redirects are not followed. "Twice" delivers one event (the same
``event_id``) two times. Events are stored before they are sent and survive a restart.

Test switches
-------------
With ``DEMO_PROVIDER_TESTING=1``: ``POST /api/testing/next`` ``{endpoint, fault, times = 1,
seconds = 10}`` (bearer, no key) -> 204. ``endpoint`` is ``create``, ``status``, ``capture``,
``void``, ``expire`` or ``refund``; the next ``times`` calls of it meet the ``fault``:
``timeout_after_work`` (does and stores the work, sleeps ``seconds``, answers 504), ``error_500``
(does nothing), ``decline`` (402 ``declined``, stored, does nothing).
"""

from flask import Flask
from flask.typing import ResponseReturnValue

from demo_provider import dispute_views, pages, testing, views
from demo_provider.bank import Bank
from demo_provider.config import Config
from demo_provider.notifications import Notifier
from demo_provider.store import Store


def create_app(config: Config) -> Flask:
    """The bank with its page, its API and the thread that notifies the shop."""
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = 16 * 1024
    store = Store(config.database)
    notifier = Notifier(store, config)
    app.extensions["bank"] = Bank(config, store, notifier)
    app.register_blueprint(views.blueprint)
    app.register_blueprint(dispute_views.blueprint)
    app.register_blueprint(views.movements_blueprint)
    app.register_blueprint(pages.blueprint)
    if config.testing:
        app.register_blueprint(testing.blueprint)
    if config.background:
        # Not before: a server may fork after loading us; SQLite in a thread would not survive.
        app.before_request(notifier.ensure_running)

    @app.get("/healthz")
    def healthz() -> ResponseReturnValue:
        return {"ok": True}

    return app
