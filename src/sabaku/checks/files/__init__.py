"""Checks on what is attached: files that run, hide, ask or pretend. One file each."""
