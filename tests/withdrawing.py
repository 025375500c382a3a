"""Giving goods up through the pages, the whole way to the receipt."""

from flask.testing import FlaskClient

from app.orders.models import Order
from tests.page import Page


def withdraw(client: FlaskClient, order: Order, *, seal: str = "", **pieces: int) -> Page:
    """Declare the withdrawal of these lines: `line_1=2` gives up two of the first line."""
    url = f"/en/orders/{order.reference}/withdraw"
    lines = [line for suborder in order.suborders for line in suborder.lines]
    page = Page(client.get(url))
    form = {
        str(tag["name"]): str(tag.get("value", ""))
        for tag in page.soup.select("form#goods input[type=hidden]")
    } | {"name": "Elif Yalın", "email": "elif@example.org", "step": "confirm"}
    for name, quantity in pieces.items():
        line = lines[int(name.removeprefix("line_")) - 1]
        form |= {f"line-{line.id}": "1", f"quantity-{line.id}": str(quantity)}
        if seal:
            form[f"seal-{line.id}"] = seal
    answer = client.post(url, data=form)
    assert answer.status_code == 303, Page(answer).text
    return Page(client.get(answer.headers["Location"], follow_redirects=True))
