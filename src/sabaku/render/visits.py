"""Tells what visits to landing sites showed: the way, each visitor's page, what it asks for, the genuine page.

Words only; the pictures themselves are put in by a renderer that can show any (render/pictures.py).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet

from sabaku import data, model
from sabaku.model import Face, Fact, Form, Likeness, Site, SiteCertificate, Stamped, Text
from sabaku.names import brands, hosts
from sabaku.render import tame, when, whys
from sabaku.render.answer_words import FIELDS, SITE_STATES
from sabaku.render.nouns import Row, Seen, Shot, Step, Visited
from sabaku.render.say import LONG_TEXT, LONG_URL, short
from sabaku.render.teller import Teller

SHOWN_STEPS = 12
FAKE = Text("これは偽サイトです", "This is the fake")
GENUINE = Text("本物のサイト", "The genuine site")
VISITORS: Mapping[str, Text] = {
    "phone-ja": Text("日本のスマートフォンで開いた画面", "As a phone in Japan is shown it"),
    "android-ja": Text("日本のAndroidスマートフォンで開いた画面", "As an Android phone in Japan is shown it"),
    "desktop-ja": Text("日本のパソコンで開いた画面", "As a computer in Japan is shown it"),
    "desktop-bot": Text("機械的なアクセスと分かるパソコンで開いた画面", "As a computer that looks like a scanner is shown it"),
}
DECOYS = Text(
    "受信者を特定されないよう、アドレスの次の部分は形の同じダミーに置き換えて開きました: {pieces}。",
    "What could tell who received the mail was replaced by decoys of the same shape before the visit: {pieces}.",
)
DECOY = Text("{where}({kind})", "{where} ({kind})")
WHERES = {
    "query": Text("クエリ{name}", "query {name}"),
    "path": Text("パスの{name}番目", "part {name} of the path"),
    "fragment": Text("#以降", "the part after #"),
    "host": Text("ホスト名", "host name"),
    "user": Text("ユーザー名", "user name"),
}
DECOY_KINDS = {
    "address": Text("宛先のメールアドレス", "the recipient's address"),
    "token": Text("受信者ごとに異なるとみられる値", "looks made for one reader"),
}
STAMP = Text("タイムスタンプ(RFC 3161)", "Time-stamp (RFC 3161)")
STAMPED = Text(
    "{by}によると、この閲覧の記録は {at} には存在していました(署名は未検証)",
    "By the word of {by}, the record of this visit existed at {at} (its signature is not verified here)",
)
NO_STAMP = Text("{by}から得られませんでした({why})", "none was had from {by} ({why})")
VERIFY = Text(
    "検証方法(ケースのblobsフォルダーで。tsa-ca.pemはタイムスタンプ局が公開する証明書)",
    "To verify (in the case's folder blobs; tsa-ca.pem is the authority's published certificate)",
)
VISITED = Text("訪問時の画面", "As it was visited")
LEARNT = Text(
    "あらかじめ記録した{name}の本物の画面(一致度{percent}%)",
    "The genuine page of {name}, recorded before ({percent} percent alike)",
)
RESEMBLES = Text(
    "あらかじめ記録した{name}の本物の画面(埋め込みモデルによる類似度{percent}%。参考値)",
    "The genuine page of {name}, recorded before ({percent} percent alike by the embedding model, which is only a hint)",
)
LABELS = {
    "state": Text("状態", "State"),
    "title": Text("表題", "Title"),
    "url": Text("表示されたアドレス", "Address shown"),
    "face": Text("模している相手", "Wears the face of"),
    "own": Text("サイトの持ち主", "Site of"),
    "kind": Text("画面の種類", "Sort of page"),
    "asks": Text("入力を求めるもの", "Asks for"),
    "sends": Text("入力内容の送信先", "Sends it to"),
    "signs": Text("ページの動作", "What the page does"),
    "kits": Text("使われているキット", "Kit"),
    "certificate": Text("証明書", "Certificate"),
    "downloads": Text("ダウンロードさせるファイル", "Files offered"),
    "refused": Text("接続を遮断した相手", "Connections refused"),
    "read": Text("文字", "Words"),
    "same": Text("内容", "Content"),
    "picture": Text("画面のSHA-256", "SHA-256 of the picture"),
}
FAULTS = {
    "private": Text(
        "内部ネットワークのアドレスに誘導されたため、接続していない", "not entered: it leads to an address inside a network"
    ),
    "own": Text("自組織のネットワークにあるため、接続していない", "not entered: it is in one's own network"),
    "port": Text("Webサイトのものではないポートのため、接続していない", "not entered: its port is none of a web server's"),
    "timeout": Text("時間内に応答がない", "it did not answer in time"),
    "tls": Text("暗号化通信を確立できない", "no encrypted connection could be made"),
    "empty": Text("空の応答を返す", "it answers with nothing"),
    "too-many-redirects": Text("転送が終わらない", "it redirects without end"),
    "crashed": Text("ページを開くとブラウザーが異常終了する", "the page makes the browser crash"),
}
"""Why there is no page, where the site itself did not say so by an error of its own."""
WHY = {
    "title": Text("表題", "title"),
    "text": Text("本文", "text"),
    "host": Text("アドレス", "address"),
    "layout": Text("画面の構成", "layout"),
    "fields": Text("入力欄", "fields"),
    "resources": Text("本物のサイトから読み込んだ画像等", "files loaded from the genuine site"),
    "picture": Text("画面の類似", "likeness of the screen"),
    "logo": Text("ロゴの一致", "the logo"),
    "favicon": Text("アイコンの一致", "the icon"),
    "vector": Text("埋め込みモデルによる画面の類似", "likeness by the embedding model"),
}
SIGNS = {
    "human-check": Text("人間かどうかの確認画面を出す", "checks for a human first"),
    "geofence": Text("閲覧できる国を限っている", "lets in some countries only"),
    "paste-command": Text("コマンドを貼り付けて実行させようとする", "has visitors paste and run a command"),
    "device-code": Text("正規サイトでコードを入力させようとする", "has visitors enter a code at the genuine site"),
    "watches-visitor": Text("訪問者が機械かどうかを調べる", "tells machines from people"),
    "basic-auth": Text("サーバーがパスワードを要求する", "the server itself asks for a password"),
    "dialogs": Text("ダイアログを出す", "shows dialogs"),
    "popups": Text("別のウィンドウを開こうとする", "opens windows"),
    "workers": Text("ブラウザーに常駐しようとする", "wants to stay in the browser"),
    "sockets": Text("WebSocketで通信しようとする", "talks over a web socket"),
    "hidden-document": Text("ブラウザー内で組み立てた画面を表示する", "exists in the browser only"),
    "private-address": Text("内部ネットワークに接続しようとする", "tries to reach into the visitor's network"),
    "endless-redirect": Text("終わりなく転送を繰り返す", "redirects without end"),
    "cut-off": Text("上限に達したため途中までの内容", "was looked at before it was complete"),
    "stopped-by-provider": Text("事業者が公開を停止している", "the provider has stopped it"),
}
DROPS = {
    "same": Text("同じサイト", "the same site"),
    "elsewhere": Text("別のサイト", "another site"),
    "telegram": Text("Telegramのチャット", "a chat on Telegram"),
    "discord": Text("Discordのチャット", "a chat on Discord"),
    "mailer": Text("メール送信サービス", "a mailer service"),
    "form-service": Text("フォームサービス", "a form service"),
    "storage": Text("外部のデータ保管サービス", "a data store"),
}
KINDS = {
    "webmail": Text("Webメールのログイン画面", "webmail login"),
    "hosting": Text("レンタルサーバーのログイン画面", "hosting login"),
    "card": Text("カード情報の入力画面", "card form"),
    "bank": Text("銀行のログイン画面", "bank login"),
    "broker": Text("証券会社のログイン画面", "broker login"),
    "carrier": Text("通信事業者のログイン画面", "carrier login"),
    "courier": Text("配送業者の画面", "courier page"),
    "shop": Text("通販サイトのログイン画面", "shop login"),
    "account": Text("アカウントのログイン画面", "account login"),
    "file-sharing": Text("ファイル共有の画面", "file sharing"),
    "wallet": Text("暗号資産ウォレットの画面", "wallet"),
    "login": Text("ログイン画面", "login"),
}
HOWS = {
    "start": Text("メールのリンク", "the mail's link"),
    "http": Text("HTTP転送", "HTTP redirect"),
    "meta": Text("metaリフレッシュ", "meta refresh"),
    "script": Text("スクリプトによる転送", "by script"),
    "header": Text("Refreshヘッダー", "Refresh header"),
    "form": Text("フォームの自動送信", "form sent by script"),
}
DIFFERS = Text(
    "訪問者によって表示が変わりました。上の画面だけを見て「安全」と判断することはできません。",
    "Different visitors were shown different things. No one of these pages alone says that the site is safe.",
)
BY_OCR = Text("文字が画像で描かれているため、文字認識で読み取りました", "drawn as a picture; read by character recognition")
AWAY = Text("無関係な、または本物のサイトへ転送された", "sent to an unrelated or the genuine site")
SAME = Text("上と同じ", "as above")
SELF = Text("自己署名", "signed by itself")
EXPIRED = Text("期限切れ", "expired")


def visits(it: Teller, subjects: AbstractSet[str]) -> tuple[Visited, ...]:
    """The visits to any of these addresses, in the order of the facts."""
    facts = [one for one in it.report.facts if one.question.subject in subjects and isinstance(one.value, Site)]
    return tuple(_visited(it, one, one.value) for one in facts if isinstance(one.value, Site) and one.value.faces)


def _visited(it: Teller, fact: Fact, site: Site) -> Visited:
    shown: dict[str, Face] = {}
    for face in site.faces:
        shown.setdefault(face.screenshot or face.visitor, face)
    return Visited(
        short(tame.defang(fact.question.subject), LONG_URL, it.lang),
        when.moment(fact.at, it.lang, it.report.zone, original=False),
        it.t(DIFFERS) if site.differs else "",
        tuple(_step(it, one) for one in site.faces[0].steps[:SHOWN_STEPS]),
        _told_once(it, [_seen(it, one) for one in shown.values()]),
        tuple(_genuine(it, one) for one in references(site, hints=True)),
        replaced(it, site),
        tuple(_proof(it, site.stamped)) if site.stamped is not None else (),
    )


def replaced(it: Teller, site: Site) -> str:
    """What of the address was replaced by decoys before the visit, in a sentence; "" where nothing was."""
    told = [one.partition(" ")[::2] for one in site.decoys]
    pieces = it.listed(dict.fromkeys(it.t(DECOY).format(where=_where(it, where), kind=_kind(it, kind)) for where, kind in told))
    return it.t(DECOYS).format(pieces=pieces) if pieces else ""


def _where(it: Teller, where: str) -> str:
    place, _, name = where.partition(".")
    return it.t(WHERES.get(place, WHERES["query"])).format(name=it.v(name))


def _kind(it: Teller, kind: str) -> str:
    return it.t(DECOY_KINDS["address" if kind == "address" else "token"])


def _proof(it: Teller, one: Stamped) -> Iterator[Row]:
    """The time-stamp: by whom, for when, and the commands that verify it."""
    by = tame.host(one.by)
    if one.at is None:
        yield Row(it.t(STAMP), it.t(NO_STAMP).format(by=by, why=whys.why(one.why, it.lang)))
        return
    at = when.moment(one.at, it.lang, it.report.zone, original=False)
    yield Row(it.t(STAMP), it.t(STAMPED).format(by=by, at=at))
    sums, stamp = one.manifest[:64], one.stamp[:64]
    verify = f"openssl ts -verify -data {sums} -in {stamp} -CAfile tsa-ca.pem && sha256sum -c {sums}"
    yield Row(it.t(VERIFY), verify, code=True)


def recorded(it: Teller, value: str) -> str:
    """A value of a recorded visit in words, where it is one of our own codes or a brand; else as it stands."""
    for names in (FIELDS, SITE_STATES, SIGNS):
        if value in names:
            return it.t(names[value])
    for one in data.toml("faces")["kits"]:
        if one["id"] == value:
            return str(one["names"][it.lang])
    if value in ("self-signed", "expired"):
        return it.t(SELF) if value == "self-signed" else it.t(EXPIRED)
    worn = (fact.value.brand for fact in it.report.facts if isinstance(fact.value, Site) and fact.value.product == value)
    known = brands.brand(next(worn, "") or value)
    return it.t(brands.names_of(known.id)) if known is not None else value


def _told_once(it: Teller, seen: list[Seen]) -> tuple[Seen, ...]:
    """What a further visitor was shown, without what the first one was shown too."""
    first = seen[0]
    told = [first]
    for one in seen[1:]:
        rows = tuple(row for row in one.rows if row not in first.rows)
        same = not [row for row in rows if row.label != it.t(LABELS["picture"])]
        told.append(Seen(one.visitor, one.shot, (Row(it.t(LABELS["same"]), it.t(SAME)), *rows) if same else rows))
    return tuple(told)


def _step(it: Teller, one: model.Step) -> Step:
    how = it.t(HOWS[one.how]) if one.how in HOWS else ""
    status = f"HTTP {one.status}" if one.status else ""
    return Step(
        short(tame.defang(one.url), LONG_URL, it.lang), f"{one.at_ms / 1000:.1f} s", " · ".join(x for x in (how, status) if x)
    )


def references(site: Site, *, hints: bool = False) -> tuple[Likeness, ...]:
    """The likest learnt picture of a whole page; with `hints` also one that an image encoder alone calls alike."""
    fakes = [face for face in site.faces if face.state == "up" and not brands.is_official(hosts.of_page(face.final_url))]
    found = [one for face in fakes for one in face.likeness if one.by == "picture" or (hints and one.by == "vector")]
    return (max(found, key=lambda one: (one.by == "picture", one.percent)),) if found else ()


def _genuine(it: Teller, one: Likeness) -> Shot:
    name = it.v(brands.names_of(one.brand).in_(it.lang))
    told = it.t(LEARNT if one.by == "picture" else RESEMBLES).format(name=name, percent=one.percent)
    return Shot(one.reference, "genuine", it.t(GENUINE), told, short(tame.defang(one.url), LONG_URL, it.lang))


def _seen(it: Teller, face: Face) -> Seen:
    standing = _standing(it, face)
    stamp = it.t(FAKE) if standing == "fake" else it.t(GENUINE) if standing == "genuine" else ""
    caption = it.t(VISITORS.get(face.visitor, VISITED))
    shot = Shot(face.screenshot, standing, stamp, caption, short(tame.defang(face.final_url), LONG_URL, it.lang))
    return Seen(caption, shot, tuple(_rows(it, face)))


def _standing(it: Teller, face: Face) -> str:
    """fake, genuine or "" (neither can be said): what the picture may be stamped with."""
    host = hosts.of_page(face.final_url)
    if face.state == "cloaked" or (host and brands.is_official(host) and face.state == "up"):
        return "genuine" if host and brands.is_official(host) else ""
    borrowed = bool(face.brand) and not brands.standing(face.brand, host)
    asks = any(form.fields for form in face.forms)
    return "fake" if face.state == "up" and asks and (borrowed or it.report.verdict.level == "fraud") else ""


def _rows(it: Teller, face: Face) -> Iterator[Row]:
    told = {
        "state": it.t(_state(face)) + (f" (HTTP {face.status})" if face.status not in (0, 200) else ""),
        "url": short(tame.defang(face.final_url), LONG_URL, it.lang),
        "title": it.v(face.title),
        "own" if _standing(it, face) == "genuine" else "face": _brand(it, face),
        "kind": it.t(KINDS[face.kind]) if face.kind in KINDS and face.state == "up" else "",
        "asks": _asks(it, face),
        "sends": it.listed(dict.fromkeys(_drop(it, one) for one in (*face.forms, *face.sends_to) if one.posts_to)),
        "signs": it.listed(it.t(SIGNS[one]) for one in face.signs if one in SIGNS),
        "kits": _kits(it, face) if _standing(it, face) != "genuine" else "",
        "downloads": it.listed(it.v(one.name) for one in face.downloads),
        "refused": it.listed(tame.host(one.partition(" ")[0]) for one in face.refused[:6]),
        "certificate": _certificate(it, face.certificate),
        "read": it.t(BY_OCR) if face.read_by == "ocr" else "",
        "picture": face.screenshot[:64],
    }
    for key, value in told.items():
        if value:
            yield Row(it.t(LABELS[key]), value, code=key in ("url", "refused", "picture", "downloads"))


def _state(face: Face) -> Text:
    if face.state == "error" and face.error in FAULTS:
        return FAULTS[face.error]
    return AWAY if face.state == "cloaked" else SITE_STATES[face.state]


def _brand(it: Teller, face: Face) -> str:
    if not face.brand:
        return ""
    why = it.listed(it.t(WHY[one]) for one in face.why if one in WHY)
    name = it.v(brands.names_of(face.brand).in_(it.lang))
    if not why:
        return name
    return f"{name}(根拠: {why})" if it.ja else f"{name} (by {why})"


def _asks(it: Teller, face: Face) -> str:
    fields = dict.fromkeys(name for form in face.forms for name in form.fields)
    names = [it.t(FIELDS[one]) if one in FIELDS else it.v(one) for one in fields]
    return ("・" if it.ja else ", ").join(names)


def _drop(it: Teller, one: Form) -> str:
    host = short(tame.host(one.posts_to), LONG_TEXT, it.lang)
    kind = it.t(DROPS[one.to]) if one.to in DROPS else ""
    return f"{host}({kind})" if kind and it.ja else f"{host} ({kind})" if kind else host


def _kits(it: Teller, face: Face) -> str:
    names = {one["id"]: Text(one["names"]["ja"], one["names"]["en"]) for one in data.toml("faces")["kits"]}
    return it.listed(it.t(names[one]) for one in face.kits if one in names)


def _certificate(it: Teller, one: SiteCertificate | None) -> str:
    if one is None:
        return ""
    issuer = it.t(SELF) if one.self_signed else it.v(one.issuer)
    dates = [when.day(day.year, day.month, day.day, it.lang) for day in (one.not_before, one.not_after) if day is not None]
    span = ("〜" if it.ja else " to ").join(dates)
    return it.listed(part for part in (issuer, span, "" if one.self_signed else it.v(one.fault)) if part)
