//! Sentences of the import screen.

use crate::i18n::format::count;
use crate::i18n::{Lang, sentences};
use crate::import::mapping::Days;
use crate::import::questions::{Answer, Question};

sentences! {
    /// The head of the files.
    files(from) { en: "Files: {from}", ja: "ファイル: {from}" }
    /// The same before there are any.
    no_files() { en: "Files", ja: "ファイル" }
    /// The head of a file's columns.
    columns(name) { en: "Columns: {name}", ja: "列の読み方: {name}" }
    /// The line of the header.
    header_line(line) { en: "header on line {line}", ja: "見出し {line}行目" }
    /// The head of the preview.
    preview(counts) { en: "Preview: {counts}", ja: "取り込みの確認: {counts}" }
    /// The same with nothing in it.
    no_preview() { en: "Preview", ja: "取り込みの確認" }
    /// The same while it is being made.
    preview_again(counts) { en: "Preview: {counts} …", ja: "取り込みの確認: {counts} …" }
    /// Rows of a file.
    rows(count) { en: "{count} rows", ja: "{count}行" }
    /// The same of a file with open questions.
    rows_and_open(count, rows) { en: "? {count} · {rows}", ja: "確認{count}件 · {rows}" }
    /// A file that will not go in.
    refused() { en: "cannot be read", ja: "読めません" }
    /// A file whose days are not decided.
    waits() { en: "dates: decide first", ja: "日付の順を未指定" }
    /// A file that was not chosen.
    not_taken() { en: "not taken", ja: "対象外" }
    /// The bar for a path.
    which_path() { en: "Import from: a folder, or one file", ja: "取り込み元 (フォルダーまたはファイル)" }
    /// Under the bar where a folder is remembered.
    path_advice() { en: "Tab completes, Enter looks into it; nothing is written yet", ja: "Tab: 補完  Enter: 内容を確認 (まだ取り込みません)" }
    /// Under the bar where none is.
    path_remember() { en: "Tab completes, Enter looks into it; once imported, it can be remembered", ja: "Tab: 補完  Enter: 内容を確認 (取り込み後に記憶できます)" }
    /// No path was chosen.
    no_path(key) { en: "Nothing chosen yet. {key} asks for the folder with your exports, or for one file.", ja: "取り込み元が未指定です。{key} でフォルダーまたはファイルを指定します。" }
    /// While files are looked into.
    looking() { en: "Looking into the files …", ja: "ファイルを確認しています…" }
    /// A preview with nothing in it.
    nothing_goes_in() { en: "Nothing would go in: no file that can be read is taken.", ja: "取り込めるファイルが選ばれていません。" }
    /// Confirmed too early.
    still_looking() { en: "The preview is not ready yet; one moment.", ja: "確認の準備中です。少しお待ちください。" }
    /// The advice at the end of the preview.
    confirm(key) { en: "{key} imports this. Nothing has been written yet; undo takes all of it back.", ja: "{key} で取り込みます (まだ書き込んでいません。取り込み後も一度に元に戻せます)。" }
    /// More of what was told of contracts.
    more_told(count) { en: "… and {count} more such accounts.", ja: "同様の顧客がほか{count}社。" }
    /// Files that stay behind.
    held_back(count) { en: "{count} not imported: see the list of files.", ja: "取り込まないファイル {count}件 (ファイル欄を参照)" }
    /// A file that stayed behind, after the import.
    stayed_behind(file, why) { en: "Not imported: {file}: {why}", ja: "取り込んでいません: {file}: {why}" }
    /// Confirmed while questions are open.
    open(questions, run) {
        en: "{questions} open: Enter changes an answer, {run} again takes them as proposed.",
        ja: "質問が{questions}件未確認です。Enterで変更、もう一度 {run} で提案どおり取り込みます。"
    }
    /// While it is imported.
    under_way(percent) { en: "importing… {percent} %", ja: "取り込み中… {percent}%" }
    /// When it is done.
    imported(counts, key) { en: "Imported: {counts}. {key} takes it back.", ja: "取り込みました: {counts}。{key} で元に戻せます。" }
    /// The head of what is left to do after an import.
    left_over() { en: "Imported, with something left to do", ja: "取り込み完了 (要対応あり)" }
    /// How many rows were rejected.
    rejected(count) { en: "{count} rows were rejected; the rest is in.", ja: "不備のある行が{count}行あります。ほかの行は取り込みました。" }
    /// What a refused file's row leads to.
    choose_kind(key) { en: "{key} or Enter here says what kind of file it is.", ja: "{key} またはこの行で Enter: ファイルの種類を指定します。" }
    /// The same where the kind is known and columns are missing.
    choose_columns(key) { en: "Enter on a column below says what it is; {key} changes the kind.", ja: "下の列で Enter: 何の列かを指定します。{key}: 種類を変更" }
    /// The title of the picker of kinds.
    which_kind(name) { en: "What is {name}?", ja: "{name} の種類" }
    /// The encoding that a file is read in, where its bytes tell it.
    encoding_told(name) { en: "Encoding: {name} (detected)", ja: "文字コード: {name} (自動判定)" }
    /// The same where it was chosen.
    encoding_chosen(name) { en: "Encoding: {name} (chosen)", ja: "文字コード: {name} (指定)" }
    /// The title of the picker of encodings.
    which_encoding(name) { en: "Encoding of {name}", ja: "{name} の文字コード" }
    /// The choice of what the bytes tell.
    encoding_of_bytes() { en: "detect it", ja: "自動判定" }
    /// The title of the picker of fields.
    which_field(header) { en: "Read `{header}` as", ja: "「{header}」の読み方" }
    /// A column as a field of the user's own.
    own_field(name) { en: "custom field {name}", ja: "独自項目 {name}" }
    /// A column as a metric.
    metric(name) { en: "metric {name}", ja: "指標 {name}" }
    /// A column that is not read.
    left_out() { en: "left out", ja: "取り込まない" }
    /// The choice of that.
    leave_out() { en: "leave out", ja: "取り込まない" }
    /// A column that nobody understood.
    unknown() { en: "? not recognised", ja: "? 認識できません" }
    /// A question that must be answered.
    must_answer() { en: "to be answered", ja: "要回答" }
    /// The answer that is taken where none is given.
    proposed(answer) { en: "{answer} (proposed)", ja: "{answer} (提案)" }
    ask_days(column, sample) { en: "Dates in `{column}`, such as {sample}: day or month first?", ja: "「{column}」の日付 ({sample} など) の順序は?" }
    ask_currency(column, currency) { en: "Are amounts in `{column}` in {currency}?", ja: "「{column}」の通貨は {currency} ですか?" }
    in_currency() { en: "yes", ja: "はい" }
    not_in_currency() { en: "no: such rows are rejected", ja: "いいえ (該当の行は取り込まない)" }
    ask_amounts(column) { en: "Amounts in `{column}`: per year or per month?", ja: "「{column}」は年額・月額のどちら?" }
    ask_tax(column) { en: "Amounts in `{column}`: with tax?", ja: "「{column}」は税込・税抜のどちら?" }
    ask_terms(looks) { en: "How long are terms{looks}?", ja: "契約期間は?{looks}" }
    /// What the days of accounts make terms look like.
    terms_look(looks) { en: " (by start and renewal: {looks})", ja: " (契約日と更新日からは{looks})" }
    /// One of these lengths.
    terms_of(months, accounts) { en: "{months} for {accounts}", ja: "{months}が{accounts}社" }
    ask_notice() { en: "Notice before the renewal?", ja: "解約通知期限は更新日の何日前?" }
    as_they_look() { en: "each account by its start and renewal", ja: "顧客ごとに契約日と更新日から判定" }
    notice(days) { en: "{days} days before", ja: "{days}日前" }
    ask_observed(columns) { en: "Of which day are the values of {columns}?", ja: "{columns} はいつ時点の値ですか?" }
    ask_same_metric(names, known) { en: "Is `{names}` your metric `{known}`?", ja: "指標 {names} は {known} と同じものですか?" }
    same_metric() { en: "yes, it is the same", ja: "はい (同じ指標)" }
    ask_metrics(names) { en: "Unknown metrics {names}: add them to the rules?", ja: "未定義の指標 {names} をルールに追加しますか?" }
    and_more(names, count) { en: "{names} and {count} more", ja: "{names}ほか{count}件" }
    dmy() { en: "day first (3/4 is 3 April)", ja: "日/月 (3/4 = 4月3日)" }
    mdy() { en: "month first (3/4 is March 4)", ja: "月/日 (3/4 = 3月4日)" }
    unix() { en: "seconds since 1970", ja: "1970年からの秒数" }
    monthly() { en: "per month (× 12)", ja: "月額 (12倍して年額に)" }
    yearly() { en: "per year", ja: "年額" }
    no_tax() { en: "without tax", ja: "税抜" }
    with_tax(percent) { en: "with {percent} % tax, to be taken out", ja: "税込 ({percent}% を差し引く)" }
    add_metrics() { en: "add them", ja: "追加する" }
    leave_metrics() { en: "leave them out", ja: "追加しない" }
}

