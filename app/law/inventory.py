"""The rows of the inventory and the activities behind them (KVKK art. 10; specification B §3)."""

from app.law.personal_data import Activity, Class, Datum, Ground, Group, Method, Recipient

HOST = Recipient.HOST
SHOPPER = (Group.SUPPORTER,)
MAKER = (Group.SUPPLIER,)
BOTH = (Group.SUPPORTER, Group.SUPPLIER)

NAME = Datum("name", "1", "identity", Method.FILL)
NATIONAL_ID = Datum("national_id", "3", "identity", Method.FILL)
EMAIL = Datum("email", "6", "contact", Method.FILL)
PHONE = Datum("phone", "7", "contact", Method.FILL_IF_GIVEN)
SOCIAL = Datum("social", "8", "contact", Method.FILL_IF_GIVEN)
CITY = Datum("city", "9", "contact", Method.KEEP, critical=False)
ADDRESS = Datum("address", "10", "contact", Method.FILL)
WEBSITE = Datum("website", "11", "contact", Method.FILL_IF_GIVEN)
PURCHASE = Datum("purchase", "12", "purchase", Method.KEEP, critical=False)
SELLER = Datum("seller", "13", "purchase", Method.KEEP, critical=False)
WORDS = Datum("order_words", "14", "purchase", Method.FILL_IF_GIVEN)
TAX = Datum("tax", "20", "professional", Method.FILL)
IBAN = Datum("iban", "21", "professional", Method.FILL)
SECRETS = Datum("secrets", "31", "security", Method.DELETE)
DEVICE = Datum("device", "32", "security", Method.DELETE)
DELIVERY_PROOF = Datum("delivery_proof", "33", "purchase", Method.FILL_IF_GIVEN)
BANK_REMARK = Datum("bank_remark", "34", "financial", Method.FILL_IF_GIVEN)
REQUEST_WORDS = Datum("request_words", "35", "help", Method.FILL_IF_GIVEN)
EVIDENCE = Datum("evidence", "36", "proof", Method.DELETE)
CERTIFICATE = Datum("certificate", "37", "professional", Method.FILL_IF_GIVEN)
PAPERS = Datum("papers", "38", "professional", Method.DELETE)
OWN_WORDS = Datum("own_words", "39", "professional", Method.FILL_IF_GIVEN)
PHOTO_OF_GOODS = Datum("photo_of_goods", "40", "purchase", Method.DELETE)
LETTERS = Datum("letters", "41", "proof", Method.DELETE)
ACCESS = Datum("access", "42", "security", Method.DELETE, critical=False)
ACTS = Datum("acts", "43", "security", Method.FILL_IF_GIVEN)
DRAFT = Datum("draft", "45", "contact", Method.DELETE)
CONSENT = Datum("consent", "44", "proof", Method.DELETE, critical=False)

DATA = (
    NAME, NATIONAL_ID, EMAIL, PHONE, SOCIAL, CITY, ADDRESS, WEBSITE, PURCHASE, SELLER, WORDS, TAX,
    IBAN, SECRETS, DEVICE, DELIVERY_PROOF, BANK_REMARK, REQUEST_WORDS, EVIDENCE, CERTIFICATE,
    PAPERS, OWN_WORDS, PHOTO_OF_GOODS, LETTERS, ACCESS, ACTS, DRAFT, CONSENT,
)  # fmt: skip

# What the source policy collected and this shop does not: shown in the tables as such.
NOT_COLLECTED = (
    Datum("birth_date", "2", "identity", Method.KEEP),
    Datum("photo", "4", "identity", Method.DELETE),
    Datum("card", "5", "financial", Method.DELETE),
    Datum("occupation", "15, 18", "profile", Method.KEEP, critical=False),
    Datum("education", "16", "profile", Method.KEEP, critical=False),
    Datum("interests", "17", "profile", Method.KEEP, critical=False),
    Datum("summary", "19", "profile", Method.FILL_IF_GIVEN),
    Datum("ip_address", "22", "location", Method.DELETE),
    Datum("place", "22a", "location", Method.DELETE),
    Datum("click_order", "22b", "navigation", Method.DELETE, critical=False),
    Datum("browsing", "23–28", "navigation", Method.DELETE, critical=False),
    Datum("gender", "29", "special", Method.KEEP, critical=False, special=True),
    Datum("membership_in_unions", "30", "special", Method.FILL_IF_GIVEN, special=True),
)

MEMBERSHIP = Activity("membership", SHOPPER, Ground.CONTRACT, Class.ACCOUNT)
CART = Activity("cart", SHOPPER, Ground.CONTRACT, Class.DRAFTS)
ORDER = Activity(
    "order", SHOPPER, Ground.CONTRACT, Class.ORDERS, (HOST, Recipient.SUPPLIER, Recipient.CARRIER)
)
PAYMENT = Activity(
    "payment", SHOPPER, Ground.CONTRACT, Class.ORDERS, (HOST, Recipient.PAYMENT_PROVIDER)
)
REFUND = Activity("refund", SHOPPER, Ground.DUTY, Class.ORDERS, (HOST, Recipient.BANK))
CASE = Activity("case", SHOPPER, Ground.DUTY, Class.ORDERS, (HOST, Recipient.SUPPLIER))
TALK = Activity("talk", BOTH, Ground.CONTRACT, Class.ORDERS, (HOST, Recipient.SUPPLIER))
POST = Activity("post", BOTH, Ground.CONTRACT, Class.ORDERS, (HOST, Recipient.MAIL))
RECORDS = Activity("records", SHOPPER, Ground.DUTY, Class.ORDERS, (HOST, Recipient.AUTHORITIES))
HELP = Activity("help", SHOPPER, Ground.CONTRACT, Class.HELP)
INVOICE = Activity(
    "invoice", BOTH, Ground.DUTY, Class.ARCHIVE, (HOST, Recipient.TAX, Recipient.ACCOUNTANT)
)
APPLICATION = Activity("application", (Group.CANDIDATE,), Ground.CONTRACT, Class.REFUSED)
SUPPLY = Activity(
    "supply", MAKER, Ground.CONTRACT, Class.ACCOUNT, (HOST, Recipient.SHOPPERS)
)  # fmt: skip
PAYOUT = Activity(
    "payout",
    MAKER,
    Ground.DUTY,
    Class.ARCHIVE,
    (HOST, Recipient.BANK, Recipient.TAX, Recipient.ACCOUNTANT),
)
TEAM = Activity("team", (Group.SUPPLIER, Group.STAFF), Ground.CONTRACT, Class.ACCOUNT)
STAFF_ACTS = Activity("staff_acts", (Group.STAFF,), Ground.DUTY, Class.ORDERS)
SECURITY = Activity("security", (*BOTH, Group.STAFF), Ground.INTEREST, Class.WEB_LOGS)
WATCH = Activity("watch", (Group.STAFF,), Ground.DUTY, Class.ACCESS)
CONSENTS = Activity("consents", BOTH, Ground.DUTY, Class.CONSENTS)
BREACHES = Activity(
    "breaches", (*BOTH, Group.STAFF), Ground.DUTY, Class.BREACHES, (HOST, Recipient.AUTHORITIES)
)

ACTIVITIES = (
    MEMBERSHIP, CART, ORDER, PAYMENT, REFUND, CASE, TALK, POST, RECORDS, HELP, INVOICE, APPLICATION,
    SUPPLY, PAYOUT, TEAM, STAFF_ACTS, SECURITY, WATCH, CONSENTS, BREACHES,
)  # fmt: skip
