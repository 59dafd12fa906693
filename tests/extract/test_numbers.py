"""Phones, wallets, amounts and reference numbers: found as people write them, wallets only with a right checksum."""

import pytest

from sabaku.extract.numbers import amounts, phones, references, wallets
from sabaku.extract.wallets import wallet_kind
from sabaku.text.fold import fold


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("合計 ¥12,800（税込）", "JPY 12800"),
        ("１２，０００円のご請求", "JPY 12000"),
        ("500万円", "JPY 5000000"),
        ("$1,950 in BTC", "USD 1950"),
        ("0.35 BTC", "BTC 0.35"),
        ("USD 2.5 million", "USD 2500000"),
        ("€ 12,50", "EUR 12.5"),
        ("9.200 Euro pro Woche", "EUR 9200"),
        ("22.480,00 EUR", "EUR 22480"),
        ("4 318,60 €", "EUR 4318.6"),
        ("€0.500", "EUR 0.5"),
        ("1.500 BTC", "BTC 1.5"),
        ("in 2024 500 EUR", "EUR 500"),
        ("1,99 zł", "PLN 1.99"),
        ("19 kr i frakt", "SEK 19"),
        ("$0.123,45", "USD 123.45"),
        ("1.234,50 btc", "BTC 1234.5"),
    ],
)
def test_amount(text, value):
    assert [it[2] for it in amounts(fold(text))] == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("電話 03-1234-5678", "0312345678"),
        ("０１２０－４４４－４４４", "0120444444"),
        ("090-1234-5678まで", "09012345678"),
        ("+81 3-1234-5678", "+81312345678"),
        ("call +1 (888) 555-0143 now", "+18885550143"),
        ("(808) 555-0199", "8085550199"),
        ("0101-888-555-0142(国際電話)", "01018885550142"),
    ],
)
def test_phone(text, value):
    assert [it[2] for it in phones(fold(text))] == [value]


@pytest.mark.parametrize(
    "text", ["2023-06-12 10:20", "ID 12345678901", "192.0.2.25", "05/18/2010 04", "12,800円", "https://e.example/0312345678"]
)
def test_no_phone(text):
    assert list(phones(fold(text))) == []


GENESIS = "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"  # the first Bitcoin block's, in every textbook
BIP173 = "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4"  # the example of BIP 173
BIP350 = "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0"  # the example of BIP 350, whose checksum is another


@pytest.mark.parametrize("address", [GENESIS, BIP173, BIP350])
def test_wallet(address):
    assert [it[2] for it in wallets(f"BTC: {address}.")] == [f"bitcoin:{address}"]


@pytest.mark.parametrize("address", [GENESIS[:-1] + "b", BIP173[:-1] + "5", BIP350[:-1] + "q", "1" * 34, "bc1" + "q" * 30])
def test_a_wrong_checksum_is_no_wallet(address):
    assert wallet_kind(address) == ""


def test_an_ethereum_address_is_told_by_its_form_but_no_row_of_like_digits_is_one():
    assert wallet_kind("0x52908400098527886E0F7030069857D2E4169EE7") == "ethereum"  # an example of EIP-55
    assert wallet_kind("0x" + "0" * 40) == ""
    assert wallet_kind("0x" + "dead" * 10) == ""


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("お問い合わせ番号：4829-1123-4455", "4829-1123-4455"),
        ("order number 250-1234567-1234567", "250-1234567-1234567"),
        ("Invoice #INV-20931", "inv-20931"),
    ],
)
def test_reference(text, value):
    assert [it[2] for it in references(fold(text))] == [value]


def test_letters_in_the_place_of_digits():
    assert [value for *_, value in phones("contact the customer care at +1 8i0 555 o129 within 24 hours")] == ["+18105550129"]
    assert not list(phones("the oil of lot 3 lol 200 oil 1 lil"))
