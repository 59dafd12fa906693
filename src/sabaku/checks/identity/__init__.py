"""Checks of this family, one per file; the folder is the registry."""
