"""The defects of archives, disk images and sealed mails in words for the report: what stayed closed, and why. Data only."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from sabaku.model import Text

Family = Literal["structure", "trick", "transfer", "charset", "limit"]

CONTAINERS: Mapping[str, tuple[Family, Text]] = {
    "archive-closed": (
        "transfer",
        Text(
            "圧縮ファイルにパスワードがかかっており、中を調べていません",
            "an archive is locked with a password; it was not opened",
        ),
    ),
    "archive-aes": (
        "transfer",
        Text(
            "ZIPファイルがAESで暗号化されており、合うパスワードがメールに書かれていないため、開いていません",
            "a ZIP file is encrypted with AES; it was not opened, because the mail gives no password that fits",
        ),
    ),
    "archive-damaged": ("transfer", Text("圧縮ファイルなどの一部が壊れています", "an archive or disk image is damaged in part")),
    "archive-empty": (
        "transfer",
        Text(
            "圧縮ファイルや入れ物の中に、ファイルが見つかりません(空か、壊れています)",
            "no files were found in an archive or container (it is empty or broken)",
        ),
    ),
    "archive-kind": (
        "transfer",
        Text("この種類の圧縮ファイル・入れ物の中は調べていません", "this kind of archive or container was not looked into"),
    ),
    "archive-names-hidden": (
        "transfer",
        Text(
            "圧縮ファイルのファイル名の一覧まで暗号化されており、中身は一切分かりません",
            "even the list of names in an archive is encrypted; nothing is known of what it holds",
        ),
    ),
    "archive-names-only": (
        "transfer",
        Text(
            "圧縮ファイルの中のファイル名は読みましたが、ファイルの内容は調べていません",
            "the names in an archive were read, the contents of the files were not",
        ),
    ),
    "archive-unreadable": ("transfer", Text("圧縮ファイルが壊れており、開けません", "an archive is broken and cannot be opened")),
    "sealed": (
        "transfer",
        Text(
            "中を読めない入れ物があります(暗号化されたS/MIME、または壊れたS/MIMEやwinmail.dat)",
            "there is a container that cannot be read (encrypted S/MIME, or a broken S/MIME or winmail.dat)",
        ),
    ),
    "smime-unverified": (
        "transfer",
        Text(
            "S/MIME署名のあるメールの中身を読みましたが、署名が正しいかどうかは検証していません",
            "the mail inside an S/MIME signature was read; whether the signature is genuine was not verified",
        ),
    ),
    "archive-large": (
        "limit",
        Text("圧縮ファイルが大きすぎるため、中を調べていません", "an archive is too large; it was not opened"),
    ),
    "limit-unpacked": (
        "limit",
        Text(
            "展開後の大きさが上限を超えるため、先頭だけを調べました",
            "unpacked, a file is larger than the limit; only its beginning was examined",
        ),
    ),
    "limit-members": (
        "limit",
        Text(
            "圧縮ファイルの中のファイルが多すぎるため、途中までを調べました",
            "too many files in an archive; only a part was examined",
        ),
    ),
    "limit-nested": (
        "limit",
        Text(
            "圧縮ファイルが多いか入れ子が深いため、開かなかったものがあります",
            "archives are too many or nested too deeply; some were not opened",
        ),
    ),
}