/// A question about a file.
pub fn question(lang: Lang, question: &Question) -> String {
    match question {
        Question::Days { column, sample } => ask_days(lang, column, sample),
        Question::Currency { column, currency } => ask_currency(lang, column, currency),
        Question::Amounts { column } => ask_amounts(lang, column),
        Question::Tax { column } => ask_tax(lang, column),
        Question::Terms { looks } => ask_terms(lang, looks_text(lang, looks)),
        Question::Notice => ask_notice(lang),
        Question::Observed { columns, .. } => ask_observed(lang, some_of(lang, columns)),
        Question::SameMetric { names, known, .. } => ask_same_metric(lang, names.join(lang.pick("` / `", "、")), known),
        Question::Metrics { names } | Question::RowMetrics { names } => ask_metrics(lang, some_of(lang, names)),
    }
}

/// How many questions are open, and the key that imports all the same.
pub fn questions_open(lang: Lang, questions: usize, run: String) -> String {
    open(lang, lang.pick(count(questions, "question is", "questions are"), questions.to_string()), run)
}

fn months(lang: Lang, length: i32) -> String {
    lang.pick(count(length, "month", "months"), format!("{length}か月"))
}

fn looks_text(lang: Lang, looks: &[(i32, usize)]) -> String {
    let each: Vec<String> = looks
        .iter()
        .map(|(length, accounts)| terms_of(lang, months(lang, *length), lang.pick(count(accounts, "account", "accounts"), accounts.to_string())))
        .collect();
    if each.is_empty() { String::new() } else { terms_look(lang, each.join(lang.pick(", ", "、"))) }
}

