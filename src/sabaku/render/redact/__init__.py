"""The one place where the victim is removed: what is secret in a case, and texts, addresses and reports without it.

A mail that is published must not tell who received it. `redaction` collects what would tell, once per case; the Redaction
that it gives masks texts, URLs, reports and the mail's own source, and lists what it masked and why. The proof that nothing
is left is in render/leaks.py. Must not decide what is published.
"""

from sabaku.render.redact._find import by_chance
from sabaku.render.redact._redaction import Masked, Redaction, redaction
from sabaku.render.redact._review import KINDS, Reviewed, review
from sabaku.render.redact._secret import Kind, Secret

__all__ = ["KINDS", "Kind", "Masked", "Redaction", "Reviewed", "Secret", "by_chance", "redaction", "review"]
