"""What only the pictures and scripts of a visit tell: words drawn as a picture, likeness to learnt pages, where scripts send to.

It is worked out when the page is seen, while its blobs are at hand, and recorded with the visit: so a replay needs neither
the blobs nor the operator's learnt pages. No network; files are read by data/genuine.py only.
"""

from sabaku.sources._face.enrich import enrich

__all__ = ["enrich"]
