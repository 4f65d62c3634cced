//! What the desk itself cannot do: sentences and advice for `app`, which knows the cases.

use crate::i18n::sentences;

sentences! {
    unknown_account(text) { en: "there is no account `{text}`.", ja: "`{text}` に該当する顧客はありません。" }
    see_accounts() { en: "`banso accounts` lists them.", ja: "顧客の一覧は banso accounts で確認できます。" }
    ambiguous_account(text) { en: "`{text}` could be several accounts:", ja: "`{text}` には複数の顧客が該当します:" }
    name_one() { en: "Name one by its id.", ja: "顧客IDで指定してください。" }
    account_exists(code) { en: "there is an account {code} already.", ja: "顧客ID {code} は既に使われています。" }
    other_id() { en: "Give another --id, or leave it out.", ja: "--id を変えるか、省略してください。" }
    bad_day(text) { en: "`{text}` is not a day.", ja: "`{text}` は日付として読めません。" }
    write_day() { en: "Write 2026-11-23, -30d, today.", ja: "2026-11-23、-30d、今日 のように書いてください。" }
    future_day(day) { en: "{day} is still to come.", ja: "{day} は未来の日付です。" }
    day_gone_by() { en: "Name today or a day gone by.", ja: "本日以前の日付を指定してください。" }
    past_day(text) { en: "`{text}` has passed.", ja: "`{text}` は過ぎています。" }
    coming_day() { en: "Name a day to come: 3 (business days), fri, 12/5.", ja: "これからの日を指定してください (3=3営業日後、金、12/5 など)。" }
    task_not_yet(id, title, opened) { en: "task {id} ({title}) was opened on {opened}, after that day.", ja: "タスク{id} ({title}) は{opened}に追加されたもので、指定の日にはまだありません。" }
    later_day() { en: "Name that day or a later one with --as-of, or leave it out for today.", ja: "--as-of にその日以降を指定するか、省いて本日の日付で記録してください。" }
    no_title() { en: "the task says nothing.", ja: "タスクの内容が空です。" }
    write_title() { en: "Write what is to be done: banso task add ACCOUNT \"Send the case study\".", ja: "やることを書いてください: banso task add 顧客 \"事例を送る\"" }
    broken() { en: "a part of the desk ended by a fault of its own.", ja: "内部の不具合で処理が終了しました。" }
    open_again() { en: "Everything that was told as done is in the book. Open it again.", ja: "完了と表示された内容はすべて保存済みです。開き直してください。" }
    nothing_written() { en: "this must not be empty.", ja: "空欄にはできません。" }
    write_something() { en: "Write something, or leave with Esc.", ja: "入力するか、Esc で閉じてください。" }
    unknown_task(id) { en: "there is no task {id}.", ja: "タスク{id}はありません。" }
    see_tasks() { en: "`banso task list` shows their ids.", ja: "IDは banso task list で確認できます。" }
    task_open(id, title) { en: "task {id} ({title}) is open already.", ja: "タスク{id} ({title}) は未完了です。" }
    task_closed(id, title) { en: "task {id} ({title}) is closed.", ja: "タスク{id} ({title}) は完了または取り下げ済みです。" }
    reopen_task() { en: "`banso task reopen` opens it again.", ja: "banso task reopen で再開できます。" }
    no_storm(id, title) { en: "task {id} ({title}) does not stand for many accounts.", ja: "タスク{id} ({title}) は複数の顧客をまとめたものではありません。" }
    what_storms_are() { en: "Only what many accounts entered at once, by a trigger that the rules still have, can be taken together or one by one.", ja: "まとめて扱えるのは、同じトリガーに多くの顧客が同時に該当し、そのトリガーがルールに残っている場合だけです。" }
    bad_length(text) { en: "`{text}` is not a length of time.", ja: "`{text}` は期間として読めません。" }
    write_length() { en: "Write 30d, 4w or 2m.", ja: "30d、4w、2m のように書いてください。" }
    bad_word(text, key) { en: "`{text}` is no {key}.", ja: "`{text}` は {key} の値として使えません。" }
    bad_word_hint(words) { en: "One of: {words}.", ja: "使える値: {words}" }
    unknown_field(text) { en: "`{text}` is no field that can be set.", ja: "`{text}` という項目は設定できません。" }
    see_fields(fields) { en: "Write FIELD=VALUE with one of: {fields}, field.NAME.", ja: "項目=値 の形で、次のいずれかを指定してください: {fields}、field.名前" }
    unknown_metric(text) { en: "the rules know no metric `{text}`.", ja: "`{text}` という指標はルールに定義されていません。" }
    add_metric() { en: "Add it to rules.toml under [metrics].", ja: "rules.toml の [metrics] に追加してください。" }
    bad_number(text) { en: "`{text}` is not a number.", ja: "`{text}` は数ではありません。" }
    write_number() { en: "Write it like 12 or 0.5.", ja: "12 や 0.5 のように書いてください。" }
    day_hours(minutes) { en: "a day has no {minutes} minutes.", ja: "1日の時間として{minutes}分は指定できません。" }
    write_day_hours() { en: "Name 0 to 24 hours.", ja: "0時間から24時間の間で指定してください。" }
    refused(file, why) { en: "{file} cannot be imported: {why}", ja: "{file} を取り込めません。{why}" }
    strict_rejected(count) { en: "nothing was written: {count} rows are wrong and --strict wants all.", ja: "{count}行に不備があるため、--strict により何も書き込んでいません。" }
    mend_rejects() { en: "The rows and reasons stand above.", ja: "上の一覧で行と理由を確認してください。" }
    nothing_to_import(path) { en: "there is no file to import in {path}.", ja: "{path} に取り込めるファイルがありません。" }
    which_files() { en: "CSV, TSV, text, JSON and XLSX files directly in the folder are read.", ja: "フォルダー直下のCSV・TSV・テキスト・JSON・XLSXファイルを読み込みます。" }
    no_inbox() { en: "no file or folder to import was named.", ja: "取り込むファイルまたはフォルダーが指定されていません。" }
    name_path() { en: "Name one, or set `inbox` under [import] in config.toml.", ja: "パスを指定するか、config.toml の [import] に inbox を設定してください。" }
    map_pair(text) { en: "`{text}` names no column and field.", ja: "「{text}」は 列=項目 の形ではありません。" }
    write_map_pair() { en: "Write --map COLUMN=FIELD, or --map COLUMN= to leave a column out.", ja: "--map 列名=項目 と書きます。列を除外するときは --map 列名= です。" }
    bad_mapping(place, message) { en: "{place}: this mapping cannot be read: {message}.", ja: "{place}: 列の対応表を読み込めません: {message}。" }
    mend_mapping() { en: "Mend the file, or take it out of the folder.", ja: "ファイルを直すか、フォルダーから外してください。" }
    export_format(path, asked) { en: "{path} is named as another kind of file than {asked}.", ja: "{path} の拡張子が、指定した形式 {asked} と合いません。" }
    export_ending(asked) { en: "Name it with .{asked} at the end, or leave --format out.", ja: "ファイル名を .{asked} で終わらせるか、--format を省いてください。" }
    listing_format() { en: "listings are not written as XLSX.", ja: "一覧は XLSX では出力できません。" }
    listing_formats() { en: "Ask for csv, json or jsonl; `banso export` writes XLSX.", ja: "csv、json、jsonl のいずれかを指定してください。XLSX には banso export で書き出せます。" }
    cell_too_long(path, kind) { en: "{path}: a text of {kind} is longer than the 32,767 characters that a cell of a workbook can hold; nothing was written.", ja: "{path}: {kind} に、Excelのセルの上限 (32,767文字) を超える文章があるため、書き出しませんでした。" }
    export_as_text() { en: "Export as csv or jsonl, which hold it whole.", ja: "csv か jsonl なら全文を書き出せます。" }
    export_kind(text) { en: "there is no kind `{text}` to export.", ja: "`{text}` という種類はありません。" }
    export_kinds(kinds) { en: "One of: {kinds}.", ja: "使える種類: {kinds}" }
    unknown_encoding(text) { en: "there is no encoding `{text}`.", ja: "`{text}` という文字コードはありません。" }
    encodings() { en: "Such as utf-8, cp932, utf-16, euc-jp, iso-2022-jp, cp1252.", ja: "utf-8、cp932、utf-16、euc-jp、iso-2022-jp、cp1252 などを指定できます。" }
    unknown_currency(text) { en: "`{text}` is no code of a currency.", ja: "`{text}` は通貨コードではありません。" }
    currencies() { en: "Three letters, such as JPY, USD or EUR.", ja: "JPY、USD、EUR のような3文字で指定してください。" }
    unknown_kind(text) { en: "there is no kind of file `{text}`.", ja: "`{text}` という種類のファイルはありません。" }
    own_file(path) { en: "{path} is one of banso's own files and was left alone.", ja: "{path} は banso 自身のファイルのため、上書きしませんでした。" }
    other_path() { en: "Name another path for the export.", ja: "書き出し先に別のパスを指定してください。" }
    meant(word) { en: "Did you mean `{word}`?", ja: "`{word}` のことですか?" }
    symlink(path) { en: "{path} is a symbolic link and was left alone.", ja: "{path} はシンボリックリンクのため、書き込みませんでした。" }
    real_file() { en: "Name the file itself.", ja: "実際のファイルを指定してください。" }
    file(path, detail) { en: "{path}: {detail}.", ja: "{path}: {detail}。" }
    check_path() { en: "Check the path and its rights.", ja: "パスと権限を確認してください。" }
    no_home() { en: "this system names no folder for the book.", ja: "台帳を置くフォルダーを特定できません。" }
    name_book() { en: "Name one with --book, and --config.", ja: "--book と --config で指定してください。" }
    output(detail) { en: "the output could not be written: {detail}.", ja: "出力を書き込めません: {detail}" }
    check_output() { en: "Check where it goes.", ja: "出力先を確認してください。" }
    fix_rules() { en: "`banso rules check` shows all problems; mend the file and try again.", ja: "すべての問題は banso rules check で確認できます。ファイルを修正してから、もう一度実行してください。" }
    fix_config() { en: "Mend the file and try again.", ja: "ファイルを修正してから、もう一度実行してください。" }
}
