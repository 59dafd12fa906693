"""One check: an applicant is to run a stranger's program on their own computer."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _letter, _said, _story, _told
from sabaku.checks._check import Hit, check
from sabaku.model import Case, Observable, Text
from sabaku.text import late

LONG = 4000
_HINTS = late.one_of("npm", "yarn", "clone", "repo", "codebase", "pip install", "docker", "リポジトリ")
_JOB = late.pattern(
    r"\b(?:(?:coding|technical|programming|take[- ]home|skills?|test) (?:task|test|challenge|assignment|assessment|exercise"
    r"|project"
    r"|interview)|assessment|hiring (?:manager|process|team)|next (?:step|stage|round)|job (?:offer|interview)|(?:your"
    r"|the) interview"
    r"|candidates?|talent (?:partner|acquisition)|recruiter)\b|コーディングテスト|技術課題|技術面接|選考課題|一次面接"
)
_RUN = late.pattern(
    r"\b(?:(?:clone|download|pull|fork|unzip|check ?out|fetch)\b[^.!?\n]{0,60}?\b(?:repo(?:sitory)?|project|codebase|code"
    r"|archive|zip"
    r"|sources?)\b|(?:npm|yarn|pnpm) (?:install|i|start|run|dev)\b|pip install\b|docker(?:-compose| compose)? up\b)"
    r"|リポジトリを[^。\n]{0,12}(?:クローン|取得|ダウンロード)"
)
_PRESS = late.pattern(
    r"\b(?:not (?:on|in|inside|use) an? (?:vm|virtual machine|sandbox|container)|(?:on|from) your (?:own|personal|main"
    r"|local) (?:computer"
    r"|machine|laptop|pc|device)|(?:record|share) (?:your|the) screen|camera access|(?:disable|turn off|switch off"
    r"|pause) (?:your )?"
    r"(?:antivirus|anti-virus|firewall|defender)|connect (?:your|a) (?:wallet|metamask)|your metamask|(?:today"
    r"|within (?:\d{1,2}|two"
    r"|three|a few|24|48) hours?|before (?:the|our) (?:interview|call|meeting))\b[^.!?\n]{0,60}(?:close|fill|position|return"
    r"|submit|finish"
    r"|complete|run|send)|(?:return|submit|finish|complete|run|send)\w{0,3}\b[^.!?\n]{0,40}?\b(?:today|tonight"
    r"|within (?:\d{1,2}|two|three"
    r"|a few) hours?|before (?:the|our) (?:interview|call|meeting)))\b"
    r"|(?:自分|ご自身|個人)の(?:pc|パソコン|端末)で|仮想(?:マシン|環境)(?:では|は|上では)(?:なく|使わ|動)|本日中に[^。\n]{0,12}(?:提出|返送|実行)"
)


@check(
    id="body.code-to-run",
    over="message",
    group="body",
    sure="inferred",
    title=Text(
        ja="採用選考を理由に、見知らぬプログラムを自分のPCで実行させようとしています",
        en="An applicant is asked to run a stranger's program",
    ),
    says=Text(
        ja="「{job}」を理由に「{run}」と求め、しかも「{press}」としています。採用担当者を装い、"
        "課題のプログラムに仕込んだマルウェアを開発者に実行させる手口です。",
        en="“{job}”, and for that “{run}”, “{press}”: false recruiters have developers run malware that is hidden in a task.",
    ),
    advice=Text(
        ja="渡されたコードを普段のパソコンで実行しないでください。会社の公式サイトにある採用窓口で、その担当者が実在するか確認してください。",
        en="Do not run that code on a computer that you use. Ask the company, by its own site, whether this recruiter exists.",
    ),
    speaks_for=("malware",),
    experts=("LURE", "CTX"),
)
def code_to_run(case: Case, it: Observable) -> Iterator[Hit]:
    """«Contagious Interview» and its kin (Unit 42 2023, JPCERT/CC, NPA): the package steals wallets and passwords on install.

    Innocent causes: firms that set a real task by mail; they leave days for it and do not care on which machine it runs.
    """
    text = _letter.only(case, _told.flowing(case))
    if (
        _letter.size(case) > LONG
        or not _HINTS(text)
        or case.seen("list", "mailing-list")
        or _story.conversation(case)
        or not _said.links(case)
    ):
        return
    found = _told.places(case, text, _JOB, _RUN, _PRESS)
    if found:
        yield Hit(*found, job=found[0].found, run=found[1].found, press=found[2].found)
