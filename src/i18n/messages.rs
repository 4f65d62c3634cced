//! Sentences of the command line that are no errors.

use crate::i18n::{Lang, sentences};

sentences! {
    /// After `banso note`.
    noted(name, day) { en: "Memo on {name}, {day}.", ja: "{name}にメモを残しました ({day})。" }
    /// After `banso log`.
    logged(kind, name, day) { en: "Logged: {kind} with {name}, {day}.", ja: "{name}への対応 ({kind}) を記録しました ({day})。" }
    /// After `banso observe`.
    observed(metric, name, day) { en: "Recorded {metric} of {name}, {day}.", ja: "{name}の{metric}を記録しました ({day})。" }
    /// After `banso pulse`.
    pulse_set(name, light, until) { en: "Your judgement of {name}: {light}, until {until}.", ja: "{name}の担当判断を「{light}」にしました ({until}まで)。" }
    /// After `banso account add`.
    account_added(name) { en: "Added {name}.", ja: "{name}を追加しました。" }
    /// After `banso account set`.
    fields_set(name, fields) { en: "{name}: {fields}.", ja: "{name}を変更しました: {fields}" }
    /// After `banso undo`, one line a step.
    undone(what) { en: "Undone: {what}. `banso redo` brings it back.", ja: "取り消しました: {what} (banso redo で元に戻せます)" }
    /// After `banso redo`.
    redone(what) { en: "Redone: {what}.", ja: "やり直しました: {what}" }
    /// An empty history.
    no_history() { en: "Nothing has been changed yet.", ja: "変更の履歴はまだありません。" }
    /// No account matches a filter.
    no_match() { en: "No account matches.", ja: "該当する顧客はありません。" }
    /// An empty book.
    empty_book() {
        en: "The book is empty. Bring your accounts in with `banso import FOLDER`, or add one with `banso account add NAME`.",
        ja: "顧客台帳は空です。banso import フォルダー で取り込むか、banso account add 会社名 で追加してください。"
    }
    /// Under a list.
    list_footer(accounts, green, yellow, red, grey, arr, risk) {
        en: "accounts {accounts}  ✓ {green}  ▴ {yellow}  ✗ {red}  ◌ {grey}   ARR {arr}  at risk {risk}",
        ja: "{accounts}社  ✓ 良好 {green}  ▴ 注意 {yellow}  ✗ 危険 {red}  ◌ データ不足 {grey}   年額 {arr}  うち危険 {risk}"
    }
    /// A file was written.
    written(file) { en: "Wrote {file}.", ja: "{file} を書き出しました。" }
    /// A file stands already and was left alone.
    kept(file) { en: "{file} is there already and was left as it is.", ja: "{file} は既にあるため、そのままにしました。" }
    /// A book was made.
    book_made(file) { en: "Made the book {file}.", ja: "顧客台帳 {file} を作成しました。" }
    /// What to do after init.
    init_next() { en: "Next: `banso import FOLDER` with your exports, or `banso account add NAME`.", ja: "次は banso import フォルダー でデータを取り込むか、banso account add 会社名 で顧客を追加してください。" }
    /// Rules without a problem.
    rules_fine(file, cards, signals, triggers) { en: "{file}: fine. {cards} scorecards, {signals} signals, {triggers} triggers.", ja: "{file}: 問題ありません。スコアカード{cards}、評価項目{signals}、トリガー{triggers}。" }
    /// How often a trigger cried for nothing.
    noise(trigger, noise, closed, share, mark) { en: "  {trigger}: {noise} of {closed} tasks dropped as noise ({share}){mark}", ja: "  {trigger}: {closed}件中{noise}件がノイズ ({share}){mark}" }
    /// A trigger that does so too often.
    noisy() { en: ". Too often: tighten its `when`, or raise `held_for`.", ja: "。多すぎます: when の条件を厳しくするか、held_for を長くしてください。" }
    /// The built-in rules, where no file stands.
    built_in_rules() { en: "the built-in rules", ja: "組み込みのルール" }
    /// Exported rows of one file.
    exported(file, kind, rows) { en: "{file}: {kind}, {rows} rows", ja: "{file}: {kind} {rows}行" }
    /// One line per imported file.
    import_file(file, kind, rows, counts) { en: "{file}: {kind}, {rows} rows ({counts})", ja: "{file}: {kind} {rows}行 ({counts})" }
    /// One rejected row: what and what to do.
    reject_line(what, hint) { en: "{what}. {hint}", ja: "{what}。{hint}" }
    /// More of what was told of contracts.
    more_of_sort(count) { en: "… and {count} more such accounts (--json gives all).", ja: "同様の顧客がほか{count}社 (--json ですべて表示)。" }
    /// A file that was not read.
    passed_over(file, why) { en: "{file}: passed over. {why}", ja: "{file}: 対象外です。{why}" }
    /// Where the rejected rows are.
    rejects_written(files) { en: "Rejected rows were written to {files}. Mend them there, then import those files.", ja: "不備のある行を {files} に書き出しました。修正して取り込み直してください。" }
    /// Columns nobody understood.
    columns_ignored(file, columns) { en: "{file}: not recognised, left out: {columns}. `--map COLUMN=field.NAME` keeps one as a custom field.", ja: "{file}: 認識できない列は取り込んでいません: {columns} (--map 列名=field.名前 で独自項目として保存できます)" }
    /// The tool whose export a file is, and the line of the header where that is not the first.
    import_told(told) { en: "  {told}", ja: "  {told}" }
    header_line(line) { en: "header on line {line}", ja: "見出しは{line}行目" }
    hidden_sheets(names) { en: "hidden sheets passed over: {names}", ja: "非表示のシートは対象外: {names}" }
    headers_again(count) { en: "repeated headers passed over: {count}", ja: "見出しの繰り返し{count}行は対象外" }
    totals(count) { en: "total rows passed over: {count}", ja: "合計行{count}行は対象外" }
    notes(count) { en: "notes under the table passed over: {count}", ja: "表の下の注記{count}行は対象外" }
    other_sort(count) { en: "rows of another sort passed over: {count}", ja: "種類の異なる{count}行は対象外" }
    unwanted_metrics(count) { en: "rows of metrics that are not wanted passed over: {count}", ja: "取り込まない指標の{count}行は対象外" }
    blank_rows(count) { en: "blank rows: {count}", ja: "空行{count}行" }
    as_answered() { en: "read as answered", ja: "回答どおりに読み込み" }
    in_units(headers) { en: "amounts read in the unit of the header: {headers}", ja: "見出しの単位で読み込み: {headers}" }
    columns_left_out(count) { en: "columns that banso has no use for: {count}", ja: "使わない列{count}列は対象外" }
    /// Columns that nobody knew and that were kept.
    columns_kept(columns) { en: "kept as custom fields: {columns}", ja: "独自項目として保存: {columns}" }
    /// What holds where nobody was asked.
    not_asked(assumed) { en: "not asked: {assumed} (`banso import --guide` asks)", ja: "未確認のまま取り込み: {assumed} (`banso import --guide` で確認できます)" }
    /// The reason of a judgement that stands in a sheet.
    sheet_reason() { en: "as the sheet of accounts has it", ja: "顧客シートの記載" }
    /// After the first import of a book.
    look_now() { en: "`banso` opens the desk, `banso data` tells what data is there.", ja: "banso で画面を開き、banso data でデータの充足状況を確認できます。" }
    /// A dry run.
    dry_run() { en: "Dry run: nothing was written.", ja: "確認のみ: 何も書き込んでいません。" }
    /// Active accounts that an import's files lack.
    not_listed(count, files, names) { en: "Active accounts that are not in {files} ({count}): {names}. If they left, import outcomes (account, churned_on, reason).", ja: "契約中の顧客のうち{count}社が {files} にありません: {names}。解約した場合は解約一覧 (outcomes: account, churned_on, reason) を取り込んでください。" }
    /// Names and how many more there are.
    and_more(names, count) { en: "{names} and {count} more", ja: "{names}ほか{count}社" }
    /// Nothing new in an import.
    import_unchanged() { en: "Nothing new: the book holds all of this already.", ja: "新しい内容はありません。すべて取り込み済みです。" }
    /// More rejects than shown.
    more_rejects(count) { en: "… and {count} more.", ja: "ほか{count}件。" }
    /// After an import that wrote.
    import_undo() { en: "`banso undo` takes the whole import back.", ja: "banso undo で取り込み全体を取り消せます。" }
    /// After `banso task add`.
    task_added(title, name) { en: "Added: {title} ({name}).", ja: "追加しました: {title} ({name})" }
    /// After `banso task snooze`.
    task_snoozed(id, until) { en: "Task {id} comes back on {until}.", ja: "タスク{id}を{until}まで後回しにしました。" }
    /// After `banso task wait`.
    task_waiting(id, until) { en: "Task {id} waits for the customer; without an answer it is back on {until}.", ja: "タスク{id}を先方待ちにしました。返事がなければ{until}に戻ります。" }
    /// An empty queue.
    nothing_today() { en: "Nothing is due. A good day to call someone who is green.", ja: "対応が必要なタスクはありません。良好な顧客に連絡する好機です。" }
    /// Where the day's hours end.
    end_of_hours() { en: "---- end of today's hours ----", ja: "---- 本日の稼働時間はここまで ----" }
    /// Under the queue.
    queue_footer(planned, all, overdue, minutes, hours, spent) { en: "{planned} of {all} fit today, {overdue} overdue, {minutes} of {hours}{spent}.", ja: "本日分{planned}件 (全{all}件)、期限超過{overdue}件、{minutes} / {hours}{spent}。" }
    /// Hours that are spent already, after the hours of the footer.
    queue_spent(minutes) { en: " (with {minutes} logged or booked)", ja: " (うち記録・予定済み{minutes})" }
    /// Waiting and put off.
    queue_waiting(count) { en: "{count} waiting or put off (--waiting).", ja: "先方待ち・後回し{count}件 (--waiting)。" }
    /// Held by a first run.
    queue_held(count) { en: "{count} held back for the next days (--held).", ja: "翌日以降に順次追加{count}件 (--held)。" }
    /// A wait that ended without an answer.
    no_reply(days) { en: "no reply: {days} d", ja: "返事なし{days}日" }
    /// A wait that goes on.
    waits_until(day) { en: "waits until {day}", ja: "{day}まで先方待ち" }
    /// After `banso sweep`.
    swept(opened, cleared, held) { en: "Swept: {opened} opened, {cleared} cleared, {held} held back.", ja: "トリガーを判定しました: 新規{opened}件、自然解消{cleared}件、保留{held}件。" }
    /// A book that cannot be written.
    not_swept(  ) { en: "The book cannot be written, so it was not swept: the queue is as it was.", ja: "台帳に書き込めないため、トリガー判定は行っていません (前回の状態を表示)。" }
    /// First line of the demo.
    demo_head(day) { en: "banso demo: invented accounts, as of {day}. Nothing here is real, and nothing is kept.", ja: "banso のデモ: 架空の顧客による台帳です ({day}時点)。内容は保存されません。" }
    /// Last lines of the demo.
    demo_next() {
        en: "Start at the top; `banso explain ACCOUNT` says why, `banso task done ID` finishes.\nYour own accounts: `banso init`, then `banso import FOLDER`.",
        ja: "上から順に対応します。理由の内訳は banso explain 顧客、完了は banso task done ID。\n自社の顧客で始めるには: banso init、続けて banso import フォルダー"
    }
    /// An empty list of tasks.
    no_tasks() { en: "No task matches.", ja: "該当するタスクはありません。" }
    /// First line of an explanation.
    explain_head(name, light, score, card, coverage) { en: "{name}  {light}  {score}  (scorecard {card}, {coverage} of the data known)", ja: "{name}  {light}  {score}点  (スコアカード {card}、データ充足率 {coverage})" }
    /// Under it, for an account that has left.
    when_it_ended(day) { en: "It has left; this is its health on {day}, the day before its last contract ended.", ja: "契約終了前日 ({day}) 時点の状態です。" }
    /// How old data is.
    days_ago(days) { en: "{days} d ago", ja: "{days}日前" }
    /// Points of a points card.
    points_of(points, max) { en: "{points} of {max} points", ja: "{points} / {max}" }
    /// The lead's own judgement beside the computed light.
    pulse_line(light, reason, until, computed) { en: "Your judgement: {light} until {until} ({reason}). Computed: {computed}.", ja: "担当判断: {light} ({reason}、{until}まで)。計算上の状態: {computed}。" }
    /// An override that lifts.
    lifted_line(because, light) { en: "At worst {light}: {because}.", ja: "「{because}」のため、状態は{light}以上。" }
    /// An override that caps.
    capped_line(because, light) { en: "At best {light}: {because}.", ja: "「{because}」のため、状態は{light}まで。" }
    /// What changed since a day.
    since_head(date, then, now) { en: "Since {date}: {then}, now {now}", ja: "{date}からの変化: {then} → {now}" }
    /// One signal that changed.
    since_signal(label, before, now, moved) { en: "{label}: {before}, now {now} ({moved})", ja: "{label}: {before} → {now} ({moved})" }
    /// An override that began to hold.
    since_new(because) { en: "new: {because}", ja: "新たに該当: {because}" }
    /// An override that no longer holds.
    since_gone(because) { en: "gone: {because}", ja: "解消: {because}" }
    /// A contact who left.
    left_on(day) { en: "left on {day}", ja: "{day}に離任" }
    /// Under a shortened timeline.
    more_events(count) { en: "… and {count} earlier ones (--json gives all).", ja: "ほか{count}件 (--json ですべて表示)。" }
}

