"""Checks on who the mail says it is from, and whom it was sent to: brands, look-alikes, houses, accounts. One file each."""
