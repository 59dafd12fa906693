"""What a recorded answer says, as one or two plain sentences in either language. Judges nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sabaku.data import datasets
from sabaku.model import (
    Authenticated,
    Captures,
    Certificate,
    Certificates,
    Contacts,
    Fact,
    Lang,
    Listing,
    Neighbours,
    Network,
    Place,
    Records,
    Registration,
    Resolutions,
    Site,
    Text,
    Warned,
)
from sabaku.names import brands
from sabaku.render import tame, when, whys, words
from sabaku.render.answer_words import FIELDS, NARROWS, PRECISIONS, RESULTS, SITE_STATES, USES
from sabaku.render.say import LONG_NAME, LONG_TEXT, LONG_URL, country, short


def answer(fact: Fact, lang: Lang, zone: str) -> str:
    """The answer in words; what "no such thing" means is said for the source that was asked."""
    if fact.state == "none":
        return _none(fact, lang)
    if fact.state != "found" or fact.value is None:
        why = short(whys.why(fact.why, lang), LONG_TEXT, lang)
        return _beside(words.STATES[fact.state].in_(lang), why, lang)
    return _TELL[type(fact.value)](fact.value, lang, zone)


OURS = ("decoys", "query")
"""Arguments that say how it was asked, not what about."""


def question(fact: Fact, lang: Lang) -> str:
    """What was asked about, defanged: the subject with what narrows it (DNS type, list)."""
    if fact.question.source == "auth":
        domain = dict(fact.question.arguments).get("domain", "")
        return f"SPF ({tame.host(domain)})" if domain else tame.tame(fact.question.subject).upper()
    narrowing = [it for it in fact.question.arguments if it[0] not in OURS]
    told = (NARROWS[name].in_(lang) if name in NARROWS else tame.defang(value) for name, value in narrowing)
    narrowed = " · ".join(told)
    return _beside(subject(fact, lang), narrowed, lang)


def subject(fact: Fact, lang: Lang) -> str:
    """The subject of a question alone, defanged."""
    if fact.question.source == "warnings":
        return tame.tame(brands.names_of(fact.question.subject).in_(lang))
    told = short(tame.defang(fact.question.subject), LONG_URL, lang)
    return tame.host(told) if "/" not in told and ":" not in told and not _is_number(told) else told


def source(name: str, lang: Lang) -> str:
    """The name of a source of facts."""
    known = words.SOURCES.get(name)
    return known.in_(lang) if known else tame.defang(name)


def _is_number(subject: str) -> bool:
    return subject.replace(".", "").replace(":", "").isdigit()


def _none(fact: Fact, lang: Lang) -> str:
    kind = dict(fact.question.arguments).get("type", "")
    if fact.question.source == "dns":
        if kind in {"A", "AAAA"}:
            return Text("対応するIPアドレスがありません", "there is no IP address for this name").in_(lang)
        return Text(f"{tame.defang(kind)}レコードはありません", f"there is no {tame.defang(kind)} record").in_(lang)
    if fact.question.source in {"rdap", "whois"}:
        return Text("登録が見当たりません", "there is no such registration").in_(lang)
    return words.STATES["none"].in_(lang)


def _join(parts: list[str], lang: Lang) -> str:
    return ("、" if lang == "ja" else ", ").join(it for it in parts if it)


def _many(count: int, what: str) -> str:
    """The count with what is counted, in English."""
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def _beside(told: str, more: str, lang: Lang) -> str:
    """What is told with what goes into brackets behind it, if anything."""
    if not more:
        return told
    return f"{told}({more})" if lang == "ja" else f"{told} ({more})"


def _v(value: str, lang: Lang, limit: int = LONG_NAME) -> str:
    return short(tame.defang(value), limit, lang)


def place_name(it: Place, lang: Lang) -> str:
    """Country, region and city from the large to the small in Japanese, the other way round in English."""
    parts = [country(it.country, lang) if it.country else ""]
    parts += [_v(name.in_(lang), lang) for name in (it.region, it.city) if name is not None]
    parts = list(dict.fromkeys(part for part in parts if part))
    if lang == "en":
        return ", ".join(reversed(parts))
    return "・".join(it for it in (parts[0] if parts else "", "".join(parts[1:])) if it)


def dataset(fact: Fact, lang: Lang) -> str:
    """From which data the answer was read, with its date, where it was not asked of somebody; licences want it named."""
    recorded = getattr(fact.value, "dataset", "")
    name, dated = _v(datasets.names(recorded).in_(lang), lang), tame.defang(getattr(fact.value, "dataset_date", ""))
    if not name:
        return ""
    date = when.told_date(dated, lang)
    return words.DATASET.in_(lang).format(name=name if dated in name else _beside(name, date, lang))


def brief(value: object, lang: Lang) -> str:
    """Place or operator of an address in one word or two; "" for any other answer."""
    if isinstance(value, Place):
        return place_name(value, lang)
    return _v(value.organisation, lang) if isinstance(value, Network) else ""


def _place(it: Place, lang: Lang, zone: str) -> str:
    del zone
    name = place_name(it, lang) or Text("位置不明", "place unknown").in_(lang)
    notes = [PRECISIONS[it.precision].in_(lang)]
    if it.radius_km and it.precision not in {"anycast", "country"}:
        notes.insert(0, f"半径約{it.radius_km:,}km" if lang == "ja" else f"within about {it.radius_km:,} km")
    told = f"{name}付近" if lang == "ja" and it.precision in {"city", "region", "cloud"} else name
    return _beside(told, _join(notes, lang), lang)


def _network(it: Network, lang: Lang, zone: str) -> str:
    del zone
    number = f"AS{it.asn}" if it.asn else ""
    inside = _join([number, USES[it.use].in_(lang) if it.use else "", _v(it.range, lang)], lang)
    name = _v(it.organisation, lang) or Text("事業者不明", "operator unknown").in_(lang)
    return _beside(name, inside, lang)


def _records(it: Records, lang: Lang, zone: str) -> str:
    del zone
    if not it.values:
        return Text(f"{tame.defang(it.type)}レコードはありません", f"there is no {tame.defang(it.type)} record").in_(lang)
    shown = [_v(value, lang, LONG_TEXT) if it.type == "TXT" else _record(value, lang) for value in it.values[:8]]
    more = len(it.values) - len(shown)
    if more > 0:
        shown.append(f"ほか{more}件" if lang == "ja" else f"{more} more")
    return f"{tame.defang(it.type)}: {_join(shown, lang)}"


def _record(value: str, lang: Lang) -> str:
    return _v(value, lang) if _is_number(value) else short(tame.host(value), LONG_NAME, lang)


def _registration(it: Registration, lang: Lang, zone: str) -> str:
    holder = _v(it.registrant or it.organisation, lang)
    if it.registrant and it.organisation and it.registrant != it.organisation:
        holder = _beside(holder, _v(it.organisation, lang), lang)
    if it.privacy:
        holder = holder or Text("非公開", "not published").in_(lang)
    where = _join([country(it.country, lang) if it.country else "", _v(it.state, lang)], lang)
    rows = (
        (Text("登録者", "registrant"), holder),
        (Text("登録者の所在", "located in"), where),
        (Text("登録事業者", "registrar"), _v(it.registrar, lang)),
        (Text("登録日", "registered"), _day(it.created, lang, zone)),
        (Text("有効期限", "expires"), _day(it.expires, lang, zone)),
        (Text("ネームサーバー", "name servers"), _join([tame.host(name) for name in it.nameservers[:3]], lang)),
        (Text("状態", "status"), _join([_v(status, lang) for status in it.status[:3]], lang)),
        (Text("通報窓口", "abuse contact"), tame.address(it.abuse)),
    )
    told = [f"{label.in_(lang)}: {value}" for label, value in rows if value]
    return (" / " if lang == "ja" else "; ").join(told) or words.STATES["found"].in_(lang)


def _day(at: Any, lang: Lang, zone: str) -> str:
    if at is None:
        return ""
    here = when.shifted(at, zone)
    return when.day(here.year, here.month, here.day, lang)


def _listing(it: Listing, lang: Lang, zone: str) -> str:
    del zone
    name = _v(it.list, lang)
    if not it.listed:
        covers = _v(it.covers, lang)
        if lang == "ja":
            return f"{name}: 登録なし({covers + '現在の内容。' if covers else ''}登録がないことは安全の証明ではありません)"
        return f"{name}: not listed ({'as of ' + covers + '; ' if covers else ''}absence from a list proves nothing)"
    threat = _join([_v(it.threat, lang), _v(it.detail, lang)], lang)
    told = f"{name}: 登録あり" if lang == "ja" else f"{name}: listed"
    return _beside(told, threat, lang)


def _site(it: Site, lang: Lang, zone: str) -> str:
    del zone
    parts = [SITE_STATES[it.state].in_(lang)]
    if it.title:
        title = _v(it.title, lang)
        parts.append(f"表題「{title}」" if lang == "ja" else f"titled “{title}”")
    if it.product or it.brand:
        named = brands.names_of(it.brand).in_(lang) if brands.brand(it.brand) else it.product or it.brand
        face = _v(named, lang)
        parts.append(f"{face}の画面を模している" if lang == "ja" else f"it wears the face of {face}")
    asks = list(dict.fromkeys(name for form in it.forms for name in form.fields))
    if asks:
        names = [FIELDS[name].in_(lang) if name in FIELDS else _v(name, lang) for name in asks[:6]]
        told = "・".join(names) if lang == "ja" else ", ".join(names)
        parts.append(f"{told}の入力を求める" if lang == "ja" else f"it asks for {told}")
    if it.final_url and len(it.chain) > 1:
        end = _v(it.final_url, lang, LONG_URL)
        parts.append(f"転送先は {end}" if lang == "ja" else f"it leads on to {end}")
    if it.differs:
        parts.append(Text("訪問者によって表示が変わる", "it shows different visitors different things").in_(lang))
    return _join(parts, lang)


def _authenticated(it: Authenticated, lang: Lang, zone: str) -> str:
    del zone
    told = f"{tame.defang(it.method.removeprefix('brand-')).upper()}: {RESULTS[it.result].in_(lang)}"
    told = _beside(told, tame.host(it.domain) if it.domain else "", lang)
    if it.aligned is not None:
        same = Text("差出人のドメインと一致", "aligned with From"), Text("差出人のドメインとは不一致", "not aligned with From")
        told += ("、" if lang == "ja" else ", ") + same[0 if it.aligned else 1].in_(lang)
    why = tame.defang(it.why.in_(lang))
    return f"{told}。{why}" if why and lang == "ja" else f"{told}. {why}" if why else told


def _warned(it: Warned, lang: Lang, zone: str) -> str:
    del zone
    by = _v(brands.known_as(it.by).in_(lang), lang)
    title, date = _v(it.title, lang, LONG_TEXT), when.told_date(tame.defang(it.date), lang)
    told = f"{by}が{date}に注意喚起「{title}」を公表" if lang == "ja" else f"{by} warned on {date}: “{title}”"
    second_hand = Text("(他のサイトの紹介による)", " (as another site reports)").in_(lang)
    return told if it.official else told + second_hand


FAULTS = {
    "self-signed": Text("自己署名のため信頼できません", "self-signed: nobody vouches for it"),
    "expired": Text("期限切れです", "it has expired"),
    "other-host": Text("このホストの証明書ではありません", "it is not for this host"),
    "untrusted": Text("発行者を信頼できません", "its issuer is not trusted"),
}


def _certificate(it: Certificate, lang: Lang, zone: str) -> str:
    names = [tame.host(name) for name in it.names[:4]]
    more = len(it.names) - len(names)
    if more > 0:
        names.append(f"ほか{more}件" if lang == "ja" else f"{more} more")
    rows = (
        (Text("名前", "for"), _join([short(name, LONG_NAME, lang) for name in names], lang)),
        (Text("発行者", "issued by"), _v(it.issuer, lang)),
        (Text("発行日", "issued"), _day(it.not_before, lang, zone)),
        (Text("有効期限", "expires"), _day(it.not_after, lang, zone)),
        (Text("問題", "problem"), FAULTS[it.fault].in_(lang) if it.fault else ""),
    )
    return (" / " if lang == "ja" else "; ").join(f"{label.in_(lang)}: {value}" for label, value in rows if value)


def _certificates(it: Certificates, lang: Lang, zone: str) -> str:
    if not it.total:
        return Text("証明書の発行記録はありません", "no certificate has been logged").in_(lang)
    first, last = _day(it.first, lang, zone), _day(it.newest[0].not_before if it.newest else None, lang, zone)
    count = f"証明書の発行記録 {it.total:,}件" if lang == "ja" else _many(it.total, "logged certificate")
    dates = f"最初は{first}、最新は{last}" if lang == "ja" else f"the first of {first}, the newest of {last}"
    return _join([count, dates if first and last else ""], lang)


def _captures(it: Captures, lang: Lang, zone: str) -> str:
    if not it.total:
        return Text("過去の閲覧記録はありません", "there are no earlier captures").in_(lang)
    parts = [f"過去の閲覧記録 {it.total:,}件" if lang == "ja" else _many(it.total, "earlier capture")]
    for one in it.newest[:3]:
        where = _join([tame.defang(one.ip), _v(one.operator, lang)], lang)
        seen = f"{_day(one.at, lang, zone)} {where}".strip()
        titled = (f"「{_v(one.title, lang)}」" if lang == "ja" else f" “{_v(one.title, lang)}”") if one.title else ""
        parts.append(seen + titled)
    return _join(parts, lang)


def _neighbours(it: Neighbours, lang: Lang, zone: str) -> str:
    del zone
    parts = [f"この端末で記録したドメイン {it.domains:,}件" if lang == "ja" else f"{_many(it.domains, 'domain')} recorded here"]
    for one in it.reported:
        face = _v(brands.names_of(one.brand).in_(lang), lang)
        by = _v(one.list, lang) or (f"{face}を装うページ" if lang == "ja" else f"posing as {face}")
        told = _join([by, when.told_date(tame.defang(one.at), lang)], lang)
        parts.append(_beside(tame.host(one.domain), told, lang))
    return _join(parts, lang)


def _resolutions(it: Resolutions, lang: Lang, zone: str) -> str:
    if not it.records:
        return Text("過去のIPアドレスの記録はありません", "no earlier addresses are recorded").in_(lang)
    more = "" if it.whole else Text("以上", "at least ").in_(lang)
    count = (
        f"パッシブDNSの記録 {len(it.records)}件{more}" if lang == "ja" else more + _many(len(it.records), "passive DNS record")
    )
    shown = [f"{_day(one.at, lang, zone)} {tame.defang(one.ip)}" for one in (*it.records[:3], *it.records[3:][-1:])]
    return _join([count, *shown], lang)


def _contacts(it: Contacts, lang: Lang, zone: str) -> str:
    told = [f"連絡先 {_v(one, lang)}" if lang == "ja" else f"contact {_v(one, lang)}" for one in it.contacts[:3]]
    until = _day(it.expires, lang, zone)
    told.append((f"有効期限 {until}" if lang == "ja" else f"valid until {until}") if until else "")
    signed = Text("電子署名あり(未検証)", "signed (not verified)").in_(lang) if it.signed else ""
    return _join([*told, signed], lang)


_TELL: dict[type, Callable[[Any, Lang, str], str]] = {
    Place: _place,
    Network: _network,
    Records: _records,
    Registration: _registration,
    Listing: _listing,
    Site: _site,
    Authenticated: _authenticated,
    Warned: _warned,
    Certificate: _certificate,
    Certificates: _certificates,
    Captures: _captures,
    Neighbours: _neighbours,
    Resolutions: _resolutions,
    Contacts: _contacts,
}
