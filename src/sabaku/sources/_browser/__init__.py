"""The isolated browser of the visit: its cell, its only way out (the filtering proxy), and what is written down.

What lives here runs hostile pages. Nothing here judges what was seen, and nothing here ever fills in a form.
"""
