//! The texts of `--help`, one row per command and per argument, both languages side by side.

use crate::i18n::Lang;

/// A text in both languages.
#[derive(Clone, Copy, Debug)]
pub struct Text {
    pub en: &'static str,
    pub ja: &'static str,
}

impl Text {
    /// The text in one language.
    pub fn pick(self, lang: Lang) -> &'static str {
        lang.pick(self.en, self.ja)
    }
}

/// What a command does, with an example that runs.
#[derive(Clone, Copy, Debug)]
pub struct CommandHelp {
    pub path: &'static str,
    pub about: Text,
    pub example: &'static str,
}

const fn command_help(path: &'static str, en: &'static str, ja: &'static str, example: &'static str) -> CommandHelp {
    CommandHelp { path, about: Text { en, ja }, example }
}

/// The help of a command, named by its whole path (`banso rules check`).
pub fn command(path: &str) -> Option<CommandHelp> {
    COMMANDS.iter().find(|help| help.path == path).copied()
}

/// The help of an argument, by the command's path and the argument's id; global ones stand under `banso`.
pub fn arg(path: &str, id: &str) -> Option<Text> {
    ARGS.iter().find(|(of, name, ..)| *name == id && (*of == path || *of == "*")).map(|(.., en, ja)| Text { en, ja })
}

