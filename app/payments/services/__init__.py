"""Writes of the payments domain: attempts, commands, settling, refunds."""
