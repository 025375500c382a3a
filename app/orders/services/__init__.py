"""Writes of the orders domain, one file per part of an order's life."""
