"""The words around a date that tell what it is for, and those before an English one that belong to it. Words only."""

from __future__ import annotations

import re

from msgspec import Struct

from sabaku.text import late

_MONTH_NAMES = (
    "jan january januar janvier enero janeiro gennaio januari janv",
    "feb february februar fevrier febrero fevereiro febbraio februari fevr fev",
    "mar march marz mars marzo marco maart mrz mrt",
    "apr april avril abril aprile avr abr",
    "may mai mayo maio maggio mei",
    "jun june juni juin junio junho giugno giu",
    "jul july juli juillet julio julho luglio juil lug",
    "aug august aout agosto augustus ago",
    "sep sept september septembre septiembre setiembre setembro settembre sett set",
    "oct october oktober octobre octubre outubro ottobre okt out ott",
    "nov november novembre noviembre novembro",
    "dec december dezember decembre diciembre dezembro dicembre dez dic",
)
"""The months in English, German, French, Spanish, Portuguese, Italian and Dutch, folded."""
MONTHS = {name: n for n, names in enumerate(_MONTH_NAMES, 1) for name in names.split()}
"""Name of a month as folded -> its number."""
MONTH = "(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + ")"
ELSE_WORDS = frozenset(("ago", "set", "sett", "out", "lug", "giu", "mai"))
"""Months that are words of another meaning as well: «12 set», «5 out of 10»."""
_DAY_NAMES = (
    "mon monday montag lundi lunes segunda segunda-feira lunedi maandag",
    "tue tues tuesday dienstag mardi martes terca terca-feira martedi dinsdag",
    "wed wednesday mittwoch mercredi miercoles quarta quarta-feira mercoledi woensdag",
    "thu thur thurs thursday donnerstag jeudi jueves quinta quinta-feira giovedi donderdag",
    "fri friday freitag vendredi viernes sexta sexta-feira venerdi vrijdag",
    "sat saturday samstag sonnabend samedi sabado sabato zaterdag",
    "sun sunday sonntag dimanche domingo domenica zondag",
)
_DAYS = {name: n for n, names in enumerate(_DAY_NAMES) for name in names.split()}
_GERMAN_CUT = ("mo", "di", "mi", "do", "fr", "sa", "so")
DAY = "|".join(sorted(_DAYS, key=len, reverse=True))
"""The days of the week in the same languages: a pattern of them."""
_MONTH_BEFORE = late.pattern(rf"(?<![a-z])({MONTH})\.?\s{{1,2}}(?:the\s)?$")
_MONTH_OR_THE = (*MONTHS, "the")
"""What stands before a number that has a month's name before it, leaving out spaces and the point."""
_DAY_BEFORE = late.pattern(
    rf"(?<![a-z])(?:({DAY})\.?|({'|'.join(_GERMAN_CUT)})\.),?\s{{1,2}}(?:(?:the|den|dem|der|le|el|il|dia|de)\s)?$"
)
_ENGLISH_CUT = frozenset(("mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun"))

BEFORE = 28
"""Characters before a date in which the words that tell its role are looked for."""

_AFTER = (
    ("issued", re.compile(r"[\s)]{0,2}(?:現在|時点)")),
    ("deadline", re.compile(r"[\s)*]{0,2}(?:まで|迄|以内|必着|締切|期限|締め切り|中に)")),
    (
        "start",
        late.pattern(
            r"[\s)]{0,2}(?:以降|(?:[約利ご][^\s]{1,3}分)?(?:から|より)(?!\s?[0-9])|開始|付で|付け|をもって|に(?:開始|実施|変更|導入|施行))"
        ),
    ),
)
# each alternative begins with a letter, not with `\b`: so `re` looks for those letters first and tries no other place
_WORDS = {
    "deadline": r"期限|期日|締切|締め切り|有効期間|失効日|due|deadline|expir|until|before|no later|by(?<!\wby)\s?$"
    r"|frist|plazo|prazo|scadenza|echeance|uiterlijk|bis(?<!\wbis)(?: zum)?\s?$|jusqu'au|avant le|au plus tard"
    r"|antes(?<!\wantes) de|hasta(?<!\whasta)\b|ate(?<!\wate)\b|entro(?<!\wentro)\b|voor(?<!\wvoor)\s?$|ablauf|verfall|caduca"
    r"|vence(?<!\wvence)|scade(?<!\wscade)|verloopt",
    "outage": r"障害|メンテナンス|停止|作業|時間(?:帯|(?<=[■●◆・]時間)|(?<=[■●◆・]\s時間)|(?<=^時間))|outage|maintenance|downtime"
    r"|発生時刻|発生日時|実施日時|期間|wartung|mantenimiento|manutencao|manutenzione|onderhoud",
    "start": r"開始|提供|実施|適用|施行|リリース|切替|effective|start|from(?<!\wfrom)\s?$|beginning"
    r"|as of|ab (?<!\wab )(?:dem )?$|a partir|a compter|depuis(?<!\wdepuis)|desde(?<!\wdesde)|vanaf(?<!\wvanaf)|a partire"
    r"|dal(?<!\wdal)\s?$",
    "issued": r"発行|作成|送信|更新日|通知日|掲載|公開|発信|issued|posted|published|updated|dated|copyright|©|\(c\)",
    "event": r"日時|利用日|注文|購入|発送|取引|決済|ログイン|アクセス|検知|検出|配達|配送|引き落とし|引落|請求"
    r"|支払|振替|更新|変更|予約|来店|宿泊|出発|乗車|event|order|purchase|transaction|login|sign-in|delivered"
    r"|shipped|charged|date|time|wrote|sent|datum|fecha|data(?<!\wdata)\b"
    r"|rechnung|bestell|commande|pedido|ordine|anmeldung|connexion",
}
_BEFORE = tuple((role, re.compile(words)) for role, words in _WORDS.items())


def role_of(text: str, start: int, end: int) -> str:
    """deadline, outage, start, issued or event, by the nearest telling words; "" where none tells."""
    for role, words in _AFTER:
        if words.match(text, end):
            return role
    before = text[max(0, start - BEFORE) : start]
    best, role = -1, ""
    for name, words in _BEFORE:
        for it in words.finditer(before):
            if it.end() > best:
                best, role = it.end(), name
    return role


def month_before(text: str, at: int) -> tuple[int, int] | None:
    """Where the name of a month that stands right before `at` begins, and which month it is."""
    window = max(0, at - 18)
    before = text[window:at]
    if not before[-1:].isspace() or not before.rstrip(" \t\r\n.").endswith(_MONTH_OR_THE):
        return None
    it = _MONTH_BEFORE.search(before)
    return (window + it.start(), MONTHS[it[1]]) if it and it[1] not in ELSE_WORDS else None


class DayBefore(Struct, frozen=True):
    """A weekday right before a date: where it begins, which (Monday = 0), whether its language puts the day before the month."""

    start: int
    weekday: int
    day_first: bool


def weekday_before(text: str, at: int) -> DayBefore | None:
    """The weekday that stands right before `at`, in any of the languages; None where none does."""
    window = max(0, at - 24)
    it = _DAY_BEFORE.search(text[window:at]) if text[at - 1 : at].isspace() else None
    if it is None:
        return None
    if it[2]:
        return DayBefore(window + it.start(), _GERMAN_CUT.index(it[2]), day_first=True)
    english = it[1].endswith("day") or it[1] in _ENGLISH_CUT
    return DayBefore(window + it.start(), _DAYS[it[1]], day_first=not english)


def day_of_week(name: str) -> int:
    """Monday = 0, of a name that DAY matches."""
    return _DAYS[name]
