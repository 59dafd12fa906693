"""One check: a buyer says that they have paid, and the seller is to enter their card to get the money."""

from __future__ import annotations

from collections.abc import Iterator

from sabaku.checks import _author, _bulk, _letter, _links, _story, _told, _vouched
from sabaku.checks._check import Hit, check, datum
from sabaku.model import Case, Link, Observable, Text
from sabaku.names.brands import owners
from sabaku.text import late

LONG = 2500
_HINTS = late.one_of(
    *("money", "funds", "geld", "fonds", "paiement", "paguei", "overgemaakt"),
    *("paid", "payment", "bezahl", "zahlung", "regle", "paye", "pagado", "pago", "pagato", "pagamento", "betaald", "betaling"),
    *("支払", "入金", "決済", "代金"),
)
_PAID = late.pattern(
    r"\b(?:i(?:'ve| have)?|we(?:'ve| have)?) (?:already |just )?(?:paid|sent the (?:payment|money)|made the payment"
    r"|completed the payment)\b"
    r"|\b(?:payment|money|funds)(?: for [^.!?\n]{1,30})?"
    r" (?:is|are|has been|have been) (?:already )?(?:made|on hold|held|reserved|waiting|sent)\b"
    r"|\b(?:habe|hab)[^.!?\n]{0,50}?\b(?:bezahlt|uberwiesen|die zahlung|das geld|erledigt)\b|\b(?:zahlung|geld) (?:ist|wurde"
    r"|liegt)\b"
    r"|\bje (?:vous ai |t'ai |l'ai |ai )(?:deja )?(?:regle|paye|effectue le paiement)\b|\b(?:paiement|fonds) (?:est|sont"
    r"|a ete) (?:effectue|en attente|bloque)\w{0,2}\b"
    r"|\b(?:ya )?(?:he|hemos) (?:pagado|realizado el pago|hecho el pago)\b|\b(?:ho|abbiamo) (?:gia )?(?:pagato"
    r"|effettuato il pagamento)\b"
    r"|\b(?:ja )?(?:paguei|fiz o pagamento)\b|\b(?:ik )?heb(?: je| u| het)? (?:al )?(?:betaald|overgemaakt)\b"
    r"|(?:支払い|決済|入金)(?:は|を)?(?:すでに|もう)?(?:済ませ|完了し|いたしまし|しました)"
)
_TAKE = late.pattern(
    r"\b(?:accept|receive|collect|claim|withdraw)\b[^.!?\n]{0,40}?\b(?:money|funds|payment|amount)\b"
    r"|\bcard (?:details|number|data)\b|\benter(?:ing)? your card\b"
    r"|\b(?:geld|betrag|zahlung)\b[^.!?\n]{0,24}?\b(?:annehmen|empfangen|entgegennehmen|zu erhalten)\b|\bkartendaten\b"
    r"|\b(?:recevoir|accepter|encaisser|recuperer)\b[^.!?\n]{0,40}?\b(?:fonds|argent|paiement)\b"
    r"|\bsaisi\w{1,6} (?:votre|vos|ta) (?:carte|coordonnees)\b"
    r"|\b(?:recibir|aceptar|cobrar)\b[^.!?\n]{0,40}?\b(?:dinero|fondos|pago)\b|\bdatos de (?:su|tu|la) tarjeta\b"
    r"|\b(?:ricevere|accettare|incassare)\b[^.!?\n]{0,40}?\b(?:denaro|soldi|fondi|pagamento)\b"
    r"|\bdati della (?:sua |tua )?carta\b"
    r"|\b(?:receber|aceitar)\b[^.!?\n]{0,40}?\b(?:dinheiro|valor|pagamento)\b|\bdados do (?:seu )?cartao\b"
    r"|\b(?:geld|bedrag|betaling)\b[^.!?\n]{0,24}?\b(?:te ontvangen|accepteren)\b"
    r"|(?:代金|売上金?|お金)[をの][^。\n]{0,6}?受け?取(?:る|り|って)[^。\n]{0,12}?(?:には|ため|手続|ください|下さい)"
)
_THING = late.pattern(
    r"\b(?:item|article|advert|ad|listing|courier|carrier|pick ?up|deliver\w{1,3}|secure (?:shipping|delivery|payment)"
    r"|still (?:available|there|for sale)|anzeige|artikel|versand|kurier|noch da|verfugbar|abhol\w{1,4}|annonce|livraison"
    r"|transporteur|colis|anuncio|articulo|envio|mensajero|annuncio|articolo|spedizione|corriere|artigo|anuncio|entrega"
    r"|advertentie|artikel|verzending|koerier)\b"
    r"|商品|出品|配送|集荷"
)


@check(
    id="body.buyer-has-paid",
    over="message",
    group="body",
    sure="inferred",
    title=Text(
        ja="代金は支払い済みだとして、受け取りのためのリンクを開かせようとしています",
        en="The buyer “has paid”, and the seller is to fetch the money behind a link",
    ),
    says=Text(
        ja="「{paid}」と言い、代金を受け取るためとして {host} へ誘導しています(「{take}」)。"
        "お金を受け取るのに、カード番号や暗証番号は必要ありません。"
        "個人間売買の売り手をだます手口です。",
        en="“{paid}”, and for the money the seller is to go to {host}: “{take}”. Nobody needs a card number to be paid; "
        "whoever types one in there will be the one who pays.",
    ),
    advice=Text(
        ja="リンクを開かず、取引はサイトの中の機能だけで進めてください。",
        en="Do not open the link; deal only inside the market place, by its own functions.",
    ),
    speaks_for=("card-phishing",),
    experts=("CARD", "LURE"),
)
def buyer_has_paid(case: Case, it: Observable) -> Iterator[Hit]:
    """False buyers on Kleinanzeigen, Vinted, Leboncoin, Wallapop («triangle» and «Klaviyo» kits; Europol, Verbraucherzentrale).

    Innocent causes: a buyer who really paid; a link from such a one fetches no money, or leads to a known company.
    Market places write from their own proven domains.
    """
    text, links = _letter.only(case, _told.flowing(case)), _author.own_links(case)
    if (
        not links
        or _letter.size(case) > LONG
        or not _HINTS(text)
        or _bulk.mass(case)
        or case.seen("list", "mailing-list")
        or _story.conversation(case)
    ):
        return
    away = next((one for one in links if _strangers(case, _links.link(one))), None)
    found = _told.places(case, text, _PAID, _TAKE, _THING) if away is not None else ()
    if found and away is not None:
        host = datum("domain", _links.link(away).host)
        yield Hit(*found, _links.at(away), paid=found[0].found, take=found[1].found, host=host)


def _strangers(case: Case, link: Link) -> bool:
    return link.domain not in _vouched.vouching(case) and not owners(link.host)
