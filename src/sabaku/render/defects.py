"""What the reader of mails calls a defect, in words: the table of the layer that finds them."""

from __future__ import annotations

from sabaku.mime.defects import KINDS

DEFECTS = {kind: it.says for kind, it in KINDS.items()}