/// Names with a comma between; of very many the first ones, and how many more there are.
fn some_of(lang: Lang, names: &[String]) -> String {
    const SHOWN: usize = 50;
    let shown = names.iter().take(SHOWN).cloned().collect::<Vec<_>>().join(lang.pick(", ", "、"));
    let more = names.len().saturating_sub(SHOWN);
    if more > 0 { and_more(lang, shown, more) } else { shown }
}

/// An answer.
pub fn answer(lang: Lang, answer: Answer) -> String {
    match answer {
        Answer::Days(Days::Dmy) => dmy(lang),
        Answer::Days(Days::Mdy) => mdy(lang),
        Answer::Days(Days::Unix) => unix(lang),
        Answer::InCurrency(true) => in_currency(lang),
        Answer::InCurrency(false) => not_in_currency(lang),
        Answer::Monthly(true) => monthly(lang),
        Answer::Monthly(false) => yearly(lang),
        Answer::Tax(0) => no_tax(lang),
        Answer::Tax(percent) => with_tax(lang, percent),
        Answer::Terms(Some(length)) => months(lang, i32::from(length)),
        Answer::Terms(None) => as_they_look(lang),
        Answer::Notice(days) => notice(lang, days),
        Answer::Observed(day) => day.to_string(),
        Answer::Same => same_metric(lang),
        Answer::Add(true) => add_metrics(lang),
        Answer::Add(false) => leave_metrics(lang),
    }
}
