"""Placeholder, replaced at once by its owner."""
