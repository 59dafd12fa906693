"""What a text shows as a swindler's words, and what it denies to ask for."""

from __future__ import annotations

import functools
import itertools

import pytest

import effort
from sabaku.text.suspected import ROUND, talked_over
from sabaku.text.unmeant import (
    denied,
    denies,
    examples,
    house_note,
    not_done,
    posed,
    poses,
    warned_of,
    within,
)

QUOTED = [
    ("当行を装い「口座の利用を制限しました」と記載したメールが確認されています。", "口座の利用を制限しました"),
    ("最近の手口です。「お荷物を持ち帰りました」というSMSから偽サイトへ誘導します。", "お荷物を持ち帰りました"),
    ('Scammers send emails such as "Your account has been locked".', "account has been locked"),
    ("Phishing im Umlauf: „Ihr Konto wurde gesperrt“ im Namen der Bank.", "Konto wurde gesperrt"),
    (
        "社長を名乗る不審なメールです。\n本文：「グループを作り、QRコードを送ってください」\n返信しないでください。",
        "QRコードを送って",
    ),
    ("【注意喚起】社長を名乗る「LINEグループ作成」メールという詐欺について", "LINEグループ作成"),
    ("【不審メールの件名の例】\n・【重要】口座凍結のお知らせ\n・本人確認のお願い\n以上です。", "口座凍結のお知らせ"),
    (
        (
            "偽メールにご注意ください。\n次のようなメールが届いています。\n\n 件名:容量超過のお知らせ\n 本文:24時間以内に追加してください。\n"
            "    アカウントは削除されます。\n リンク:https://login.example/\n\nリンクは開かないでください。"
        ),
        "アカウントは削除されます",
    ),
    ("ご注意ください。\n--- 不審メールの例 ---\n本文：24時間以内に確認してください\n-----------\n総務部", "24時間以内に"),
]
OWN = [
    "偽メールにご注意ください。\n次のような内容のメールをお送りします。\n本文をよく読み、24時間以内にご確認ください。\n",
    "「口座の利用を制限しました」ので、下記よりご確認ください。",
    "カードの「利用停止」を解除するには本人確認が必要です。フィッシング詐欺にもご注意ください。",
    'Your account "main" has been locked. Beware of scams.',
    "",
]


@pytest.mark.parametrize(("text", "words"), QUOTED, ids=[words for _, words in QUOTED])
def test_a_swindlers_words_are_found(text: str, words: str) -> None:
    at = text.index(words)
    assert any(start <= at < end for start, end in examples(text)), text


SET_OFF = [
    "以下のようなメールが届いています。\n----------\n件名:期限切れ\n24時間以内に失効します。\n----------\n",
    "【文面の例】\n件名:お知らせ\n「口座を停止しました。\n24時間以内にお手続きください」\n",
    "次のような文言で誘導します。\n\n・「24時間以内に確認してください」\n・「停止しました」\n",
    "こんな内容のメールです。\n以下のメールが来ました。\n> 24時間以内に\n> 確認してください\n",
]


@pytest.mark.parametrize("text", SET_OFF)
def test_what_is_set_off_is_kept_off_where_the_reader_is_told_to(text: str) -> None:
    warns = f"偽メールの情報です。\n{text}"
    at = warns.index("24時間以内")
    assert within(warned_of(f"{warns}\n開かずに削除してください。"), at)
    assert warned_of(warns) == ()
    assert within(warned_of(warns, "【注意喚起】偽メールについて"), at)
    assert warned_of(text, "お手続きのお願い") == ()


@pytest.mark.parametrize("text", OWN)
def test_its_own_words_stay(text: str) -> None:
    assert examples(text) == ()


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("メールでパスワードや暗証番号の入力をお願いすることはございません。", "暗証番号", True),
        ("下記より暗証番号を入力してください。届かない場合もございません。", "暗証番号", False),
        ("振込口座の変更の有無をお伺いします。", "振込口座の変更", True),
        ("誤ってパスワードを入力してしまった方は、ご連絡ください。", "パスワードを入力", True),
        ("We will never ask you for your password.", "password", True),
        ("Never mind. Enter your password below.", "password", False),
        ("You will not be able to send or receive mail until you verify your password.", "password", False),
        ("If you do not contact us and verify your password, it expires.", "password", False),
        ("Do not tell anybody and buy five gift cards.", "gift cards", False),
        ("Our staff do not ask customers for a password.", "password", True),
        ("Никому не сообщайте коды из СМС и данные карты.", "данные карты", True),
        ("Сотрудники банка никогда не спрашивают пароли, коды и номер карты.", "номер карты", True),
        ("Не сообщайте никому об этом письме и введите номер карты.", "номер карты", False),
        ("Nigdy nie prosimy o hasło.", "hasło", True),
        ("请勿向任何人透露您的卡号、密码和短信验证码。", "密码", True),
        ("不会影响您的账户。请输入密码。", "密码", False),
        ("네이버는 메일로 비밀번호를 묻지 않습니다.", "비밀번호", True),
        ("비밀번호를 입력하지 않으면 이용이 제한됩니다.", "비밀번호", False),
        ("We will never call you: enter your password here.", "password", False),
        ("パスワードを入力しないとご利用できません。", "パスワード", False),
        ("カード番号を入力いただかない限り、お取引はできません。", "カード番号", False),
        ("当行がパスワードの入力を求めることは一切ございません。", "パスワード", True),
        ("Wir fragen Sie niemals per E-Mail nach PIN oder TAN.", "PIN", True),
    ],
)
def test_what_is_denied_is_no_demand(text: str, words: str, expected: bool) -> None:
    assert denies(text) or not expected
    at = text.index(words)
    assert denied(text, at, at + len(words)) is expected


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("国税の納付を求める旨や、差押えの執行を予告する旨の送信は行っていません。", "差押え", True),
        ("メールで口座の凍結をお知らせすることは一切ございません。", "口座の凍結", True),
        ("口座を凍結いたします。メールでのお問い合わせは受け付けておりません。", "口座を凍結", False),
        ("差押えを執行します。納付が確認できていません。", "差押え", False),
    ],
)
def test_what_is_never_done_threatens_nobody(text: str, words: str, expected: bool) -> None:
    assert not_done(text, text.index(words) + len(words)) is expected


