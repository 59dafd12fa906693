"""What the article says of a subject in which nothing was found. Words only."""

from __future__ import annotations

from sabaku.model import Text

SUBJECT_NAMES = Text(
    "件名には{brand}の名前がありますが、送信者が自由に書ける欄ですから、名乗ったという以上の意味はありません。",
    "The subject names {brand}; but a sender can write anything there, so it tells no more than whose mail it wants "
    "to be taken for.",
)
SUBJECT_LOUD = Text(
    "「{word}」は、急いで開かせるための決まり文句です。件名だけでは、本物とも偽物とも言えません。",
    "“{word}” is there to have the mail opened in a hurry. By the subject alone it could be genuine or not.",
)
SUBJECT_BAIT = Text(
    "件名は、開いて読ませるための呼び水です。正体は、この先を読むと見えてきます。",
    "The subject is the bait; what is behind it shows further on.",
)
