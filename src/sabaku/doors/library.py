"""`sabaku.examine`: the door for Python programs. Reads no files, and no clock but the one that it is asked to; asks nobody."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO

from sabaku import app, intake
from sabaku.doors.stopwatch import Stopwatch
from sabaku.model import Home, Input, Profile, Report


def examine(
    mail: bytes, *, home: Home | None = None, now: datetime | None = None, tape: bytes = b"", seconds: float = 0.0
) -> Report:
    """The report of one mail: an .eml, an Outlook .msg, or one that carries the mail in question.

    `home`: what is known of the recipient's organisation. `now`: the time of judging; without it nothing is said that
    depends on it. `tape`: recorded answers, as the tape.jsonl of a case. Of several mails the first one is examined.
    `seconds`: processor seconds after which the rest is left out, and named among the gaps; 0 for no limit.
    Raises ValueError where there is no mail, or where the tape is none; never because of what stands in the mail.
    """
    profile: Profile = "full" if tape else "offline"
    given = next(iter(intake.read(["-"], stdin=BytesIO(mail), home=home, now=now, profile=profile)), None)
    if not isinstance(given, Input):
        raise ValueError(given.reason.en if given is not None else "there is no mail in it.")
    case = app.prepare(given, Stopwatch(seconds).late)
    return app.conclude(app.recorded(case, tape)[0] if tape else app.offline(case))
