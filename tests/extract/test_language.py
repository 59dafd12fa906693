"""The language of most of a text, told cheaply."""

import pytest

from sabaku.extract.language import language


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
