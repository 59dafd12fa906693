"""Every kind of defect that the reader of mails knows, in words for the report. Data only; finders of other layers are in it too.

`family` says what a kind speaks of: how the mail is put together (structure), what programs read differently (trick),
transfer encodings and files (transfer), characters (charset), or a bound of this program that was reached (limit).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from sabaku.mime.container_defects import CONTAINERS, Family
from sabaku.model import Text


class Kind(NamedTuple):
    """What a kind speaks of, and its sentence."""

    family: Family
    says: Text


KINDS: Mapping[str, Kind] = {
    # How the mail is put together.
    "boundary-long": Kind("structure", Text("区切り文字列が規格より長くなっています", "the boundary is longer than allowed")),
    "boundary-missing": Kind("structure", Text("区切り文字列の指定がありません", "no boundary is declared")),
    "boundary-unclosed": Kind("structure", Text("最後の区切りがありません", "the last boundary is missing")),
    "byte-order-mark": Kind("structure", Text("先頭にBOMがあります", "it begins with a byte order mark")),
    "content-disposition-twice": Kind(
        "structure", Text("表示方法(Content-Disposition)が重複して指定されています", "the disposition is given twice")
    ),
    "content-type-odd": Kind(
        "structure", Text("内容の種類の指定が規格に合いません", "the content type is not written as the standard wants")
    ),
    "content-type-twice": Kind("structure", Text("内容の種類が重複して指定されています", "the content type is given twice")),
    "empty": Kind("structure", Text("メールが空です", "the mail is empty")),
    "header-junk": Kind(
        "structure", Text("ヘッダーの間に、ヘッダーではない行があります", "between the headers stands a line that is none")
    ),
    "header-missing": Kind("structure", Text("メールのヘッダーがありません", "there are no mail headers")),
    "header-only": Kind("structure", Text("ヘッダーだけで、本文がありません", "there are headers but no body")),
    "header-unfolded": Kind(
        "structure",
        Text(
            "字下げのない折り返し行を、直前のヘッダーの続きとして読みました",
            "lines that have lost their indent were read as part of the header before",
        ),
    ),
    "junk-before-header": Kind(
        "structure", Text("最初のヘッダーより前に余分な行があります", "there are lines before the first header")
    ),
    "line-ends-cr": Kind("structure", Text("改行がCRだけで書かれています", "lines end in a bare CR")),
    "line-ends-doubled": Kind("structure", Text("改行コードが二重になっています", "line ends are doubled")),
    "line-ends-mixed": Kind("structure", Text("改行コードが混在しています", "line ends are mixed")),
    "mbox-line": Kind("structure", Text("mbox形式の区切り行で始まります", "it begins with a line of an mbox file")),
    "parameter-encoded-word": Kind(
        "structure",
        Text(
            "ファイル名などが、規格外の方法で符号化されています",
            "a file name or other parameter is encoded in a way that the standard forbids",
        ),
    ),
    "parameter-gap": Kind(
        "structure", Text("分割されたパラメーターの番号が続いていません", "the numbers of a split parameter have a gap")
    ),
    "separator-missing": Kind(
        "structure", Text("ヘッダーと本文を分ける空行がありません", "the empty line between headers and body is missing")
    ),
    # What mail programs read differently from one another: attackers use it, broken software produces it.
    "bare-cr": Kind("trick", Text("単独のCRがあります", "there is a bare CR")),
    "boundary-never": Kind("trick", Text("指定された区切り文字列が現れません", "the declared boundary never appears")),
    "content-disposition-contradicts": Kind(
        "trick", Text("表示方法(Content-Disposition)の指定が矛盾しています", "two dispositions contradict each other")
    ),
    "content-type-contradicts": Kind(
        "trick", Text("内容の種類の指定が矛盾しています", "two content types contradict each other")
    ),
    "epilogue": Kind(
        "trick",
        Text("最後の区切りより後ろに、表示されない内容があります", "behind the last boundary stands text that nobody is shown"),
    ),
    "filename-contradicts": Kind(
        "trick", Text("添付ファイル名の指定が矛盾しています", "two names for one file contradict each other")
    ),
    "header-folded-before-colon": Kind(
        "trick", Text("コロンの前で折り返されたヘッダーがあります", "a header is folded before its colon")
    ),
    "header-hidden-in-folding": Kind(
        "trick", Text("折り返しの中に別のヘッダーが隠れています", "another header hides in a folded line")
    ),
    "header-leading-space": Kind("trick", Text("先頭のヘッダーが空白で始まります", "the first header begins with a blank")),
    "header-space-before-colon": Kind(
        "trick", Text("ヘッダー名とコロンの間に空白があります", "there is a blank between a header's name and its colon")
    ),
    "header-twice": Kind(
        "trick", Text("1つしか許されないヘッダーが複数あります", "a header that may stand only once stands there more often")
    ),
    "nul": Kind("trick", Text("NUL文字が含まれています", "there are NUL characters")),
    "parameter-twice": Kind("trick", Text("パラメーターが重複して指定されています", "a parameter is given twice")),
    "preamble": Kind(
        "trick",
        Text("最初の区切りより前に、表示されない内容があります", "before the first boundary stands text that nobody is shown"),
    ),
    "smtp-smuggling": Kind(
        "trick",
        Text("SMTPスマグリングに使われる改行の並びがあります", "there is a sequence of line ends used for SMTP smuggling"),
    ),
    "transfer-encoding-contradicts": Kind(
        "trick", Text("転送符号化の指定が矛盾しています", "two transfer encodings contradict each other")
    ),
    # Transfer encodings and files that cannot be opened.
    "8bit-in-7bit": Kind(
        "transfer", Text("7bitと指定された本文に8bitの文字があります", "a body declared as 7bit holds 8-bit characters")
    ),
    "base64-cut": Kind("transfer", Text("base64が途中で切れています", "the base64 is cut off")),
    "base64-never": Kind(
        "transfer", Text("base64と指定されていますが、符号化されていません", "declared as base64, but it is not encoded at all")
    ),
    "base64-foreign": Kind(
        "transfer", Text("base64に使えない文字が混ざっています", "there are characters in the base64 that do not belong there")
    ),
    "base64-padding-inside": Kind("transfer", Text("base64の途中に終わりの記号があります", "the base64 ends in its middle")),
    "base64-text-behind": Kind("transfer", Text("base64の後ろに通常の文章が続いています", "plain text follows the base64")),
    "message-encoded": Kind(
        "transfer",
        Text(
            "添付されたメールに、規格が禁じる転送符号化が指定されています",
            "an attached message carries a transfer encoding, which the standard forbids",
        ),
    ),
    "multipart-encoded": Kind(
        "transfer",
        Text(
            "分割されたパート全体に、規格が禁じる転送符号化が指定されています",
            "a multipart carries a transfer encoding, which the standard forbids",
        ),
    ),
    "letter-unread": Kind(
        "transfer",
        Text(
            "本文に用件がなく、添付文書からも文字を読み取れません(画像だけの文書など)",
            "the mail says next to nothing, and no text could be read in the attached paper (a scan, for instance)",
        ),
    ),
    "pdf-broken": Kind("transfer", Text("PDFが壊れており、開けません", "the PDF is broken and cannot be opened")),
    "pdf-locked": Kind(
        "transfer",
        Text("PDFにパスワードがかかっており、中を調べていません", "the PDF is locked with a password; it was not opened"),
    ),
    "qp-broken": Kind("transfer", Text("quoted-printableの誤りがあります", "the quoted-printable is broken")),
    "transfer-encoding-twice": Kind(
        "transfer", Text("転送符号化が重複して指定されています", "the transfer encoding is given twice")
    ),
    "transfer-encoding-unknown": Kind("transfer", Text("未知の転送符号化です", "the transfer encoding is unknown")),
    "uu-broken": Kind("transfer", Text("uuencodeの誤りがあります", "the uuencoded data is broken")),
    "uu-in-text": Kind("transfer", Text("本文にuuencodeされたファイルがあります", "the text holds a uuencoded file")),
    "word-base64-cut": Kind("transfer", Text("ヘッダーのbase64が途中で切れています", "the base64 of an encoded word is cut off")),
    "word-unclosed": Kind(
        "transfer", Text("ヘッダーに、閉じられていない符号化語があります", "a header holds an encoded word that is not closed")
    ),
    # Characters.
    **dict.fromkeys(
        ("carrier-emoji", "word-carrier-emoji", "parameter-carrier-emoji"),
        Kind(
            "charset",
            Text(
                "携帯電話会社独自の絵文字を、対応するUnicodeの絵文字に置き換えて表示しています",
                "emoji of a Japanese mobile carrier are shown as the Unicode emoji that correspond",
            ),
        ),
    ),
    "charset-broken": Kind("charset", Text("読み取れない文字があります", "there are characters that cannot be read")),
    "charset-from-html": Kind("charset", Text("文字コードはHTML内の指定に従いました", "the charset was taken from the HTML")),
    "charset-lies": Kind("charset", Text("文字コードの指定が実際と異なります", "the declared charset is not the real one")),
    "charset-missing": Kind(
        "charset", Text("文字コードの指定がなく、推定して読みました", "no charset is declared; it was guessed")
    ),
    "charset-unknown": Kind("charset", Text("未知の文字コードが指定されています", "the declared charset is unknown")),
    "header-raw-8bit": Kind("charset", Text("ヘッダーに符号化されていない文字があります", "a header holds unencoded characters")),
    "header-raw-jis": Kind(
        "charset", Text("ヘッダーに符号化されていないJISコードがあります", "a header holds unencoded ISO-2022-JP")
    ),
    "header-raw-utf8": Kind("charset", Text("ヘッダーに符号化されていないUTF-8があります", "a header holds unencoded UTF-8")),
    "jis-escapes-lost": Kind(
        "charset", Text("JISコードの切り替え記号が失われています", "the escapes of the ISO-2022-JP are lost")
    ),
    "parameter-charset-broken": Kind(
        "charset",
        Text(
            "ファイル名などに、読み取れない文字があります", "a file name or other parameter holds characters that cannot be read"
        ),
    ),
    "parameter-charset-lies": Kind(
        "charset",
        Text(
            "ファイル名などの文字コードの指定が、実際と異なります",
            "the declared charset of a file name or other parameter is not the real one",
        ),
    ),
    "parameter-charset-missing": Kind(
        "charset", Text("ファイル名などに、文字コードの指定がありません", "a file name or other parameter has no charset")
    ),
    "parameter-charset-unknown": Kind(
        "charset",
        Text("ファイル名などに、未知の文字コードが指定されています", "a file name or other parameter is in an unknown charset"),
    ),
    "parameter-jis-escapes-lost": Kind(
        "charset",
        Text(
            "ファイル名などのJISコードの切り替え記号が失われています",
            "the escapes of the ISO-2022-JP in a file name or other parameter are lost",
        ),
    ),
    "word-charset-broken": Kind(
        "charset", Text("ヘッダーに、読み取れない文字があります", "a header holds characters that cannot be read")
    ),
    "word-charset-lies": Kind(
        "charset",
        Text(
            "ヘッダーに、文字コードの指定が実際と異なる語があります",
            "a header holds an encoded word whose declared charset is not the real one",
        ),
    ),
    "word-charset-missing": Kind(
        "charset", Text("ヘッダーに、文字コードの指定がない語があります", "a header holds an encoded word without a charset")
    ),
    "word-charset-unknown": Kind(
        "charset",
        Text("ヘッダーに、未知の文字コードで符号化された語があります", "a header holds an encoded word in an unknown charset"),
    ),
    "word-jis-escapes-lost": Kind(
        "charset",
        Text("ヘッダーのJISコードの切り替え記号が失われています", "the escapes of the ISO-2022-JP in a header are lost"),
    ),
    "word-split-character": Kind(
        "charset", Text("文字の途中で符号化が区切られています", "an encoded word ends inside a character")
    ),
    **{name: Kind(*told) for name, told in CONTAINERS.items()},
    # Something was not read to its end.
    "address-limit": Kind(
        "limit",
        Text("アドレスの欄が長すぎるため、途中までを読みました", "a field with addresses is too long; it was read in part"),
    ),
    "file-costly": Kind(
        "limit",
        Text(
            "調べるのに時間かメモリーがかかりすぎるファイルがあり、打ち切りました",
            "a file took more time or memory than one file may; it was given up",
        ),
    ),
    "finder-broken": Kind(
        "limit",
        Text("sabakuの不具合により、調べられなかった項目があります", "because of a fault in sabaku something was not examined"),
    ),
    "hop-limit": Kind(
        "limit",
        Text("配送経路のヘッダーが多すぎるため、途中までを調べました", "too many Received fields; only a part was examined"),
    ),
    "html-limit": Kind(
        "limit", Text("HTMLが大きすぎるため、途中までを調べました", "the HTML is too large; only a part was examined")
    ),
    "limit-boundaries": Kind(
        "limit", Text("区切り行が多すぎるため、途中までを調べました", "too many boundary lines; only a part was examined")
    ),
    "limit-container": Kind(
        "limit",
        Text(
            "Outlookのファイルが大きすぎるため、途中までを調べました", "the Outlook file is too large; only a part was examined"
        ),
    ),
    "limit-decoded": Kind("limit", Text("復号後の大きさが上限を超えました", "decoded, a part is larger than the limit")),
    "limit-defects": Kind(
        "limit",
        Text("同じ種類の問題が多いため、一部だけを挙げています", "there are too many defects of a kind; only some are listed"),
    ),
    "limit-scanned": Kind(
        "limit", Text("入れ子が多く大きいため、途中までを調べました", "too much is nested; only a part was examined")
    ),
    "limit-words": Kind(
        "limit",
        Text(
            "ヘッダーの符号化された語が多すぎるため、途中までを読みました",
            "a header has too many encoded words; it was read in part",
        ),
    ),
    "limit-depth": Kind(
        "limit", Text("入れ子が深すぎるため、途中までを調べました", "nested too deeply; only a part was examined")
    ),
    "limit-field-bytes": Kind(
        "limit", Text("長すぎるヘッダーがあり、途中までを読みました", "a header field is too long; it was read in part")
    ),
    "limit-files": Kind(
        "limit", Text("添付ファイルが多すぎるため、途中までを調べました", "too many files; only a part was examined")
    ),
    "limit-header-bytes": Kind(
        "limit", Text("ヘッダーが大きすぎるため、途中までを調べました", "the headers are too large; only a part was examined")
    ),
    "limit-header-count": Kind(
        "limit", Text("ヘッダーが多すぎるため、途中までを調べました", "too many header fields; only a part was examined")
    ),
    "limit-letter": Kind(
        "limit",
        Text(
            "添付文書が長いため、文章は初めの部分だけを調べました",
            "an attached paper is long; of its text only the beginning was examined",
        ),
    ),
    "limit-links": Kind("limit", Text("リンクが多すぎるため、途中までを調べました", "too many links; only a part was examined")),
    "limit-message-bytes": Kind(
        "limit", Text("メールが大きすぎるため、先頭だけを調べました", "the mail is too large; only its beginning was examined")
    ),
    "limit-pages": Kind(
        "limit", Text("PDFのページが多すぎるため、途中までを調べました", "the PDF has too many pages; only a part was examined")
    ),
    "limit-parameter-bytes": Kind("limit", Text("長すぎるパラメーターがあります", "a parameter is too long")),
    "limit-parameters": Kind("limit", Text("パラメーターが多すぎます", "too many parameters")),
    "limit-parts": Kind("limit", Text("パートが多すぎるため、途中までを調べました", "too many parts; only a part was examined")),
    "limit-pictures": Kind(
        "limit", Text("画像が多すぎるため、途中までを調べました", "too many pictures; only a part was examined")
    ),
    "limit-time": Kind(
        "limit",
        Text(
            "制限時間に達したため、調べていない部分があります",
            "time ran out before all of it was examined",
        ),
    ),
    "limit-text": Kind(
        "limit", Text("本文が長すぎるため、途中までを調べました", "the text is too long; only a part was examined")
    ),
    "pdf-large": Kind("limit", Text("PDFが大きすぎるため、調べていません", "the PDF is too large and was not examined")),
    "picture-large": Kind("limit", Text("画像が大きすぎるため、調べていません", "a picture is too large and was not examined")),
    "result-limit": Kind(
        "limit",
        Text(
            "認証結果のヘッダーが長すぎるため、途中までを読みました",
            "a header with authentication results is too long; it was read in part",
        ),
    ),
    "signature-limit": Kind(
        "limit",
        Text("電子署名のヘッダーが長すぎるため、途中までを読みました", "a signature header is too long; it was read in part"),
    ),
    "text-too-long": Kind(
        "limit",
        Text("本文が長すぎるため、語句は途中までを調べました", "the text is too long; words were searched in its beginning"),
    ),
    "too-many-dates": Kind("limit", Text("日付が多すぎるため、途中までを調べました", "too many dates; only a part was examined")),
}
