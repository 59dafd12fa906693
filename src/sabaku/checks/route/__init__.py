"""Checks on how the mail came: the origin, the `Received` fields, dates, ids and mailers. One file each."""
