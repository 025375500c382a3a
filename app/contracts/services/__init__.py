"""Writes of the contracts domain, one file per part of a contract's life."""
