"""The bank's own list of what moved on the shop's balance."""

from demo_provider.store import Store
from tests.demo_provider.conftest import SECRET

AMOUNT = 123450


def moved(client, since="0", secret=SECRET):
    return client.get(
        f"/api/movements?since={since}", headers={"Authorization": f"Bearer {secret}"}
    )


def test_taken_kept_and_sent_back_stand_in_the_list_once(shop):
    """2.49 % of 1,234.50 is 30.74."""
    payment = shop.captured()
    for _ in range(2):
        refund = shop.ask(f"payments/{payment}/refund", {"amount_minor": 450, "key": "r"}, key="x")

    rows = moved(shop.client).json["movements"]

    (fee,) = shop.see(payment)["fees"]
    assert [(row["kind"], row["about"], row["amount_minor"]) for row in rows] == [
        ("payment", "A-2026-0001", AMOUNT),
        ("fee", fee["id"], -3074),
        ("refund", refund.json["id"], -450),
    ]


def test_only_who_knows_the_secret_reads_it_and_only_by_whole_seconds(shop):
    assert moved(shop.client, secret="another secret altogether").status_code == 401
    assert moved(shop.client, "yesterday").status_code == 422
    assert moved(shop.client, "99999999999").json["movements"] == []


def test_books_that_are_older_than_the_list_begin_it_with_what_they_know(shop, tmp_path):
    store = Store(tmp_path / "old.db")
    with store.writing() as books:
        books.execute(
            "INSERT INTO payments (id, reference, amount_minor, captured_minor, refunded_minor,"
            " currency, description, return_url, notify_url, language, state, expires_at)"
            " VALUES ('pay_1', 'M-1', 500, 500, 200, 'TRY', '', '', '', 'tr', 'captured', 1000)"
        )
        books.execute(
            "INSERT INTO refunds (id, payment_id, key, amount_minor)"
            " VALUES ('ref_1', 'pay_1', 'k', 200)"
        )

    for _ in range(2):
        store = Store(tmp_path / "old.db")
    with store.reading() as books:
        rows = books.execute("SELECT kind, about, amount_minor, at FROM movements").fetchall()

    assert [tuple(row) for row in rows] == [
        ("payment", "M-1", 500, 1000.0),
        ("refund", "ref_1", -200, 1000.0),
    ]
