"""Verification of sender authentication: SPF, DKIM, DMARC, ARC. Everything that is looked up goes through `ask`."""
