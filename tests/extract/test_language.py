"""The language of most of a text, told cheaply."""

import pytest

from sabaku.extract.language import language, spoken
from sabaku.mime import parse


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("お客様のアカウントを確認してください。", "ja"),
        ("【Amazon】お支払い方法の確認", "ja"),
        ("Amazon.co.jp Prime Video MasterCard VISA のお知らせ です", "ja"),
        ("您的账户已被冻结，请立即验证您的信息。", "zh"),
        ("您的帳戶已被凍結，請立即驗證。", "zh"),
        ("계정이 정지되었습니다. 확인하십시오.", "ko"),
        ("Your account has been locked and you must verify it.", "en"),
        ("Sua conta foi bloqueada, clique aqui para que o acesso não seja cancelado", "pt"),
        ("Ihr Konto wurde gesperrt. Bitte bestätigen Sie Ihre Daten mit dem Link", "de"),
        ("Su cuenta ha sido bloqueada por razones de seguridad, haga clic en el enlace", "es"),
        ("Votre compte est bloqué, cliquez sur le lien pour vous connecter avec vos codes", "fr"),
        ("Uw rekening wordt geblokkeerd als u niet op de knop klikt voor het einde van de dag", "nl"),
        ("Il suo conto è stato bloccato per motivi di sicurezza, acceda con la password del conto", "it"),
        ("", ""),
        ("12345", ""),
        ("重要", ""),
        ("重要連絡事項通知", ""),
    ],
)
def test_language(text, lang):
    assert language(text) == lang


SPANISH = "Estimado usuario: su cuenta ha sido bloqueada por razones de seguridad. Haga clic en el enlace para que no se cierre."
DISCLAIMER = (
    "This message is confidential and is intended for the person to whom it is addressed. If you have received it in error, please "
    "tell the sender and delete it from your system. We are not liable for the contents of this message or for any attachment to it."
)
CHINESE = "亲爱的用户：为了提高邮件系统的安全性，请您在本周内登录新系统完成数据迁移，否则帐户将停止服务。"


@pytest.mark.parametrize(
    ("text", "langs"),
    [
        (SPANISH, ("es",)),
        (DISCLAIMER, ("en",)),
        (f"{SPANISH}\n\n{DISCLAIMER}", ("en", "es")),
        (f"{CHINESE}\n当社を装ったメールにご注意ください。パスワードをお尋ねすることはありません。", ("ja", "zh")),
        ("各位\n本学の夏季休業は八月十日からです。図書館は通常どおり開館します。", ("ja",)),
        ("王为民様\nご予約の内容をご確認ください。", ("ja",)),
        ("Ваша учетная запись будет заблокирована сегодня. " + DISCLAIMER, ("en", "ru")),
        (
            "Thank you for the dinner at Casa de los Amigos, see you in Puerto de la Cruz. We are all well and have been at home.",
            ("en",),
        ),
        ("???", ()),
    ],
)
def test_what_else_is_spoken(text, langs):
    message = parse(f"Content-Type: text/plain; charset=utf-8\n\n{text}\n".encode())
    assert message.once(spoken) == langs


def test_pieces_of_words_and_of_addresses_are_no_little_words() -> None:
    assert language("authentication, administration, identification") == "", "no «on» behind the twelfth letter"
    assert language("see www.shop.com/de/do, www.other.com/de/do and info@third.com/de/do") == ""
