"""One check: an invitation whose entry holds a link."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _links, _vouched
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Observable, Text
from sabaku.names.hosts import suffixes

_MEETINGS = (
    "zoom.us",
    "zoom.com",
    "teams.microsoft.com",
    "teams.live.com",
    "meet.google.com",
    "calendar.google.com",
    "webex.com",
    "whereby.com",
    "gotomeeting.com",
    "goto.com",
    "bluejeans.com",
    "chime.aws",
    "outlook.com",
    "office.com",
    "microsoft.com",
    "google.com",
    "aka.ms",
)


@check(
    id="files.calendar-link",
    over="link:calendar",
    group="files",
    title=Text(ja="カレンダーの招待にリンクが入っています", en="A calendar invitation with a link"),
    says=Text(
        ja="添付のカレンダー招待に {host} へのリンクがあります。予定に登録されると、メールを消してもリンクが手元に残ります。",
        en="The calendar invitation holds a link to {host}. Once it is in the calendar it stays, even if the mail is deleted.",
    ),
    sure="inferred",
    speaks_for=("phishing",),
    experts=("ATT",),
    attacks=(68,),
)
def calendar_link(case: Case, it: Observable) -> Iterator[Hit]:
    """Some mail programs put invitations into the calendar unasked. Innocent: video meetings, whose usual hosts are left out,
    and links to the sender's own domain.
    """
    link = _links.link(it)
    if not link.host or link.domain in _vouched.house(case):
        return
    if not any(name in _MEETINGS for name in suffixes(link.host)):
        yield Hit(_links.at(it), host=datum("domain", link.host))
