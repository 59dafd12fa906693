"""How to hand a mail on with its headers, by mail program. Data only."""

from __future__ import annotations

from sabaku.model import Text

FORWARD = (
    (
        Text("Thunderbird", "Thunderbird"),
        Text("メールを選び「メッセージ」→「転送形式」→「添付」。", "Select the mail, then Message → Forward As → Attachment."),
    ),
    (
        Text("Outlook(Windows)", "Outlook (Windows)"),
        Text(
            "メールを選び「ホーム」→「その他」→「添付ファイルとして転送」(Ctrl+Alt+F)。",
            "Select the mail, then Home → More → Forward as Attachment (Ctrl+Alt+F).",
        ),
    ),
    (
        Text("新しいOutlook", "New Outlook"),
        Text(
            "(Web版も同じ)メールを開き「…」→「その他の返信アクション」→「添付ファイルとして転送」。",
            "Also on the web: open the mail, then … → Other reply actions → Forward as attachment.",
        ),
    ),
    (
        Text("Macの「メール」", "Mail (Mac)"),
        Text("メールを選び「メッセージ」→「添付ファイルとして転送」。", "Select the mail, then Message → Forward as Attachment."),
    ),
    (
        Text("Gmail", "Gmail"),
        Text(
            "パソコンのブラウザーで、一覧のメールにチェックを入れ「︙」→「添付ファイルとして転送」。",
            "In a desktop browser: tick the mail in the list, then ⋮ → Forward as attachment.",
        ),
    ),
    (
        Text("Becky!など", "Other programs"),
        Text(
            "メールを .eml ファイルとして保存し、新しいメールに添付。",
            "Save the mail as an .eml file and attach that to a new mail.",
        ),
    ),
    (
        Text("Webメール", "Webmail"),
        Text(
            "Yahoo!メールなどでは「詳細ヘッダー」やソースの表示を開き、全文をコピーして新しいメールの本文に貼り付け。",
            "Yahoo! and others: open the full headers or the source, and paste all of it into a new mail.",
        ),
    ),
    (
        Text("スマートフォン", "Phones"),
        Text(
            "iPhoneの「メール」や携帯電話会社のアプリでは、添付として転送できません。パソコンやWebメールから転送してください。",
            "Mail on an iPhone and the carriers' apps cannot do it. Forward the mail from a computer or webmail.",
        ),
    ),
)