LURES = [
    "フィッシングメールの例\nアカウントを停止しました。24時間以内にログインしてください。\n==========\n",
    "詐欺にご注意ください。次のような「アカウントを停止しました」「24時間以内にログインしてください」",
    "「口座の利用を制限しました」。不審なログインが検知されました。詐欺防止のためです。",
    "「口座の利用を制限しました」は不審なログインが検知されたためです。詐欺にご注意ください。",
    "Example of phishing\nYour account was suspended.\n==========\n",
    'Beware of scams. A message says "Your account was suspended".',
    'Your "account was suspended" by our fraud prevention team.',
]


@pytest.mark.parametrize("text", LURES)
def test_a_lure_that_leads_to_a_stranger_hides_behind_no_heading(text: str) -> None:
    assert examples(text, lured=True) == ()


@pytest.mark.parametrize(("text", "words"), QUOTED[:4], ids=[words for _, words in QUOTED[:4]])
def test_a_warning_that_leads_to_its_own_site_quotes_what_it_calls_fraud(text: str, words: str) -> None:
    assert within(examples(text, lured=True), text.index(words))


def test_places_do_not_overlap() -> None:
    places = examples("詐欺メールの件名の例\n・「口座凍結」など偽の件名\n・偽「本人確認」など\n以上")
    assert places
    assert all(one[1] <= other[0] for one, other in itertools.pairwise(places))
    assert not within(places, places[-1][1])


def test_a_list_of_headings_is_read_once() -> None:
    """Each line both heads a list and stands in one: the cost grew with their square."""

    def work() -> None:
        places = examples("詐欺\n" + "・不審なメールの例\n" * 20_000)
        [within(places, at) for at in range(50_000)]

    effort.within(2, work)


def test_hostile_text_is_read_in_linear_time() -> None:
    for text in ("詐欺" + "「" * 200_000, "scam " + '"a' * 100_000):
        effort.within(2, functools.partial(examples, text))


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("ウォレットの確認を装い、盗むサイトです。", 8),
        ("暗証番号を入力させるサイトが見つかりました。", 7),
        ("アカウントの停止などを騙る手口です。", 8),
    ],
)
def test_what_somebody_else_pretends(text: str, end: int) -> None:
    assert poses(text)
    assert posed(text, 0, end)


@pytest.mark.parametrize("text", ["ウォレットの確認をしてください。装いも新たに。", "暗証番号を入力してください。"])
def test_what_the_text_asks_itself_is_no_pretence(text: str) -> None:
    assert not posed(text, 0, 8)


_DETAILS = "our bank details have changed"


@pytest.mark.parametrize(
    ("text", "pretended"),
    [
        (f"If an email says {_DETAILS}, it is fraudulent.", True),
        (f"If you are told that {_DETAILS} - this is almost certainly a scam.", True),
        (f"Criminals intercept emails and send word that {_DETAILS}.", True),
        (f"Please note that {_DETAILS}. It is fraudulent to pay late.", False),
        (f"Because of fraudsters, {_DETAILS}.", False),
        (f"Criminals may read your mail. Please note that {_DETAILS}.", False),
    ],
)
def test_what_would_be_a_fraud_if_it_came(text: str, pretended: bool) -> None:
    start = text.index(_DETAILS)
    assert poses(text)
    assert posed(text, start, start + len(_DETAILS)) is pretended


def test_people_who_compare_frauds_talk_them_over() -> None:
    near, far = "rakuten.example をかたるものです。", "x" * ROUND
    assert talked_over(near, 0)
    assert not talked_over(far + near, 0)
    assert not talked_over("rakuten.example からご確認ください。", 0)
    assert not talked_over("お客様 弊社をかたるメールにご注意ください。rakuten.example", 24)


def test_a_change_that_is_denied() -> None:
    assert denied("お振込先に変更はございません。", 0, 7)
    assert not denied("お振込先を変更しました。", 0, 7)


NOTES = [
    "【注意】このメールは社外から送信されています。添付ファイルを開いたり、リンクをクリックしたりしないでください。",
    "※※※ 社外からのメールです。なりすましメールにご注意ください ※※※",
    "CAUTION: This email originated from outside of the organization. Do not click links or open attachments.",
    "[EXTERNAL] This message is from an external sender. Be careful with links.",
]


@pytest.mark.parametrize("note", NOTES)
def test_the_note_of_the_readers_house_ends_with_its_line(note: str) -> None:
    text = f"{note}\n\nHello,\nplease open the attachment.\n"
    start, end = house_note(text)
    assert text[start:end].strip() == note


@pytest.mark.parametrize(
    "text",
    [
        "社外の方にもご参加いただけます。\n添付ファイルを開いてください。",
        "Hello,\nplease meet me outside the office. Open the attachment.",
        "Hello,\n" + "x" * 400 + "\nThis email originated from outside.",
        "",
    ],
)
def test_a_mails_own_words_are_no_note(text: str) -> None:
    assert house_note(text) == (0, 0)


def test_a_demand_in_the_line_of_a_note_is_the_mails_own() -> None:
    text = "このメールは社外から送信されています。下記から本人確認を行ってください。\n"
    assert text[slice(*house_note(text))] == "このメールは社外から送信されています。"
