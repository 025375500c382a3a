"""Writes of the returns domain: statements, cases, goods coming back, endings."""