/// One row per command.
pub const COMMANDS: &[CommandHelp] = &[
    command_help(
        "banso today",
        "What to do today: the queue in its order, and where the day's hours end",
        "今日やることを優先順に表示し、稼働時間の終わりを示します",
        "banso today touch:high",
    ),
    command_help(
        "banso sweep",
        "Open and clear tasks by the triggers of rules.toml, for today",
        "rules.toml のトリガーを判定し、タスクを起票・解消します",
        "banso sweep",
    ),
    command_help(
        "banso demo",
        "The desk on a throw-away book of invented accounts, to look around in",
        "架空の顧客によるお試し用の台帳でデスクを開きます",
        "banso demo",
    ),
    command_help("banso task", "Tasks: add, list, finish, drop, put off", "タスクの追加・一覧・完了・取り下げ・後回し", "banso task list"),
    command_help("banso task add", "Add a task", "タスクを追加します", "banso task add A00001 \"Send the case study\" --due fri --minutes 15"),
    command_help("banso task list", "Open and closed tasks", "タスクの一覧 (完了分も含む) を表示します", "banso task list light:red"),
    command_help("banso task done", "Finish tasks", "タスクを完了にします", "banso task done 12 13"),
    command_help(
        "banso task drop",
        "Drop tasks with a reason: noise, elsewhere, wont_do, or a text",
        "タスクを取り下げます (理由: ノイズ、他で対応済み、対応しない など)",
        "banso task drop 12 --reason noise",
    ),
    command_help("banso task reopen", "Open finished or dropped tasks again", "完了・取り下げたタスクを再開します", "banso task reopen 12"),
    command_help(
        "banso task snooze",
        "Put a task off: 3 (business days), fri, 12/5, 来週月",
        "タスクを後回しにします (例: 3、金、12/5、来週月)",
        "banso task snooze 12 next week",
    ),
    command_help(
        "banso task wait",
        "The ball is with the customer; comes back when no answer came",
        "先方待ちにします。返事がなければ期限に戻ります",
        "banso task wait 12 5",
    ),
    command_help(
        "banso",
        "Customer success at your side: who needs you today, and why",
        "伴走する顧客対応デスク。今日だれに、なぜ向き合うかがわかります",
        "banso accounts light:red",
    ),
    command_help(
        "banso init",
        "Write config.toml and rules.toml with comments, and create the book; never overwrites",
        "設定 (config.toml, rules.toml) と顧客台帳を作成します。既存のファイルは上書きしません",
        "banso init --template spreadsheet",
    ),
    command_help(
        "banso import",
        "Read CSV files or a folder of them into the book",
        "CSVファイルやフォルダーを顧客台帳に取り込みます",
        "banso import exports/ --dry-run",
    ),
    command_help(
        "banso accounts",
        "List accounts, the worst first",
        "顧客を状態の悪い順に一覧します",
        "banso accounts light:red,yellow renewal:<=90d",
    ),
    command_help(
        "banso show",
        "One account's page: health, contracts, people, timeline",
        "顧客1社の詳細 (状態・契約・担当者・履歴) を表示します",
        "banso show A00001",
    ),
    command_help(
        "banso explain",
        "Why the score is what it is, to the last point, and what would turn it green",
        "スコアの内訳と、良好にするための条件を説明します",
        "banso explain A00001 --since 2026-10-01",
    ),
    command_help(
        "banso data",
        "What data is there, what is missing, and which file would help most",
        "取り込み済みのデータと不足、次に取り込むべきファイルを示します",
        "banso data",
    ),
    command_help("banso account", "Add or change an account", "顧客を追加・変更します", "banso account set A00001 touch=high"),
    command_help("banso account add", "Add an account", "顧客を追加します", "banso account add \"Aozora Foods\" --arr 1200000 --renewal 2027-03-31"),
    command_help(
        "banso account set",
        "Set fields of an account, from today or from a day",
        "顧客の項目を変更します (当日から、または指定日から)",
        "banso account set A00001 phase=adoption --since 2026-10-01",
    ),
    command_help(
        "banso log",
        "Log a call, mail, meeting or visit",
        "電話・メール・打ち合わせなどの対応を記録します",
        "banso log A00001 call --minutes 20 --note \"Asked about the new team\"",
    ),
    command_help("banso note", "Write a memo on an account", "顧客にメモを残します", "banso note A00001 \"New CTO from April\""),
    command_help(
        "banso observe",
        "Record one observation of a metric",
        "指標の実績値を1件記録します",
        "banso observe A00001 logins 12 --on 2026-11-22",
    ),
    command_help(
        "banso pulse",
        "Set your own judgement beside the computed light",
        "自分の判断 (担当判断) を計算結果に添えます",
        "banso pulse A00001 yellow --reason \"New boss is sceptical\" --for 30d",
    ),
    command_help("banso rules", "Work with rules.toml", "rules.toml を扱います", "banso rules check"),
    command_help(
        "banso rules check",
        "Check rules.toml: every problem at once, with its place",
        "rules.toml を検査し、問題をすべて場所つきで示します",
        "banso rules check my-rules.toml",
    ),
    command_help(
        "banso rules replay",
        "Which past losses these rules would have flagged, how early, and what had been done; then who was rescued",
        "過去の解約に現在のルールで事前に気づけたか、いつ気づけたか、何をしたかを振り返ります",
        "banso rules replay --within 365d",
    ),
    command_help(
        "banso facts",
        "What can be asked of an account: names, types, meaning",
        "フィルターやルールで使えるデータ項目の一覧です",
        "banso facts",
    ),
    command_help(
        "banso export",
        "Write every row of a kind, or of all kinds, as CSV, JSON lines or XLSX",
        "データをCSV・JSON Lines・XLSXに書き出します",
        "banso export --all backup --format xlsx",
    ),
    command_help("banso history", "Every change: when, by what, and whether it was undone", "変更の履歴を表示します", "banso history A00001"),
    command_help("banso undo", "Undo the latest steps", "直前の操作を取り消します", "banso undo --steps 2"),
    command_help("banso redo", "Redo what was undone", "取り消した操作をやり直します", "banso redo"),
];

