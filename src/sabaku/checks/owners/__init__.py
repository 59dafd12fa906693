"""Checks on who is behind it: whose network, whose domain, since when, and where."""
