"""Checks on what the mail says: demands, pretexts, letters and numbers that are not what they seem. One file each."""