/// One row per argument: command path (`*` for the same meaning everywhere), id, English, Japanese.
pub const ARGS: &[(&str, &str, &str, &str)] = &[
    ("*", "book", "The SQLite file that is the book", "顧客台帳 (SQLiteファイル)"),
    ("*", "config", "The config.toml; rules.toml lies beside it", "config.toml の場所 (rules.toml は同じフォルダー)"),
    ("*", "rules", "Another rules file", "別のルールファイル"),
    ("*", "as_of", "The day to look from: 2026-11-23, or -30d", "基準日 (例: 2026-11-23、-30d)"),
    ("*", "lang", "Language of the texts", "表示言語"),
    ("*", "format", "How listings are written; xlsx is for exports", "一覧の形式 (xlsx は書き出しのみ)"),
    ("*", "json", "Short for --format json", "--format json と同じ"),
    ("*", "color", "Colours", "色の使用"),
    ("*", "plain", "Plain lines without any drawing", "罫線なしの平文で出力"),
    ("*", "quiet", "Only errors", "エラーのみ表示"),
    ("*", "verbose", "Leave nothing out of long lists", "長い一覧も省略せずに表示"),
    ("*", "account", "An id, a name, or an unambiguous part of one", "顧客ID・名前・名前の一部"),
    ("*", "filter", "A filter, such as light:red renewal:<=90d", "フィルター (例: 状態:危険 更新:<=90d)"),
    ("*", "on", "The day it counts from; default today", "対象日 (既定は当日)"),
    ("*", "help", "Print help", "ヘルプを表示"),
    ("*", "version", "Print the version", "バージョンを表示"),
    ("banso init", "template", "Which rules to start with", "最初に使うルール"),
    ("banso import", "paths", "Files or folders", "ファイルまたはフォルダー"),
    ("banso import", "kind", "What the files hold, where the columns do not tell", "ファイルの種類 (列名で判別できない場合)"),
    (
        "banso import",
        "encoding",
        "Read texts in this encoding, such as cp932 or utf-8; else it is told from the bytes",
        "テキストの文字コード (cp932、utf-8 など。既定は自動判別)",
    ),
    (
        "banso import",
        "currency",
        "Amounts without a currency of their own are in this one, such as USD",
        "通貨の記載がない金額の通貨 (USD など。既定は台帳の通貨)",
    ),
    ("banso import", "map", "Read column COL as FIELD", "列COLを項目FIELDとして読む"),
    (
        "banso import",
        "dates",
        "Whether 03/04/2025 has the day first or the month, where the values do not tell",
        "03/04/2025 の並び (値から判別できない場合): dmy は日が先、mdy は月が先",
    ),
    ("banso import", "new_metrics", "Add unknown metrics to rules.toml", "未知の指標を rules.toml に追加"),
    ("banso import", "no_sweep", "Do not sweep afterwards", "取り込み後のトリガー判定を行わない"),
    ("banso import", "dry_run", "Only tell what would happen", "取り込まずに結果だけ確認"),
    (
        "banso import",
        "guide",
        "Ask about each file, its columns and what it leaves open, and show what would happen first",
        "ファイルごとに列と不明点を確認し、結果を見てから取り込む",
    ),
    ("banso import", "strict", "All rows or none", "1行でも誤りがあれば取り込まない"),
    ("banso accounts", "sort", "Sort by a fact: arr, renewal, score, name", "並べ替える項目 (arr, renewal, score, name など)"),
    ("banso accounts", "limit", "At most so many", "最大件数"),
    ("banso explain", "since", "Compare with this day; default 28 days ago", "比較する日 (既定は28日前)"),
    ("banso account add", "name", "The company's name", "会社名"),
    ("banso account add", "id", "Its id; else one is given", "顧客ID (省略時は自動採番)"),
    ("banso account add", "arr", "Amount a year in the book's currency", "年額"),
    ("banso account add", "seats", "Seats", "ライセンス数"),
    ("banso account add", "start", "Start of the contract; default today", "契約開始日 (既定は当日)"),
    ("banso account add", "renewal", "Day of the next renewal", "次回更新日"),
    ("banso account add", "touch", "Touch model", "タッチモデル"),
    ("banso account add", "phase", "Phase", "フェーズ"),
    ("banso account add", "yomi", "Reading of the name", "読みがな"),
    ("banso account set", "fields", "FIELD=VALUE, several allowed", "項目=値 (複数可)"),
    ("banso account set", "since", "From this day on, or `always`", "この日から適用 (always で最初から)"),
    ("banso log", "kind", "call, mail, meeting, visit, qbr, webinar, chat, other", "種類 (電話, メール, 打ち合わせ, 訪問 など)"),
    ("banso log", "minutes", "How long it took", "所要時間 (分)"),
    ("banso log", "note", "One line on what was said", "内容のメモ"),
    ("banso log", "by", "Who started it: us, or them", "起点 (us=自社、them=先方)"),
    ("banso log", "contact", "With whom: name or mail", "相手 (名前またはメール)"),
    ("banso today", "all", "Also what stands below the end of the day's hours", "稼働時間を超える分も表示"),
    ("banso today", "held", "Only what is held back of a first run", "初回の取り込みで保留中のもの"),
    ("banso today", "waiting", "Only what waits for the customer or is put off", "先方待ち・後回しのもの"),
    ("banso demo", "accounts", "How many accounts", "顧客数"),
    ("banso task add", "title", "What is to be done", "やること"),
    ("banso task add", "due", "By when: 2026-12-05, fri, +3d, 来週月", "期限 (2026-12-05、金、+3d、来週月 など)"),
    ("banso task add", "minutes", "How long it will take", "見込み時間 (分)"),
    ("banso task done", "ids", "Ids of tasks, as `banso today` shows them", "タスクのID (banso today で表示)"),
    ("banso task done", "reason", "A remark", "補足"),
    ("banso task drop", "ids", "Ids of tasks", "タスクのID"),
    (
        "banso task drop",
        "reason",
        "noise (counts against the trigger), elsewhere, wont_do, or a text",
        "理由 (ノイズ・他で対応済み・対応しない、または自由記述)",
    ),
    ("banso task reopen", "ids", "Ids of tasks", "タスクのID"),
    ("banso task reopen", "reason", "A remark", "補足"),
    ("banso task snooze", "id", "The task's id", "タスクのID"),
    ("banso task snooze", "when", "Until when: 3 (business days), fri, 12/5, 明日", "いつまで (3=3営業日後、金、12/5、明日 など)"),
    ("banso task snooze", "reason", "Why", "理由"),
    ("banso task wait", "id", "The task's id", "タスクのID"),
    ("banso task wait", "when", "Until when; default 3 business days", "いつまで (既定は3営業日)"),
    ("banso note", "text", "The memo", "メモの内容"),
    ("banso observe", "metric", "A metric of rules.toml", "指標 (rules.toml に定義されたもの)"),
    ("banso observe", "value", "The number observed", "実績値"),
    ("banso pulse", "light", "green, yellow or red", "良好・注意・危険"),
    ("banso pulse", "reason", "Why you judge so", "そう判断した理由"),
    ("banso pulse", "length", "How long it holds; default 30d", "有効期間 (既定は30d)"),
    ("banso rules check", "file", "The file to check; default the rules in force", "検査するファイル (既定は使用中のルール)"),
    ("banso rules replay", "within", "How far to look back", "振り返る期間"),
    ("banso export", "kind", "accounts, contracts, contacts, usage, …", "種類 (accounts, contracts, contacts, usage など)"),
    (
        "banso export",
        "path",
        "The file to write; .jsonl or .xlsx at its end tells the format",
        "書き出し先のファイル (.jsonl・.xlsx なら拡張子で形式を判断)",
    ),
    (
        "banso export",
        "all",
        "Every kind into a folder: a file each, or with --format xlsx one book.xlsx",
        "全種類をフォルダーに書き出す (--format xlsx では book.xlsx 1つ)",
    ),
    ("banso history", "limit", "At most so many", "最大件数"),
    ("banso undo", "steps", "How many steps", "取り消す回数"),
    ("banso redo", "steps", "How many steps", "やり直す回数"),
];