/// A mark beside an account's name.
pub fn mark(lang: Lang, mark: &str) -> String {
    match mark {
        "lapsed" => lang.pick("contract ended, nothing recorded", "契約切れ (更新・解約の記録なし)"),
        "unconfirmed" => lang.pick("renewal unconfirmed", "更新未確認"),
        "leaving" => lang.pick("leaving", "解約予定"),
        other => other,
    }
    .to_owned()
}

/// What kind of thing an event of the timeline is.
pub fn event(lang: Lang, kind: &str) -> String {
    match kind {
        "interaction" => lang.pick("contact", "対応"),
        "ticket_opened" => lang.pick("ticket opened", "問い合わせ"),
        "ticket_closed" => lang.pick("ticket closed", "問い合わせ解決"),
        "survey" => lang.pick("survey", "アンケート"),
        "invoice" => lang.pick("invoice", "請求"),
        "payment" => lang.pick("paid", "入金"),
        "proposal" => lang.pick("proposal", "提案"),
        "proposal_decided" => lang.pick("proposal decided", "提案の結果"),
        "feedback" => lang.pick("voice", "顧客の声"),
        "note" => lang.pick("memo", "メモ"),
        "pulse" => lang.pick("judgement", "担当判断"),
        "contract" => lang.pick("contract", "契約"),
        "loss" => lang.pick("lost", "解約"),
        "contact_left" => lang.pick("left", "離任"),
        other => other,
    }
    .to_owned()
}

/// After `banso task done`.
pub(crate) fn tasks_done(lang: Lang, count: usize) -> String {
    counted(lang, count, ("Done.", "tasks done."), "件を完了にしました。")
}

/// After `banso task drop`.
pub(crate) fn tasks_dropped(lang: Lang, count: usize) -> String {
    counted(lang, count, ("Dropped.", "tasks dropped."), "件を取り下げました。")
}

/// After `banso task reopen`.
pub(crate) fn tasks_reopened(lang: Lang, count: usize) -> String {
    counted(lang, count, ("Open again.", "tasks open again."), "件を再開しました。")
}

fn counted(lang: Lang, count: usize, (one, many): (&str, &str), ja: &str) -> String {
    match (lang, count) {
        (Lang::En, 1) => one.to_owned(),
        (Lang::En, _) => format!("{count} {many}"),
        (Lang::Ja, _) => format!("{count}{ja}"),
    }
}

/// The separator of a text, by its name.
pub fn separator(lang: Lang, separator: u8) -> String {
    match separator {
        b'\t' => lang.pick("separated by tabs", "タブ区切り").to_owned(),
        other => lang.pick(format!("separated by `{}`", char::from(other)), format!("「{}」区切り", char::from(other))),
    }
}
