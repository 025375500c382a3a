"""The rail of a desk: where this person can go, with what waits there."""

from flask import request, url_for
from flask_babel import gettext as _

from app.accounting import reconciling
from app.accounts.models import Member
from app.catalogue.queries import listings
from app.contracts.services import informing
from app.helpdesk import queries as requests
from app.payments import bank_queries
from app.payments import desk_queries as refund_desk
from app.payments.disputes import queries as disputes
from app.privacy import breaches
from app.recalls import queries as recalls
from app.records import queries as records
from app.returns import queries as returns
from app.settlements.queries import payouts
from app.suppliers import roles, shopkeeping
from app.suppliers.applying import queries as applications
from app.suppliers.queries import LENT, Place, place_of
from app.suppliers.renumbering import queries as numbers
from app.web.audience import duty_of

Entry = tuple[str, str, int, bool]


def of(member: Member) -> dict[str, object]:
    """Role, name, home and entries for the desk that is being shown."""
    admin = request.path.startswith("/admin")
    entries = _admin(member) if admin else _supplier(member)
    here = _here(entries)
    return {
        "role": _("Administration") if admin else _("Maker"),
        "name": getattr(member, "name", ""),
        "home": url_for("admin.home" if admin else "supplier.home"),
        "looking_at": _looking_at(member) if admin else None,
        "nav": [
            {
                "title": title,
                "url": url,
                "count": count,
                "current": url == here,
            }
            for title, url, count, _home in entries
        ],
    }


def _here(entries: list[Entry]) -> str:
    """The entry under which this page stands: the nearest one, if it is under several."""
    path = request.script_root + request.path
    above = [
        url
        for _title, url, _count, home in entries
        if path == url or (not home and path.startswith(f"{url}/"))
    ]
    return max(above, key=len, default="")


def _looking_at(member: Member) -> dict[str, object] | None:
    """The supplier whose screens staff look at, with the pages of its desk."""
    lent: Place | None = request.environ.get(LENT)
    if lent is None:
        return None
    pages = [(title, url) for title, url, _count, _home in _supplier(member)]
    return {"supplier": lent.supplier, "pages": pages}


def _admin(member: Member) -> list[Entry]:
    rows: list[Entry] = [(_("To do"), url_for("admin.home"), 0, True)]
    if member.may("orders"):
        open_cases = len(returns.due_list()) + len(returns.unmatched())
        rows += [
            (_("Returns"), url_for("admin_returns.index"), open_cases, False),
            (_("Requests"), url_for("admin_requests.index"), len(requests.for_desk("open")), False),
            (_("Orders"), url_for("admin_orders.index"), 0, False),
            (_("Recalls"), url_for("admin_recalls.index"), len(recalls.asked()), False),
            (_("Suppliers"), url_for("admin_makers.index"), 0, False),
            (_("Carriers"), url_for("admin_carriers.index"), 0, False),
            (_("Contracts"), url_for("admin_contracts.index"), len(informing.lacking()), False),
            (_("Outbox"), url_for("admin_outbox.index"), 0, False),
        ]
    if member.may("catalogue"):
        waiting = listings.count_in_review()
        rows.append((_("Listings"), url_for("admin_listings.index"), waiting, False))
        rows.append((_("Categories"), url_for("admin_categories.index"), 0, False))
        changes = len(shopkeeping.waiting_changes())
        rows.append((_("Makers' details"), url_for("admin_identities.index"), changes, False))
        waiting = len(applications.waiting_for_us())
        rows.append((_("Applications"), url_for("admin_applications.index"), waiting, False))
    if member.may("finance"):
        rows.append((_("Finance"), url_for("admin_finance.show"), 0, False))
        count = len(refund_desk.open_refunds())
        rows.append((_("Refunds"), url_for("admin_refunds.index"), count, False))
        waiting = len(disputes.for_a_person())
        rows.append((_("Card disputes"), url_for("admin_disputes.index"), waiting, False))
        waiting = len(bank_queries.open_incoming())
        rows.append((_("Transfers"), url_for("admin_transfers.index"), waiting, False))
        waiting = len(payouts.open_payouts()) + len(payouts.sent_back())
        rows.append((_("Payouts"), url_for("admin_payouts.index"), waiting, False))
        rows.append((_("Invoices"), url_for("admin_invoices.index"), 0, False))
        rows.append((_("Ledger"), url_for("admin_ledger.show"), 0, False))
        rows.append((_("Accounting"), url_for("admin_accounting.index"), 0, False))
        url = url_for("admin_reconciliation.index")
        rows.append((_("Reconciliation"), url, reconciling.count_differences(), False))
        rows.append((_("Terms of suppliers"), url_for("admin_suppliers.index"), 0, False))
        changes = len(numbers.waiting())
        rows.append((_("Numbers of suppliers"), url_for("admin_numbers.index"), changes, False))
        rows.append((_("Supplier agreement"), url_for("admin_agreements.index"), 0, False))
    if member.may("legal"):
        rows.append((_("Standing"), url_for("admin_standing.index"), 0, False))
    if member.may("privacy"):
        waiting = len(records.unreleased())
        rows.append((_("Authorities"), url_for("admin_records.index"), waiting, False))
        rows.append((_("Inventory of data"), url_for("admin_privacy.show"), 0, False))
        open_breaches = len(breaches.untold())
        rows.append((_("Breaches"), url_for("admin_breaches.index"), open_breaches, False))
        rows.append((_("Recipients of data"), url_for("admin_recipients.index"), 0, False))
    if member.may("people"):
        rows.append((_("People"), url_for("admin_people.show"), 0, False))
    if member.may("settings"):
        rows.append((_("Settings"), url_for("admin_settings.show"), 0, False))
    return rows


def _supplier(member: Member) -> list[Entry]:
    """The pages of a supplier that this person's role may open."""
    duties = roles.MAY[roles.Role(place_of(member).role)]
    pages = (
        (_("To do"), "supplier.home"),
        (_("Orders"), "supplier_orders.index"),
        (_("Goods"), "supplier_listings.index"),
        (_("Returns"), "supplier_returns.index"),
        (_("Requests"), "supplier_requests.index"),
        (_("Messages"), "supplier_messages.index"),
        (_("Invoices"), "supplier_invoices.index"),
        (_("Recalls"), "supplier_recalls.index"),
        (_("Money"), "supplier_money.index"),
        (_("Figures"), "supplier.months"),
        (_("Holiday"), "supplier_holiday.show"),
        (_("Delivery"), "supplier_delivery.show"),
        (_("Your page"), "supplier_shop.show"),
        (_("Numbers and account"), "supplier_numbers.show"),
        (_("Import"), "supplier_import.index"),
        (_("Agreement"), "supplier_agreement.show"),
        (_("Team"), "supplier_team.show"),
    )
    return [
        (title, url_for(endpoint), 0, endpoint == "supplier.home")
        for title, endpoint in pages
        if duty_of(endpoint) in duties
    ]
