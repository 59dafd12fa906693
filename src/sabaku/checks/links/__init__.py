"""Checks on where the mail leads, by the address alone. One file each."""
