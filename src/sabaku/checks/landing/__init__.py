"""Checks on the landing site: whether it is up, whose face it wears, and what it asks for."""
