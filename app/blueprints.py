"""Every blueprint of the shop, one per line."""

from app.accounting.finance_views import blueprint as admin_finance
from app.accounting.month_views import blueprint as admin_accounting
from app.accounting.reconciliation_views import blueprint as admin_reconciliation
from app.accounts.address_views import blueprint as addresses
from app.accounts.admin_views import blueprint as admin_people
from app.accounts.shopper_views import blueprint as security
from app.accounts.team_views import blueprint as team
from app.accounts.views import blueprint as accounts
from app.cart.views import blueprint as cart
from app.catalogue.admin_views import blueprint as admin_listings
from app.catalogue.agreement_views import blueprint as admin_agreements
from app.catalogue.category_views import blueprint as admin_categories
from app.catalogue.supplier_views import blueprint as supplier_listings
from app.catalogue.views import blueprint as storefront
from app.checkout.views import blueprint as checkout
from app.consents.views import blueprint as cookies
from app.contracts.admin_views import blueprint as admin_contracts
from app.contracts.supplier_views import blueprint as supplier_contracts
from app.contracts.views import blueprint as amendments
from app.conversations.admin_views import blueprint as admin_messages
from app.conversations.supplier_views import blueprint as supplier_messages
from app.conversations.views import blueprint as order_messages
from app.desks.admin_views import blueprint as admin
from app.desks.maker_views import blueprint as admin_makers
from app.desks.notice_views import blueprint as notices
from app.desks.paper_views import blueprint as supplier_papers
from app.desks.request_views import blueprint as my_requests
from app.desks.shopper_views import blueprint as account
from app.desks.supplier_views import blueprint as supplier
from app.desks.views import blueprint as orders
from app.helpdesk.admin_views import blueprint as admin_requests
from app.helpdesk.supplier_views import blueprint as supplier_requests
from app.helpdesk.views import blueprint as requests
from app.imports.export_views import blueprint as supplier_export
from app.imports.supplier_views import blueprint as supplier_import
from app.invoices.admin_views import blueprint as admin_invoices
from app.invoices.supplier_views import blueprint as supplier_invoices
from app.invoices.views import blueprint as invoices
from app.ledger.admin_views import blueprint as admin_ledger
from app.media.views import blueprint as media
from app.messaging.admin_views import blueprint as admin_outbox
from app.orders.admin_views import blueprint as admin_orders
from app.orders.carrier_views import blueprint as carriers
from app.orders.download_views import blueprint as downloads
from app.orders.supplier_views import blueprint as supplier_orders
from app.orders.views import blueprint as order_ends
from app.payments.admin_views import blueprint as admin_refunds
from app.payments.disputes.admin_views import blueprint as admin_disputes
from app.payments.disputes.supplier_views import blueprint as supplier_disputes
from app.payments.file_views import blueprint as admin_payment_files
from app.payments.incoming_views import blueprint as admin_transfers
from app.payments.refund_views import blueprint as refunds
from app.payments.transfer_views import blueprint as transfers
from app.payments.views import blueprint as payments
from app.payments.webhook_views import blueprint as webhooks
from app.privacy.admin_views import blueprint as admin_privacy
from app.privacy.breach_views import blueprint as admin_breaches
from app.privacy.recipient_views import blueprint as admin_recipients
from app.privacy.shopper_views import blueprint as my_data
from app.privacy.views import blueprint as privacy
from app.recalls.admin_views import blueprint as admin_recalls
from app.recalls.supplier_views import blueprint as supplier_recalls
from app.records.admin_views import blueprint as admin_records
from app.records.dispute_views import blueprint as dispute_records
from app.records.views import blueprint as records
from app.returns.admin_views import blueprint as admin_returns
from app.returns.supplier_views import blueprint as supplier_returns
from app.returns.views import blueprint as returns
from app.settings.admin_views import blueprint as admin_settings
from app.settings.views import blueprint as legal
from app.settlements.admin_views import blueprint as admin_payouts
from app.settlements.supplier_views import blueprint as supplier_money
from app.suppliers.admin_views import blueprint as admin_suppliers
from app.suppliers.agreeing.supplier_views import blueprint as supplier_agreement
from app.suppliers.agreeing.views import blueprint as agreements
from app.suppliers.applying.admin_views import blueprint as admin_applications
from app.suppliers.applying.views import blueprint as applying
from app.suppliers.carrier_views import blueprint as admin_carriers
from app.suppliers.closing_views import blueprint as supplier_closing
from app.suppliers.delivery_views import blueprint as supplier_delivery
from app.suppliers.holiday_views import blueprint as supplier_holiday
from app.suppliers.identity_views import blueprint as admin_identities
from app.suppliers.renumbering.admin_views import blueprint as admin_numbers
from app.suppliers.renumbering.supplier_views import blueprint as supplier_numbers
from app.suppliers.shop_views import blueprint as supplier_shop
from app.suppliers.standing_views import blueprint as admin_standing
from app.suppliers.supplier_views import blueprint as supplier_team
from app.suppliers.team_views import blueprint as joining
from app.timers.views import blueprint as health

BLUEPRINTS = (
    storefront,
    media,
    cart,
    accounts,
    team,
    joining,
    supplier_delivery,
    supplier_shop,
    admin_carriers,
    admin_identities,
    supplier_team,
    security,
    addresses,
    admin_people,
    checkout,
    payments,
    transfers,
    admin_transfers,
    admin_payment_files,
    admin_payouts,
    refunds,
    webhooks,
    admin_refunds,
    admin_disputes,
    supplier_disputes,
    dispute_records,
    admin_ledger,
    admin_finance,
    admin_accounting,
    admin_reconciliation,
    admin_suppliers,
    admin_agreements,
    agreements,
    supplier_agreement,
    admin_makers,
    admin_applications,
    applying,
    admin_standing,
    admin_numbers,
    supplier_numbers,
    supplier_closing,
    supplier_listings,
    admin_listings,
    admin_categories,
    supplier_orders,
    supplier_money,
    supplier_papers,
    order_messages,
    supplier_messages,
    admin_messages,
    invoices,
    supplier_invoices,
    admin_invoices,
    supplier_recalls,
    supplier_holiday,
    admin_recalls,
    admin_orders,
    admin_contracts,
    supplier_contracts,
    amendments,
    returns,
    supplier_returns,
    admin_returns,
    requests,
    my_requests,
    supplier_requests,
    supplier_import,
    supplier_export,
    admin_requests,
    admin_outbox,
    legal,
    cookies,
    privacy,
    admin_privacy,
    admin_breaches,
    admin_recipients,
    my_data,
    admin_settings,
    health,
    notices,
    records,
    admin_records,
    orders,
    downloads,
    order_ends,
    carriers,
    account,
    supplier,
    admin,
)
