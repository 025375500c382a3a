"""The rates of value-added tax that a seller can choose from (Law 3065 art. 28)."""

RATES_BP = (100, 1000, 2000)  # basis points of the price without tax
CARRIAGE_BP = 2000
