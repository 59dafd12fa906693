"""Checks on sender authentication: SPF, DKIM, DMARC, ARC, and what filters before us said. One file each."""
